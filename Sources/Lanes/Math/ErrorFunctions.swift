// The error function and what is made of it. erf x comes in pieces. erfc x = e^(-x²) (e^(x²) erfc x), of which the
// second factor comes in pieces, so that it is accurate far out.

extension FloatLane {
  /// The error function.
  @inline(__always) package static func erf(_ x: Self) -> Self {
    let m: Self = lesser(magnitude(x), constant(single: 4.15, double: 5.98))
    return copySign(piecewise(ErrorTable.pieces, m), x)
  }

  /// `erfc(a + low)` for `a >= 0`, as `r + low` times `2^n`; `square` is `(a + low)²` in two parts.
  @inline(__always) static func erfcParts(_ a: Self, low: Self, _ square: Pair<Self>) -> ExponentialParts<Self> {
    var parts = expUnscaled(-square.high, -square.low)
    let scaled = piece(ScaledErrorTable.pieces, a, low: low)
    let rise = exactProduct(scaled.t, scaled.slope)
    let sum = fastSum(scaled.value, rise.high)
    let p = product(Pair(parts.r, parts.low), Pair(sum.high, sum.low + rise.low))
    let whole = fastSum(p.high, p.low)
    parts.r = whole.high
    parts.low = whole.low
    return parts
  }

  /// The complementary error function `1 - erf x`.
  @inline(__always) package static func erfc(_ x: Self) -> Self {
    let m: Self = lesser(magnitude(x), constant(single: 10.5, double: 27.5))
    let parts = erfcParts(m, low: 0.0, exactProduct(m, m))
    let far: Self = scale(parts.r, parts.n, shifted: parts.shifted)
    let rest: Self = scale(parts.low, parts.n, shifted: parts.shifted)
    let left = fastSum(2.0, -far)
    return select(x .< 0.0, left.high + (left.low - rest), far)
  }
}
