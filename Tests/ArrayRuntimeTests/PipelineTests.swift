import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import ArrayRuntime
import Testing

/// Steps that run in step over rows, against the same steps one after the other.
@Suite struct PipelineTests {
  /// A slice by which a node is read: where it begins in each axis.
  private static func slice(_ node: Node, from start: [Int], _ shape: [Int]) -> Node {
    let strides = Layout(rowMajor: node.shape).strides
    let offset = zip(start, strides).reduce(0) { $0 + $1.0 * $1.1 }
    return Node(.view(node, Layout(offset: offset, strides: strides)), node.dtype, shape)
  }

  private static func combine(_ name: String, _ a: Node, _ b: Node) throws -> Node {
    let row = try #require(Operation.named(name))
    return Node(.elementwise(row, dtype: a.dtype, [a, b]), a.dtype, a.shape)
  }

  /// Sums of neighbours, along every axis that has some.
  private static func sweep(_ node: Node) throws -> Node {
    let inner = node.shape.map { $0 > 2 ? $0 - 2 : $0 }
    let center = node.shape.map { $0 > 2 ? 1 : 0 }
    var sum = slice(node, from: center, inner)
    for axis in node.shape.indices where node.shape[axis] > 2 {
      for step in [-1, 1] {
        var start = center
        start[axis] += step
        sum = try combine("add", sum, slice(node, from: start, inner))
      }
    }
    return try combine("multiply", sum, Node(.literal(Literal(0.25, node.dtype)), node.dtype, []))
  }

  private static func sweeps(_ count: Int, _ shape: [Int], _ dtype: DType) throws -> [Node] {
    var node = numbers(shape, dtype)
    for _ in 0..<count { node = try sweep(node) }
    return [node]
  }

  /// Differences along the first axis, whose operands are walked alike, so that both axes become one loop.
  private static func differences(_ shape: [Int], _ dtype: DType) throws -> [Node] {
    var node = numbers(shape, dtype)
    for _ in 0..<3 {
      let less = [node.shape[0] - 1] + node.shape.dropFirst()
      let zeros = [Int](repeating: 0, count: shape.count)
      node = try combine("subtract", slice(node, from: [1] + zeros.dropFirst(), less), slice(node, from: zeros, less))
    }
    return [node]
  }

  /// A result that is wanted itself, between others that are not.
  private static func wantedBetween(_ shape: [Int], _ dtype: DType) throws -> [Node] {
    let first = try sweep(sweep(numbers(shape, dtype)))
    return try [first, sweep(sweep(first))]
  }

  /// The last sweep reads what the first one gave, besides the one before it, and the input upside down.
  private static func longReach(_ shape: [Int], _ dtype: DType) throws -> [Node] {
    let input = numbers(shape, dtype)
    let first = try sweep(input)
    let third = try sweep(sweep(first))
    let reach = try combine("add", third, slice(first, from: shape.map { _ in 4 }, third.shape))
    var strides = Layout(rowMajor: shape).strides
    let offset = strides[0] * (third.shape[0] - 1)
    strides[0] = -strides[0]
    return try [combine("add", reach, Node(.view(input, Layout(offset: offset, strides: strides)), dtype, third.shape))]
  }

  /// Two stages that read inputs only, of different lengths, and one that reads both of them.
  private static func apart(_ shape: [Int], _ dtype: DType) throws -> [Node] {
    let wider = shape.map { $0 + 3 }
    let (first, second) = (try sweep(numbers(shape, dtype)), try sweep(numbers(wider, dtype)))
    func part(_ node: Node, from start: Int) -> Node {
      slice(node, from: shape.map { _ in start }, first.shape.map { $0 - 1 })
    }
    let left = try combine("multiply", part(first, from: 0), part(first, from: 1))
    let right = try combine("add", part(second, from: 1), part(second, from: 3))
    return try [combine("subtract", left, right)]
  }

  /// Cells that are copied turned, or pixels backwards, before what reads them a row at a time.
  private static func copied(_ shape: [Int], turned: Bool, _ dtype: DType) throws -> [Node] {
    let (rows, columns, cell) = (shape[0], shape[1], shape[2])
    let layout =
      turned
      ? Layout(strides: [cell, columns * cell, 1])
      : Layout(offset: (columns - 1) * cell, strides: [columns * cell, -cell, 1])
    let result = turned ? [columns, rows, cell] : shape
    let copy = Node(.copy(Node(.view(numbers(shape, dtype), layout), dtype, result)), dtype, result)
    return try [sweep(copy.reshaped([result[0], result[1] * cell]))]
  }

  private static func numbers(_ shape: [Int], _ dtype: DType) -> Node {
    .of(shape, dtype) { Literal(Double($0 * 7919 % 1009) / 16, dtype) }
  }

  private struct Program: CustomStringConvertible, Sendable {
    var description: String
    var make: @Sendable (DType) throws -> [Node]
  }

  private static let programs = [
    Program(description: "five sweeps") { try sweeps(5, [40, 33], $0) },
    Program(description: "rows of whole lines") { try sweeps(3, [300, 64], $0) },
    Program(description: "narrow") { try sweeps(4, [1000, 3], $0) },
    Program(description: "few rows") { try sweeps(2, [6, 900], $0) },
    Program(description: "one axis") { try sweeps(3, [4000], $0) },
    Program(description: "three axes") { try sweeps(2, [30, 9, 14], $0) },
    Program(description: "axes that become one") { try differences([70, 40], $0) },
    Program(description: "wanted between") { try wantedBetween([60, 50], $0) },
    Program(description: "long reach") { try longReach([60, 50], $0) },
    Program(description: "apart") { try apart([70, 45], $0) },
    Program(description: "apart along one axis") { try apart([3000], $0) },
    Program(description: "copied turned") { try copied([16, 24, 20], turned: true, $0) },
    Program(description: "copied backwards") { try copied([40, 24, 20], turned: false, $0) },
    Program(description: "copied by threes") { try copied([40, 70, 3], turned: false, $0) },
  ]

  private static func engine(_ bytes: Int, _ threads: Int, native: LLVMOnDemand?, pool: BufferPool = .shared) -> Engine
  {
    let options = EngineOptions(
      backend: native == nil ? .interpreter : .llvm, threads: threads, pipelineBytes: bytes)
    return Engine(interpreter: Interpreter(), native: native, options: options, pool: pool)
  }

  @Test(arguments: [DType.f32, .f64], [400, 3000, 20000]) func sameBits(_ dtype: DType, _ bytes: Int) throws {
    let compilers = [nil] + (SameBitsTests.hasLLVM ? [LLVMOnDemand()] : [])
    for program in PipelineTests.programs {
      let plain = try program.make(dtype)
      try PipelineTests.engine(0, 1, native: nil).evaluate(plain)
      let expected = plain.map { SameBitsTests.bits($0) }
      for native in compilers {
        for threads in [1, 2] {
          let engine = PipelineTests.engine(bytes, threads, native: native)
          // The second time by the plan of the first.
          for _ in 0..<2 {
            let roots = try program.make(dtype)
            try engine.evaluate(roots)
            #expect(roots.map { SameBitsTests.bits($0) } == expected, "\(program), \(threads) threads")
          }
        }
      }
    }
  }

  /// What lies between the steps is never there as a whole.
  @Test func memoryIsThatOfTheResult() throws {
    let pool = BufferPool()
    let roots = try PipelineTests.sweeps(6, [1000, 200], .f64)
    try PipelineTests.engine(64 << 10, 1, native: nil, pool: pool).evaluate(roots)
    let whole = 1000 * 200 * 8
    #expect(pool.peak < whole * 3 / 2, "\(pool.peak) bytes")

    let plain = BufferPool()
    let again = try PipelineTests.sweeps(6, [1000, 200], .f64)
    try PipelineTests.engine(0, 1, native: nil, pool: plain).evaluate(again)
    #expect(plain.peak > whole * 3 / 2)
  }

  /// Which steps run in step: a wanted result ends a pipeline, and one of a single step is none. `explain` says so.
  @Test func wantedResultsDivide() throws {
    let interpreted = Engine(interpreter: Interpreter(), native: nil)
    func steps(_ roots: [Node]) -> [Range<Int>] { interpreted.schedule(roots).pipelines.map(\.steps) }
    #expect(try steps(PipelineTests.sweeps(5, [40, 33], .f64)) == [0..<5])
    #expect(try steps(PipelineTests.wantedBetween([60, 50], .f64)) == [0..<2, 2..<4])
    // Of three differences the second makes the first one again.
    #expect(try steps(PipelineTests.differences([70, 40], .f64)) == [0..<2])
    #expect(try steps(PipelineTests.longReach([60, 50], .f64)) == [0..<3])
    #expect(try steps(PipelineTests.sweeps(1, [40, 33], .f64)) == [])
    #expect(try steps(PipelineTests.apart([70, 45], .f64)) == [0..<3])

    let text = try interpreted.explain(PipelineTests.wantedBetween([60, 50], .f64), stage: .schedule)
    #expect(text.contains("kernels 0 to 1: in step, a few rows of each"), "\(text)")
    #expect(text.contains("kernels 2 to 3: in step, a few rows of each"), "\(text)")
  }

  /// Where the cache has no room for all stages at a time, those of each half run in step.
  @Test func halves() throws {
    let interpreted = Engine(interpreter: Interpreter(), native: nil)
    let five = try #require(interpreted.schedule(PipelineTests.sweeps(5, [40, 33], .f64)).pipelines.first)
    let (first, second) = try #require(five.halves)
    #expect(first.steps == 0..<2 && second.steps == 2..<5)
    // Each sweep needs two rows more than it gives.
    #expect(first.stages.map { $0.end - $0.begin } == [2, 0])
    #expect(second.stages.map { $0.end - $0.begin } == [4, 2, 0])
    #expect(second.stages.map { $0.reads.map(\.stage) }.first == [])

    // The last stage reads of the first: nothing else may stand between them.
    let reaching = try #require(interpreted.schedule(PipelineTests.longReach([60, 50], .f64)).pipelines.first)
    #expect(reaching.halves.map { $0.1.steps } == 1..<3)

    let options = EngineOptions(backend: .interpreter, threads: 1, pipelineBytes: 2000)
    let engine = Engine(interpreter: Interpreter(), native: nil, options: options)
    let names = try engine.roofline(PipelineTests.sweeps(5, [40, 33], .f64)).steps.map(\.name)
    #expect(names == ["kernels 0 to 1", "kernels 2 to 4"])
  }

  @Test func memoryThatIsMissingIsAnError() throws {
    let options = EngineOptions(backend: .interpreter, threads: 2, maxMemory: 330_000, pipelineBytes: 64 << 10)
    let engine = Engine(interpreter: Interpreter(), native: nil, options: options, pool: BufferPool())
    let roots = try PipelineTests.sweeps(4, [400, 100], .f64)
    let error = #expect(throws: ArrayError.self) { try engine.evaluate(roots) }
    #expect(error?.kind == .memory)
    #expect(roots[0].storage == nil)
  }
}
