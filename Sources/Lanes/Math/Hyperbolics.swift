// Hyperbolic functions and their inverses, from the parts of exponentials and logarithms.

extension FloatLane {
  /// `2^n cosh r` and so on: with a = 2^(n-1), b = 2^(-n-1), C = cosh r, S = sinh r
  /// sinh x = (a - b) C + (a + b) S, and cosh x = (a + b) C + (a - b) S.
  @inline(__always) private static func hyperbolic(_ m: Self, sine: Bool) -> Self {
    let parts = exponentialParts(lesser(m, constant(single: 89.5, double: 710.6)))
    let z: Self = parts.r * parts.r
    let s: Self = mulAdd(z * parts.r, sinhTail(z), parts.low)  // without r itself
    let c: Self = z * coshTail(z)  // without 1
    // 2^n is out of range in the last binade; then the half of it, and twice the result.
    let top: Self = constant(single: 128, double: 1024)
    let n: Self = lesser(parts.n, top)
    let last: Self = select(top .< parts.n, 2.0, 1.0)
    let up: Bits = (n - 1.0 + roundingConstant).bits
    let down: Bits = (roundingConstant - (n + 1.0)).bits
    let a: Self = powerOfTwo(up)
    let b: Self = select(constant(single: 30, double: 60) .< n, 0.0, powerOfTwo(down))
    let more: Self = a + b
    let less: Self = a - b
    if sine {
      // (a - b) + (a + b) r, exactly, and then what is small.
      let p = exactProduct(more, parts.r)
      let sum = fastSum(less, p.high)
      let lost: Self = (a - less) - b
      let small: Self = mulAdd(more, s, mulAdd(less, c, (p.low + lost) + sum.low))
      return (sum.high + small) * last
    }
    let p = exactProduct(less, parts.r)
    let sum = fastSum(more, p.high)
    let lost: Self = (a - more) + b
    let small: Self = mulAdd(less, s, mulAdd(more, c, (p.low + lost) + sum.low))
    return (sum.high + small) * last
  }

  /// The hyperbolic sine.
  @inline(__always) package static func sinh(_ x: Self) -> Self {
    copySign(hyperbolic(magnitude(x), sine: true), x)
  }

  /// The hyperbolic cosine.
  @inline(__always) package static func cosh(_ x: Self) -> Self {
    hyperbolic(magnitude(x), sine: false)
  }

  /// The hyperbolic tangent: `t / (t + 2)` with `t = e^(2x) - 1`.
  @inline(__always) package static func tanh(_ x: Self) -> Self {
    let m: Self = lesser(magnitude(x), constant(single: 10, double: 20))
    let t = expm1Pair(m + m, 0.0)
    let d = exactSum(t.high, 2.0)
    let q = quotient(t, Pair(d.high, d.low + t.low))
    return copySign(q.high + q.low, x)
  }

  /// The inverse hyperbolic sine: `log1p(m + m² / (1 + √(1 + m²)))`.
  @inline(__always) package static func asinh(_ x: Self) -> Self {
    let m: Self = magnitude(x)
    let limit: Self = constant(single: 0x1p30, double: 0x1p60)
    let far: Mask = limit .< m
    let y: Self = select(far, 1.0, m)
    let square: Self = y * y
    let root: Self = squareRoot(mulAdd(y, y, 1.0)) + 1.0
    let sum = fastSum(y, square / root)
    // Far out it is the logarithm of 2m, and 2m may be out of range.
    let r: Self = log1p(select(far, m, sum.high), select(far, 0.0, sum.low), doubled: far)
    return copySign(select(m .< infinity, r, m), x)
  }

  /// The inverse hyperbolic cosine: `log1p(t + √(t (t + 2)))` with `t = x - 1`.
  @inline(__always) package static func acosh(_ x: Self) -> Self {
    let limit: Self = constant(single: 0x1p30, double: 0x1p60)
    let far: Mask = limit .< x
    let y: Self = select(far, 2.0, x)
    let t = exactSum(y, -1.0)
    let w: Self = mulAdd(t.high, t.high, t.high + t.high)
    let root: Self = squareRoot(w)
    let sum = exactSum(root, t.high)
    let low: Self = sum.low + t.low
    var r: Self = log1p(select(far, x, sum.high), select(far, 0.0, low), doubled: far)
    r = select(x .< infinity, r, x)
    return select(x .< 1.0, nan, r)
  }

  /// The inverse hyperbolic tangent: half of `log1p(2m / (1 - m))`.
  @inline(__always) package static func atanh(_ x: Self) -> Self {
    let m: Self = magnitude(x)
    let safe: Self = select(m .< 1.0, m, 0.0)
    let d = fastSum(1.0, -safe)
    let q = quotient(Pair(safe + safe, 0.0), d)
    let sum = fastSum(q.high, q.low)
    let near: Self = log1p(sum.high, sum.low) * 0.5
    let tiny: Self = constant(single: 0x1p-14, double: 0x1p-30)
    var r: Self = select(m .< tiny, mulAdd(m * m, m * 0x1.5555555555555p-2, m), near)
    r = select(m .< 1.0, r, nan)
    r = select(m .== 1.0, infinity, r)
    return copySign(r, x)
  }
}
