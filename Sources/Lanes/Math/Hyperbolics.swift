// Hyperbolic functions and their inverses, from exponentials and the parts of logarithms.

extension FloatLane {
  /// A quarter of `e^m` as `power (1 + q)`, and a quarter of `e^-m`, for `m >= 0`. The sum and the difference of what they
  /// are the halves of are finite where they are numbers of the format, since the last factor of 2 comes last.
  @inline(__always) private static func quarters(_ m: Self) -> (power: Self, q: Self, inverse: Self) {
    let e = tableExponential(lesser(m, constant(single: 89.5, double: 710.6)))
    let power: Self = e.scaled(timesTwoTo: -2)
    return (power, e.q, 0.0625 / mulAdd(power, e.q, power))
  }

  /// The hyperbolic sine.
  @inline(__always) package static func sinh(_ x: Self) -> Self {
    let m: Self = magnitude(x)
    let parts = quarters(m)
    let half: Self = parts.power + mulAdd(parts.power, parts.q, -parts.inverse)
    let square: Self = m * m
    let near: Self = mulAdd(m * square, sinhTail(square), m)
    return copySign(select(m .< 1.0, near, half + half), x)
  }

  /// The hyperbolic cosine.
  @inline(__always) package static func cosh(_ x: Self) -> Self {
    let parts = quarters(magnitude(x))
    let half: Self = parts.power + mulAdd(parts.power, parts.q, parts.inverse)
    return half + half
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
