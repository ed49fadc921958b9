// Smooth steps and ramps, without cancellation or early underflow on their flat sides.

extension FloatLane {
  /// The magnitude of `x`, held where its exponential is 0 next to 1 and below.
  @inline(__always) private static func magnitudeHeld(_ x: Self) -> Self {
    lesser(magnitude(x), -vanishingExponent)
  }

  /// `1 / (1 + e^-x)`.
  @inline(__always) package static func sigmoid(_ x: Self) -> Self {
    let e = expPair(-magnitudeHeld(x))
    let left: Mask = x .< 0.0
    let d = fastSum(1.0, e.high)
    let top = Pair<Self>(select(left, e.high, 1.0), select(left, e.low, 0.0))
    let q = quotient(top, Pair(d.high, d.low + e.low))
    return q.high + q.low
  }

  /// `x / (1 + e^-x)`.
  @inline(__always) package static func silu(_ x: Self) -> Self {
    let m: Self = magnitudeHeld(x)
    let parts = expUnscaled(-m)
    let left: Mask = x .< 0.0
    let d = fastSum(1.0, scale(parts.r, parts.n, shifted: parts.shifted))
    let rest: Self = scale(parts.low, parts.n, shifted: parts.shifted)
    // On the left the power of two comes last, so that nothing is lost before the product.
    let p = exactProduct(-m, parts.r)
    let low: Self = mulAdd(-m, parts.low, p.low)
    let top = Pair<Self>(select(left, p.high, x), select(left, low, 0.0))
    let n: Self = select(left, parts.n, 0.0)
    let q = quotient(top, Pair(d.high, d.low + rest))
    let result: Self = scale(q.high + q.low, n, shifted: n + roundingConstant)
    // To the right of where `m` is held it is `x` itself, and zero keeps its sign.
    return select((m .< x) | (x .== 0.0), x, result)
  }

  /// `x` times the normal distribution's integral up to `x`.
  @inline(__always) package static func gelu(_ x: Self) -> Self {
    let m: Self = lesser(magnitude(x), constant(single: 14.8, double: 38.8))
    let root: Self = constant(single: 0x1.6a09e6p-1, double: 0x1.6a09e667f3bcdp-1)
    let rootLow: Self = constant(single: 0x1.9fcef4p-27, double: -0x1.bdd3413b26456p-55)
    let a = exactProduct(m, root)
    let parts = erfcParts(a.high, low: mulAdd(m, rootLow, a.low), exactProduct(m, m * 0.5))
    let left: Mask = x .< 0.0
    // To the right of 0 it is m - m erfc(a) / 2, to the left of it -m erfc(a) / 2, where the power of two comes last.
    let top: Self = select(left, parts.r, scale(parts.r, parts.n, shifted: parts.shifted)) * -0.5
    let topLow: Self = select(left, parts.low, scale(parts.low, parts.n, shifted: parts.shifted)) * -0.5
    let p = exactProduct(m, top)
    let sum = fastSum(select(left, 0.0, m), p.high)
    let low: Self = sum.low + mulAdd(m, topLow, p.low)
    let n: Self = select(left, parts.n, 0.0)
    let result: Self = copySign(scale(sum.high + low, n, shifted: n + roundingConstant), x)
    // To the right of the clamp, at zeros and for NaN it is `x` itself.
    return select(isNaN(x) | (x .== 0.0) | (m .< x), x, result)
  }

  /// `a + log(1 + e)`, where the parts of `e` are at most 1.
  @inline(__always) private static func addLog1p(_ a: Self, _ e: Pair<Self>) -> Self {
    let log = log1pPair(e.high, e.low)
    let sum = exactSum(a, log.high)
    return sum.high + (sum.low + log.low)
  }

  /// `log(1 + e^x)`.
  @inline(__always) package static func softplus(_ x: Self) -> Self {
    let m: Self = magnitudeHeld(x)
    let result: Self = addLog1p(select(x .< 0.0, 0.0, x), expPair(-m))
    // To the right of where `m` is held, and for NaN, it is `x` itself.
    return select(x .<= m, result, x)
  }

  /// `log(e^a + e^b)`.
  @inline(__always) package static func logaddexp(_ a: Self, _ b: Self) -> Self {
    let most: Self = greater(a, b)
    // The rounding of the distance would show in its exponential. Far apart, and at infinities, the greater
    // decides.
    let d = exactSum(lesser(a, b), -most)
    let near: Self = clampExponent(d.high)
    let far: Mask = d.high .< near
    let r: Self = addLog1p(most, expPair(near, select(far, 0.0, d.low)))
    let result: Self = select(a .== b, a + ln2High, select(far, most + 0.0, r))
    return select(isNaN(a) | isNaN(b), nan, result)
  }
}
