import ArrayGraph
import ArrayKernels

/// One evaluation: the steps of a plan in order, with the memory they need for as long as they need it.
struct Run {
  private let engine: Engine
  private let plan: Plan
  private var storages: [Storage?]
  /// The literals of the expression, by number.
  private var literals: [Literal] = []
  /// The library calls of the expression, by number.
  private var calls: [LibraryCall] = []
  private var counters = Counters()

  /// A plan with its own memory and literals.
  init(_ engine: Engine, _ plan: Plan) {
    (self.engine, self.plan) = (engine, plan)
    storages = plan.schedule.graph.vertices.map { if case .data(let storage) = $0.kind { storage } else { nil } }
  }

  /// A plan with the literals and library calls of an expression of its structure, whose memory is still to be bound
  /// where `storages`, one a vertex, does not have it.
  init(_ engine: Engine, _ plan: Plan, _ storages: [Storage?], _ literals: [Literal], _ calls: [LibraryCall]) {
    (self.engine, self.plan, self.storages) = (engine, plan, storages)
    (self.literals, self.calls) = (literals, calls)
  }

  /// Gives a vertex its elements.
  mutating func bind(_ vertex: Int, _ storage: Storage?) { storages[vertex] = storage }

  /// Runs every step; afterwards `storage(of:)` has the roots.
  mutating func start() throws(ArrayError) {
    for k in plan.steps.indices { try run(step: k) }
    engine.add(counters)
  }

  /// Runs every step; the seconds that each took.
  mutating func startTimed() throws(ArrayError) -> [Double] {
    let clock = ContinuousClock()
    var times: [Double] = []
    for k in plan.steps.indices {
      let start = clock.now
      try run(step: k)
      times.append((clock.now - start) / .seconds(1))
    }
    engine.add(counters)
    return times
  }

  @inline(__always)
  private mutating func run(step k: Int) throws(ArrayError) {
    switch plan.steps[k] {
    case .kernel(let launch):
      // A plan that is kept knows its kernels: none was looked up.
      if plan.binding != nil { counters.memoryHits += 1 }
      do {
        try launch.run(engine, &storages, literals: plan.binding?.literals[k] ?? [], literals, &counters)
      } catch {
        throw located(error, launch.step.outputs.first.flatMap { plan.schedule.graph.vertices[$0].source })
      }
    case .library(let launch):
      let call = plan.binding?.calls[k].map { calls[$0] } ?? launch.call
      do {
        try launch.run(engine, call, &storages)
      } catch {
        throw located(error, call.source)
      }
      counters.libraryCalls += 1
      counters.bytesMoved += launch.bytesMoved
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

  private func located(_ error: ArrayError, _ source: SourceRange?) -> ArrayError {
    var error = error
    error.source = error.source ?? source
    return error
  }
}
