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

  /// The hyperbolic tangent.
  @inline(__always) package static func tanh(_ x: Self) -> Self {
    let m: Self = lesser(magnitude(x), constant(single: 9.7, double: 19.4))
    return copySign(piecewise(TanhTable.pieces, m), x)
  }

  /// `√w` for the sum of two lanes: the root, and what is missing there; `w` must not be 0.
  @inline(__always) private static func rootPair(_ w: Pair<Self>) -> Pair<Self> {
    let root: Self = squareRoot(w.high)
    return Pair(root, (mulAdd(-root, root, w.high) + w.low) / (root + root))
  }

  /// The inverse hyperbolic sine: `log1p(m + (√(1 + m²) - 1))`.
  @inline(__always) package static func asinh(_ x: Self) -> Self {
    let m: Self = magnitude(x)
    // Far out it is the logarithm of 2m, and 2m may be out of range.
    let far: Mask = constant(single: 0x1p30, double: 0x1p60) .< m
    let y: Self = select(far, 1.0, m)
    let square = exactProduct(y, y)
    let w = exactSum(1.0, square.high)
    let root = rootPair(Pair(w.high, w.low + square.low))
    let sum = fastSum(y, root.high - 1.0)
    let r: Self = log1p(select(far, m, sum.high), select(far, 0.0, sum.low + root.low), doubled: far)
    return copySign(select(m .< infinity, r, m), x)
  }

  /// The inverse hyperbolic cosine: `log1p(t + √(t (t + 2)))` with `t = x - 1`.
  @inline(__always) package static func acosh(_ x: Self) -> Self {
    let far: Mask = constant(single: 0x1p30, double: 0x1p60) .< x
    let t = exactSum(select(far, 2.0, x), -1.0)
    let square = exactProduct(t.high, t.high)
    let w = exactSum(t.high + t.high, square.high)
    // At 1 the root is 0, and nothing is missing.
    let isOne: Mask = x .== 1.0
    let root = rootPair(Pair(select(isOne, 1.0, w.high), w.low + square.low))
    let sum = exactSum(select(isOne, 0.0, root.high), t.high)
    let low: Self = sum.low + (t.low + select(isOne, 0.0, root.low))
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
