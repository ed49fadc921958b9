import ArrayGraph
import ArrayKernels

/// One evaluation: the steps of a plan in order, with the memory they need for as long as they need it.
struct Run: ~Copyable {
  private let engine: Engine
  private let plan: Plan
  private var storages: VertexMemory
  /// The literals of the expression, by number.
  private let literals: UnsafeBufferPointer<Literal>
  /// The library calls of the expression, by number.
  private let calls: [LibraryCall]
  private var counters = Counters()

  /// A plan with its own memory and literals.
  init(_ engine: Engine, _ plan: Plan) {
    self.init(engine, plan, UnsafeBufferPointer(start: nil, count: 0), [])
    for (i, vertex) in plan.schedule.graph.vertices.enumerated() {
      if case .data(let storage) = vertex.kind { bind(i, storage) }
    }
  }

  /// A plan with the literals and library calls of an expression of its structure, whose memory is still to be bound.
  /// The literals must stay where they are until the run is over.
  init(
    _ engine: Engine, _ plan: Plan, _ literals: UnsafeBufferPointer<Literal>, _ calls: [LibraryCall]
  ) {
    (self.engine, self.plan) = (engine, plan)
    storages = VertexMemory(count: plan.vertexCount)
    (self.literals, self.calls) = (literals, calls)
  }

  /// Gives a vertex its elements.
  func bind(_ vertex: Int, _ storage: Storage?) { storages[vertex] = storage }

  /// Runs every step; afterwards `storage(of:)` has the roots.
  mutating func start() throws(ArrayError) {
    if plan.together.isEmpty {
      for step in plan.steps { try run(step) }
    } else {
      var k = 0
      while k < plan.steps.count { k = try run(from: k) }
    }
    engine.add(counters)
  }

  /// Runs every step; the seconds that each took, and of those that run together all at the first one.
  mutating func startTimed() throws(ArrayError) -> [Double] {
    let clock = ContinuousClock()
    var times: [Double] = []
    var k = 0
    while k < plan.steps.count {
      let start = clock.now
      let next = try run(from: k)
      times.append((clock.now - start) / .seconds(1))
      times += Array(repeating: 0, count: next - k - 1)
      k = next
    }
    engine.add(counters)
    return times
  }

  /// Runs step `k`, and those that are run together with it; the step that follows.
  private mutating func run(from k: Int) throws(ArrayError) -> Int {
    guard let together = plan.together[k] else {
      try run(plan.steps[k])
      return k + 1
    }
    let literals = plan.steps[together.steps].map(\.literals)
    var call: LibraryCall?
    for step in plan.steps[together.steps] {
      switch step.work {
      case .kernel: if plan.binding != nil { counters.memoryHits += 1 }
      case .library(let launch): call = step.call.map { calls[$0] } ?? launch.call
      }
    }
    do {
      try together.run(engine, storages, literals: literals, self.literals, call: call, &counters)
    } catch {
      throw located(error, together.output.flatMap { plan.schedule.graph.vertices[$0].source })
    }
    for step in plan.steps[together.steps] { release(after: step) }
    return together.steps.upperBound
  }

  private func release(after step: Plan.Step) {
    for vertex in step.releases { storages[vertex] = nil }
  }

  @inline(__always)
  private mutating func run(_ step: Plan.Step) throws(ArrayError) {
    switch step.work {
    case .kernel(let launch):
      // A plan that is kept knows its kernels: none was looked up.
      if plan.binding != nil { counters.memoryHits += 1 }
      do {
        try launch.run(
          engine, storages, overwriting: step.overwritten, literals: step.literals, literals, &counters)
      } catch {
        throw located(error, launch.step.outputs.first.flatMap { plan.schedule.graph.vertices[$0].source })
      }
    case .library(let launch):
      let call = step.call.map { calls[$0] } ?? launch.call
      do {
        try launch.run(engine, call, storages)
      } catch {
        throw located(error, call.source)
      }
      counters.libraryCalls += 1
      counters.bytesMoved += launch.bytesMoved
    }
    release(after: step)
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
