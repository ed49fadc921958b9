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

  /// Results as long as the runs, places, and several reductions one after the other: `e = exp(a - max(a))`,
  /// `e / sum(e)`, `argmax(a)`, and each run by itself.
  @Test(arguments: [1, 2, 3, 4, 7, 8, 9, 10, 16, 17, 24, 31, 33])
  func wholeRuns(_ length: Int) throws {
    let (exp, divide) = (try #require(Operation.named("exp")), try #require(Operation.named("divide")))
    let subtract = try #require(Operation.named("subtract"))
    for dtype in [DType.f32, .f64] {
      for count in [16, 130, 1001] {
        let a = ShortRunTests.numbers([count, length], dtype)
        func results(_ a: Node, _ shape: [Int]) -> [Node] {
          let (axis, strides) = (shape.count - 1, shape.count == 1 ? [0] : [1, 0])
          func alongRuns(_ node: Node) -> Node { Node(.view(node, Layout(strides: strides)), dtype, shape) }
          func reduced(_ reduction: Reduction, _ node: Node, _ result: DType) -> Node {
            Node(.reduce(reduction, node, axes: axis..<axis + 1), result, Array(shape.dropLast()))
          }
          let shifted = Node(
            .elementwise(subtract, dtype: dtype, [a, alongRuns(reduced(.max, a, dtype))]), dtype, shape)
          let power = Node(.elementwise(exp, dtype: dtype, [shifted]), dtype, shape)
          let quotient = Node(
            .elementwise(divide, dtype: dtype, [power, alongRuns(reduced(.sum, power, dtype))]), dtype, shape)
          return [quotient, reduced(.argmax, a, .i64)]
        }
        for engine in TransposedTests.engines {
          let together = results(a, [count, length])
          try engine.evaluate(together)
          for run in [0, 1, 15, count / 2, count - 1] {
            let one = Node(.view(a, Layout(offset: run * length, strides: [1])), dtype, [length])
            let alone = results(one, [length])
            try engine.evaluate(alone)
            for (all, one) in zip(together, alone) {
              let bytes = one.count * one.dtype.size
              let same = try Array(elements(all)[run * bytes..<(run + 1) * bytes]) == elements(one)
              #expect(same, "\(all.dtype), run \(run) of \(count) with \(length) elements")
            }
          }
        }
      }
    }
  }

  /// The schedule chooses them, and not where the runs are long or fill vectors, or the rows are few.
  @Test func areChosen() throws {
    func form(_ shape: [Int], _ reduction: Reduction = .sum) -> Kernel.Form? {
      let numbers = ShortRunTests.numbers(shape, .f32)
      let sum = Node(.reduce(reduction, numbers, axes: 1..<2), reduction.isSearch ? .i64 : .f32, [shape[0]])
      let schedule = Schedule(Pass.runAll(Graph([sum])))
      guard case .kernel(let step) = schedule.steps.first else { return nil }
      return step.kernel.form
    }
    #expect(form([100, 3]) == .short)
    #expect(form([100, 15]) == .short)
    #expect(form([100, 16]) == .rows)
    #expect(form([100, 100], .argmax) == .short)
    #expect(form([100, 200], .argmax) == .rows)
    #expect(form([4, 3]) == .rows)
  }
}
