/// The algebra of one lane.
///
/// Formulas (`exp`, `softplus`, `floor_divide` …) are written once, generic over these protocols, and get their
/// meaning from the lane type: C lanes write source for them, LLVM lanes emit code. Every primitive is total and
/// specified to the bit, so that all instances give the same bits.

/// The truth values of a comparison, one a lane.
package protocol MaskLane {
  static func & (a: Self, b: Self) -> Self
  static func | (a: Self, b: Self) -> Self
  static func ^ (a: Self, b: Self) -> Self
  static prefix func ~ (a: Self) -> Self
}

/// What every lane that holds numbers can do.
package protocol NumberLane {
  associatedtype Mask: MaskLane
  /// What a row of the tables becomes for this lane: an expression for C lanes, an emitter for LLVM lanes.
  associatedtype Program

  /// Wraps on integers; one IEEE rounding on floats.
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self

  /// Comparisons are false with NaN, except `!=`.
  static func .== (a: Self, b: Self) -> Mask
  static func .!= (a: Self, b: Self) -> Mask
  static func .< (a: Self, b: Self) -> Mask
  static func .<= (a: Self, b: Self) -> Mask

  /// `mask ? a : b`, lane by lane.
  static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self

  /// A small whole number, exact in every format it is used with.
  static func integer(_ value: Int) -> Self

  static var isFloat: Bool { get }

  static func program(_ formula: @escaping (Self) -> Self) -> Program
  static func program(_ formula: @escaping (Self, Self) -> Self) -> Program
  static func program(_ formula: @escaping (Self, Self, Self) -> Self) -> Program
  static func program(_ formula: @escaping (Self) -> Mask) -> Program
  static func program(_ formula: @escaping (Self, Self) -> Mask) -> Program
  static func program(_ formula: @escaping (Mask, Self, Self) -> Self) -> Program
}

extension NumberLane {
  @inline(__always) package static func .> (a: Self, b: Self) -> Mask { b .< a }
  @inline(__always) package static func .>= (a: Self, b: Self) -> Mask { b .<= a }
}

/// Integers in two's complement; every operation is total.
package protocol IntegerLane: NumberLane, ExpressibleByIntegerLiteral {
  static var isSigned: Bool { get }
  static var bitWidth: Int { get }

  static func & (a: Self, b: Self) -> Self
  static func | (a: Self, b: Self) -> Self
  static func ^ (a: Self, b: Self) -> Self
  static prefix func ~ (a: Self) -> Self

  /// Shifts by a constant, `0 ..< bitWidth`; to the right it is arithmetic on signed lanes.
  static func << (a: Self, count: Int) -> Self
  static func >> (a: Self, count: Int) -> Self
  /// The right shift that fills with zeros, signed or not.
  static func shiftRightLogical(_ a: Self, _ count: Int) -> Self
  /// Shifts by lanes: a count outside `0 ..< bitWidth` (read as unsigned) gives 0, or the sign to the right.
  static func shiftLeft(_ a: Self, _ counts: Self) -> Self
  static func shiftRight(_ a: Self, _ counts: Self) -> Self

  /// Division that truncates: `x / 0` is 0 and `min / -1` is `min`.
  static func quotient(_ a: Self, _ b: Self) -> Self
  /// The quotient rounded down, and what it leaves, with the sign of `b`: both 0 where `b` is.
  static func floorDivide(_ a: Self, _ b: Self) -> Self
  static func floorRemainder(_ a: Self, _ b: Self) -> Self

  /// As `FloatLane.selectRarely`.
  static func selectRarely(
    _ mask: Mask, _ usual: Self, _ name: StaticString, _ x: Self, _ y: Self, _ rare: (Self, Self) -> Self
  ) -> Self
}

extension IntegerLane {
  @inline(__always) package static func selectRarely(
    _ mask: Mask, _ usual: Self, _ name: StaticString, _ x: Self, _ y: Self, _ rare: (Self, Self) -> Self
  ) -> Self { select(mask, rare(x, y), usual) }
}

/// IEEE 754 binary32 or binary64.
package protocol FloatLane: NumberLane, ExpressibleByFloatLiteral where FloatLiteralType == Double {
  /// The signed integer lane of the same width.
  associatedtype Bits: IntegerLane where Bits.Mask == Mask

  /// True for binary64. Formulas choose coefficients by it; it is a constant once a formula is specialised.
  static var isDouble: Bool { get }

  /// The constant nearest to `value`.
  static func constant(_ value: Double) -> Self

  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  /// `a * b + c` with one rounding.
  static func mulAdd(_ a: Self, _ b: Self, _ c: Self) -> Self
  /// The correctly rounded square root.
  static func squareRoot(_ a: Self) -> Self
  /// Clears the sign bit.
  static func magnitude(_ a: Self) -> Self

  var bits: Bits { get }
  init(bits: Bits)

  /// Rounds to a whole number, ties to even; keeps the sign of zero.
  static func roundToEven(_ a: Self) -> Self
  static func roundDown(_ a: Self) -> Self
  static func roundUp(_ a: Self) -> Self
  static func roundTowardZero(_ a: Self) -> Self

  /// Truncates; NaN and what does not fit give the least integer.
  static func toBits(_ a: Self) -> Bits
  static func fromBits(_ a: Bits) -> Self

  /// `select(mask, rare(x, y), usual)`, where hardly any lane is ever set: lanes that can branch skip `rare` when none
  /// is. Its code may stand apart under `name`, so it must not use other lanes.
  static func selectRarely(
    _ mask: Mask, _ usual: Self, _ name: StaticString, _ x: Self, _ y: Self, _ rare: (Self, Self) -> Self
  ) -> Self

  /// Both results of `make(x)` where the code asks for each of them; nil where it asks for one only.
  static func ofBoth(_ x: Self, _ make: (Self) -> (Self, Self)) -> (Self, Self)?

  /// `p · 2^n` with one rounding, for whole `n` of at most twice the normal exponents; `shifted` is `n` plus the
  /// rounding constant.
  static func scale(_ p: Self, _ n: Self, shifted: Self) -> Self
  /// The same of a power of two, for a `p` between 1/2 and 2, of an exponent that `clampPower` has kept.
  static func scalePower(_ p: Self, _ n: Self, shifted: Self) -> Self
  /// `x` kept between `low` and `high` for `scalePower`: where it is less than `low`, the power must be 0 in the end.
  static func clampPower(_ x: Self, _ low: Self, _ high: Self) -> Self
  /// Each lane's entry of the table: that of the low bits of `index`, as many as the table needs.
  static func lookup(_ table: LaneTable, _ index: Bits) -> Self
  /// The same of several tables, at one place in each: the result looks up in the table of that number. They are best
  /// asked for in the order of the tables, just before they are needed.
  static func lookup(_ tables: [LaneTable], _ index: Bits) -> (Int) -> Self

  /// `2^e m = x` with a whole `e` and `1 <= m < 2`, where `x` is positive and finite, be it subnormal. Elsewhere the
  /// results differ from lane to lane, so that formulas must not keep them.
  static func exponentAndFraction(_ x: Self) -> (e: Self, m: Self)

  /// A logarithm of `x` where `x` is no positive finite number: -∞ at zeros, NaN below, and what is not finite itself.
  static func logarithmLimits(_ x: Self, _ result: Self) -> Self

  /// C's `fmod`, which is exact: the one function that rows take from the C library, a lane at a time. `FloatLane.fmod`
  /// has the same bits and hardly ever asks for it.
  static func exactRemainder(_ a: Self, _ b: Self) -> Self
}

extension FloatLane {
  @inline(__always) package static func selectRarely(
    _ mask: Mask, _ usual: Self, _ name: StaticString, _ x: Self, _ y: Self, _ rare: (Self, Self) -> Self
  ) -> Self { select(mask, rare(x, y), usual) }
  @inline(__always) static func selectRarely(
    _ mask: Mask, _ usual: Self, _ name: StaticString, _ x: Self, _ rare: (Self) -> Self
  ) -> Self { selectRarely(mask, usual, name, x, x) { x, _ in rare(x) } }
  @inline(__always) package static func lookup(_ tables: [LaneTable], _ index: Bits) -> (Int) -> Self {
    { lookup(tables[$0], index) }
  }
  @inline(__always) package static func ofBoth(_ x: Self, _ make: (Self) -> (Self, Self)) -> (Self, Self)? { nil }
  /// Chooses a constant by format.
  @inline(__always) package static func constant(single: Double, double: Double) -> Self {
    constant(isDouble ? double : single)
  }
  /// The bits of the constant nearest to `value`, as a number to compute other constants with.
  @inline(__always) static func pattern(_ value: Double) -> Int {
    isDouble ? Int(bitPattern: UInt(value.bitPattern)) : Int(Int32(bitPattern: Float(value).bitPattern))
  }
  @inline(__always) package init(floatLiteral value: Double) { self = .constant(value) }

  package static var infinity: Self { @inline(__always) get { constant(.infinity) } }
  package static var nan: Self { @inline(__always) get { constant(.nan) } }
  package static var significandBits: Int { @inline(__always) get { isDouble ? 52 : 23 } }
  package static var exponentBias: Int { @inline(__always) get { isDouble ? 1023 : 127 } }

  @inline(__always) package static func isNaN(_ a: Self) -> Mask { a .!= a }
  /// True where the sign bit is set, also for -0 and negative NaN.
  @inline(__always) package static func signBit(_ a: Self) -> Mask { a.bits .< 0 }
  /// The magnitude of `a` with the sign of `b`.
  @inline(__always) package static func copySign(_ a: Self, _ b: Self) -> Self {
    let sign = b.bits & ~Self.signMaskComplement
    return Self(bits: (a.bits & signMaskComplement) | sign)
  }
  /// All bits but the sign.
  package static var signMaskComplement: Bits { @inline(__always) get { Bits.shiftRightLogical(~0, 1) } }
}
