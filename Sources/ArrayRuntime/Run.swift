import ArrayGraph
import ArrayKernels

/// One evaluation: the steps of a schedule in order, with the memory they need for as long as they need it.
struct Run {
  private let engine: Engine
  private let schedule: Schedule
  private var storages: [Storage?]
  /// The last step that reads a vertex.
  private var lastUse: [Int]
  private let roots: Set<Int>

  init(_ engine: Engine, _ schedule: Schedule) {
    self.engine = engine
    self.schedule = schedule
    let vertices = schedule.graph.vertices
    storages = vertices.map { if case .data(let storage) = $0.kind { storage } else { nil } }
    roots = Set(schedule.graph.roots)
    lastUse = Array(repeating: -1, count: vertices.count)
    for (k, step) in schedule.steps.enumerated() {
      switch step {
      case .kernel(let kernel): for binding in kernel.bindings { lastUse[binding.vertex] = k }
      case .library(let call):
        for vertex in call.vertices { for edge in vertices[vertex].inputs { lastUse[edge.vertex] = k } }
      }
    }
  }

  mutating func start() throws(ArrayError) {
    for (k, step) in schedule.steps.enumerated() {
      switch step {
      case .kernel(let kernel): try run(kernel)
      case .library(let call): try run(call)
      }
      release(after: k, step)
    }
    for root in schedule.graph.roots {
      guard let storage = storages[root] else { continue }
      for node in schedule.graph.vertices[root].nodes { node.fulfil(storage) }
    }
  }

  /// Lets go of what no later step reads.
  private mutating func release(after k: Int, _ step: Schedule.Step) {
    switch step {
    case .kernel(let kernel):
      for binding in kernel.bindings where lastUse[binding.vertex] == k && !roots.contains(binding.vertex) {
        storages[binding.vertex] = nil
      }
    case .library(let call):
      for vertex in call.vertices {
        for edge in schedule.graph.vertices[vertex].inputs
        where lastUse[edge.vertex] == k && !roots.contains(edge.vertex) { storages[edge.vertex] = nil }
      }
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

  private mutating func run(_ step: KernelStep) throws(ArrayError) {
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
    let entry = try engine.prepare(step)
    var invocation = Invocation(engine, step, storages)
    invocation.run(entry)
    invocation.combineTotals(storages)
    engine.count {
      $0.kernels += 1
      if invocation.wasInterpreted { $0.interpreted += 1 }
      $0.bytesMoved += step.bytesMoved(schedule.graph)
    }
  }
}
