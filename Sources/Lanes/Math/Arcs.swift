// Inverse trigonometric functions.
//
// An angle is m π/4 + t: with the less over the greater of |y| and |x|, and beyond tan(π/8) with (less -
// greater) over (less + greater), the tangent of t is at most tan(π/8). One division serves all cases.

extension FloatLane {
  /// The angle, from 0 to π, of a point at `(x, y)` with `x >= 0`, `y >= 0`, mirrored to the left where
  /// `left`. The greater of the two and its inverse must be normal.
  @inline(__always) private static func arc(_ y: Self, _ x: Self, left: Mask? = nil) -> Self {
    let steep: Mask = x .< y
    let most: Self = select(steep, y, x)
    let least: Self = select(steep, x, y)
    let diagonal: Mask = most * 0x1.a827999fcef32p-2 .< least
    let above = fastSum(-most, least)
    let below = fastSum(most, least)
    let top = Pair<Self>(select(diagonal, above.high, least), select(diagonal, above.low, 0.0))
    let bottom = Pair<Self>(select(diagonal, below.high, most), select(diagonal, below.low, 0.0))
    let t = quotient(top, bottom)
    let z: Self = t.high * t.high
    let low: Self = mulAdd(-z, t.low, t.low)
    let rest: Self = mulAdd(z * t.high, atanTail(z), low)

    var eighths: Self = select(diagonal, 1.0, 0.0)
    eighths = select(steep, 2.0 - eighths, eighths)
    var mirrored: Mask = steep
    if let left {
      eighths = select(left, 4.0 - eighths, eighths)
      mirrored = steep ^ left
    }
    let quarter: Self = constant(single: 0x1.921fb6p-1, double: 0x1.921fb54442d18p-1)
    let quarterLow: Self = constant(single: -0x1.777a5cp-26, double: 0x1.1a62633145c07p-55)
    let p = exactProduct(eighths, quarter)
    let sum = fastSum(p.high, select(mirrored, -t.high, t.high))
    let small: Self = select(mirrored, -rest, rest) + p.low
    return sum.high + (sum.low + mulAdd(eighths, quarterLow, small))
  }

  /// The inverse tangent.
  @inline(__always) package static func atan(_ x: Self) -> Self {
    let m: Self = lesser(magnitude(x), constant(single: 0x1p40, double: 0x1p60))
    return copySign(arc(m, 1.0), x)
  }

  /// The angle of the point `(x, y)`, from -π to π, with the special cases of C.
  @inline(__always) package static func atan2(_ y: Self, _ x: Self) -> Self {
    let a: Self = magnitude(y)
    let b: Self = magnitude(x)
    // Beside these the quotient and what is missing in it are normal numbers.
    func isExtreme(_ m: Self) -> Mask {
      let (least, most) = (constant(single: 0x1p-40, double: 0x1p-400), constant(single: 0x1p40, double: 0x1p400))
      return ~(m .<= most) | ((0.0 .< m) & (m .< least))
    }
    // At the origin the sign of `x` decides alone.
    let r: Self = arc(a, select(greater(a, b) .== 0.0, 1.0, b), left: signBit(x))
    return selectRarely(isExtreme(a) | isExtreme(b), copySign(r, y), "atan2", y, x) { scaledAtan2($0, $1) }
  }

  /// The same for numbers of every size, and for what is none.
  @inline(__always) private static func scaledAtan2(_ y: Self, _ x: Self) -> Self {
    var a: Self = magnitude(y)
    var b: Self = magnitude(x)
    let most: Self = greater(a, b)
    let large: Mask = constant(single: 0x1p120, double: 0x1p1000) .< most
    // Below 1 the quotient may be a normal number where what is missing in it would not be.
    let small: Mask = most .< 1.0
    let down: Self = constant(single: 0x1p-40, double: 0x1p-200)
    let up: Self = constant(single: 0x1p60, double: 0x1p500)
    let factor: Self = select(large, down, select(small, up, 1.0))
    let infinite: Mask = most .== infinity
    a = select(infinite, select(a .== infinity, 1.0, 0.0), a * factor)
    b = select(infinite, select(b .== infinity, 1.0, 0.0), b * factor)
    // At the origin the sign of `x` decides alone.
    b = select(most .== 0.0, 1.0, b)
    let r: Self = copySign(arc(a, b, left: signBit(x)), y)
    return select(isNaN(x) | isNaN(y), nan, r)
  }

  /// `asin s` for `s <= 1/2`, or beyond that `asin √((1 - x)/2)`, the half of `acos x`: leading part and
  /// rest.
  @inline(__always) private static func halfArc(_ m: Self, _ far: Mask) -> Pair<Self> {
    let z: Self = select(far, mulAdd(m, -0.5, 0.5), m * m)
    let root: Self = squareRoot(z)
    let safe: Self = select(root .== 0.0, 1.0, root)
    let rootLow: Self = mulAdd(-root, root, z) * (0.5 / safe)
    let s: Self = select(far, root, m)
    let low: Self = select(far, rootLow, 0.0)
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
