// Smooth steps and ramps, without cancellation or early underflow on their flat sides.

extension FloatLane {
  /// `1 / (1 + e^-x)`.
  @inline(__always) package static func sigmoid(_ x: Self) -> Self {
    let e: Self = exp(-magnitude(x))
    let q = quotient(Pair(select(x .< 0.0, e, 1.0), 0.0), fastSum(1.0, e))
    return q.high + q.low
  }

  /// `x / (1 + e^-x)`.
  @inline(__always) package static func silu(_ x: Self) -> Self {
    let m: Self = lesser(magnitude(x), constant(single: 110, double: 760))
    let parts = expUnscaled(-m, 0.0)
    let left: Mask = x .< 0.0
    let e: Self = scale(parts.r, parts.n, shifted: parts.shifted)
    // On the left the power of two comes last, so that nothing is lost before the product.
    let p = exactProduct(-m, parts.r)
    let top = Pair<Self>(select(left, p.high, x), select(left, p.low, 0.0))
    let n: Self = select(left, parts.n, 0.0)
    let q = quotient(top, fastSum(1.0, e))
    // Infinity has no rest, and zero keeps its sign.
    let result: Self = select((x .== infinity) | (x .== 0.0), x, q.high + q.low)
    return scale(result, n, shifted: n + roundingConstant)
  }

  /// `x` times the normal distribution's integral up to `x`.
  @inline(__always) package static func gelu(_ x: Self) -> Self {
    let m: Self = lesser(magnitude(x), constant(single: 14.8, double: 38.8))
    let root: Self = constant(single: 0x1.6a09e6p-1, double: 0x1.6a09e667f3bcdp-1)
    let rootLow: Self = constant(single: 0x1.9fcef4p-27, double: -0x1.bdd3413b26456p-55)
    let a = exactProduct(m, root)
    let parts = erfcParts(a.high, low: mulAdd(m, rootLow, a.low), exactProduct(m, m * 0.5))
    let half: Self = parts.r * 0.5
    let left: Mask = x .< 0.0
    let factor = fastSum(1.0, -scale(half, parts.n, shifted: parts.shifted))
    let right: Self = mulAdd(m, factor.high, m * factor.low)
    let n: Self = select(left, parts.n, 0.0)
    let r: Self = select(left, -(m * half), right)
    let result: Self = scale(r, n, shifted: n + roundingConstant)
    // To the right of the clamp, at zeros and for NaN it is `x` itself.
    return select(isNaN(x) | (x .== 0.0) | (m .< x), x, result)
  }

  /// `log(1 + e^x)`.
  @inline(__always) package static func softplus(_ x: Self) -> Self {
    let e: Self = exp(-magnitude(x))
    return select(x .< 0.0, 0.0, x) + log1p(e, 0.0)
  }

  /// `log(e^a + e^b)`.
  @inline(__always) package static func logaddexp(_ a: Self, _ b: Self) -> Self {
    let most: Self = greater(a, b)
    // The rounding of the distance would show in its exponential. Far apart, and at infinities, the greater
    // decides.
    let d = exactSum(lesser(a, b), -most)
    let far: Mask = d.high .< constant(single: -150, double: -1000)
    let near: Self = clampExponent(d.high)
    let parts = expUnscaled(near, select(far, 0.0, d.low))
    let e: Self = scale(parts.r, parts.n, shifted: parts.shifted)
    let eLow: Self = scale(parts.low, parts.n, shifted: parts.shifted)
    let r: Self = most + log1p(e, eLow)
    let result: Self = select(a .== b, a + ln2High, select(far, most, r))
    return select(isNaN(a) | isNaN(b), nan, result)
  }
}
