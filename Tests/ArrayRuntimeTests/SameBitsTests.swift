import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import ArrayRuntime
import Glibc
import Testing

/// Every way to run an expression gives the same bits.
@Suite struct SameBitsTests {
  /// Elements as bits, NaN made one.
  static func bits(_ node: Node) -> [UInt64] {
    guard let storage = node.storage else { return [] }
    let size = node.dtype.size
    return (0..<node.count).map { i in
      let literal = Literal(node.dtype, at: storage.pointer + i * size)
      return node.dtype.isFloat && literal.double.isNaN ? UInt64.max : literal.bits
    }
  }

  static func run(_ seed: UInt64, _ engine: Engine) throws -> [[UInt64]] {
    var graph = RandomGraph(seed: seed)
    let roots = graph.make(size: 3 + Int(seed % 17))
    try engine.evaluate(roots)
    return roots.map { bits($0) }
  }

  /// The first run of an expression makes a plan, the second one uses it; other seeds leave theirs in between.
  @Test func plannedEqualsScheduled() throws {
    let engine = Engine(interpreter: Interpreter(), native: nil)
    for seed in 0..<300 as Range<UInt64> {
      let a = try SameBitsTests.run(seed, engine)
      let b = try SameBitsTests.run(seed, engine)
      #expect(a == b, "seed \(seed)")
    }
  }

  @Test func fusedEqualsUnfused() throws {
    for seed in 0..<600 as Range<UInt64> {
      let fused = Engine(interpreter: Interpreter(), native: nil)
      let unfused = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false, threads: 1))
      let a = try SameBitsTests.run(seed, fused)
      let b = try SameBitsTests.run(seed, unfused)
      #expect(a == b, "seed \(seed)")
    }
  }

  /// The interpreter, with every result that can be stored past the caches, with as many steps as can be in step over
  /// few rows at a time, and with every join divided.
  @Test(arguments: [
    EngineOptions(streamingFootprint: 0), EngineOptions(pipelineBytes: 200), EngineOptions(joinLimit: 1),
    EngineOptions(fuse: false, joinLimit: 1),
  ])
  func waysThroughMemoryChangeNothing(_ options: EngineOptions) throws {
    for seed in 0..<300 as Range<UInt64> {
      let usual = Engine(interpreter: Interpreter(), native: nil)
      let other = Engine(interpreter: Interpreter(), native: nil, options: options)
      let a = try SameBitsTests.run(seed, usual)
      let b = try SameBitsTests.run(seed, other)
      #expect(a == b, "seed \(seed)")
    }
  }

  /// Native code, on one thread and on two, against the interpreter; with two, results are stored past the caches.
  @Test(.enabled(if: SameBitsTests.hasLLVM)) func nativeEqualsInterpreted() throws {
    let native = LLVMOnDemand()
    for seed in 0..<200 as Range<UInt64> {
      let interpreted = Engine(interpreter: Interpreter(), native: nil)
      let expected = try SameBitsTests.run(seed, interpreted)
      for threads in [1, 2] {
        let options = EngineOptions(
          backend: .llvm, threads: threads, streamingFootprint: threads == 1 ? nil : 0, joinLimit: 1)
        let engine = Engine(interpreter: Interpreter(), native: native, options: options)
        let found = try SameBitsTests.run(seed, engine)
        #expect(found == expected, "seed \(seed), \(threads) threads")
      }
    }
  }

  /// False only where a run asks for no LLVM; a missing library is a failure then.
  static let hasLLVM = getenv("ARRAYC_LLVM").map { String(cString: $0) } != "none"

  @Test func graphsAreLegalAfterEachPass() {
    for seed in 0..<600 as Range<UInt64> {
      var random = RandomGraph(seed: seed)
      let graph = Graph(random.make(size: 3 + Int(seed % 17)))
      #expect(graph.firstFault() == nil, "seed \(seed), recorded")
      _ = Pass.runAll(graph, joinLimit: 1) { name, graph in
        let fault = graph.firstFault()
        #expect(fault == nil, "seed \(seed), after \(name)")
      }
    }
  }
}
