import ArrayFunctions
import ArrayGraph
import ArrayRuntime

/// A program that is evaluated again and again, to see how long that takes.
protocol Evaluations {
  /// Evaluates it `count` times: the seconds that took, and what came of the last time. Each result but that is let go
  /// of before the next evaluation, as in a loop.
  func run(_ count: Int) throws(CommandFailure) -> (time: Double, last: [Output])
}

/// Evaluations of recorded nodes. They are recorded anew for each, since a node keeps its result, before the clock runs.
struct RecordedPrograms: Evaluations {
  private let program: Program
  private let inputs: Inputs
  private let engine: Engine
  private let elements: ElementReader

  init(_ program: Program, _ inputs: Inputs, _ engine: Engine) {
    (self.program, self.inputs, self.engine) = (program, inputs, engine)
    elements = ElementReader { (nodes: [Node]) throws(ArrayError) in try engine.evaluate(nodes) }
  }

  func run(_ count: Int) throws(CommandFailure) -> (time: Double, last: [Output]) {
    var programs: [CheckedProgram] = []
    for _ in 0..<count { programs.append(try program.checkedForBench(inputs, elements)) }
    let clock = ContinuousClock()
    var elapsed = 0.0
    for k in 0..<count {
      let nodes = programs[k].shownOutputs.map(\.node)
      let start = clock.now
      do throws(ArrayError) { try engine.evaluate(nodes) } catch { throw programs[k].failure(error) }
      elapsed += (clock.now - start).seconds
      if k < count - 1 { programs[k].outputs = [] }
    }
    return (elapsed, programs[count - 1].shownOutputs)
  }
}

/// Calls of the program as a function of its arrays, which `jit` recorded once. Nothing of a call is left out.
struct FunctionCalls: Evaluations {
  private let engine: Engine
  private let function: TracedFunction
  private let arguments: [Node]
  /// What the outputs are called, and what mistakes are shown with.
  private let checked: CheckedProgram

  init(_ program: Program, _ inputs: Inputs, _ engine: Engine) throws(CommandFailure) {
    let elements = ElementReader { (nodes: [Node]) throws(ArrayError) in try engine.evaluate(nodes) }
    checked = try program.checkedForBench(inputs, elements)
    self.engine = engine
    let values = inputs.values
    var names: [String] = []
    var arguments: [Node] = []
    for (name, given) in values.sorted(by: { $0.key < $1.key }) {
      guard case .array(let node) = given.value, node.storage != nil else { continue }
      names.append(name)
      arguments.append(node)
    }
    self.arguments = arguments
    function = TracedFunction(engine) { [names] nodes in
      var values = values
      for (name, node) in zip(names, nodes) { values[name]?.value = .array(node) }
      return program.check(inputs: Inputs(values), elements: elements, command: "bench").shownOutputs.map(\.node)
    }
  }

  func run(_ count: Int) throws(CommandFailure) -> (time: Double, last: [Output]) {
    let clock = ContinuousClock()
    var results: [Node] = []
    let start = clock.now
    do throws(ArrayError) {
      for _ in 0..<count {
        results = []
        results = try function(arguments)
        // What could not be recorded once is recorded at each call, and still to be evaluated.
        try engine.evaluate(results)
      }
    } catch { throw checked.failure(error) }
    let elapsed = (clock.now - start).seconds
    let outputs = zip(checked.shownOutputs, results).map { Output(name: $0.name, node: $1, range: $0.range) }
    return (elapsed, outputs)
  }
}

extension Program {
  /// The program's nodes, recorded. Throws its mistakes.
  func checkedForBench(_ inputs: Inputs, _ elements: ElementReader) throws(CommandFailure) -> CheckedProgram {
    let checked = check(inputs: inputs, elements: elements, command: "bench")
    try checked.requireCorrect()
    return checked
  }
}
