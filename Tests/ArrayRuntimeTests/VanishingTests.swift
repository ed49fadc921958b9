import ArrayFunctions
import ArrayGraph
import ArrayRuntime
import Glibc
import Testing

/// What becomes too small for any number, at every step on the way: the same bits native and interpreted, as native code leaves
/// out lanes that vanish.
@Suite struct VanishingTests {
  @Test(arguments: [DType.f32, .f64], ["exp", "exp2", "silu", "sigmoid", "gelu", "erfc", "softplus", "expm1"])
  func bitsAreThose(_ dtype: DType, _ name: String) throws {
    // From where results are ordinary to where nothing is left of them, and beyond all bounds.
    let ends: [ClosedRange<Double>] =
      dtype == .f32
      ? [-170...(-80), -18...(-8), 8...12] : [-1150...(-1060), -790...(-700), -42...(-35), 25...29]
    let beyond: [Double] = [-.infinity, .infinity, .nan, -1e30, 1e30, -1e5, -400, -800, -2000, 0, -0.0]
    let values = ends.flatMap { range in
      (0..<30_000).map { range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / 29_999 }
    }
    let all = values + beyond
    func result() throws -> Node {
      try Ops.unary(name, Node.of([all.count], dtype) { Literal(all[$0], dtype) })
    }
    let expected = try result()
    try TransposedTests.engines[0].evaluate(expected)
    for engine in TransposedTests.engines {
      let found = try result()
      try engine.evaluate(found)
      #expect(SameBitsTests.bits(found) == SameBitsTests.bits(expected), "\(name) of \(dtype)")
    }
  }

  /// Two to the power of integers needs no formula where code is native.
  @Test(arguments: [DType.f32, .f64]) func powersOfTwoByIntegers(_ dtype: DType) throws {
    let limits: [Int64] = [.min, .min + 1, .max, -1 << 40, 1 << 40]
    let exponents = (0..<3001).map { Int64($0 % 2500) - 1250 } + limits
    let powers = exponents.map { exponent in
      let exponent = Int(Int32(clamping: exponent))
      return dtype == .f64 ? scalbn(1.0, exponent).bitPattern : UInt64(scalbn(Float(1), exponent).bitPattern)
    }
    for engine in TransposedTests.engines {
      let whole = Node.of([exponents.count], .i64) { Literal(Int(exponents[$0]), .i64) }
      let found = try Ops.unary("exp2", Node(.cast(whole), dtype, whole.shape))
      try engine.evaluate(found)
      #expect(SameBitsTests.bits(found) == powers)
    }
  }
}
