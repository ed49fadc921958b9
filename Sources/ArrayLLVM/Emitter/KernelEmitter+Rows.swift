import ArrayGraph
import ArrayKernels
import CLLVM

// What happens with the results of a row. Where that is much, it is done for several rows at once, a lane each: their
// operands are laid aside until there are enough.
//
//     for (unit = begin; unit < end; unit++) {
//       r = Σ …;                                                  // the row's own sweeps
//       slot = (unit - begin) & 15;  rs[slot] = r;  ys[slot] = y[unit];  places[slot] = &out[unit];
//       if (slot == 15 || unit + 1 == end) { v = f(rs[0 : 16], ys[0 : 16]);  for (k <= slot) *places[k] = v[k]; }
//     }
extension KernelEmitter {
  /// The end of a row that is done for several at once.
  struct RowEnd {
    /// The statement with which it begins.
    var first: Int
    /// What is computed, in order.
    var computed: [Kernel.ValueID] = []
    /// What that reads of each row.
    var read: [Kernel.ValueID] = []
    var stores: [Kernel.Store] = []
    /// Memory for what is read, for the addresses of what is stored, and for what is stored, a row each.
    var aside: [IRValue] = []
    var places: [IRValue] = []
    var made: [IRValue] = []
  }

  /// Instructions from which on it pays to lay the operands aside.
  private static let leastCost = 12

  /// What follows the last sweep of a `.rows` kernel, if it is worth it.
  func rowEnd() -> RowEnd? {
    guard kernel.form == .rows,
      let last = kernel.row.lastIndex(where: { if case .sweep = $0 { true } else { false } })
    else { return nil }
    var end = RowEnd(first: last + 1)
    var instructions = 0
    for statement in kernel.row[end.first...] {
      switch statement {
      case .compute(let id):
        switch kernel.values[id].source {
        case .operation(let operation, let dtype, _):
          instructions += costs.cost(operation.name, dtype, library, e.target).instructions
        case .cast: instructions += 1
        case .literal, .load, .reduced: return nil
        }
        end.computed.append(id)
      case .store(let id, let operand): end.stores.append(Kernel.Store(id, operand))
      case .sweep: break
      }
    }
    guard instructions >= Self.leastCost else { return nil }
    let once = Set(kernel.once)
    let used = Set(arguments(of: end.computed) + end.stores.map(\.value))
    end.read = used.subtracting(end.computed).subtracting(once).filter { !isLiteral($0) }.sorted()
    end.aside = end.read.map { zeroed(rows(of: $0), "aside") }
    end.places = end.stores.map { _ in zeroed(e.wide(e.i64, width), "places") }
    end.made = end.stores.map { zeroed(rows(of: $0.value), "made") }
    return end
  }

  private func isLiteral(_ id: Kernel.ValueID) -> Bool {
    if case .literal = kernel.values[id].source { true } else { false }
  }
  /// An element of a value for each row, as in memory.
  private func rows(of id: Kernel.ValueID) -> IRType { e.wide(e.memoryType(kernel.values[id].dtype), width) }

  /// Lays aside what the end of row `unit` reads, and does what is laid aside where there is enough of it or no more to
  /// come; never where another row surely follows.
  func emitRowEnd(_ end: RowEnd, _ unit: IRValue, anotherFollows: Bool = false) throws(ArrayError) {
    let (begin, stop) = (e.c.LLVMGetParam(function, 1), e.c.LLVMGetParam(function, 2))
    let count = width
    let slot = e.and(e.sub(unit, begin), e.int(count - 1), "slot")
    func element(_ array: IRValue, _ type: IRType, _ index: IRValue) -> IRValue {
      e.offset(type, e.bitcastPointer(array, to: type), index)
    }
    for (id, array) in zip(end.read, end.aside) {
      let dtype = kernel.values[id].dtype
      e.lanes = 1
      let value = try use(id, 1)
      let stored = dtype == .bool ? e.c.LLVMBuildZExt(e.builder, value, e.memoryType(dtype), "") : value
      e.store(stored, element(array, e.memoryType(dtype), slot), alignment: dtype.size)
    }
    for (item, array) in zip(end.stores, end.places) {
      let address = e.c.LLVMBuildPtrToInt(e.builder, address(item.operand, Position()), e.i64, "")
      e.store(address, element(array, e.i64, slot), alignment: 8)
    }
    if anotherFollows { return }
    let isFull = e.compare(CLLVMIntEQ, slot, e.int(count - 1))
    let isLast = e.compare(CLLVMIntEQ, e.add(unit, e.int(1)), stop)
    try ifThen(e.c.LLVMBuildOr(e.builder, isFull, isLast, "")) { () throws(ArrayError) in
      try scoped { () throws(ArrayError) in
        vectors = [:]
        for (id, array) in zip(end.read, end.aside) {
          let loaded = e.load(rows(of: id), array, alignment: 64)
          let isBool = kernel.values[id].dtype == .bool
          vectors[id] = isBool ? e.compare(CLLVMIntNE, loaded, e.c.LLVMConstNull(rows(of: id))) : loaded
        }
        let position = Position(lanes: count, lanesAreRows: true)
        for id in end.computed { try compute(id, position) }
        for (k, item) in end.stores.enumerated() {
          let (made, places) = (end.made[k], end.places[k])
          let dtype = kernel.values[item.value].dtype
          let type = e.memoryType(dtype)
          var results = try use(item.value, count)
          if dtype == .bool { results = e.c.LLVMBuildZExt(e.builder, results, rows(of: item.value), "") }
          e.store(results, made, alignment: 64)
          try loop("row", from: e.int(0), to: e.add(slot, e.int(1)), step: 1) { (index, _) throws(ArrayError) in
            let place = e.load(e.i64, element(places, e.i64, index), alignment: 8)
            let value = e.load(type, element(made, type, index), alignment: dtype.size)
            e.store(value, e.c.LLVMBuildIntToPtr(e.builder, place, e.pointer(type), ""), alignment: dtype.size)
            return []
          }
        }
      }
    }
  }

  // MARK: Groups of short rows

  /// Rows of a group: their partial results are combined together, which halves what that costs.
  static let groupedRows = 4

  /// Whether a group of rows begins with unit `index`: rows that are short and have whole groups of lanes only. Nil for
  /// kernels that have none.
  func startsRowGroup(_ index: IRValue, _ end: IRValue) -> IRValue? {
    guard kernel.form == .rows, kernel.outerRank == 1, kernel.row.allSatisfy({ canGroup($0) }) else { return nil }
    let isWhole = e.compare(CLLVMIntSLE, e.add(index, e.int(Self.groupedRows)), end)
    let isShort = e.compare(CLLVMIntEQ, word(KernelArguments.leafCount), e.int(1))
    let rest = e.and(word(KernelArguments.sweepExtent), e.int(Self.partials - 1))
    return e.and(isWhole, e.and(isShort, e.compare(CLLVMIntEQ, rest, e.int(0))))
  }

  private func canGroup(_ statement: Kernel.Statement) -> Bool {
    guard case .sweep(let sweep) = statement else { return true }
    return isCheap(sweep) && sweep.stores.isEmpty && !sweep.accumulators.isEmpty
      && sweep.accumulators.allSatisfy { !$0.reduction.isSearch && kernel.values[$0.source].dtype.isFloat }
  }

  /// The rows of a group, statement by statement; goes on to the row behind them.
  func emitRowGroup(_ unit: IRValue, _ end: RowEnd?) throws(ArrayError) {
    let (keptBases, keptScalars, keptVectors) = (bases, scalars, vectors)
    let first = e.load(e.i64, coordinates[0], alignment: 8)
    var basesOf: [[IRValue]] = []
    for k in 0..<Self.groupedRows {
      basesOf.append(kernel.operands.indices.map { base($0, outer: [e.add(first, e.int(k))]) })
    }
    var scalarsOf = Array(repeating: scalars, count: Self.groupedRows)
    func each(_ body: (Int) throws(ArrayError) -> Void) throws(ArrayError) {
      for k in 0..<Self.groupedRows {
        (bases, scalars) = (basesOf[k], scalarsOf[k])
        try body(k)
        scalarsOf[k] = scalars
      }
    }
    for statement in kernel.row.prefix(end?.first ?? kernel.row.count) {
      guard case .sweep(let sweep) = statement else {
        try each { _ throws(ArrayError) in try emitScalar(statement) }
        continue
      }
      var partials: [[IRValue]] = []
      try each { _ throws(ArrayError) in partials.append(try emitShortRow(sweep)) }
      let totals = sweep.accumulators.enumerated().map { j, accumulator in
        combinedTogether(accumulator, partials.map { $0[j] })
      }
      try each { k throws(ArrayError) in
        for (accumulator, total) in zip(sweep.accumulators, totals) {
          e.lanes = 1
          scalars[accumulator.result] = combine(
            accumulator, start(accumulator, lanes: 1), e.extract(total, k), lanes: 1)
        }
      }
    }
    if let end {
      try each { k throws(ArrayError) in
        try emitRowEnd(end, e.add(unit, e.int(k)), anotherFollows: k + 1 < Self.groupedRows)
      }
    }
    e.store(e.add(first, e.int(Self.groupedRows)), coordinates[0], alignment: 8)
    (bases, scalars, vectors) = (keptBases, keptScalars, keptVectors)
  }

  /// The partial results of a row of whole groups of lanes.
  private func emitShortRow(_ sweep: Kernel.Sweep) throws(ArrayError) -> [IRValue] {
    let extent = word(KernelArguments.sweepExtent)
    let whole = e.and(extent, e.int(-LeafStep.groups.elements))
    let sums = sweep.accumulators.map { identity($0, lanes: Self.partials) }
    let most = try wholeVectors(sweep, .groups, from: [e.int(0)], count: whole, [sums])
    return try wholeVectors(sweep, .group, from: [whole], count: e.sub(extent, whole), most)[0]
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

  /// Memory of one vector, of zeros at first: lanes that no row has are computed too.
  private func zeroed(_ type: IRType, _ name: String) -> IRValue {
    inEntry {
      let memory = e.c.LLVMBuildAlloca(e.builder, type, name)
      e.c.LLVMSetAlignment(memory, 64)
      e.store(e.c.LLVMConstNull(type), memory, alignment: 64)
      return memory
    }
  }
}
