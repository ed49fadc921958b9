import ArrayGraph
import ArrayKernels
import CLLVM

// Groups of short rows. The partial results of a group's rows are combined together, which halves what that costs, and
// what is computed once a row has a lane for each: what one sweep waits for of the sweep before is waited for once a
// group. From memory the rows are read one after the other: side by side their loads would jump between four places,
// which prefetchers do not follow (rows of 64 `f32` from the third-level cache: 0.56 ms one after the other, 1.1 side by
// side).
//
//     for (row = begin; row < begin + ((end - begin) & ~3); row += 4) {
//       for (k = 0; k < 4; k++) { acc[k] = -0;  for (s = 0; s < n; s += 8) acc[k] += a[row + k][s : 8]; }
//       totals = 0.0 + tree of acc[0], acc[1], acc[2], acc[3];                                     // a lane for each row
//       means = totals / n;
//       for (k = 0; k < 4; k++) for (s = 0; s < n; s += 16) out[row + k][s : 16] = a[row + k][s : 16] - means[k];
//     }
//
// What is less than a group of eight lanes is added one by one, a lane for each row; where such lanes cannot be masked,
// rows that have some do not go in groups. Rows of several leaves go leaf by leaf, with a lane for each row in the stack
// of the tree. Sweeps that read what is in the cache take the rows side by side, and while the results are stored the
// next group is asked for. Formulas stand there once, in a loop over the rows. How the rows are reduced is in
// `KernelEmitter+RowGroupReductions.swift`.
extension KernelEmitter {
  /// Rows of a group.
  static let groupedRows = 4

  /// Instructions of a formula that short rows go in groups for.
  private static let longestGroupedFormula = 60

  /// How often a row is swept.
  private var sweeps: Int { kernel.row.count { if case .sweep = $0 { true } else { false } } }

  /// Whether rows of several leaves may go in groups: where they are swept again. Memory is read faster row by row, leaf by
  /// leaf, but a row that stays in the cache waits longer for what its sweeps give each other than for memory.
  private var groupsSeveralLeaves: Bool {
    sweeps > 1 && kernel.row.allSatisfy { if case .sweep(let sweep) = $0 { isCheap(sweep) } else { true } }
  }

  /// The longest rows that go in groups, in vectors. With 64 a group and the one behind it fill the first-level cache
  /// (a layer norm of rows of 256, 512 and 1024 `f32`: 1.6, 1.6 and 1.2 times faster than row by row, of 2048 not at all;
  /// two sweeps, the second of which stores, of 256 and 1024: 1.15 and 0.9).
  private var longestGrouped: Int { sweeps > 2 ? 64 : 16 }

  /// Whether what is stored stays in the caches or goes past them. Between the two each line is read before it is written,
  /// and four rows of such lines at a time take twice as long as one (a layer norm of 33 MB on two threads).
  private var storesKeepPace: IRValue {
    let sizes = kernel.operands.map { $0.role != .index && $0.layout == .contiguous ? $0.dtype.size : 0 }
    let elements = e.mul(word(KernelArguments.outerExtents), word(KernelArguments.sweepExtent))
    let bytes = e.mul(elements, e.int(sizes.reduce(0, +)))
    return e.or(streams, e.compare(CLLVMIntSLE, bytes, e.int(Self.cachedBytes)))
  }
  private static let cachedBytes = 16 << 20

  private var isOneLeaf: IRValue { e.compare(CLLVMIntEQ, word(KernelArguments.leafCount), e.int(1)) }

  /// Whether groups of rows begin with unit `index`. Nil for kernels that have none.
  func startsRowGroup(_ index: IRValue, _ end: IRValue) -> IRValue? {
    guard kernel.form == .rows, kernel.outerRank == 1, kernel.row.allSatisfy({ canGroup($0) }) else { return nil }
    let isWhole = e.compare(CLLVMIntSLE, e.add(index, e.int(Self.groupedRows)), end)
    let extent = word(KernelArguments.sweepExtent)
    let longest = e.int(max(longestGrouped * width, ReductionTree.leafLimit))
    var isShort = isOneLeaf
    if groupsSeveralLeaves {
      let areShort = e.and(e.compare(CLLVMIntSLE, extent, longest), storesKeepPace)
      isShort = e.or(isShort, areShort)
    }
    let masksRests = kernel.row.allSatisfy { statement in
      guard case .sweep(let sweep) = statement, !sweep.accumulators.isEmpty else { return true }
      return masksRest(sweep)
    }
    if masksRests { return e.and(isWhole, isShort) }
    let rest = e.and(extent, e.int(Self.partials - 1))
    return e.and(isWhole, e.and(isShort, e.compare(CLLVMIntEQ, rest, e.int(0))))
  }

  private func canGroup(_ statement: Kernel.Statement) -> Bool {
    guard case .sweep(let sweep) = statement else { return true }
    return (isCheap(sweep) || cost(sweep.compute).instructions <= Self.longestGroupedFormula)
      && sweep.accumulators.allSatisfy { !$0.reduction.isSearch && kernel.values[$0.source].dtype.isFloat }
  }

  /// The rows of all whole groups from unit `begin` on; goes on to the row behind them. Gives how many rows they are.
  func emitRowGroups(from begin: IRValue, to end: IRValue, _ rowEnd: RowEnd?) throws(ArrayError) -> IRValue {
    let (keptBases, keptScalars, keptVectors) = (bases, scalars, vectors)
    let count = e.and(e.sub(end, begin), e.int(-Self.groupedRows))
    let row = e.load(e.i64, coordinates[0], alignment: 8)
    e.store(e.add(row, count), coordinates[0], alignment: 8)
    // In memory, from where LLVM does not make a counter of its own for each row.
    let places = bases.map { e.alloca(e.c.LLVMTypeOf($0), "base") }
    let moving = bases.indices.filter { operand in rowEnd?.stores.contains { $0.operand == operand } != true }
    for k in moving { e.store(bases[k], places[k], alignment: 8) }
    try loop("group", from: begin, to: e.add(begin, count), step: Self.groupedRows) { (unit, _) throws(ArrayError) in
      var first = keptBases
      for k in moving { first[k] = e.load(e.c.LLVMTypeOf(first[k]), places[k], alignment: 8) }
      var rows = [GroupedRow(bases: first, scalars: keptScalars)]
      while rows.count < Self.groupedRows {
        rows.append(GroupedRow(bases: nextBases(rows[rows.count - 1].bases), scalars: keptScalars))
      }
      let next = nextBases(rows[rows.count - 1].bases)
      for k in moving { e.store(next[k], places[k], alignment: 8) }
      if groupsSeveralLeaves {
        try ifThenElse(isOneLeaf) { () throws(ArrayError) in
          try emitRowGroup(unit, rows, severalLeaves: false, rowEnd)
        } else: { () throws(ArrayError) in
          try emitRowGroup(unit, rows, severalLeaves: true, rowEnd)
        }
      } else {
        try emitRowGroup(unit, rows, severalLeaves: false, rowEnd)
      }
      (bases, scalars, vectors) = (keptBases, keptScalars, keptVectors)
      return []
    }
    return count
  }

  /// Where a row of a group begins, and what is known of it.
  struct GroupedRow {
    var bases: [IRValue]
    var scalars: [Kernel.ValueID: IRValue]
  }
  func nextBases(_ bases: [IRValue]) -> [IRValue] {
    zip(kernel.operands.indices, bases).map { operand, base in
      let stride = word(words.outerStride(operand, kernel.outerRank - 1))
      let description = kernel.operands[operand]
      return description.role == .index
        ? e.add(base, stride) : e.offset(e.memoryType(description.dtype), base, stride)
    }
  }

  /// The rows of a group, statement by statement.
  private func emitRowGroup(
    _ unit: IRValue, _ first: [GroupedRow], severalLeaves: Bool, _ end: RowEnd?
  ) throws(ArrayError) {
    var rows = first
    func each(_ body: (Int) throws(ArrayError) -> Void) throws(ArrayError) {
      for k in rows.indices {
        (bases, scalars) = (rows[k].bases, rows[k].scalars)
        try body(k)
        rows[k].scalars = scalars
      }
    }
    /// What is known once a row, a lane for each.
    var lanes: [Kernel.ValueID: IRValue] = [:]
    func know(_ id: Kernel.ValueID, _ values: IRValue) {
      lanes[id] = values
      for k in rows.indices { rows[k].scalars[id] = e.extract(values, k) }
    }
    for statement in kernel.row.prefix(end?.first ?? kernel.row.count) {
      switch statement {
      case .compute(let id):
        if case .load = kernel.values[id].source {
          try each { _ throws(ArrayError) in try emitScalar(statement) }
        } else {
          know(id, try together(id, rows, &lanes))
        }
      case .store:
        try each { _ throws(ArrayError) in try emitScalar(statement) }
      case .sweep(let sweep) where sweep.accumulators.isEmpty && (severalLeaves || !isCheap(sweep)):
        try emitRowLoop(sweep, rows, &lanes)
      case .sweep(let sweep) where sweep.accumulators.isEmpty:
        let canStream = areAligned(sweep.stores)
        try each { _ throws(ArrayError) in try emitShortStores(sweep, canStream) }
        if !usesMasks { break }
        let extent = word(KernelArguments.sweepExtent)
        let rest = e.and(extent, e.int(Self.partials - 1))
        try ifThen(e.compare(CLLVMIntNE, rest, e.int(0))) { () throws(ArrayError) in
          let position = maskedPosition(e.sub(extent, rest), rest, lanes: Self.partials)
          try each { _ throws(ArrayError) in
            try scoped { () throws(ArrayError) in
              vectors = [:]
              try evaluate(sweep, position)
            }
          }
        }
      case .sweep(let sweep):
        let extent = word(KernelArguments.sweepExtent)
        let totals =
          severalLeaves
          ? try emitGroupTree(sweep, rows)
          : isCheap(sweep)
            ? try emitGroupLeaf(sweep, rows, from: e.int(0), to: extent) : try emitGroupFormula(sweep, rows, &lanes)
        for (accumulator, total) in zip(sweep.accumulators, totals) {
          let start = start(accumulator, lanes: Self.groupedRows)
          know(accumulator.result, combine(accumulator, start, total, lanes: Self.groupedRows))
        }
      }
    }
    guard let end else { return }
    // No group has lanes on both sides of the end of a vector.
    let first = slot(unit)
    for (id, array) in zip(end.read, end.aside) {
      guard let values = lanes[id], kernel.values[id].dtype != .bool else { continue }
      let dtype = kernel.values[id].dtype
      let place = element(array, e.memoryType(dtype), first)
      e.store(values, e.bitcastPointer(place, to: e.c.LLVMTypeOf(values)), alignment: dtype.size)
    }
    let done = Set(lanes.keys.filter { kernel.values[$0].dtype != .bool })
    try each { k throws(ArrayError) in
      try layAside(end, slot: k == 0 ? first : e.add(first, e.int(k)), except: done)
    }
    let last = Self.groupedRows - 1
    try emitRowEnds(end, upTo: e.add(unit, e.int(last)), slot: e.add(first, e.int(last)))
  }

  /// Makes lanes of what the rows know each by itself.
  private func laneUp(_ ids: [Kernel.ValueID], _ rows: [GroupedRow], _ lanes: inout [Kernel.ValueID: IRValue]) {
    for id in ids where lanes[id] == nil {
      let values = rows.map { $0.scalars[id] }
      // What is the same for all rows is no value of the row.
      guard case let known = values.compactMap({ $0 }), known.count == rows.count, Set(known).count > 1 else {
        continue
      }
      let type = e.c.LLVMVectorType(e.c.LLVMTypeOf(known[0]), UInt32(rows.count))
      lanes[id] = known.enumerated().reduce(e.c.LLVMGetUndef(type)) { e.insert($0, $1.element, $1.offset) }
    }
  }

  /// A value that is computed once a row, for all rows at once.
  private func together(
    _ id: Kernel.ValueID, _ rows: [GroupedRow], _ lanes: inout [Kernel.ValueID: IRValue]
  ) throws(ArrayError) -> IRValue {
    laneUp(arguments(of: [id]), rows, &lanes)
    return try scoped { () throws(ArrayError) in
      (vectors, scalars) = (lanes, rows[0].scalars)
      try compute(id, Position(lanes: rows.count, lanesAreRows: true))
      return try use(id, rows.count)
    }
  }

  /// Whether all rows of what is stored are whole vectors that begin at whole cache lines.
  private func areAligned(_ stores: [Kernel.Store]) -> IRValue? {
    let streamed = stores.filter { isStreamed($0.operand) }
    if streamed.isEmpty { return nil }
    var bits = e.and(word(KernelArguments.sweepExtent), e.int(width - 1))
    for store in streamed {
      let size = e.int(kernel.operands[store.operand].dtype.size)
      let stride = e.mul(word(words.outerStride(store.operand, 0)), size)
      let address = e.and(e.or(word(words.pointer(store.operand)), stride), e.int(63))
      bits = e.or(bits, address)
    }
    return e.and(streams, e.compare(CLLVMIntEQ, bits, e.int(0)))
  }

  // MARK: Stores

  /// What is only stored: row after row in a loop.
  private func emitRowLoop(
    _ sweep: Kernel.Sweep, _ rows: [GroupedRow], _ lanes: inout [Kernel.ValueID: IRValue]
  ) throws(ArrayError) {
    let counts = laneCounts(sweep.compute)
    let facts = factsOfDivisors(of: sweep.compute, counts[0], lanes, rows.count)
    let extent = word(KernelArguments.sweepExtent)
    try eachRow(sweep, rows, &lanes) { row throws(ArrayError) in
      takeDivisors(facts, of: row, counts[0])
      try vectorLoops(counts, from: e.int(0), to: extent, splatting: sweep.compute, stores: sweep.stores) {
        position throws(ArrayError) in
        askForNextGroup(sweep, position)
        try evaluate(sweep, position)
      }
    }
  }
  /// The rows of a group in a loop that has the code of one.
  func eachRow(
    _ sweep: Kernel.Sweep, _ rows: [GroupedRow], _ lanes: inout [Kernel.ValueID: IRValue],
    _ body: (IRValue) throws(ArrayError) -> Void
  ) throws(ArrayError) {
    let used = arguments(of: sweep.compute) + sweep.stores.map(\.value)
    laneUp(used, rows, &lanes)
    let known = lanes.filter { used.contains($0.key) }.sorted { $0.key < $1.key }
    let operands = Set(loaded(sweep) + sweep.stores.map(\.operand)).sorted()
    _ = try scoped { () throws(ArrayError) in
      let kept = bases
      defer { bases = kept }
      try loop(
        "row", from: e.int(0), to: e.int(Self.groupedRows), step: 1, carried: operands.map { rows[0].bases[$0] }
      ) { (row, carried) throws(ArrayError) in
        (bases, scalars) = (rows[0].bases, rows[0].scalars)
        for (operand, base) in zip(operands, carried) { bases[operand] = base }
        for (id, values) in known { scalars[id] = e.c.LLVMBuildExtractElement(e.builder, values, row, "") }
        try body(row)
        let next = nextBases(bases)
        return operands.map { next[$0] }
      }
    }
  }
  func loaded(_ sweep: Kernel.Sweep) -> [Int] {
    sweep.compute.compactMap { id in
      if case .load(let operand) = kernel.values[id].source, hasLanes[id] { operand } else { nil }
    }
  }

  /// Asks for the same elements of the next group: where a row ends with its page, the processor does not do so by itself.
  private func askForNextGroup(_ sweep: Kernel.Sweep, _ position: Position) {
    guard let index = position.sweep, position.lanes >= width else { return }
    for operand in Set(loaded(sweep)).sorted() where kernel.operands[operand].layout == .contiguous {
      let description = kernel.operands[operand]
      if description.role == .index { continue }
      let distance = e.mul(e.int(Self.groupedRows), word(words.outerStride(operand, 0)))
      for first in stride(from: 0, to: position.lanes, by: width) {
        let here = address(operand, vectorPosition(e.add(index, e.int(first)), width))
        e.prefetch(e.bitcastPointer(e.offset(e.memoryType(description.dtype), here, distance), to: e.integerType(8)))
      }
    }
  }

  /// A row of one leaf that is only stored; where there are masks, its whole groups of lanes.
  private func emitShortStores(_ sweep: Kernel.Sweep, _ canStream: IRValue?) throws(ArrayError) {
    let extent = word(KernelArguments.sweepExtent)
    var done = e.int(0)
    for lanes in Set([width, Self.partials] + (usesMasks ? [] : [4, 1])).sorted(by: >) {
      let stop = e.and(extent, e.int(-lanes))
      try scoped { () throws(ArrayError) in
        vectors = [:]
        splatArguments(sweep, lanes)
        try laneLoop("row\(lanes)", from: done, to: stop, step: lanes) { (s, _) throws(ArrayError) in
          try scoped { () throws(ArrayError) in
            var position = vectorPosition(s, lanes)
            if lanes == width { position.streams = canStream }
            try evaluate(sweep, position)
          }
          return []
        }
      }
      done = stop
    }
  }
}
