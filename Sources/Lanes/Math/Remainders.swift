// Division with a remainder: q = a / b made whole, and a - q b by one multiply-add.
//
// Why that is the remainder of fmod or of NumPy's `%`, to the bit. Let Q = a / b, and q be the rounded quotient,
// rounded down:
//
// - a - q b is a multiple of ulp(b) if |a| ≥ |b|, and if |a| < |b| it is a itself, or b - a for numbers so close that no
//   bit is lost, or its only rounding is that of a + b. So where it is less than |b|, nothing is lost, or what NumPy
//   loses when it brings the remainder of fmod to the side of b.
// - Rounding is monotonic, so that q is never less than the whole number below Q while that is a number of the format. It
//   is greater where Q was rounded up to a whole number; then the remainder has the wrong sign, and b is added.
// - Whatever q is, the exact difference tells. If it is less than |b|, then q is right, or one too great, and its sign
//   says which. Where it is not (|Q| is beyond 2^53, or 2^24 in binary32, or the remainder rounds to b), the C library is
//   asked, a lane at a time.

extension FloatLane {
  /// `a / b` rounded down, what remains, and where that may be wrong: both have all the bits where `isUnsure` is not set.
  @inline(__always) private static func floorDivision(
    _ a: Self, _ b: Self
  ) -> (quotient: Self, rest: Self, isUnsure: Mask) {
    let quotient: Self = roundDown(a / b)
    // By an infinite number everything remains.
    let rest: Self = select(quotient .== 0.0, a, mulAdd(-quotient, b, a))
    let isTooGreat: Mask = ((rest.bits ^ b.bits) .< 0) & (rest .!= 0.0)
    return (
      select(isTooGreat, quotient - 1.0, quotient), select(isTooGreat, rest + b, rest), magnitude(b) .<= magnitude(rest)
    )
  }

  /// C's `fmod`: the exact remainder with the sign of `a`.
  @inline(__always) package static func fmod(_ a: Self, _ b: Self) -> Self {
    let division = floorDivision(magnitude(a), magnitude(b))
    return selectRarely(division.isUnsure, copySign(division.rest, a), "fmod", a, b) { exactRemainder($0, $1) }
  }

  /// Python's `%`: a zero remainder has the sign of `b`.
  @inline(__always) package static func floorRemainder(_ a: Self, _ b: Self) -> Self {
    let division = floorDivision(a, b)
    let usual: Self = select(division.rest .== 0.0, copySign(0.0, b), division.rest)
    return selectRarely(division.isUnsure, usual, "remainder", a, b) { a, b in
      let rest = exactRemainder(a, b)
      let adjusted = select((b .< 0.0) ^ (rest .< 0.0), rest + b, rest)
      return select(rest .== 0.0, copySign(0.0, b), adjusted)
    }
  }

  /// Python's `//` as NumPy computes it, from the remainder: `a == b * (a // b) + a % b`, but for rounding. Below 2^50
  /// (2^21 in binary32) NumPy's three roundings are together less than a half, and the quotient is the whole number below
  /// `a / b`.
  @inline(__always) package static func floorDivide(_ a: Self, _ b: Self) -> Self {
    let usual: Self = floorDivision(a, b).quotient
    let limit: Self = constant(single: 0x1p21, double: 0x1p50)
    return selectRarely(limit .<= magnitude(usual), usual, "floor_divide", a, b) { a, b in
      let rest = exactRemainder(a, b)
      let opposite = (rest .!= 0.0) & ((b .< 0.0) ^ (rest .< 0.0))
      var quotient = (a - rest) / b
      quotient = select(opposite, quotient - 1.0, quotient)
      let down = roundDown(quotient)
      let nearest = select(0.5 .< quotient - down, down + 1.0, down)
      return select(b .== 0.0, a / b, nearest)
    }
  }
}
