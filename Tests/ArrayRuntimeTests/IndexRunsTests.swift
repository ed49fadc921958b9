import ArrayGraph
import ArrayKernels
import ArrayRuntime
import Lanes
import Testing

/// Comparisons of indices with numbers, on either side, of indices to which numbers were added, and where they wrap.
@Suite struct IndexRunsTests {
  private static let comparisons = ["less", "less_equal", "greater", "greater_equal", "equal", "not_equal"]

  @Test(arguments: comparisons) func everyBound(_ name: String) throws {
    let comparison = try #require(Operation.named(name))
    let (add, subtract) = (try #require(Operation.named("add")), try #require(Operation.named("subtract")))
    let ends: [Int64] = [.min, .min + 3, -1, 0, 1, 40, .max - 70, .max - 3, .max]
    for count in [1, 7, 64, 200] {
      for begin in ends {
        var nodes: [Node] = []
        var expected: [[Bool]] = []
        for bound in ends + [begin &+ 1, begin &+ 33, begin &- 1] {
          func scalar(_ number: Int64) -> Node {
            let literal = Node(.literal(Literal(dtype: .i64, bits: UInt64(bitPattern: number))), .i64, [])
            return Node(.view(literal, Layout(strides: [0])), .i64, [count])
          }
          func apply(_ operation: Operation, _ a: Node, _ b: Node) -> Node {
            let dtype = operation.resultType(.i64)
            return Node(.elementwise(operation, dtype: .i64, [a, b]), dtype, [count])
          }
          let index = Node(.index, .i64, [count])
          nodes.append(apply(comparison, apply(add, index, scalar(begin)), scalar(bound)))
          nodes.append(apply(comparison, scalar(bound), apply(subtract, apply(add, scalar(begin), index), scalar(3))))
          let numbers = (0..<Int64(count)).map { $0 &+ begin }
          expected.append(numbers.map { Self.holds(name, $0, bound) })
          expected.append(numbers.map { Self.holds(name, bound, $0 &- 3) })
        }
        for engine in TransposedTests.engines {
          let copies = nodes.map { Node(.copy($0), .bool, [count]) }
          try engine.evaluate(copies)
          for (k, copy) in copies.enumerated() {
            let found = UnsafeBufferPointer(
              start: try #require(copy.storage).pointer.assumingMemoryBound(to: UInt8.self), count: count)
            #expect(found.map { $0 != 0 } == expected[k], "\(name) from \(begin), case \(k) of \(count)")
          }
        }
      }
    }
  }

  private static func holds(_ name: String, _ a: Int64, _ b: Int64) -> Bool {
    switch name {
    case "less": a < b
    case "less_equal": a <= b
    case "greater": a > b
    case "greater_equal": a >= b
    case "equal": a == b
    default: a != b
    }
  }
}
