import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayRuntime
import Testing

/// Reductions of short runs with lanes along a kept axis: the bits of every run reduced by itself.
@Suite struct ShortRunTests {
  /// Elements whose sums depend on their order.
  private static func numbers(_ shape: [Int], _ dtype: DType) -> Node {
    .of(shape, dtype) {
      let k = $0 &* 7919 % 1013
      return dtype.isFloat ? Literal(Double(k - 500) / 37, dtype) : Literal(k % 100, dtype)
    }
  }

  private func elements(_ node: Node) throws -> [UInt8] {
    let start = try #require(node.storage).pointer
    return Array(UnsafeRawBufferPointer(start: start, count: node.count * node.dtype.size))
  }

  /// `reduce((a[:, None, :] - b[None, :, :]) ** 2, axis 2)`, and each pair of rows by itself.
  @Test(arguments: [1, 2, 3, 7, 8, 9, 16, 21, 64, 127, 128, 129])
  func pairs(_ length: Int) throws {
    let (m, n) = (18, 150)
    let subtract = try #require(Operation.named("subtract"))
    let multiply = try #require(Operation.named("multiply"))
    for dtype in [DType.f32, .f64, .i32] {
      let a = ShortRunTests.numbers([m, length], dtype)
      let b = ShortRunTests.numbers([n, length], dtype)
      func squares(_ shape: [Int], _ left: Layout, _ right: Layout) -> Node {
        let x = Node(.view(a, left), dtype, shape)
        let y = Node(.view(b, right), dtype, shape)
        let difference = Node(.elementwise(subtract, dtype: dtype, [x, y]), dtype, shape)
        return Node(.elementwise(multiply, dtype: dtype, [difference, difference]), dtype, shape)
      }
      for reduction in [Reduction.sum, .prod, .max] {
        for engine in TransposedTests.engines {
          let all = squares(
            [m, n, length], Layout(strides: [length, 0, 1]), Layout(strides: [0, length, 1]))
          let together = Node(.reduce(reduction, all, axes: 2..<3), dtype, [m, n])
          var singly: [Node] = []
          for (i, j) in [(0, 0), (0, n - 1), (m - 1, 17), (5, 128), (m - 1, n - 1)] {
            let one = squares(
              [length], Layout(offset: i * length, strides: [1]), Layout(offset: j * length, strides: [1]))
            singly.append(Node(.reduce(reduction, one, axes: 0..<1), dtype, []))
          }
          try engine.evaluate([together])
          try engine.evaluate(singly)
          let found = try elements(together)
          for (k, (i, j)) in [(0, 0), (0, n - 1), (m - 1, 17), (5, 128), (m - 1, n - 1)].enumerated() {
            let first = (i * n + j) * dtype.size
            let same = try Array(found[first..<first + dtype.size]) == elements(singly[k])
            #expect(same, "\(reduction) of \(length) \(dtype), pair \(i), \(j)")
          }
        }
      }
    }
  }

  /// The schedule chooses them, and not where the runs are long or the rows few.
  @Test func areChosen() throws {
    func form(_ shape: [Int]) -> Kernel.Form? {
      let sum = Node(.reduce(.sum, ShortRunTests.numbers(shape, .f32), axes: 1..<2), .f32, [shape[0]])
      let schedule = Schedule(Pass.runAll(Graph([sum])))
      guard case .kernel(let step) = schedule.steps.first else { return nil }
      return step.kernel.form
    }
    #expect(form([100, 3]) == .short)
    #expect(form([100, 8]) == .rows)
    #expect(form([4, 3]) == .rows)
  }
}
