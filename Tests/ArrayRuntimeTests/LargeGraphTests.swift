import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayRuntime
import Testing

/// Graphs so large that whatever looks at every pair of something would not come to an end.
@Suite struct LargeGraphTests {
  private static func schedule(_ root: Node) -> Schedule { Schedule(Pass.runAll(Graph([root]))) }

  /// Each step must read memory, or what an earlier step stored, and be no larger than a kernel may be.
  private func requireRunnable(_ schedule: Schedule) throws {
    var isThere = schedule.graph.vertices.map(\.kind.isSource)
    for case .kernel(let step) in schedule.steps {
      try #require(step.operationCount <= 201)
      for (operand, binding) in zip(step.kernel.operands, step.bindings) where operand.role == .input {
        try #require(isThere[binding.vertex] || step.outputs.contains(binding.vertex))
      }
      for vertex in step.outputs { isThere[vertex] = true }
    }
    for root in schedule.graph.roots { try #require(isThere[root]) }
  }

  /// A sum of 250 000 products of three arrays each, as a tree.
  @Test func aMillionOperationsInATree() throws {
    let arrays = (0..<50).map { _ in CacheTests.ramp([64]) }
    var level: [Node] = []
    for k in 0..<250_000 {
      let product = try CacheTests.apply("multiply", arrays[k % 50], arrays[k / 50 % 50])
      level.append(
        try CacheTests.apply("add", product, try CacheTests.apply("multiply", product, arrays[k / 2500 % 50])))
    }
    while level.count > 1 {
      level = try stride(from: 0, to: level.count, by: 2).map { k in
        k + 1 < level.count ? try CacheTests.apply("add", level[k], level[k + 1]) : level[k]
      }
    }
    try requireRunnable(LargeGraphTests.schedule(level[0]))
  }

  /// Each element-by-element operation reads the sum of the one before: no two of the kernels can be one.
  @Test func aHundredThousandReductionsInAChain() throws {
    let x = CacheTests.ramp([40_000])
    var y = x
    for _ in 0..<100_000 {
      let sum = Node(.reduce(.sum, y, axes: 0..<1), .f64, [])
      y = try CacheTests.apply("multiply", x, sum)
    }
    let schedule = LargeGraphTests.schedule(y)
    try requireRunnable(schedule)
    #expect(schedule.steps.count > 50_000)
  }

  /// A long computation on single numbers is stored now and then, and not repeated in every kernel that reads it.
  @Test func aHundredThousandOperationsOnOneNumber() throws {
    let x = CacheTests.ramp([64])
    var number = CacheTests.ramp([])
    var y = x
    for k in 0..<100_000 {
      number = try CacheTests.apply("add", number, CacheTests.constant(1))
      if k % 100 == 0 { y = try CacheTests.apply("multiply", y, number) }
    }
    try requireRunnable(LargeGraphTests.schedule(y))
  }

  @Test func aHundredThousandWantedArrays() throws {
    let x = CacheTests.ramp([8])
    let wanted = try (0..<100_000).map { try CacheTests.apply("add", x, CacheTests.constant(Double($0))) }
    let engine = Engine(interpreter: Interpreter(), native: nil)
    try engine.evaluate(wanted)
    #expect(wanted.allSatisfy { $0.storage != nil })
    #expect(try #require(wanted[99_999].storage).pointer.load(as: Double.self) == 99_999)
  }
}
