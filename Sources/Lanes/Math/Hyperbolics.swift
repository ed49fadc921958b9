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

  /// The inverse hyperbolic sine: `log1p(m + (√(1 + m²) - 1))`.
  @inline(__always) package static func asinh(_ x: Self) -> Self {
    let m: Self = magnitude(x)
    // Far out it is the logarithm of 2m, and 2m may be out of range.
    let far: Mask = constant(single: 0x1p30, double: 0x1p60) .< m
    let y: Self = select(far, 1.0, m)
    let w: Self = mulAdd(y, y, 1.0)
    let root = rootPair(w, mulAdd(y, y, 1.0 - w))
    let sum = fastSum(y, root.high - 1.0)
    let r: Self = log1p(select(far, m, sum.high), select(far, 0.0, sum.low + root.low), doubled: far)
    return copySign(r, x)
  }

  /// The inverse hyperbolic cosine: `log1p(t + √(t (t + 2)))` with `t = x - 1`.
  @inline(__always) package static func acosh(_ x: Self) -> Self {
    let far: Mask = constant(single: 0x1p30, double: 0x1p60) .< x
    let t: Self = select(far, 2.0, x) - 1.0
    let twice: Self = t + t
    let w: Self = mulAdd(t, t, twice)
    let root = closeRootPair(w, mulAdd(t, t, twice - w))
    let sum = fastSum(root.high, t)
    let r: Self = log1p(select(far, x, sum.high), select(far, 0.0, sum.low + root.low), doubled: far)
    return select(x .< 1.0, nan, r)
  }

  /// The inverse hyperbolic tangent: half of `log1p(2m / (1 - m))`.
  @inline(__always) package static func atanh(_ x: Self) -> Self {
    let m: Self = magnitude(x)
    let q = quotient(Pair(m + m, 0.0), fastSum(1.0, -m))
    return copySign(log1p(q.high, q.low) * 0.5, x)
  }
}
