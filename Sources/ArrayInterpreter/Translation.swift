import ArrayGraph
import ArrayKernels

/// Turns the statements of a kernel into instructions and gives every value a register, where it needs one.
///
/// Values of one sweep, or of the chunk of a map, give their register up after the last use; all others keep it. What is
/// stored side by side is computed where it will stand.
struct Translation {
  private let kernel: Kernel
  private let table: LoopTable
  private let hasLanes: [Bool]
  /// The registers of values that keep theirs.
  private var kept: [Int: Register] = [:]
  private var reducerCount = 0

  /// Values of the kernel, and spread ones that were added.
  private(set) var valueCount: Int
  private(set) var blockCount = 0
  private(set) var splatCount = 0
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
    hasLanes = kernel.hasLanes
    valueCount = kernel.values.count
    elementSize = zip(kernel.values, hasLanes).filter(\.1).map(\.0.dtype.size).max() ?? 1
    keepRegisters()
    keptBlocks = blockCount
    once = try instructions(kernel.once)
    row = try parts(kernel.row)
    chunk = try kernel.form == .map ? [.block(mapInstructions())] : parts(kernel.chunk)
  }

  // MARK: Registers

  /// Everything without lanes keeps its splat, and what lives outside of sweeps its block.
  private mutating func keepRegisters() {
    for id in kernel.values.indices where !hasLanes[id] { kept[id] = newSplat() }
    guard kernel.form != .map else { return }
    for statement in kernel.row + kernel.chunk {
      switch statement {
      case .compute(let id) where hasLanes[id]: kept[id] = newBlock()
      case .sweep(let sweep):
        for accumulator in sweep.accumulators where hasLanes[accumulator.result] {
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
    var body = try segment(sweep.compute, sweep.stores, uses: sweep.accumulators.map(\.source))
    var reducers: [Reducer] = []
    for accumulator in sweep.accumulators {
      var reducer = try self.reducer(accumulator)
      if !hasLanes[reducer.source] && kernel.form != .columns {
        body.append(spread(reducer.source))
        reducer.source = valueCount - 1
      }
      reducers.append(reducer)
    }
    return .sweep(body, reducers)
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
      if hasLanes[id] && destinations[id] == nil && needsRegister(id) {
        let block = free.popLast() ?? used
        used = max(used, block + 1)
        register[id] = block
        place = .block(block)
      }
      for operand in Set(kernel.values[id].operands) where lastUse[operand] == position {
        guard let block = register.removeValue(forKey: operand) else { continue }
        if kernel.values[operand].dtype.size < kernel.values[id].dtype.size { free.append(block) }
      }
      var made = try instruction(id, place)
      if let operand = destinations[id] { made.operand = operand }
      result.append(made)
    }
    blockCount = max(blockCount, used)
    for store in stores where destinations[store.value] != store.operand {
      result.append(self.store(store.value, store.operand))
    }
    return result
  }

  private func needsRegister(_ id: Int) -> Bool {
    if case .load(let operand) = kernel.values[id].source {
      return kernel.operands[operand].role == .index || kernel.operands[operand].layout != .contiguous
    }
    return true
  }

  /// Whether a value can be computed where it will stand: nothing reads there afterwards.
  private func canCompute(_ store: Kernel.Store, _ compute: [Int], _ lastUse: [Int: Int]) -> Bool {
    guard hasLanes[store.value], kernel.operands[store.operand].layout == .contiguous,
      let position = compute.firstIndex(of: store.value)
    else { return false }
    if case .load = kernel.values[store.value].source { return false }
    return !compute.contains { id in
      if case .load(store.operand) = kernel.values[id].source { lastUse[id] ?? -1 > position } else { false }
    }
  }

  // MARK: Instructions

  private func instruction(_ id: Int, _ register: Register) throws(ArrayError) -> Instruction {
    let value = kernel.values[id]
    var made = Instruction(
      kind: .loop, value: id, size: value.dtype.size, hasLanes: hasLanes[id], register: register)
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
      read(arguments, with: loop, &made)
    case .cast(let operand):
      guard let loop = table.cast(from: kernel.values[operand].dtype, to: value.dtype) else {
        throw ArrayError(.unsupported, "no cast from \(kernel.values[operand].dtype) to \(value.dtype)")
      }
      read([operand], with: loop, &made)
    case .reduced: throw ArrayError(.unsupported, "a reduction's result is computed by its sweep")
    }
    return made
  }

  private func kind(of layout: Kernel.Layout) -> Instruction.Kind {
    switch layout {
    case .broadcast: .splat
    case .contiguous: .view
    case .strided: .gather
    }
  }

  private func read(_ operands: [Int], with loop: BlockLoop, _ made: inout Instruction) {
    made.loop = loop
    made.a = operands[0]
    made.b = operands.count > 1 ? operands[1] : operands[0]
    made.c = operands.count > 2 ? operands[2] : operands[0]
    for (k, operand) in operands.enumerated() where hasLanes[operand] { made.varies |= 1 << UInt32(k) }
  }

  private func store(_ id: Int, _ operand: Int) -> Instruction {
    let kind: Instruction.Kind =
      switch kernel.operands[operand].layout {
      case .broadcast: .storeOne
      case .contiguous: hasLanes[id] ? .store : .fill
      case .strided: .scatter
      }
    return Instruction(
      kind: kind, value: id, size: kernel.values[id].dtype.size, hasLanes: hasLanes[id], operand: operand)
  }

  /// The same value over a block, as a value of its own.
  private mutating func spread(_ id: Int) -> Instruction {
    let size = kernel.values[id].dtype.size
    valueCount += 1
    elementSize = max(elementSize, size)
    return Instruction(
      kind: .spread, value: valueCount - 1, size: size, hasLanes: true, register: newBlock(), a: id)
  }

  private mutating func reducer(_ accumulator: Kernel.Accumulator) throws(ArrayError) -> Reducer {
    let dtype = kernel.values[accumulator.source].dtype
    guard let loop = table.reduction(accumulator.reduction, dtype),
      let combine = table.loop(accumulator.reduction.combiningRow, dtype == .bool ? .u8 : dtype)
    else { throw ArrayError(.unsupported, "no reduction '\(accumulator.reduction)' for \(dtype)") }
    reducerCount += 1
    return Reducer(
      source: accumulator.source, result: accumulator.result, size: dtype.size,
      sourceVaries: hasLanes[accumulator.source], register: kept[accumulator.result] ?? .none,
      startsAtZero: accumulator.reduction == .sum && dtype.isFloat, number: reducerCount - 1, loop: loop,
      combine: combine)
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
