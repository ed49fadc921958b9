import CLanes

// Conversions between dtypes, as NumPy makes them on x86-64. Integers wrap. Floats become integers by truncation:
// `i8 i16 i32 u8 u16` through `i32`, `u32` through `i64`; what does not fit gives the least integer and then wraps.
// Anything but zero, NaN included, becomes true.

@inline(__always)
private func convert<From, To>(
  _: From.Type, _: To.Type, _ f: @escaping (From) -> To
) -> BlockLoop {
  BlockLoop { out, a, _, _, count in
    let a = a.assumingMemoryBound(to: From.self)
    let out = out.assumingMemoryBound(to: To.self)
    for i in 0..<count { out[i] = f(a[i]) }
  }
}

@inline(__always)
private func fromInteger<I: FixedWidthInteger>(_: I.Type) -> [DType: BlockLoop] {
  [
    .bool: convert(I.self, UInt8.self) { $0 != 0 ? 1 : 0 },
    .i8: convert(I.self, Int8.self) { Int8(truncatingIfNeeded: $0) },
    .i16: convert(I.self, Int16.self) { Int16(truncatingIfNeeded: $0) },
    .i32: convert(I.self, Int32.self) { Int32(truncatingIfNeeded: $0) },
    .i64: convert(I.self, Int64.self) { Int64(truncatingIfNeeded: $0) },
    .u8: convert(I.self, UInt8.self) { UInt8(truncatingIfNeeded: $0) },
    .u16: convert(I.self, UInt16.self) { UInt16(truncatingIfNeeded: $0) },
    .u32: convert(I.self, UInt32.self) { UInt32(truncatingIfNeeded: $0) },
    .u64: convert(I.self, UInt64.self) { UInt64(truncatingIfNeeded: $0) },
    .f32: convert(I.self, Float.self) { Float($0) },
    .f64: convert(I.self, Double.self) { Double($0) },
  ]
}

@inline(__always)
private func fromFloat<F: BinaryFloatingPoint>(
  _: F.Type, _ narrow: @escaping (F) -> Int32, _ wide: @escaping (F) -> Int64
) -> [DType: BlockLoop] {
  [
    .bool: convert(F.self, UInt8.self) { $0 != 0 ? 1 : 0 },
    .i8: convert(F.self, Int8.self) { Int8(truncatingIfNeeded: narrow($0)) },
    .i16: convert(F.self, Int16.self) { Int16(truncatingIfNeeded: narrow($0)) },
    .i32: convert(F.self, Int32.self) { narrow($0) },
    .i64: convert(F.self, Int64.self) { wide($0) },
    .u8: convert(F.self, UInt8.self) { UInt8(truncatingIfNeeded: narrow($0)) },
    .u16: convert(F.self, UInt16.self) { UInt16(truncatingIfNeeded: narrow($0)) },
    .u32: convert(F.self, UInt32.self) { UInt32(truncatingIfNeeded: wide($0)) },
    .u64: convert(F.self, UInt64.self) {
      let high = $0 >= 0x1p63
      let low = UInt64(bitPattern: wide(high ? $0 - 0x1p63 : $0))
      return high ? low ^ (1 << 63) : low
    },
    .f32: convert(F.self, Float.self) { Float($0) },
    .f64: convert(F.self, Double.self) { Double($0) },
  ]
}

/// Every conversion, by the dtype it comes from and the dtype it goes to. A truth value converts as the byte it is.
let castLoops: [DType: [DType: BlockLoop]] = [
  .bool: fromInteger(UInt8.self), .u8: fromInteger(UInt8.self), .u16: fromInteger(UInt16.self),
  .u32: fromInteger(UInt32.self), .u64: fromInteger(UInt64.self), .i8: fromInteger(Int8.self),
  .i16: fromInteger(Int16.self), .i32: fromInteger(Int32.self), .i64: fromInteger(Int64.self),
  .f32: fromFloat(Float.self, { lanes_truncate_f32_i32($0) }, { lanes_truncate_f32_i64($0) }),
  .f64: fromFloat(Double.self, { lanes_truncate_f64_i32($0) }, { lanes_truncate_f64_i64($0) }),
]
