import ArrayGraph
import ArrayRuntime
import LazyArrays
import Testing

@testable import ArrayScript

/// What `explain --roofline` counts; times and limits differ from run to run.
@Suite struct RooflineTests {
  private func steps(_ text: String, _ input: String, fuse: Bool = true) throws -> [Roofline.Step] {
    let engine = Session.makeEngine(EngineOptions(backend: .interpreter, fuse: fuse, threads: 1))
    let elements = ElementReader { (nodes: [Node]) throws(ArrayError) in try engine.evaluate(nodes) }
    let inputs = Inputs([try #require(Inputs.Argument(input))], elements: elements)
    let checked = Program(file: "p.arr", text: text).check(inputs: inputs, elements: elements, command: "explain")
    #expect(checked.isCorrect, "\(checked.render())")
    let steps = try engine.roofline(checked.shownOutputs.map(\.node)).steps
    for step in steps where step.operations != nil {
      #expect(step.seconds > 0 && step.seconds.isFinite && step.limit > 0 && step.limit.isFinite, "\(step)")
    }
    return steps
  }

  @Test func elementwise() throws {
    let steps = try steps("y = x * 2 + 1\n", "x=random(1000)")
    #expect(steps.map(\.bytes) == [16_000] && steps.map(\.operations) == [2000])
  }

  @Test func viewsOfTheSameElementsAreReadOnce() throws {
    let steps = try steps("y = x[1:] - x[:-1]\n", "x=random(1000)")
    #expect(steps.map(\.bytes) == [8000 + 7992] && steps.map(\.operations) == [999])
  }

  /// Maximum; difference, exponential and sum; quotient. What the second sweep stores the third one finds in the cache.
  @Test func sweepsCountTheirOperations() throws {
    let steps = try steps("y = np.softmax(x, axis=1)\n", "x=random(50, 80)")
    #expect(steps.map(\.bytes) == [2 * 50 * 80 * 8])
    #expect(steps.map(\.operations) == [5 * 50 * 80])
  }

  @Test func everyStepIsThere() throws {
    let steps = try steps("y = np.exp(x @ x) + 1\n", "x=random(20, 20)", fuse: false)
    #expect(steps.map(\.name) == ["library 0", "kernel 1", "kernel 2"])
    #expect(steps.map(\.operations) == [nil, 400, 400] && steps.map(\.bytes) == [9600, 6400, 6400])
  }
}
