/// Eight truth values, all ones or all zeros, in lanes as wide as `S`.
package struct SIMDMaskLane<S: LaneElement & FixedWidthInteger & SignedInteger>: MaskLane
where S.SIMDMaskScalar == S {
  package var v: SIMD8<S>
  @inline(__always) package init(_ v: SIMD8<S>) { self.v = v }

  @inline(__always) package static func constant(_ value: Bool) -> Self { Self(SIMD8(repeating: value ? -1 : 0)) }
  @inline(__always) package static func & (a: Self, b: Self) -> Self { Self(a.v & b.v) }
  @inline(__always) package static func | (a: Self, b: Self) -> Self { Self(a.v | b.v) }
  @inline(__always) package static func ^ (a: Self, b: Self) -> Self { Self(a.v ^ b.v) }
  @inline(__always) package static prefix func ~ (a: Self) -> Self { Self(~a.v) }

  /// Truth values live in memory as bytes 0 and 1.
  @inline(__always) package var bytes: SIMD8<UInt8> { S.narrow(v) }
  @inline(__always) package init(bytes: SIMD8<UInt8>) { v = S.widen(bytes) }
}
