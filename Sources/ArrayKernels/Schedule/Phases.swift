import ArrayGraph

/// A step of several sweeps across the lanes as a step a sweep.
///
/// Where columns are so tall that no cache holds them, each sweep of a strip of columns reads memory anew. Then nothing is
/// lost when each sweep is a kernel of its own, whose rows the engine can divide among threads. Nor can more be done at once
/// where runs are reduced leaf by leaf.
///
///     columns:  for strip { sum += a;  mean = sum / n;  v += (a - mean)²;  d = sqrt(v / n);  out = (a - mean) / d }
///     phases:   for strip { sum += a };  for strip { mean = sum / n;  v += (a - mean)² };
///               for strip { mean = sum / n;  d = sqrt(v / n);  out = (a - mean) / d }
///
/// What the reductions came to waits in memory, and what happens once a column is computed in each phase that needs it.
struct Phases {
  private let step: KernelStep
  private var kernel: Kernel { step.kernel }
  /// Where the result of an accumulator of an earlier phase lies.
  private var places: [Kernel.ValueID: KernelStep.Binding] = [:]

  /// The steps in order. Results that wait become vertices of the graph.
  static func of(_ step: KernelStep, _ graph: inout Graph) -> [KernelStep] {
    if step.kernel.form != .columns && !step.isReducedByLeaves { return [step] }
    var phases = Phases(step)
    return phases.run(&graph)
  }

  private init(_ step: KernelStep) { self.step = step }

  private mutating func run(_ graph: inout Graph) -> [KernelStep] {
    var steps: [KernelStep] = []
    var stores: [Kernel.Store] = []
    for case .store(let value, let operand) in kernel.chunk { stores.append(Kernel.Store(value, operand)) }
    for case .sweep(let sweep) in kernel.chunk {
      var part = Part(kernel, step.bindings, places)
      for accumulator in sweep.accumulators {
        let result = accumulator.result
        if let own = stores.firstIndex(where: {
          $0.value == result && kernel.operands[$0.operand].layout == .contiguous
        }) {
          places[result] = step.bindings[stores[own].operand]
          stores.remove(at: own)
        } else {
          places[result] = wait(kernel.values[result].dtype, &graph)
        }
      }
      steps.append(part.sweep(sweep, storingTo: places, in: step))
    }
    if !stores.isEmpty {
      var part = Part(kernel, step.bindings, places)
      steps.append(part.map(stores, in: step))
    }
    // What an earlier phase stored for a later one to overwrite is there already.
    var made: Set<Int> = []
    for k in steps.indices {
      steps[k].outputs.removeAll { !made.insert($0).inserted }
    }
    return steps
  }

  /// An array of an element a column.
  private func wait(_ dtype: DType, _ graph: inout Graph) -> KernelStep.Binding {
    let shape = step.outerExtents + [step.innerExtent]
    graph.vertices.append(Graph.Vertex(kind: .copy, inputs: [], dtype: dtype, shape: shape))
    return KernelStep.Binding(
      vertex: graph.vertices.count - 1, offset: 0, outerStrides: Array(Layout(rowMajor: shape).strides.dropLast()),
      sweepStride: 0, innerStride: 1)
  }

  /// Some statements of a kernel as a kernel, with the values and operands that they need.
  private struct Part {
    private let whole: Kernel
    private let wholeBindings: [KernelStep.Binding]
    private let places: [Kernel.ValueID: KernelStep.Binding]
    private var kernel: Kernel
    private var bindings: [KernelStep.Binding] = []
    private var literals: [Int] = []
    /// New numbers by old ones.
    private var valueOf: [Kernel.ValueID: Kernel.ValueID] = [:]
    private var operandOf: [Int: Int] = [:]

    init(_ whole: Kernel, _ bindings: [KernelStep.Binding], _ places: [Kernel.ValueID: KernelStep.Binding]) {
      (self.whole, wholeBindings, self.places) = (whole, bindings, places)
      kernel = Kernel(form: whole.form, outerRank: whole.outerRank)
    }

    mutating func sweep(
      _ sweep: Kernel.Sweep, storingTo results: [Kernel.ValueID: KernelStep.Binding], in step: KernelStep
    ) -> KernelStep {
      var before = take(sweep.compute + sweep.accumulators.map(\.source) + sweep.stores.map(\.value))
      before.removeAll { id in sweep.compute.contains { valueOf[$0] == id } }
      kernel.chunk += before.map { .compute($0) }
      var own = Kernel.Sweep(compute: sweep.compute.map { valueOf[$0] ?? 0 })
      var kept: [Kernel.Statement] = []
      for accumulator in sweep.accumulators {
        kernel.values.append(Kernel.Value(.reduced, whole.values[accumulator.result].dtype))
        let result = kernel.values.count - 1
        own.accumulators.append(
          Kernel.Accumulator(accumulator.reduction, source: valueOf[accumulator.source] ?? 0, result: result))
        guard let place = results[accumulator.result] else { continue }
        kept.append(.store(result, operand: operand(.output, kernel.values[result].dtype, place)))
      }
      own.stores = sweep.stores.map { Kernel.Store(valueOf[$0.value] ?? 0, operand(of: $0.operand)) }
      kernel.chunk += [.sweep(own)] + kept
      return made(step, sweepExtent: step.sweepExtent)
    }

    /// What is stored once a column.
    mutating func map(_ stores: [Kernel.Store], in step: KernelStep) -> KernelStep {
      kernel.form = .map
      kernel.chunk = take(stores.map(\.value)).map { .compute($0) }
      for store in stores {
        kernel.chunk.append(.store(valueOf[store.value] ?? 0, operand: operand(of: store.operand)))
      }
      return made(step, sweepExtent: 1)
    }

    /// Takes over what `wanted` need, in order; gives those that are computed once a column, or once a position.
    private mutating func take(_ wanted: [Kernel.ValueID]) -> [Kernel.ValueID] {
      var needed: Set<Kernel.ValueID> = []
      var pending = wanted
      while let id = pending.popLast() {
        guard needed.insert(id).inserted else { continue }
        switch whole.values[id].source {
        case .operation(_, _, let arguments): pending += arguments
        case .cast(let argument): pending.append(argument)
        case .literal, .load, .reduced: continue
        }
      }
      for id in needed.sorted() { take(id) }
      let once = Set(whole.once)
      let row = whole.row.compactMap { if case .compute(let id) = $0 { id } else { nil } }
      kernel.once = whole.once.filter(needed.contains).compactMap { valueOf[$0] }
      kernel.row = row.filter(needed.contains).compactMap { valueOf[$0].map { .compute($0) } }
      return needed.subtracting(once).subtracting(row).sorted().compactMap { valueOf[$0] }
    }

    private mutating func take(_ id: Kernel.ValueID) {
      var value = whole.values[id]
      switch value.source {
      case .literal(let k):
        literals.append(k)
        kernel.literals.append(value.dtype)
        value.source = .literal(literals.count - 1)
      case .load(let k): value.source = .load(operand: operand(of: k))
      case .operation(let operation, let dtype, let arguments):
        value.source = .operation(operation, dtype: dtype, arguments.map { valueOf[$0] ?? 0 })
      case .cast(let argument): value.source = .cast(valueOf[argument] ?? 0)
      case .reduced:
        if let place = places[id] { value.source = .load(operand: operand(.input, value.dtype, place)) }
      }
      kernel.values.append(value)
      valueOf[id] = kernel.values.count - 1
    }

    private mutating func operand(of k: Int) -> Int {
      if let known = operandOf[k] { return known }
      kernel.operands.append(whole.operands[k])
      bindings.append(wholeBindings[k])
      operandOf[k] = kernel.operands.count - 1
      return kernel.operands.count - 1
    }

    private mutating func operand(_ role: Kernel.Operand.Role, _ dtype: DType, _ place: KernelStep.Binding) -> Int {
      kernel.operands.append(Kernel.Operand(role, dtype, .contiguous))
      bindings.append(place)
      return kernel.operands.count - 1
    }

    private func made(_ step: KernelStep, sweepExtent: Int) -> KernelStep {
      var made = step
      made.kernel = kernel
      made.bindings = bindings
      made.sweepExtent = sweepExtent
      made.literals = literals.map { step.literals[$0] }
      made.literalVertices = literals.map { step.literalVertices[$0] }
      made.outputs = kernel.operands.indices.filter { kernel.operands[$0].role == .output }.map { bindings[$0].vertex }
      made.operationCount = kernel.values.count {
        switch $0.source {
        case .operation, .cast, .reduced: true
        case .literal, .load: false
        }
      }
      return made
    }
  }
}
