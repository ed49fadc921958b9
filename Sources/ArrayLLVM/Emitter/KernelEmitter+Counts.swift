import ArrayGraph
import ArrayKernels
import CLLVM

// Sums of truth values, in rows and total kernels: one instruction says how many lanes of a mask are true. With 64 lanes:
//
//     count = 0
//     for (s = begin; s < begin + (n & ~63); s += 64) { m = x[s : 64] > 0.5;  count += popcount(m); }
//     for (; s < end; s += 8)                         { m = x[s : min(8, end - s)] > 0.5, masked;  count += popcount(m); }
extension KernelEmitter {
  /// The truth values whose sum is each accumulator; nil where a sweep does anything else.
  ///
  /// That they are added as `f64` makes no difference: whole numbers below 2⁵³ are exact there, in whatever order.
  func counted(_ sweep: Kernel.Sweep) -> [Kernel.ValueID]? {
    var masks: [Kernel.ValueID] = []
    for accumulator in sweep.accumulators {
      let sum = kernel.values[accumulator.source]
      guard accumulator.reduction == .sum, sum.dtype != .f32, case .cast(let mask) = sum.source,
        kernel.values[mask].dtype == .bool, hasLanes[mask]
      else { return nil }
      masks.append(mask)
    }
    return sweep.stores.isEmpty ? masks : nil
  }

  func emitCounts(
    _ sweep: Kernel.Sweep, of masks: [Kernel.ValueID], from begin: IRValue, to end: IRValue
  ) throws(ArrayError) -> [IRValue] {
    let numbers = Set(sweep.accumulators.map(\.source)).subtracting(arguments(of: sweep.compute))
    let computed = sweep.compute.filter { !numbers.contains($0) }
    func counting(
      _ name: String, _ lanes: Int, from start: IRValue, to stop: IRValue, _ counts: [IRValue],
      _ position: (IRValue) -> Position
    ) throws(ArrayError) -> [IRValue] {
      try scoped { () throws(ArrayError) in
        vectors = [:]
        splatArguments(of: computed, lanes)
        return try laneLoop(name, from: start, to: stop, step: lanes, carried: counts) {
          (s, counts) throws(ArrayError) in
          try scoped { () throws(ArrayError) in
            let p = position(s)
            for id in computed { try compute(id, p) }
            var next = counts
            for (k, mask) in masks.enumerated() {
              let truth = try use(mask, lanes)
              next[k] = e.add(next[k], ones(p.mask.map { e.and(truth, $0) } ?? truth, lanes))
            }
            return next
          }
        }
      }
    }
    let longest = isCheap(sweep) ? Self.countedLanes : max(laneCounts(computed).first ?? width, width)
    var counts = masks.map { _ in e.int(0) }
    var start = begin
    for lanes in usesMasks ? [longest] : [longest, width] {
      let stop = e.add(start, e.and(e.sub(end, start), e.int(-lanes)))
      counts = try counting("count\(lanes)", lanes, from: start, to: stop, counts) { vectorPosition($0, lanes) }
      start = stop
    }
    counts = try counting("rest", usesMasks ? width : 1, from: start, to: end, counts) {
      usesMasks ? maskedPosition($0, e.sub(end, $0)) : vectorPosition($0, 1)
    }
    return zip(sweep.accumulators, counts).map { accumulator, count in
      let dtype = kernel.values[accumulator.source].dtype
      let type = e.registerType(dtype)
      if dtype.isFloat { return e.c.LLVMBuildSIToFP(e.builder, count, type, "") }
      return dtype.size < 8 ? e.c.LLVMBuildTrunc(e.builder, count, type, "") : count
    }
  }
  /// The lanes of a mask that fills a register.
  private static let countedLanes = 64

  /// How many lanes of a mask are true.
  private func ones(_ mask: IRValue, _ lanes: Int) -> IRValue {
    if lanes == 1 { return e.c.LLVMBuildZExt(e.builder, mask, e.i64, "") }
    let type = e.integerType(lanes)
    let count = e.intrinsic("llvm.ctpop", [type], [e.c.LLVMBuildBitCast(e.builder, mask, type, "")])
    if lanes == 64 { return count }
    return (lanes < 64 ? e.c.LLVMBuildZExt : e.c.LLVMBuildTrunc)(e.builder, count, e.i64, "")
  }
}
