import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayRuntime
import Testing

/// Stencils whose neighbouring rows read the same memory, which native code takes several at a time.
@Suite struct OverlappingRowsTests {
  /// `a[…, 2:, 1:-1] + a[…, :-2, 1:-1] + a[…, 1:-1, 2:] + a[…, 1:-1, :-2]`, and the whole as a node to be looked at.
  private static func stencil(_ shape: [Int], _ dtype: DType) throws -> Node {
    let a = Node.of(shape, dtype) { dtype.isFloat ? Literal(Double($0 % 1013) / 8, dtype) : Literal($0 % 251, dtype) }
    let add = try #require(Operation.named("add"))
    let strides = Layout(rowMajor: shape).strides
    let rank = shape.count
    var inside = shape
    inside[rank - 1] -= 2
    inside[rank - 2] -= 2
    func view(row: Int, column: Int) -> Node {
      let offset = row * strides[rank - 2] + column * strides[rank - 1]
      return Node(.view(a, Layout(offset: offset, strides: strides)), dtype, inside)
    }
    func sum(_ a: Node, _ b: Node) -> Node { Node(.elementwise(add, dtype: dtype, [a, b]), dtype, inside) }
    let across = sum(view(row: 2, column: 1), view(row: 0, column: 1))
    return sum(sum(across, view(row: 1, column: 2)), view(row: 1, column: 0))
  }

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

  /// Neighbours of what one or two cheap operations make of memory: made again for each of up to three, unless the whole is
  /// wanted too; made once where there are more, or more expensive ones.
  @Test func cheapWorkOfNeighbours() throws {
    let shape = [40, 200]
    func sum(of count: Int, _ names: [String], wanted: Bool = false) throws -> [Node] {
      let x = Node.of(shape, .f64) { Literal(Double($0 % 97) / 8, .f64) }
      let y = Node.of(shape, .f64) { Literal(Double($0 % 89) / 4, .f64) }
      let made = try names.reduce(x) {
        Node(.elementwise(try #require(Operation.named($1)), dtype: .f64, [$0, y]), .f64, shape)
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

  /// Rows that are long enough, that are not, and whose results begin at odd places of a cache line; fewer rows than are
  /// taken at a time, and planes that such groups do not fill.
  @Test(arguments: [
    [6, 2002], [5, 2002], [4, 2002], [3, 2002], [23, 1603], [9, 1538 + 16], [40, 66], [3, 7, 1700], [2, 11, 2002],
    [2, 2, 8, 1999], [7, 70000],
  ])
  func sameBits(_ shape: [Int]) throws {
    for dtype in [DType.f32, .f64, .i16] {
      let usual = try OverlappingRowsTests.stencil(shape, dtype)
      try TransposedTests.engines[0].evaluate(usual)
      let expected = SameBitsTests.bits(usual)
      for engine in TransposedTests.engines.dropFirst() {
        for _ in 0..<2 {
          let node = try OverlappingRowsTests.stencil(shape, dtype)
          try engine.evaluate(node)
          #expect(SameBitsTests.bits(node) == expected, "\(dtype) \(shape), \(engine.options)")
        }
      }
    }
  }

  /// Which kernels are told to: those of stencils that reach into other rows.
  @Test func whoseRowsOverlap() throws {
    func kernel(_ node: Node) throws -> Kernel {
      let schedule = TransposedTests.engines[0].schedule([node])
      guard case .kernel(let step) = try #require(schedule.steps.first) else { throw ArrayError(.unsupported, "") }
      return step.kernel
    }
    #expect(try kernel(OverlappingRowsTests.stencil([9, 1000], .f32)).rowsOverlap)
    #expect(try kernel(OverlappingRowsTests.stencil([3, 9, 1000], .f64)).rowsOverlap)
    #expect(try !kernel(OverlappingRowsTests.stencil([5, 1000], .f32)).rowsOverlap, "three rows")
    let add = try #require(Operation.named("add"))
    let a = Node.of([9, 1000], .f32) { Literal(Double($0), .f32) }
    let right = Node(.view(a, Layout(offset: 1, strides: [1000, 1])), .f32, [9, 999])
    let left = Node(.view(a, Layout(strides: [1000, 1])), .f32, [9, 999])
    let within = Node(.elementwise(add, dtype: .f32, [left, right]), .f32, [9, 999])
    #expect(try !kernel(within).rowsOverlap, "neighbours in one row")
  }
}
