import ArrayGraph
import ArrayKernels
import CLLVM
import Lanes

// Eight leaves of a reduction's tree that are a whole subtree.
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

  /// Eight leaves that are a whole subtree, `together` of them at a time. They have as many whole vectors each, so that no
  /// branch depends on where the tree splits; the partials are added across, eight sums in one register. Gives the
  /// values, where the leaves end, and how many combinations follow.
  ///
  ///     for (leaf = first; leaf < first + 8; leaf += 4) {
  ///       for (s = 0; s < whole; s += 32) for (k = 0; k < 4; k++) { acc[k] += a[begin[k] + s : 8]; … }
  ///       rest of each, masked;  partials[leaf - first ..] = acc[0..3];
  ///     }
  ///     total = tree of (partials[0..7] added across)
  func emitSubtree(
    _ sweep: Kernel.Sweep, _ index: IRValue, _ leaves: Leaves, _ begin: IRValue, together: Int
  ) throws(ArrayError) -> [IRValue] {
    let eight = Self.partials
    let types = sweep.accumulators.map { e.memoryType(dtype($0)) }
    let partials = types.map { e.alloca(e.c.LLVMArrayType(e.wide($0, eight), UInt32(eight)), "partials") }
    /// The partials of one leaf.
    func place(_ number: Int, _ leaf: IRValue) -> IRValue {
      e.offset(types[number], e.bitcastPointer(partials[number], to: types[number]), e.mul(leaf, e.int(eight)))
    }

    // The first leaf of a subtree is the shortest one, the last is the longest one and has at most eight elements more.
    let last = entry(e.add(index, e.int(eight - 1)), of: leaves.pointer)
    let shortest = entry(index, of: leaves.pointer).length
    /// Stores the partials of the leaves, `together` of them at a time; gives where the last one ends.
    func eachLeaf(
      _ partials: ([IRValue], [IRValue]) throws(ArrayError) -> [IRValue]
    ) throws(ArrayError) -> [IRValue] {
      try loop("subtree", from: e.int(0), to: e.int(eight), step: together, carried: [begin]) {
        (first, carried) throws(ArrayError) in
        let numbers = (0..<together).map { e.add(first, e.int($0)) }
        let lengths = numbers.map { entry(e.add(index, $0), of: leaves.pointer).length }
        let begins = lengths.reduce(into: carried) { $0.append(e.add($0[$0.count - 1], $1)) }
        for (k, sum) in try partials(begins, lengths).enumerated() {
          let (leaf, number) = k.quotientAndRemainder(dividingBy: types.count)
          storeLanes(sum, place(number, numbers[leaf]), dtype(sweep.accumulators[number]), eight)
        }
        return [begins[together]]
      }
    }
    func looped() throws(ArrayError) -> [IRValue] {
      let spills = spills(sweep)
      let whole = e.and(shortest, e.int(-restLanes(sweep)))
      let hasRest = e.compare(CLLVMIntSLT, whole, last.length)
      return try eachLeaf { (begins, lengths) throws(ArrayError) in
        var sums = begins.dropLast().map { _ in sweep.accumulators.map { identity($0, lanes: eight) } }
        var done = e.int(0)
        for step in leafSteps(sweep) {
          let count = e.and(e.sub(whole, done), e.int(-step.elements))
          sums = try wholeVectors(sweep, step, from: begins.dropLast().map { e.add($0, done) }, count: count, sums)
          done = e.add(done, count)
        }
        return try ifThen(hasRest, else: Array(sums.joined())) { () throws(ArrayError) in
          var all: [IRValue] = []
          for k in 0..<together {
            all += try maskedVector(sweep, e.add(begins[k], whole), e.sub(lengths[k], whole), sums[k], spills)
          }
          return all
        }
      }
    }
    func unrolled() throws(ArrayError) -> [IRValue] {
      try scoped { () throws(ArrayError) in
        if eight != width {
          vectors = [:]
          splatArguments(sweep, eight)
        }
        let counts = ReductionTree.leafLimit / 2 / eight...ReductionTree.leafLimit / eight
        return try choose(e.c.LLVMBuildLShr(e.builder, shortest, e.int(3), "groups"), counts) {
          (groups) throws(ArrayError) in
          try eachLeaf { (begins, lengths) throws(ArrayError) in
            try unrolledLeaf(sweep, groups, begins[0], lengths[0])
          }
        }
      }
    }
    // A load a lane would make that long.
    let isShort = isPlain(sweep) && together == 1 && !loadsLaneByLane(sweep.compute)
    let end = try (isShort ? unrolled() : looped())[0]
    let values = sweep.accumulators.enumerated().map { number, accumulator in
      let leaves = (0..<eight).map { loadLanes(place(number, e.int($0)), dtype(accumulator), eight) }
      return horizontal(accumulator, across(accumulator, leaves), lanes: eight)
    }
    return values + [end, e.sub(last.combines, e.int(3))]
  }

  /// The partials of a leaf of so many groups of eight, or of one more, without a loop: the fewer instructions a leaf
  /// takes, the more of memory is asked for at a time. Measured, against loops: sums 1.02 to 1.1 times as fast, dot
  /// products 0.94, and rows that are swept again, as in a layer norm, 0.95.
  private func unrolledLeaf(
    _ sweep: Kernel.Sweep, _ groups: Int, _ begin: IRValue, _ length: IRValue
  ) throws(ArrayError) -> [IRValue] {
    let eight = Self.partials
    let identities = sweep.accumulators.map { identity($0, lanes: eight) }
    var sums = identities
    var elements = sums.map { _ in [IRValue]() }
    func add(_ position: Position) throws(ArrayError) {
      try scoped { () throws(ArrayError) in
        try evaluate(sweep, position)
        let values = try sources(sweep, eight)
        for (k, accumulator) in sweep.accumulators.enumerated() {
          if position.mask == nil, isExtreme(accumulator) {
            sums[k] = extreme(accumulator, sums[k], values[k])
            elements[k].append(values[k])
            continue
          }
          let sum = combine(accumulator, sums[k], values[k], lanes: eight)
          sums[k] = position.mask.map { e.select($0, sum, sums[k]) } ?? sum
        }
      }
    }
    for group in 0..<groups { try add(vectorPosition(e.add(begin, e.int(group * eight)), eight)) }
    for (k, accumulator) in sweep.accumulators.enumerated() where isExtreme(accumulator) {
      sums[k] = withNaN(sums[k], foundNaN(identities[k], elements[k]))
    }
    if groups * eight < ReductionTree.leafLimit {
      let whole = e.int(groups * eight)
      try add(maskedPosition(e.add(begin, whole), e.sub(length, whole), lanes: eight))
    }
    return sums
  }

  /// What `body` gives for the one of `numbers` that is `value`.
  private func choose(
    _ value: IRValue, _ numbers: ClosedRange<Int>, _ body: (Int) throws(ArrayError) -> [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    if numbers.count == 1 { return try body(numbers.lowerBound) }
    let middle = numbers.lowerBound + numbers.count / 2
    return try ifThen(e.compare(CLLVMIntSLT, value, e.int(middle))) { () throws(ArrayError) in
      try choose(value, numbers.lowerBound...middle - 1, body)
    } else: { () throws(ArrayError) in
      try choose(value, middle...numbers.upperBound, body)
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
