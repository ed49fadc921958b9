import ArrayFunctions
import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayRuntime
import Lanes
import Testing

/// Reductions of rows of up to 48 elements, and along several axes, with lanes along the rows: the bits of every row that
/// is reduced by itself, and nothing is read but what lies between the first and the last element.
@Suite struct SpreadReductionTests {
  private static let rows = 260

  /// A row after the other as an array of one axis, which is reduced as the one leaf of its tree.
  private static func oneByOne(
    _ memory: Node, _ reduction: Reduction, _ count: Int, _ layout: (Int) -> Layout
  ) throws -> [UInt64] {
    try (0..<rows).flatMap { row in
      let total = reduced(Node(.view(memory, layout(row)), memory.dtype, [count]), reduction, 0..<1)
      try TransposedTests.engines[0].evaluate(total)
      return SameBitsTests.bits(total)
    }
  }

  private static func reduced(_ node: Node, _ reduction: Reduction, _ axes: Range<Int>) -> Node {
    let kept = Array(node.shape[..<axes.lowerBound] + node.shape[axes.upperBound...])
    return Node(.reduce(reduction, node, axes: axes), reduction.isSearch ? .i64 : node.dtype, kept)
  }

  private static func expect(_ expected: [UInt64], _ text: String, _ result: () throws -> Node) throws {
    for engine in TransposedTests.engines {
      let node = try result()
      try engine.evaluate(node)
      #expect(SameBitsTests.bits(node) == expected, "\(text)")
    }
  }

  @Test(arguments: [9, 10, 13, 15, 16, 17, 20, 31, 48]) func rowsAreReducedAsRuns(_ width: Int) throws {
    for dtype in [DType.bool, .u8, .i16, .i32, .f32, .f64] {
      for (first, step, count) in [(0, 1, width), (1, 1, width - 2), (1, 2, width / 2), (0, 3, (width + 2) / 3)] {
        let used = width * (Self.rows - 1) + first + step * (count - 1) + 1
        let memory = try SpacedTests.fenced(used, dtype, atEnd: true)
        for reduction in [Reduction.sum, .prod, .max, .argmin] where dtype != .bool || reduction == .max {
          let expected = try Self.oneByOne(memory, reduction, count) {
            Layout(offset: $0 * width + first, strides: [step])
          }
          let layout = Layout(offset: first, strides: [width, step])
          try Self.expect(expected, "\(reduction) of \(count) of \(width) \(dtype), \(step) apart") {
            Self.reduced(Node(.view(memory, layout), dtype, [Self.rows, count]), reduction, 1..<2)
          }
        }
      }
    }
  }

  /// Each element of a row with each, added in all, and for each of them.
  @Test(arguments: [2, 3, 5, 6, 7]) func eachWithEach(_ width: Int) throws {
    for dtype in [DType.u8, .f32, .f64] {
      let memory = try SpacedTests.fenced(Self.rows * width, dtype, atEnd: true)
      let shape = [Self.rows, width, width]
      func pairs() throws -> Node {
        let left = Node(.view(memory, Layout(strides: [width, 1, 0])), dtype, shape)
        return try Ops.multiply(left, Node(.view(memory, Layout(strides: [width, 0, 1])), dtype, shape))
      }
      let stored = try pairs()
      try TransposedTests.engines[0].evaluate(stored)
      for reduction in [Reduction.sum, .max, .argmax] {
        let all = try Self.oneByOne(stored, reduction, width * width) {
          Layout(offset: $0 * width * width, strides: [1])
        }
        try Self.expect(all, "\(reduction) of all pairs of \(width) \(dtype)") {
          Self.reduced(try pairs(), reduction, 1..<3)
        }
        for axis in [1, 2] {
          let some = try (0..<Self.rows).flatMap { row in
            try (0..<width).flatMap { k in
              let layout = Layout(
                offset: row * width * width + k * (axis == 1 ? 1 : width), strides: [axis == 1 ? width : 1])
              let total = Self.reduced(Node(.view(stored, layout), dtype, [width]), reduction, 0..<1)
              try TransposedTests.engines[0].evaluate(total)
              return SameBitsTests.bits(total)
            }
          }
          // Rows that are added across lanes are added one by one.
          if axis == 1, reduction == .sum, dtype.isFloat, width > 3 { continue }
          try Self.expect(some, "\(reduction) of pairs of \(width) \(dtype) along \(axis)") {
            Self.reduced(try pairs(), reduction, axis..<axis + 1)
          }
        }
      }
    }
  }

  /// Reductions whose results are but some columns of an array are stored apart.
  @Test func piecesOfRows() throws {
    for dtype in [DType.u8, .i32, .f64] {
      let memory = try SpacedTests.fenced(5000 * 3, dtype, atEnd: true)
      func results() throws -> Node {
        let x = Node(.view(memory, Layout(strides: [3, 1])), dtype, [5000, 3])
        let (most, total) = (x.reduce(.max, axes: [1]), try Ops.multiply(x, x).reduce(.max, axes: [1]))
        return try Node.stacked([most, total, most], axis: 1)
      }
      let plain = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false, threads: 1))
      let expected = try results()
      try plain.evaluate(expected)
      try Self.expect(SameBitsTests.bits(expected), "\(dtype)", results)
    }
  }
}
