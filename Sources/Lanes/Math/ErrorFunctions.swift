// The error function and what is made of it.
//
// erf x = 1 - e^p with p = log erfc x, a smooth function: a polynomial, and one exponential. The error of p
// counts less and less as x grows. erfc x = e^(-x²) times a polynomial in (x - 4) / (x + 4) over 1 + 2x, so
// that it is accurate far out.

extension FloatLane {
  /// The error function.
  @inline(__always) package static func erf(_ x: Self) -> Self {
    let m: Self = lesser(magnitude(x), constant(single: 3.95, double: 5.95))
    let high: Self = constant(single: 0x1.20dd76p+0, double: 0x1.20dd750429b6dp+0)
    let low: Self = constant(single: -0x1.f7ac92p-25, double: 0x1.1ae3a914fed80p-56)
    let slope = exactProduct(m, high)
    let curve: Self = (m * m) * erfTail(m)
    let p = fastSum(-slope.high, curve)
    let rest: Self = mulAdd(-m, low, p.low - slope.low)
    let e = expm1Pair(p.high, rest)
    let r: Self = magnitude(e.high + e.low)
    return copySign(select(isNaN(x), x, r), x)
  }

  /// `erfc(a + low)` for `a >= 0` as `factor * 2^n`; `square` is `(a + low)²` in two parts.
  @inline(__always) static func erfcParts(
    _ a: Self, low: Self, _ square: Pair<Self>
  ) -> ExponentialParts<Self> {
    var parts = expUnscaled(-square.high, -square.low)
    // (a - 4) / (a + 4) and later the quotient by 1 + 2a, with one division for both.
    var d = exactSum(a, 4.0)
    var e = exactSum(a + a, 1.0)
    d.low = d.low + low
    e.low = mulAdd(low, 2.0, e.low)
    let inverse: Self = 1.0 / (d.high * e.high)
    let u: Self = a * (e.high * inverse)
    let uRest: Self = mulAdd(-u, d.low, mulAdd(-u, d.high, a)) + low
    let near: Self = mulAdd(uRest, e.high * inverse, u)
    let t: Self = mulAdd(near, 2.0, -1.0)
    // The rounding of t counts where a is small: there the slope is about 1.74, and t is near -1.
    let tLow: Self = mulAdd(near, 2.0, -1.0 - t)
    let z: Self = t * t
    let bent: Self = (tLow * 0x1.bep+0) * (z * z)
    let centre: Self = constant(single: 0x1.3ba592p+0, double: 0x1.3ba5916e9fd7fp+0)
    let centreLow: Self = constant(single: -0x1.22c05p-25, double: -0x1.aa9c415679e6fp-55)
    let sum = fastSum(centre, t * erfcTail(t))
    let scaled = Pair<Self>(sum.high, sum.low + (centreLow + bent))
    let p = product(Pair(parts.r, parts.low), scaled)
    let q: Self = p.high * (d.high * inverse)
    let rest: Self = mulAdd(-q, e.low, mulAdd(-q, e.high, p.high)) + p.low
    parts.r = mulAdd(rest, d.high * inverse, q)
    return parts
  }

  /// The complementary error function `1 - erf x`.
  @inline(__always) package static func erfc(_ x: Self) -> Self {
    let m: Self = lesser(magnitude(x), constant(single: 10.5, double: 27.5))
    let parts = erfcParts(m, low: 0.0, exactProduct(m, m))
    let far: Self = scale(parts.r, parts.n, shifted: parts.shifted)
    let r: Self = select(x .< 0.0, 2.0 - far, far)
    return select(isNaN(x), x, r)
  }
}
