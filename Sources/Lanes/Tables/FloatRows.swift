/// The rows of float arithmetic, rounding, signs and classification.
@inline(__always)
package func floatRows<L: FloatLane>(_: L.Type) -> [Row<L>] {
  [
    Row("divide", .floating, "The quotient of `a` and `b`, correctly rounded.") { $0 / $1 },
    Row("floor_divide", .number, "The quotient rounded down; `a // 0` is ±inf or NaN.") { L.floorDivide($0, $1) },
    Row("remainder", .number, "The remainder with the sign of `b`.") { L.floorRemainder($0, $1) },
    Row("fmod", .number, "The remainder with the sign of `a`, exact.") { L.fmod($0, $1) },
    Row("fma", .floating, "`a * b + c` with one rounding.") { L.mulAdd($0, $1, $2) },
    Row("reciprocal", .floating, "`1 / x`, correctly rounded.") { 1.0 / $0 },
    Row("sqrt", .floating, "The square root, correctly rounded; NaN below 0.") { L.squareRoot($0) },
    Row("negative", .number, "`x` with its sign turned.") { -$0 },
    Row("abs", .arithmetic, "The magnitude of `x`.") { L.magnitude($0) },
    Row("sign", .number, "-1, 0 or 1 by the sign of `x`; NaN stays.") { (x: L) in
      let signed = L.copySign(1.0, x)
      return L.select((x .< 0.0) | (0.0 .< x), signed, L.select(x .== 0.0, 0.0, x))
    },
    Row("floor", .rounding, "The greatest whole number at most `x`.") { L.roundDown($0) },
    Row("ceil", .rounding, "The least whole number at least `x`.") { L.roundUp($0) },
    Row("trunc", .rounding, "`x` without its fraction.") { L.roundTowardZero($0) },
    Row("round", .rounding, "The nearest whole number, ties to even.") { L.roundToEven($0) },
    Row("copysign", .floating, "The magnitude of `a` with the sign of `b`.") { L.copySign($0, $1) },
    Row("nextafter", .floating, "The next float from `a` towards `b`.") { L.nextAfter($0, $1) },
    Row("signbit", .predicate, "Whether the sign bit is set; true for -0.") { L.signBit($0) },
    Row("isnan", .predicate, "Whether `x` is NaN.") { $0 .!= $0 },
    Row("isinf", .predicate, "Whether `x` is infinite.") { L.magnitude($0) .== L.infinity },
    Row("isfinite", .predicate, "Whether `x` is neither infinite nor NaN.") { L.magnitude($0) .< L.infinity },
    Row("deg2rad", .floating, "Degrees in radians: `x` times π/180.") { (x: L) in
      x * L.constant(0.017453292519943295)
    },
    Row("rad2deg", .floating, "Radians in degrees: `x` times 180/π.") { (x: L) in
      x * L.constant(57.29577951308232)
    },
  ]
}

extension FloatLane {
  /// C's `nextafter`, on the bits: floats of one sign are ordered as integers.
  @inline(__always) package static func nextAfter(_ a: Self, _ b: Self) -> Self {
    let towardZero = (b .< a) ^ signBit(a)
    let bits = a.bits
    let stepped = Bits.select(towardZero, bits - 1, bits + 1)
    let least = copySign(Self(bits: 1), b)
    let moved = select(a .== 0.0, least, Self(bits: stepped))
    let settled = select(a .== b, b, moved)
    return select((a .!= a) | (b .!= b), a + b, settled)
  }
}
