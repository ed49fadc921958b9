// The error function and what is made of it.
//
// erf x = 1 - e^p with p = log erfc x, a smooth function: a polynomial, and one exponential. The error of p counts
// less and less as x grows. erfc x = e^(-x²) times a polynomial in (x - 4) / (x + 4) over 1 + 2x, so that it is accurate far out.

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

  /// `erfc a` for `a >= 0` as `factor * 2^n`; `square` is `a²` in two parts.
  @inline(__always) static func erfcParts(_ a: Self, _ square: Pair<Self>) -> ExponentialParts<Self> {
    var parts = expUnscaled(-square.high, -square.low)
    // (a - 4) / (a + 4) and later the quotient by 1 + 2a, with one division for both.
    let d = exactSum(a, 4.0)
    let e = exactSum(a + a, 1.0)
    let inverse: Self = 1.0 / (d.high * e.high)
    let u: Self = a * (e.high * inverse)
    let uRest: Self = mulAdd(-u, d.low, mulAdd(-u, d.high, a))
    let t: Self = mulAdd(mulAdd(uRest, e.high * inverse, u), 2.0, -1.0)
    let p: Self = parts.r * erfcTail(t)
    let q: Self = p * (d.high * inverse)
    let rest: Self = mulAdd(-q, e.low, mulAdd(-q, e.high, p))
    parts.r = mulAdd(rest, d.high * inverse, q)
    return parts
  }

  /// The complementary error function `1 - erf x`.
  @inline(__always) package static func erfc(_ x: Self) -> Self {
    let m: Self = lesser(magnitude(x), constant(single: 10.5, double: 27.5))
    let parts = erfcParts(m, exactProduct(m, m))
    let far: Self = scale(parts.r, parts.n, shifted: parts.shifted)
    let r: Self = select(x .< 0.0, 2.0 - far, far)
    return select(isNaN(x), x, r)
  }
}
