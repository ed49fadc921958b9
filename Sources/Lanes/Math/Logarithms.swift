// Logarithms: x = 2^e (1 + f) with √½ <= 1 + f < √2, then log x = e ln 2 + log(1 + f). In double log(1 + f)
// takes one division, s = f / (2 + f) and a polynomial in s²; in single a polynomial in f.

/// `x = 2^e (1 + f)`; `biased` is `e` as an integer, plus the exponent bias.
package struct LogarithmParts<L: FloatLane> {
  var e: L
  var f: L
  var biased: L.Bits
}

extension FloatLane {
  /// Splits a positive normal number.
  @inline(__always) static func logarithmParts(_ x: Self) -> LogarithmParts<Self> {
    let root: Self = constant(single: 0x1.6a09e6p-1, double: 0x1.6a09e667f3bcdp-1)
    let one: Self = 1.0
    let moved: Bits = x.bits + (one.bits - root.bits)
    let biased: Bits = shiftRightLogical(moved)
    let unit: Self = constant(single: 0x1p23, double: 0x1p52)
    let offset: Self = constant(single: 0x1p23 + 127, double: 0x1p52 + 1023)
    let e: Self = Self(bits: biased | unit.bits) - offset
    let fraction: Bits = moved & Bits.integer((1 << significandBits) - 1)
    let m: Self = Self(bits: fraction + root.bits)
    return LogarithmParts(e: e, f: m - 1.0, biased: biased)
  }
  @inline(__always) private static func shiftRightLogical(_ x: Bits) -> Bits {
    Bits.shiftRightLogical(x, significandBits)
  }

  /// Splits a positive number, which may be subnormal.
  @inline(__always) static func logarithmPartsOfAny(_ x: Self) -> LogarithmParts<Self> {
    let tiny: Mask = x .< constant(single: 0x1p-126, double: 0x1p-1022)
    let up: Self = x * constant(single: 0x1p24, double: 0x1p54)
    var parts = logarithmParts(select(tiny, up, x))
    parts.e = parts.e - select(tiny, constant(single: 24, double: 54), 0.0)
    return parts
  }

  /// `log(1 + f) - f` for `√½ <= 1 + f <= √2`.
  @inline(__always) static func logRest(_ f: Self) -> Self {
    if isDouble {
      let half: Self = (f * f) * 0.5
      let s: Self = f / (f + 2.0)
      let z: Self = s * s
      let series: Self = mulAdd(z, atanhSeries(z), half)
      return mulAdd(s, series, -half)
    }
    return (f * f) * mulAdd(f, logTail(f), -0.5)
  }

  /// `e ln 2 + f + rest` with one rounding that matters.
  @inline(__always) static func logSum(_ e: Self, _ f: Self, _ rest: Self) -> Self {
    // The last bits of this part of ln 2 are zero: its products with exponents are exact.
    let high: Self = constant(single: 0x1.62e0p-1, double: 0x1.62e42fefa3800p-1)
    let low: Self = constant(single: 0x1.0bfbe8p-15, double: 0x1.ef35793c76730p-45)
    let sum = fastSum(e * high, f)
    return sum.high + (sum.low + mulAdd(e, low, rest))
  }

  /// The values of a logarithm outside the positive finite numbers.
  @inline(__always) static func logSpecial(_ x: Self, _ result: Self) -> Self {
    var r: Self = select(x .< infinity, result, x)
    r = select(x .< 0.0, nan, r)
    return select(x .== 0.0, constant(-.infinity), r)
  }

  /// The natural logarithm.
  @inline(__always) package static func log(_ x: Self) -> Self {
    let parts = logarithmPartsOfAny(x)
    return logSpecial(x, logSum(parts.e, parts.f, logRest(parts.f)))
  }

  /// `log(1 + x + low)`, where `low` is less than an ulp of `x`; and ln 2 more where `doubled`.
  @inline(__always) static func log1p(_ x: Self, _ low: Self, doubled: Mask? = nil) -> Self {
    let u = exactSum(1.0, x)
    let parts = logarithmParts(u.high)
    // Near 0 there is nothing to split; far out what was lost to the 1 is lost for good.
    let near: Mask = parts.e .== 0.0
    let far: Mask = constant(single: 0x1p60, double: 0x1p60) .< x
    let bias: Bits = Bits.integer(2 * exponentBias)
    let inverse: Self = Self(bits: (bias - parts.biased) << significandBits)
    let rest: Self = select(far, 0.0, (u.low + low) * inverse)
    let f: Self = select(near, x, parts.f)
    let fLow: Self = select(near, low, rest)
    let correction: Self = mulAdd(-f, fLow, fLow)
    var e: Self = parts.e
    if let doubled { e = e + select(doubled, 1.0, 0.0) }
    return logSum(e, f, logRest(f) + correction)
  }

  /// `log(1 + x)`, accurate near 0.
  @inline(__always) package static func log1p(_ x: Self) -> Self {
    let result: Self = log1p(x, 0.0)
    let u: Self = x + 1.0
    var r: Self = select(x .< infinity, copySign(result, x), x)
    r = select(u .< 0.0, nan, r)
    return select(u .== 0.0, constant(-.infinity), r)
  }

  /// `log(1 + f) * factor` for the parts of `x`, plus `e * unit`; both constants in two parts.
  @inline(__always) private static func logInBase(
    _ x: Self, _ factor: Pair<Self>, _ unit: Pair<Self>
  ) -> Self {
    let parts = logarithmPartsOfAny(x)
    let natural = fastSum(parts.f, logRest(parts.f))
    let y = product(natural, factor)
    let sum = fastSum(parts.e * unit.high, y.high)
    let result: Self = sum.high + (sum.low + mulAdd(parts.e, unit.low, y.low))
    return logSpecial(x, result)
  }

  /// The logarithm in base 2, exact for powers of two.
  @inline(__always) package static func log2(_ x: Self) -> Self {
    let high: Self = constant(single: 0x1.715476p+0, double: 0x1.71547652b82fep+0)
    let low: Self = constant(single: 0x1.4ae0cp-26, double: 0x1.777d0ffda0d24p-56)
    return logInBase(x, Pair(high, low), Pair(1.0, 0.0))
  }

  /// The logarithm in base 10, exact for powers of ten.
  @inline(__always) package static func log10(_ x: Self) -> Self {
    let high: Self = constant(single: 0x1.bcb7b2p-2, double: 0x1.bcb7b1526e50ep-2)
    let low: Self = constant(single: -0x1.5b235ep-27, double: 0x1.95355baaafad3p-57)
    let unit: Self = constant(single: 0x1.3440p-2, double: 0x1.34413509f7800p-2)
    let unitLow: Self = constant(single: 0x1.3509f8p-18, double: 0x1.fef311f12b358p-46)
    return logInBase(x, Pair(high, low), Pair(unit, unitLow))
  }
}
