import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import ArrayRuntime
import Testing

/// Results that take over the memory of an operand that nobody needs any more.
@Suite struct InPlaceTests {
  private static let count = 100_003

  /// Every operation a kernel of its own, on a pool that nobody else uses.
  private static func engine(_ pool: BufferPool, native: Bool = false, threads: Int = 1) -> Engine {
    Engine(
      interpreter: Interpreter(), native: native ? LLVMOnDemand.shared : nil,
      options: EngineOptions(backend: native ? .llvm : .interpreter, fuse: false, threads: threads), pool: pool)
  }

  private static func apply(_ name: String, _ operands: Node..., dtype: DType = .f64) throws -> Node {
    let operation = try #require(Operation.named(name))
    let inputs = Inputs(operands, computing: dtype)
    return Node(.elementwise(operation, dtype: dtype, inputs), operation.resultType(dtype), operands[0].shape)
  }

  /// A chain of maps: each reads the one before, and an input.
  private static func chain(_ x: Node, _ y: Node) throws -> Node {
    var z = try apply("add", x, y)
    for k in 0..<6 { z = try apply(k % 2 == 0 ? "multiply" : "subtract", z, y) }
    return try apply("sqrt", apply("abs", z))
  }

  @Test func aChainNeedsTheMemoryOfItsResult() throws {
    let pool = BufferPool()
    let x = CacheTests.ramp([Self.count])
    let z = try Self.chain(x, CacheTests.ramp([Self.count]))
    try Self.engine(pool).evaluate([z])
    #expect(pool.peak < 2 * Self.count * 8)
    #expect(pool.live == pool.peak)
  }

  @Test func aLimitThatHoldsOneResultIsEnough() throws {
    let options = EngineOptions(backend: .interpreter, fuse: false, threads: 1, maxMemory: 2 * Self.count * 8)
    let engine = Engine(interpreter: Interpreter(), native: nil, options: options, pool: BufferPool())
    try engine.evaluate([Self.chain(CacheTests.ramp([Self.count]), CacheTests.ramp([Self.count]))])
  }

  @Test func explanationsSayWhatIsOverwritten() throws {
    let x = CacheTests.ramp([8])
    let z = try Self.apply("add", Self.apply("square", Self.apply("sqrt", x)), x)
    let text = try Self.engine(BufferPool()).explain([z], stage: .schedule)
    #expect(text.split(separator: "\n").count { $0.contains(" in the memory of %") } == 2, "\(text)")
  }

  /// Inputs, what is read again later and what is wanted itself keep their elements.
  @Test func whatIsNeededIsNotOverwritten() throws {
    let fused = Engine(interpreter: Interpreter(), native: nil)
    func expressions() throws -> (x: Node, wanted: [Node]) {
      let x = CacheTests.ramp([Self.count])
      let a = try Self.apply("negative", x)
      let b = try Self.apply("multiply", a, x)
      let c = try Self.apply("add", b, a)
      let d = try Self.apply("square", c)
      return (x, [try Self.apply("add", d, b), c])
    }
    let expected = try expressions().wanted
    try fused.evaluate(expected)
    for native in SameBitsTests.hasLLVM ? [false, true] : [false] {
      let (x, wanted) = try expressions()
      let before = SameBitsTests.bits(x)
      try Self.engine(BufferPool(), native: native, threads: 2).evaluate(wanted)
      #expect(SameBitsTests.bits(x) == before)
      #expect(wanted.map(SameBitsTests.bits) == expected.map(SameBitsTests.bits))
    }
  }

  /// A value read through views, turned round or from elsewhere, is not overwritten; nor is one of another size.
  @Test func otherElementsAreNotOverwritten() throws {
    let rows = 300
    func expressions() throws -> [Node] {
      let shape = [rows, rows]
      let a = try Self.apply("negative", CacheTests.ramp(shape))
      let turned = Node(.view(a, Layout(strides: [1, rows])), .f64, shape)
      let flipped = Node(.view(a, Layout(offset: rows * rows - 1, strides: [-rows, -1])), .f64, shape)
      let b = try Self.apply("square", CacheTests.ramp(shape))
      let row = Node(.view(b, Layout(strides: [0, 1])), .f64, shape)
      let narrow = Node(.cast(try Self.apply("sqrt", b)), .f32, shape)
      return [
        try Self.apply("add", a, turned), try Self.apply("multiply", flipped, a), try Self.apply("subtract", b, row),
        Node(.cast(try Self.apply("negative", narrow, dtype: .f32)), .f64, shape),
      ]
    }
    let expected = try expressions()
    for node in expected { try Engine(interpreter: Interpreter(), native: nil).evaluate([node]) }
    for native in SameBitsTests.hasLLVM ? [false, true] : [false] {
      for threads in [1, 2] {
        for (k, node) in try expressions().enumerated() {
          try Self.engine(BufferPool(), native: native, threads: threads).evaluate([node])
          #expect(SameBitsTests.bits(node) == SameBitsTests.bits(expected[k]), "expression \(k)")
        }
      }
    }
  }

  /// A plan is used again, by many threads at the same time.
  @Test func manyThreads() async throws {
    let engine = Self.engine(BufferPool(), threads: 2)
    let (x, y) = (CacheTests.ramp([Self.count]), CacheTests.ramp([Self.count]))
    let expected = try Self.chain(x, y)
    try engine.evaluate([expected])
    let bits = SameBitsTests.bits(expected)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<32 {
        group.addTask {
          let z = try Self.chain(x, y)
          try engine.evaluate([z])
          return SameBitsTests.bits(z) == bits
        }
      }
      for try await isSame in group { #expect(isSame) }
    }
  }
}
