import ArrayGraph
import ArrayKernels

/// One evaluation: the steps of a schedule in order, with the memory they need for as long as they need it.
struct Run {
  private let engine: Engine
  private let schedule: Schedule
  private let usage: StorageUsage
  private var storages: [Storage?]
  /// The entries of the steps' kernels, where they are known.
  private var entries: [CachedKernel?]?
  /// The literals of each kernel step, where they are not those of the schedule.
  private var literals: [[Literal]]?

  init(_ engine: Engine, _ schedule: Schedule) {
    self.engine = engine
    self.schedule = schedule
    usage = StorageUsage(schedule)
    storages = schedule.graph.vertices.map { if case .data(let storage) = $0.kind { storage } else { nil } }
  }

  /// A plan with the memory and the literals of an expression of its structure.
  init(_ engine: Engine, _ plan: Plan, _ signature: Signature) {
    self.engine = engine
    schedule = plan.schedule
    usage = plan.usage
    storages = Array(repeating: nil, count: schedule.graph.vertices.count)
    for (vertex, slot) in plan.data { storages[vertex] = signature.storages[slot] }
    var literals: [[Literal]] = []
    literals.reserveCapacity(plan.literals.count)
    for (k, slots) in plan.literals.enumerated() {
      guard case .kernel(let kernel) = schedule.steps[k] else { continue }
      literals.append(slots.indices.map { n in slots[n].map { signature.literals[$0] } ?? kernel.literals[n] })
    }
    self.literals = literals
    entries = plan.entries
  }

  /// Runs every step; afterwards `storage(of:)` has the roots.
  mutating func start() throws(ArrayError) {
    for (k, step) in schedule.steps.enumerated() {
      switch step {
      case .kernel(let kernel): try run(kernel, literals?[k] ?? kernel.literals, entries?[k])
      case .library(let call): try run(call)
      }
      for vertex in usage.releases[k] { storages[vertex] = nil }
    }
  }

  func storage(of vertex: Int) -> Storage? { storages[vertex] }

  /// Gives every wanted node its elements.
  func fulfilRoots() {
    for root in schedule.graph.roots {
      guard let storage = storages[root] else { continue }
      for node in schedule.graph.vertices[root].nodes { node.fulfil(storage) }
    }
  }

  // MARK: Library calls

  private mutating func run(_ step: LibraryStep) throws(ArrayError) {
    guard let first = step.vertices.first, case .library(let call, _) = schedule.graph.vertices[first].kind else {
      return
    }
    var inputs: [LibraryBuffer] = []
    for (k, edge) in schedule.graph.vertices[first].inputs.enumerated() {
      guard let storage = storages[edge.vertex] else { throw ArrayError(.library, "\(call.name) has no input \(k)") }
      inputs.append(LibraryBuffer(dtype: call.inputs[k].dtype, shape: call.inputs[k].shape, pointer: storage.pointer))
    }
    var results: [Storage] = []
    var outputs: [LibraryBuffer] = []
    for result in call.results {
      let storage = try allocate(result.shape.reduce(1, *), result.dtype)
      results.append(storage)
      outputs.append(LibraryBuffer(dtype: result.dtype, shape: result.shape, pointer: storage.pointer))
    }
    do {
      try call.run(inputs, outputs)
    } catch {
      throw located(error, call.source)
    }
    engine.count { $0.libraryCalls += 1 }
    call.finish(results)
    for vertex in step.vertices {
      if case .library(_, let result) = schedule.graph.vertices[vertex].kind { storages[vertex] = results[result] }
    }
  }

  private func located(_ error: ArrayError, _ source: SourceRange?) -> ArrayError {
    var error = error
    error.source = error.source ?? source
    return error
  }

  private func allocate(_ count: Int, _ dtype: DType) throws(ArrayError) -> Storage {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: dtype.size)
    return try engine.pool.allocate(overflow ? Int.max : bytes, limit: engine.options.maxMemory)
  }

  // MARK: Kernels

  private mutating func run(_ step: KernelStep, _ literals: [Literal], _ known: CachedKernel?) throws(ArrayError) {
    for output in step.outputs {
      let vertex = schedule.graph.vertices[output]
      do {
        storages[output] = try allocate(vertex.count, vertex.dtype)
      } catch {
        throw located(error, vertex.source)
      }
    }
    let rows = step.outerExtents.reduce(1, *)
    guard rows > 0, step.innerExtent > 0, step.kernel.form != .map || step.count > 0 else { return }
    let entry = try engine.prepare(step, known)
    var invocation = Invocation(engine, step, literals, storages)
    invocation.run(entry)
    invocation.combineTotals(storages)
    engine.count {
      $0.kernels += 1
      if invocation.wasInterpreted { $0.interpreted += 1 }
      $0.bytesMoved += step.bytesMoved
    }
  }
}
