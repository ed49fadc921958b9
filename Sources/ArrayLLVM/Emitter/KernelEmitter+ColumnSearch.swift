import ArrayGraph
import ArrayKernels
import CLLVM
import Lanes

// Where the best element of each column stands. Memory is read as a stream here too: several rows at a time, with the best
// elements of the strip and their rows in the first-level cache. In a narrow strip some lanes go through all rows, with
// the best in registers.
//
//     for (piece of as many rows as a step counts) {
//       steps[:] = -1;
//       for (s in piece; s += 4) for (i in strip: lanes)
//         for (k = 0; k < 4; k++) { takes = best[i] < a[s + k][i];  best[i] = …;  steps[i] = takes ? s + k - start : steps[i]; }
//       places[:] = steps[:] >= 0 ? start + steps[:] : places[:];
//     }
extension KernelEmitter {
  func emitSearch(_ sweep: Kernel.Sweep, _ strip: inout Strip) throws(ArrayError) {
    let places = sweep.accumulators.map { stripArray(kernel.values[$0.result].dtype, count: e.int(1), strip) }
    let whole = strip
    let isNarrow = e.compare(
      CLLVMIntSLE, e.sub(whole.stop, whole.start), e.int(Self.narrowSearch * width))
    try ifThenElse(isNarrow) { () throws(ArrayError) in
      try self.emitNarrowSearch(sweep, whole, places)
    } else: { () throws(ArrayError) in
      try self.emitLongSearch(sweep, whole, places)
    }
    for (k, accumulator) in sweep.accumulators.enumerated() { strip.arrays[accumulator.result] = places[k] }
  }

  /// Vectors of a strip that is narrow.
  private static let narrowSearch = 8

  /// Some lanes through all rows.
  private func emitNarrowSearch(_ sweep: Kernel.Sweep, _ strip: Strip, _ places: [IRValue]) throws(ArrayError) {
    let lanes = sweep.compute.filter { hasLanes[$0] }
    let sources = sweep.accumulators.map { Kernel.Store($0.source, 0) }
    try vectorLoops(
      laneCounts(sweep.compute), from: strip.start, to: strip.stop, splatting: lanes, stores: sweep.stores
    ) { p throws(ArrayError) in
      self.fetch(lanes, sweep.stores + sources, except: sweep.compute, strip, p)
      let found = try self.emitColumnSearch(sweep, p) { row throws(ArrayError) in
        var position = p
        position.sweep = row
        for id in sweep.compute { try self.compute(id, position) }
        for item in sweep.stores { self.store(item.value, item.operand, position) }
      }
      for (k, accumulator) in sweep.accumulators.enumerated() {
        self.storeStrip(found[k].place, self.kernel.values[accumulator.result].dtype, places[k], p)
      }
    }
  }

  /// Rows of the whole strip.
  private func emitLongSearch(_ sweep: Kernel.Sweep, _ strip: Strip, _ places: [IRValue]) throws(ArrayError) {
    let accumulators = sweep.accumulators
    let step = stepType(sweep)
    let bests = accumulators.map {
      BestStrip(
        values: stripArray(kernel.values[$0.source].dtype, count: e.int(1), strip),
        steps: stripArray(step, count: e.int(1), strip))
    }
    /// Whole vectors only: the arrays have room for the last one.
    func each(_ body: (Int, Position) -> Void) throws(ArrayError) {
      try laneLoop("strip", from: strip.start, to: strip.stop, step: width) { (index, _) throws(ArrayError) in
        for k in accumulators.indices { body(k, self.vectorPosition(index, self.width)) }
        return []
      }
    }
    let place = e.wide(e.i64, width)
    try each { k, p in
      let accumulator = accumulators[k]
      let dtype = self.kernel.values[accumulator.source].dtype
      self.storeStrip(self.identity(accumulator, lanes: p.lanes), dtype, bests[k].values, p)
      self.storeStrip(self.e.c.LLVMConstNull(place), .i64, places[k], p)
    }
    let extent = word(KernelArguments.sweepExtent)
    let piece = 1 << min(step.size * 8 - 1, 62)
    let none = e.splatConstant(e.c.LLVMConstInt(e.memoryType(step), .max, 1), width)
    try loop("piece", from: e.int(0), to: extent, step: piece) { (start, _) throws(ArrayError) in
      let stop = self.minimum(extent, self.e.add(start, self.e.int(piece)))
      try each { k, p in self.storeStrip(none, step, bests[k].steps, p) }
      let rows = self.rowCount(sweep)
      var single = start
      if rows > 1 {
        single = self.e.add(start, self.e.and(self.e.sub(stop, start), self.e.int(-rows)))
        single = self.e.select(self.isOneStream(sweep, strip, arrays: 2), start, single)
        try self.emitSearchedRows(sweep, rows, from: start, to: single, of: start, strip, bests)
      }
      try self.emitSearchedRows(sweep, 1, from: single, to: stop, of: start, strip, bests)
      try each { k, p in
        let steps = self.loadStrip(step, bests[k].steps, p)
        let isBetter = self.e.compare(CLLVMIntSLE, self.e.c.LLVMConstNull(self.e.c.LLVMTypeOf(steps)), steps)
        let here = self.e.add(self.widen(steps, place), self.e.splat(start, p.lanes))
        let before = self.loadStrip(.i64, places[k], p)
        self.storeStrip(self.e.select(isBetter, here, before), .i64, places[k], p)
      }
      return []
    }
  }

  /// The best elements of a strip so far, and the steps at which they stand in the piece at work.
  private struct BestStrip {
    var values: IRValue
    var steps: IRValue
  }

  /// The rows `begin ..< end` of the piece from `start` on, `count` at a time.
  private func emitSearchedRows(
    _ sweep: Kernel.Sweep, _ count: Int, from begin: IRValue, to end: IRValue, of start: IRValue, _ strip: Strip,
    _ bests: [BestStrip]
  ) throws(ArrayError) {
    let lanes = sweep.compute.filter { hasLanes[$0] }
    let sources = sweep.accumulators.map { Kernel.Store($0.source, 0) }
    let step = stepType(sweep)
    try loop("rows\(count)", from: begin, to: end, step: count) { (first, _) throws(ArrayError) in
      try scoped { () throws(ArrayError) in
        let rows = try self.rows(sweep, count, from: first)
        try vectorLoops(
          [width], from: strip.start, to: strip.stop, splatting: lanes, stores: sweep.stores
        ) { p throws(ArrayError) in
          self.fetch(lanes, sweep.stores + sources, except: sweep.compute, strip, p)
          let dtypes = sweep.accumulators.map { self.kernel.values[$0.source].dtype }
          var values = bests.indices.map { self.loadStrip(dtypes[$0], bests[$0].values, p) }
          var steps = bests.map { self.loadStrip(step, $0.steps, p) }
          for row in rows {
            try self.evaluate(sweep, row, p) { () throws(ArrayError) in
              let now = self.e.splat(self.narrow(self.e.sub(row.position, start), step.size * 8), p.lanes)
              for (k, accumulator) in sweep.accumulators.enumerated() {
                let next = try self.use(accumulator.source, p.lanes)
                let takes = self.isBeaten(accumulator, values[k], by: next, lanes: p.lanes)
                values[k] = self.e.select(takes, next, values[k])
                steps[k] = self.e.select(takes, now, steps[k])
              }
            }
          }
          for k in bests.indices {
            self.storeStrip(values[k], dtypes[k], bests[k].values, p)
            self.storeStrip(steps[k], step, bests[k].steps, p)
          }
        }
      }
      return []
    }
  }

  private func stepType(_ sweep: Kernel.Sweep) -> DType {
    switch stepBits(sweep) {
    case 16: .i16
    case 32: .i32
    default: .i64
    }
  }
}
