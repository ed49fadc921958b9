import ArrayGraph
import ArrayKernels
import ArrayRuntime
import Testing

/// Short rows that are combined with a row that is the same for all: many of them are taken as one.
@Suite struct MergedRowsTests {
  /// Rows and their length: lengths with and without a common divisor with vectors, and rows that are left over.
  private static let shapes = [
    [3000, 3], [2731, 3], [900, 10], [8192, 1], [1000, 17], [4097, 2], [513, 16], [700, 31], [260, 63], [64, 200],
  ]

  private static func apply(_ name: String, _ dtype: DType, _ inputs: Node...) throws -> Node {
    let operation = try #require(Operation.named(name))
    return Node(
      .elementwise(operation, dtype: dtype, Inputs(inputs, computing: dtype)), operation.resultType(dtype),
      inputs.first { $0.shape.count == 2 }?.shape ?? [])
  }

  /// `a * row - other`, with both rows the same for all of `a`; `whole` makes an array of what is to be repeated first.
  private static func formula(_ a: Node, _ row: Node, _ other: Node, whole: Engine?) throws -> Node {
    func repeated(_ row: Node) throws -> Node {
      let view = Node(.view(row, Layout(strides: [0, 1])), row.dtype, a.shape)
      guard let whole else { return view }
      let copy = Node(.copy(view), row.dtype, a.shape)
      try whole.evaluate(copy)
      return copy
    }
    return try apply("subtract", a.dtype, apply("multiply", a.dtype, a, repeated(row)), repeated(other))
  }

  @Test(arguments: shapes) func sameBits(_ shape: [Int]) throws {
    for dtype in [DType.u8, .i32, .f32, .f64] {
      let table = try SpacedTests.fenced(shape[0] * shape[1], dtype, atEnd: true)
      let a = Node(.data(try #require(table.storage)), dtype, shape)
      let (row, other) = (
        try SpacedTests.fenced(shape[1], dtype, atEnd: true), try SpacedTests.fenced(shape[1], dtype, atEnd: false)
      )
      let usual = try Self.formula(a, row, other, whole: TransposedTests.engines[0])
      try TransposedTests.engines[0].evaluate(usual)
      for engine in TransposedTests.engines {
        for _ in 0..<2 {
          let node = try Self.formula(a, row, other, whole: nil)
          try engine.evaluate(node)
          #expect(SameBitsTests.bits(node) == SameBitsTests.bits(usual), "\(dtype) \(shape)")
        }
      }
    }
  }

  /// Elements that are counted, and a row of truth values.
  @Test func countsAndMasks() throws {
    let shape = [1111, 9]
    let a = CacheTests.ramp(shape, .f64)
    let mask = try SpacedTests.fenced(9, .bool, atEnd: true)
    func chosen(_ maskOf: (Node) throws -> Node) throws -> Node {
      let numbers = Node(.view(Node(.index, .i64, [9999]), Layout(strides: [9, 1])), .i64, shape)
      let view = Node(.view(mask, Layout(strides: [0, 1])), .bool, shape)
      let operation = try #require(Operation.named("where"))
      return Node(
        .elementwise(operation, dtype: .f64, [try maskOf(view), a, Node(.cast(numbers), .f64, shape)]), .f64, shape)
    }
    let usual = try chosen { view in
      let copy = Node(.copy(view), .bool, shape)
      try TransposedTests.engines[0].evaluate(copy)
      return copy
    }
    try TransposedTests.engines[0].evaluate(usual)
    for engine in TransposedTests.engines {
      let node = try chosen { $0 }
      try engine.evaluate(node)
      #expect(SameBitsTests.bits(node) == SameBitsTests.bits(usual))
    }
  }

  /// Which maps: short rows, enough of them, and no operand but such rows and what has one row behind the other.
  @Test func whichRowsAreMerged() throws {
    func merged(_ shape: [Int], _ dtype: DType, strides: [Int] = [0, 1], of count: Int? = nil) throws -> Int {
      let row = CacheTests.ramp([count ?? shape[1]], dtype)
      let view = Node(.view(row, Layout(strides: strides)), dtype, shape)
      let node = try Self.apply("add", dtype, CacheTests.ramp(shape, dtype), view)
      guard case .kernel(let step) = try #require(TransposedTests.engines[0].schedule([node]).steps.first) else {
        return 0
      }
      return step.rowsAsOne
    }
    #expect(try merged([4000, 3], .f32) == 640, "whole vectors, four at a time")
    #expect(try merged([4000, 48], .f32) == 40)
    #expect(try merged([4000, 64], .f32) == 1, "long enough")
    #expect(try merged([2000, 3], .f32) == 1, "too few")
    #expect(try merged([4000, 3], .f32, strides: [1, 0], of: 4000) == 1, "an element a row")
    #expect(try merged([4000, 3], .f32, strides: [4, 1], of: 16_000) == 1, "rows with gaps between them")
  }
}
