import ArrayGraph
import ArrayKernels
import CLLVM
import Lanes

// Eight leaves of a reduction's tree that are a whole subtree; or one leaf, by the same loops.
extension KernelEmitter {
  /// Where a sweep of few instructions reads only what an earlier one has read: true for rows that stay in the cache.
  /// There several leaves at a time hide how long additions take; from memory prefetchers follow one leaf after the
  /// other far better (measured: 1.6 times faster within the cache, 2.7 times slower from memory).
  func isInCache(_ sweep: Kernel.Sweep) -> IRValue? {
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

  /// A whole subtree of eight leaves, or one leaf, by the same loops: a formula is emitted once, and compiles in half the
  /// time. In a subtree the leaves have as many whole vectors each, so that no branch depends on where the tree splits;
  /// their partials are added across, eight sums in one register.
  ///
  ///     for (leaf = first; leaf < first + (isSubtree ? 8 : 1); leaf += 1) {
  ///       acc = -0;  for (s = 0; s < whole; s += 32) { acc += a[begin + s : 8]; … }
  ///       rest, masked;  partials[leaf - first] = acc;  begin += leaves[leaf].length;
  ///     }
  ///     total = (isSubtree ? tree of (partials[0..7] added across) : acc) added across;  then what is left one by one
  func emitSubtreeOrLeaf(
    _ sweep: Kernel.Sweep, _ index: IRValue, _ leaves: Leaves, _ begin: IRValue, isSubtree: IRValue
  ) throws(ArrayError) -> Subtree {
    let eight = Self.partials
    let (partials, spills) = (LeafPartials(self, sweep), spills(sweep))
    let count = e.select(isSubtree, e.int(eight), e.int(1))
    let last = entry(e.sub(e.add(index, count), e.int(1)), of: leaves.pointer)
    let whole = e.and(entry(index, of: leaves.pointer).length, e.int(-restLanes(sweep)))
    let hasRest = e.compare(CLLVMIntSLT, whole, last.length)
    let identities = sweep.accumulators.map { identity($0, lanes: eight) }
    let done = try loop("subtree", from: e.int(0), to: count, step: 1, carried: [begin] + identities) {
      (number, carried) throws(ArrayError) in
      let (begin, length) = (carried[0], entry(e.add(index, number), of: leaves.pointer).length)
      var sums = try wholeVectors(sweep, from: [begin], count: whole)[0]
      sums = try ifThen(hasRest, else: sums) { () throws(ArrayError) in
        try maskedVector(sweep, e.add(begin, whole), e.sub(length, whole), sums, spills)
      }
      partials.store(sums, of: number)
      return [e.add(begin, length)] + sums
    }
    let sums = ifThen(isSubtree, else: Array(done.dropFirst())) { partials.across() }
    let totals = zip(sweep.accumulators, sums).map { horizontal($0, $1, lanes: eight) }
    return Subtree(
      // The last leaf of a subtree leaves nothing.
      values: try singles(sweep, e.sub(last.length, whole), totals, spills), leaves: count, end: done[0],
      combines: e.select(isSubtree, e.sub(last.combines, e.int(3)), last.combines))
  }

  /// Eight leaves that are a whole subtree, `together` of them at a time; without loops over elements as they stand in memory.
  ///
  ///     for (leaf = first; leaf < first + 8; leaf += 4) {
  ///       for (s = 0; s < whole; s += 32) for (k = 0; k < 4; k++) { acc[k] += a[begin[k] + s : 8]; … }
  ///       rest of each, masked;  partials[leaf - first ..] = acc[0..3];
  ///     }
  ///     total = tree of (partials[0..7] added across)
  func emitSubtree(
    _ sweep: Kernel.Sweep, _ index: IRValue, _ leaves: Leaves, _ begin: IRValue, together: Int, unrolls: Bool
  ) throws(ArrayError) -> Subtree {
    let eight = Self.partials
    let partials = LeafPartials(self, sweep)

    // The first leaf of a subtree is the shortest one, the last is the longest one and has at most eight elements more.
    let last = entry(e.add(index, e.int(eight - 1)), of: leaves.pointer)
    let shortest = entry(index, of: leaves.pointer).length
    /// Stores the partials of the leaves, `together` of them at a time; gives where the last one ends.
    func eachLeaf(
      _ sums: ([IRValue], [IRValue]) throws(ArrayError) -> [[IRValue]]
    ) throws(ArrayError) -> [IRValue] {
      try loop("subtree", from: e.int(0), to: e.int(eight), step: together, carried: [begin]) {
        (first, carried) throws(ArrayError) in
        let numbers = (0..<together).map { e.add(first, e.int($0)) }
        let lengths = numbers.map { entry(e.add(index, $0), of: leaves.pointer).length }
        let begins = lengths.reduce(into: carried) { $0.append(e.add($0[$0.count - 1], $1)) }
        for (number, sums) in zip(numbers, try sums(begins, lengths)) { partials.store(sums, of: number) }
        return [begins[together]]
      }
    }
    func looped() throws(ArrayError) -> [IRValue] {
      let spills = spills(sweep)
      let whole = e.and(shortest, e.int(-restLanes(sweep)))
      let hasRest = e.compare(CLLVMIntSLT, whole, last.length)
      return try eachLeaf { (begins, lengths) throws(ArrayError) in
        let sums = try wholeVectors(sweep, from: Array(begins.dropLast()), count: whole)
        let all = try ifThen(hasRest, else: Array(sums.joined())) { () throws(ArrayError) in
          var all: [IRValue] = []
          for k in 0..<together {
            all += try maskedVector(sweep, e.add(begins[k], whole), e.sub(lengths[k], whole), sums[k], spills)
          }
          return all
        }
        return sums.indices.map { Array(all[$0 * sums[0].count..<($0 + 1) * sums[0].count]) }
      }
    }
    func unrolled() throws(ArrayError) -> [IRValue] {
      try scoped { () throws(ArrayError) in
        if eight != width {
          vectors = [:]
          splatArguments(sweep, eight)
        }
        let whole = e.and(shortest, e.int(-eight))
        let hasRest = e.compare(CLLVMIntSLT, whole, last.length)
        return try eachLeaf { (begins, lengths) throws(ArrayError) in
          let sums = try unrolledGroups(sweep, from: begins[0], count: whole)
          return [
            try ifThen(hasRest, else: sums) { () throws(ArrayError) in
              try maskedGroup(sweep, e.add(begins[0], whole), e.sub(lengths[0], whole), sums)
            }
          ]
        }
      }
    }
    let end = try (together == 1 && unrolls ? unrolled() : looped())[0]
    return Subtree(
      values: zip(sweep.accumulators, partials.across()).map { horizontal($0, $1, lanes: eight) }, leaves: e.int(eight),
      end: end, combines: e.sub(last.combines, e.int(3)))
  }

  /// All of `count` elements of each leaf in whole vectors.
  func wholeVectors(
    _ sweep: Kernel.Sweep, from begins: [IRValue], count: IRValue
  ) throws(ArrayError) -> [[IRValue]] {
    var sums = begins.map { _ in sweep.accumulators.map { identity($0, lanes: Self.partials) } }
    var done = e.int(0)
    for step in leafSteps(sweep) {
      let more = e.and(e.sub(count, done), e.int(-step.elements))
      sums = try wholeVectors(sweep, step, from: begins.map { e.add($0, done) }, count: more, sums)
      done = e.add(done, more)
    }
    return sums
  }

  /// Memory for the partials of eight leaves, eight of each leaf.
  private struct LeafPartials {
    private let emitter: KernelEmitter
    private let accumulators: [Kernel.Accumulator]
    private let memory: [IRValue]
    private var e: Emitter { emitter.e }

    init(_ emitter: KernelEmitter, _ sweep: Kernel.Sweep) {
      (self.emitter, accumulators) = (emitter, sweep.accumulators)
      let (e, eight) = (emitter.e, KernelEmitter.partials)
      memory = accumulators.map {
        e.alloca(e.c.LLVMArrayType(e.wide(e.memoryType(emitter.dtype($0)), eight), UInt32(eight)), "partials")
      }
    }

    private func place(_ number: Int, _ leaf: IRValue) -> IRValue {
      let type = e.memoryType(emitter.dtype(accumulators[number]))
      return e.offset(
        type, e.bitcastPointer(memory[number], to: type), e.mul(leaf, e.int(KernelEmitter.partials)))
    }
    func store(_ sums: [IRValue], of leaf: IRValue) {
      for (number, sum) in sums.enumerated() {
        emitter.storeLanes(sum, place(number, leaf), emitter.dtype(accumulators[number]), KernelEmitter.partials)
      }
    }
    /// The totals of eight leaves in the lanes of a register, of each accumulator.
    func across() -> [IRValue] {
      accumulators.enumerated().map { number, accumulator in
        let eight = KernelEmitter.partials
        let leaves = (0..<eight).map {
          emitter.loadLanes(place(number, e.int($0)), emitter.dtype(accumulator), eight)
        }
        return emitter.across(accumulator, leaves)
      }
    }
  }

  /// The partials of eight to sixteen groups of eight, without a loop: the fewer instructions a leaf takes, the more of
  /// memory is asked for at a time. Fewer than sixteen enter later. Measured, against loops: sums 1.02 to 1.1 times as
  /// fast, dot products 0.94, and rows that are swept again, as in a layer norm, 0.95.
  ///
  ///     first = begin + count - 128
  ///     if (count >= 72) { if (count >= 80) { … acc += a[first + 48 : 8] }  acc += a[first + 56 : 8] }
  ///     acc += a[first + 64 : 8];  acc += a[first + 72 : 8];  …
  private func unrolledGroups(
    _ sweep: Kernel.Sweep, from begin: IRValue, count: IRValue
  ) throws(ArrayError) -> [IRValue] {
    let (eight, groups) = (Self.partials, ReductionTree.leafLimit / Self.partials)
    let accumulators = sweep.accumulators
    let identities = accumulators.map { identity($0, lanes: eight) }
    let first = e.sub(e.add(begin, count), e.int(groups * eight))
    // Extremes look for NaN in two groups at a time: in the first two, and in those from the end on as far as the second,
    // which is among both where their number is odd.
    let pairs = accumulators.allSatisfy(isExtreme)
    let step = pairs ? 2 : 1
    /// The values, and then NaN where there is one among them, with one or two groups more.
    func add(_ place: IRValue, to state: [IRValue]) throws(ArrayError) -> [IRValue] {
      var (values, found) = (Array(state[..<accumulators.count]), Array(state[accumulators.count...]))
      var elements = accumulators.map { _ in [IRValue]() }
      for group in 0..<step {
        try scoped { () throws(ArrayError) in
          try evaluate(sweep, vectorPosition(group == 0 ? place : e.add(place, e.int(group * eight)), eight))
          for (k, element) in try sources(sweep, eight).enumerated() {
            elements[k].append(element)
            values[k] =
              isExtreme(accumulators[k])
              ? extreme(accumulators[k], values[k], element)
              : combine(accumulators[k], values[k], element, lanes: eight)
          }
        }
      }
      for k in accumulators.indices where isExtreme(accumulators[k]) { found[k] = foundNaN(found[k], elements[k]) }
      return values + found
    }
    func group(_ number: Int) -> IRValue { e.add(first, e.int(number * eight)) }
    let entered = pairs ? try add(begin, to: identities + identities) : identities + identities
    /// As far as this group, if there are so many.
    func through(_ number: Int) throws(ArrayError) -> [IRValue] {
      let isThere = e.compare(CLLVMIntSLT, e.int((groups - number - (pairs ? 0 : 1)) * eight), count)
      return try ifThen(isThere, else: entered) { () throws(ArrayError) in
        try add(group(number), to: number < step + step - 1 ? entered : through(number - step))
      }
    }
    // Pairs begin behind the first one.
    let last = pairs ? groups / 2 : groups / 2 - 1
    var state = try through(last)
    for number in stride(from: last + step, to: groups, by: step) { state = try add(group(number), to: state) }
    return accumulators.enumerated().map { k, accumulator in
      isExtreme(accumulator) ? withNaN(state[k], state[accumulators.count + k]) : state[k]
    }
  }
  /// What is less than a group of eight, or just one.
  private func maskedGroup(
    _ sweep: Kernel.Sweep, _ begin: IRValue, _ count: IRValue, _ sums: [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    try scoped { () throws(ArrayError) in
      let position = maskedPosition(begin, count, lanes: Self.partials)
      try evaluate(sweep, position)
      let elements = try sources(sweep, Self.partials)
      return sweep.accumulators.enumerated().map { k, accumulator in
        let more = combine(accumulator, sums[k], elements[k], lanes: Self.partials)
        return position.mask.map { e.select($0, more, sums[k]) } ?? more
      }
    }
  }

  /// Whether the eight leaves from one on are a whole subtree, without a part of eight elements: what is combined after
  /// each of the first seven, and after the last one at least three times.
  func isSubtree(_ index: IRValue, _ leaves: Leaves) throws(ArrayError) -> IRValue {
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

  /// The totals of eight leaves from their partials, `((0+1)+(2+3))+((4+5)+(6+7))` each, leaf by leaf in the lanes. The
  /// lanes of a register's quarters or halves stay there until the end, which is what the processor does best.
  fileprivate func across(_ accumulator: Kernel.Accumulator, _ leaves: [IRValue]) -> IRValue {
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
