import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayRuntime
import Testing

/// Reductions of short runs with lanes along a kept axis: the bits of every run reduced by itself.
@Suite struct ShortRunTests {
  /// Elements whose sums depend on their order.
  private static func numbers(_ shape: [Int], _ dtype: DType) -> Node {
    .of(shape, dtype) {
      let k = $0 &* 7919 % 1013
      return dtype.isFloat ? Literal(Double(k - 500) / 37, dtype) : Literal(k % 100, dtype)
    }
  }

  private func elements(_ node: Node) throws -> [UInt8] {
    let start = try #require(node.storage).pointer
    return Array(UnsafeRawBufferPointer(start: start, count: node.count * node.dtype.size))
  }

  /// `reduce((a[:, None, :] - b[None, :, :]) ** 2, axis 2)`, and each pair of rows by itself.
  @Test(arguments: [1, 2, 3, 7, 8, 9, 16, 21, 64, 127, 128, 129])
  func pairs(_ length: Int) throws {
    let (m, n) = (18, 150)
    let subtract = try #require(Operation.named("subtract"))
    let multiply = try #require(Operation.named("multiply"))
    for dtype in [DType.f32, .f64, .i32] {
      let a = ShortRunTests.numbers([m, length], dtype)
      let b = ShortRunTests.numbers([n, length], dtype)
      func squares(_ shape: [Int], _ left: Layout, _ right: Layout) -> Node {
        let x = Node(.view(a, left), dtype, shape)
        let y = Node(.view(b, right), dtype, shape)
        let difference = Node(.elementwise(subtract, dtype: dtype, [x, y]), dtype, shape)
        return Node(.elementwise(multiply, dtype: dtype, [difference, difference]), dtype, shape)
      }
      for reduction in [Reduction.sum, .prod, .max] {
        for engine in TransposedTests.engines {
          let all = squares(
            [m, n, length], Layout(strides: [length, 0, 1]), Layout(strides: [0, length, 1]))
          let together = Node(.reduce(reduction, all, axes: 2..<3), dtype, [m, n])
          var singly: [Node] = []
          for (i, j) in [(0, 0), (0, n - 1), (m - 1, 17), (5, 128), (m - 1, n - 1)] {
            let one = squares(
              [length], Layout(offset: i * length, strides: [1]), Layout(offset: j * length, strides: [1]))
            singly.append(Node(.reduce(reduction, one, axes: 0..<1), dtype, []))
          }
          try engine.evaluate([together])
          try engine.evaluate(singly)
          let found = try elements(together)
          for (k, (i, j)) in [(0, 0), (0, n - 1), (m - 1, 17), (5, 128), (m - 1, n - 1)].enumerated() {
            let first = (i * n + j) * dtype.size
            let same = try Array(found[first..<first + dtype.size]) == elements(singly[k])
            #expect(same, "\(reduction) of \(length) \(dtype), pair \(i), \(j)")
          }
        }
      }
    }
  }

  /// The same for so few rows of b that lanes are but a part of a vector, or each of their columns is written out.
  @Test(arguments: [3, 5, 10, 15])
  func fewPairs(_ n: Int) throws {
    let m = 301
    let subtract = try #require(Operation.named("subtract"))
    for (dtype, reduction) in [(DType.f32, Reduction.sum), (.f64, .max), (.i32, .sum), (.f32, .argmin)] {
      for length in [2, 5, 9, 16, 24, 32, 33] {
        let a = ShortRunTests.numbers([m, length], dtype)
        let b = ShortRunTests.numbers([n, length], dtype)
        func reduced(_ engine: Engine, _ options: (rows: Int, first: Int)) throws -> [UInt8] {
          let shape = [options.rows, n, length]
          let x = Node(.view(a, Layout(offset: options.first * length, strides: [length, 0, 1])), dtype, shape)
          let y = Node(.view(b, Layout(strides: [0, length, 1])), dtype, shape)
          let difference = Node(.elementwise(subtract, dtype: dtype, [x, y]), dtype, shape)
          let result = reduction.isSearch ? DType.i64 : dtype
          let node = Node(.reduce(reduction, difference, axes: 2..<3), result, [options.rows, n])
          try engine.evaluate([node])
          return try elements(node)
        }
        // One row at a time has no other rows to share lanes or memory with.
        for engine in TransposedTests.engines {
          let found = try reduced(engine, (m, 0))
          for row in [0, 1, 15, 16, 100, m - 1] {
            let expected = try reduced(TransposedTests.engines[0], (1, row))
            let own = found[row * expected.count..<(row + 1) * expected.count]
            #expect(Array(own) == expected, "\(reduction) of \(length) \(dtype) for \(n), row \(row)")
          }
        }
      }
    }
  }

  /// Rows standardised by their mean and deviation, and weighted by what is read once a row: with both kept, and whether
  /// a row varies. Native code takes whole groups of lanes of several rows together.
  @Test(arguments: [1, 7, 8, 16, 20, 24, 64, 120, 128, 136, 256])
  func standardisedRows(_ length: Int) throws {
    func apply(_ name: String, _ dtype: DType, _ shape: [Int], _ operands: Node...) throws -> Node {
      let operation = try #require(Operation.named(name))
      return Node(operation, dtype: dtype, Inputs(operands, computing: nil), name == "greater" ? .bool : dtype, shape)
    }
    for dtype in [DType.f32, .f64] {
      for count in [1, 3, 4, 5, 18, 1001] {
        let (rows, all) = ([count], [count, length])
        func spread(_ node: Node) -> Node { Node(.view(node, Layout(strides: [1, 0])), node.dtype, all) }
        func mean(_ node: Node) throws -> Node {
          let sum = Node(.reduce(.sum, node, axes: 1..<2), dtype, rows)
          let size = Node(.view(Node(Literal(Double(length), dtype)), Layout(strides: [0])), dtype, rows)
          return try apply("divide", dtype, rows, sum, size)
        }
        func results() throws -> [Node] {
          let a = ShortRunTests.numbers(all, dtype)
          let weights = ShortRunTests.numbers(rows, dtype)
          let average = try mean(a)
          let apart = try apply("subtract", dtype, all, a, spread(average))
          let variance = try mean(apply("multiply", dtype, all, apart, apart))
          let deviation = try apply("sqrt", dtype, rows, apply("add", dtype, rows, variance, weights))
          let standardised = try apply("divide", dtype, all, apart, spread(deviation))
          let varies = try apply("greater", dtype, rows, variance, weights)
          return [try apply("multiply", dtype, all, standardised, spread(weights)), average, deviation, varies]
        }
        let expected = try results()
        try TransposedTests.engines[0].evaluate(expected)
        for engine in TransposedTests.engines.dropFirst() {
          let found = try results()
          try engine.evaluate(found)
          for (k, node) in found.enumerated() {
            #expect(
              SameBitsTests.bits(node) == SameBitsTests.bits(expected[k]),
              "result \(k) of \(count) rows of \(length) \(dtype), \(engine.options)")
          }
        }
      }
    }
  }

  /// Results as long as the runs, places, and several reductions one after the other: `e = exp(a - max(a))`,
  /// `e / sum(e)`, `argmax(a)`, and each run by itself.
  @Test(arguments: [1, 2, 3, 4, 7, 8, 9, 10, 16, 17, 24, 31, 33])
  func wholeRuns(_ length: Int) throws {
    let (exp, divide) = (try #require(Operation.named("exp")), try #require(Operation.named("divide")))
    let subtract = try #require(Operation.named("subtract"))
    for dtype in [DType.f32, .f64] {
      for count in [16, 130, 1001] {
        let a = ShortRunTests.numbers([count, length], dtype)
        func results(_ a: Node, _ shape: [Int]) -> [Node] {
          let (axis, strides) = (shape.count - 1, shape.count == 1 ? [0] : [1, 0])
          func alongRuns(_ node: Node) -> Node { Node(.view(node, Layout(strides: strides)), dtype, shape) }
          func reduced(_ reduction: Reduction, _ node: Node, _ result: DType) -> Node {
            Node(.reduce(reduction, node, axes: axis..<axis + 1), result, Array(shape.dropLast()))
          }
          let shifted = Node(
            .elementwise(subtract, dtype: dtype, [a, alongRuns(reduced(.max, a, dtype))]), dtype, shape)
          let power = Node(.elementwise(exp, dtype: dtype, [shifted]), dtype, shape)
          let quotient = Node(
            .elementwise(divide, dtype: dtype, [power, alongRuns(reduced(.sum, power, dtype))]), dtype, shape)
          return [quotient, reduced(.argmax, a, .i64)]
        }
        for engine in TransposedTests.engines {
          let together = results(a, [count, length])
          try engine.evaluate(together)
          for run in [0, 1, 15, count / 2, count - 1] {
            let one = Node(.view(a, Layout(offset: run * length, strides: [1])), dtype, [length])
            let alone = results(one, [length])
            try engine.evaluate(alone)
            for (all, one) in zip(together, alone) {
              let bytes = one.count * one.dtype.size
              let same = try Array(elements(all)[run * bytes..<(run + 1) * bytes]) == elements(one)
              #expect(same, "\(all.dtype), run \(run) of \(count) with \(length) elements")
            }
          }
        }
      }
    }
  }

  /// `a.T` reduced along its rows, which lie across memory, leaf by leaf: the bits of each row by itself.
  @Test(arguments: [127, 128, 129, 300, 1000, 1025])
  func across(_ length: Int) throws {
    let width = 70
    for dtype in [DType.f32, .f64, .i32, .bool] {
      let a = ShortRunTests.numbers([length, width], dtype)
      let rows = Layout(strides: [1, width])
      for reduction in dtype == .bool ? [Reduction.max] : [.sum, .prod, .max, .min] {
        for engine in TransposedTests.engines {
          let turned = Node(.view(a, rows), dtype, [width, length])
          let together = Node(.reduce(reduction, turned, axes: 1..<2), dtype, [width])
          let singly = (0..<width).map { k in
            let row = Node(.view(a, Layout(offset: k, strides: [width])), dtype, [length])
            let copy = Node(.copy(row), dtype, [length])
            return Node(.reduce(reduction, copy, axes: 0..<1), dtype, [])
          }
          try engine.evaluate([together])
          try engine.evaluate(singly)
          let expected = try singly.flatMap { try elements($0) }
          let same = try elements(together) == expected
          #expect(same, "\(reduction) of \(length) \(dtype)")
        }
      }
    }
  }

  /// A few long rows, of one matrix and of several, added to each other: the bits of each column by itself.
  @Test(arguments: Array(1...7)) func fewLongRows(_ rows: Int) throws {
    for (matrices, width) in [(1, 150), (3, 1100)] {
      for dtype in [DType.f32, .f64, .i16] {
        let a = ShortRunTests.numbers([matrices, rows, width], dtype)
        for reduction in [Reduction.sum, .prod, .max] {
          for engine in TransposedTests.engines {
            let together = Node(.reduce(reduction, a, axes: 1..<2), dtype, [matrices, width])
            let singly = (0..<matrices * width).map { k in
              let first = k / width * rows * width + k % width
              let copy = Node(
                .copy(Node(.view(a, Layout(offset: first, strides: [width])), dtype, [rows])), dtype, [rows])
              return Node(.reduce(reduction, copy, axes: 0..<1), dtype, [])
            }
            try engine.evaluate([together])
            try engine.evaluate(singly)
            let expected = try singly.flatMap { try elements($0) }
            let same = try elements(together) == expected
            #expect(same, "\(reduction) of \(matrices) times \(rows) rows, \(dtype)")
          }
        }
      }
    }
  }

  /// A column of a matrix, backwards too, against each element of a vector that lies apart: the bits of packed copies.
  @Test(arguments: [9, 10, 13, 100, 129]) func columnsAgainstVectors(_ length: Int) throws {
    let count = 150
    let multiply = try #require(Operation.named("multiply"))
    for (dtype, step) in [(DType.f32, 3), (.f64, 2), (.i32, -2)] {
      let (a, b) = (
        ShortRunTests.numbers([count * abs(step)], dtype), ShortRunTests.numbers([length * 2], dtype)
      )
      let column = Layout(offset: step < 0 ? count * -step - 1 : 1, strides: [step])
      let vector = Layout(offset: 1, strides: [2])
      func sums(_ a: Node, _ left: [Int], _ start: Int, _ b: Node, _ right: [Int], _ other: Int) -> Node {
        let shape = [count, length]
        let x = Node(.view(a, Layout(offset: start, strides: left)), dtype, shape)
        let y = Node(.view(b, Layout(offset: other, strides: right)), dtype, shape)
        let products = Node(.elementwise(multiply, dtype: dtype, [x, y]), dtype, shape)
        return Node(.reduce(.sum, products, axes: 1..<2), dtype, [count])
      }
      for engine in TransposedTests.engines {
        let apart = sums(a, [step, 0], column.offset, b, [0, 2], 1)
        let packed = (
          Node(.copy(Node(.view(a, column), dtype, [count])), dtype, [count]),
          Node(.copy(Node(.view(b, vector), dtype, [length])), dtype, [length])
        )
        try engine.evaluate([packed.0, packed.1])
        let together = sums(packed.0, [1, 0], 0, packed.1, [0, 1], 0)
        try engine.evaluate([apart])
        try engine.evaluate([together])
        let same = try elements(apart) == elements(together)
        #expect(same, "\(length) \(dtype)")
      }
    }
  }

  /// Two sweeps across, and what is done with their results: the bits of a packed copy, where rows are reduced one by one.
  @Test func variancesAcross() throws {
    let (width, length) = (33, 700)
    for dtype in [DType.f32, .f64] {
      let count = Node(.literal(Literal(Double(length), dtype)), dtype, [])
      func apply(_ name: String, _ a: Node, _ b: Node) throws -> Node {
        let operation = try #require(Operation.named(name))
        return Node(.elementwise(operation, dtype: dtype, [a, b]), dtype, a.shape)
      }
      func mean(_ rows: Node) throws -> Node {
        let counts = Node(.view(count, Layout(strides: [0, 0])), dtype, [2, width])
        return try apply("divide", Node(.reduce(.sum, rows, axes: 2..<3), dtype, [2, width]), counts)
      }
      func variance(_ rows: Node) throws -> Node {
        let means = Node(.view(try mean(rows), Layout(strides: [width, 1, 0])), dtype, rows.shape)
        let centred = try apply("subtract", rows, means)
        return try mean(apply("multiply", centred, centred))
      }
      let a = ShortRunTests.numbers([2, length, width], dtype)
      let turned = Node(.view(a, Layout(strides: [length * width, 1, width])), dtype, [2, width, length])
      let packed = Node(.copy(turned), dtype, turned.shape)
      for engine in TransposedTests.engines {
        try engine.evaluate([packed])
        let (found, expected) = (try variance(turned), try variance(packed))
        try engine.evaluate([found])
        try engine.evaluate([expected])
        let same = try elements(found) == elements(expected)
        #expect(same, "\(dtype)")
      }
    }
  }

  /// The schedule chooses them: not where runs are long or fill vectors, nor where rows are few, nor for a few
  /// elements, which are columns of a map, nor for one sum of floats that groups of rows serve.
  @Test func areChosen() throws {
    func form(_ shape: [Int], _ reduction: Reduction = .sum, _ dtype: DType = .f32) -> Kernel.Form? {
      let numbers = ShortRunTests.numbers(shape, dtype)
      let sum = Node(.reduce(reduction, numbers, axes: 1..<2), reduction.isSearch ? .i64 : dtype, [shape[0]])
      let schedule = Schedule(Pass.runAll(Graph([sum])))
      guard case .kernel(let step) = schedule.steps.first else { return nil }
      return step.kernel.form
    }
    #expect(form([100, 3]) == .map && form([300, 16]) == .map)
    #expect(form([100, 16]) == .rows && form([300, 24]) == .rows)
    #expect(form([300, 15], .max, .f64) == .map && form([300, 16], .max, .f64) == .rows)
    #expect(form([300, 48], .sum, .u8) == .map && form([300, 49], .sum, .u8) == .rows)
    #expect(form([100, 10], .sum, .i32) == .short && form([300, 24], .argmin) == .short)
    #expect(form([100, 100], .argmax) == .short)
    #expect(form([100, 200], .argmax) == .rows)
    #expect(form([4, 3]) == .rows)
    #expect(form([100, 300]) == .rows)
    func form(below shape: [Int]) -> Kernel.Form? {
      let sum = Node(.reduce(.sum, ShortRunTests.numbers(shape, .f32), axes: 1..<2), .f32, [shape[0], shape[2]])
      guard case .kernel(let step) = Schedule(Pass.runAll(Graph([sum]))).steps.first else { return nil }
      return step.kernel.form
    }
    #expect(form(below: [1, 7, 64]) == .short)
    #expect(form(below: [1, 8, 64]) == .columns)
    #expect(form(below: [2, 7, 1024]) == .short)
    #expect(form(below: [2, 7, 1000]) == .map)
    #expect(form(below: [2, 10, 1000]) == .columns)
    let turned = Node(.view(ShortRunTests.numbers([300, 100], .f32), Layout(strides: [1, 100])), .f32, [100, 300])
    let across = Schedule(Pass.runAll(Graph([Node(.reduce(.sum, turned, axes: 1..<2), .f32, [100])])))
    guard case .kernel(let step) = across.steps.first else {
      Issue.record("no kernel")
      return
    }
    #expect(step.isReducedByLeaves)
  }
}
