import ArrayFunctions
import ArrayGraph

/// Python's own functions. `sum min max abs round any all pow` have NumPy's meaning where Python's builtin would agree
/// or fail; where it would give something else they are errors that propose `np.`.
extension Checker {
  func call(_ builtin: Builtin, _ arguments: [Argument], at place: SourceRange) throws(Failure) -> Meaning {
    switch builtin {
    case .print: throw .error("print() gives no value and stands alone on its line", at: place)
    case .random, .normal: return try random(builtin, arguments, at: place)
    case .sum, .min, .max, .abs, .round, .any, .all, .pow:
      return try callShared(builtin, arguments, at: place)
    case .len, .int, .float, .bool, .str, .repr, .list, .tuple: break
    }
    guard arguments.count == 1, let argument = arguments.first, argument.name == nil else {
      throw .error("\(builtin.rawValue)() takes one value here", at: place)
    }
    let range = argument.value.range
    let meaning = try evaluate(argument.value)
    switch builtin {
    case .str, .repr:
      let field = DeferredText.Piece.field(
        meaning, conversion: builtin == .str ? "s" : "r", specification: "")
      return .value(.string(try known(DeferredText([field]), at: range) ?? ""))
    case .bool:
      return .value(.bool(try truth(meaning, of: argument.value, in: "the value of bool()") ?? false))
    case .len: return .value(.int(Int128(try length(try value(of: meaning, at: range), at: range))))
    case .int, .float: return try toNumber(builtin, try value(of: meaning, at: range), at: range)
    default:
      let value = try value(of: meaning, at: range)
      guard let items = value.items else {
        throw .error("\(builtin.rawValue)() of \(value.typeName) is not part of the language", at: range)
      }
      return .value(builtin == .list ? .list(items) : .tuple(items))
    }
  }

  private func length(_ value: Value, at range: SourceRange) throws(Failure) -> Int {
    switch value {
    case .array(let node) where !node.shape.isEmpty: return node.shape[0]
    case .list(let items), .tuple(let items): return items.count
    case .string(let text): return text.unicodeScalars.count
    default: throw .error("\(value.typeName) has no len()", at: range)
    }
  }

  private func toNumber(_ builtin: Builtin, _ value: Value, at range: SourceRange) throws(Failure) -> Meaning {
    let number: PythonNumber
    switch value {
    case .array(let node):
      guard node.count == 1 else {
        throw .error(
          "\(builtin.rawValue)() takes one number, not \(value.typeName)", at: range,
          notes: ["x.astype(\(builtin.rawValue)) converts every element"])
      }
      number = try self.number(of: node, at: range) ?? .int(1)
    case .string(let text): number = try parse(text, builtin, at: range)
    default:
      guard let plain = value.number else {
        throw .error("\(builtin.rawValue)() takes a number, not \(value.typeName)", at: range)
      }
      number = plain
    }
    if builtin == .float { return .value(.float(number.double)) }
    return .number(try located(range) { () throws(ArrayError) in try number.truncated() })
  }

  private func parse(_ text: String, _ builtin: Builtin, at range: SourceRange) throws(Failure)
    -> PythonNumber
  {
    let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if builtin == .int, let value = Int128(trimmed) { return .int(value) }
    if builtin == .float, let value = Double(trimmed), !trimmed.lowercased().contains("x") {
      return .float(value)
    }
    throw .error("\(builtin.rawValue)() cannot read '\(text)'", at: range)
  }

  // MARK: Names that Python and NumPy share

  private func callShared(_ builtin: Builtin, _ arguments: [Argument], at place: SourceRange) throws(Failure)
    -> Meaning
  {
    let name = builtin.rawValue
    guard let function = FunctionTable.named(name) else {
      throw .error("'\(name)' is not defined", at: place)
    }
    let positional = arguments.filter { $0.name == nil }.map(\.value)
    guard let first = positional.first else { return try call(function, receiver: nil, arguments, at: place) }
    let value = try value(first)
    let hasKeywords = positional.count < arguments.count
    if hasKeywords { return try call(function, receiver: nil, arguments, at: place) }
    let rest = try values(Array(positional.dropFirst()))
    if ([value] + rest).contains(where: { $0.hasArray }) {
      if let reason = Self.difference(builtin, value, rest) {
        throw .error(
          "Python's \(name)() \(reason.what)", at: place, notes: ["write \(reason.proposal)"])
      }
      return try call(function, receiver: nil, arguments, at: place)
    }
    return .value(try located(place) { () throws(ArrayError) in try Self.python(builtin, value, rest) })
  }

  /// What Python's builtin does where it gives something else than NumPy's function; nil where they agree, or where
  /// Python's fails.
  private static func difference(
    _ builtin: Builtin, _ value: Value, _ rest: [Value]
  ) -> (what: String, proposal: String)? {
    let name = builtin.rawValue
    let np = "np.\(name)"
    guard case .array(let node) = value else {
      switch builtin {
      case .abs, .round, .pow: return nil
      case .min where !rest.isEmpty, .max where !rest.isEmpty:
        return ("of several values chooses one of them", "np.\(name)imum, which works element by element")
      default: return ("works on the items of a list", np)
      }
    }
    switch builtin {
    case .sum:
      if node.shape.count > 1 {
        return ("of a \(node.shape.count)-d array adds rows", "\(np), or axis=0 for rows")
      }
      if !rest.isEmpty { return ("has a start as its second argument", "\(np)(x, axis=…)") }
      if node.shape.count == 1, !node.dtype.isFloat, node.dtype != .bool, node.dtype.size < 8 {
        return ("of \(node.dtype.name) wraps around in \(node.dtype.name)", np)
      }
    case .min, .max:
      if !rest.isEmpty {
        return ("of several values chooses one of them", "np.\(name)imum, which works element by element")
      }
    case .any, .all:
      if node.shape.count > 1, node.shape.dropFirst().allSatisfy({ $0 == 1 }) { return nil }
    case .round:
      if node.shape.isEmpty, rest.isEmpty { return ("of a NumPy scalar gives a Python int", np) }
    default: break
    }
    return nil
  }

  /// Python's builtin on Python's own values.
  private static func python(_ builtin: Builtin, _ value: Value, _ rest: [Value]) throws(ArrayError) -> Value {
    func fail() -> ArrayError {
      ArrayError(
        .dtype,
        "\(builtin.rawValue)() is not defined for \(([value] + rest).map(\.typeName).joined(separator: " and "))"
      )
    }
    switch builtin {
    case .abs:
      guard let number = value.number, rest.isEmpty else {
        guard value.items != nil else { throw fail() }
        return .array(try elementwise("abs", [value]))
      }
      return Value(try number.magnitude())
    case .pow:
      guard let a = value.number, rest.count == 1, let b = rest[0].number else { throw fail() }
      return Value(try PythonNumber.apply(.power, a, b))
    case .round:
      guard let number = value.number else { throw fail() }
      return Value(try rounded(number, rest, fail))
    case .sum:
      guard var items = value.items, rest.count <= 1 else { throw fail() }
      let start = rest.first ?? .int(0)
      if items.isEmpty { return start }
      items.insert(start, at: 0)
      var total: PythonNumber?
      for item in items {
        guard let number = item.number else {
          throw item.items != nil
            ? ArrayError(.dtype, "sum() of a nested list is not defined", notes: ["write np.sum"]) : fail()
        }
        total =
          try total.map { old throws(ArrayError) in try PythonNumber.apply(.add, old, number) } ?? number
      }
      return total.map { Value($0) } ?? start
    case .min, .max:
      let items = rest.isEmpty ? value.items ?? [] : [value] + rest
      guard var best = items.first?.number else { throw fail() }
      for item in items.dropFirst() {
        guard let number = item.number else { throw fail() }
        if PythonNumber.compare(builtin == .min ? .less : .greater, number, best) { best = number }
      }
      return Value(best)
    default:
      guard let items = value.items, rest.isEmpty else { throw fail() }
      var truths: [Bool] = []
      for item in items {
        guard let number = item.number else {
          throw ArrayError(
            .dtype, "\(builtin.rawValue)() of a nested list is not defined",
            notes: ["write np.\(builtin.rawValue)"])
        }
        truths.append(number.isTrue)
      }
      return .bool(builtin == .any ? truths.contains(true) : !truths.contains(false))
    }
  }

  /// Python's `round`: half to even, by the decimal digits that the number really has.
  private static func rounded(
    _ number: PythonNumber, _ rest: [Value], _ fail: () -> ArrayError
  ) throws(ArrayError) -> PythonNumber {
    guard let digits = rest.first else {
      if case .float(let value) = number {
        return try PythonNumber.float(value.rounded(.toNearestOrEven)).truncated()
      }
      return .int(number.integer ?? 0)
    }
    guard rest.count == 1, let count = digits.number?.integer else { throw fail() }
    switch number {
    case .float(let value):
      guard value.isFinite, count < 330 else { return number }
      if count >= 0, let result = Double(try number.formatted(".\(count)f")) { return .float(result) }
      guard count > -330, let whole = Int128(exactly: value.rounded(.towardZero)) else { return .float(0) }
      let power = try PythonNumber.apply(.power, .int(10), .int(-count)).double
      let result = (value / power).rounded(.toNearestOrEven) * power
      return .float(whole == 0 ? 0 * value : result)
    default:
      let value = number.integer ?? 0
      if count >= 0 { return .int(value) }
      guard count > -38, let power = try PythonNumber.apply(.power, .int(10), .int(-count)).integer else {
        return .int(0)
      }
      let remainder = ((value % power) + power) % power
      let low = value - remainder
      let isUp = remainder * 2 > power || (remainder * 2 == power && (low / power) % 2 != 0)
      return .int(isUp ? low + power : low)
    }
  }

  // MARK: Methods that need elements

  func call(
    _ method: BuiltinMethod, of node: Node, _ arguments: [Argument], at place: SourceRange
  ) throws(Failure) -> Meaning {
    if let argument = arguments.first {
      throw .error("\(method.rawValue)() takes no arguments here", at: argument.value.range)
    }
    switch method {
    case .copy: return .array(node)
    case .item:
      guard node.count == 1 else {
        throw .error(
          "item() takes an array of one element, not \(Shape.text(node.dtype, node.shape))", at: place)
      }
      return .number(try number(of: node, at: place) ?? Self.unknown(node.dtype))
    case .tolist:
      guard let elements else {
        return .value(node.shape.isEmpty ? Value(Self.unknown(node.dtype)) : .list([]))
      }
      return .value(
        try located(place) { () throws(ArrayError) in
          guard node.count <= 10_000_000 else {
            throw ArrayError(.memory, "tolist() of \(node.count) elements is too large")
          }
          try elements.read([node])
          return ElementReader.list(node)
        })
    }
  }

  /// What stands for a number that only the data can tell.
  static func unknown(_ dtype: DType) -> PythonNumber {
    dtype.isFloat ? .float(1) : dtype == .bool ? .bool(true) : .int(1)
  }
}
