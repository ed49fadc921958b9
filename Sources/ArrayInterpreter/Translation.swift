import ArrayGraph
import ArrayKernels

/// Turns the statements of a kernel into instructions and gives every value a register, where it needs one.
///
/// Values of one sweep, or of the chunk of a map, give their register up after the last use; all others keep it. What is
/// stored side by side is computed where it will stand, if it can be.
struct Translation {
  private let kernel: Kernel
  private let table: LoopTable
  private let levels: [Level]
  /// The registers of values that keep theirs.
  private var kept: [Int: Register] = [:]
  private var reducerCount = 0

  /// Values of the kernel, and those of the row that were added once more for loops over lanes.
  private(set) var valueCount: Int
  private(set) var blockCount = 0
  private(set) var splatCount = 0
  private(set) var batchCount = 0
  /// The most bytes that an element of a block has.
  private(set) var elementSize: Int
  private var keptBlocks = 0

  private(set) var once: [Instruction] = []
  private(set) var row: [Part] = []
  private(set) var chunk: [Part] = []

  /// A statement, before it has memory of its own.
  enum Part {
    case block([Instruction])
    case sweep([Instruction], [Reducer])
  }

  init(_ kernel: Kernel, _ table: LoopTable) throws(ArrayError) {
    self.kernel = kernel
    self.table = table
    levels = Translation.levels(kernel)
    valueCount = kernel.values.count
    elementSize = zip(kernel.values, levels).filter { $1 == .lanes }.map(\.0.dtype.size).max() ?? 1
    keepRegisters()
    keptBlocks = blockCount
    once = try instructions(kernel.once)
    row = try parts(kernel.row)
    chunk = try kernel.form == .map ? [.block(mapInstructions())] : parts(kernel.chunk)
  }

  private static func levels(_ kernel: Kernel) -> [Level] {
    var levels: [Level] = kernel.hasLanes.map { $0 ? .lanes : .row }
    for id in kernel.once { levels[id] = .once }
    return levels
  }

  // MARK: Registers

  /// Everything without lanes keeps its splat, and what lives outside of sweeps its block.
  private mutating func keepRegisters() {
    for id in kernel.values.indices where levels[id] != .lanes { kept[id] = newSplat() }
    guard kernel.form != .map else { return }
    for statement in kernel.row + kernel.chunk {
      switch statement {
      case .compute(let id) where levels[id] == .lanes: kept[id] = newBlock()
      case .sweep(let sweep):
        for accumulator in sweep.accumulators where levels[accumulator.result] == .lanes {
          kept[accumulator.result] = newBlock()
        }
      default: break
      }
    }
  }
  private mutating func newBlock() -> Register {
    blockCount += 1
    return .block(blockCount - 1)
  }
  private mutating func newSplat() -> Register {
    splatCount += 1
    return .splat(splatCount - 1)
  }
  private mutating func newBatch() -> Register {
    batchCount += 1
    return .batch(batchCount - 1)
  }
  private mutating func newValue() -> Int {
    valueCount += 1
    return valueCount - 1
  }

  // MARK: Statements

  private mutating func parts(_ statements: [Kernel.Statement]) throws(ArrayError) -> [Part] {
    var parts: [Part] = []
    var pending: [Instruction] = []
    for statement in statements {
      switch statement {
      case .compute(let id): pending.append(try instruction(id, kept[id] ?? .none))
      case .store(let id, let operand): pending.append(store(id, operand))
      case .sweep(let sweep):
        if !pending.isEmpty { parts.append(.block(pending)) }
        pending = []
        parts.append(try part(sweep))
      }
    }
    if !pending.isEmpty { parts.append(.block(pending)) }
    return parts
  }

  private mutating func part(_ sweep: Kernel.Sweep) throws(ArrayError) -> Part {
    var reducers: [Reducer] = []
    for accumulator in sweep.accumulators { reducers.append(try reducer(accumulator, sweep)) }
    let brought = reducers.flatMap { [$0.a, $0.b] }.filter { $0.operand < 0 }.map(\.value)
    var body = try segment(
      needed(brought + sweep.stores.map(\.value), of: sweep.compute), sweep.stores, uses: brought)
    for k in reducers.indices where !reducers[k].a.hasLanes && !kernel.form.sweepsAcrossLanes {
      let value = newValue()
      body.append(spread(reducers[k].a.value, value))
      reducers[k].a = Reducer.Source(value: value, hasLanes: true)
      reducers[k].b = reducers[k].a
    }
    return .sweep(body, reducers)
  }

  /// Those of some computations that `wanted` are made of, in order.
  private func needed(_ wanted: [Int], of computations: [Int]) -> [Int] {
    var needed = Set(wanted)
    for id in computations.reversed() where needed.contains(id) { needed.formUnion(kernel.values[id].operands) }
    return computations.filter(needed.contains)
  }

  private mutating func mapInstructions() throws(ArrayError) -> [Instruction] {
    var compute: [Int] = []
    var stores: [Kernel.Store] = []
    for statement in kernel.chunk {
      switch statement {
      case .compute(let id): compute.append(id)
      case .store(let id, let operand): stores.append(Kernel.Store(id, operand))
      case .sweep: break
      }
    }
    return try segment(compute, stores, uses: [])
  }

  private mutating func instructions(_ ids: [Int]) throws(ArrayError) -> [Instruction] {
    var result: [Instruction] = []
    for id in ids { result.append(try instruction(id, kept[id] ?? .none)) }
    return result
  }

  /// Values that live no longer than the block, and their stores; `uses` are read after all of that.
  private mutating func segment(
    _ compute: [Int], _ stores: [Kernel.Store], uses: [Int]
  ) throws(ArrayError) -> [Instruction] {
    var lastUse: [Int: Int] = [:]
    for (position, id) in compute.enumerated() {
      for operand in kernel.values[id].operands { lastUse[operand] = position }
    }
    for id in uses + stores.map(\.value) { lastUse[id] = Int.max }
    var destinations: [Int: Int] = [:]
    for store in stores where destinations[store.value] == nil && canCompute(store, compute, lastUse) {
      destinations[store.value] = store.operand
    }

    var result: [Instruction] = []
    var expanded: [Int: Int] = [:]
    var register: [Int: Int] = [:]
    var free: [Int] = []
    var used = keptBlocks
    for (position, id) in compute.enumerated() {
      // A loop may write over what it reads for the last time.
      for operand in Set(kernel.values[id].operands) where lastUse[operand] == position {
        guard let block = register[operand] else { continue }
        if kernel.values[operand].dtype.size >= kernel.values[id].dtype.size { free.append(block) }
      }
      var place = kept[id] ?? .none
      if levels[id] == .lanes {
        if isView(id) {
          place = newBatch()
        } else {
          let block = free.popLast() ?? used
          used = max(used, block + 1)
          register[id] = block
          place = .block(block)
        }
        // Strips of columns have no batches.
        for operand in kernel.values[id].operands
        where !kernel.form.sweepsAcrossLanes && levels[operand] == .row && expanded[operand] == nil {
          let value = newValue()
          result.append(expand(operand, value))
          expanded[operand] = value
        }
      }
      for operand in Set(kernel.values[id].operands) where lastUse[operand] == position {
        guard let block = register.removeValue(forKey: operand) else { continue }
        if kernel.values[operand].dtype.size < kernel.values[id].dtype.size { free.append(block) }
      }
      var made = try instruction(id, place, expanded)
      if let operand = destinations[id] { made.operand = operand }
      result.append(made)
    }
    blockCount = max(blockCount, used)
    for store in stores where destinations[store.value] != store.operand {
      result.append(self.store(store.value, store.operand))
    }
    return result
  }

  private func isView(_ id: Int) -> Bool {
    if case .load(let operand) = kernel.values[id].source {
      return kernel.operands[operand].role != .index && kernel.operands[operand].layout == .contiguous
    }
    return false
  }

  /// Whether a value can be computed where it will stand: nothing reads there afterwards.
  private func canCompute(_ store: Kernel.Store, _ compute: [Int], _ lastUse: [Int: Int]) -> Bool {
    guard levels[store.value] == .lanes, kernel.operands[store.operand].layout == .contiguous,
      let position = compute.firstIndex(of: store.value)
    else { return false }
    if case .load = kernel.values[store.value].source { return false }
    return !compute.contains { id in
      if case .load(store.operand) = kernel.values[id].source { lastUse[id] ?? -1 > position } else { false }
    }
  }

  // MARK: Instructions

  /// Brings a value to a register. `expanded` are the values that stand for those of the row in loops over lanes.
  private func instruction(
    _ id: Int, _ register: Register, _ expanded: [Int: Int] = [:]
  ) throws(ArrayError) -> Instruction {
    let value = kernel.values[id]
    var made = Instruction(
      kind: .loop, value: id, size: value.dtype.size, level: levels[id], register: register)
    switch value.source {
    case .literal(let index):
      made.kind = .literal
      made.operand = index
    case .load(let operand):
      made.kind = kernel.operands[operand].role == .index ? .index : kind(of: kernel.operands[operand].layout)
      made.operand = operand
    case .operation(let operation, let dtype, let arguments):
      guard let loop = table.loop(operation.name, dtype) else {
        throw ArrayError(.unsupported, "no row '\(operation.name)' for \(dtype)")
      }
      read(arguments, with: loop, expanded, &made)
    case .cast(let operand):
      guard let loop = table.cast(from: kernel.values[operand].dtype, to: value.dtype) else {
        throw ArrayError(.unsupported, "no cast from \(kernel.values[operand].dtype) to \(value.dtype)")
      }
      read([operand], with: loop, expanded, &made)
    case .reduced: throw ArrayError(.unsupported, "a reduction's result is computed by its sweep")
    }
    return made
  }

  private func kind(of layout: Kernel.Layout) -> Instruction.Kind {
    switch layout {
    case .broadcast: .splat
    case .contiguous: .view
    case .strided, .spaced: .gather
    }
  }

  private func read(
    _ operands: [Int], with loop: BlockLoop, _ expanded: [Int: Int], _ made: inout Instruction
  ) {
    let places = operands.map { expanded[$0] ?? $0 }
    made.loop = loop
    made.a = places[0]
    made.b = places.count > 1 ? places[1] : places[0]
    made.c = places.count > 2 ? places[2] : places[0]
    for (k, operand) in operands.enumerated() {
      if levels[operand] == .lanes { made.varies |= 1 << UInt32(k) }
      if levels[operand] != .once { made.variesInBatch |= 1 << UInt32(k) }
    }
  }

  private func store(_ id: Int, _ operand: Int) -> Instruction {
    let kind: Instruction.Kind =
      switch kernel.operands[operand].layout {
      case .broadcast: .storeOne
      case .contiguous: levels[id] == .lanes ? .store : .fill
      case .strided, .spaced: .scatter
      }
    return Instruction(
      kind: kind, value: id, size: kernel.values[id].dtype.size, level: levels[id], operand: operand)
  }

  private mutating func expand(_ id: Int, _ value: Int) -> Instruction {
    Instruction(
      kind: .expand, value: value, size: kernel.values[id].dtype.size, level: .lanes, register: newBatch(), a: id)
  }

  private mutating func spread(_ id: Int, _ value: Int) -> Instruction {
    let size = kernel.values[id].dtype.size
    elementSize = max(elementSize, size)
    var made = Instruction(kind: .spread, value: value, size: size, level: .lanes, register: newBlock(), a: id)
    made.variesInBatch = levels[id] == .once ? 0 : 1
    return made
  }

  private mutating func reducer(
    _ accumulator: Kernel.Accumulator, _ sweep: Kernel.Sweep
  ) throws(ArrayError) -> Reducer {
    let dtype = kernel.values[accumulator.source].dtype
    let takenIn = takenIn(accumulator, sweep)
    guard let work = work(accumulator.reduction, of: takenIn?.row ?? "", dtype) else {
      throw ArrayError(.unsupported, "no reduction '\(accumulator.reduction)' for \(dtype)")
    }
    reducerCount += 1
    return Reducer(
      a: source(takenIn?.a ?? accumulator.source, sweep), b: source(takenIn?.b ?? accumulator.source, sweep),
      result: accumulator.result, size: dtype.size, register: kept[accumulator.result] ?? .none,
      number: reducerCount - 1, work: work)
  }

  /// The operation that gives what is reduced, where one loop can do both: nobody else wants what it gives.
  private func takenIn(_ accumulator: Kernel.Accumulator, _ sweep: Kernel.Sweep) -> (row: String, a: Int, b: Int)? {
    let source = accumulator.source
    guard case .operation(let operation, let dtype, let operands) = kernel.values[source].source, operands.count == 2,
      levels[source] == .lanes, sweep.compute.contains(source),
      kernel.form.sweepsAcrossLanes || operands.allSatisfy({ levels[$0] == .lanes }),
      table.reduction(accumulator.reduction, of: operation.name, dtype) != nil,
      sweep.accumulators.count(where: { $0.source == source }) == 1,
      !sweep.stores.contains(where: { $0.value == source }),
      !sweep.compute.contains(where: { kernel.values[$0].operands.contains(source) })
    else { return nil }
    return (operation.name, operands[0], operands[1])
  }

  /// Where a reducer finds a value: elements that lie side by side, and those of which a row has one, are read as they lie.
  private func source(_ id: Int, _ sweep: Kernel.Sweep) -> Reducer.Source {
    var source = Reducer.Source(value: id, hasLanes: levels[id] == .lanes)
    if case .load(let operand) = kernel.values[id].source, sweep.compute.contains(id),
      kernel.operands[operand].role != .index, !kernel.operands[operand].layout.hasGaps
    {
      source.operand = operand
    }
    return source
  }

  private func work(_ reduction: Reduction, of row: String, _ dtype: DType) -> Reducer.Work? {
    if reduction.isSearch { return table.search(reduction, dtype).map { .search($0) } }
    guard let loop = table.reduction(reduction, of: row, dtype),
      let combine = table.loop(reduction.combiningRow, dtype == .bool ? .u8 : dtype)
    else { return nil }
    return .tree(loop, combine: combine, startsAtZero: reduction == .sum && dtype.isFloat)
  }
}

extension Kernel.Value {
  /// The values it is computed from.
  fileprivate var operands: [Int] {
    switch source {
    case .literal, .load, .reduced: []
    case .operation(_, _, let operands): operands
    case .cast(let operand): [operand]
    }
  }
}
