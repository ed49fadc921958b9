import ArrayFunctions
import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import ArrayRuntime
import Testing

/// Operands that lie across the output, walked in tiles, against elements read one by one.
@Suite struct TransposedTests {
  static let engines: [Engine] = {
    let interpreted = Engine(interpreter: Interpreter(), native: nil)
    guard SameBitsTests.hasLLVM else { return [interpreted] }
    let (native, cache) = (LLVMOnDemand(), KernelCache())
    return [interpreted]
      + [1, 2].map { threads in
        let options = EngineOptions(backend: .llvm, threads: threads, streamingFootprint: threads == 1 ? nil : 0)
        return Engine(interpreter: Interpreter(), native: native, options: options, cache: cache)
      }
  }()

  /// Sums of what is computed of a turned array are those of the array as it lies, bit for bit, whatever of it was evaluated
  /// before.
  @Test(arguments: [DType.f32, .f64]) func sumsAreTheSameWhicheverWayTheyAreWritten(_ dtype: DType) throws {
    for (rows, columns) in [(1, 5), (200, 1), (7, 300), (260, 40), (3, 1000)] {
      let x = Node.of([rows, columns], dtype) { Literal(1 / Double($0 % 97 + 1), dtype) }
      let v = Node.of([columns], dtype) { Literal(Double($0 % 13) - 5.5, dtype) }
      for engine in Self.engines {
        for isEvaluatedBefore in [false, true] {
          let turned = x.transposed
          let doubled = try Ops.multiply(turned, Node(Literal(2.0, dtype)))
          if isEvaluatedBefore { try engine.evaluate([turned, doubled]) }
          let across = [
            doubled.reduce(.sum, axes: [0]), doubled.reduce(.sum, axes: [1]), doubled.reduce(.sum, axes: [0, 1]),
            try v.matmul(doubled), try Ops.multiply(doubled, turned).reduce(.prod, axes: [0]),
          ]
          let double = try Ops.multiply(x, Node(Literal(2.0, dtype)))
          let along = [
            double.reduce(.sum, axes: [1]), double.reduce(.sum, axes: [0]), double.reduce(.sum, axes: [0, 1]),
            try double.matmul(v), try Ops.multiply(double, x).reduce(.prod, axes: [1]),
          ]
          try engine.evaluate(across)
          try engine.evaluate(along)
          for (k, (a, b)) in zip(across, along).enumerated() {
            #expect(
              SameBitsTests.bits(a) == SameBitsTests.bits(b), "result \(k), \(rows) × \(columns), \(isEvaluatedBefore)")
          }
        }
      }
    }
  }

  /// What was recorded decides about the order of summation: every step may be evaluated by itself, or none.
  @Test(arguments: [DType.f32, .f64]) func sumsDoNotDependOnWhatWasEvaluated(_ dtype: DType) throws {
    let x = Node.of([80, 150], dtype) { Literal(1 / Double($0 % 97 + 1), dtype) }
    let cube = Node.of([9, 20, 31], dtype) { Literal(1 / Double($0 % 89 + 1), dtype) }
    let row = Node.of([80], dtype) { Literal(Double($0 % 7) - 2.25, dtype) }
    let rest = IndexItem.slice(start: 1, stop: nil, step: 1)
    func results(_ step: (Node) throws -> Node) throws -> [Node] {
      let turned = try step(x.transposed)
      let part = try step(turned.indexed([rest]))
      let repeated = try step(row.broadcast(to: [150, 80]))
      let scaled = try step(Ops.multiply(step(repeated.indexed([rest])), part))
      let channels = try step(cube.permuted([2, 0, 1]))
      let flipped = try step(step(channels.indexed([rest])).flipped([0]))
      let matrices: [Node] = try [
        turned, part, scaled, step(turned.reshaped([60, 200])), step(turned.reshaped([600, 20])),
        step(part.transposed), step(channels.reshaped([31 * 9, 20])), step(flipped.indexed([.integer(3)])),
        step(Ops.unary("sqrt", turned)), step(scaled.cast(to: .f64)),
      ]
      let sums = matrices.flatMap { matrix in [[0], [1], [0, 1]].map { matrix.reduce(.sum, axes: $0) } }
      let cubes = [channels, flipped, try step(turned.reshaped([150, 8, 10]))]
      let axes = [[0], [1], [2], [0, 1], [1, 2], [0, 2], [0, 1, 2]]
      return sums + cubes.flatMap { cube in axes.map { cube.reduce(.sum, axes: $0) } }
    }
    for engine in Self.engines {
      let recorded = try results { $0 }
      let evaluated = try results { node in
        try engine.evaluate([node])
        return node
      }
      try engine.evaluate(recorded)
      try engine.evaluate(evaluated)
      for (k, (a, b)) in zip(recorded, evaluated).enumerated() {
        #expect(SameBitsTests.bits(a) == SameBitsTests.bits(b) && a.shape == b.shape, "result \(k)")
      }
    }
  }

  /// Elements that differ from their neighbours on every side.
  private static func numbers(_ shape: [Int], _ dtype: DType) -> Node {
    .of(shape, dtype) { dtype.isFloat ? Literal(Double($0) / 8, dtype) : Literal($0 % 251, dtype) }
  }

  /// `numbers + view of numbers`, with a view that permutes the axes.
  private func check(_ shape: [Int], _ permutation: [Int], _ dtype: DType) throws {
    let source = permutation.indices.map { axis in shape[permutation.firstIndex(of: axis) ?? 0] }
    let strides = permutation.map { Layout(rowMajor: source).strides[$0] }
    try check(shape, Layout(strides: strides), of: source, dtype)
  }

  /// `numbers + view of numbers`, a copy of the view, and what is made of nothing else.
  private func check(_ shape: [Int], _ layout: Layout, of source: [Int], _ dtype: DType) throws {
    let a = TransposedTests.numbers(shape, dtype)
    let b = TransposedTests.numbers(source, dtype)
    let add = try #require(Operation.named("add"))
    let squared = try #require(Operation.named("square"))
    for engine in TransposedTests.engines {
      let view = Node(.view(b, layout), dtype, shape)
      let sum = Node(.elementwise(add, dtype: dtype, [a, view]), dtype, shape)
      let copy = Node(.copy(view), dtype, shape)
      let square = Node(.elementwise(squared, dtype: dtype, [view]), dtype, shape)
      // One kernel makes both, or each has its own.
      if shape.count == 3 {
        for node in [sum, copy, square] { try engine.evaluate([node]) }
      } else {
        try engine.evaluate([sum, copy])
        try engine.evaluate([square])
      }
      let (sums, copies) = (try #require(sum.storage).pointer, try #require(copy.storage).pointer)
      let squares = try #require(square.storage).pointer
      let (from, other) = (try #require(a.storage).pointer, try #require(b.storage).pointer)
      let size = dtype.size
      for i in 0..<sum.count {
        var (rest, offset) = (i, layout.offset)
        for axis in shape.indices.reversed() {
          offset += rest % shape[axis] * layout.strides[axis]
          rest /= shape[axis]
        }
        let right = Literal(dtype, at: other + offset * size)
        let expected = try #require(Literal.apply(add, dtype, [Literal(dtype, at: from + i * size), right]))
        guard Literal(dtype, at: sums + i * size).bits == expected.bits,
          Literal(dtype, at: copies + i * size).bits == right.bits,
          Literal(dtype, at: squares + i * size).bits == Literal.apply(squared, dtype, [right])?.bits
        else {
          Issue.record("\(dtype) \(shape) by \(layout.strides): element \(i)")
          return
        }
      }
    }
  }

  @Test(arguments: [DType.u8, .i16, .f32, .f64]) func everyPermutation(_ dtype: DType) throws {
    for shape in [[4, 4], [7, 5], [64, 256], [67, 300], [5, 1000], [1000, 6], [130, 129]] {
      try check(shape, [1, 0], dtype)
    }
    for shape in [[4, 5, 6], [3, 70, 40], [20, 3, 33], [1, 9, 8]] {
      for permutation in [[0, 2, 1], [2, 1, 0], [1, 0, 2], [2, 0, 1], [1, 2, 0]] {
        try check(shape, permutation, dtype)
      }
    }
  }

  /// Stacks of small matrices that are turned, in parts of others, forwards and backwards, and repeated.
  @Test(arguments: [DType.u8, .i16, .f32, .f64]) func stacksOfMatrices(_ dtype: DType) throws {
    for (rows, columns) in [(4, 4), (5, 5), (4, 7), (12, 4), (8, 8), (9, 33), (16, 16), (17, 40), (96, 80), (130, 129)]
    {
      for count in [2, 7, 301] where count * rows * columns < 1 << 18 {
        try check([count, rows, columns], [0, 2, 1], dtype)
        let wide = Layout(offset: 3, strides: [(rows + 2) * (columns + 1), 1, rows + 2])
        try check([count, rows, columns], wide, of: [count, columns + 1, rows + 2], dtype)
        let size = rows * columns
        let backwards = Layout(offset: (count - 1) * size, strides: [-size, 1, rows])
        try check([count, rows, columns], backwards, of: [count, columns, rows], dtype)
        try check([count, rows, columns], Layout(strides: [0, 1, rows]), of: [columns, rows], dtype)
      }
    }
    try check([3, 5, 6, 7], [0, 1, 3, 2], dtype)
    try check([3, 5, 6, 7], [1, 0, 3, 2], dtype)
  }

  /// Two turned operands, a number and one element beside them, and several results.
  @Test func stacksOfMatricesInFormulas() throws {
    let (count, rows, columns) = (50, 6, 5)
    let (a, b) = (CacheTests.ramp([count, columns, rows]), CacheTests.ramp([count + 1, columns, rows]))
    let turned = Layout(strides: [rows * columns, 1, rows])
    let shape = [count, rows, columns]
    for engine in TransposedTests.engines {
      let x = Node(.view(a, turned), .f64, shape)
      let later = Layout(offset: rows * columns, strides: turned.strides)
      let y = Node(.view(b, later), .f64, shape)
      let element = Node(.view(b, Layout(offset: 7, strides: [0, 0, 0])), .f64, shape)
      let product = try CacheTests.apply("multiply", x, y)
      let sum = try CacheTests.apply("add", product, element)
      try engine.evaluate([sum, product])
      let (sums, products) = (try #require(sum.storage).pointer, try #require(product.storage).pointer)
      let (left, right) = (try #require(a.storage).pointer, try #require(b.storage).pointer)
      func number(_ pointer: UnsafeMutableRawPointer, _ i: Int) -> Double {
        pointer.load(fromByteOffset: i * 8, as: Double.self)
      }
      for i in 0..<count * rows * columns {
        let place = i / (rows * columns) * rows * columns + i % columns * rows + i / columns % rows
        let expected = number(left, place) * number(right, place + rows * columns)
        #expect(number(products, i) == expected && number(sums, i) == expected + number(right, 7))
      }
    }
  }

  /// Elements that lie some elements apart, forwards and backwards: in one run, and in rows.
  @Test(arguments: [DType.u8, .i16, .f32, .f64]) func everyGap(_ dtype: DType) throws {
    for gap in [2, 3, 4, 5, 6, 7, 8, 9, 31] {
      for count in [1, 3, 63, 64, 65, 1000, 5000] {
        let last = (count - 1) * gap
        try check([count], Layout(offset: 2, strides: [gap]), of: [last + 3], dtype)
        try check([count], Layout(offset: last, strides: [-gap]), of: [last + 1], dtype)
      }
      let (rows, count) = (5, 700)
      try check([rows, count], Layout(offset: 1, strides: [count * gap, gap]), of: [rows, count * gap], dtype)
      let last = rows * count * gap - 1
      try check([rows, count], Layout(offset: last, strides: [-count * gap, -gap]), of: [rows, count * gap], dtype)
    }
    try check([3000], Layout(offset: 2999, strides: [-1]), of: [3000], dtype)
    try check([40, 1500], Layout(offset: 1, strides: [0, 2]), of: [3000], dtype)
  }

  /// Rows of a few elements, with lanes along the axis before: the other operand is the same for all rows or for all
  /// elements of a row, lies across, or is the same for some rows only.
  @Test(arguments: [DType.u8, .i16, .f32, .f64]) func shortRows(_ dtype: DType) throws {
    for length in 2...9 {
      for rows in [16, 70, 1500] {
        try check([rows, length], Layout(strides: [0, 1]), of: [length], dtype)
        try check([rows, length], Layout(strides: [1, 0]), of: [rows], dtype)
        try check([rows, length], Layout(strides: [1, rows]), of: [length, rows], dtype)
        try check([rows, length], Layout(strides: [length + 1, 1]), of: [rows, length + 1], dtype)
        try check([3, rows, length], Layout(strides: [length, 0, 1]), of: [3, length], dtype)
        try check([3, rows, length], Layout(strides: [1, 3 * length, 3]), of: [rows, length, 3], dtype)
      }
    }
  }

  /// A scalar that a kernel computes on the way may itself read one element of an array.
  @Test func scalarsReadElements() throws {
    let x = CacheTests.ramp([700])
    for engine in TransposedTests.engines {
      let element = Node(.view(x, Layout(offset: 3, strides: [])), .f64, [])
      let negative = Node(.elementwise(try #require(Operation.named("negative")), dtype: .f64, [element]), .f64, [])
      let sum = try CacheTests.apply("add", x, Node(.view(negative, Layout(strides: [0])), .f64, [700]))
      try engine.evaluate([sum])
      let (sums, numbers) = (try #require(sum.storage).pointer, try #require(x.storage).pointer)
      for i in 0..<700 {
        let expected =
          numbers.load(fromByteOffset: i * 8, as: Double.self) - numbers.load(fromByteOffset: 24, as: Double.self)
        #expect(sums.load(fromByteOffset: i * 8, as: Double.self) == expected)
      }
    }
  }

  /// The step says that it is tiled, and the kernel it runs reads packed rows.
  @Test func transposedOperandsArePacked() throws {
    let x = CacheTests.ramp([30, 40])
    let y = CacheTests.ramp([40, 30])
    let view = Node(.view(y, Layout(strides: [1, 30])), .f64, [30, 40])
    let sum = try CacheTests.apply("add", x, view)
    let schedule = TransposedTests.engines[0].schedule([sum])
    guard case .kernel(let step) = schedule.steps.first else {
      Issue.record("no kernel")
      return
    }
    #expect(step.tiling?.way == .axis(0) && step.tiling?.packed.count == 1)
    #expect(step.kernel.operands.contains { $0.layout == .strided })
    #expect(step.engineKernel.operands.allSatisfy { $0.layout == .contiguous })
  }
}
