/// Eight float lanes, for the interpreter.
package struct SIMDFloatLane<S: LaneFloat, FMA: MultiplyAdd>: FloatLane {
  package typealias Bits = SIMDIntegerLane<S.SIMDMaskScalar>
  package typealias Mask = SIMDMaskLane<S.SIMDMaskScalar>
  package typealias Program = BlockLoop

  package var v: SIMD8<S>
  @inline(__always) package init(_ v: SIMD8<S>) { self.v = v }

  @inline(__always) package static var isFloat: Bool { true }
  @inline(__always) package static var isDouble: Bool { S.isDouble }
  @inline(__always) package static func integer(_ value: Int) -> Self { Self(SIMD8(repeating: S(value))) }
  @inline(__always) package static func constant(_ value: Double) -> Self { Self(SIMD8(repeating: S(value))) }

  @inline(__always) package static func + (a: Self, b: Self) -> Self { Self(a.v + b.v) }
  @inline(__always) package static func - (a: Self, b: Self) -> Self { Self(a.v - b.v) }
  @inline(__always) package static func * (a: Self, b: Self) -> Self { Self(a.v * b.v) }
  @inline(__always) package static func / (a: Self, b: Self) -> Self { Self(a.v / b.v) }
  @inline(__always) package static prefix func - (a: Self) -> Self {
    Self(bits: a.bits ^ ~signMaskComplement)
  }
  @inline(__always) package static func .== (a: Self, b: Self) -> Mask { Mask(S.equal(a.v, b.v)) }
  @inline(__always) package static func .!= (a: Self, b: Self) -> Mask { ~Mask(S.equal(a.v, b.v)) }
  @inline(__always) package static func .< (a: Self, b: Self) -> Mask { Mask(S.less(a.v, b.v)) }
  @inline(__always) package static func .<= (a: Self, b: Self) -> Mask { Mask(S.lessEqual(a.v, b.v)) }
  @inline(__always) package static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self {
    Self(S.select(mask.v, a.v, b.v))
  }

  @inline(__always) package static func mulAdd(_ a: Self, _ b: Self, _ c: Self) -> Self {
    Self(FMA.apply(a.v, b.v, c.v))
  }
  @inline(__always) package static func squareRoot(_ a: Self) -> Self { Self(S.squareRoot(a.v)) }
  @inline(__always) package static func magnitude(_ a: Self) -> Self {
    Self(bits: a.bits & signMaskComplement)
  }
  @inline(__always) package var bits: Bits { Bits(unsafeBitCast(v, to: SIMD8<S.SIMDMaskScalar>.self)) }
  @inline(__always) package init(bits: Bits) { v = unsafeBitCast(bits.v, to: SIMD8<S>.self) }

  // Baseline x86-64 has no rounding instruction. Adding and subtracting 2^(p-1) rounds what has fraction bits.
  @inline(__always) package static func roundToEven(_ a: Self) -> Self {
    let magic = constant(single: 0x1p23, double: 0x1p52)
    let m = magnitude(a)
    let rounded = (m + magic) - magic
    return copySign(select(m .< magic, rounded, m), a)
  }
  @inline(__always) package static func roundDown(_ a: Self) -> Self {
    let r = roundToEven(a)
    return copySign(select(a .< r, r - 1.0, r), a)
  }
  @inline(__always) package static func roundUp(_ a: Self) -> Self {
    let r = roundToEven(a)
    return copySign(select(r .< a, r + 1.0, r), a)
  }
  @inline(__always) package static func roundTowardZero(_ a: Self) -> Self {
    let m = magnitude(a)
    let r = roundToEven(m)
    return copySign(select(m .< r, r - 1.0, r), a)
  }

  @inline(__always) package static func toBits(_ a: Self) -> Bits { Bits(S.truncate(a.v)) }
  @inline(__always) package static func fromBits(_ a: Bits) -> Self { Self(S.fromBits(a.v)) }
  @inline(__always) package static func selectRarely(_ mask: Mask, _ usual: Self, _ rare: () -> Self) -> Self {
    guard unsafeBitCast(mask.bytes, to: UInt64.self) != 0 else { return usual }
    return select(mask, rare(), usual)
  }
  package static func exactRemainder(_ a: Self, _ b: Self) -> Self {
    var r = SIMD8<S>()
    for i in 0..<8 { r[i] = S.exactRemainder(a.v[i], b.v[i]) }
    return Self(r)
  }
}
