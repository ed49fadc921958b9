import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import ArrayRuntime
import Testing

/// Columns so tall that their rows are divided among threads, and that each sweep is a kernel of its own: the bits of
/// every operation by itself on one thread.
@Suite struct TallColumnsTests {
  /// Elements whose sums depend on their order, zeros of both signs among them.
  private static func numbers(_ shape: [Int], _ dtype: DType) -> Node {
    .of(shape, dtype) {
      let k = $0 &* 7919 % 1013
      let number = k % 7 == 0 ? -0.0 : Double(k - 500) / 37
      return dtype.isFloat ? Literal(number, dtype) : Literal(dtype == .bool ? k % 2 : k % 100, dtype)
    }
  }

  /// Rows that are few more than whole blocks, columns fewer and more than a vector, a strip and a chunk.
  private static let shapes = [[32_771, 9], [4099, 70], [2, 1153, 300], [1500, 2, 100], [1025, 5000]]

  /// On one thread and on several, in both tiers.
  private static let engines: [Engine] = [1, 2, 5].flatMap { threads in
    let options = EngineOptions(threads: threads)
    var engines = [Engine(interpreter: Interpreter(), native: nil, options: options)]
    for compiler in Backends.compilers {
      engines.append(
        Engine(
          interpreter: Interpreter(), native: compiler, options: EngineOptions(backend: .llvm, threads: threads)))
    }
    return engines
  }

  private func compare(_ what: String, _ make: () throws -> [Node]) throws {
    let expected = try make()
    try Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false, threads: 1))
      .evaluate(expected)
    for (number, engine) in TallColumnsTests.engines.enumerated() {
      let found = try make()
      try engine.evaluate(found)
      for (k, (a, b)) in zip(found, expected).enumerated() {
        let same = SameBitsTests.bits(a) == SameBitsTests.bits(b)
        #expect(same, "\(what), result \(k), engine \(number)")
      }
    }
  }

  /// Results that are all that is wanted.
  @Test(arguments: [DType.f32, .f64, .i16, .bool]) func reductions(_ dtype: DType) throws {
    for shape in TallColumnsTests.shapes {
      let x = TallColumnsTests.numbers(shape, dtype)
      let axis = shape.count == 3 && shape[0] == 2 ? 1 : 0
      var kept = shape
      kept.remove(at: axis)
      let reductions: [Reduction] = dtype == .bool ? [.max, .min] : [.sum, .prod, .max, .min]
      try compare("\(dtype) \(shape)") {
        reductions.map { Node(.reduce($0, x, axes: axis..<axis + 1), dtype, kept) }
      }
    }
  }

  /// Two results of few columns, of which leaves take turns: fewer columns than half a vector, a vector, and more.
  @Test(arguments: [DType.f32, .f64, .u8]) func pairs(_ dtype: DType) throws {
    for columns in [2, 3, 8, 10, 16, 17, 33] {
      let shape = [1000 + 77 * columns, columns]
      let x = TallColumnsTests.numbers(shape, dtype)
      for pair in [[Reduction.min, .max], [.max, .sum]] {
        try compare("\(dtype) \(shape) \(pair)") {
          pair.map { Node(.reduce($0, x, axes: 0..<1), dtype, [columns]) }
        }
      }
    }
  }

  /// `(x - mean) / sqrt(var)` with its mean and its square root: three sweeps, and results of each kind.
  @Test(arguments: [DType.f32, .f64]) func standardised(_ dtype: DType) throws {
    let subtract = try #require(Operation.named("subtract"))
    let multiply = try #require(Operation.named("multiply"))
    let divide = try #require(Operation.named("divide"))
    let squareRoot = try #require(Operation.named("sqrt"))
    for shape in TallColumnsTests.shapes where shape.count == 2 {
      let x = TallColumnsTests.numbers(shape, dtype)
      let kept = [shape[1]]
      func elementwise(_ operation: Operation, _ a: Node, _ b: Node, _ shape: [Int]) -> Node {
        Node(.elementwise(operation, dtype: dtype, [a, b]), dtype, shape)
      }
      func spread(_ node: Node) -> Node { Node(.view(node, Layout(strides: [0, 1])), dtype, shape) }
      let count = Node(.literal(Literal(Double(shape[0]), dtype)), dtype, [])
      let counts = Node(.view(count, Layout(strides: [0])), dtype, kept)
      try compare("\(dtype) \(shape)") {
        let mean = elementwise(divide, Node(.reduce(.sum, x, axes: 0..<1), dtype, kept), counts, kept)
        let centred = elementwise(subtract, x, spread(mean), shape)
        let squares = elementwise(multiply, centred, centred, shape)
        let variance = elementwise(divide, Node(.reduce(.sum, squares, axes: 0..<1), dtype, kept), counts, kept)
        let deviation = Node(.elementwise(squareRoot, dtype: dtype, [variance]), dtype, kept)
        return [mean, deviation, elementwise(divide, centred, spread(deviation), shape)]
      }
    }
  }

  /// A softmax down the columns: the exponentials wait where the quotients will stand.
  @Test(arguments: [DType.f32, .f64]) func softmax(_ dtype: DType) throws {
    let subtract = try #require(Operation.named("subtract"))
    let divide = try #require(Operation.named("divide"))
    let exponential = try #require(Operation.named("exp"))
    for shape in TallColumnsTests.shapes where shape.count == 2 {
      let x = TallColumnsTests.numbers(shape, dtype)
      func reduce(_ reduction: Reduction, _ node: Node) -> Node {
        let kept = Node(.reduce(reduction, node, axes: 0..<1), dtype, [shape[1]])
        return Node(.view(kept, Layout(strides: [0, 1])), dtype, shape)
      }
      try compare("\(dtype) \(shape)") {
        let shifted = Node(.elementwise(subtract, dtype: dtype, [x, reduce(.max, x)]), dtype, shape)
        let powers = Node(.elementwise(exponential, dtype: dtype, [shifted]), dtype, shape)
        return [Node(.elementwise(divide, dtype: dtype, [powers, reduce(.sum, powers)]), dtype, shape)]
      }
    }
  }

  /// Few columns: several leaves of the tree are added side by side, in vectors that reach into the rows behind them.
  /// Rows upward and downward, pieces of longer ones, one row again and again, and elements that are converted; 545 rows
  /// are five leaves, 1024 eight, and 1300 are leaves of two lengths.
  @Test(arguments: [DType.f32, .f64, .u8, .i16, .bool]) func fewColumns(_ dtype: DType) throws {
    let square = try #require(Operation.named("square"))
    for (rows, columns) in [(545, 1), (1024, 3), (1300, 4), (1300, 7), (700, 8), (2500, 16), (640, 17), (127, 3)] {
      let x = TallColumnsTests.numbers([rows, columns + 2], dtype)
      let shape = [rows, columns]
      let views = [
        Layout(offset: 1, strides: [columns + 2, 1]),
        Layout(offset: (rows - 1) * (columns + 2), strides: [-columns - 2, 1]), Layout(strides: [0, 1]),
        Layout(strides: [1, 1]), Layout(offset: 2, strides: [columns, 1]),
      ]
      try compare("\(dtype) \(shape)") {
        views.flatMap { layout -> [Node] in
          let view = Node(.view(x, layout), dtype, shape)
          return [DType.f64, .i64].flatMap { wide -> [Node] in
            let converted = Node(.cast(view), wide, shape)
            let squares = Node(.elementwise(square, dtype: wide, [converted]), wide, shape)
            return [Node(.reduce(.sum, converted, axes: 0..<1), wide, [columns])]
              + [Reduction.sum, .min].map { Node(.reduce($0, squares, axes: 0..<1), wide, [columns]) }
          }
        }
      }
    }
  }
}
