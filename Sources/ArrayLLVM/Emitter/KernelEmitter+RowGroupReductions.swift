import ArrayGraph
import ArrayKernels
import CLLVM

// What the rows of a group are reduced to, a lane for each row: `KernelEmitter+RowGroups.swift`.
extension KernelEmitter {
  /// The results of a group's rows, a lane each: one leaf of all of them, then the next.
  func emitGroupTree(_ sweep: Kernel.Sweep, _ rows: [GroupedRow]) throws(ArrayError) -> [IRValue] {
    let leaves = Leaves(
      start: e.int(0), pointer: word(KernelArguments.leaves), count: word(KernelArguments.leafCount))
    // What an earlier sweep has brought into the cache may be read side by side.
    let sideBySide = isInCache(sweep) != nil
    return try emitTree(sweep.accumulators, leaves, lanes: rows.count) { (index, begin) throws(ArrayError) in
      let leaf = entry(index, of: leaves.pointer)
      let end = e.add(begin, leaf.length)
      let values = try emitGroupLeaf(sweep, rows, from: begin, to: end, sideBySide: sideBySide)
      return Subtree(values: values, leaves: e.int(1), end: end, combines: leaf.combines)
    }
  }
  /// The same of one leaf: its whole groups of lanes, and one by one what is left.
  func emitGroupLeaf(
    _ sweep: Kernel.Sweep, _ rows: [GroupedRow], from begin: IRValue, to end: IRValue, sideBySide: Bool = false
  ) throws(ArrayError) -> [IRValue] {
    var partials: [[IRValue]] = []
    for some in sideBySide ? [rows] : rows.map({ [$0] }) { partials += try emitPartials(sweep, some, begin, end) }
    let totals = sweep.accumulators.enumerated().map { j, accumulator in
      combinedTogether(accumulator, partials.map { $0[j] })
    }
    if !masksRest(sweep) { return totals }
    let rest = e.and(e.sub(end, begin), e.int(Self.partials - 1))
    return try ifThen(e.compare(CLLVMIntNE, rest, e.int(0)), else: totals) { () throws(ArrayError) in
      try emitRest(sweep, rows, e.sub(end, rest), rest, totals)
    }
  }
  /// The same of a formula, whose code stands there once: the partial results of each row, and what is left of it, are laid
  /// aside. While one row waits for what its sweeps give each other, the next ones fill the time. (Softmax of 20 000 × 20,
  /// 12 903 × 31 and 8000 × 50 `f32`, ms row by row and so: 0.90, 0.72, 0.49 and 0.59, 0.52, 0.42. The code takes 72 ms to
  /// compile, 40 without groups. AVX-512, Intel, sums of exponentials of 3001 rows of 17, 23, 32 and 50: 0.041, 0.050, 0.051,
  /// 0.095 and 0.035, 0.037, 0.033, 0.078; 38 ms to compile, 23 without.)
  func emitGroupFormula(
    _ sweep: Kernel.Sweep, _ rows: [GroupedRow], _ lanes: inout [Kernel.ValueID: IRValue]
  ) throws(ArrayError) -> [IRValue] {
    let (partials, rests) = (Laid(aside: sweep, rows.count, self), Laid(aside: sweep, rows.count, self))
    let extent = word(KernelArguments.sweepExtent)
    let rest = e.and(extent, e.int(Self.partials - 1))
    let hasRest = masksRest(sweep) ? e.compare(CLLVMIntNE, rest, e.int(0)) : nil
    let masksVectors = usesMasks && width > Self.partials
    try eachRow(sweep, rows, &lanes) { row throws(ArrayError) in
      vectors = [:]
      splatArguments(sweep, width)
      var sums = sweep.accumulators.map { identity($0, lanes: Self.partials) }
      var stop = e.int(0)
      for step in leafSteps(sweep) {
        let count = e.and(e.sub(extent, stop), e.int(-step.elements))
        sums = try wholeVectors(sweep, step, from: [stop], count: count, [sums])[0]
        stop = e.add(stop, count)
      }
      func lay(_ values: [IRValue], _ aside: Laid) {
        for (j, value) in values.enumerated() {
          storeLanes(value, aside.place(j, row), dtype(sweep.accumulators[j]), Self.partials)
        }
      }
      if masksVectors {
        let left = e.sub(extent, stop)
        sums = try ifThen(e.compare(CLLVMIntNE, left, e.int(0)), else: sums) { () throws(ArrayError) in
          let (sums, values) = try self.lessThanVector(sweep, stop, left, sums)
          lay(values, rests)
          return sums
        }
      }
      lay(sums, partials)
      guard let hasRest, !masksVectors else { return }
      try ifThen(hasRest) { () throws(ArrayError) in lay(try self.lessThanGroup(sweep, stop, rest), rests) }
    }
    let totals = sweep.accumulators.enumerated().map { j, accumulator in
      combinedTogether(
        accumulator,
        rows.indices.map { loadLanes(partials.place(j, e.int($0)), dtype(accumulator), Self.partials) })
    }
    guard let hasRest else { return totals }
    return try ifThen(hasRest, else: totals) { () throws(ArrayError) in
      let values = sweep.accumulators.enumerated().map { j, accumulator in
        rows.indices.map { loadLanes(rests.place(j, e.int($0)), dtype(accumulator), Self.partials) }
      }
      return try addRests(sweep, values, rest, totals)
    }
  }

  /// Eight elements of what each accumulator of a sweep reduces, for each row of a group.
  private struct Laid {
    private let emitter: KernelEmitter
    private let types: [IRType]
    private let memory: [IRValue]

    init(aside sweep: Kernel.Sweep, _ rows: Int, _ emitter: KernelEmitter) {
      let e = emitter.e
      let types = sweep.accumulators.map { e.memoryType(emitter.dtype($0)) }
      self.emitter = emitter
      self.types = types
      memory = types.map {
        e.alloca(e.c.LLVMArrayType($0, UInt32(rows * KernelEmitter.partials)), "rest")
      }
    }
    /// Where those of accumulator `j` begin in a row.
    func place(_ j: Int, _ row: IRValue) -> IRValue {
      let e = emitter.e
      return e.offset(
        types[j], e.bitcastPointer(memory[j], to: types[j]), e.mul(row, e.int(KernelEmitter.partials)))
    }
  }
  /// Computes and stores what is less than a vector: the partial results with its whole groups of lanes, and what each
  /// accumulator is to reduce of the lanes behind them.
  private func lessThanVector(
    _ sweep: Kernel.Sweep, _ begin: IRValue, _ rest: IRValue, _ sums: [IRValue]
  ) throws(ArrayError) -> (sums: [IRValue], rest: [IRValue]) {
    try scoped { () throws(ArrayError) in
      try evaluate(sweep, maskedPosition(begin, rest, lanes: width))
      let added = zip(zip(try sources(sweep, width), sums), sweep.accumulators).map {
        adding(groupsOf: $0.0, width, rest, to: $0.1, $1)
      }
      return (added.map(\.sum), added.map(\.behind))
    }
  }
  /// Computes and stores what is less than a group of lanes: what each accumulator is to reduce of it.
  private func lessThanGroup(
    _ sweep: Kernel.Sweep, _ begin: IRValue, _ rest: IRValue
  ) throws(ArrayError) -> [IRValue] {
    try scoped { () throws(ArrayError) in
      vectors = [:]
      try evaluate(sweep, maskedPosition(begin, rest, lanes: Self.partials))
      return try sources(sweep, Self.partials)
    }
  }
  /// Combines what is left of all rows, of each accumulator a vector a row, with the totals: the first elements of all rows,
  /// then the second ones. (Sums of 5 × 10⁴ rows of 20 `f32`, put together lane by lane and so: 0.111 and 0.105 ms.)
  private func addRests(
    _ sweep: Kernel.Sweep, _ values: [[IRValue]], _ rest: IRValue, _ totals: [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    let rows = Self.groupedRows
    let places = sweep.accumulators.enumerated().map { j, accumulator in
      let (type, lanes) = (e.memoryType(dtype(accumulator)), Self.partials)
      let memory = e.bitcastPointer(e.alloca(e.wide(type, rows * lanes), "rest"), to: type)
      for (k, vector) in e.interleaved(values[j], lanes: lanes).enumerated() {
        storeLanes(vector, e.offset(type, memory, e.int(k * lanes)), dtype(accumulator), lanes)
      }
      return memory
    }
    return try loop("rest", from: e.int(0), to: rest, step: 1, carried: totals) { (index, totals) throws(ArrayError) in
      sweep.accumulators.enumerated().map { j, accumulator in
        let place = e.offset(e.memoryType(dtype(accumulator)), places[j], e.mul(index, e.int(rows)))
        return combine(accumulator, totals[j], loadLanes(place, dtype(accumulator), rows), lanes: rows)
      }
    }
  }
  private func emitRest(
    _ sweep: Kernel.Sweep, _ rows: [GroupedRow], _ begin: IRValue, _ rest: IRValue, _ totals: [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    let kept = (bases, scalars)
    defer { (bases, scalars) = kept }
    var values = sweep.accumulators.map { _ in [IRValue]() }
    for row in rows {
      (bases, scalars) = (row.bases, row.scalars)
      for (j, value) in try lessThanGroup(sweep, begin, rest).enumerated() { values[j].append(value) }
    }
    return try addRests(sweep, values, rest, totals)
  }

  /// The partial results of one leaf of some rows, side by side: whole groups of lanes.
  private func emitPartials(
    _ sweep: Kernel.Sweep, _ rows: [GroupedRow], _ begin: IRValue, _ end: IRValue
  ) throws(ArrayError) -> [[IRValue]] {
    let count = sweep.accumulators.count
    return try scoped { () throws(ArrayError) in
      let kept = bases
      defer { bases = kept }
      let splats = rows.map { row in
        (scalars, vectors) = (row.scalars, [:])
        splatArguments(sweep, Self.partials)
        return vectors
      }
      var sums = rows.flatMap { _ in sweep.accumulators.map { identity($0, lanes: Self.partials) } }
      var done = begin
      for step in [LeafStep.groups, .group] {
        let stop = e.add(done, e.and(e.sub(end, done), e.int(-step.elements)))
        sums = try laneLoop("row\(step.vectors)", from: done, to: stop, step: step.elements, carried: sums) {
          (s, sums) throws(ArrayError) in
          // Of several vectors NaN is found apart, with two at a time. (The greatest of 10⁶ elements of f32 in rows of 64 and
          // 100: 0.074, 0.085 ms one after the other, 0.062 and 0.069 so.)
          let extremes = sums.indices.filter { step.vectors > 1 && isExtreme(sweep.accumulators[$0 % count]) }
          var elements = sums.map { [$0] }
          var sums = sums
          for vector in 0..<step.vectors {
            for k in rows.indices {
              try scoped { () throws(ArrayError) in
                (bases, scalars, vectors) = (rows[k].bases, rows[k].scalars, splats[k])
                let index = vector == 0 ? s : e.add(s, e.int(vector * step.lanes))
                try evaluate(sweep, vectorPosition(index, step.lanes))
                for (j, value) in try sources(sweep, step.lanes).enumerated() {
                  let (number, accumulator) = (k * count + j, sweep.accumulators[j])
                  elements[number].append(value)
                  sums[number] =
                    extremes.contains(number)
                    ? extreme(accumulator, sums[number], value)
                    : combine(accumulator, sums[number], value, lanes: step.lanes)
                }
              }
            }
          }
          for number in extremes { sums[number] = foundNaN(sums[number], elements[number]) }
          return sums
        }
        done = stop
      }
      return rows.indices.map { Array(sums[$0 * count..<($0 + 1) * count]) }
    }
  }

  /// The results of several rows, a lane each, from the eight partial results of each.
  private func combinedTogether(_ accumulator: Kernel.Accumulator, _ rows: [IRValue]) -> IRValue {
    var level = rows
    var lanes = Self.partials
    // Neighbours within each vector are combined, and two vectors become one of as many lanes.
    while level.count > 1 {
      level = Swift.stride(from: 0, to: level.count, by: 2).map {
        neighbours(accumulator, e.joined(level[$0], level[$0 + 1], lanes: lanes), lanes: 2 * lanes)
      }
    }
    while lanes > rows.count {
      level[0] = neighbours(accumulator, level[0], lanes: lanes)
      lanes /= 2
    }
    return level[0]
  }
}
