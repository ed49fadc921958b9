import ArrayGraph
import ArrayKernels
import CLLVM
import Lanes

// A sweep along the vector axis, in rows and total kernels. Floats are reduced leaf by leaf (`KernelEmitter+Leaves`).
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
    if let sweep = parts.search, let truth = searchedTruth(sweep) {
      scalars[sweep.accumulators[0].result] = try emitTruthSearch(truth, sweep, from: e.int(0), to: extent).place
    } else if let sweep = parts.search {
      let found = try emitSearch(sweep, from: e.int(0), to: extent)
      for (accumulator, found) in zip(sweep.accumulators, found) { scalars[accumulator.result] = found.place }
    }
  }

  /// One block of the one sweep; its partial results go to the caller.
  func emitTotal(_ sweep: Kernel.Sweep, _ unit: IRValue) throws(ArrayError) {
    let blocks = e.c.LLVMBuildIntToPtr(e.builder, word(KernelArguments.blocks), e.pointer(e.i64), "blocks")
    let block = e.offset(e.i64, blocks, e.mul(unit, e.int(4)))
    func field(_ index: Int) -> IRValue { e.load(e.i64, e.offset(e.i64, block, e.int(index)), alignment: 8) }
    let (start, end) = (field(0), field(1))
    let parts = parts(sweep)
    if let sweep = parts.reduction {
      let totals =
        isOrderFree(sweep)
        ? try emitOrderFree(sweep, from: start, to: end)
        : try emitLeaves(sweep, Leaves(start: start, pointer: field(2), count: field(3)))
      for (accumulator, total) in zip(sweep.accumulators, totals) {
        storePartial(total, nil, accumulator, unit)
      }
    }
    if let sweep = parts.search, let truth = searchedTruth(sweep) {
      let found = try emitTruthSearch(truth, sweep, ofBlock: start, end)
      storePartial(found.value, found.place, sweep.accumulators[0], unit)
    } else if let sweep = parts.search {
      let found = try emitSearch(sweep, from: start, to: end, after: earlier(sweep))
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

  func evaluate(_ sweep: Kernel.Sweep, _ p: Position) throws(ArrayError) {
    for id in sweep.compute { try compute(id, p) }
    for item in sweep.stores { store(item.value, item.operand, p) }
  }
  private func isOrderFree(_ sweep: Kernel.Sweep) -> Bool {
    counted(sweep) != nil || sweep.accumulators.allSatisfy { !kernel.values[$0.source].dtype.isFloat }
  }
  func splatArguments(_ sweep: Kernel.Sweep, _ lanes: Int) {
    splatArguments(
      of: sweep.compute, stores: sweep.stores.map(\.value) + sweep.accumulators.map(\.source), lanes)
  }
  func sources(_ sweep: Kernel.Sweep, _ lanes: Int) throws(ArrayError) -> [IRValue] {
    var values: [IRValue] = []
    for accumulator in sweep.accumulators { values.append(try use(accumulator.source, lanes)) }
    return values
  }

  /// Combines neighbours until one is left: `((0+1)+(2+3))+((4+5)+(6+7))`.
  func horizontal(_ accumulator: Kernel.Accumulator, _ vector: IRValue, lanes: Int) -> IRValue {
    if !dtype(accumulator).isFloat { return inAnyOrder(accumulator, vector, lanes: lanes) }
    var (vector, lanes) = (vector, lanes)
    while lanes > 2 {
      vector = neighbours(accumulator, vector, lanes: lanes)
      lanes /= 2
    }
    return combine(accumulator, e.extract(vector, 0), e.extract(vector, 1), lanes: 1)
  }

  /// The same of integers, half with half, which takes fewer shuffles; of truth values all at once.
  private func inAnyOrder(_ accumulator: Kernel.Accumulator, _ vector: IRValue, lanes: Int) -> IRValue {
    if dtype(accumulator) == .bool, isIdempotent(accumulator) {
      let all = e.c.LLVMBuildBitCast(e.builder, vector, e.integerType(lanes), "")
      return accumulator.reduction == .max
        ? e.compare(CLLVMIntNE, all, e.c.LLVMConstNull(e.integerType(lanes)))
        : e.compare(CLLVMIntEQ, all, e.c.LLVMConstInt(e.integerType(lanes), ~0, 1))
    }
    var (vector, lanes) = (vector, lanes)
    while lanes > 1 {
      lanes /= 2
      let (low, high) = (e.shuffle(vector, Array(0..<lanes)), e.shuffle(vector, Array(lanes..<2 * lanes)))
      vector = combine(accumulator, low, high, lanes: lanes)
    }
    return e.extract(vector, 0)
  }
  /// Whether an element may be taken twice.
  private func isIdempotent(_ accumulator: Kernel.Accumulator) -> Bool {
    accumulator.reduction == .max || accumulator.reduction == .min
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
      func vector(_ s: IRValue, _ sums: [IRValue]) throws(ArrayError) -> [IRValue] {
        try scoped { () throws(ArrayError) in
          try evaluate(sweep, vectorPosition(s, width))
          let values = try sources(sweep, width)
          return accumulators.indices.map { combine(accumulators[$0], sums[$0], values[$0], lanes: width) }
        }
      }
      var (first, sums) = (begin, identities)
      if isCheap(sweep), accumulators.count <= 2 {
        // Four vectors a turn, in two partial results each.
        first = e.add(begin, e.and(e.sub(end, begin), e.int(-4 * width)))
        let two = try laneLoop(
          "lanes\(4 * width)", from: begin, to: first, step: 4 * width, carried: identities + identities
        ) { (s, sums) throws(ArrayError) in
          var (even, odd) = (Array(sums[..<accumulators.count]), Array(sums[accumulators.count...]))
          for k in [0, 2] {
            even = try vector(e.add(s, e.int(k * width)), even)
            odd = try vector(e.add(s, e.int((k + 1) * width)), odd)
          }
          return even + odd
        }
        sums = accumulators.indices.map {
          combine(accumulators[$0], two[$0], two[accumulators.count + $0], lanes: width)
        }
      }
      sums = try laneLoop("lanes\(width)", from: first, to: stop, step: width, carried: sums, vector)
      if kernel.form == .rows, sweep.stores.isEmpty, isCheap(sweep), accumulators.allSatisfy(isIdempotent) {
        return try takingTwice(sweep, from: begin, to: end, stop, sums)
      }
      if masksRest(sweep) {
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
      return try oneByOne(sweep, from: stop, to: end, totals)
    }
  }

  /// What whole vectors leave of extremes: the last vector begins earlier, and takes some elements that were taken. Rows
  /// shorter than a vector go by eight lanes so. (`all` of rows of 16 truth values, AVX2, ns a row: 10.6 one by one, 2.1 so.)
  private func takingTwice(
    _ sweep: Kernel.Sweep, from begin: IRValue, to end: IRValue, _ stop: IRValue, _ sums: [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    let (accumulators, eight) = (sweep.accumulators, Self.partials)
    func more(_ index: IRValue, _ sums: [IRValue], _ lanes: Int) throws(ArrayError) -> [IRValue] {
      try scoped { () throws(ArrayError) in
        vectors = [:]
        splatArguments(sweep, lanes)
        try evaluate(sweep, vectorPosition(index, lanes))
        let values = try sources(sweep, lanes)
        return accumulators.indices.map { combine(accumulators[$0], sums[$0], values[$0], lanes: lanes) }
      }
    }
    func totals(_ sums: [IRValue], _ lanes: Int) -> [IRValue] {
      zip(accumulators, sums).map { horizontal($0, $1, lanes: lanes) }
    }
    let length = e.sub(end, begin)
    return try ifThen(e.compare(CLLVMIntSLE, e.int(width), length)) { () throws(ArrayError) in
      let sums = try ifThen(e.compare(CLLVMIntSLT, stop, end), else: sums) { () throws(ArrayError) in
        try more(e.sub(end, e.int(width)), sums, width)
      }
      return totals(sums, width)
    } else: { () throws(ArrayError) in
      let identities = accumulators.map { identity($0, lanes: 1) }
      // Vectors of eight lanes were all that there is.
      if width <= eight { return try oneByOne(sweep, from: begin, to: end, identities) }
      return try ifThen(e.compare(CLLVMIntSLE, e.int(eight), length)) { () throws(ArrayError) in
        let last = e.sub(end, e.int(eight))
        let sums = try laneLoop(
          "lanes\(eight)", from: begin, to: last, step: eight, carried: accumulators.map { identity($0, lanes: eight) }
        ) { (s, sums) throws(ArrayError) in try more(s, sums, eight) }
        return totals(try more(last, sums, eight), eight)
      } else: { () throws(ArrayError) in
        try oneByOne(sweep, from: begin, to: end, identities)
      }
    }
  }

  /// Elements that are left where there are no masks, combined with the totals one after the other.
  func oneByOne(
    _ sweep: Kernel.Sweep, from begin: IRValue, to end: IRValue, _ totals: [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    try laneLoop("single", from: begin, to: end, step: 1, carried: totals) { (s, totals) throws(ArrayError) in
      try scoped { () throws(ArrayError) in
        vectors = [:]
        try evaluate(sweep, vectorPosition(s, 1))
        let values = try sources(sweep, 1)
        return sweep.accumulators.indices.map { combine(sweep.accumulators[$0], totals[$0], values[$0], lanes: 1) }
      }
    }
  }
}
