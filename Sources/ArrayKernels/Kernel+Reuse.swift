import ArrayGraph

extension Kernel {
  /// Keeps an expensive value that several sweeps need in the memory of a result that is written later.
  ///
  /// A softmax needs its exponentials twice, for their sum and for the quotients. The first sweep stores them where
  /// the quotients will stand, the second one reads them there, from the cache, and overwrites them.
  mutating func reuseExpensiveValues() {
    if form == .map || form == .total { return }
    var statements = form.sweepsAcrossLanes ? chunk : row
    let sweeps = statements.indices.filter { if case .sweep = statements[$0] { true } else { false } }
    guard sweeps.count > 1 else { return }
    var used: Set<Int> = []
    // Later values first: they make what they are computed of unnecessary.
    for id in values.indices.reversed() where values[id].isExpensive {
      let users = sweeps.filter { statements[$0].sweep?.compute.contains(id) == true }
      guard let first = users.first, let last = users.last, first != last,
        let operand = place(for: id, in: statements, first: first, last: last), used.insert(operand).inserted
      else { continue }
      guard var earlier = statements[first].sweep else { continue }
      if !earlier.stores.contains(where: { $0.operand == operand }) {
        earlier.stores.append(Store(id, operand))
        statements[first] = .sweep(earlier)
      }
      values.append(Value(.load(operand: operand), values[id].dtype))
      var replaced = [id: values.count - 1]
      for k in users.dropFirst() {
        guard let later = statements[k].sweep else { continue }
        statements[k] = .sweep(rewrite(later, &replaced))
      }
    }
    if form.sweepsAcrossLanes { chunk = statements } else { row = statements }
  }

  /// A result that is stored in the last sweep that needs the value, or that is the value, stored in the first.
  private func place(for id: ValueID, in statements: [Statement], first: Int, last: Int) -> Int? {
    for (k, statement) in statements.enumerated() {
      for store in statement.sweep?.stores ?? []
      where operands[store.operand].dtype == values[id].dtype && operands[store.operand].layout != .broadcast {
        if k == last || (k == first && store.value == id) { return store.operand }
      }
    }
    return nil
  }

  /// The sweep with some values replaced, and with what depends on them computed from the replacements.
  private mutating func rewrite(_ sweep: Sweep, _ replaced: inout [ValueID: ValueID]) -> Sweep {
    for id in sweep.compute where replaced[id] == nil {
      var value = values[id]
      switch value.source {
      case .operation(let operation, let dtype, let arguments):
        let changed = arguments.map { replaced[$0] ?? $0 }
        if changed == arguments { continue }
        value.source = .operation(operation, dtype: dtype, changed)
      case .cast(let argument):
        guard let changed = replaced[argument] else { continue }
        value.source = .cast(changed)
      case .literal, .load, .reduced: continue
      }
      values.append(value)
      replaced[id] = values.count - 1
    }
    var result = sweep
    result.accumulators = sweep.accumulators.map {
      Accumulator($0.reduction, source: replaced[$0.source] ?? $0.source, result: $0.result)
    }
    result.stores = sweep.stores.map { Store(replaced[$0.value] ?? $0.value, $0.operand) }
    result.compute = needed(
      result.accumulators.map(\.source) + result.stores.map(\.value), Set(sweep.compute).union(replaced.values))
    return result
  }

  /// What the wanted values need of those that may be computed in the sweep, in order.
  private func needed(_ wanted: [ValueID], _ inSweep: Set<ValueID>) -> [ValueID] {
    var found: Set<ValueID> = []
    var pending = wanted
    while let id = pending.popLast() {
      guard inSweep.contains(id), found.insert(id).inserted else { continue }
      switch values[id].source {
      case .operation(_, _, let arguments): pending += arguments
      case .cast(let argument): pending.append(argument)
      case .literal, .load, .reduced: break
      }
    }
    return found.sorted()
  }
}

extension Kernel.Statement {
  fileprivate var sweep: Kernel.Sweep? { if case .sweep(let sweep) = self { sweep } else { nil } }
}
