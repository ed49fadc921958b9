import ArrayGraph
import ArrayKernels

/// One evaluation: the steps of a plan in order, with the memory they need for as long as they need it.
struct Run {
  private let engine: Engine
  private let plan: Plan
  private var storages: [Storage?]
  /// The literals of the expression, by number.
  private var literals: [Literal] = []
  private var counters = Counters()

  /// A plan with its own memory and literals.
  init(_ engine: Engine, _ plan: Plan) {
    (self.engine, self.plan) = (engine, plan)
    storages = plan.schedule.graph.vertices.map { if case .data(let storage) = $0.kind { storage } else { nil } }
  }

  /// A plan with the literals of an expression of its structure, whose memory is still to be bound where `storages`,
  /// one a vertex, does not have it.
  init(_ engine: Engine, _ plan: Plan, _ storages: [Storage?], _ literals: [Literal]) {
    (self.engine, self.plan, self.storages, self.literals) = (engine, plan, storages, literals)
    // The plan knows its kernels: none was looked up.
    counters.memoryHits = plan.launches.count
  }

  /// Gives a vertex its elements.
  mutating func bind(_ vertex: Int, _ storage: Storage?) { storages[vertex] = storage }

  /// Runs every step; afterwards `storage(of:)` has the roots.
  mutating func start() throws(ArrayError) {
    for k in plan.launches.indices { try run(step: k) }
    engine.add(counters)
  }

  /// Runs every step; the seconds that each took.
  mutating func startTimed() throws(ArrayError) -> [Double] {
    let clock = ContinuousClock()
    var times: [Double] = []
    for k in plan.launches.indices {
      let start = clock.now
      try run(step: k)
      times.append((clock.now - start) / .seconds(1))
    }
    engine.add(counters)
    return times
  }

  @inline(__always)
  private mutating func run(step k: Int) throws(ArrayError) {
    if let launch = plan.launches[k] {
      do {
        try launch.run(engine, &storages, literals: plan.binding?.literals[k] ?? [], literals, &counters)
      } catch {
        throw located(error, launch.step.outputs.first.flatMap { plan.schedule.graph.vertices[$0].source })
      }
    } else if case .library(let call) = plan.schedule.steps[k] {
      try run(call)
    }
    for vertex in plan.usage.releases[k] { storages[vertex] = nil }
  }

  func storage(of vertex: Int) -> Storage? { storages[vertex] }

  /// Gives every wanted node its elements.
  func fulfilRoots() {
    for root in plan.schedule.graph.roots {
      guard let storage = storages[root] else { continue }
      for node in plan.schedule.graph.vertices[root].nodes { node.fulfil(storage) }
    }
  }

  // MARK: Library calls

  private mutating func run(_ step: LibraryStep) throws(ArrayError) {
    guard let first = step.vertices.first, case .library(let call, _) = plan.schedule.graph.vertices[first].kind else {
      return
    }
    var inputs: [LibraryBuffer] = []
    for (k, edge) in plan.schedule.graph.vertices[first].inputs.enumerated() {
      guard let storage = storages[edge.vertex] else { throw ArrayError(.library, "\(call.name) has no input \(k)") }
      inputs.append(LibraryBuffer(dtype: call.inputs[k].dtype, shape: call.inputs[k].shape, pointer: storage.pointer))
    }
    var results: [Storage] = []
    var outputs: [LibraryBuffer] = []
    for result in call.results {
      let storage = try engine.allocate(result.shape.reduce(1, *), result.dtype)
      results.append(storage)
      outputs.append(LibraryBuffer(dtype: result.dtype, shape: result.shape, pointer: storage.pointer))
    }
    do {
      try call.run(inputs, outputs)
    } catch {
      throw located(error, call.source)
    }
    counters.libraryCalls += 1
    call.finish(results)
    for vertex in step.vertices {
      if case .library(_, let result) = plan.schedule.graph.vertices[vertex].kind { storages[vertex] = results[result] }
    }
  }

  private func located(_ error: ArrayError, _ source: SourceRange?) -> ArrayError {
    var error = error
    error.source = error.source ?? source
    return error
  }
}
