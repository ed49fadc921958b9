// Powers: x^y = e^(y log x), with the logarithm and the product to almost twice the precision.
//
// e^p = 2^n T (1 + q), where the power T of 2^(1/16) (single: 2^(1/32)) comes from a table.

extension FloatLane {
  /// `log x` from its cell, its error less than 2^-63 of it (single: 2^-33).
  @inline(__always) private static func logPair(_ cell: LogarithmPairCell<Self>) -> Pair<Self> {
    let square: Self = cell.half * cell.r
    let squareRest: Self = mulAdd(cell.half, cell.r, -square)
    let toFirst = fastSum(cell.high, cell.r)
    let toSecond = fastSum(toFirst.high, -square)
    let rest: Self = (toFirst.low + toSecond.low) + (cell.low - squareRest)
    let cubic: Self = logCubic(cell.r, square: square + square)
    return fastSum(toSecond.high, mulAdd(square * cell.r, cubic, rest))
  }

  /// `x^y` where neither operand decides the result by itself and the result is a normal number.
  @inline(__always) package static func pow(_ x: Self, _ y: Self) -> Self {
    let log = logPair(logarithmPairCell(x))
    let p: Self = y * log.high
    let parts = tableExponential(p, mulAdd(y, log.low, mulAdd(y, log.high, -p)))
    let leading: Self = parts.scaled(timesTwoTo: 0)
    let result: Self = mulAdd(leading, parts.q, leading)

    // The bits of positive normal numbers are one range; moved to the least integers it needs one comparison.
    let least = pattern(isDouble ? 0x1p-1022 : 0x1p-126)
    let range: Bits = x.bits + Bits.integer(pattern(.infinity))
    let limit: Self = constant(single: 87, double: 708)
    let isRare: Mask = (Bits.integer(-2 * least) .<= range) | ~(magnitude(p) .< limit)
    return selectRarely(isRare, result, "pow", x, y) { anyPower($0, $1) }
  }

  /// `x` to the power `y`, with the special cases of C.
  @inline(__always) private static func anyPower(_ x: Self, _ y: Self) -> Self {
    let m: Self = magnitude(x)
    let log = logPair(logarithmPairCellOfAny(m))
    // Zero, infinity and NaN have logarithms that the parts do not give.
    var high: Self = select(m .< infinity, log.high, m)
    high = select(m .== 0.0, constant(-.infinity), high)
    let p: Self = y * high
    let low: Self = mulAdd(y, high, -p) + y * log.low
    let clamped: Self = clampExponent(p)
    let parts = tableExponential(clamped, select(clamped .== p, low, 0.0))
    let n: Self = roundDown((parts.shifted - roundingConstant) * constant(single: 0x1p-5, double: 0x1p-4))
    let power: Self = mulAdd(parts.leading, parts.q, parts.leading)
    var r: Self = scale(power, n, shifted: n + roundingConstant)
    r = select((m .== 1.0) & (y .== y), 1.0, r)

    // Whole and odd exponents. From 2^(p-1) on, all numbers are whole, and their last bit tells, up to 2^p.
    let ym: Self = magnitude(y)
    let unit: Self = constant(single: 0x1p23, double: 0x1p52)
    let moved: Self = ym + unit
    let large: Mask = unit .<= ym
    let whole: Mask = large | ((moved - unit) .== ym)
    let lastBit: Bits = Bits.select(large, ym.bits, moved.bits) & 1
    let even: Mask = (lastBit .== 0) | ((unit + unit) .<= ym)
    let sign: Bits = Bits.select(even | ~whole, 0, x.bits & ~signMaskComplement)
    r = Self(bits: r.bits ^ sign)
    let finite: Mask = m .< infinity
    r = select((x .< 0.0) & finite & ~whole, nan, r)
    return select((x .== 1.0) | (y .== 0.0), 1.0, r)
  }
}
