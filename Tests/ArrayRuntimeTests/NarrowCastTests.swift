import ArrayFunctions
import ArrayGraph
import ArrayKernels
import ArrayRuntime
import Lanes
import Testing

/// Casts to narrower dtypes move to where they are fewer or narrower, and casts to wider ones to who reads them: the values
/// of expressions whose every step was evaluated before.
@Suite struct NarrowCastTests {
  private static let engine = TransposedTests.engines[0]

  private static func graph(_ nodes: Node...) -> Graph { Pass.runAll(Graph(nodes)) }
  private static func computed(_ graph: Graph) -> [DType] {
    graph.vertices.filter { $0.kind.isElementwise && !$0.shape.isEmpty }.map(\.dtype)
  }
  private static func numbers(_ dtype: DType, _ shape: [Int], _ factor: Int = 7919) -> Node {
    Node.of(shape, dtype) { Literal(($0 &* factor) % 301 - (dtype.kind == .unsigned ? 0 : 150), dtype) }
  }
  private static func literal(_ value: Int) -> Node { Node(Literal(value, .i64)) }

  /// Chains of choices and wrapping sums of integers, at random and with fixed seeds.
  @Test(arguments: 1...40) func valuesAreThose(_ seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let shape = [37]
    func leaf() throws -> Node {
      let small = Self.numbers(random.pick([.u8, .i16, .i64, .u32]), shape, random.pick([7919, 31, 97]))
      return random.pick([Node(.cast(small), .i64, shape), Self.literal(random.pick([300, -1, 7, 70_000]))])
    }
    func tree(_ depth: Int) throws -> Node {
      if depth == 0 { return try leaf() }
      let (a, b) = (try tree(depth - 1), try tree(random.pick([0, depth - 1])))
      switch random.below(8) {
      case 0: return try Ops.add(a, b)
      case 1: return try Ops.subtract(a, b)
      case 2: return try Ops.multiply(a, b)
      case 3: return try elementwise(Ops.named("bitwise_xor"), a, b)
      case 4: return try elementwise(Ops.named("bitwise_and"), a, b)
      case 5: return try elementwise(Ops.named("minimum"), a, b)
      case 6: return try Ops.unary("invert", a)
      default: return try Ops.select(try Ops.less(Self.numbers(.i16, shape, 53), Self.literal(3)), a, b)
      }
    }
    let target = random.pick([DType.u8, .i8, .i16, .u16, .i32, .u64, .f32])
    let saved = random
    func cast() throws -> (wide: Node, narrow: Node) {
      random = saved
      let wide = try Ops.add(try tree(4), Self.numbers(.u8, shape, 3))
      return (wide, Node(.cast(wide), target, wide.shape))
    }
    let (wide, expected) = try cast()
    try Self.engine.evaluate(wide)
    try Self.engine.evaluate(expected)
    for engine in TransposedTests.engines {
      let narrow = try cast().narrow
      try engine.evaluate(narrow)
      #expect(SameBitsTests.bits(narrow) == SameBitsTests.bits(expected), "\(target), seed \(seed)")
    }
  }

  @Test func wideIntegersAreNotComputed() throws {
    let (x, y) = (Self.numbers(.u8, [100]), Self.numbers(.i64, [100]))
    func chosen(_ other: Node) throws -> Node {
      let inner = try Ops.select(try Ops.less(x, Node(Literal(9, .u8))), Self.literal(2), other)
      return try Ops.select(try Ops.less(x, Node(Literal(5, .u8))), Self.literal(1), inner)
    }
    let narrow = Node(.cast(try chosen(Self.literal(3))), .u8, [100])
    #expect(Self.computed(Self.graph(narrow)).allSatisfy { $0.size == 1 })
    // One array of integers is cast, before what is done with it and not after.
    let one = Node(.cast(try chosen(y)), .u8, [100])
    #expect(Self.computed(Self.graph(one)).allSatisfy { $0.size == 1 })
    // Two are not, nor what somebody else reads too, nor what needs all bits.
    let both = try Ops.add(y, try Ops.multiply(y, y))
    #expect(Self.computed(Self.graph(Node(.cast(both), .u8, [100]))).contains(.i64))
    let shared = try Ops.add(y, Self.literal(1))
    #expect(Self.computed(Self.graph(Node(.cast(shared), .u8, [100]), shared)).count { $0.size == 8 } == 1)
    let shifted = try elementwise(Ops.named("right_shift"), y, Self.literal(1))
    #expect(Self.computed(Self.graph(Node(.cast(shifted), .u8, [100]))).contains(.i64))
  }

  /// What is counted along two axes, or in pieces that lie one behind the other, is stored as bytes.
  @Test func whatIsCountedIsStoredAsBytes() throws {
    let x = Self.numbers(.i32, [200, 300])
    func mask(_ limit: Int) throws -> Node { try Ops.less(x, Node(Literal(limit, .i32))) }
    let one = try mask(3)
    func stored(_ nodes: [Node]) -> [DType] {
      let schedule = Self.engine.schedule(nodes)
      return schedule.steps.flatMap { step -> [DType] in
        guard case .kernel(let step) = step else { return [] }
        return step.outputs.filter { !schedule.graph.roots.contains($0) }.map { schedule.graph.vertices[$0].dtype }
      }
    }
    let counts = [one.reduce(.sum, axes: [0]), one.reduce(.sum, axes: [1])]
    #expect(stored(counts) == [.bool])
    let stack = try Node.stacked([mask(1), mask(20), mask(-20)], axis: 0)
    #expect(Set(stored([stack.reduce(.sum, axes: [0])])) == [.bool])
  }
}
