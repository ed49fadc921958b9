import ArrayGraph

/// What a division by a number that is known becomes; nil where it is a division.
func division(
  _ operation: Operation, _ dividend: Operand, _ divisor: Operand, _ shape: [Int]
) throws(ArrayError) -> Node? {
  let dtype = try operation.computeType([dividend, divisor])
  guard let literal = try divisor.node(as: dtype).constantLiteral else { return nil }
  let x = try dividend.node(as: dtype)
  if x.constantLiteral != nil { return nil }
  return try rewrittenDivision(operation, x, literal)?.broadcast(to: shape)
}

/// The cheaper operation that has the bits of the division:
///
/// - integers rounded down by a power of two are shifted, and their remainders are their low bits, negative ones' too;
/// - the remainder of floats by 1 is what rounding down leaves, rounded once here as there;
/// - integers that were cast from narrower ones, of which the divisor is one, are divided as these, in more lanes.
func rewrittenDivision(_ operation: Operation, _ x: Node, _ divisor: Literal) throws(ArrayError) -> Node? {
  let rows = divisionRows.pointer(DivisionRows.init)
  if x.dtype.isFloat {
    guard operation == rows.pointee.remainder && divisor.double == 1 else { return nil }
    return try elementwise(rows.pointee.subtract, x, elementwise(rows.pointee.floor, x))
  }
  guard x.dtype.isInteger else { return nil }
  if let number = divisor.integer, number > 0, let narrow = x.castNarrower(holding: number) {
    return try elementwise(operation, narrow, Literal(divisor.signed, narrow.dtype)).cast(to: x.dtype)
  }
  guard let exponent = divisor.exponentOfTwo else { return nil }
  return operation == rows.pointee.remainder
    ? try elementwise(rows.pointee.and, x, Literal(dtype: x.dtype, bits: divisor.bits - 1))
    : try elementwise(rows.pointee.rightShift, x, Literal(exponent, x.dtype))
}

extension Operation {
  /// True for the divisions that may be rewritten.
  var isRewrittenDivision: Bool {
    let rows = divisionRows.pointer(DivisionRows.init)
    return self == rows.pointee.floorDivide || self == rows.pointee.remainder
  }
}

extension Node {
  /// The narrower integers that this node's were cast from, if `number` is one of them and they are the same numbers.
  func castNarrower(holding number: Int128) -> Node? {
    guard case .cast(let source) = kind, dtype.isInteger, source.dtype.isInteger, source.dtype.size < dtype.size,
      source.dtype.kind == .unsigned || dtype.kind == .signed, source.dtype.integerRange?.contains(number) ?? false
    else { return nil }
    return source
  }
}

extension Literal {
  /// `k` where an integer is `2^k`.
  fileprivate var exponentOfTwo: Int? {
    let isNegative = dtype.kind == .signed && signed < 0
    return bits.nonzeroBitCount == 1 && !isNegative ? bits.trailingZeroBitCount : nil
  }
}

/// Rows that divisions are, and become, found once.
private struct DivisionRows: Sendable {
  let floorDivide = Ops.named("floor_divide")
  let remainder = Ops.named("remainder")
  let subtract = Ops.named("subtract")
  let floor = Ops.named("floor")
  let and = Ops.named("bitwise_and")
  let rightShift = Ops.named("right_shift")
}

private let divisionRows = MadeOnce<DivisionRows>()
