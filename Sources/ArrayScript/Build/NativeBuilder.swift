import ArrayFunctions
import ArrayGraph
import ArrayKernels
import ArrayLLVM
import ArrayRuntime

typealias LengthFormula = NativeProgram.Polynomial

/// Makes the C function that a program means, for any lengths of its dimensions.
///
/// The program is checked for several choices of lengths. What differs between them must be a polynomial of the lengths,
/// and the form of the graph must be the same: then one function does for all. The least length of each dimension for
/// which that holds is found too, and shorter arrays are refused.
struct NativeBuilder {
  private let program: Program
  private let checked: CheckedProgram
  private let dimensions: [String]

  /// Far from the numbers that programs write, and divisible by small ones.
  private static let large = 720
  /// Small enough that no reduction is split among threads, tried in this order.
  private static let small = [37, 24, 16, 8, 5, 3, 2]
  private static let maximumDimensions = 4

  init(_ checked: CheckedProgram) {
    program = checked.program
    self.checked = checked
    dimensions = checked.dimensions
  }

  func build(name: String) throws(CommandFailure) -> (program: NativeProgram, outputs: [Output]) {
    try requireBuildable()
    let factors = [7, 11, 13, 17]
    let grid = LengthGrid(bases: dimensions.indices.map { Self.large * factors[$0] })
    let (text, formulas) = try formulas(grid)
    let minimums = dimensions.indices.map { minimum($0, grid.bases, text, formulas) }
    let (scheduleGrid, schedules) = try schedules(minimums, text, formulas)
    let parts = Parts(checked: checked, dimensions: dimensions, grid: scheduleGrid, schedules: schedules)
    return try parts.assemble(name: name, minimums: minimums)
  }

  /// The shape of each output, in terms of the dimensions.
  func shapes() throws(CommandFailure) -> [[LengthFormula]] {
    let factors = [7, 11, 13, 17]
    let grid = LengthGrid(bases: dimensions.indices.map { Self.large * factors[$0] })
    var all: [[[Int]]] = []
    for point in grid.points { all.append(check(point)?.shownOutputs.map(\.node.shape) ?? []) }
    var result: [[LengthFormula]] = []
    for (k, shape) in (all.first ?? []).enumerated() {
      var formulas: [LengthFormula] = []
      for axis in shape.indices {
        guard let formula = grid.polynomial(all.map { $0[k][axis] }) else {
          throw notUniform(at: checked.shownOutputs[k].node.source)
        }
        formulas.append(formula)
      }
      result.append(formulas)
    }
    return result
  }

  private func fail(_ message: String, at place: SourceRange? = nil, notes: [String] = []) -> CommandFailure {
    CommandFailure(
      .wrong, checked.render([Diagnostic(.error, message, at: place, notes: notes.map { .init($0) })]))
  }

  private func requireBuildable() throws(CommandFailure) {
    guard !checked.shownOutputs.isEmpty else {
      throw fail("\(program.source.file) has no outputs to compute")
    }
    guard dimensions.count <= Self.maximumDimensions else {
      throw fail("a function can have \(Self.maximumDimensions) named dimensions, not \(dimensions.count)")
    }
    if let range = checked.dataDependence {
      throw CommandFailure(
        .wrong,
        checked.render([
          Diagnostic(
            .error, "what this means depends on the elements of an array; build cannot know them", at: range,
            notes: [.init("np.where(c, a, b) chooses element by element")])
        ]))
    }
    for input in checked.inputs {
      for dimension in input.type.dimensions where dimension.kind == .any {
        throw CommandFailure(
          .wrong,
          checked.render([
            Diagnostic(
              .error, "a function needs a name for every length", at: dimension.range,
              notes: [.init("write n in place of _")])
          ]))
      }
    }
  }

  // MARK: What depends on the lengths

  /// The program checked for one choice of lengths; nil where it is wrong for them.
  private func check(_ lengths: [Int]) -> CheckedProgram? {
    let checked = VectorProducts.$areSums.withValue(true) {
      program.check(
        inputs: Inputs([]), elements: nil, command: "build",
        lengths: Dictionary(uniqueKeysWithValues: zip(dimensions, lengths)))
    }
    return checked.isCorrect ? checked : nil
  }

  private func facts(_ lengths: [Int]) -> NodeFacts? {
    check(lengths).map { NodeFacts($0.shownOutputs.map(\.node)) }
  }

  private func formulas(_ grid: LengthGrid) throws(CommandFailure) -> (
    text: [String], formulas: [LengthFormula]
  ) {
    var all: [NodeFacts] = []
    for point in grid.points {
      guard let facts = facts(point) else { throw notUniform() }
      if let first = all.first, first.text != facts.text {
        let line = zip(first.text, facts.text).enumerated().first { $1.0 != $1.1 }?.offset
        throw notUniform(at: line.flatMap { first.textPlaces[$0] })
      }
      all.append(facts)
    }
    guard let first = all.first else { throw notUniform() }
    var formulas: [LengthFormula] = []
    for k in first.numbers.indices {
      // A stride along an axis of length 1 may be anything.
      let values = all.map { $0.numbers[k] ?? 0 }
      guard let formula = grid.polynomial(values) else { throw notUniform(at: first.numberPlaces[k]) }
      formulas.append(formula)
    }
    return (first.text, formulas)
  }

  private func notUniform(at place: SourceRange? = nil) -> CommandFailure {
    fail(
      "what is computed depends on the lengths in a way that one function cannot follow", at: place,
      notes: [
        "slices with steps and divisions of lengths are such; declare numbers in place of \(dimensions.joined(separator: ", "))"
      ])
  }

  /// The least length of a dimension for which the formulas hold, found by halving.
  private func minimum(_ dimension: Int, _ bases: [Int], _ text: [String], _ formulas: [LengthFormula]) -> Int {
    func holds(_ length: Int) -> Bool {
      var point = bases
      point[dimension] = length
      return facts(point)?.agree(with: text, formulas, at: point) ?? false
    }
    if holds(1) { return 1 }
    var (low, high) = (1, bases[dimension])
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }

  // MARK: Schedules

  private func schedules(
    _ minimums: [Int], _ text: [String], _ formulas: [LengthFormula]
  ) throws(CommandFailure) -> (LengthGrid, [Schedules]) {
    for candidate in dimensions.isEmpty ? [1] : Self.small {
      let grid = LengthGrid(bases: minimums.enumerated().map { max($1, candidate + $0) })
      var schedules: [Schedules] = []
      for point in grid.points {
        guard let checked = check(point) else { break }
        let nodes = checked.shownOutputs.map(\.node)
        guard NodeFacts(nodes).agree(with: text, formulas, at: point) else { break }
        // Which runs are short or long, the function looks up when it runs.
        let graph = Pass.runAll(Graph(nodes), joinLimit: .max)
        let schedule = Schedule(graph, runs: .any)
        if schedule.kernels.contains(where: { $0.form == .total }) { break }
        schedules.append(Schedules(checked: checked, any: schedule, short: Schedule(graph, runs: .short)))
      }
      func areAlike(_ schedule: (Schedules) -> Schedule) -> Bool {
        schedules.allSatisfy { schedule($0).kernels == schedules.first.map(schedule)?.kernels }
      }
      if schedules.count == grid.points.count, areAlike(\.any), areAlike(\.short) {
        return (grid, schedules)
      }
    }
    throw fail(
      "build cannot reduce this many elements at once",
      notes: ["the array that is reduced has a fixed length; give it a name: x: f64[n]"])
  }
}

/// How a program is done with one choice of lengths, step by step: as for any lengths, and as for short runs.
struct Schedules {
  let checked: CheckedProgram
  let any: Schedule
  let short: Schedule
}

extension Schedule {
  /// A step that runs a kernel; nil for one that calls a library.
  func kernelStep(_ k: Int) -> KernelStep? { if case .kernel(let step) = steps[k] { step } else { nil } }

  fileprivate var kernels: [Kernel] { steps.indices.compactMap { kernelStep($0)?.kernel } }
}
