import ArrayGraph

/// A Python scalar: what a literal, and arithmetic on literals, is before it meets an array (NEP 50's weak
/// scalar).
///
/// Integers are 128 bits wide, so that every value of `i64` and `u64`, and what a step of arithmetic makes of
/// two of them, is exact; a result that does not fit is an error where Python would go on.
package enum PythonNumber: Hashable, Sendable {
  case bool(Bool)
  case int(Int128)
  case float(Double)
}

extension PythonNumber {
  /// Python's name of the type.
  package var typeName: String {
    switch self {
    case .bool: "bool"
    case .int: "int"
    case .float: "float"
    }
  }

  /// The value of an `int` or a `bool`.
  package var integer: Int128? {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let value): value
    case .float: nil
    }
  }

  /// The nearest double, as `float(x)`.
  package var double: Double {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let value): Double(value)
    case .float(let value): value
    }
  }

  /// Whether Python takes it for true.
  package var isTrue: Bool {
    switch self {
    case .bool(let value): value
    case .int(let value): value != 0
    case .float(let value): value != 0
    }
  }

  /// `int(x)`, which cuts towards zero.
  package func truncated() throws(ArrayError) -> PythonNumber {
    guard case .float(let value) = self else { return .int(integer ?? 0) }
    guard value.isFinite else { throw ArrayError(.value, "cannot convert float \(repr) to int") }
    guard let result = Int128(exactly: value.rounded(.towardZero)) else { throw Self.overflow }
    return .int(result)
  }

  /// `abs(x)`.
  package func magnitude() throws(ArrayError) -> PythonNumber {
    switch self {
    case .float(let value): .float(value.magnitude)
    default: (integer ?? 0) < 0 ? try applying(.negate) : .int(integer ?? 0)
    }
  }

  /// The result of a prefix operator.
  package func applying(_ op: UnaryOperator) throws(ArrayError) -> PythonNumber {
    switch (op, self) {
    case (.not, _): return .bool(!isTrue)
    case (.negate, .float(let value)): return .float(-value)
    case (.plus, .float): return self
    case (.invert, .float): throw ArrayError(.dtype, "'~' is not defined for float")
    case (.negate, _):
      let (result, overflows) = Int128(0).subtractingReportingOverflow(integer ?? 0)
      if overflows { throw Self.overflow }
      return .int(result)
    case (.plus, _): return .int(integer ?? 0)
    case (.invert, _): return .int(~(integer ?? 0))
    }
  }

  /// The result of `left op right`.
  ///
  /// Throws `value` for division by zero and results out of range, `dtype` where Python has no such
  /// operation.
  package static func apply(
    _ op: BinaryOperator, _ left: PythonNumber, _ right: PythonNumber
  ) throws(ArrayError) -> PythonNumber {
    if op == .matmul { throw undefined(op, left, right) }
    if case .bool(let a) = left, case .bool(let b) = right {
      switch op {
      case .bitAnd: return .bool(a && b)
      case .bitOr: return .bool(a || b)
      case .bitXor: return .bool(a != b)
      default: break
      }
    }
    if let a = left.integer, let b = right.integer { return try applyToIntegers(op, a, b) }
    guard let result = try applyToFloats(op, left.double, right.double) else {
      throw undefined(op, left, right)
    }
    return .float(result)
  }

  /// The result of `left op right`; integers and floats compare by their exact values.
  package static func compare(_ op: ComparisonOperator, _ left: PythonNumber, _ right: PythonNumber) -> Bool {
    switch (left, right) {
    case (.float(let a), .float(let b)): holds(op, a, b)
    case (.float(let a), _): holds(op, order(a, right.integer ?? 0), 0)
    case (_, .float(let b)): holds(op, 0, order(b, left.integer ?? 0))
    default: holds(op, left.integer ?? 0, right.integer ?? 0)
    }
  }

  private static func holds<T: Comparable>(_ op: ComparisonOperator, _ a: T, _ b: T) -> Bool {
    switch op {
    case .less: a < b
    case .lessEqual: a <= b
    case .greater: a > b
    case .greaterEqual: a >= b
    case .equal: a == b
    case .notEqual: a != b
    }
  }

  /// The sign of `a - b`, exactly; NaN where `a` is NaN.
  private static func order(_ a: Double, _ b: Int128) -> Double {
    guard let whole = Int128(exactly: a.rounded(.towardZero)) else { return a }
    if whole != b { return whole < b ? -1 : 1 }
    return a - a.rounded(.towardZero)
  }

  static var overflow: ArrayError {
    ArrayError(
      .value, "the integer result does not fit in 128 bits",
      notes: ["write one operand as a float: 2.0 ** 200"])
  }

  static var divisionByZero: ArrayError { ArrayError(.value, "division by zero") }

  private static func undefined(_ op: BinaryOperator, _ a: PythonNumber, _ b: PythonNumber) -> ArrayError {
    ArrayError(.dtype, "'\(op.rawValue)' is not defined for \(a.typeName) and \(b.typeName)")
  }
}
