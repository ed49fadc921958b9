import ArrayGraph
import ArrayKernels
import CLLVM
import Lanes

// A sweep along the vector axis, in rows and total kernels. One leaf, with 16 lanes a vector:
//
//     acc[0..7] = identity
//     for (s = begin; s < begin + (n & ~15); s += 16) { v = a[s : 16]; acc += v[0..7]; acc += v[8..15]; }
//     if (s < end) { v = a[s : end - s], masked; if (end - s >= 8) acc += v[0..7]; spill v }
//     total = ((acc0+acc1) + (acc2+acc3)) + ((acc4+acc5) + (acc6+acc7));  then the spilt rest one by one
//
// Integers give the same bits in any order: they have one leaf, as wide as the vectors.
extension KernelEmitter {
  /// The partial results in which a leaf is reduced.
  static let partials = 8

  func emitSweep(_ sweep: Kernel.Sweep) throws(ArrayError) {
    let extent = word(KernelArguments.sweepExtent)
    if sweep.accumulators.isEmpty {
      try vectorLoops(
        laneCounts(sweep.compute), from: e.int(0), to: extent, splatting: sweep.compute,
        stores: sweep.stores
      ) { p throws(ArrayError) in try evaluate(sweep, p) }
      return
    }
    let parts = parts(sweep)
    if let sweep = parts.reduction {
      let leaves = Leaves(
        start: e.int(0), pointer: word(KernelArguments.leaves), count: word(KernelArguments.leafCount))
      let totals =
        isOrderFree(sweep)
        ? try emitOrderFree(sweep, from: e.int(0), to: extent) : try emitLeaves(sweep, leaves)
      for (accumulator, total) in zip(sweep.accumulators, totals) {
        scalars[accumulator.result] = combine(accumulator, start(accumulator, lanes: 1), total, lanes: 1)
      }
    }
    if let sweep = parts.search {
      let found = try emitSearch(sweep, from: e.int(0), to: extent)
      for (accumulator, found) in zip(sweep.accumulators, found) { scalars[accumulator.result] = found.place }
    }
  }

  /// One block of the one sweep; its partial results go to the caller.
  func emitTotal(_ sweep: Kernel.Sweep, _ unit: IRValue) throws(ArrayError) {
    let blocks = e.c.LLVMBuildIntToPtr(e.builder, word(KernelArguments.blocks), e.pointer(e.i64), "blocks")
    let block = e.offset(e.i64, blocks, e.mul(unit, e.int(3)))
    func field(_ index: Int) -> IRValue { e.load(e.i64, e.offset(e.i64, block, e.int(index)), alignment: 8) }
    let leaves = Leaves(start: field(0), pointer: field(1), count: field(2))
    let parts = parts(sweep)
    if let sweep = parts.reduction {
      let totals =
        isOrderFree(sweep)
        ? try emitOrderFree(sweep, from: leaves.start, to: try end(leaves)) : try emitLeaves(sweep, leaves)
      for (accumulator, total) in zip(sweep.accumulators, totals) {
        storePartial(total, nil, accumulator, unit)
      }
    }
    if let sweep = parts.search {
      let found = try emitSearch(sweep, from: leaves.start, to: try end(leaves))
      for (accumulator, found) in zip(sweep.accumulators, found) {
        storePartial(found.value, found.place, accumulator, unit)
      }
    }
  }

  private func storePartial(
    _ value: IRValue, _ position: IRValue?, _ accumulator: Kernel.Accumulator, _ unit: IRValue
  ) {
    let dtype = kernel.values[accumulator.source].dtype
    let words = KernelArguments.Partial.byteCount / 8
    let number = kernel.accumulators.firstIndex(of: accumulator) ?? 0
    let first = e.add(e.mul(unit, e.int(kernel.accumulators.count * words)), e.int(number * words))
    let partials = e.c.LLVMBuildIntToPtr(
      e.builder, word(KernelArguments.partials), e.pointer(e.i64), "partials")
    let place = e.offset(e.i64, partials, first)
    let stored = dtype == .bool ? e.c.LLVMBuildZExt(e.builder, value, e.integerType(8), "") : value
    e.store(stored, e.bitcastPointer(place, to: e.memoryType(dtype)), alignment: dtype.size)
    if let position { e.store(position, e.offset(e.i64, place, e.int(1)), alignment: 8) }
  }

  /// Where the last leaf ends.
  private func end(_ leaves: Leaves) throws(ArrayError) -> IRValue {
    let table = e.c.LLVMBuildIntToPtr(e.builder, leaves.pointer, e.pointer(e.i32), "")
    return try loop("length", from: e.int(0), to: leaves.count, step: 1, carried: [leaves.start]) {
      (index, sum) throws(ArrayError) in
      let length = e.load(e.i32, e.offset(e.i32, table, e.mul(index, e.int(2))), alignment: 4)
      return [e.add(sum[0], e.c.LLVMBuildSExt(e.builder, length, e.i64, ""))]
    }[0]
  }

  private func evaluate(_ sweep: Kernel.Sweep, _ p: Position) throws(ArrayError) {
    for id in sweep.compute { try compute(id, p) }
    for item in sweep.stores { store(item.value, item.operand, p) }
  }
  private func isOrderFree(_ sweep: Kernel.Sweep) -> Bool {
    counted(sweep) != nil || sweep.accumulators.allSatisfy { !kernel.values[$0.source].dtype.isFloat }
  }
  private func splatArguments(_ sweep: Kernel.Sweep, _ lanes: Int) {
    splatArguments(
      of: sweep.compute, stores: sweep.stores.map(\.value) + sweep.accumulators.map(\.source), lanes)
  }
  private func sources(_ sweep: Kernel.Sweep, _ lanes: Int) throws(ArrayError) -> [IRValue] {
    var values: [IRValue] = []
    for accumulator in sweep.accumulators { values.append(try use(accumulator.source, lanes)) }
    return values
  }

  // MARK: Floats: leaf by leaf

  private func emitLeaves(_ sweep: Kernel.Sweep, _ leaves: Leaves) throws(ArrayError) -> [IRValue] {
    try scoped { () throws(ArrayError) in
      splatArguments(sweep, width)
      return try emitTree(sweep.accumulators, leaves) { (begin, end) throws(ArrayError) in
        try emitLeaf(sweep, begin, end)
      }
    }
  }

  private func emitLeaf(_ sweep: Kernel.Sweep, _ begin: IRValue, _ end: IRValue) throws(ArrayError)
    -> [IRValue]
  {
    let eight = Self.partials
    var sums = sweep.accumulators.map { identity($0, lanes: eight) }
    var stop = begin
    if width > eight, isCheap(sweep) {
      stop = e.add(begin, e.and(e.sub(end, begin), e.int(-Self.groups * eight)))
      sums = try groupLoop(sweep, Self.groups, from: begin, to: stop, sums)
    }
    for lanes in leafLanes(sweep) {
      let next = e.add(stop, e.and(e.sub(end, stop), e.int(-lanes)))
      sums = try scoped { () throws(ArrayError) in
        if lanes > width {
          vectors = [:]
          splatArguments(sweep, lanes)
        }
        return try partialLoop(sweep, lanes, from: stop, to: next, sums)
      }
      stop = next
    }
    if usesMasks { return try emitMaskedRest(sweep, stop, end, sums) }

    let halves = stride(from: width / 2, through: eight, by: -eight)
    if halves.contains(eight) {
      let next = e.add(stop, e.and(e.sub(end, stop), e.int(-eight)))
      sums = try scoped { () throws(ArrayError) in
        vectors = [:]
        return try partialLoop(sweep, eight, from: stop, to: next, sums)
      }
      stop = next
    }
    let totals = zip(sweep.accumulators, sums).map { horizontal($0, $1, lanes: eight) }
    return try loop("single", from: stop, to: end, step: 1, carried: totals) {
      (s, totals) throws(ArrayError) in
      try scoped { () throws(ArrayError) in
        vectors = [:]
        try evaluate(sweep, vectorPosition(s, 1))
        let values = try sources(sweep, 1)
        return sweep.accumulators.indices.map {
          combine(sweep.accumulators[$0], totals[$0], values[$0], lanes: 1)
        }
      }
    }
  }

  /// Whether there is no formula but some arithmetic.
  func isCheap(_ sweep: Kernel.Sweep) -> Bool { cost(sweep.compute).instructions < 12 }
  /// The lanes of the loops over the whole vectors of a leaf. Several vectors share what a formula loads; where there is
  /// none, a loop of its own costs more than it saves.
  private func leafLanes(_ sweep: Kernel.Sweep) -> [Int] {
    isCheap(sweep) ? [width] : laneCounts(sweep.compute).filter { $0 > width } + [width]
  }

  /// Whole groups of eight lanes of a leaf, `groups` of them in a turn of the loop: a vector of 512 bits would first have to
  /// be taken apart.
  func groupLoop(
    _ sweep: Kernel.Sweep, _ groups: Int, from begin: IRValue, to stop: IRValue, _ sums: [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    let eight = Self.partials
    return try scoped { () throws(ArrayError) in
      vectors = [:]
      splatArguments(sweep, eight)
      return try loop("groups", from: begin, to: stop, step: groups * eight, carried: sums) {
        (s, sums) throws(ArrayError) in
        var next = sums
        for k in 0..<groups {
          try scoped { () throws(ArrayError) in
            try evaluate(sweep, vectorPosition(k == 0 ? s : e.add(s, e.int(k * eight)), eight))
            let values = try sources(sweep, eight)
            for (k, accumulator) in sweep.accumulators.enumerated() {
              next[k] = combine(accumulator, next[k], values[k], lanes: eight)
            }
          }
        }
        return next
      }
    }
  }
  static let groups = 4

  /// Whole vectors of a leaf, added to the eight partials group by group.
  private func partialLoop(
    _ sweep: Kernel.Sweep, _ lanes: Int, from begin: IRValue, to stop: IRValue, _ sums: [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    try loop("leaf\(lanes)", from: begin, to: stop, step: lanes, carried: sums) {
      (s, sums) throws(ArrayError) in
      try scoped { () throws(ArrayError) in
        try evaluate(sweep, vectorPosition(s, lanes))
        let values = try sources(sweep, lanes)
        return sweep.accumulators.indices.map { k in
          stride(from: 0, to: lanes, by: Self.partials).reduce(sums[k]) { sum, first in
            combine(sweep.accumulators[k], sum, group(values[k], first, lanes), lanes: Self.partials)
          }
        }
      }
    }
  }
  private func group(_ vector: IRValue, _ first: Int, _ lanes: Int) -> IRValue {
    lanes == Self.partials ? vector : e.shuffle(vector, Array(first..<first + Self.partials))
  }

  private func emitMaskedRest(
    _ sweep: Kernel.Sweep, _ stop: IRValue, _ end: IRValue, _ sums: [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    let eight = Self.partials
    let rest = e.sub(end, stop, "rest")
    let spills = sweep.accumulators.map { accumulator in
      alloca(e.wide(e.memoryType(kernel.values[accumulator.source].dtype), width), "spill")
    }
    let sums = try ifThen(e.compare(CLLVMIntSLT, e.int(0), rest), else: sums) { () throws(ArrayError) in
      try scoped { () throws(ArrayError) in
        try evaluate(sweep, maskedPosition(stop, rest))
        let values = try sources(sweep, width)
        return sweep.accumulators.indices.map { k in
          let accumulator = sweep.accumulators[k]
          spill(values[k], spills[k], kernel.values[accumulator.source].dtype)
          return stride(from: 0, to: width - eight, by: eight).reduce(sums[k]) { sum, first in
            let more = combine(accumulator, sum, group(values[k], first, width), lanes: eight)
            return e.select(e.compare(CLLVMIntSLE, e.int(first + eight), rest), more, sum)
          }
        }
      }
    }
    let totals = zip(sweep.accumulators, sums).map { horizontal($0, $1, lanes: eight) }
    return try loop(
      "rest", from: e.and(rest, e.int(-eight)), to: rest, step: 1, carried: totals
    ) { (index, totals) throws(ArrayError) in
      sweep.accumulators.indices.map { k in
        let dtype = kernel.values[sweep.accumulators[k].source].dtype
        let type = e.memoryType(dtype)
        let place = e.offset(type, e.bitcastPointer(spills[k], to: type), index)
        var value = e.load(type, place, alignment: dtype.size)
        if dtype == .bool { value = e.compare(CLLVMIntNE, value, e.c.LLVMConstNull(type)) }
        return combine(sweep.accumulators[k], totals[k], value, lanes: 1)
      }
    }
  }
  /// Truth values are bytes there, as in memory: single bits have no address.
  private func spill(_ value: IRValue, _ place: IRValue, _ dtype: DType) {
    let type = e.wide(e.memoryType(dtype), width)
    e.store(
      dtype == .bool ? e.c.LLVMBuildZExt(e.builder, value, type, "") : value, place, alignment: dtype.size)
  }

  /// Combines neighbours until one is left: `((0+1)+(2+3))+((4+5)+(6+7))`.
  private func horizontal(_ accumulator: Kernel.Accumulator, _ vector: IRValue, lanes: Int) -> IRValue {
    var (vector, lanes) = (vector, lanes)
    while lanes > 2 {
      vector = neighbours(accumulator, vector, lanes: lanes)
      lanes /= 2
    }
    return combine(accumulator, e.extract(vector, 0), e.extract(vector, 1), lanes: 1)
  }

  /// Each lane combined with its neighbour: half as many.
  func neighbours(_ accumulator: Kernel.Accumulator, _ vector: IRValue, lanes: Int) -> IRValue {
    let even = e.shuffle(vector, Array(stride(from: 0, to: lanes, by: 2)))
    let odd = e.shuffle(vector, Array(stride(from: 1, to: lanes, by: 2)))
    return combine(accumulator, even, odd, lanes: lanes / 2)
  }

  // MARK: Integers: one leaf

  private func emitOrderFree(
    _ sweep: Kernel.Sweep, from begin: IRValue, to end: IRValue
  ) throws(ArrayError) -> [IRValue] {
    if let masks = counted(sweep) { return try emitCounts(sweep, of: masks, from: begin, to: end) }
    return try scoped { () throws(ArrayError) in
      let accumulators = sweep.accumulators
      splatArguments(sweep, width)
      let identities = accumulators.map { identity($0, lanes: width) }
      let stop = e.add(begin, e.and(e.sub(end, begin), e.int(-width)))
      var sums = try loop(
        "lanes\(width)", from: begin, to: stop, step: width, carried: identities
      ) { (s, sums) throws(ArrayError) in
        try scoped { () throws(ArrayError) in
          try evaluate(sweep, vectorPosition(s, width))
          let values = try sources(sweep, width)
          return accumulators.indices.map { combine(accumulators[$0], sums[$0], values[$0], lanes: width) }
        }
      }
      if usesMasks {
        sums = try ifThen(e.compare(CLLVMIntSLT, stop, end), else: sums) { () throws(ArrayError) in
          try scoped { () throws(ArrayError) in
            let position = maskedPosition(stop, e.sub(end, stop))
            try evaluate(sweep, position)
            let values = try sources(sweep, width)
            return accumulators.indices.map { k in
              let more = combine(accumulators[k], sums[k], values[k], lanes: width)
              return position.mask.map { e.select($0, more, sums[k]) } ?? more
            }
          }
        }
        return zip(accumulators, sums).map { horizontal($0, $1, lanes: width) }
      }
      let totals = zip(accumulators, sums).map { horizontal($0, $1, lanes: width) }
      return try loop("single", from: stop, to: end, step: 1, carried: totals) {
        (s, totals) throws(ArrayError) in
        try scoped { () throws(ArrayError) in
          vectors = [:]
          try evaluate(sweep, vectorPosition(s, 1))
          let values = try sources(sweep, 1)
          return accumulators.indices.map { combine(accumulators[$0], totals[$0], values[$0], lanes: 1) }
        }
      }
    }
  }
}
