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
      let takesSubtrees = usesMasks && cost(sweep.compute).instructions <= 60
      let isInCache = isInCache(sweep)
      return try emitTree(sweep.accumulators, leaves) { (index, begin) throws(ArrayError) in
        let leaf = entry(index, of: leaves.pointer)
        let end = e.add(begin, leaf.length)
        guard takesSubtrees else {
          let values = try emitLeaf(sweep, begin, end)
          return Subtree(values: values, leaves: e.int(1), end: end, combines: leaf.combines)
        }
        var isSubtree = try isSubtree(index, leaves)
        if let isInCache { isSubtree = e.and(isSubtree, isInCache) }
        let reduced = try ifThen(isSubtree) { () throws(ArrayError) in
          try emitSubtree(sweep, index, leaves, begin, together: isInCache == nil ? 1 : 4)
        } else: { () throws(ArrayError) in
          try emitLeaf(sweep, begin, end) + [end, leaf.combines]
        }
        let count = e.select(isSubtree, e.int(Self.partials), e.int(1))
        return Subtree(
          values: Array(reduced.dropLast(2)), leaves: count, end: reduced[reduced.count - 2],
          combines: reduced[reduced.count - 1])
      }
    }
  }

  private func emitLeaf(_ sweep: Kernel.Sweep, _ begin: IRValue, _ end: IRValue) throws(ArrayError)
    -> [IRValue]
  {
    let eight = Self.partials
    var sums = sweep.accumulators.map { identity($0, lanes: eight) }
    var stop = begin
    for step in leafSteps(sweep) {
      let count = e.and(e.sub(end, stop), e.int(-step.elements))
      sums = try wholeVectors(sweep, step, from: [stop], count: count, [sums])[0]
      stop = e.add(stop, count)
    }
    if usesMasks {
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
  private func leafSteps(_ sweep: Kernel.Sweep) -> [LeafStep] {
    if isCheap(sweep) { return [.groups, .group] }
    let steps = laneCounts(sweep.compute).filter { $0 > width }.map { LeafStep(lanes: $0) } + [LeafStep(lanes: width)]
    return usesMasks || width == Self.partials ? steps : steps + [.group]
  }
  /// Whether there is no formula but some arithmetic.
  func isCheap(_ sweep: Kernel.Sweep) -> Bool { cost(sweep.compute).instructions < 12 }
  /// The lanes of the vector for what these loops leave.
  private func restLanes(_ sweep: Kernel.Sweep) -> Int { isCheap(sweep) ? Self.partials : width }

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
      let results = try loop(
        "leaf\(lanes)", from: e.int(0), to: count, step: step.elements, carried: Array(sums.joined())
      ) { (s, sums) throws(ArrayError) in
        var sums = sums
        for vector in 0..<step.vectors {
          for (leaf, begin) in begins.enumerated() {
            try scoped { () throws(ArrayError) in
              let index = e.add(begin, vector == 0 ? s : e.add(s, e.int(vector * lanes)))
              try evaluate(sweep, vectorPosition(index, lanes))
              let values = try sources(sweep, lanes)
              for (k, accumulator) in accumulators.enumerated() {
                let number = leaf * accumulators.count + k
                sums[number] = stride(from: 0, to: lanes, by: Self.partials).reduce(sums[number]) { sum, first in
                  combine(accumulator, sum, group(values[k], first, lanes), lanes: Self.partials)
                }
              }
            }
          }
        }
        return sums
      }
      return begins.indices.map { Array(results[$0 * accumulators.count..<($0 + 1) * accumulators.count]) }
    }
  }
  private func group(_ vector: IRValue, _ first: Int, _ lanes: Int) -> IRValue {
    lanes == Self.partials ? vector : e.shuffle(vector, Array(first..<first + Self.partials))
  }

  /// Where a sweep of few instructions reads only what an earlier one has read: true for rows that stay in the cache.
  /// There several leaves at a time hide how long additions take; from memory prefetchers follow one leaf after the
  /// other far better (measured: 1.6 times faster within the cache, 2.7 times slower from memory).
  private func isInCache(_ sweep: Kernel.Sweep) -> IRValue? {
    func operands(_ computed: [Kernel.ValueID]) -> Set<Int> {
      Set(
        computed.compactMap { id in
          if case .load(let operand) = kernel.values[id].source, hasLanes[id] { operand } else { nil }
        })
    }
    let earlier = kernel.row.compactMap { statement -> [Kernel.ValueID]? in
      if case .sweep(let earlier) = statement { earlier.compute } else { nil }
    }.prefix { $0 != sweep.compute }
    guard isCheap(sweep), operands(sweep.compute).isSubset(of: operands(Array(earlier.joined())))
    else { return nil }
    return e.compare(CLLVMIntSLE, word(KernelArguments.sweepExtent), e.int(Cluster.wholeLimit))
  }

  /// Eight leaves that are a whole subtree, `together` of them at a time. They have as many whole vectors each, so that no
  /// branch depends on where the tree splits; the partials are added across, eight sums in one register. Gives the
  /// values, where the leaves end, and how many combinations follow.
  ///
  ///     for (leaf = first; leaf < first + 8; leaf += 4) {
  ///       for (s = 0; s < whole; s += 32) for (k = 0; k < 4; k++) { acc[k] += a[begin[k] + s : 8]; … }
  ///       rest of each, masked;  partials[leaf - first ..] = acc[0..3];
  ///     }
  ///     total = tree of (partials[0..7] added across)
  private func emitSubtree(
    _ sweep: Kernel.Sweep, _ index: IRValue, _ leaves: Leaves, _ begin: IRValue, together: Int
  ) throws(ArrayError) -> [IRValue] {
    let eight = Self.partials
    let types = sweep.accumulators.map { e.memoryType(dtype($0)) }
    let partials = types.map { alloca(e.c.LLVMArrayType(e.wide($0, eight), UInt32(eight)), "partials") }
    let spills = spills(sweep)
    /// The partials of one leaf.
    func place(_ number: Int, _ leaf: IRValue) -> IRValue {
      e.offset(types[number], e.bitcastPointer(partials[number], to: types[number]), e.mul(leaf, e.int(eight)))
    }

    // The first leaf of a subtree is the shortest one, the last is the longest one and has at most eight elements more.
    let last = entry(e.add(index, e.int(eight - 1)), of: leaves.pointer)
    let whole = e.and(entry(index, of: leaves.pointer).length, e.int(-restLanes(sweep)))
    let hasRest = e.compare(CLLVMIntSLT, whole, last.length)
    let end = try loop("subtree", from: e.int(0), to: e.int(eight), step: together, carried: [begin]) {
      (first, carried) throws(ArrayError) in
      let numbers = (0..<together).map { e.add(first, e.int($0)) }
      let lengths = numbers.map { entry(e.add(index, $0), of: leaves.pointer).length }
      let begins = lengths.reduce(into: carried) { $0.append(e.add($0[$0.count - 1], $1)) }
      var sums = begins.dropLast().map { _ in sweep.accumulators.map { identity($0, lanes: eight) } }
      var done = e.int(0)
      for step in leafSteps(sweep) {
        let count = e.and(e.sub(whole, done), e.int(-step.elements))
        sums = try wholeVectors(sweep, step, from: begins.dropLast().map { e.add($0, done) }, count: count, sums)
        done = e.add(done, count)
      }
      let all = try ifThen(hasRest, else: Array(sums.joined())) { () throws(ArrayError) in
        var all: [IRValue] = []
        for k in 0..<together {
          all += try maskedVector(sweep, e.add(begins[k], whole), e.sub(lengths[k], whole), sums[k], spills)
        }
        return all
      }
      for (k, sum) in all.enumerated() {
        let (leaf, number) = k.quotientAndRemainder(dividingBy: types.count)
        storeLanes(sum, place(number, numbers[leaf]), dtype(sweep.accumulators[number]), eight)
      }
      return [begins[together]]
    }[0]
    let values = sweep.accumulators.enumerated().map { number, accumulator in
      let leaves = (0..<eight).map { loadLanes(place(number, e.int($0)), dtype(accumulator), eight) }
      return horizontal(accumulator, across(accumulator, leaves), lanes: eight)
    }
    return values + [end, e.sub(last.combines, e.int(3))]
  }

  /// Whether the eight leaves from one on are a whole subtree, without a part of eight elements: what is combined after
  /// each of the first seven, and after the last one at least three times.
  private func isSubtree(_ index: IRValue, _ leaves: Leaves) throws(ArrayError) -> IRValue {
    let type = e.wide(e.i32, 16)
    let areThere = e.compare(CLLVMIntSLE, e.add(index, e.int(Self.partials)), leaves.count)
    return try ifThen(areThere, else: [e.c.LLVMConstInt(e.integerType(1), 0, 0)]) { () throws(ArrayError) in
      let table = e.c.LLVMBuildIntToPtr(e.builder, leaves.pointer, e.pointer(e.i32), "")
      let place = e.offset(e.i32, table, e.mul(index, e.int(2)))
      let entries = e.load(type, e.bitcastPointer(place, to: type), alignment: 4)
      func constants(_ length: Int, _ combines: [Int]) -> IRValue {
        e.vectorConstant(
          combines.flatMap { [length, $0] }.map { e.c.LLVMConstInt(e.i32, UInt64(bitPattern: Int64($0)), 1) })
      }
      let known = e.and(entries, constants(Self.partials - 1, [-1, -1, -1, -1, -1, -1, -1, 0]))
      let differs = e.compare(CLLVMIntNE, known, constants(0, [0, 1, 0, 2, 0, 1, 0, 0]))
      let bits = e.c.LLVMBuildBitCast(e.builder, differs, e.integerType(16), "")
      let isAlike = e.compare(CLLVMIntEQ, bits, e.c.LLVMConstNull(e.integerType(16)))
      let last = e.extract(entries, 15)
      return [e.and(isAlike, e.compare(CLLVMIntSLE, e.c.LLVMConstInt(e.i32, 3, 0), last))]
    }[0]
  }

  /// What is less than a vector, or just one: whole groups of eight are added to the partials, and all of it is kept in
  /// memory.
  private func maskedVector(
    _ sweep: Kernel.Sweep, _ start: IRValue, _ rest: IRValue, _ sums: [IRValue], _ spills: [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    let eight = Self.partials
    let lanes = restLanes(sweep)
    return try scoped { () throws(ArrayError) in
      if lanes != width { vectors = [:] }
      try evaluate(sweep, maskedPosition(start, rest, lanes: lanes))
      let values = try sources(sweep, lanes)
      let count = e.splat(e.c.LLVMBuildTrunc(e.builder, rest, e.i32, ""), eight)
      return sweep.accumulators.indices.map { k in
        let accumulator = sweep.accumulators[k]
        storeLanes(values[k], spills[k], dtype(accumulator), lanes)
        return stride(from: 0, to: lanes, by: eight).reduce(sums[k]) { sum, first in
          let more = combine(accumulator, sum, group(values[k], first, lanes), lanes: eight)
          // Lane by lane, so that it is no branch.
          let least = e.splatConstant(e.c.LLVMConstInt(e.i32, UInt64(first + eight), 0), eight)
          return e.select(e.compare(CLLVMIntSLE, least, count), more, sum)
        }
      }
    }
  }
  /// Combines what is less than a group of eight, one by one.
  private func singles(
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
  private func spills(_ sweep: Kernel.Sweep) -> [IRValue] {
    sweep.accumulators.map { alloca(e.wide(e.memoryType(dtype($0)), width), "spill") }
  }
  /// Truth values are bytes in memory: single bits have no address.
  private func storeLanes(_ value: IRValue, _ place: IRValue, _ dtype: DType, _ lanes: Int) {
    let type = e.wide(e.memoryType(dtype), lanes)
    let stored = dtype == .bool ? e.c.LLVMBuildZExt(e.builder, value, type, "") : value
    e.store(stored, e.bitcastPointer(place, to: type), alignment: dtype.size)
  }
  private func loadLanes(_ place: IRValue, _ dtype: DType, _ lanes: Int) -> IRValue {
    let type = e.wide(e.memoryType(dtype), lanes)
    let value = e.load(type, e.bitcastPointer(place, to: type), alignment: dtype.size)
    return dtype == .bool ? e.compare(CLLVMIntNE, value, e.c.LLVMConstNull(type)) : value
  }

  /// The totals of eight leaves from their partials, `((0+1)+(2+3))+((4+5)+(6+7))` each, leaf by leaf in the lanes. The
  /// lanes of a register's quarters or halves stay there until the end, which is what the processor does best.
  private func across(_ accumulator: Kernel.Accumulator, _ leaves: [IRValue]) -> IRValue {
    func add(_ vectors: [IRValue], _ even: [Int], _ odd: [Int]) -> [IRValue] {
      stride(from: 0, to: vectors.count, by: 2).map { k in
        combine(
          accumulator, e.shuffle(vectors[k], vectors[k + 1], even), e.shuffle(vectors[k], vectors[k + 1], odd),
          lanes: Self.partials)
      }
    }
    let pairs = add(leaves, [0, 2, 8, 10, 4, 6, 12, 14], [1, 3, 9, 11, 5, 7, 13, 15])
    let fours = add(pairs, [0, 2, 8, 10, 4, 6, 12, 14], [1, 3, 9, 11, 5, 7, 13, 15])
    return add(fours, [0, 1, 2, 3, 8, 9, 10, 11], [4, 5, 6, 7, 12, 13, 14, 15])[0]
  }
}
