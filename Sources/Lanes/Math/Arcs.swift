// Inverse trigonometric functions.
//
// The tangent m of an angle lies in a piece for which a table has a tangent, rise / run, and its angle:
//
//   atan m = angle + atan t,  t = (m run - rise) / (m rise + run)
//
// One of rise and run is 1, so that the dividend is rounded once; from 0 on they are 0 and 1, and t is m itself.

/// The piece around a tangent: what is to be divided, and the angle that the quotient's is added to.
package struct ArcPiece<L: FloatLane> {
  var dividend: L
  var divisor: L
  var run: L
  var angle: L
}

extension FloatLane {
  @inline(__always) private static func arcPiece(_ m: Self) -> ArcPiece<Self> {
    let scaled: Self = lesser(mulAdd(m, constant(ArcTable.scale), 0.5), 7.75)
    let index: Bits = Bits.shiftRightLogical(scaled.bits, significandBits - (isDouble ? 2 : 3))
    let entry = lookup([ArcTable.rise, ArcTable.run, ArcTable.angle], index)
    let rise: Self = entry(0)
    let run: Self = entry(1)
    return ArcPiece(
      dividend: mulAdd(m, run, -rise), divisor: mulAdd(m, rise, run), run: run, angle: entry(2))
  }

  /// `low`, and what the inverse tangent of `t` is more than `t`.
  @inline(__always) private static func arcRest(_ t: Self, _ low: Self) -> Self {
    let z: Self = t * t
    return mulAdd(t * z, atanTail(z), low)
  }

  /// The inverse tangent.
  @inline(__always) package static func atan(_ x: Self) -> Self {
    let piece = arcPiece(lesser(magnitude(x), constant(single: 0x1p40, double: 0x1p60)))
    let t: Self = piece.dividend / piece.divisor
    return copySign(piece.angle + arcRest(t, t), x)
  }

  /// The angle, from 0 to π, of a point at `(x, y)` with `x > 0`, `y >= 0`, mirrored to the left where the sign of `side`
  /// is set. `y / x` and the inverses of `x` and of that must be normal, if they are not 0.
  @inline(__always) private static func arc(_ y: Self, _ x: Self, side: Self) -> Self {
    let inverse: Self = 1.0 / x
    let m: Self = y * inverse
    let low: Self = mulAdd(-m, x, y) * inverse
    let piece = arcPiece(m)
    // To the left all but π has the other sign.
    let sign: Bits = side.bits & ~signMaskComplement
    let share: Self = 1.0 / Self(bits: piece.divisor.bits ^ sign)
    let t: Self = piece.dividend * share
    let rest: Self = t + arcRest(t, low * (piece.run * share))
    let left: Mask = signBit(side)
    let half: Self = constant(single: 0x1.921fb6p+1, double: 0x1.921fb54442d18p+1)
    let halfLow: Self = constant(single: -0x1.777a5cp-24, double: 0x1.1a62633145c07p-53)
    let sum = fastSum(select(left, half, 0.0), Self(bits: piece.angle.bits ^ sign))
    return sum.high + ((sum.low + select(left, halfLow, 0.0)) + rest)
  }

  /// The angle of the point `(x, y)`, from -π to π, with the special cases of C.
  @inline(__always) package static func atan2(_ y: Self, _ x: Self) -> Self {
    let a: Self = magnitude(y)
    let b: Self = magnitude(x)
    let most: Self = greater(a, b)
    // Beside these the quotient and what is missing in it are normal numbers.
    let large: Mask = ~(most .<= constant(single: 0x1p40, double: 0x1p400))
    let small: Mask = (0.0 .< most) & (most .< constant(single: 0x1p-40, double: 0x1p-400))
    let flat: Mask = (0.0 .< a) & (a .< constant(single: 0x1p-100, double: 0x1p-960))
    // At the origin the sign of `x` decides alone; elsewhere less than this hardly counts.
    let r: Self = arc(a, greater(b, constant(single: 0x1p-80, double: 0x1p-500)), side: x)
    return selectRarely(large | small | flat, copySign(r, y), "atan2", y, x) { scaledAtan2($0, $1) }
  }

  /// The same for numbers of every size, and for what is none.
  @inline(__always) private static func scaledAtan2(_ y: Self, _ x: Self) -> Self {
    var a: Self = magnitude(y)
    var b: Self = magnitude(x)
    var most: Self = greater(a, b)
    let infinite: Mask = most .== infinity
    // The quotient may be a normal number where what is missing in it would not be.
    let small: Mask = most .< constant(single: 0x1p60, double: 0x1p500)
    let down: Self = constant(single: 0x1p-40, double: 0x1p-200)
    let up: Self = constant(single: 0x1p60, double: 0x1p500)
    let factor: Self = select(small, up, down)
    a = select(infinite, select(a .== infinity, 1.0, 0.0), a * factor)
    b = select(infinite, select(b .== infinity, 1.0, 0.0), b * factor)
    most = greater(a, b)
    let least: Self = most * constant(single: 0x1p-30, double: 0x1p-60)
    b = select(most .== 0.0, 1.0, greater(b, least))
    return select(isNaN(x) | isNaN(y), nan, copySign(arc(a, b, side: x), y))
  }

  /// `asin s` for `s <= 1/2`, or beyond that `asin √((1 - x)/2)`, the half of `acos x`: leading part and
  /// rest.
  @inline(__always) private static func halfArc(_ m: Self, _ far: Mask) -> Pair<Self> {
    let z: Self = select(far, mulAdd(m, -0.5, 0.5), m * m)
    let root = closeRootPair(z, 0.0)
    let s: Self = select(far, select(1.0 .< m, nan, root.high), m)
    let low: Self = select(far, root.low, 0.0)
    return Pair(s, mulAdd(s * z, asinTail(z), low))
  }

  /// The inverse sine.
  @inline(__always) package static func asin(_ x: Self) -> Self {
    let m: Self = magnitude(x)
    let far: Mask = 0.5 .< m
    let half: Self = constant(single: 0x1.921fb6p+0, double: 0x1.921fb54442d18p+0)
    let halfLow: Self = constant(single: -0x1.777a5cp-25, double: 0x1.1a62633145c07p-54)
    let t = halfArc(m, far)
    let sum = fastSum(half, t.high * -2.0)
    let beyond: Self = sum.high + (sum.low + mulAdd(t.low, -2.0, halfLow))
    return copySign(select(far, beyond, t.high + t.low), x)
  }

  /// The inverse cosine.
  @inline(__always) package static func acos(_ x: Self) -> Self {
    let m: Self = magnitude(x)
    let far: Mask = 0.5 .< m
    let left: Mask = x .< 0.0
    let half: Self = constant(single: 0x1.921fb6p+0, double: 0x1.921fb54442d18p+0)
    let halfLow: Self = constant(single: -0x1.777a5cp-25, double: 0x1.1a62633145c07p-54)
    let quarters: Self = select(far, select(left, 2.0, 0.0), 1.0)
    let t = halfArc(m, far)
    let weight: Self = select(far, 2.0, 1.0)
    let signed: Self = select(left ^ far, weight, -weight)
    let sum = fastSum(quarters * half, t.high * signed)
    return sum.high + (sum.low + mulAdd(t.low, signed, quarters * halfLow))
  }
}
