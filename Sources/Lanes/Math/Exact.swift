// Arithmetic that keeps its rounding errors: a number as an unevaluated sum `high + low`.
//
// User arithmetic is never contracted, and `mulAdd` rounds once, so each of these is exact as stated.

/// The sum of two lanes, the second smaller than half an ulp of the first or so.
package struct Pair<L: FloatLane> {
  var high: L
  var low: L
  @inline(__always) init(_ high: L, _ low: L) {
    self.high = high
    self.low = low
  }
}

extension FloatLane {
  /// `a + b` exactly, for `|a| >= |b|`, or `a == 0`, or `a` a multiple of the ulp of `b`.
  @inline(__always) static func fastSum(_ a: Self, _ b: Self) -> Pair<Self> {
    let s: Self = a + b
    let low: Self = (a - s) + b
    return Pair(s, low)
  }

  /// `a + b` exactly.
  @inline(__always) static func exactSum(_ a: Self, _ b: Self) -> Pair<Self> {
    let s: Self = a + b
    let t: Self = s - a
    let low: Self = (a - (s - t)) + (b - t)
    return Pair(s, low)
  }

  /// `a * b` exactly.
  @inline(__always) static func exactProduct(_ a: Self, _ b: Self) -> Pair<Self> {
    let p: Self = a * b
    return Pair(p, mulAdd(a, b, -p))
  }

  /// `a / b` to almost twice the precision, with one division. `b` and `1 / b` must be normal.
  @inline(__always) static func quotient(_ a: Pair<Self>, _ b: Pair<Self>) -> Pair<Self> {
    let r: Self = 1.0 / b.high
    let q: Self = a.high * r
    let rest: Self = mulAdd(-q, b.high, a.high)
    let all: Self = mulAdd(-q, b.low, rest + a.low)
    return Pair(q, all * r)
  }

  /// `a * b` to almost twice the precision.
  @inline(__always) static func product(_ a: Pair<Self>, _ b: Pair<Self>) -> Pair<Self> {
    let p: Self = a.high * b.high
    let rest: Self = mulAdd(a.high, b.high, -p)
    let low: Self = mulAdd(a.high, b.low, mulAdd(a.low, b.high, rest))
    return Pair(p, low)
  }

  /// Adding it rounds a number of moderate size to a whole one and leaves that in the low bits.
  static var roundingConstant: Self {
    @inline(__always) get { constant(single: 0x1.8p23, double: 0x1.8p52) }
  }
  /// The whole number nearest to `a * b`, plus the rounding constant.
  @inline(__always) static func shiftedProduct(_ a: Self, _ b: Self) -> Self {
    mulAdd(a, b, roundingConstant)
  }

  /// `2^n`, where `n`, within the exponents of normal numbers, stands in the low bits of `shifted`.
  @inline(__always) static func powerOfTwo(_ shifted: Bits) -> Self {
    Self(bits: (shifted << significandBits) + Bits.integer(pattern(1)))
  }

  /// The bits of `2^e m = x`; what is subnormal is made normal first.
  @inline(__always) package static func exponentAndFraction(_ x: Self) -> (e: Self, m: Self) {
    exponentAndFractionByBits(x)
  }
  @inline(__always) package static func exponentAndFractionByBits(_ x: Self) -> (e: Self, m: Self) {
    let tiny: Mask = x .< constant(single: 0x1p-126, double: 0x1p-1022)
    let normal: Self = select(tiny, x * constant(single: 0x1p24, double: 0x1p54), x)
    let e: Self = exponent(normal.bits)
    let fraction: Bits = normal.bits & Bits.integer((1 << significandBits) - 1)
    let moved: Self = select(tiny, constant(single: 24, double: 54), 0.0)
    return (e - moved, Self(bits: fraction | Bits.integer(pattern(1))))
  }
  /// The exponent of a positive normal number of these bits.
  @inline(__always) static func exponent(_ x: Bits) -> Self {
    let unit = isDouble ? 0x1p52 : 0x1p23
    let biased: Bits = Bits.shiftRightLogical(x, significandBits)
    return Self(bits: biased | Bits.integer(pattern(unit))) - constant(unit + Double(exponentBias))
  }

  /// `2^n p`, where the whole `n` stands in the low bits of `shifted`, `|n|` is less than 1122 (single: 166) or `n` is
  /// -1123 (single: -167), where the second factor below is 0; and `2^100 p` is finite (single: `2^40 p`). Where
  /// `n` is -1086 (single: -158) or less, `|p|` is at most 2^11 (single: 2^8), so that the result is zero.
  @inline(__always) package static func scale(_ p: Self, _ n: Self, shifted: Self) -> Self {
    scaleByFactors(p, shifted: shifted)
  }
  @inline(__always) package static func scalePower(_ p: Self, _ n: Self, shifted: Self) -> Self {
    scaleByFactors(p, shifted: shifted)
  }
  @inline(__always) package static func clampPower(_ x: Self, _ low: Self, _ high: Self) -> Self {
    clamp(x, low, high)
  }
  /// By two factors, since `2^n` itself may be out of range: a fixed one, by which the product is exact, and what remains.
  @inline(__always) package static func scaleByFactors(_ p: Self, shifted: Self) -> Self {
    let power = isDouble ? 100 : 40
    let moved: Bits = shifted.bits << significandBits
    // The sign of n, since that is all that is left above the exponent's other bits.
    let isNegative: Mask = moved .< 0
    let less: Self = constant(single: 0x1p-40, double: 0x1p-100)
    let more: Self = constant(single: 0x1p40, double: 0x1p100)
    let one = pattern(1)
    let unit = 1 << significandBits
    let bias: Bits = .select(isNegative, .integer(one + power * unit), .integer(one - power * unit))
    return (p * select(isNegative, less, more)) * Self(bits: moved + bias)
  }

  /// `x` kept between `low` and `high`; NaN stays NaN.
  @inline(__always) package static func clamp(_ x: Self, _ low: Self, _ high: Self) -> Self {
    let y: Self = select(x .< low, low, x)
    return select(high .< y, high, y)
  }

  /// The greater of two lanes that are not NaN.
  @inline(__always) static func greater(_ a: Self, _ b: Self) -> Self { select(a .< b, b, a) }
  /// The less of two lanes that are not NaN.
  @inline(__always) static func lesser(_ a: Self, _ b: Self) -> Self { select(b .< a, b, a) }
}
