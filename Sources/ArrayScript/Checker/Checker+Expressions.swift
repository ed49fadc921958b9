import ArrayFunctions
import ArrayGraph

/// A meaning together with the expression that has it.
struct Term {
  let meaning: Meaning
  /// Nil for the part of a chain of operators that was computed already.
  let expression: Expression?
  let range: SourceRange

  init(_ meaning: Meaning, _ expression: Expression) {
    self.meaning = meaning
    self.expression = expression
    range = expression.range
  }

  init(_ meaning: Meaning, chain range: SourceRange) {
    self.meaning = meaning
    expression = nil
    self.range = range
  }
}

extension Checker {
  func evaluate(_ expression: Expression) throws(Failure) -> Meaning {
    let range = expression.range
    switch expression.kind {
    case .name(let name): return try lookUp(name, at: range)
    case .integer(let value): return .value(.int(value))
    case .float(let value): return .value(.float(value))
    case .imaginary:
      throw .error("complex numbers are not part of this version yet", at: range)
    case .string(let text): return .value(.string(text))
    case .formatted(let parts): return try formatted(parts)
    case .bool(let value): return .value(.bool(value))
    case .none: return .value(.none)
    case .ellipsis: return .value(.ellipsis)
    case .list(let items): return .value(.list(try values(items)))
    case .tuple(let items): return .value(.tuple(try values(items)))
    case .unary(let op, let operatorRange, let operand):
      return try apply(op, operatorRange, Term(try evaluate(operand), operand))
    case .binary(let first, let links): return try evaluateChain(first, links)
    case .comparison(let first, let links): return try compare(first, links)
    case .boolean(let op, let operands): return try evaluateBoolean(op, operands)
    case .conditional(let then, let condition, let otherwise):
      switch try truth(try evaluate(condition), of: condition, in: "the condition of 'a if c else b'") {
      case true?: return try evaluate(then)
      case false?: return try evaluate(otherwise)
      case nil:
        _ = try evaluate(otherwise)
        return try evaluate(then)
      }
    case .attribute(let base, let name):
      return try attribute(name, of: Term(try evaluate(base), base))
    case .call(let callee, let arguments): return try call(callee, arguments, at: range)
    case .subscripted(let base, let items, let isTuple):
      return try subscripted(Term(try evaluate(base), base), items, isTuple: isTuple, at: range)
    }
  }

  /// The value of an expression: for a place where functions and modules cannot stand.
  func value(_ expression: Expression) throws(Failure) -> Value {
    try value(of: try evaluate(expression), at: expression.range)
  }

  func values(_ expressions: [Expression]) throws(Failure) -> [Value] {
    var result: [Value] = []
    result.reserveCapacity(expressions.count)
    for expression in expressions { result.append(try value(expression)) }
    return result
  }

  func value(of meaning: Meaning, at range: SourceRange) throws(Failure) -> Value {
    switch meaning {
    case .value(let value): return value
    case .record(_, let items): return .tuple(items)
    case .text(let text): return .string(try known(text, at: range) ?? "")
    case .builtin(.int): return .dtype(.i64)
    case .builtin(.float): return .dtype(.f64)
    case .builtin(.bool): return .dtype(.bool)
    case .function(let function):
      throw .error("'\(function.name)' is a function; call it: \(function.name)(…)", at: range)
    case .method(let function, _):
      throw .error("'\(function.name)' is a method; call it: .\(function.name)(…)", at: range)
    case .builtin(let builtin):
      throw .error("'\(builtin.rawValue)' is a function; call it: \(builtin.rawValue)(…)", at: range)
    case .builtinMethod(let method, _):
      throw .error("'\(method.rawValue)' is a method; call it: .\(method.rawValue)()", at: range)
    case .module(let name, _): throw .error("'\(name)' is a module, not a value", at: range)
    }
  }

  private func evaluateChain(_ first: Expression, _ links: [BinaryLink]) throws(Failure) -> Meaning {
    var left = Term(try evaluate(first), first)
    for link in links {
      let right = Term(try evaluate(link.operand), link.operand)
      left = Term(try apply(link.op, link.operatorRange, left, right), chain: link.range)
    }
    return left.meaning
  }

  private func evaluateBoolean(_ op: BooleanOperator, _ operands: [Expression]) throws(Failure) -> Meaning {
    var result = Meaning.value(.none)
    for (k, operand) in operands.enumerated() {
      result = try evaluate(operand)
      let truth = try truth(result, of: operand, in: "an operand of '\(op.rawValue)'", isBoolean: op)
      if k == operands.count - 1 { break }
      if truth == (op == .or) { return result }
    }
    return result
  }

  /// Whether Python takes it for true; nil where only the data can tell and there are none.
  func truth(
    _ meaning: Meaning, of expression: Expression, in place: String, isBoolean op: BooleanOperator? = nil
  ) throws(Failure) -> Bool? {
    let range = expression.range
    switch try value(of: meaning, at: range) {
    case .array(let node):
      guard node.count == 1 else {
        let note =
          op.map {
            "write \($0 == .and ? "&" : "|") with each side in parentheses: (a) \($0 == .and ? "&" : "|") (b)"
          }
          ?? "np.where(c, a, b) chooses element by element"
        throw .error(
          "\(place) must be a scalar, not \(Shape.text(node.dtype, node.shape))", at: range, notes: [note])
      }
      return try number(of: node, at: range)?.isTrue
    case .bool(let value): return value
    case .int(let value): return value != 0
    case .float(let value): return value != 0
    case .string(let text): return !text.isEmpty
    case .list(let items), .tuple(let items): return !items.isEmpty
    case .none: return false
    case .dtype, .ellipsis, .slice: return true
    }
  }

  /// The one element of an array as a Python number; nil where there are no data.
  func number(of node: Node, at range: SourceRange) throws(Failure) -> PythonNumber? {
    guard let elements else {
      dataDependence = dataDependence ?? range
      return nil
    }
    return try located(range) { () throws(ArrayError) in
      try elements.read([node])
      return ElementReader.number(node, at: 0)
    }
  }
}
