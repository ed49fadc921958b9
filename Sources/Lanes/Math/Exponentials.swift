// Exponentials: x = n ln 2 + r with |r| <= ln 2 / 2, then e^x = 2^n e^r with a polynomial for e^r.

/// `x = n ln 2 + r + low`.
package struct ExponentialParts<L: FloatLane> {
  /// The whole number `n`, and `n` plus the rounding constant.
  var n: L
  var shifted: L
  var r: L
  var low: L
}

extension FloatLane {
  /// Ln 2 to the format, and what is missing there.
  static var ln2High: Self {
    @inline(__always) get { constant(single: 0x1.62e430p-1, double: 0x1.62e42fefa39efp-1) }
  }
  static var ln2Low: Self {
    @inline(__always) get { constant(single: -0x1.05c610p-29, double: 0x1.abc9e3b39803fp-56) }
  }
  static var log2e: Self {
    @inline(__always) get { 0x1.71547652b82fep+0 }
  }

  /// The reduction; `x` must have been clamped to where `n` fits the exponents twice.
  @inline(__always) static func exponentialParts(_ x: Self) -> ExponentialParts<Self> {
    let shifted: Self = shiftedProduct(x, log2e)
    let n: Self = shifted - roundingConstant
    let first: Self = mulAdd(-n, ln2High, x)
    let r: Self = mulAdd(-n, ln2Low, first)
    let low: Self = mulAdd(-n, ln2Low, first - r)
    return ExponentialParts(n: n, shifted: shifted, r: r, low: low)
  }

  /// `x`, where neither overflow nor underflow of `e^x` is decided yet.
  @inline(__always) static func clampExponent(_ x: Self) -> Self {
    clamp(x, constant(single: -104, double: -746), constant(single: 89, double: 710))
  }

  /// e to the power `x`.
  @inline(__always) package static func exp(_ x: Self) -> Self {
    let parts = exponentialParts(clampExponent(x))
    let r: Self = parts.r
    let sum = fastSum(1.0, r)
    let p: Self = sum.high + mulAdd(r * r, expTail(r), sum.low)
    return scale(p, parts.n, shifted: parts.shifted)
  }

  /// `e^(x + low)` as a number near 1, in two parts, and the exponent to scale it with.
  @inline(__always) static func expUnscaled(_ x: Self, _ low: Self? = nil) -> ExponentialParts<Self> {
    var parts = exponentialParts(x)
    // `low` can be many ulps of 1, so it takes part in the polynomial.
    let angle = low.map { fastSum(parts.r, parts.low + $0) } ?? Pair(parts.r, parts.low)
    let r: Self = angle.high
    let tail: Self = mulAdd(r * r, expTail(r), angle.low)
    let sum = fastSum(1.0, r)
    let whole = fastSum(sum.high, sum.low + tail)
    parts.r = whole.high
    parts.low = whole.low
    return parts
  }

  /// `e^x` in two parts, for an `x` that is not above 0.
  @inline(__always) static func expPair(_ x: Self, _ low: Self? = nil) -> Pair<Self> {
    let parts = expUnscaled(x, low)
    return Pair(
      scale(parts.r, parts.n, shifted: parts.shifted), scale(parts.low, parts.n, shifted: parts.shifted))
  }

  /// 2 to the power `x`, exact for whole `x`.
  @inline(__always) package static func exp2(_ x: Self) -> Self {
    let y: Self = clamp(x, constant(single: -151, double: -1076), constant(single: 129, double: 1025))
    let shifted: Self = y + roundingConstant
    let n: Self = shifted - roundingConstant
    let f: Self = y - n
    let tail: Self = mulAdd(f, exp2Tail(f), ln2High)
    return scale(mulAdd(f, tail, 1.0), n, shifted: shifted)
  }

  /// `e^x - 1`, accurate near 0.
  @inline(__always) package static func expm1(_ x: Self) -> Self {
    let y: Self = clamp(x, constant(single: -20, double: -40), constant(single: 89, double: 710))
    let parts = exponentialParts(y)
    let r: Self = parts.r
    // The last binade: 2^n is not a number, 2^(n-1) is.
    let top: Self = constant(single: 127, double: 1023)
    let n: Self = lesser(parts.n, top)
    let last: Self = select(top .< parts.n, 2.0, 1.0)
    let s: Self = powerOfTwo((n + roundingConstant).bits)
    // e^r - 1 = r + r²/2 + …: the square in two parts, since its rounding error would show.
    let half: Self = r * 0.5
    let square: Self = half * r
    let lost: Self = mulAdd(half, r, -square) + mulAdd(parts.low, r, parts.low)
    let small = fastSum(r, square)
    let rest: Self = small.low + mulAdd(square * r, expCubic(r), lost)
    // Where 2^n is so large that the 1 is rounded, it may still be half an ulp of the result.
    let less: Self = s - 1.0
    let lostOne: Self = (s - less) - 1.0
    let sum = fastSum(less, s * small.high)
    let result: Self = (sum.high + mulAdd(s, rest, sum.low + lostOne)) * last
    return copySign(result, x)
  }
}
