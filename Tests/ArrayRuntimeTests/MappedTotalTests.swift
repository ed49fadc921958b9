import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayRuntime
import Testing

/// A map and the reduction of everything it makes, in turn over the blocks of the reduction's tree, against every operation
/// by itself.
@Suite struct MappedTotalTests {
  private static func array(_ shape: [Int], _ dtype: DType, seed: Int = 7919) -> Node {
    .of(shape, dtype) { k in
      let number = k &* seed % 1013 - 500
      return dtype.isFloat ? Literal(Double(number) / 3700, dtype) : Literal(number, dtype)
    }
  }
  private static func row(_ name: String, _ inputs: [Node], _ dtype: DType? = nil) throws -> Node {
    let row = try #require(Operation.named(name))
    return Node(
      .elementwise(row, dtype: inputs[0].dtype, Inputs(inputs, computing: inputs[0].dtype)), dtype ?? inputs[0].dtype,
      inputs[0].shape)
  }
  private static func view(_ node: Node, _ layout: Layout, _ shape: [Int]) -> Node {
    Node(.view(node, layout), node.dtype, shape)
  }
  private static func total(_ reduction: Reduction, _ node: Node) -> Node {
    let dtype = reduction.isSearch ? .i64 : node.dtype
    return Node(.reduce(reduction, node, axes: 0..<node.shape.count), dtype, [])
  }

  /// `sum(abs(x[:, None] - y))`, and the greatest with its place.
  private static func differences(_ shape: (Int, Int), _ dtype: DType) throws -> [Node] {
    let shape = [shape.0, shape.1]
    let x = view(array([shape[0]], dtype), Layout(strides: [1, 0]), shape)
    let y = view(array([shape[1]], dtype, seed: 101), Layout(strides: [0, 1]), shape)
    let distances = try row("abs", [try row("subtract", [x, y])])
    return [total(.sum, distances), total(.max, distances), total(.argmax, distances)]
  }
  /// `sum((A[:, 1:] - A[:, :-1]) ** 2)`: rows with gaps, and a second array beside them that has none.
  private static func variation(_ shape: (Int, Int), _ dtype: DType) throws -> [Node] {
    let inner = [shape.0, shape.1]
    let a = array([shape.0, shape.1 + 1], dtype)
    let strides = [shape.1 + 1, 1]
    let steps = try row(
      "subtract", [view(a, Layout(offset: 1, strides: strides), inner), view(a, Layout(strides: strides), inner)])
    let weights = array(inner, dtype, seed: 31)
    return [total(.sum, try row("multiply", [steps, steps])), total(.sum, try row("multiply", [steps, weights]))]
  }
  /// Elements of a view by themselves: a copy lies between.
  private static func gaps(_ shape: (Int, Int), _ dtype: DType) throws -> [Node] {
    let a = array([shape.0, 2 * shape.1], dtype)
    return [total(.sum, view(a, Layout(strides: [2 * shape.1, 2]), [shape.0, shape.1]))]
  }

  private static func programs(_ shape: (Int, Int), _ dtype: DType) throws -> [[Node]] {
    try [differences(shape, dtype), variation(shape, dtype), gaps(shape, dtype)]
  }

  /// Rows that are chunks of one, that are several, that are shorter than a vector, and one row only.
  @Test(
    arguments: [DType.f32, .f64, .i32], [(200, 301), (37, 5003), (9000, 7), (513, 512), (1, 70_001), (70_001, 1)])
  func sameBits(_ dtype: DType, _ shape: (Int, Int)) throws {
    let plain = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false, threads: 1))
    let expected = try MappedTotalTests.programs(shape, dtype).map { roots in
      try plain.evaluate(roots)
      return roots.map { SameBitsTests.bits($0) }
    }
    for compiler in [nil] + Backends.compilers.map({ Optional($0) }) {
      for threads in [1, 2] {
        let options = EngineOptions(backend: compiler == nil ? .interpreter : .llvm, threads: threads)
        let engine = Engine(interpreter: Interpreter(), native: compiler, options: options)
        // The second time by the plan of the first.
        for _ in 0..<2 {
          for (k, roots) in try MappedTotalTests.programs(shape, dtype).enumerated() {
            try engine.evaluate(roots)
            #expect(roots.map { SameBitsTests.bits($0) } == expected[k], "program \(k), \(threads) threads")
          }
        }
      }
    }
  }

  /// Which steps take turns, and that `explain` says so.
  @Test func whichStepsTakeTurns() throws {
    let engine = Engine(interpreter: Interpreter(), native: nil)
    let differences = try engine.schedule(MappedTotalTests.differences((300, 300), .f32))
    #expect(differences.mappedTotals.map(\.steps) == [0..<2])
    #expect(differences.steps.count == 2)
    #expect(differences.description.contains("kernels 0 and 1: in turn, a block of each"))

    // What lies between is wanted too.
    let shape = [300, 300]
    let x = MappedTotalTests.view(MappedTotalTests.array([300], .f32), Layout(strides: [1, 0]), shape)
    let y = MappedTotalTests.view(MappedTotalTests.array([300], .f32), Layout(strides: [0, 1]), shape)
    let between = try MappedTotalTests.row("subtract", [x, y])
    #expect(engine.schedule([between, MappedTotalTests.total(.sum, between)]).mappedTotals.isEmpty)

    // Two sums of one operand that is no run: it is packed once.
    let turned = MappedTotalTests.view(
      MappedTotalTests.array([60, 8, 50], .f32), Layout(strides: [50, 400, 1]), [8, 60, 50])
    let square = try MappedTotalTests.row("multiply", [turned, turned])
    let both = [turned, square].map { Node(.reduce(.sum, $0, axes: 1..<3), .f32, [8]) }
    #expect(engine.schedule(both).steps.count == 2)

    // Contiguous operands are reduced as they are.
    let a = MappedTotalTests.array(shape, .f32)
    let plain = try engine.schedule([MappedTotalTests.total(.sum, MappedTotalTests.row("multiply", [a, a]))])
    #expect(plain.steps.count == 1)
  }

  @Test func memoryThatIsMissingIsAnError() throws {
    let options = EngineOptions(backend: .interpreter, threads: 2, maxMemory: 10_000)
    let engine = Engine(interpreter: Interpreter(), native: nil, options: options, pool: BufferPool())
    let roots = try MappedTotalTests.differences((300, 300), .f32)
    let error = #expect(throws: ArrayError.self) { try engine.evaluate(roots) }
    #expect(error?.kind == .memory)
    #expect(roots[0].storage == nil)
  }
}
