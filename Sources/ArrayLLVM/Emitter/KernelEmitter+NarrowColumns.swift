import ArrayGraph
import ArrayKernels
import CLLVM

// Reductions of few columns: some lanes go through all rows of a leaf, with their partial results in registers.
//
//     for (i in strip: lanes) { t = top[i];  for (s in leaf) t += a[s][i];  top[i] = t; }
//
// Each sum waits for the one before it, and so does memory. Where one vector takes all columns, several leaves are added
// side by side, and then pushed on the stack of the tree in their order:
//
//     for (s in the shortest of four leaves) { t0 += a[begin0 + s][:];  …  t3 += a[begin3 + s][:]; }
//     what the longer ones have left, one after the other
//
// (Sums of the columns of 200 000 × 3 elements of f32: 0.25 ms one by one, 0.09 by fours; of bytes, element by element
// before, 3.1 and 0.27 for 10⁶ × 3.)
extension KernelEmitter {
  /// Vectors of partial results that stay in registers where strips are narrow.
  var narrowVectors: Int { e.target.hasAVX512 ? 4 : 2 }

  /// Whether so many vectors find registers, beside what a row takes, and nothing but loads is done once a row: it would
  /// be done for each of these vectors anew.
  func fitsRegisters(_ sweep: Kernel.Sweep) -> Bool {
    sweep.accumulators.count == 1 && isOnlyLoads(sweep) && cost(sweep.compute).instructions <= 12
  }
  private func isOnlyLoads(_ sweep: Kernel.Sweep) -> Bool {
    sweep.stores.isEmpty
      && sweep.compute.allSatisfy { id in
        if case .load = kernel.values[id].source { true } else { hasLanes[id] }
      }
  }

  /// Whether a strip of one vector, with its partial results in registers, serves a sweep that also stores or has several
  /// results. (Squared differences from the means, and the differences stored, 333 333 × 3 and 125 000 × 8 f32: 1.46 and
  /// 0.54 ms, and 0.56 and 0.21 so. With AVX2, whose masked stores are slow, 1.77 and 2.54.)
  func fitsOneVector(_ sweep: Kernel.Sweep) -> Bool {
    usesMasks && sweep.accumulators.count <= 4 && cost(sweep.compute).instructions <= 24
      && sweep.compute.allSatisfy { hasLanes[$0] }
  }

  /// The rows `begin ..< end` of a narrow strip: some lanes through all rows, with their sums in registers.
  func emitNarrowRows(
    _ sweep: Kernel.Sweep, from begin: IRValue, to end: IRValue, _ strip: Strip, _ tops: [IRValue]
  ) throws(ArrayError) {
    let lanes = sweep.compute.filter { hasLanes[$0] }
    let sources = sweep.accumulators.map { Kernel.Store($0.source, 0) }
    let vectors = fitsRegisters(sweep) ? usesMasks ? [narrowVectors * width] : [narrowVectors * width, width] : []
    try vectorLoops(
      vectors, from: strip.start, to: strip.stop, splatting: lanes, stores: [], masksRest: true
    ) { p throws(ArrayError) in
      self.fetch(lanes, sweep.stores + sources, except: sweep.compute, strip, p)
      let dtypes = sweep.accumulators.map { self.kernel.values[$0.source].dtype }
      let sums = sweep.accumulators.indices.map { self.loadStrip(dtypes[$0], tops[$0], p) }
      let added = try self.loop("narrow", from: begin, to: end, step: 1, carried: sums) {
        (row, sums) throws(ArrayError) in
        try self.scoped { () throws(ArrayError) in
          var position = p
          position.sweep = row
          for id in sweep.compute { try self.compute(id, position) }
          for item in sweep.stores { self.store(item.value, item.operand, position) }
          var next: [IRValue] = []
          for (k, accumulator) in sweep.accumulators.enumerated() {
            next.append(self.combine(accumulator, sums[k], try self.use(accumulator.source, p.lanes), lanes: p.lanes))
          }
          return next
        }
      }
      for k in sweep.accumulators.indices { self.storeStrip(added[k], dtypes[k], tops[k], p) }
    }
  }

  // MARK: Rows joined to longer ones

  /// Rows of a narrow strip that are one longer row, as they lie in memory.
  struct JoinedRows {
    /// How many become one: 1 where they stay what they are.
    var count: IRValue
    /// How many rows do so, the first ones.
    var whole: IRValue
    /// The strip that they are: what the columns have is repeated.
    var strip: Strip
  }
  /// Elements of such a row at most: a few of them stay in the first-level cache.
  private static let joinedLength = 256
  /// Rows of it at least, or such rows of fewer, so that to repeat what the columns have is worth it.
  private static let fewestJoined = (rows: 8, times: 4)
  /// Bytes of rows that are always joined, and of all that is read and stored of others. (The same of 2 × 10⁶ and 8 × 10⁶
  /// `f64`: in rows of 3 0.14 to 0.46 of the time, of 7 up to 1.17, of 30 up to 1.42.)
  private static let joinedBytes = (row: 32, all: 16 << 20)

  /// How the rows of a sweep that only stores become longer ones: where they lie one behind the other, and nothing is done
  /// once a row. (Columns' means of 10⁶ elements of f32 in rows of 3, 8 and 20, and subtracted from them: 1.14, 0.42
  /// and 0.28 ms, and 0.22, 0.14 and 0.18 so; of f64 1.27, 0.47 and 0.39, and 0.34, 0.30 and 0.35. Of many matrices, `f32`,
  /// Intel: 1001 of 100 × 2, 2000 of 50 × 3, 3001 of 17 × 5 0.50, 0.49, 0.46 and 0.23, 0.26, 0.18.)
  func joinedRows(_ sweep: Kernel.Sweep, _ strip: Strip) throws(ArrayError) -> JoinedRows? {
    let operands = Set(loaded(sweep) + sweep.stores.map(\.operand)).sorted()
    guard sweep.compute.allSatisfy({ hasLanes[$0] }),
      operands.allSatisfy({ kernel.operands[$0].layout == .contiguous })
    else { return nil }
    let (columns, rows) = (e.sub(strip.stop, strip.start), word(KernelArguments.sweepExtent))
    let sizes = operands.map { kernel.operands[$0].dtype.size }
    let bytes = e.mul(e.mul(rows, columns), e.int(sizes.reduce(0, +)))
    var isOne = e.or(
      e.compare(CLLVMIntSLE, e.mul(columns, e.int(sizes.max() ?? 1)), e.int(Self.joinedBytes.row)),
      e.compare(CLLVMIntSLE, bytes, e.int(Self.joinedBytes.all)))
    isOne = e.and(isOne, e.compare(CLLVMIntSLE, columns, e.int(Self.joinedLength / 2)))
    for operand in operands {
      isOne = e.and(isOne, e.compare(CLLVMIntEQ, word(words.sweepStride(operand)), columns))
    }
    // As many rows each as leave the fewest of them over.
    let elements = e.add(e.mul(rows, columns), e.int(Self.joinedLength - 1))
    let longRows = maximum(e.c.LLVMBuildUDiv(e.builder, elements, e.int(Self.joinedLength), ""), e.int(1))
    let most = e.c.LLVMBuildUDiv(e.builder, rows, longRows, "")
    let areMany = e.compare(CLLVMIntSLE, e.int(Self.fewestJoined.rows), most)
    let areRepeated = e.and(
      e.compare(CLLVMIntSLE, e.int(2), most), e.compare(CLLVMIntSLE, e.int(Self.fewestJoined.times), longRows))
    let isWorth = e.or(areMany, areRepeated)
    let count = e.select(e.and(isOne, isWorth), most, e.int(1))
    let whole = e.mul(count, longRows)
    let isJoined = e.compare(CLLVMIntSLT, e.int(1), count)
    var joined = JoinedRows(count: count, whole: e.select(isJoined, whole, e.int(0)), strip: strip)
    joined.strip.stop = e.add(strip.start, e.mul(columns, count))
    let used = Set(arguments(of: sweep.compute) + sweep.stores.map(\.value)).subtracting(sweep.compute)
    for id in used.sorted() {
      guard let array = strip.arrays[id] else { continue }
      let type = e.memoryType(kernel.values[id].dtype)
      // Whole vectors are copied.
      let memory = self.array(type, count: e.int(Self.joinedLength + width), "repeated")
      let repeated = fromStart(of: strip, kernel.values[id].dtype, memory)
      joined.strip.arrays[id] = repeated
      try loop("repeat", from: e.int(0), to: e.select(isJoined, count, e.int(0)), step: 1) {
        (k, _) throws(ArrayError) in
        let target = e.offset(type, repeated, e.mul(k, columns))
        try laneLoop("repeat", from: strip.start, to: strip.stop, step: width) { (index, _) throws(ArrayError) in
          let p = vectorPosition(index, width)
          storeStrip(loadStrip(kernel.values[id].dtype, array, p), kernel.values[id].dtype, target, p)
          return []
        }
        return []
      }
    }
    return joined
  }

  // MARK: Leaves side by side

  /// Leaves that follow one another: where each begins, and how long it is.
  struct LeafGroup {
    var begins: [IRValue]
    var lengths: [IRValue]
    var end: IRValue
    /// Whether the tree has so many leaves.
    var isThere: IRValue
  }

  /// How many leaves are added side by side; nil where none are. Several results of the same rows, as the least and the
  /// greatest are, take turns as several leaves do. (Both of 100 000 × 8 f64: 0.49 ms one by one, 0.10 so; with the sums,
  /// 333 333 × 3 and 125 000 × 8 f32, 1.71 and 0.64 one by one, 0.30 and 0.11 so.)
  func leavesAtOnce(_ sweep: Kernel.Sweep) -> Int? {
    let areRuns = loads(sweep).allSatisfy { kernel.operands[$0].layout == .contiguous }
    guard areRuns, isOnlyLoads(sweep), cost(sweep.compute).instructions <= 8 else { return nil }
    switch sweep.accumulators.count {
    case 1: return 4
    case 2, 3: return 2
    case 4...6: return 1
    default: return nil
    }
  }
  /// The operands of which a vector is loaded.
  private func loads(_ sweep: Kernel.Sweep) -> [Int] {
    sweep.compute.compactMap { id in
      guard hasLanes[id], case .load(let operand) = kernel.values[id].source else { return nil }
      let description = kernel.operands[operand]
      return description.role == .index || description.layout == .broadcast ? nil : operand
    }
  }

  func leafGroup(_ count: Int, at index: IRValue, row: IRValue) -> LeafGroup {
    let leafCount = word(KernelArguments.leafCount)
    let last = e.sub(leafCount, e.int(1))
    var group = LeafGroup(
      begins: [], lengths: [], end: row,
      isThere: e.compare(CLLVMIntSLE, e.add(index, e.int(count)), leafCount))
    for k in 0..<count {
      let leaf = entry(minimum(e.add(index, e.int(k)), last), of: word(KernelArguments.leaves))
      group.begins.append(group.end)
      group.lengths.append(leaf.length)
      group.end = e.add(group.end, leaf.length)
    }
    return group
  }

  /// Whether the group is there and one vector takes the strip. Whole vectors are loaded, so the rows that follow must
  /// reach as far as the last one; what they hold behind the strip counts for nothing. (Masked loads do not let the
  /// processor foresee memory: sums of 10⁶ × 3 elements of f32 took 2.5 ms with them, and take 0.5.)
  func fits(_ group: LeafGroup, _ sweep: Kernel.Sweep, _ strip: Strip) -> IRValue {
    let columns = e.sub(strip.stop, strip.start)
    var fits = e.and(group.isThere, e.compare(CLLVMIntSLE, columns, e.int(width)))
    let following = e.sub(word(KernelArguments.sweepExtent), group.end)
    for operand in loads(sweep) {
      let reach = e.add(e.mul(following, word(words.sweepStride(operand))), columns)
      fits = e.and(fits, e.compare(CLLVMIntSLE, e.int(width), reach))
    }
    return fits
  }

  /// Stores each leaf's sum, of each accumulator, in its array of `sums`, a vector apart.
  func emitLeafGroup(
    _ sweep: Kernel.Sweep, _ group: LeafGroup, _ strip: Strip, to sums: [IRValue]
  ) throws(ArrayError) {
    let half = width / 2
    if half < 4 { return try emitLeafGroup(sweep, group, strip, lanes: width, to: sums) }
    let columns = e.sub(strip.stop, strip.start)
    try ifThenElse(e.compare(CLLVMIntSLE, columns, e.int(half))) { () throws(ArrayError) in
      try self.emitLeafGroup(sweep, group, strip, lanes: half, to: sums)
    } else: { () throws(ArrayError) in
      try self.emitLeafGroup(sweep, group, strip, lanes: self.width, to: sums)
    }
  }

  private func emitLeafGroup(
    _ sweep: Kernel.Sweep, _ group: LeafGroup, _ strip: Strip, lanes count: Int, to sums: [IRValue]
  ) throws(ArrayError) {
    let lanes = sweep.compute.filter { hasLanes[$0] }
    let accumulators = sweep.accumulators
    try scoped { () throws(ArrayError) in
      splatArguments(of: lanes, stores: accumulators.map(\.source), count)
      let p = vectorPosition(strip.start, count)
      fetch(lanes, accumulators.map { Kernel.Store($0.source, 0) }, except: sweep.compute, strip, p)
      /// The sums of one leaf with a row.
      func added(_ sums: ArraySlice<IRValue>, _ row: IRValue) throws(ArrayError) -> [IRValue] {
        try scoped { () throws(ArrayError) in
          var position = p
          position.sweep = row
          for id in sweep.compute { try compute(id, position) }
          var next: [IRValue] = []
          for (accumulator, sum) in zip(accumulators, sums) {
            next.append(combine(accumulator, sum, try use(accumulator.source, count), lanes: count))
          }
          return next
        }
      }
      /// The sums of leaf `k` among those of all.
      func own(_ k: Int) -> Range<Int> { k * accumulators.count..<(k + 1) * accumulators.count }
      let shortest = group.lengths.dropFirst().reduce(group.lengths[0]) { minimum($0, $1) }
      let starts = group.begins.flatMap { _ in accumulators.map { identity($0, lanes: count) } }
      let common = try loop("leaves", from: e.int(0), to: shortest, step: 1, carried: starts) {
        (row, sums) throws(ArrayError) in
        var next: [IRValue] = []
        for (k, begin) in group.begins.enumerated() { next += try added(sums[own(k)], e.add(begin, row)) }
        return next
      }
      for (k, begin) in group.begins.enumerated() {
        let (rest, end) = (e.add(begin, shortest), e.add(begin, group.lengths[k]))
        let leaf = try loop("left", from: rest, to: end, step: 1, carried: Array(common[own(k)])) {
          (row, sums) throws(ArrayError) in try added(sums[...], row)
        }
        for (place, accumulator) in accumulators.enumerated() {
          let dtype = kernel.values[accumulator.source].dtype
          let target = e.offset(e.memoryType(dtype), sums[place], e.int(k * width))
          storeStrip(leaf[place], dtype, fromStart(of: strip, dtype, target), p)
        }
      }
    }
  }
}
