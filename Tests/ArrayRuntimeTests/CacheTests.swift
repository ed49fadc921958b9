import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import ArrayRuntime
import Testing

/// What makes a new kernel, and what does not.
@Suite struct CacheTests {
  static func ramp(_ shape: [Int], _ dtype: DType = .f64) -> Node {
    let count = shape.reduce(1, *)
    let storage = Storage.allocate(count * dtype.size)
    for i in 0..<count {
      withUnsafeBytes(of: Literal(Double(i % 100) / 100, dtype).bits) {
        (storage.pointer + i * dtype.size).copyMemory(from: $0.baseAddress!, byteCount: dtype.size)
      }
    }
    return Node(.data(storage), dtype, shape)
  }
  static func apply(_ name: String, _ operands: Node..., dtype: DType = .f64) throws -> Node {
    let operation = try #require(Operation.named(name))
    let shape = operands.map(\.shape).max { $0.count < $1.count } ?? []
    let inputs = Inputs(operands, computing: dtype)
    return Node(.elementwise(operation, dtype: dtype, inputs), operation.resultType(dtype), shape)
  }
  static func constant(_ value: Double) -> Node { Node(.literal(Literal(value, .f64)), .f64, []) }

  @Test func hundredShapesAndConstantsCompileOnce() throws {
    let engine = Engine(
      interpreter: Interpreter(), native: SameBitsTests.hasLLVM ? LLVMOnDemand() : nil,
      options: EngineOptions(backend: SameBitsTests.hasLLVM ? .llvm : .interpreter))
    for n in 1...100 {
      let x = CacheTests.ramp([n * 7 + 3])
      let y = try CacheTests.apply("add", CacheTests.apply("multiply", x, CacheTests.constant(Double(n))), x)
      try engine.evaluate([y])
    }
    #expect(engine.counters.kernels == 100)
    #expect(engine.counters.memoryHits == 99)
    #expect(engine.counters.compiled == (SameBitsTests.hasLLVM ? 1 : 0))
  }

  /// Of more kernels than are kept, those used last stay; those that are gone are made again.
  @Test func kernelsUsedLastStay() throws {
    let cache = KernelCache(limit: 8)
    let engine = Engine(interpreter: Interpreter(), native: nil, cache: cache)
    func run(_ operations: Int) throws {
      let x = CacheTests.ramp([4])
      var y = x
      for _ in 0..<operations { y = try CacheTests.apply("add", y, x) }
      try engine.evaluate([y])
      let last = try #require(y.storage).pointer.load(fromByteOffset: 24, as: Double.self)
      #expect(abs(last - 0.03 * Double(operations + 1)) < 1e-12)
    }
    func kernel(_ operations: Int) throws -> Kernel {
      let x = CacheTests.ramp([4])
      var y = x
      for _ in 0..<operations { y = try CacheTests.apply("add", y, x) }
      guard case .kernel(let step) = try #require(engine.schedule([y]).steps.first) else {
        throw ArrayError(.value, "")
      }
      return step.engineKernel
    }
    for operations in 1...40 {
      try run(operations)
      // By its plan, so that the cache is not asked for it.
      try run(1)
      #expect(cache.count <= 8)
    }
    #expect(cache.known(try kernel(1)) != nil)
    #expect(cache.known(try kernel(40)) != nil)
    #expect(cache.known(try kernel(2)) == nil)
  }

  /// A plan binds new literals, and is not used where constants were folded.
  @Test func plansBindLiterals() throws {
    let engine = Engine(interpreter: Interpreter(), native: nil)
    for k in 1...6 {
      let x = CacheTests.ramp([4])
      // 4 is recorded for k = 4 and is the folded root of 16 every time.
      let folded = try CacheTests.apply("sqrt", CacheTests.constant(16))
      let y = try CacheTests.apply(
        "add", CacheTests.apply("multiply", x, CacheTests.constant(Double(k))), folded)
      let z = try CacheTests.apply("add", CacheTests.apply("multiply", x, CacheTests.constant(Double(k))), x)
      try engine.evaluate([y])
      try engine.evaluate([z])
      let first = try #require(y.storage).pointer.load(fromByteOffset: 8, as: Double.self)
      let second = try #require(z.storage).pointer.load(fromByteOffset: 8, as: Double.self)
      #expect(first == 0.01 * Double(k) + 4)
      #expect(second == 0.01 * Double(k) + 0.01)
    }
  }

  /// The numbers of a choice that is cast are literals still.
  @Test func plansBindLiteralsThatAreCast() throws {
    let engine = Engine(interpreter: Interpreter(), native: nil)
    let operation = try #require(Operation.named("where"))
    for k in 1...4 {
      let x = CacheTests.ramp([4])
      let greater = try #require(Operation.named("greater"))
      let mask = Node(
        .elementwise(greater, dtype: .f64, Inputs([x, CacheTests.constant(0.015)], computing: .f64)), .bool, [4])
      let numbers = [mask, Node(.literal(Literal(k * 60, .i64)), .i64, []), Node(.literal(Literal(7, .i64)), .i64, [])]
      let choice = Node(.elementwise(operation, dtype: .i64, Inputs(numbers, computing: .i64)), .i64, [4])
      let narrow = Node(.cast(choice), .u8, [4])
      try engine.evaluate([narrow])
      let bytes = UnsafeRawBufferPointer(start: try #require(narrow.storage).pointer, count: 4)
      #expect(Array(bytes) == [7, 7, UInt8(k * 60), UInt8(k * 60)])
    }
    #expect(engine.counters.memoryHits == 3)
  }

  /// The zero with which the sum of one element begins is no recorded zero.
  @Test func plansBindNoLiteralsOfPasses() throws {
    let engine = Engine(interpreter: Interpreter(), native: nil)
    for k in 0..<3 {
      let sum = Node(.reduce(.sum, CacheTests.ramp([4, 1]), axes: 1..<2), .f64, [4])
      let y = try CacheTests.apply("add", sum, CacheTests.constant(Double(k)))
      try engine.evaluate([y])
      #expect(try #require(y.storage).pointer.load(fromByteOffset: 8, as: Double.self) == 0.01 + Double(k))
    }
  }

  /// Whether somebody else holds a node makes no difference to what is computed.
  @Test func nodesThatAreHeldCountOnce() throws {
    let engine = Engine(interpreter: Interpreter(), native: nil)
    for isHeld in [false, true, false, true] {
      let x = CacheTests.ramp([4])
      var held: [Node] = []
      func noted(_ node: Node) -> Node {
        if isHeld { held.append(node) }
        return node
      }
      let square = try noted(CacheTests.apply("multiply", x, x))
      let sum = try noted(CacheTests.apply("add", square, noted(CacheTests.apply("sqrt", square))))
      let y = try CacheTests.apply("multiply", noted(CacheTests.apply("negative", sum)), sum)
      try engine.evaluate([y])
      let found = try #require(y.storage).pointer.load(fromByteOffset: 24, as: Double.self)
      #expect(found == -(0.03 * 0.03 + 0.03) * (0.03 * 0.03 + 0.03))
    }
  }

  /// A plan with a library call runs the call of each expression, on its memory, and gives all of its results.
  @Test func plansBindLibraryCalls() throws {
    let engine = Engine(interpreter: Interpreter(), native: nil)
    for k in 1...3 {
      let x = try CacheTests.apply("multiply", CacheTests.ramp([4]), CacheTests.constant(100))
      let call = LibraryCall(name: "both", inputs: [x], results: [(.f64, [4]), (.f64, [4])]) {
        inputs, outputs, _ throws(ArrayError) in
        for i in 0..<4 {
          let element = inputs[0].pointer.load(fromByteOffset: i * 8, as: Double.self)
          outputs[0].pointer.storeBytes(of: element + Double(k), toByteOffset: i * 8, as: Double.self)
          outputs[1].pointer.storeBytes(of: element - Double(k), toByteOffset: i * 8, as: Double.self)
        }
      }
      let results = call.nodes()
      let y = try CacheTests.apply("subtract", results[0], results[1])
      try engine.evaluate([y])
      try engine.evaluate([results[1]])
      let first = try #require(y.storage).pointer.load(fromByteOffset: 24, as: Double.self)
      let second = try #require(results[1].storage).pointer.load(fromByteOffset: 24, as: Double.self)
      #expect(first == 2 * Double(k))
      #expect(second == 3 - Double(k))
    }
    #expect(engine.counters.libraryCalls == 3)
  }

  @Test func constantsThatAreWantedAreBound() throws {
    let engine = Engine(interpreter: Interpreter(), native: nil)
    for k in 1...3 {
      let constant = CacheTests.constant(Double(k))
      try engine.evaluate([constant])
      let found = try #require(constant.storage).pointer.load(as: Double.self)
      #expect(found == Double(k))
    }
  }

  @Test func chainOfAMillionNodes() throws {
    let engine = Engine(interpreter: Interpreter(), native: nil)
    var x = CacheTests.ramp([10])
    let one = CacheTests.constant(1)
    for _ in 0..<1_000_000 {
      x = try CacheTests.apply("add", x, one)
      if x.depth >= Engine.depthLimit { try engine.evaluate([x]) }
    }
    try engine.evaluate([x])
    let first = try #require(x.storage).pointer.load(as: Double.self)
    #expect(first == 1_000_000)
  }

  /// Without evaluation on the way: recording and releasing must not recurse.
  @Test func unevaluatedChainIsReleased() throws {
    var x = CacheTests.ramp([10])
    let one = CacheTests.constant(1)
    for _ in 0..<1_000_000 { x = try CacheTests.apply("add", x, one) }
    #expect(x.depth == 1_000_000)
  }

  /// A row softmax and a standardisation by rows are one kernel each.
  /// Rows centred, then reduced over the other axis: the second kernel computes them itself and reads the means, unless
  /// somebody else wants the centred rows.
  @Test func aReductionTakesItsProducersAlong() throws {
    let x = CacheTests.ramp([50, 70])
    let sums = Node(.reduce(.sum, x, axes: 1..<2), .f64, [50])
    let means = try CacheTests.apply("divide", sums, CacheTests.constant(70))
    let centred = try CacheTests.apply("subtract", x, Node(.view(means, Layout(strides: [1, 0])), .f64, x.shape))
    let squares = Node(.reduce(.sum, try CacheTests.apply("square", centred), axes: 0..<1), .f64, [70])
    let engine = Engine(interpreter: Interpreter(), native: nil)
    func stored(_ roots: [Node]) -> [[[Int]]] {
      let schedule = engine.schedule(roots)
      return schedule.steps.map { step in
        guard case .kernel(let kernel) = step else { return [] }
        return kernel.outputs.map { schedule.graph.vertices[$0].shape }
      }
    }
    #expect(stored([squares]) == [[[50]], [[70]]])
    #expect(stored([squares, centred]) == [[[50, 70]], [[70]]])

    let unfused = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false))
    let again = Node(.reduce(.sum, try CacheTests.apply("square", centred), axes: 0..<1), .f64, [70])
    try unfused.evaluate([again])
    try engine.evaluate([squares])
    #expect(SameBitsTests.bits(squares) == SameBitsTests.bits(again))
  }

  @Test func rowProgramsAreOneKernel() throws {
    func reduced(_ reduction: Reduction, _ x: Node) -> Node {
      let result = Node(.reduce(reduction, x, axes: 1..<2), .f64, [x.shape[0]])
      return Node(.view(result, Layout(strides: [1, 0])), .f64, x.shape)
    }
    let x = CacheTests.ramp([50, 70])
    let e = try CacheTests.apply("exp", CacheTests.apply("subtract", x, reduced(.max, x)))
    let softmax = try CacheTests.apply("divide", e, reduced(.sum, e))
    let n = CacheTests.constant(70)
    let centred = try CacheTests.apply("subtract", x, CacheTests.apply("divide", reduced(.sum, x), n))
    let variance = try CacheTests.apply("divide", reduced(.sum, CacheTests.apply("square", centred)), n)
    let standard = try CacheTests.apply("divide", centred, CacheTests.apply("sqrt", variance))
    let engine = Engine(interpreter: Interpreter(), native: nil)
    #expect(engine.schedule([softmax]).steps.count == 1, "\(engine.schedule([softmax]))")
    #expect(engine.schedule([standard]).steps.count == 1, "\(engine.schedule([standard]))")
    try engine.evaluate([softmax, standard])
  }

  /// A hundred threads evaluate arrays that share inputs and intermediate results.
  @Test func manyThreadsShareArrays() async throws {
    let engine = Engine(interpreter: Interpreter(), native: SameBitsTests.hasLLVM ? LLVMOnDemand() : nil)
    let x = CacheTests.ramp([20_000])
    let shared = try CacheTests.apply("multiply", x, x)
    try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for k in 0..<100 {
        group.addTask {
          let y = try CacheTests.apply("add", shared, CacheTests.constant(Double(k % 3)))
          try engine.evaluate([y, shared])
          return [try #require(y.storage).pointer.load(fromByteOffset: 8 * 150, as: UInt64.self), UInt64(k % 3)]
        }
      }
      for try await found in group {
        #expect(Double(bitPattern: found[0]) == 0.25 + Double(found[1]))
      }
    }
  }
}
