import ArrayFunctions
import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayRuntime
import Testing

/// Reductions along the axis of a stack, whose arrays are combined without being stacked: the bits of the stack reduced.
@Suite struct StackedPiecesTests {
  private static func stack(_ count: Int, _ dtype: DType, _ shape: [Int], axis: Int) throws -> Node {
    let long = [shape[0] + count] + shape.dropFirst()
    let x = Node.of(long, dtype) {
      // Zeros of both signs, and NaN.
      let k = $0 &* 7919 % 1013
      if !dtype.isFloat { return Literal(k % 100, dtype) }
      return k < 200 ? Literal(-0.0, dtype) : k < 210 ? Literal(.nan, dtype) : Literal(Double(k - 500) / 37, dtype)
    }
    let strides = Layout(rowMajor: long).strides
    let pieces = (0..<count).map { Node(.view(x, Layout(offset: $0 * strides[0], strides: strides)), dtype, shape) }
    return try Node.stacked(pieces, axis: axis)
  }

  @Test(arguments: [DType.f32, .f64, .i16, .u8, .bool]) func bitsAreThose(_ dtype: DType) throws {
    for (shape, axis) in [([40], 0), ([40], 1), ([30, 7], 0), ([30, 7], 1), ([30, 7], 2), ([1, 1], 2), ([3000], 0)] {
      for count in [1, 2, 3, 7, 8, 9] {
        func results(_ stack: Node) throws -> [Node] {
          try [stack.sum([axis]), stack.prod([axis]), stack.max([axis]), stack.min([axis]), stack.mean([axis])]
        }
        let whole = try Self.stack(count, dtype, shape, axis: axis)
        try TransposedTests.engines[0].evaluate(whole)
        let expected = try results(whole)
        try TransposedTests.engines[0].evaluate(expected)
        for engine in TransposedTests.engines {
          let found = try results(Self.stack(count, dtype, shape, axis: axis))
          try engine.evaluate(found)
          for (found, expected) in zip(found, expected) {
            let same = SameBitsTests.bits(found) == SameBitsTests.bits(expected)
            #expect(same && found.dtype == expected.dtype, "\(count) of \(shape) along \(axis)")
          }
        }
      }
    }
  }

  @Test func nothingIsStacked() throws {
    func steps(_ count: Int) throws -> Int {
      let stack = try Self.stack(count, .f64, [30, 700], axis: 1)
      return TransposedTests.engines[0].schedule([try stack.mean([1])]).steps.count
    }
    #expect(try steps(5) == 1 && steps(7) == 1 && steps(8) > 1)
  }
}
