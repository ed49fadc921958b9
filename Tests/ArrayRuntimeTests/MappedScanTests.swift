import ArrayFunctions
import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayRuntime
import Testing

/// A map and the scan of what it makes, in turn over blocks of it, against every operation by itself.
@Suite struct MappedScanTests {
  private static func array(_ shape: [Int], _ dtype: DType, seed: Int = 7919) -> Node {
    .of(shape, dtype) { k in
      let number = k &* seed % 1013 - 500
      return dtype.isFloat ? Literal(Double(number) / 3700, dtype) : Literal(number, dtype)
    }
  }
  private static func row(_ name: String, _ a: Node, _ b: Node) throws -> Node {
    let row = try #require(Operation.named(name))
    return Node(.elementwise(row, dtype: a.dtype, [a, b]), name == "less" ? .bool : a.dtype, a.shape)
  }

  /// Running sums, products and extremes of products: along rows, of everything, of rows that are no run of memory, and of
  /// what is cast.
  private static func programs(_ shape: (Int, Int), _ dtype: DType) throws -> [Node] {
    let shape = [shape.0, shape.1]
    let a = array(shape, dtype)
    let weights = Node(.view(array([shape[1]], dtype, seed: 101), Layout(strides: [0, 1])), dtype, shape)
    let gaps = Node(
      .view(array([shape[0], shape[1] + 3], dtype), Layout(offset: 2, strides: [shape[1] + 3, 1])), dtype, shape)
    let product = try row("multiply", a, weights)
    return try [
      product.scan(.sum, axis: 1), product.scan(.max, axis: 1), row("add", a, gaps).cumulativeSum(),
      row("multiply", gaps, gaps).cumulativeProduct(1), row("less", a, weights).cumulativeSum(1),
      row("subtract", a, weights).scan(.sum, axis: 0), a.cumulativeSum(),
    ]
  }

  /// Rows shorter than a leaf of the order, of about a block, of several pieces, and one row only.
  @Test(
    arguments: [DType.f32, .f64, .i32],
    [
      (1, 140_001), (1400, 100), (1100, 129), (141, 1000), (33, 4096), (33, 4097), (4, 33_000), (3, 70_001),
      (140_000, 1),
    ])
  func sameBits(_ dtype: DType, _ shape: (Int, Int)) throws {
    let plain = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false, threads: 1))
    let expected = try MappedScanTests.programs(shape, dtype).map { node in
      try plain.evaluate(node)
      return SameBitsTests.bits(node)
    }
    for compiler in [nil] + Backends.compilers.map({ Optional($0) }) {
      for threads in [1, 2] {
        let options = EngineOptions(
          backend: compiler == nil ? .interpreter : .llvm, threads: threads, streamingFootprint: threads == 1 ? nil : 0)
        let engine = Engine(interpreter: Interpreter(), native: compiler, options: options)
        // The second time by the plan of the first.
        for _ in 0..<2 {
          for (k, node) in try MappedScanTests.programs(shape, dtype).enumerated() {
            try engine.evaluate(node)
            let same = SameBitsTests.bits(node) == expected[k]
            #expect(same, "program \(k) of \(dtype) \(shape), \(threads) threads")
          }
        }
      }
    }
  }

  /// Which steps take turns, and that `explain` says so.
  @Test func whichStepsTakeTurns() throws {
    let engine = Engine(interpreter: Interpreter(), native: nil)
    func schedule(_ wanted: [Node]) -> Schedule { engine.schedule(wanted) }
    let a = MappedScanTests.array([200, 1000], .f32)
    let square = try MappedScanTests.row("multiply", a, a)
    let turns = try schedule([square.scan(.sum, axis: 1)])
    #expect(turns.mappedScans.map(\.steps) == [0..<2])
    #expect(turns.description.contains("kernel 0 and library call 1: in turn, a block of each"))
    // What lies between is wanted too; columns are read row by row; what is short stays in the cache.
    #expect(try schedule([square, square.scan(.sum, axis: 1)]).mappedScans.isEmpty)
    #expect(try schedule([square.scan(.sum, axis: 0)]).mappedScans.isEmpty)
    let few = MappedScanTests.array([200, 100], .f32)
    #expect(try schedule([MappedScanTests.row("multiply", few, few).cumulativeSum()]).mappedScans.isEmpty)
  }

  /// What lies between is never in memory as a whole: there is room for the result only.
  @Test func memoryOfAFewBlocks() throws {
    let a = MappedScanTests.array([400_000], .f64)
    func evaluate(fuse: Bool, maxMemory: Int) throws -> Node {
      let options = EngineOptions(backend: .interpreter, fuse: fuse, threads: 2, maxMemory: maxMemory)
      let engine = Engine(interpreter: Interpreter(), native: nil, options: options, pool: BufferPool())
      let sums = try MappedScanTests.row("multiply", a, a).cumulativeSum()
      try engine.evaluate(sums)
      return sums
    }
    #expect(try evaluate(fuse: true, maxMemory: 5_000_000).storage != nil)
    for (fuse, limit) in [(false, 5_000_000), (true, 3_000_000)] {
      let error = #expect(throws: ArrayError.self) { try evaluate(fuse: fuse, maxMemory: limit) }
      #expect(error?.kind == .memory)
    }
  }
}
