import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayRuntime
import Testing

/// A kernel that reduces rows and one that reduces the same rows' columns, in turn over blocks of rows, against every
/// operation by itself.
@Suite struct RowsAndColumnsTests {
  private static func matrix(_ rows: Int, _ columns: Int, _ dtype: DType) -> Node {
    .of([rows, columns], dtype) { Literal(Double($0 &* 7919 % 1013 - 500) / 3700, dtype) }
  }
  private static func row(_ name: String, _ dtype: DType, _ inputs: [Node], _ shape: [Int]) throws -> Node {
    let row = try #require(Operation.named(name))
    return Node(.elementwise(row, dtype: dtype, Inputs(inputs, computing: dtype)), dtype, shape)
  }
  private static func view(_ node: Node, _ strides: [Int], _ shape: [Int]) -> Node {
    Node(.view(node, Layout(strides: strides)), node.dtype, shape)
  }
  private static func sum(_ node: Node, _ axis: Int) -> Node {
    var kept = node.shape
    kept.remove(at: axis)
    return Node(.reduce(.sum, node, axes: axis..<axis + 1), node.dtype, kept)
  }

  /// `A.T @ exp(A @ w)`, with what lies between wanted too or not.
  private static func products(_ a: Node, isWanted: Bool = false) throws -> [Node] {
    let (dtype, shape) = (a.dtype, a.shape)
    let weights = Node.of([shape[1]], dtype) { Literal(Double($0 % 17) / 16, dtype) }
    let products = try row("multiply", dtype, [a, view(weights, [0, 1], shape)], shape)
    let made = try row("exp", dtype, [sum(products, 1)], [shape[0]])
    let stored = Node(.copy(made), dtype, [shape[0]])
    let weighted = try row("multiply", dtype, [a, view(stored, [1, 0], shape)], shape)
    return (isWanted ? [stored] : []) + [sum(weighted, 0)]
  }

  /// The mean of the rows, each divided by its sum: a whole matrix lies between.
  private static func shares(_ a: Node) throws -> [Node] {
    let quotients = try row("divide", a.dtype, [a, view(sum(a, 1), [1, 0], a.shape)], a.shape)
    return [quotients, sum(quotients, 0)]
  }

  /// The matrix less its columns' sums, less its rows' sums: the kernel of columns sweeps twice.
  private static func centred(_ a: Node) throws -> [Node] {
    let across = try row("subtract", a.dtype, [a, view(sum(a, 0), [0, 1], a.shape)], a.shape)
    return [try row("subtract", a.dtype, [across, view(sum(a, 1), [1, 0], a.shape)], a.shape)]
  }

  private static func engine(_ bytes: Int, _ threads: Int, _ native: (any KernelCompiler)?) -> Engine {
    let options = EngineOptions(backend: native == nil ? .interpreter : .llvm, threads: threads, pipelineBytes: bytes)
    return Engine(interpreter: Interpreter(), native: native, options: options)
  }

  @Test(arguments: [DType.f32, .f64], [(5000, 9), (3001, 64), (2050, 130), (1300, 1)])
  func sameBits(_ dtype: DType, _ shape: (Int, Int)) throws {
    let a = RowsAndColumnsTests.matrix(shape.0, shape.1, dtype)
    func programs() throws -> [[Node]] {
      try [
        RowsAndColumnsTests.products(a), RowsAndColumnsTests.products(a, isWanted: true),
        RowsAndColumnsTests.shares(a), RowsAndColumnsTests.centred(a),
      ]
    }
    let plain = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false, threads: 1))
    let expected = try programs().map { roots in
      try plain.evaluate(roots)
      return roots.map { SameBitsTests.bits($0) }
    }
    // Blocks of the fewest rows, and of more.
    for bytes in [130, 700].map({ $0 * (shape.1 * 2 + 2) * dtype.size }) {
      for compiler in [nil] + Backends.compilers.map({ Optional($0) }) {
        for threads in [1, 2] {
          let engine = RowsAndColumnsTests.engine(bytes, threads, compiler)
          // The second time by the plan of the first.
          for _ in 0..<2 {
            for (k, roots) in try programs().enumerated() {
              try engine.evaluate(roots)
              let same = roots.map { SameBitsTests.bits($0) } == expected[k]
              #expect(same, "program \(k), \(bytes) bytes, \(threads) threads")
            }
          }
        }
      }
    }
  }

  /// Which steps take turns, and that `explain` says so.
  @Test func whichStepsTakeTurns() throws {
    let engine = Engine(interpreter: Interpreter(), native: nil)
    let a = RowsAndColumnsTests.matrix(5000, 60, .f32)
    let products = try engine.schedule(RowsAndColumnsTests.products(a))
    #expect(products.rowsAndColumns.map(\.steps) == [0..<2])
    // The matrix, and one element a row.
    #expect(products.rowsAndColumns.first?.rowBytes == 61 * 4)
    #expect(products.description.contains("kernels 0 and 1: in turn"))
    let unfused = Schedule(Pass.runAll(Graph(try RowsAndColumnsTests.products(a))), fuse: false)
    #expect(unfused.rowsAndColumns.isEmpty)

    // Columns of another matrix, as tall: nothing is read twice.
    let other = RowsAndColumnsTests.matrix(5000, 60, .f32)
    let apart = engine.schedule([RowsAndColumnsTests.sum(a, 1), RowsAndColumnsTests.sum(other, 0)])
    #expect(apart.rowsAndColumns.isEmpty)
  }

  @Test func memoryThatIsMissingIsAnError() throws {
    let a = RowsAndColumnsTests.matrix(5000, 60, .f32)
    let options = EngineOptions(backend: .interpreter, threads: 2, maxMemory: 10_000, pipelineBytes: 100_000)
    let engine = Engine(interpreter: Interpreter(), native: nil, options: options, pool: BufferPool())
    let roots = try RowsAndColumnsTests.products(a)
    let error = #expect(throws: ArrayError.self) { try engine.evaluate(roots) }
    #expect(error?.kind == .memory)
    #expect(roots[0].storage == nil)
  }
}
