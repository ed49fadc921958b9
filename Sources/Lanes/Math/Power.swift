// Powers: x^y = e^(y log x), with the logarithm and the product to almost twice the precision.

extension FloatLane {
  /// `log x` of a positive finite number, its error less than 2^-64 of it (single: 2^-38).
  @inline(__always) static func logPair(_ x: Self) -> Pair<Self> {
    let parts = logarithmPartsOfAny(x)
    let f: Self = parts.f
    // s = f / (2 + f); log(1 + f) = 2 (s + s³ (1/3 + s² tail)).
    let s = quotient(Pair(f, 0.0), fastSum(2.0, f))
    let square = product(s, s)
    let third: Self = constant(single: 0x1.555556p-2, double: 0x1.5555555555555p-2)
    let thirdLow: Self = constant(single: -0x1.555556p-27, double: 0x1.5555555555555p-56)
    let tail: Self = mulAdd(square.high, atanhTail(square.high), thirdLow)
    let inner = fastSum(third, tail)
    let cube = product(product(square, s), inner)
    let atanh = fastSum(s.high, cube.high)
    let atanhLow: Self = atanh.low + (s.low + cube.low)
    // e ln 2, the first part of which is exact.
    let high: Self = constant(single: 0x1.62e0p-1, double: 0x1.62e42fefa3800p-1)
    let low: Self = constant(single: 0x1.0bfbe8p-15, double: 0x1.ef35793c76730p-45)
    let lowest: Self = constant(single: 0x1.cf79acp-40, double: 0)
    let exponent = exactProduct(parts.e, low)
    let first = fastSum(parts.e * high, atanh.high + atanh.high)
    let second = exactSum(first.high, exponent.high)
    let exponentLow: Self = mulAdd(parts.e, lowest, exponent.low)
    let rest: Self = (first.low + second.low) + mulAdd(2.0, atanhLow, exponentLow)
    return fastSum(second.high, rest)
  }

  /// `|x|^y` where neither operand decides the result by itself.
  @inline(__always) private static func magnitudePower(_ m: Self, _ y: Self) -> Self {
    let log = logPair(m)
    // Zero, infinity and NaN have logarithms that the parts do not give.
    var high: Self = select(m .< infinity, log.high, m)
    high = select(m .== 0.0, constant(-.infinity), high)
    let p: Self = y * high
    let low: Self = mulAdd(y, high, -p) + y * log.low
    let clamped: Self = clampExponent(p)
    let parts = expUnscaled(clamped, select(clamped .== p, low, 0.0))
    return scale(parts.r, parts.n, shifted: parts.shifted)
  }

  /// `x` to the power `y`, with the special cases of C.
  @inline(__always) package static func pow(_ x: Self, _ y: Self) -> Self {
    let m: Self = magnitude(x)
    var r: Self = magnitudePower(m, y)
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
