import ArrayGraph
import ArrayKernels
import ArrayRuntime
import Lanes
import Testing

/// The first true or false element, for which a search need not go on: of rows, and of whole arrays, block by block.
@Suite struct TruthSearchTests {
  /// Where `reduction` finds its element in rows of `numbers > 0`, which are computed, or kept as they are.
  private func check(_ rows: Int, _ length: Int, _ isTrue: (Int, Int) -> Bool) throws {
    let shape = rows == 0 ? [length] : [rows, length]
    let greater = try #require(Operation.named("greater"))
    for dtype in [DType.bool, .i8, .f64] {
      let numbers = Node.of(shape, dtype) {
        let truth = isTrue($0 / length, $0 % length)
        return dtype.isFloat ? Literal(truth ? 1.5 : .nan, dtype) : Literal(truth ? 1 : 0, dtype)
      }
      let zero = Node(
        .view(Node(.literal(Literal(0, dtype)), dtype, []), Layout(strides: shape.map { _ in 0 })), dtype, shape)
      let truths = dtype == .bool ? numbers : Node(.elementwise(greater, dtype: dtype, [numbers, zero]), .bool, shape)
      for reduction in [Reduction.argmax, .argmin] {
        let expected = (0..<max(rows, 1)).map { row in
          (0..<length).first { isTrue(row, $0) == (reduction == .argmax) } ?? 0
        }
        for engine in TransposedTests.engines {
          let bytes = Node(.cast(truths), .u8, shape)
          let found = Node(
            .reduce(reduction, bytes, axes: shape.count - 1..<shape.count), .i64, rows == 0 ? [] : [rows])
          try engine.evaluate([found])
          let places = try #require(found.storage).pointer
          let same = expected.indices.allSatisfy { places.load(fromByteOffset: $0 * 8, as: Int.self) == expected[$0] }
          #expect(same, "\(reduction) of \(dtype) \(shape)")
        }
      }
    }
  }

  @Test(arguments: [1, 7, 8, 15, 16, 17, 33, 64, 65, 200, 1000]) func rows(_ length: Int) throws {
    // All elements alike, and one that is not at each of some places, or several.
    try check(40, length) { row, k in row == 0 || row > 1 && k == (row * 37 + length) % length }
    try check(40, length) { row, k in row == 0 || row > 1 && k != (row * 37 + length) % length }
    try check(40, length) { row, k in k >= length - row }
  }

  @Test(arguments: [1, 17, 5000, 400_000]) func whole(_ length: Int) throws {
    for place in [0, length / 3, length - 1, length] {
      try check(0, length) { _, k in k >= place }
      try check(0, length) { _, k in k == place || k == length - 1 }
    }
  }
}
