/// Eight integer lanes, for the interpreter.
package struct SIMDIntegerLane<S: LaneElement & FixedWidthInteger>: IntegerLane {
  package typealias Mask = SIMDMaskLane<S.SIMDMaskScalar>
  package typealias Program = BlockLoop

  package var v: SIMD8<S>
  @inline(__always) package init(_ v: SIMD8<S>) { self.v = v }
  @inline(__always) package init(integerLiteral value: Int) { v = SIMD8(repeating: S(truncatingIfNeeded: value)) }

  @inline(__always) package static var isFloat: Bool { false }
  @inline(__always) package static var isSigned: Bool { S.isSigned }
  @inline(__always) package static var bitWidth: Int { S.bitWidth }
  @inline(__always) package static func integer(_ value: Int) -> Self { Self(integerLiteral: value) }

  @inline(__always) package static func + (a: Self, b: Self) -> Self { Self(a.v &+ b.v) }
  @inline(__always) package static func - (a: Self, b: Self) -> Self { Self(a.v &- b.v) }
  @inline(__always) package static func * (a: Self, b: Self) -> Self { Self(a.v &* b.v) }
  @inline(__always) package static func & (a: Self, b: Self) -> Self { Self(a.v & b.v) }
  @inline(__always) package static func | (a: Self, b: Self) -> Self { Self(a.v | b.v) }
  @inline(__always) package static func ^ (a: Self, b: Self) -> Self { Self(a.v ^ b.v) }
  @inline(__always) package static prefix func ~ (a: Self) -> Self { Self(~a.v) }
  @inline(__always) package static func .== (a: Self, b: Self) -> Mask { Mask(S.equal(a.v, b.v)) }
  @inline(__always) package static func .!= (a: Self, b: Self) -> Mask { ~Mask(S.equal(a.v, b.v)) }
  @inline(__always) package static func .< (a: Self, b: Self) -> Mask { Mask(S.less(a.v, b.v)) }
  @inline(__always) package static func .<= (a: Self, b: Self) -> Mask { Mask(S.lessEqual(a.v, b.v)) }
  @inline(__always) package static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self {
    Self(S.select(mask.v, a.v, b.v))
  }

  @inline(__always) package static func << (a: Self, count: Int) -> Self {
    Self(a.v &<< SIMD8(repeating: S(truncatingIfNeeded: count)))
  }
  @inline(__always) package static func >> (a: Self, count: Int) -> Self {
    Self(a.v &>> SIMD8(repeating: S(truncatingIfNeeded: count)))
  }
  @inline(__always) package static func shiftRightLogical(_ a: Self, _ count: Int) -> Self {
    (a >> count) & Self(SIMD8(repeating: logicalMask(count)))
  }
  /// Ones in the low `bitWidth - count` bits.
  @inline(__always) private static func logicalMask(_ count: Int) -> S {
    count == 0 ? ~0 : S(truncatingIfNeeded: (UInt64(1) << UInt64(S.bitWidth - count)) &- 1)
  }
  @inline(__always) package static func shiftLeft(_ a: Self, _ counts: Self) -> Self {
    select(inRange(counts), Self(a.v &<< counts.v), 0)
  }
  @inline(__always) package static func shiftRight(_ a: Self, _ counts: Self) -> Self {
    let fill: Self = isSigned ? a >> (bitWidth - 1) : 0
    return select(inRange(counts), Self(a.v &>> counts.v), fill)
  }
  @inline(__always) private static func inRange(_ counts: Self) -> Mask {
    let below = counts .< integer(S.bitWidth)
    return isSigned ? below & (integer(0) .<= counts) : below
  }

  package static func quotient(_ a: Self, _ b: Self) -> Self {
    var r = SIMD8<S>()
    for i in 0..<8 where b.v[i] != 0 { r[i] = a.v[i].dividedReportingOverflow(by: b.v[i]).partialValue }
    return Self(r)
  }
  package static func remainder(_ a: Self, _ b: Self) -> Self {
    var r = SIMD8<S>()
    for i in 0..<8 where b.v[i] != 0 { r[i] = a.v[i].remainderReportingOverflow(dividingBy: b.v[i]).partialValue }
    return Self(r)
  }
}
