import ArrayFunctions
import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayRuntime
import Testing

/// What is computed again for each view of it, and what is stored once.
@Suite struct SinkViewsTests {
  /// Neighbours of what is cast to a wider dtype: the cast is made again for each of up to five, and no array of it; of
  /// more it is made once. A narrower one is.
  @Test func castsOfNeighbours() throws {
    let add = try #require(Operation.named("add"))
    func sum(of count: Int, _ from: DType, _ to: DType) -> Node {
      let source = Node.of([40, 200], from) { from.isFloat ? Literal(Double($0) / 8, from) : Literal($0 % 251, from) }
      let cast = Node(.cast(source), to, [40, 200])
      return (0..<count).map { k in
        Node(.view(cast, Layout(offset: k / 3 * 200 + k % 3, strides: [200, 1])), to, [36, 190])
      }.reduce(nil) { sum, view in
        sum.map { Node(.elementwise(add, dtype: to, [$0, view]), to, [36, 190]) } ?? view
      }!
    }
    let engine = TransposedTests.engines[0]
    #expect(engine.schedule([sum(of: 2, .u8, .i16)]).steps.count == 1)
    #expect(engine.schedule([sum(of: 5, .f32, .f64)]).steps.count == 1)
    #expect(engine.schedule([sum(of: 6, .u8, .f32)]).steps.count == 2)
    #expect(engine.schedule([sum(of: 2, .f64, .f32)]).steps.count == 2)
    for (count, from, to) in [(2, DType.u8, DType.i16), (5, .f32, .f64), (4, .bool, .f32), (6, .u8, .f32)] {
      let usual = sum(of: count, from, to)
      try Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false, threads: 1)).evaluate([
        usual
      ])
      for engine in TransposedTests.engines {
        let node = sum(of: count, from, to)
        try engine.evaluate([node])
        #expect(SameBitsTests.bits(node) == SameBitsTests.bits(usual), "\(count) of \(from)")
      }
    }
  }

  /// A quotient is stored before it is repeated for many rows, not for a few, and not where its divisor is one number; what
  /// is counted is stored as bytes.
  @Test func divisionsOfRowsAndCounts() throws {
    let v = Node.of([100], .f64) { Literal(Double($0) + 1, .f64) }
    let engine = TransposedTests.engines[0]
    func steps(_ rows: Int, _ divisor: Node) throws -> Int {
      let x = Node.of([rows, 100], .f64) { Literal(Double($0), .f64) }
      let row = Node(.view(try Ops.divide(v, divisor), Layout(strides: [0, 1])), .f64, [rows, 100])
      return engine.schedule([try Ops.subtract(x, row)]).steps.count
    }
    let one = Node(.view(v, Layout(offset: 3, strides: [])), .f64, [])
    #expect(try steps(30, v) == 2 && steps(3, v) == 1 && steps(30, one) == 1)

    let (cards, shape) = (Node.of([2000, 7], .u8) { Literal($0 % 13, .u8) }, [2000, 7, 7])
    let left = Node(.view(cards, Layout(strides: [7, 1, 0])), .u8, shape)
    let right = Node(.view(cards, Layout(strides: [7, 0, 1])), .u8, shape)
    let pairs = Node(.cast(try Ops.equal(left, right)), .i64, shape)
    let schedule = engine.schedule([Node(.reduce(.sum, pairs, axes: 1..<3), .i64, [2000])])
    guard case .kernel(let step) = try #require(schedule.steps.first) else { throw ArrayError(.unsupported, "") }
    #expect(schedule.steps.count == 2 && step.kernel.operands.last?.dtype == .bool)
  }

  /// Neighbours of what one or two cheap operations make of memory: made again for each of up to three, or five of one array,
  /// unless the whole is wanted too; made once where there are more, or more expensive ones.
  @Test func cheapWorkOfNeighbours() throws {
    let shape = [40, 200]
    func sum(of count: Int, _ names: [String], wanted: Bool = false) throws -> [Node] {
      let x = Node.of(shape, .f64) { Literal(Double($0 % 97) / 8, .f64) }
      let y = Node.of(shape, .f64) { Literal(Double($0 % 89) / 4, .f64) }
      let made = try names.reduce(x) {
        let row = try #require(Operation.named($1))
        return Node(.elementwise(row, dtype: .f64, row.operandCount == 1 ? [$0] : [$0, y]), .f64, shape)
      }
      let add = try #require(Operation.named("add"))
      let total = (0..<count).map { k in
        Node(.view(made, Layout(offset: k * 201, strides: [200, 1])), .f64, [36, 190])
      }.reduce(nil) { sum, view in
        sum.map { Node(.elementwise(add, dtype: .f64, [$0, view]), .f64, [36, 190]) } ?? view
      }!
      return wanted ? [total, made] : [total]
    }
    let programs: [(Int, [String], Bool, Int)] = [
      (2, ["multiply"], false, 1), (3, ["multiply", "subtract"], false, 1), (4, ["multiply"], false, 2),
      (2, ["multiply", "add", "subtract"], false, 2), (2, ["divide"], false, 2), (2, ["multiply"], true, 2),
      (5, ["abs"], false, 1), (6, ["abs"], false, 2), (4, ["abs", "negative"], false, 2),
    ]
    for (count, names, wanted, kernels) in programs {
      let usual = try sum(of: count, names, wanted: wanted)
      #expect(TransposedTests.engines[0].schedule(usual).steps.count == kernels, "\(count) of \(names)")
      try Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false, threads: 1))
        .evaluate(usual)
      for engine in TransposedTests.engines {
        let nodes = try sum(of: count, names, wanted: wanted)
        try engine.evaluate(nodes)
        #expect(nodes.map { SameBitsTests.bits($0) } == usual.map { SameBitsTests.bits($0) }, "\(count) of \(names)")
      }
    }
  }

  /// A mask that is the same for each matrix of a stack is stored, and not what it was made from; of one matrix nothing is.
  @Test(arguments: [1, 5]) func masksOfStacks(_ count: Int) throws {
    let (rows, columns) = (30, 40)
    let shape = [count, rows, columns]
    let less = try #require(Operation.named("less"))
    let choose = try #require(Operation.named("where"))
    func masked() throws -> Node {
      func index(_ length: Int, _ strides: [Int]) throws -> Node {
        let numbers = Node.of([length], .i64) { Literal($0 * 7 % 31, .i64) }
        let twice = Node(.elementwise(less, dtype: .i64, [numbers, numbers]), .bool, [length])
        let wide = Node(.cast(twice), .i64, [length])
        let sum = Node(
          .elementwise(try #require(Operation.named("add")), dtype: .i64, [wide, numbers]), .i64, [length])
        return Node(.view(sum, Layout(strides: strides)), .i64, [rows, columns])
      }
      let mask = Node(
        .elementwise(less, dtype: .i64, [try index(rows, [1, 0]), try index(columns, [0, 1])]), .bool, [rows, columns])
      let x = Node.of(shape, .f32) { Literal(Double($0 % 97) / 8, .f32) }
      let zero = Node(.view(Node(.literal(Literal(0.0, .f32)), .f32, []), Layout(strides: [0, 0, 0])), .f32, shape)
      let masks = Node(.view(mask, Layout(strides: [0, columns, 1])), .bool, shape)
      return Node(.elementwise(choose, dtype: .f32, [masks, x, zero]), .f32, shape)
    }
    let usual = try masked()
    let schedule = TransposedTests.engines[0].schedule([usual])
    let stored = schedule.steps.compactMap { step -> [DType]? in
      guard case .kernel(let step) = step else { return nil }
      return step.kernel.operands.filter { $0.role == .output }.map(\.dtype)
    }.flatMap(\.self)
    #expect(stored.filter { $0 == .bool }.count == (count == 1 ? 0 : 1), "\(stored)")
    try Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false, threads: 1)).evaluate([
      usual
    ])
    for engine in TransposedTests.engines {
      let node = try masked()
      try engine.evaluate([node])
      #expect(SameBitsTests.bits(node) == SameBitsTests.bits(usual))
    }
  }
}
