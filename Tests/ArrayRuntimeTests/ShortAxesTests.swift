import ArrayFunctions
import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayRuntime
import Testing

/// Axes of a few elements in several places at once: the bits of one operation after the other, interpreted.
@Suite struct ShortAxesTests {
  private static func numbers(_ shape: [Int], _ dtype: DType) -> Node {
    .of(shape, dtype) {
      let k = $0 &* 7919 % 1013
      return dtype.isFloat ? Literal(Double(k - 500) / 37, dtype) : Literal(dtype == .bool ? k % 2 : k % 100, dtype)
    }
  }
  private static func expectSameBits(_ comment: String, _ results: () throws -> [Node]) throws {
    let plain = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false, threads: 1))
    let expected = try results()
    try plain.evaluate(expected)
    for engine in TransposedTests.engines {
      let found = try results()
      try engine.evaluate(found)
      for (k, (a, b)) in zip(found, expected).enumerated() {
        #expect(SameBitsTests.bits(a) == SameBitsTests.bits(b), "result \(k), \(comment)")
      }
    }
  }

  /// What is stored of matrices of a few columns after their columns were reduced: rows that are joined to longer ones, and
  /// those that are left over.
  @Test(arguments: [DType.f32, .f64, .i32, .u8]) func columnsOfManyMatrices(_ dtype: DType) throws {
    for (matrices, rows, columns) in [
      (40, 20, 4), (7, 100, 2), (33, 17, 5), (3, 401, 3), (2, 700, 2), (17, 64, 15), (20, 9, 8), (5, 7, 3),
      (1, 1000, 3), (4, 8, 40), (3, 33, 150),
    ] {
      try Self.expectSameBits("\(matrices) of \(rows) x \(columns), \(dtype)") {
        let x = Self.numbers([matrices, rows, columns], dtype)
        let mean = try x.mean([1], keepDims: true)
        let greatest = try Ops.unary("abs", x).max([1], keepDims: true)
        let apart = try Ops.subtract(x, mean)
        return [apart, try Ops.divide(x, greatest), try Ops.multiply(apart, apart).mean([1])]
      }
    }
  }

  /// Rows that are repeated along two axes are taken apart for each of them.
  @Test(arguments: [DType.bool, .u8, .i16, .f32, .f64]) func repeatedAlongTwoAxes(_ dtype: DType) throws {
    for (rows, columns, width) in [(5, 40, 3), (3, 17, 2), (4, 33, 1), (2, 16, 4), (3, 5, 3), (2, 20, 7)] {
      for (times, each) in [(2, 2), (3, 3), (1, 4), (5, 2), (2, 1)] {
        try Self.expectSameBits("\(rows) x \(columns) x \(width), \(times) and \(each) times, \(dtype)") {
          let x = Self.numbers([rows, columns, width], dtype)
          let layout = Layout(strides: [columns * width, 0, width, 0, 1])
          let shape = [rows, times, columns, each, width]
          let repeated = Node(.view(x, layout), dtype, shape)
          return [Node(.copy(repeated), dtype, shape), try Ops.equal(repeated, Node(Literal(1, dtype)))]
        }
      }
    }
  }

  /// What short rows are reduced to, in its place between other pieces.
  @Test(arguments: [DType.u8, .i32, .f32, .f64]) func reducedPieces(_ dtype: DType) throws {
    for (count, rows, columns) in [(300, 3, 3), (40, 2, 5), (33, 7, 2), (17, 1, 4), (64, 4, 8)] {
      try Self.expectSameBits("\(count) of \(rows) x \(columns), \(dtype)") {
        let x = Self.numbers([count, rows, columns], dtype)
        let (across, along) = (try x.max([1]), try x.min([2]))
        let joined = try Node.concatenated([across, along], axis: 1)
        let sums = try Node.stacked([x.sum([2]), Self.numbers([count, rows], x.sum([2]).dtype)], axis: 1)
        return [joined, sums, try joined.sum([1])]
      }
    }
  }

  /// Formulas of short rows, in groups of rows and in what is left of them.
  @Test(arguments: [DType.f32, .f64]) func formulasOfShortRows(_ dtype: DType) throws {
    for columns in [1, 5, 8, 9, 15, 16, 17, 23, 31, 32, 33, 50, 64, 65, 130] {
      for rows in [1, 3, 4, 5, 13] {
        try Self.expectSameBits("\(rows) x \(columns), \(dtype)") {
          let x = Self.numbers([rows, columns], dtype)
          let powers = try Ops.unary("exp", Ops.subtract(x, x.max([1], keepDims: true)))
          let sums = try powers.sum([1], keepDims: true)
          return [sums, try Ops.divide(powers, sums), try Ops.unary("sin", x).max([1])]
        }
      }
    }
  }
}
