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
    #expect(try kernel(OverlappingRowsTests.stencil([9, 1000], .f32)).rows == .overlapping)
    #expect(try kernel(OverlappingRowsTests.stencil([3, 9, 1000], .f64)).rows == .overlapping)
    #expect(try kernel(OverlappingRowsTests.stencil([5, 1000], .f32)).rows != .overlapping, "three rows")
    let add = try #require(Operation.named("add"))
    let a = Node.of([9, 1000], .f32) { Literal(Double($0), .f32) }
    let right = Node(.view(a, Layout(offset: 1, strides: [1000, 1])), .f32, [9, 999])
    let left = Node(.view(a, Layout(strides: [1000, 1])), .f32, [9, 999])
    let within = Node(.elementwise(add, dtype: .f32, [left, right]), .f32, [9, 999])
    #expect(try kernel(within).rows != .overlapping, "neighbours in one row")
  }
}
