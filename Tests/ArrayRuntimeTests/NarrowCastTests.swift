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

  /// What is summed or multiplied wraps as its lower bits do; the greatest of all does not, and what is one number is cast
  /// when it is there.
  @Test func sumsAreTakenInFewerBits() throws {
    let shape = [40, 33]
    let x = Self.numbers(.u8, shape, 97)
    func reduced(_ reduction: Reduction, axes: [Int], _ source: Node) throws -> Node {
      try Ops.multiply(Node(.cast(source), .i64, shape), Self.literal(3)).reduce(reduction, axes: axes)
    }
    for (reduction, axes, narrow) in [
      (Reduction.sum, [0], true), (.sum, [1], true), (.prod, [1], true), (.max, [1], false), (.sum, [0, 1], false),
    ] {
      for target in [DType.u8, .i16] {
        func cast() throws -> Node {
          let wide = try reduced(reduction, axes: axes, x)
          return Node(.cast(wide), target, wide.shape)
        }
        let graph = Self.graph(try cast())
        let widest = graph.vertices.filter { !$0.shape.isEmpty }.map(\.dtype.size).max()
        #expect(widest == (narrow ? target.size : 8), "\(reduction) along \(axes)")
        let whole = try reduced(reduction, axes: axes, x)
        try Self.engine.evaluate(whole)
        let expected = Node(.cast(whole), target, whole.shape)
        try Self.engine.evaluate(expected)
        for engine in TransposedTests.engines {
          let found = try cast()
          try engine.evaluate(found)
          #expect(SameBitsTests.bits(found) == SameBitsTests.bits(expected), "\(reduction) along \(axes), \(target)")
        }
      }
    }
  }

  /// Integers that were cast are divided and compared as what they were, where the number is one of these.
  @Test func castIntegersAreDividedAsTheyWere() throws {
    func cast(_ from: DType, _ to: DType) -> Node {
      let least = from.kind == .signed ? -(1 << (from.size * 8 - 1)) : 0
      return Node.of([600], from) { Literal(least + $0 * (1 << (from.size * 8)) / 600, from) }.cast(to: to)
    }
    for (from, to) in [
      (DType.u8, DType.i16), (.u8, .u64), (.u16, .i32), (.u32, .i64), (.i8, .i64), (.i16, .i32), (.i32, .i64),
      (.i8, .u64), (.u8, .u8),
    ] {
      for number in [1, 2, 7, 100, 127, 128, 200, 255, 256, 40_000] {
        guard to.integerRange?.contains(Int128(number)) ?? false else { continue }
        for name in ["remainder", "floor_divide", "less", "greater_equal", "equal", "not_equal"] {
          let literal = Literal(number, to)
          let narrow = try elementwise(Ops.named(name), cast(from, to), literal)
          let holds = from.integerRange?.contains(Int128(number)) ?? false
          let isNarrow = from != to && holds && (from.kind == .unsigned || to.kind == .signed)
          let computed = Graph([narrow]).vertices.compactMap { vertex -> DType? in
            if case .elementwise(_, let dtype) = vertex.kind { dtype } else { nil }
          }
          if name == "equal" { #expect(narrow.kind.computes(in: isNarrow ? from : to), "\(from) \(to) \(number)") }
          if name == "remainder" { #expect(Set(computed) == [isNarrow ? from : to], "\(from) \(to) \(number)") }
          let wide = cast(from, to)
          try Self.engine.evaluate(wide)
          let expected = try elementwise(Ops.named(name), wide, literal)
          try Self.engine.evaluate(expected)
          try Self.engine.evaluate(narrow)
          let same = SameBitsTests.bits(narrow) == SameBitsTests.bits(expected)
          #expect(same && narrow.dtype == expected.dtype, "\(name) of \(from) as \(to) and \(number)")
        }
      }
    }
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
    let stack = try Node.stacked((0..<9).map { try mask($0 * 20 - 80) }, axis: 0)
    #expect(Set(stored([stack.reduce(.sum, axes: [0])])) == [.bool])
  }
}

extension Node.Kind {
  /// The dtype in which an operation computes.
  fileprivate func computes(in dtype: DType) -> Bool {
    if case .elementwise(_, let own, _) = self { own == dtype } else { false }
  }
}
