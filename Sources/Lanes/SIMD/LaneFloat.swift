import CLanes

/// What `Float` and `Double` lanes need beside `LaneElement`.
package protocol LaneFloat: LaneElement, BinaryFloatingPoint {
  static var isDouble: Bool { get }
  static func multiplyAdd(_ a: SIMD8<Self>, _ b: SIMD8<Self>, _ c: SIMD8<Self>) -> SIMD8<Self>
  static func softMultiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self
  static func squareRoot(_ a: SIMD8<Self>) -> SIMD8<Self>
  static func truncate(_ a: SIMD8<Self>) -> SIMD8<SIMDMaskScalar>
  static func fromBits(_ a: SIMD8<SIMDMaskScalar>) -> SIMD8<Self>
  static func exactRemainder(_ a: Self, _ b: Self) -> Self
}

extension Float: LaneFloat {
  @inline(__always) package static var isDouble: Bool { false }
  @inline(__always) package static func multiplyAdd(
    _ a: SIMD8<Float>, _ b: SIMD8<Float>, _ c: SIMD8<Float>
  ) -> SIMD8<Float> { lanes_fma_f32(a, b, c) }
  package static func softMultiplyAdd(_ a: Float, _ b: Float, _ c: Float) -> Float { fmaf(a, b, c) }
  @inline(__always) package static func squareRoot(_ a: SIMD8<Float>) -> SIMD8<Float> { lanes_sqrt_f32(a) }
  @inline(__always) package static func truncate(_ a: SIMD8<Float>) -> SIMD8<Int32> { lanes_truncate_f32(a) }
  @inline(__always) package static func fromBits(_ a: SIMD8<Int32>) -> SIMD8<Float> { lanes_from_bits_f32(a) }
  package static func exactRemainder(_ a: Float, _ b: Float) -> Float { fmodf(a, b) }
}

extension Double: LaneFloat {
  @inline(__always) package static var isDouble: Bool { true }
  @inline(__always) package static func multiplyAdd(
    _ a: SIMD8<Double>, _ b: SIMD8<Double>, _ c: SIMD8<Double>
  ) -> SIMD8<Double> { lanes_fma_f64(a, b, c) }
  package static func softMultiplyAdd(_ a: Double, _ b: Double, _ c: Double) -> Double { fma(a, b, c) }
  @inline(__always) package static func squareRoot(_ a: SIMD8<Double>) -> SIMD8<Double> { lanes_sqrt_f64(a) }
  @inline(__always) package static func truncate(_ a: SIMD8<Double>) -> SIMD8<Int64> { lanes_truncate_f64(a) }
  @inline(__always) package static func fromBits(_ a: SIMD8<Int64>) -> SIMD8<Double> { lanes_from_bits_f64(a) }
  package static func exactRemainder(_ a: Double, _ b: Double) -> Double { fmod(a, b) }
}

/// Says how lanes multiply-add. It is a type, so that no formula branches on it.
package protocol MultiplyAdd: Sendable {
  static func apply<S: LaneFloat>(_ a: SIMD8<S>, _ b: SIMD8<S>, _ c: SIMD8<S>) -> SIMD8<S>
}

/// One instruction a register; only where the processor has it.
package enum HardwareMultiplyAdd: MultiplyAdd {
  /// Whether this processor has the instruction.
  package static let isAvailable = lanes_has_fma()

  @inline(__always) package static func apply<S: LaneFloat>(
    _ a: SIMD8<S>, _ b: SIMD8<S>, _ c: SIMD8<S>
  ) -> SIMD8<S> { S.multiplyAdd(a, b, c) }
}

/// The C library's correctly rounded `fma`, a lane at a time: the same bits on a processor without the instruction.
package enum SoftMultiplyAdd: MultiplyAdd {
  package static func apply<S: LaneFloat>(
    _ a: SIMD8<S>, _ b: SIMD8<S>, _ c: SIMD8<S>
  ) -> SIMD8<S> {
    var r = SIMD8<S>()
    for i in 0..<8 { r[i] = S.softMultiplyAdd(a[i], b[i], c[i]) }
    return r
  }
}
