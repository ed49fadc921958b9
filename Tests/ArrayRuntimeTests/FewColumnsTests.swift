import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayRuntime
import Lanes
import Testing

/// Maps over rows of a few elements that are parts of longer rows, or turned: lanes lie along the rows, each column is
/// computed for itself, and nothing is read but what lies between the first and the last element.
@Suite struct FewColumnsTests {
  private static let dtypes: [DType] = [.bool, .u8, .i16, .f32, .f64]
  private static let lengths = [1, 16, 17, 65, 129, 300]

  /// `count` columns of rows of `width` elements, from column `first` on; the other way round if `turned`.
  private static func columns(
    _ memory: Node, _ rows: Int, _ width: Int, from first: Int, _ count: Int, turned: Bool = false
  ) -> Node {
    let layout = Layout(offset: turned ? first + count - 1 : first, strides: [width, turned ? -1 : 1])
    return Node(.view(memory, layout), memory.dtype, [rows, count])
  }

  /// The results of every engine are those of kernels of one operation each, interpreted.
  private static func expectSameBits(_ results: () -> [Node], _ text: String) throws {
    let plain = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false, threads: 1))
    let expected = results()
    try plain.evaluate(expected)
    for engine in TransposedTests.engines {
      let found = results()
      try engine.evaluate(found)
      for (k, (a, b)) in zip(found, expected).enumerated() {
        #expect(SameBitsTests.bits(a) == SameBitsTests.bits(b), "result \(k), \(text)")
      }
    }
  }

  @Test(arguments: [2, 3, 4, 6, 9]) func partsOfRows(_ width: Int) throws {
    for dtype in Self.dtypes {
      let add = try #require(Operation.named(dtype == .bool ? "logical_or" : "add"))
      for rows in Self.lengths {
        for (first, count, turned) in [
          (0, width, true), (0, width - 1, false), (1, width - 1, false), (1, width - 1, true), (0, 2, false),
        ] where first + count <= width && count > 1 {
          let used = width * (rows - 1) + first + count
          let memory = try SpacedTests.fenced(used, dtype, atEnd: true)
          let start = try SpacedTests.fenced(used, dtype, atEnd: false)
          let row = try SpacedTests.fenced(count, dtype, atEnd: true)
          let column = try SpacedTests.fenced(rows, dtype, atEnd: true)
          func results() -> [Node] {
            let part = Self.columns(memory, rows, width, from: first, count, turned: turned)
            let other = Self.columns(start, rows, width, from: first, count)
            func sum(_ a: Node, _ b: Node) -> Node {
              Node(.elementwise(add, dtype: dtype, [a, b]), dtype, [rows, count])
            }
            func repeated(_ node: Node, _ strides: [Int]) -> Node {
              Node(.view(node, Layout(strides: strides)), dtype, [rows, count])
            }
            return [
              Node(.copy(part), dtype, [rows, count]), sum(part, other), sum(part, repeated(row, [0, 1])),
              sum(part, repeated(column, [1, 0])),
            ]
          }
          let usual = results()
          for node in usual { try TransposedTests.engines[0].evaluate(node) }
          let elements = SameBitsTests.bits(memory)
          let expected = (0..<rows * count).map { i in
            let column = turned ? count - 1 - i % count : i % count
            return elements[i / count * width + first + column]
          }
          #expect(SameBitsTests.bits(usual[0]) == expected)
          for engine in TransposedTests.engines.dropFirst() {
            for (node, other) in zip(results(), usual) {
              try engine.evaluate(node)
              #expect(
                SameBitsTests.bits(node) == SameBitsTests.bits(other),
                "\(dtype), \(count) of \(width) columns of \(rows) rows")
            }
          }
        }
      }
    }
  }

  /// Planes whose elements become neighbours, and rows of rows.
  @Test func planes() throws {
    for dtype in Self.dtypes {
      for (planes, rows, columns) in [(3, 5, 40), (4, 17, 16), (2, 1, 333), (8, 3, 21)] {
        let memory = try SpacedTests.fenced(planes * rows * columns, dtype, atEnd: true)
        let layout = Layout(strides: [columns, 1, rows * columns])
        let elements = SameBitsTests.bits(memory)
        let expected = (0..<elements.count).map { elements[$0 % planes * rows * columns + $0 / planes] }
        for engine in TransposedTests.engines {
          let node = Node(
            .copy(Node(.view(memory, layout), dtype, [rows, columns, planes])), dtype, [rows, columns, planes])
          try engine.evaluate(node)
          #expect(SameBitsTests.bits(node) == expected, "\(dtype), \(planes) planes of \(rows) × \(columns)")
        }
      }
    }
  }

  /// Rows of small matrices: turned, multiplied with each other, and with what is the same for each.
  @Test(arguments: [(2, 2), (3, 3), (4, 2), (3, 4)]) func smallMatrices(_ size: (Int, Int)) throws {
    let (m, n) = size
    for dtype in [DType.u8, .f32, .f64] {
      let multiply = try #require(Operation.named("multiply"))
      for count in [1, 33, 200] {
        let shape = [count, n, m]
        let memory = try SpacedTests.fenced(count * m * n, dtype, atEnd: true)
        let (a, b) = (
          try SpacedTests.fenced(count * n, dtype, atEnd: true), try SpacedTests.fenced(count * m, dtype, atEnd: true)
        )
        let one = try SpacedTests.fenced(m * n, dtype, atEnd: true)
        func view(_ node: Node, _ strides: [Int]) -> Node { Node(.view(node, Layout(strides: strides)), dtype, shape) }
        func results() -> [Node] {
          let turned = view(memory, [m * n, 1, n])
          func product(_ a: Node, _ b: Node) -> Node {
            Node(.elementwise(multiply, dtype: dtype, [a, b]), dtype, shape)
          }
          return [
            Node(.copy(turned), dtype, shape), product(turned, view(memory, [m * n, m, 1])),
            product(view(a, [n, 1, 0]), view(b, [m, 0, 1])), product(turned, view(one, [0, m, 1])),
          ]
        }
        let plain = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false, threads: 1))
        let expected = try results().map { node in
          try plain.evaluate(node)
          return SameBitsTests.bits(node)
        }
        let elements = SameBitsTests.bits(memory)
        #expect(expected[0] == (0..<count * m * n).map { elements[$0 / (m * n) * m * n + $0 % m * n + $0 / m % n] })
        for engine in TransposedTests.engines {
          for (k, node) in results().enumerated() {
            try engine.evaluate(node)
            #expect(SameBitsTests.bits(node) == expected[k], "result \(k) of \(count) of \(m) × \(n) \(dtype)")
          }
        }
      }
    }
  }

  /// What is reduced over a few columns has the bits of every run by itself: NaN, infinities and zeros of both signs too.
  @Test(arguments: Array(2...9)) func reductions(_ width: Int) throws {
    let special = [0.0, -0.0, .nan, .infinity, -.infinity, 1.5, -0.0, -2.25, 1e-30, -0.0, -0.0, 3e20]
    for dtype in [DType.f32, .f64, .i8, .u64, .bool] {
      for rows in [16, 33, 130] {
        let memory = Node.of([rows, width], dtype) { i in
          // Rows of one value, so that there are some of -0 alone, and mixed ones.
          let k = i / width % 3 == 0 ? i / width : i &* 7 % 61
          return dtype.isFloat
            ? Literal(special[k % special.count], dtype) : Literal(k % (dtype == .bool ? 2 : 5), dtype)
        }
        for reduction in Reduction.allCases where dtype != .bool || reduction.isOfElements {
          let result = reduction.resultType(dtype)
          let alone = (0..<rows).map { row in
            let run = Node(.view(memory, Layout(offset: row * width, strides: [1])), dtype, [width])
            return Node(.reduce(reduction, Node(.copy(run), dtype, [width]), axes: 0..<1), result, [])
          }
          try TransposedTests.engines[0].evaluate(alone)
          let expected = alone.flatMap { SameBitsTests.bits($0) }
          for engine in TransposedTests.engines {
            let node = Node(.reduce(reduction, memory, axes: 1..<2), result, [rows])
            try engine.evaluate(node)
            #expect(SameBitsTests.bits(node) == expected, "\(reduction) of \(rows) × \(width) \(dtype)")
          }
        }
      }
    }
  }

  /// What columns have in common, taken from every row: rows that become one, those that are left, and rows with gaps.
  @Test(arguments: [1, 2, 3, 7, 8, 16, 31, 100, 256, 257]) func differencesFromColumns(_ width: Int) throws {
    let (subtract, less) = (try #require(Operation.named("subtract")), try #require(Operation.named("less")))
    for dtype in [DType.f32, .f64, .u8, .i16] {
      for (rows, gap) in [(3, 0), (40, 0), (2100, 0), (2100, 1)] {
        let memory = try SpacedTests.fenced(rows * (width + gap), dtype, atEnd: gap == 0)
        func results() -> [Node] {
          let part = Self.columns(memory, rows, width + gap, from: 0, width, turned: false)
          let greatest = Node(.reduce(.max, part, axes: 0..<1), dtype, [width])
          let each = Node(.view(greatest, Layout(strides: [0, 1])), dtype, [rows, width])
          let difference = Node(.elementwise(subtract, dtype: dtype, [part, each]), dtype, [rows, width])
          // Several results of the same rows, and of what is stored.
          let reductions = [Reduction.sum, .min, .prod].flatMap { reduction in
            [part, difference].map {
              Node(.reduce(reduction, $0, axes: 0..<1), reduction.resultType(dtype), [width])
            }
          }
          return [difference, Node(.elementwise(less, dtype: dtype, [part, each]), .bool, [rows, width])] + reductions
        }
        try Self.expectSameBits(results, "\(dtype), \(rows) × \(width), gaps of \(gap)")
      }
    }
  }

  /// Several reductions of one formula, which is wanted too, share what they have in common; bytes become wide lanes.
  @Test(arguments: [2, 5, 8, 9]) func severalReductionsOfAFormula(_ width: Int) throws {
    let add = try #require(Operation.named("add"))
    for (dtype, wide) in [(DType.f32, DType.f32), (.u8, .f64), (.i16, .i64), (.bool, .f32)] {
      for rows in [16, 47, 200] {
        let memory = try SpacedTests.fenced(rows * (width + 1), dtype, atEnd: true)
        func results() -> [Node] {
          let part = Self.columns(memory, rows, width + 1, from: 1, width, turned: true)
          let cast = dtype == wide ? part : Node(.cast(part), wide, [rows, width])
          let sum = Node(.elementwise(add, dtype: wide, [cast, cast]), wide, [rows, width])
          return [sum]
            + Reduction.allCases.map { Node(.reduce($0, sum, axes: 1..<2), $0.resultType(wide), [rows]) }
        }
        try Self.expectSameBits(results, "\(dtype), \(rows) × \(width)")
      }
    }
  }

  /// Small integers are added in few bits, which hold the greatest sums.
  @Test func sumsOfSmallIntegers() throws {
    for (dtype, least, greatest) in [
      (DType.bool, 0, 1), (.u8, 0, 255), (.i8, -128, 127), (.u16, 0, 65535), (.i16, -32768, 32767), (.i32, -7, 2 << 29),
    ] {
      for width in 2...8 {
        let (rows, numbers) = (100, [greatest, greatest, least, greatest, least, least, 0])
        func number(_ i: Int) -> Int { i / width % 4 == 0 ? greatest : i / width % 4 == 1 ? least : numbers[i % 7] }
        for result in [DType.i64, .u64] {
          let expected = (0..<rows).map { row in
            UInt64(bitPattern: Int64((0..<width).map { number(row * width + $0) }.reduce(0, +)))
          }
          for engine in TransposedTests.engines {
            let small = Node.of([rows, width], dtype) { Literal(number($0), dtype) }
            let wide = Node(.cast(small), result, [rows, width])
            let node = Node(.reduce(.sum, wide, axes: 1..<2), result, [rows])
            try engine.evaluate(node)
            #expect(SameBitsTests.bits(node) == expected, "\(dtype) in \(result), \(width) columns")
          }
        }
      }
    }
  }

  /// Such a map is one over its rows, with operands for each column; a long body is not repeated.
  @Test func bodiesAreRepeatedWhereTheyAreShort() throws {
    let memory = try SpacedTests.fenced(400, .f32, atEnd: true)
    let add = try #require(Operation.named("add"))
    func kernel(operations: Int) throws -> Kernel {
      var node = Self.columns(memory, 100, 4, from: 0, 3)
      for _ in 0..<operations { node = Node(.elementwise(add, dtype: .f32, [node, node]), .f32, [100, 3]) }
      guard case .kernel(let step) = try #require(TransposedTests.engines[0].schedule([node]).steps.first) else {
        throw ArrayError(.unsupported, "no kernel")
      }
      return step.kernel
    }
    let short = try kernel(operations: 2)
    #expect(short.form == .map && short.outerRank == 0 && short.operands.count == 6)
    #expect(short.operands.allSatisfy { if case .spaced = $0.layout { true } else { false } })
    #expect(try kernel(operations: 40).operands.count == 2)
  }
}
