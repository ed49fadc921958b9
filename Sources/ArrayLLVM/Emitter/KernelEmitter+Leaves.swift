import ArrayGraph
import ArrayKernels
import CLLVM
import Lanes

// Floats along the vector axis, leaf by leaf. One leaf of a sum, without a formula:
//
//     acc[0..7] = -0
//     for (s = begin; s < begin + (n & ~31); s += 32) { acc += a[s : 8]; acc += a[s+8 : 8]; … }      // four groups
//     for (; s < begin + (n & ~7); s += 8) acc += a[s : 8];
//     total = ((acc0+acc1) + (acc2+acc3)) + ((acc4+acc5) + (acc6+acc7));  then the rest one by one
//
// Formulas are computed for one vector or four at a time, and their groups of eight taken out of it. Eight leaves that
// are a whole subtree go together: `emitSubtree`.
extension KernelEmitter {
  func emitLeaves(_ sweep: Kernel.Sweep, _ leaves: Leaves) throws(ArrayError) -> [IRValue] {
    try scoped { () throws(ArrayError) in
      splatArguments(sweep, width)
      let takesSubtrees = usesMasks ? cost(sweep.compute).instructions <= 60 : masksGroups(sweep)
      let isInCache = isInCache(sweep)
      return try emitTree(sweep.accumulators, leaves) { (index, begin) throws(ArrayError) in
        func leaf() throws(ArrayError) -> Subtree {
          let leaf = entry(index, of: leaves.pointer)
          let end = e.add(begin, leaf.length)
          return Subtree(
            values: try emitLeaf(sweep, begin, end), leaves: e.int(1), end: end, combines: leaf.combines)
        }
        guard takesSubtrees else { return try leaf() }
        let isSubtree = try isSubtree(index, leaves)
        // A load a lane would make that long.
        let unrolls = isPlain(sweep) && !loadsLaneByLane(sweep.compute)
        // Rows are often one leaf: theirs is of its own. (160 000 sums of two squares: 1.09 ms, and 1.28 through a loop.)
        guard isInCache != nil || unrolls || kernel.form == .rows else {
          return try emitSubtreeOrLeaf(sweep, index, leaves, begin, isSubtree: isSubtree)
        }
        let reduced = try ifThen(isInCache.map { e.and(isSubtree, $0) } ?? isSubtree) { () throws(ArrayError) in
          try emitSubtree(sweep, index, leaves, begin, together: isInCache == nil ? 1 : 4, unrolls: unrolls).all
        } else: { () throws(ArrayError) in
          try leaf().all
        }
        return Subtree(all: reduced)
      }
    }
  }

  /// Whether a group of eight elements is one register for which AVX2 has masked loads. (Sums of f32 1.07 to 1.19 times as
  /// fast by subtrees. In two registers, f64, they are 0.9 times as fast, and dot products are no faster.)
  private func masksGroups(_ sweep: Kernel.Sweep) -> Bool {
    e.target.hasAVX2 && isPlain(sweep)
      && sweep.compute.allSatisfy { id in
        guard hasLanes[id], case .load(let operand) = kernel.values[id].source else { return true }
        return kernel.operands[operand].dtype.size == 4 && kernel.operands[operand].layout == .contiguous
      }
  }

  private func emitLeaf(_ sweep: Kernel.Sweep, _ begin: IRValue, _ end: IRValue) throws(ArrayError)
    -> [IRValue]
  {
    let eight = Self.partials
    var sums = sweep.accumulators.map { identity($0, lanes: eight) }
    var stop = begin
    var steps = leafSteps(sweep)
    if isDistributed(sweep) {
      stop = e.add(begin, e.and(e.sub(end, begin), e.int(-width)))
      sums = try distributedVectors(sweep, from: begin, to: stop, sums)
      steps.removeAll { $0.lanes >= width }
    }
    for step in steps {
      let count = e.and(e.sub(end, stop), e.int(-step.elements))
      sums = try wholeVectors(sweep, step, from: [stop], count: count, [sums])[0]
      stop = e.add(stop, count)
    }
    if masksRest(sweep) {
      let rest = e.sub(end, stop, "rest")
      let spills = spills(sweep)
      sums = try ifThen(e.compare(CLLVMIntSLT, e.int(0), rest), else: sums) { () throws(ArrayError) in
        try maskedVector(sweep, stop, rest, sums, spills)
      }
      let totals = zip(sweep.accumulators, sums).map { horizontal($0, $1, lanes: eight) }
      return try singles(sweep, rest, totals, spills)
    }
    let totals = zip(sweep.accumulators, sums).map { horizontal($0, $1, lanes: eight) }
    return try oneByOne(sweep, from: stop, to: end, totals)
  }

  /// Whether what is reduced is computed in short loops first.
  private func isDistributed(_ sweep: Kernel.Sweep) -> Bool {
    cost(sweep.compute).rowLookups > 0 && !sweep.accumulators.contains(where: isExtreme)
  }

  /// The whole vectors of a leaf, whose formula is computed in short loops into a buffer, and added from there. (Mean of
  /// `y * log(p) + (1 - y) * log(1 - p)`, 10⁶ elements of f32, without AVX-512: 2.43 ms in one loop, 1.82 so.)
  private func distributedVectors(
    _ sweep: Kernel.Sweep, from begin: IRValue, to end: IRValue, _ sums: [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    let accumulators = sweep.accumulators
    let types = accumulators.map { e.memoryType(dtype($0)) }
    let buffers = types.map { e.alloca(e.c.LLVMArrayType($0, UInt32(ReductionTree.leafLimit)), "buffer") }
    func place(_ k: Int, _ index: IRValue) -> IRValue {
      e.offset(types[k], e.bitcastPointer(buffers[k], to: types[k]), index)
    }
    try scoped { () throws(ArrayError) in
      try distributedLoop("lanes\(width)", from: begin, to: end, step: width) { index throws(ArrayError) in
        try scoped { () throws(ArrayError) in
          try evaluate(sweep, vectorPosition(index, width))
          for (k, value) in try sources(sweep, width).enumerated() {
            storeLanes(value, place(k, e.sub(index, begin)), dtype(accumulators[k]), width)
          }
        }
      }
    }
    return try laneLoop("buffer", from: e.int(0), to: e.sub(end, begin), step: Self.partials, carried: sums) {
      (index, sums) throws(ArrayError) in
      accumulators.indices.map { k in
        let more = loadLanes(place(k, index), dtype(accumulators[k]), Self.partials)
        return combine(accumulators[k], sums[k], more, lanes: Self.partials)
      }
    }
  }

  /// What a turn of a loop over the whole vectors of a leaf does: `vectors` of so many lanes, one after the other.
  struct LeafStep {
    var lanes: Int
    var vectors = 1
    var elements: Int { lanes * vectors }

    /// Groups of eight lanes: a vector of 512 bits would first have to be taken apart.
    static let group = LeafStep(lanes: KernelEmitter.partials)
    static let groups = LeafStep(lanes: KernelEmitter.partials, vectors: 4)
  }

  /// The loops over the whole vectors of a leaf. Several vectors share what a formula loads; where there is none, groups
  /// need not be taken apart.
  func leafSteps(_ sweep: Kernel.Sweep) -> [LeafStep] {
    if isCheap(sweep) { return loadsLaneByLane(sweep.compute) ? [.group] : [.groups, .group] }
    let steps = laneCounts(sweep.compute).filter { $0 > width }.map { LeafStep(lanes: $0) } + [LeafStep(lanes: width)]
    return usesMasks || width == Self.partials ? steps : steps + [.group]
  }
  /// Whether all that a kernel does to a row is to reduce elements of one operand as they stand in memory.
  func isPlain(_ sweep: Kernel.Sweep) -> Bool {
    let computed = sweep.compute.filter { hasLanes[$0] }
    guard computed.count == 1, case .load = kernel.values[computed[0]].source else { return false }
    let sweeps = kernel.row.count { if case .sweep = $0 { true } else { false } }
    return sweeps == 1 && sweep.stores.isEmpty
  }
  /// Whether there is no formula but some arithmetic.
  func isCheap(_ sweep: Kernel.Sweep) -> Bool { cost(sweep.compute).instructions < 12 }
  /// The lanes of the vector for what these loops leave.
  func restLanes(_ sweep: Kernel.Sweep) -> Int { isCheap(sweep) || !usesMasks ? Self.partials : width }
  /// Whether that is one vector, of which some lanes are left out.
  func masksRest(_ sweep: Kernel.Sweep) -> Bool {
    usesMasks || canMask(sweep.compute, sweep.stores) && (sweep.stores.isEmpty || !isCheap(sweep))
  }

  /// `count` elements of each leaf in whole vectors, added to its eight partials group by group.
  func wholeVectors(
    _ sweep: Kernel.Sweep, _ step: LeafStep, from begins: [IRValue], count: IRValue, _ sums: [[IRValue]]
  ) throws(ArrayError) -> [[IRValue]] {
    let (accumulators, lanes) = (sweep.accumulators, step.lanes)
    return try scoped { () throws(ArrayError) in
      if lanes != width {
        vectors = [:]
        splatArguments(sweep, lanes)
      }
      let first = Array(sums.joined())
      let extremes = first.indices.filter { isExtreme(accumulators[$0 % accumulators.count]) }
      let results = try laneLoop(
        "leaf\(lanes)", from: e.int(0), to: count, step: step.elements, carried: first + extremes.map { first[$0] }
      ) { (s, carried) throws(ArrayError) in
        var sums = Array(carried[..<first.count])
        var elements = sums.map { _ in [IRValue]() }
        for vector in 0..<step.vectors {
          for (leaf, begin) in begins.enumerated() {
            try scoped { () throws(ArrayError) in
              let index = e.add(begin, vector == 0 ? s : e.add(s, e.int(vector * lanes)))
              try evaluate(sweep, vectorPosition(index, lanes))
              let values = try sources(sweep, lanes)
              for (k, accumulator) in accumulators.enumerated() {
                let number = leaf * accumulators.count + k
                for first in stride(from: 0, to: lanes, by: Self.partials) {
                  let element = group(values[k], first, lanes)
                  elements[number].append(element)
                  sums[number] =
                    isExtreme(accumulator)
                    ? extreme(accumulator, sums[number], element)
                    : combine(accumulator, sums[number], element, lanes: Self.partials)
                }
              }
            }
          }
        }
        return sums + zip(extremes, carried[first.count...]).map { foundNaN($1, elements[$0]) }
      }
      var sums = Array(results[..<first.count])
      for (number, nan) in zip(extremes, results[first.count...]) { sums[number] = withNaN(sums[number], nan) }
      return begins.indices.map { Array(sums[$0 * accumulators.count..<($0 + 1) * accumulators.count]) }
    }
  }

  private func group(_ vector: IRValue, _ first: Int, _ lanes: Int) -> IRValue {
    lanes == Self.partials ? vector : e.shuffle(vector, Array(first..<first + Self.partials))
  }

  /// What is less than a vector, or just one: whole groups of eight are added to the partials, and all of it is kept in
  /// memory.
  func maskedVector(
    _ sweep: Kernel.Sweep, _ start: IRValue, _ rest: IRValue, _ sums: [IRValue], _ spills: [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    let lanes = restLanes(sweep)
    return try scoped { () throws(ArrayError) in
      if lanes != width { vectors = [:] }
      try evaluate(sweep, maskedPosition(start, rest, lanes: lanes))
      let values = try sources(sweep, lanes)
      return sweep.accumulators.indices.map { k in
        let accumulator = sweep.accumulators[k]
        storeLanes(values[k], spills[k], dtype(accumulator), lanes)
        return adding(groupsOf: values[k], lanes, rest, to: sums[k], accumulator).sum
      }
    }
  }
  /// The partial results with the whole groups of eight among the first `rest` lanes, and the group behind these.
  func adding(
    groupsOf vector: IRValue, _ lanes: Int, _ rest: IRValue, to sum: IRValue, _ accumulator: Kernel.Accumulator
  ) -> (sum: IRValue, behind: IRValue) {
    let eight = Self.partials
    let count = e.splat(e.c.LLVMBuildTrunc(e.builder, rest, e.i32, ""), eight)
    var (sum, behind) = (sum, group(vector, 0, lanes))
    for first in stride(from: 0, to: lanes, by: eight) {
      let more = combine(accumulator, sum, group(vector, first, lanes), lanes: eight)
      // Lane by lane, so that it is no branch.
      let least = e.splatConstant(e.c.LLVMConstInt(e.i32, UInt64(first + eight), 0), eight)
      let isWhole = e.compare(CLLVMIntSLE, least, count)
      sum = e.select(isWhole, more, sum)
      if first + eight < lanes { behind = e.select(isWhole, group(vector, first + eight, lanes), behind) }
    }
    return (sum, behind)
  }
  /// Combines what is less than a group of eight, one by one.
  func singles(
    _ sweep: Kernel.Sweep, _ rest: IRValue, _ totals: [IRValue], _ spills: [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    try loop(
      "rest", from: e.and(rest, e.int(-Self.partials)), to: rest, step: 1, carried: totals
    ) { (index, totals) throws(ArrayError) in
      sweep.accumulators.enumerated().map { k, accumulator in
        let type = e.memoryType(dtype(accumulator))
        let value = loadLanes(e.offset(type, e.bitcastPointer(spills[k], to: type), index), dtype(accumulator), 1)
        return combine(accumulator, totals[k], value, lanes: 1)
      }
    }
  }

  /// Memory for one vector of what each accumulator reduces.
  func spills(_ sweep: Kernel.Sweep) -> [IRValue] {
    sweep.accumulators.map { e.alloca(e.wide(e.memoryType(dtype($0)), width), "spill") }
  }
  /// Truth values are bytes in memory: single bits have no address.
  func storeLanes(_ value: IRValue, _ place: IRValue, _ dtype: DType, _ lanes: Int) {
    let type = e.wide(e.memoryType(dtype), lanes)
    let stored = dtype == .bool ? e.c.LLVMBuildZExt(e.builder, value, type, "") : value
    e.store(stored, e.bitcastPointer(place, to: type), alignment: dtype.size)
  }
  func loadLanes(_ place: IRValue, _ dtype: DType, _ lanes: Int) -> IRValue {
    let type = e.wide(e.memoryType(dtype), lanes)
    let value = e.load(type, e.bitcastPointer(place, to: type), alignment: dtype.size)
    return dtype == .bool ? e.compare(CLLVMIntNE, value, e.c.LLVMConstNull(type)) : value
  }
}
