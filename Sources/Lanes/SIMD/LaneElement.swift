import CLanes

/// A scalar type with eight-lane vectors: what differs from type to type, spelt with `CLanes`.
package protocol LaneElement: SIMDScalar, Codable, Hashable, Sendable
where SIMDMaskScalar: LaneElement & FixedWidthInteger & SignedInteger, SIMDMaskScalar.SIMDMaskScalar == SIMDMaskScalar {
  static var dtype: DType { get }
  static func equal(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<SIMDMaskScalar>
  static func less(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<SIMDMaskScalar>
  static func lessEqual(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<SIMDMaskScalar>
  static func select(_ mask: SIMD8<SIMDMaskScalar>, _ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  /// A mask of this width to bytes 0 and 1, and back.
  static func narrow(_ mask: SIMD8<SIMDMaskScalar>) -> SIMD8<UInt8>
  static func widen(_ bytes: SIMD8<UInt8>) -> SIMD8<SIMDMaskScalar>
}

extension Int8: LaneElement {
  package static var dtype: DType { .i8 }
  @inline(__always) package static func equal(_ a: SIMD8<Int8>, _ b: SIMD8<Int8>) -> SIMD8<Int8> {
    lanes_equal_i8(a, b)
  }
  @inline(__always) package static func less(_ a: SIMD8<Int8>, _ b: SIMD8<Int8>) -> SIMD8<Int8> {
    lanes_less_i8(a, b)
  }
  @inline(__always) package static func lessEqual(_ a: SIMD8<Int8>, _ b: SIMD8<Int8>) -> SIMD8<Int8> {
    lanes_less_equal_i8(a, b)
  }
  @inline(__always) package static func select(_ mask: SIMD8<Int8>, _ a: SIMD8<Int8>, _ b: SIMD8<Int8>) -> SIMD8<Int8> {
    lanes_select_i8(mask, a, b)
  }
  @inline(__always) package static func narrow(_ mask: SIMD8<Int8>) -> SIMD8<UInt8> { lanes_narrow_i8(mask) }
  @inline(__always) package static func widen(_ bytes: SIMD8<UInt8>) -> SIMD8<Int8> { lanes_widen_i8(bytes) }
}

extension Int16: LaneElement {
  package static var dtype: DType { .i16 }
  @inline(__always) package static func equal(_ a: SIMD8<Int16>, _ b: SIMD8<Int16>) -> SIMD8<Int16> {
    lanes_equal_i16(a, b)
  }
  @inline(__always) package static func less(_ a: SIMD8<Int16>, _ b: SIMD8<Int16>) -> SIMD8<Int16> {
    lanes_less_i16(a, b)
  }
  @inline(__always) package static func lessEqual(_ a: SIMD8<Int16>, _ b: SIMD8<Int16>) -> SIMD8<Int16> {
    lanes_less_equal_i16(a, b)
  }
  @inline(__always) package static func select(_ mask: SIMD8<Int16>, _ a: SIMD8<Int16>, _ b: SIMD8<Int16>) -> SIMD8<
    Int16
  > {
    lanes_select_i16(mask, a, b)
  }
  @inline(__always) package static func narrow(_ mask: SIMD8<Int16>) -> SIMD8<UInt8> { lanes_narrow_i16(mask) }
  @inline(__always) package static func widen(_ bytes: SIMD8<UInt8>) -> SIMD8<Int16> { lanes_widen_i16(bytes) }
}

extension Int32: LaneElement {
  package static var dtype: DType { .i32 }
  @inline(__always) package static func equal(_ a: SIMD8<Int32>, _ b: SIMD8<Int32>) -> SIMD8<Int32> {
    lanes_equal_i32(a, b)
  }
  @inline(__always) package static func less(_ a: SIMD8<Int32>, _ b: SIMD8<Int32>) -> SIMD8<Int32> {
    lanes_less_i32(a, b)
  }
  @inline(__always) package static func lessEqual(_ a: SIMD8<Int32>, _ b: SIMD8<Int32>) -> SIMD8<Int32> {
    lanes_less_equal_i32(a, b)
  }
  @inline(__always) package static func select(_ mask: SIMD8<Int32>, _ a: SIMD8<Int32>, _ b: SIMD8<Int32>) -> SIMD8<
    Int32
  > {
    lanes_select_i32(mask, a, b)
  }
  @inline(__always) package static func narrow(_ mask: SIMD8<Int32>) -> SIMD8<UInt8> { lanes_narrow_i32(mask) }
  @inline(__always) package static func widen(_ bytes: SIMD8<UInt8>) -> SIMD8<Int32> { lanes_widen_i32(bytes) }
}

extension Int64: LaneElement {
  package static var dtype: DType { .i64 }
  @inline(__always) package static func equal(_ a: SIMD8<Int64>, _ b: SIMD8<Int64>) -> SIMD8<Int64> {
    lanes_equal_i64(a, b)
  }
  @inline(__always) package static func less(_ a: SIMD8<Int64>, _ b: SIMD8<Int64>) -> SIMD8<Int64> {
    lanes_less_i64(a, b)
  }
  @inline(__always) package static func lessEqual(_ a: SIMD8<Int64>, _ b: SIMD8<Int64>) -> SIMD8<Int64> {
    lanes_less_equal_i64(a, b)
  }
  @inline(__always) package static func select(_ mask: SIMD8<Int64>, _ a: SIMD8<Int64>, _ b: SIMD8<Int64>) -> SIMD8<
    Int64
  > {
    lanes_select_i64(mask, a, b)
  }
  @inline(__always) package static func narrow(_ mask: SIMD8<Int64>) -> SIMD8<UInt8> { lanes_narrow_i64(mask) }
  @inline(__always) package static func widen(_ bytes: SIMD8<UInt8>) -> SIMD8<Int64> { lanes_widen_i64(bytes) }
}

extension UInt8: LaneElement {
  package static var dtype: DType { .u8 }
  @inline(__always) package static func equal(_ a: SIMD8<UInt8>, _ b: SIMD8<UInt8>) -> SIMD8<Int8> {
    lanes_equal_u8(a, b)
  }
  @inline(__always) package static func less(_ a: SIMD8<UInt8>, _ b: SIMD8<UInt8>) -> SIMD8<Int8> {
    lanes_less_u8(a, b)
  }
  @inline(__always) package static func lessEqual(_ a: SIMD8<UInt8>, _ b: SIMD8<UInt8>) -> SIMD8<Int8> {
    lanes_less_equal_u8(a, b)
  }
  @inline(__always) package static func select(_ mask: SIMD8<Int8>, _ a: SIMD8<UInt8>, _ b: SIMD8<UInt8>) -> SIMD8<
    UInt8
  > {
    lanes_select_u8(mask, a, b)
  }
  @inline(__always) package static func narrow(_ mask: SIMD8<Int8>) -> SIMD8<UInt8> { lanes_narrow_i8(mask) }
  @inline(__always) package static func widen(_ bytes: SIMD8<UInt8>) -> SIMD8<Int8> { lanes_widen_i8(bytes) }
}

extension UInt16: LaneElement {
  package static var dtype: DType { .u16 }
  @inline(__always) package static func equal(_ a: SIMD8<UInt16>, _ b: SIMD8<UInt16>) -> SIMD8<Int16> {
    lanes_equal_u16(a, b)
  }
  @inline(__always) package static func less(_ a: SIMD8<UInt16>, _ b: SIMD8<UInt16>) -> SIMD8<Int16> {
    lanes_less_u16(a, b)
  }
  @inline(__always) package static func lessEqual(_ a: SIMD8<UInt16>, _ b: SIMD8<UInt16>) -> SIMD8<Int16> {
    lanes_less_equal_u16(a, b)
  }
  @inline(__always) package static func select(_ mask: SIMD8<Int16>, _ a: SIMD8<UInt16>, _ b: SIMD8<UInt16>) -> SIMD8<
    UInt16
  > {
    lanes_select_u16(mask, a, b)
  }
  @inline(__always) package static func narrow(_ mask: SIMD8<Int16>) -> SIMD8<UInt8> { lanes_narrow_i16(mask) }
  @inline(__always) package static func widen(_ bytes: SIMD8<UInt8>) -> SIMD8<Int16> { lanes_widen_i16(bytes) }
}

extension UInt32: LaneElement {
  package static var dtype: DType { .u32 }
  @inline(__always) package static func equal(_ a: SIMD8<UInt32>, _ b: SIMD8<UInt32>) -> SIMD8<Int32> {
    lanes_equal_u32(a, b)
  }
  @inline(__always) package static func less(_ a: SIMD8<UInt32>, _ b: SIMD8<UInt32>) -> SIMD8<Int32> {
    lanes_less_u32(a, b)
  }
  @inline(__always) package static func lessEqual(_ a: SIMD8<UInt32>, _ b: SIMD8<UInt32>) -> SIMD8<Int32> {
    lanes_less_equal_u32(a, b)
  }
  @inline(__always) package static func select(_ mask: SIMD8<Int32>, _ a: SIMD8<UInt32>, _ b: SIMD8<UInt32>) -> SIMD8<
    UInt32
  > {
    lanes_select_u32(mask, a, b)
  }
  @inline(__always) package static func narrow(_ mask: SIMD8<Int32>) -> SIMD8<UInt8> { lanes_narrow_i32(mask) }
  @inline(__always) package static func widen(_ bytes: SIMD8<UInt8>) -> SIMD8<Int32> { lanes_widen_i32(bytes) }
}

extension UInt64: LaneElement {
  package static var dtype: DType { .u64 }
  @inline(__always) package static func equal(_ a: SIMD8<UInt64>, _ b: SIMD8<UInt64>) -> SIMD8<Int64> {
    lanes_equal_u64(a, b)
  }
  @inline(__always) package static func less(_ a: SIMD8<UInt64>, _ b: SIMD8<UInt64>) -> SIMD8<Int64> {
    lanes_less_u64(a, b)
  }
  @inline(__always) package static func lessEqual(_ a: SIMD8<UInt64>, _ b: SIMD8<UInt64>) -> SIMD8<Int64> {
    lanes_less_equal_u64(a, b)
  }
  @inline(__always) package static func select(_ mask: SIMD8<Int64>, _ a: SIMD8<UInt64>, _ b: SIMD8<UInt64>) -> SIMD8<
    UInt64
  > {
    lanes_select_u64(mask, a, b)
  }
  @inline(__always) package static func narrow(_ mask: SIMD8<Int64>) -> SIMD8<UInt8> { lanes_narrow_i64(mask) }
  @inline(__always) package static func widen(_ bytes: SIMD8<UInt8>) -> SIMD8<Int64> { lanes_widen_i64(bytes) }
}

extension Float: LaneElement {
  package static var dtype: DType { .f32 }
  @inline(__always) package static func equal(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Int32> {
    lanes_equal_f32(a, b)
  }
  @inline(__always) package static func less(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Int32> {
    lanes_less_f32(a, b)
  }
  @inline(__always) package static func lessEqual(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Int32> {
    lanes_less_equal_f32(a, b)
  }
  @inline(__always) package static func select(_ mask: SIMD8<Int32>, _ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<
    Float
  > {
    lanes_select_f32(mask, a, b)
  }
  @inline(__always) package static func narrow(_ mask: SIMD8<Int32>) -> SIMD8<UInt8> { lanes_narrow_i32(mask) }
  @inline(__always) package static func widen(_ bytes: SIMD8<UInt8>) -> SIMD8<Int32> { lanes_widen_i32(bytes) }
}

extension Double: LaneElement {
  package static var dtype: DType { .f64 }
  @inline(__always) package static func equal(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> SIMD8<Int64> {
    lanes_equal_f64(a, b)
  }
  @inline(__always) package static func less(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> SIMD8<Int64> {
    lanes_less_f64(a, b)
  }
  @inline(__always) package static func lessEqual(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> SIMD8<Int64> {
    lanes_less_equal_f64(a, b)
  }
  @inline(__always) package static func select(_ mask: SIMD8<Int64>, _ a: SIMD8<Double>, _ b: SIMD8<Double>) -> SIMD8<
    Double
  > {
    lanes_select_f64(mask, a, b)
  }
  @inline(__always) package static func narrow(_ mask: SIMD8<Int64>) -> SIMD8<UInt8> { lanes_narrow_i64(mask) }
  @inline(__always) package static func widen(_ bytes: SIMD8<UInt8>) -> SIMD8<Int64> { lanes_widen_i64(bytes) }
}
