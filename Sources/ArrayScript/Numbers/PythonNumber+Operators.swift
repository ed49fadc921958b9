import ArrayGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension PythonNumber {
  static func applyToIntegers(_ op: BinaryOperator, _ a: Int128, _ b: Int128) throws(ArrayError)
    -> PythonNumber
  {
    switch op {
    case .add: return .int(try checked(a.addingReportingOverflow(b)))
    case .subtract: return .int(try checked(a.subtractingReportingOverflow(b)))
    case .multiply: return .int(try checked(a.multipliedReportingOverflow(by: b)))
    case .divide: return .float(try quotient(a, b))
    case .floorDivide: return .int(try floorDivided(a, b).quotient)
    case .modulo: return .int(try floorDivided(a, b).remainder)
    case .power: return try power(a, b)
    case .bitAnd: return .int(a & b)
    case .bitOr: return .int(a | b)
    case .bitXor: return .int(a ^ b)
    case .leftShift:
      if b < 0 { throw ArrayError(.value, "a shift count must not be negative") }
      if a == 0 { return .int(0) }
      if b > 126 || (a << b) >> b != a { throw overflow }
      return .int(a << b)
    case .rightShift:
      if b < 0 { throw ArrayError(.value, "a shift count must not be negative") }
      return .int(b > 127 ? (a < 0 ? -1 : 0) : a >> b)
    case .matmul: throw ArrayError(.dtype, "'@' is not defined for int and int")
    }
  }

  private static func checked(
    _ result: (partialValue: Int128, overflow: Bool)
  ) throws(ArrayError) -> Int128 {
    if result.overflow { throw overflow }
    return result.partialValue
  }

  /// Quotient rounded down and the remainder that belongs to it, which has the divisor's sign.
  private static func floorDivided(
    _ a: Int128, _ b: Int128
  ) throws(ArrayError) -> (quotient: Int128, remainder: Int128) {
    if b == 0 { throw divisionByZero }
    if a == .min, b == -1 { throw overflow }
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    guard remainder != 0, (remainder < 0) != (b < 0) else { return (quotient, remainder) }
    return (quotient - 1, remainder + b)
  }

  /// `a / b`, rounded once.
  private static func quotient(_ a: Int128, _ b: Int128) throws(ArrayError) -> Double {
    if b == 0 { throw divisionByZero }
    let isNegative = (a < 0) != (b < 0)
    let divisor = b.magnitude
    guard divisor <= UInt128(Int128.max) else { return Double(a) / Double(b) }
    var (quotient, remainder) = a.magnitude.quotientAndRemainder(dividingBy: divisor)
    if quotient == 0, remainder == 0 { return b < 0 ? -0.0 : 0 }
    var exponent = 0
    while quotient < (1 << 60) {
      remainder <<= 1
      quotient <<= 1
      if remainder >= divisor {
        remainder -= divisor
        quotient |= 1
      }
      exponent -= 1
    }
    if remainder != 0 { quotient |= 1 }
    let magnitude = scalbn(Double(quotient), Int32(exponent))
    return isNegative ? -magnitude : magnitude
  }

  private static func power(_ base: Int128, _ exponent: Int128) throws(ArrayError) -> PythonNumber {
    if exponent < 0 {
      guard let result = try applyToFloats(.power, Double(base), Double(exponent)) else { throw overflow }
      return .float(result)
    }
    if base == 0 || base == 1 { return .int(exponent == 0 ? 1 : base) }
    if base == -1 { return .int(exponent % 2 == 0 ? 1 : -1) }
    if exponent > 127 { throw overflow }
    var result: Int128 = 1
    for _ in 0..<Int(exponent) { result = try checked(result.multipliedReportingOverflow(by: base)) }
    return .int(result)
  }

  /// Nil where Python has no such operation on floats.
  static func applyToFloats(_ op: BinaryOperator, _ a: Double, _ b: Double) throws(ArrayError) -> Double? {
    switch op {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide:
      if b == 0 { throw divisionByZero }
      return a / b
    case .floorDivide: return try floorDivided(a, b).quotient
    case .modulo: return try floorDivided(a, b).remainder
    case .power: return try power(a, b)
    case .matmul, .bitAnd, .bitOr, .bitXor, .leftShift, .rightShift: return nil
    }
  }

  /// As CPython's `float_floor_div` (Objects/floatobject.c describes it): the remainder is exact and has the
  /// sign of the divisor, the quotient is made whole from it.
  private static func floorDivided(
    _ a: Double, _ b: Double
  ) throws(ArrayError) -> (quotient: Double, remainder: Double) {
    if b == 0 { throw divisionByZero }
    var remainder = fmod(a, b)
    var quotient = (a - remainder) / b
    if remainder == 0 {
      remainder = Double(signOf: b, magnitudeOf: 0)
    } else if (b < 0) != (remainder < 0) {
      remainder += b
      quotient -= 1
    }
    if quotient == 0 { return (Double(signOf: a / b, magnitudeOf: 0), remainder) }
    let whole = quotient.rounded(.down)
    return (quotient - whole > 0.5 ? whole + 1 : whole, remainder)
  }

  private static func power(_ base: Double, _ exponent: Double) throws(ArrayError) -> Double {
    if base == 0, exponent < 0, exponent.isFinite {
      throw ArrayError(.value, "zero cannot be raised to a negative power")
    }
    let isFinite = base.isFinite && exponent.isFinite
    if isFinite, base < 0, exponent != exponent.rounded() {
      throw ArrayError(
        .unsupported,
        "a negative number raised to a fraction is complex; complex numbers are not part of this version")
    }
    let result = pow(base, exponent)
    if isFinite, result.isInfinite { throw ArrayError(.value, "the result of '**' is out of range") }
    return result
  }
}
