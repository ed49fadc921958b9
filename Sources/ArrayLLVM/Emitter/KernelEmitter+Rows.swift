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
//
// Where the rows lie along one axis their results do so too, and no places are kept: `out[unit - slot : 16] = v`.
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
    /// Memory for what is read, for the addresses of what is stored where rows have several axes, and for what is stored, a
    /// row each.
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
    if !liesAlongOneAxis { end.places = end.stores.map { _ in zeroed(e.wide(e.i64, width), "places") } }
    end.made = end.stores.map { zeroed(rows(of: $0.value), "made") }
    return end
  }

  private func isLiteral(_ id: Kernel.ValueID) -> Bool {
    if case .literal = kernel.values[id].source { true } else { false }
  }
  /// An element of a value for each row, as in memory.
  private func rows(of id: Kernel.ValueID) -> IRType { e.wide(e.memoryType(kernel.values[id].dtype), width) }

  /// Whether a unit is the row's only coordinate.
  private var liesAlongOneAxis: Bool { kernel.outerRank == 1 }

  /// Does the end of row `unit`.
  func emitRowEnd(_ end: RowEnd, _ unit: IRValue) throws(ArrayError) {
    let slot = slot(unit)
    try layAside(end, slot: slot)
    try emitRowEnds(end, upTo: unit, slot: slot)
  }

  /// Where in the memory for so many rows row `unit` has its place.
  func slot(_ unit: IRValue) -> IRValue {
    e.and(e.sub(unit, e.c.LLVMGetParam(function, 1)), e.int(width - 1), "slot")
  }
  func element(_ array: IRValue, _ type: IRType, _ index: IRValue) -> IRValue {
    e.offset(type, e.bitcastPointer(array, to: type), index)
  }

  /// Lays aside what the end of a row reads, but for values that are there already.
  func layAside(_ end: RowEnd, slot: IRValue, except done: Set<Kernel.ValueID> = []) throws(ArrayError) {
    for (id, array) in zip(end.read, end.aside) where !done.contains(id) {
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
  }

  /// Does what is laid aside where there is enough of it, or where row `unit` is the last one.
  func emitRowEnds(_ end: RowEnd, upTo unit: IRValue, slot: IRValue) throws(ArrayError) {
    let count = width
    let isFull = e.compare(CLLVMIntEQ, slot, e.int(count - 1))
    let isLast = e.compare(CLLVMIntEQ, e.add(unit, e.int(1)), e.c.LLVMGetParam(function, 2))
    try ifThen(e.or(isFull, isLast)) { () throws(ArrayError) in
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
          var results = try use(item.value, count)
          if kernel.values[item.value].dtype == .bool {
            results = e.c.LLVMBuildZExt(e.builder, results, rows(of: item.value), "")
          }
          if liesAlongOneAxis {
            try storeAlong(item, results, end.made[k], first: e.sub(unit, slot), isFull, count: e.add(slot, e.int(1)))
          } else {
            try storeApart(item, results, end.made[k], end.places[k], count: e.add(slot, e.int(1)))
          }
        }
      }
    }
  }

  /// Stores the first `count` results to the rows from `first` on.
  private func storeAlong(
    _ item: Kernel.Store, _ results: IRValue, _ made: IRValue, first: IRValue, _ isFull: IRValue, count: IRValue
  ) throws(ArrayError) {
    let dtype = kernel.values[item.value].dtype
    let type = e.memoryType(dtype)
    let stride = word(words.outerStride(item.operand, 0))
    let start = base(item.operand, outer: [first])
    let areNeighbours = e.and(isFull, e.compare(CLLVMIntEQ, stride, e.int(1)))
    try ifThenElse(areNeighbours) { () throws(ArrayError) in
      e.store(results, e.bitcastPointer(start, to: rows(of: item.value)), alignment: dtype.size)
    } else: { () throws(ArrayError) in
      e.store(results, made, alignment: 64)
      try loop("row", from: e.int(0), to: count, step: 1) { (index, _) throws(ArrayError) in
        let value = e.load(type, element(made, type, index), alignment: dtype.size)
        e.store(value, e.offset(type, start, e.mul(index, stride)), alignment: dtype.size)
        return []
      }
    }
  }

  /// Stores the first `count` results to `places`.
  private func storeApart(
    _ item: Kernel.Store, _ results: IRValue, _ made: IRValue, _ places: IRValue, count: IRValue
  ) throws(ArrayError) {
    let dtype = kernel.values[item.value].dtype
    let type = e.memoryType(dtype)
    e.store(results, made, alignment: 64)
    try loop("row", from: e.int(0), to: count, step: 1) { (index, _) throws(ArrayError) in
      let place = e.load(e.i64, element(places, e.i64, index), alignment: 8)
      let value = e.load(type, element(made, type, index), alignment: dtype.size)
      e.store(value, e.c.LLVMBuildIntToPtr(e.builder, place, e.pointer(type), ""), alignment: dtype.size)
      return []
    }
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
