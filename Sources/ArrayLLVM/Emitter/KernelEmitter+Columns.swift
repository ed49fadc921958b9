import ArrayGraph
import ArrayKernels
import CLLVM

// A sweep of a columns kernel, for some lanes of the inner axis.
//
//     for (leaf …) { acc = identity; for (s in leaf) acc = acc + a[s * stride + i : W];  push acc;  combine }
//     result = 0.0 + stack[0]
extension KernelEmitter {
  func emitColumnSweep(_ sweep: Kernel.Sweep, _ p: Position) throws(ArrayError) {
    func body(_ sweep: Kernel.Sweep, _ s: IRValue) throws(ArrayError) {
      var position = p
      position.sweep = s
      for id in sweep.compute { try compute(id, position) }
      for item in sweep.stores { store(item.value, item.operand, position) }
    }
    splatArguments(of: sweep.compute, stores: sweep.stores.map(\.value), p.lanes)
    let extent = word(KernelArguments.sweepExtent)
    if sweep.accumulators.isEmpty {
      try loop("sweep", from: e.int(0), to: extent, step: 1) { (s, _) throws(ArrayError) in
        try scoped { () throws(ArrayError) in try body(sweep, s) }
        return []
      }
      return
    }
    let parts = parts(sweep)
    if let sweep = parts.reduction { try emitColumnTree(sweep, p) { s throws(ArrayError) in try body(sweep, s) } }
    if let sweep = parts.search {
      let found = try emitColumnSearch(sweep, p) { s throws(ArrayError) in try body(sweep, s) }
      for (accumulator, found) in zip(sweep.accumulators, found) { vectors[accumulator.result] = found.place }
    }
  }

  private func emitColumnTree(
    _ sweep: Kernel.Sweep, _ p: Position, _ body: (IRValue) throws(ArrayError) -> Void
  ) throws(ArrayError) {
    let leaves = Leaves(
      start: e.int(0), pointer: word(KernelArguments.leaves), count: word(KernelArguments.leafCount))
    let totals = try emitTree(sweep.accumulators, leaves, lanes: p.lanes) { (begin, end) throws(ArrayError) in
      let identities = sweep.accumulators.map { identity($0, lanes: p.lanes) }
      return try loop("sweep", from: begin, to: end, step: 1, carried: identities) {
        (s, sums) throws(ArrayError) in
        try scoped { () throws(ArrayError) in
          try body(s)
          var next: [IRValue] = []
          for (accumulator, sum) in zip(sweep.accumulators, sums) {
            next.append(combine(accumulator, sum, try use(accumulator.source, p.lanes), lanes: p.lanes))
          }
          return next
        }
      }
    }
    for (accumulator, total) in zip(sweep.accumulators, totals) {
      vectors[accumulator.result] = combine(
        accumulator, start(accumulator, lanes: p.lanes), total, lanes: p.lanes)
    }
  }
}
