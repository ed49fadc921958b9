// Sine, cosine, tangent: x = q π/2 + r + low with |r| <= π/4, then a polynomial a function, chosen by q.
//
// Below the limit π/2 is taken in three parts (Cody and Waite), above it the bits of 2/π that matter for the
// exponent are (Payne and Hanek, see HugeAngles.swift). That is costly, so lanes that can branch go there
// only when asked to.

/// An angle within a quarter turn: `r + low`, and the quadrant in the two lowest bits.
package struct Angle<L: FloatLane> {
  var r: L
  var low: L
  var quadrant: L.Bits
}

extension FloatLane {
  /// Where the reduction by three parts of π/2 ends.
  static var angleLimit: Self {
    @inline(__always) get { constant(single: 0x1p16, double: 0x1p30) }
  }

  /// The reduction of `x`, not negative and below the limit.
  @inline(__always) static func angle(_ x: Self) -> Angle<Self> {
    let first: Self = constant(single: 0x1.921fb6p+0, double: 0x1.921fb54442d18p+0)
    let second: Self = constant(single: -0x1.777a5cp-25, double: 0x1.1a62633145c07p-54)
    let third: Self = constant(single: -0x1.ee59dap-50, double: -0x1.f1976b7ed8fbcp-110)
    let shifted: Self = shiftedProduct(x, 0x1.45f306dc9c883p-1)
    let n: Self = shifted - roundingConstant
    // The first difference is exact, and a multiple of the ulp of `p`, so the second one's error is, too.
    let a: Self = mulAdd(-n, first, x)
    let p = exactProduct(n, second)
    let r: Self = a - p.high
    let rest: Self = ((a - r) - p.high) - p.low
    return Angle(r: r, low: mulAdd(-n, third, rest), quadrant: shifted.bits)
  }

  /// The sine of an angle `turns` quadrants on.
  @inline(__always) static func sine(_ a: Angle<Self>, turns: Int) -> Self {
    let quadrant: Bits = turns == 0 ? a.quadrant : a.quadrant + Bits.integer(turns)
    let odd: Mask = (quadrant & 1) .== 1
    // `sin(r + low)`, or `cos(r + low)` where `odd`: a leading part, and a polynomial whose coefficients are chosen.
    let z: Self = a.r * a.r
    let cosine = fastSum(1.0, z * -0.5)
    let high: Self = select(odd, cosine.high, a.r)
    let low: Self = select(odd, mulAdd(-a.r, a.low, cosine.low), a.low)
    let value: Self = high + mulAdd(z * select(odd, z, a.r), quadrantTail(z, odd: odd), low)
    return turned(value, quadrant)
  }

  /// The sine and the cosine of an angle, the same bits as `sine` gives: both polynomials, once.
  @inline(__always) static func sineAndCosine(_ a: Angle<Self>) -> (Self, Self) {
    let z: Self = a.r * a.r
    let s: Self = a.r + mulAdd(z * a.r, sinTail(z), a.low)
    let cosine = fastSum(1.0, z * -0.5)
    let c: Self = cosine.high + mulAdd(z * z, cosTail(z), mulAdd(-a.r, a.low, cosine.low))
    let odd: Mask = (a.quadrant & 1) .== 1
    return (turned(select(odd, c, s), a.quadrant), turned(select(odd, s, c), a.quadrant + 1))
  }

  /// With the sign of the sine in a quadrant.
  @inline(__always) private static func turned(_ value: Self, _ quadrant: Bits) -> Self {
    let sign: Bits = (quadrant << (Bits.bitWidth - 2)) & ~signMaskComplement
    return Self(bits: value.bits ^ sign)
  }

  @inline(__always) static func tangent(_ a: Angle<Self>) -> Self {
    let z: Self = a.r * a.r
    // What `z` and `r` lack counts as much as the tangent rises: `low` times 1 + tan² r, about 1 + 1.625 r².
    let lost: Self = mulAdd(a.r * 0x1.5555555555555p-2, mulAdd(a.r, a.r, -z), a.low)
    let tail: Self = mulAdd(a.r * z, tanTail(z), mulAdd(z, 1.625, 1.0) * lost)
    let tangent = fastSum(a.r, tail)
    // In odd quadrants it is -1 over the tangent of the angle.
    let q: Self = -1.0 / tangent.high
    let rest: Self = mulAdd(q, tangent.low, mulAdd(q, tangent.high, 1.0))
    let odd: Mask = (a.quadrant & 1) .== 1
    return select(odd, mulAdd(q, rest, q), tangent.high)
  }

  /// The sine of `x` in radians, for every finite `x`.
  @inline(__always) package static func sin(_ x: Self) -> Self {
    let m: Self = magnitude(x)
    let usual: Self = ofBoth(x) { sineAndCosine(angle(magnitude($0))) }?.0 ?? sine(angle(m), turns: 0)
    let r: Self = selectRarely(angleLimit .< m, usual, "sin", m) { sine(hugeAngle($0), turns: 0) }
    return Self(bits: r.bits ^ (x.bits & ~signMaskComplement))
  }

  /// The cosine of `x` in radians, for every finite `x`.
  @inline(__always) package static func cos(_ x: Self) -> Self {
    let m: Self = magnitude(x)
    let usual: Self = ofBoth(x) { sineAndCosine(angle(magnitude($0))) }?.1 ?? sine(angle(m), turns: 1)
    return selectRarely(angleLimit .< m, usual, "cos", m) { sine(hugeAngle($0), turns: 1) }
  }

  /// The tangent of `x` in radians, for every finite `x`.
  @inline(__always) package static func tan(_ x: Self) -> Self {
    let m: Self = magnitude(x)
    let usual: Self = tangent(angle(m))
    let r: Self = selectRarely(angleLimit .< m, usual, "tan", m) { tangent(hugeAngle($0)) }
    return Self(bits: r.bits ^ (x.bits & ~signMaskComplement))
  }
}
