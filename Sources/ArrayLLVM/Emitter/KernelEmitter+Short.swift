import ArrayGraph
import ArrayKernels
import CLLVM
import Lanes

// Sweeps over short runs, for some lanes of a kept axis. A run is one leaf of the tree; its partial results stay in
// registers, each with as many lanes.
//
//     p0 … p7 = identity
//     for (s = 0; s < (n & ~7); s += 8) { p0 += a[s][i : W];  …  p7 += a[s + 7][i : W]; }
//     t = ((p0 + p1) + (p2 + p3)) + ((p4 + p5) + (p6 + p7))
//     for (; s < n; s++) t += a[s][i : W];
//     sum = 0.0 + t
extension KernelEmitter {
  func emitShort(_ start: IRValue, _ stop: IRValue) throws(ArrayError) {
    var computed: [Kernel.ValueID] = []
    var stores: [Kernel.Store] = []
    var sweeps: [Kernel.Sweep] = []
    for statement in kernel.chunk {
      switch statement {
      case .compute(let id): computed.append(id)
      case .store(let id, let operand): stores.append(Kernel.Store(id, operand))
      case .sweep(let sweep):
        computed += sweep.compute
        sweeps.append(sweep)
      }
    }
    // The partial results of two vectors are half of the registers.
    let isSmall = cost(computed).instructions <= 40 && sweeps.allSatisfy { $0.accumulators.count <= 1 }
    let lanes = usesMasks ? (isSmall ? [width * 2] : []) : [width]
    try vectorLoops(lanes, from: start, to: stop, splatting: [], stores: stores) { p throws(ArrayError) in
      for statement in self.kernel.chunk {
        switch statement {
        case .compute(let id): try self.compute(id, p)
        case .store(let id, let operand): self.store(id, operand, p)
        case .sweep(let sweep): try self.emitShortSweep(sweep, p)
        }
      }
    }
  }

  private func emitShortSweep(_ sweep: Kernel.Sweep, _ p: Position) throws(ArrayError) {
    splatArguments(of: sweep.compute, stores: sweep.stores.map(\.value), p.lanes)
    let parts = parts(sweep)
    if let sweep = parts.reduction {
      if sweep.accumulators.isEmpty { try emitShortStores(sweep, p) } else { try emitShortReduction(sweep, p) }
    }
    if let sweep = parts.search {
      let found = try emitColumnSearch(sweep, p) { s throws(ArrayError) in try self.evaluate(sweep, at: s, p) }
      for (accumulator, found) in zip(sweep.accumulators, found) { vectors[accumulator.result] = found.place }
    }
  }

  /// Computes and stores the elements of the runs at `position`.
  private func evaluate(_ sweep: Kernel.Sweep, at position: IRValue, _ p: Position) throws(ArrayError) {
    var place = p
    place.sweep = position
    for id in sweep.compute { try compute(id, place) }
    for item in sweep.stores { store(item.value, item.operand, place) }
  }

  private func emitShortStores(_ sweep: Kernel.Sweep, _ p: Position) throws(ArrayError) {
    try loop("stores", from: e.int(0), to: word(KernelArguments.sweepExtent), step: 1) { (s, _) throws(ArrayError) in
      try scoped { () throws(ArrayError) in try self.evaluate(sweep, at: s, p) }
      return []
    }
  }

  private func emitShortReduction(_ sweep: Kernel.Sweep, _ p: Position) throws(ArrayError) {
    let accumulators = sweep.accumulators
    let (count, eight) = (accumulators.count, 8)
    func combined(_ left: [IRValue], _ right: [IRValue]) -> [IRValue] {
      accumulators.indices.map { combine(accumulators[$0], left[$0], right[$0], lanes: p.lanes) }
    }
    /// `sums` with the elements at `position` added.
    func adding(_ position: IRValue, _ sums: [IRValue]) throws(ArrayError) -> [IRValue] {
      try scoped { () throws(ArrayError) in
        try self.evaluate(sweep, at: position, p)
        var values: [IRValue] = []
        for accumulator in accumulators { values.append(try use(accumulator.source, p.lanes)) }
        return combined(sums, values)
      }
    }
    let extent = word(KernelArguments.sweepExtent)
    let whole = e.and(extent, e.int(-eight))
    let identities = accumulators.map { identity($0, lanes: p.lanes) }
    let total = try ifThen(e.compare(CLLVMIntSLT, e.int(0), whole), else: identities) { () throws(ArrayError) in
      let nothing = Array(repeating: identities, count: eight).flatMap { $0 }
      let partials = try loop("eight", from: e.int(0), to: whole, step: eight, carried: nothing) {
        (s, sums) throws(ArrayError) in
        var next: [IRValue] = []
        for k in 0..<eight { next += try adding(e.add(s, e.int(k)), Array(sums[k * count..<(k + 1) * count])) }
        return next
      }
      var level = (0..<eight).map { Array(partials[$0 * count..<($0 + 1) * count]) }
      while level.count > 1 {
        level = Swift.stride(from: 0, to: level.count, by: 2).map { combined(level[$0], level[$0 + 1]) }
      }
      return level[0]
    }
    let sums = try loop("rest", from: whole, to: extent, step: 1, carried: total) { (s, sums) throws(ArrayError) in
      try adding(s, sums)
    }
    let starts = accumulators.map { start($0, lanes: p.lanes) }
    for (accumulator, sum) in zip(accumulators, combined(starts, sums)) { vectors[accumulator.result] = sum }
  }
}
