// Exponentials: x = n ln 2 + r with |r| <= ln 2 / 2, then e^x = 2^n e^r with a polynomial for e^r.

/// `x = n ln 2 + r + low`.
package struct ExponentialParts<L: FloatLane> {
  /// The whole number `n`, and `n` plus the rounding constant.
  var n: L
  var shifted: L
  var r: L
  var low: L
}

/// `e^x = 2^(k / 16) (1 + q)` (single: 32) with the whole `k` in the low bits of `shifted`; `leading` is the power without
/// whole powers of two.
package struct TableExponential<L: FloatLane> {
  var shifted: L
  var leading: L
  var q: L

  /// `2^(k / 16)` with the whole powers of two, and `2^exponent`; it must be a normal number.
  @inline(__always) func scaled(timesTwoTo exponent: Int) -> L {
    let moved: L.Bits = shifted.bits << (L.significandBits - (L.isDouble ? 4 : 5))
    let whole: L.Bits = moved & L.Bits.integer(-1 << L.significandBits)
    let power: L.Bits = leading.bits + whole
    return L(bits: exponent == 0 ? power : power + L.Bits.integer(exponent << L.significandBits))
  }
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

  /// The reduction; `x` must have been clamped to where `n` fits the exponents twice, or for `scalePower`.
  @inline(__always) static func exponentialParts(_ x: Self) -> ExponentialParts<Self> {
    let shifted: Self = shiftedProduct(x, log2e)
    let n: Self = shifted - roundingConstant
    let first: Self = mulAdd(-n, ln2High, x)
    let r: Self = mulAdd(-n, ln2Low, first)
    let low: Self = mulAdd(-n, ln2Low, first - r)
    return ExponentialParts(n: n, shifted: shifted, r: r, low: low)
  }

  /// `x + low = k ln 2 / 16 + r` (single: 32), where the whole `k` is in the low bits of `shifted`, and 0 where `near`.
  @inline(__always) private static func tableReduction(
    _ x: Self, _ low: Self? = nil, near: Mask? = nil
  ) -> (shifted: Self, r: Self) {
    var shifted: Self = shiftedProduct(x, constant(single: 0x1.71547652b82fep+5, double: 0x1.71547652b82fep+4))
    if let near { shifted = select(near, roundingConstant, shifted) }
    let k: Self = shifted - roundingConstant
    let step: Self = constant(single: 0x1.62e430p-6, double: 0x1.62e42fefa39efp-5)
    let stepRest: Self = constant(single: -0x1.05c610p-34, double: 0x1.abc9e3b39803fp-60)
    let first: Self = mulAdd(-k, step, x)
    return (shifted, low.map { first + mulAdd(-k, stepRest, $0) } ?? mulAdd(-k, stepRest, first))
  }

  /// `e^(x + low)`, where the power of 2^(1/16) (single: 2^(1/32)) comes from a table.
  @inline(__always) static func tableExponential(_ x: Self, _ low: Self? = nil) -> TableExponential<Self> {
    let (shifted, r) = tableReduction(x, low)
    let square: Self = r * r
    let entry = lookup([ExponentialTable.low, ExponentialTable.high], shifted.bits)
    let q: Self = mulAdd(square, expShortTail(r, square: square), r + entry(0))
    return TableExponential(shifted: shifted, leading: entry(1), q: q)
  }

  /// Below here `e^x` is 0, as it is from -104 (double: -746) on; and here it is so by a factor of 0. A product that
  /// becomes too small would take the processor ten times as long.
  static var vanishingExponent: Self {
    @inline(__always) get { constant(single: -115.7, double: -778.3) }
  }
  /// Above here `e^x` is infinite.
  static var overflowingExponent: Self {
    @inline(__always) get { constant(single: 89, double: 710) }
  }
  /// `x`, where neither overflow nor underflow of `e^x` is decided yet.
  @inline(__always) static func clampExponent(_ x: Self) -> Self {
    clamp(x, vanishingExponent, overflowingExponent)
  }

  /// e to the power `x`.
  @inline(__always) package static func exp(_ x: Self) -> Self {
    let parts = exponentialParts(clampPower(x, vanishingExponent, overflowingExponent))
    let r: Self = parts.r
    let sum = fastSum(1.0, r)
    let p: Self = sum.high + mulAdd(r * r, expTail(r), sum.low)
    return scalePower(p, parts.n, shifted: parts.shifted)
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
    let y: Self = clampExponentOfTwo(x)
    let shifted: Self = y + roundingConstant
    let n: Self = shifted - roundingConstant
    let f: Self = y - n
    let tail: Self = mulAdd(f, exp2Tail(f), ln2High)
    return scalePower(mulAdd(f, tail, 1.0), n, shifted: shifted)
  }
  /// The same for what is known to be whole.
  @inline(__always) package static func exp2(whole x: Self) -> Self {
    let n: Self = clampExponentOfTwo(x)
    return scalePower(1.0, n, shifted: n + roundingConstant)
  }
  @inline(__always) private static func clampExponentOfTwo(_ x: Self) -> Self {
    clampPower(x, constant(single: -167, double: -1123), constant(single: 129, double: 1025))
  }

  /// `e^x - 1`, accurate near 0, where the power from the table is 1: of those next to 1 too little would be left.
  @inline(__always) package static func expm1(_ x: Self) -> Self {
    let near: Mask = magnitude(x) .< constant(single: 0.0595, double: 0.119)
    let y: Self = clamp(x, constant(single: -20, double: -40), constant(single: 89, double: 710))
    let (shifted, r) = tableReduction(y, near: near)
    let square: Self = r * r
    let entry = lookup([ExponentialTable.low, ExponentialTable.high], shifted.bits)
    let q: Self = mulAdd(square, expm1Tail(r, square: square), r + entry(0))
    let e = TableExponential(shifted: shifted, leading: entry(1), q: q)
    // Half of the result, so that the power is finite where that is: power + power q - 1/2, the least number last.
    let power: Self = e.scaled(timesTwoTo: -1)
    let less: Self = power - 0.5
    let below: Mask = power .< 0.25
    let high: Self = select(below, -0.5, less)
    let low: Self = select(below, power, (power - less) - 0.5)
    let half: Self = high + mulAdd(power, q, low)
    return copySign(select(near, q, half + half), x)
  }
}
