import ArrayFunctions
import ArrayGraph

extension BinaryOperator {
  /// The function of NumPy that the operator is; nil for `@`, which is no elementwise row.
  var row: String {
    switch self {
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .matmul: "matmul"
    case .divide: "divide"
    case .floorDivide: "floor_divide"
    case .modulo: "remainder"
    case .power: "pow"
    case .bitAnd: "bitwise_and"
    case .bitOr: "bitwise_or"
    case .bitXor: "bitwise_xor"
    case .leftShift: "left_shift"
    case .rightShift: "right_shift"
    }
  }
}

extension ComparisonOperator {
  var row: String {
    switch self {
    case .less: "less"
    case .lessEqual: "less_equal"
    case .greater: "greater"
    case .greaterEqual: "greater_equal"
    case .equal: "equal"
    case .notEqual: "not_equal"
    }
  }
}

extension Checker {
  // MARK: Prefix operators

  func apply(_ op: UnaryOperator, _ operatorRange: SourceRange, _ operand: Term) throws(Failure) -> Meaning {
    let value = try value(of: operand.meaning, at: operand.range)
    if op == .not {
      if case .array(let node) = value, node.count != 1 {
        throw .error(
          "the operand of 'not' must be a scalar, not \(value.typeName)", at: operatorRange,
          notes: ["~ is the elementwise 'not' of truth values"])
      }
      let truth: Bool?
      if let expression = operand.expression {
        truth = try self.truth(operand.meaning, of: expression, in: "the operand of 'not'")
      } else {
        truth = nil
      }
      return .value(.bool(!(truth ?? false)))
    }
    if let number = value.number {
      return .number(try located(operatorRange) { () throws(ArrayError) in try number.applying(op) })
    }
    guard case .array(let node) = value else {
      throw .error("'\(op.rawValue)' is not defined for \(value.typeName)", at: operatorRange)
    }
    if op == .plus, node.dtype != .bool { return .array(node) }
    let row = op == .negate ? "negative" : op == .invert ? "invert" : "positive"
    do throws(ArrayError) {
      return .array(
        try recorded(operatorRange) { () throws(ArrayError) in try Self.elementwise(row, [value]) })
    } catch {
      throw Failure(error, at: operatorRange, secondary: [operand.range])
    }
  }

  // MARK: Operators between two operands

  func apply(_ op: BinaryOperator, _ operatorRange: SourceRange, _ left: Term, _ right: Term) throws(Failure)
    -> Meaning
  {
    let a = try value(of: left.meaning, at: left.range)
    let b = try value(of: right.meaning, at: right.range)
    do throws(ArrayError) {
      return .value(try recorded(operatorRange) { () throws(ArrayError) in try Self.apply(op, a, b) })
    } catch {
      throw operatorError(error, operatorRange, left, right)
    }
  }

  /// The error of an operator: the operator, both operands, and where their names come from.
  func operatorError(_ error: ArrayError, _ operatorRange: SourceRange, _ left: Term, _ right: Term)
    -> Failure
  {
    var diagnostic = Diagnostic(error, at: operatorRange, secondary: [left.range, right.range])
    diagnostic.notes += origins(of: [left.expression, right.expression].compactMap { $0 })
    return .diagnostic(diagnostic)
  }

  private static func apply(_ op: BinaryOperator, _ a: Value, _ b: Value) throws(ArrayError) -> Value {
    if let a = a.number, let b = b.number { return Value(try PythonNumber.apply(op, a, b)) }
    if case .array = a { return try arrays(op, a, b) }
    if case .array = b { return try arrays(op, a, b) }
    switch (op, a, b) {
    case (.add, .string(let a), .string(let b)): return .string(a + b)
    case (.add, .list(let a), .list(let b)): return .list(a + b)
    case (.add, .tuple(let a), .tuple(let b)): return .tuple(a + b)
    case (.multiply, .string(let text), _):
      if let count = b.number?.integer {
        return .string(String(repeating: text, count: try times(count, text.utf8.count)))
      }
    case (.multiply, .list(let items), _):
      if let count = b.number?.integer { return .list(try repeated(items, count)) }
    case (.multiply, .tuple(let items), _):
      if let count = b.number?.integer { return .tuple(try repeated(items, count)) }
    case (.multiply, _, .string), (.multiply, _, .list), (.multiply, _, .tuple):
      if a.number?.integer != nil { return try apply(op, b, a) }
    default: break
    }
    throw undefined(op.rawValue, a, b)
  }

  private static func repeated(_ items: [Value], _ count: Int128) throws(ArrayError) -> [Value] {
    let count = try times(count, items.count)
    return (0..<count).flatMap { _ in items }
  }

  /// How often something of length `length` is repeated; bounded, since the result is made at once.
  private static func times(_ count: Int128, _ length: Int) throws(ArrayError) -> Int {
    let limit: Int128 = 10_000_000
    guard count <= limit, Int128(length) * Swift.max(count, 0) <= limit else {
      throw ArrayError(.memory, "the result of '*' would have more than \(limit) items")
    }
    return Int(Swift.max(count, 0))
  }

  private static func undefined(_ op: String, _ a: Value, _ b: Value) -> ArrayError {
    let isList = a.items != nil || b.items != nil
    return ArrayError(
      .dtype, "'\(op)' is not defined for \(a.typeName) and \(b.typeName)",
      notes: isList ? ["np.array(…) makes an array of a list"] : [])
  }

  private static func arrays(_ op: BinaryOperator, _ a: Value, _ b: Value) throws(ArrayError) -> Value {
    for value in [a, b] {
      switch value {
      case .array, .bool, .int, .float, .list, .tuple: break
      default: throw undefined(op.rawValue, a, b)
      }
    }
    guard op == .matmul else { return .array(try elementwise(op.row, [a, b])) }
    guard let function = FunctionTable.named("matmul") else { throw undefined(op.rawValue, a, b) }
    return try function.body([a, b] + function.parameters.dropFirst(2).map { $0.defaultValue ?? .none })
  }

  static func elementwise(_ row: String, _ values: [Value]) throws(ArrayError) -> Node {
    guard let operation = Operation.named(row) else {
      throw ArrayError(.unsupported, "'\(row)' is not part of this version")
    }
    return try ArrayFunctions.elementwise(operation, values)
  }

  // MARK: Comparisons

  func compare(_ first: Expression, _ links: [ComparisonLink]) throws(Failure) -> Meaning {
    var left = Term(try comparisonOperand(0, first, links), first)
    var result = Meaning.value(.bool(true))
    for (k, link) in links.enumerated() {
      let right = Term(try comparisonOperand(k + 1, first, links), link.operand)
      result = try compare(link, left, right)
      if case .value(.array(let node)) = result {
        if let proposal = unparenthesized(k + 1, first, links) { throw proposal }
        if links.count > 1, node.count != 1 { throw chain(first, links) }
      }
      if k == links.count - 1 { break }
      if try truth(result, of: link.operand, in: "a comparison in a chain") == false { return result }
      left = right
    }
    return result
  }

  /// Operand `k` of a comparison. Where it is `0 & y` without parentheses, that is what is wrong with it.
  private func comparisonOperand(
    _ k: Int, _ first: Expression, _ links: [ComparisonLink]
  ) throws(Failure) -> Meaning {
    do throws(Failure) {
      let meaning = try evaluate(k == 0 ? first : links[k - 1].operand)
      if k == 0, case .value(.array(let node)) = meaning, node.dtype == .bool,
        let proposal = unparenthesized(0, first, links)
      {
        throw proposal
      }
      return meaning
    } catch {
      if case .diagnostic = error, k > 0 || !isBitTest(first), let proposal = unparenthesized(k, first, links) {
        throw proposal
      }
      throw error
    }
  }

  private func compare(_ link: ComparisonLink, _ left: Term, _ right: Term) throws(Failure) -> Meaning {
    let a = try value(of: left.meaning, at: left.range)
    let b = try value(of: right.meaning, at: right.range)
    do throws(ArrayError) {
      return .value(
        try recorded(link.operatorRange) { () throws(ArrayError) in try Self.compare(link.op, a, b) })
    } catch {
      throw operatorError(error, link.operatorRange, left, right)
    }
  }

  private static func compare(_ op: ComparisonOperator, _ a: Value, _ b: Value) throws(ArrayError) -> Value {
    if let a = a.number, let b = b.number { return .bool(PythonNumber.compare(op, a, b)) }
    switch (a, b) {
    case (.array, .array), (.array, .bool), (.array, .int), (.array, .float), (.array, .list),
      (.array, .tuple),
      (.bool, .array), (.int, .array), (.float, .array), (.list, .array), (.tuple, .array):
      return .array(try elementwise(op.row, [a, b]))
    default: break
    }
    if op == .equal { return .bool(try areEqual(a, b)) }
    if op == .notEqual { return .bool(!(try areEqual(a, b))) }
    if case .string(let a) = a, case .string(let b) = b {
      let (a, b) = (Array(a.unicodeScalars.map(\.value)), Array(b.unicodeScalars.map(\.value)))
      return .bool(
        PythonNumber.compare(op, .int(a.lexicographicallyPrecedes(b) ? -1 : a == b ? 0 : 1), .int(0)))
    }
    throw undefined(op.rawValue, a, b)
  }

  /// `==` of values that are no arrays themselves.
  private static func areEqual(_ a: Value, _ b: Value) throws(ArrayError) -> Bool {
    if let a = a.number, let b = b.number { return PythonNumber.compare(.equal, a, b) }
    switch (a, b) {
    case (.string(let a), .string(let b)): return Array(a.unicodeScalars) == Array(b.unicodeScalars)
    case (.dtype(let a), .dtype(let b)): return a == b
    case (.dtype(let a), .string(let b)), (.string(let b), .dtype(let a)): return a.numpyName == b
    case (.none, .none), (.ellipsis, .ellipsis): return true
    case (.list(let a), .list(let b)), (.tuple(let a), .tuple(let b)):
      guard a.count == b.count else { return false }
      for (x, y) in zip(a, b) {
        if x.hasArray || y.hasArray {
          throw ArrayError(.dtype, "'==' is not defined for lists with arrays in them")
        }
        if !(try areEqual(x, y)) { return false }
      }
      return true
    default: return false
    }
  }

  private func chain(_ first: Expression, _ links: [ComparisonLink]) -> Failure {
    let parts = ([first] + links.map(\.operand)).map { text(of: $0) }
    let pairs = links.indices.map { "(\(parts[$0]) \(links[$0].op.rawValue) \(parts[$0 + 1]))" }
    return .error(
      "a chain of comparisons needs scalars", at: links[0].operatorRange,
      notes: ["write \(pairs.joined(separator: " & "))"])
  }

  /// `x & 1`, as of integers, in front of a comparison: what it says is what it means.
  private func isBitTest(_ expression: Expression) -> Bool {
    guard case .binary(_, let bits) = expression.kind, case .integer? = bits.last?.operand.kind else {
      return false
    }
    return true
  }

  /// `x > 0 & y` means `x > (0 & y)` in Python, which is hardly ever meant: the error for operand `k`, if that is
  /// such an `&`, `|` or `^`.
  private func unparenthesized(_ k: Int, _ first: Expression, _ links: [ComparisonLink]) -> Failure? {
    let operands = [first] + links.map(\.operand)
    guard case .binary(let head, let bits) = operands[k].kind, let bit = bits.first, let last = bits.last,
      [.bitAnd, .bitOr, .bitXor].contains(bit.op), head.range.column == operands[k].range.column,
      head.range.line == operands[k].range.line
    else { return nil }
    let before =
      k == 0 ? text(of: head) : "(\(text(of: operands[k - 1])) \(links[k - 1].op.rawValue) \(text(of: head)))"
    let after =
      k == links.count
      ? text(of: last.operand)
      : "(\(text(of: last.operand)) \(links[k].op.rawValue) \(text(of: operands[k + 1])))"
    return .error(
      "'\(bit.op.rawValue)' binds more tightly than '\(links[max(k - 1, 0)].op.rawValue)'; add parentheses",
      at: bit.operatorRange, notes: ["write \(before) \(bit.op.rawValue) \(after)"])
  }

  /// The text of an expression, as far as it stands on one line.
  func text(of expression: Expression) -> String {
    guard let line = source.line(expression.range.line) else { return "…" }
    let start = line.startIndex + expression.range.column - 1
    let end = min(start + expression.range.length, line.endIndex)
    guard start < end else { return "…" }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: line[start..<end])
    return String(view)
  }
}
