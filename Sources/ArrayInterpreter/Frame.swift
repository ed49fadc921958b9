import ArrayGraph
import ArrayKernels

/// The state of one call of a kernel: where its registers are, and at which element it stands.
struct Frame {
  let program: InterpretedKernel
  let arguments: UnsafePointer<Int>
  /// Bytes a register takes.
  private let stride: Int
  private let memory: UnsafeMutableRawPointer
  /// Where each value's elements are at the moment: its register, or memory it was loaded from.
  private let location: UnsafeMutablePointer<UnsafeMutableRawPointer>
  /// For each operand, the elements that the outer coordinates skip.
  private let outerOffset: UnsafeMutablePointer<Int>
  private let coordinates: UnsafeMutablePointer<Int>
  /// How many elements of a scalar's register are filled with it.
  private let filled: UnsafeMutablePointer<Int>
  /// A stack of partial results for each accumulator.
  private let stacks: [UnsafeMutableRawPointer]
  private let stackStride: Int
  var sweepPosition = 0
  var innerPosition = 0

  init(_ program: InterpretedKernel, _ arguments: UnsafePointer<Int>) {
    self.program = program
    self.arguments = arguments
    stride = program.blockLength * 8 + 64
    memory = .allocate(byteCount: (program.registers.count + 2) * stride, alignment: 64)
    let values = program.kernel.values.count
    location = .allocate(capacity: max(values, 1))
    for id in 0..<values { location[id] = memory + program.registers.register[id] * stride }
    filled = .allocate(capacity: max(values, 1))
    filled.initialize(repeating: 0, count: max(values, 1))
    outerOffset = .allocate(capacity: max(program.kernel.operands.count, 1))
    outerOffset.initialize(repeating: 0, count: max(program.kernel.operands.count, 1))
    coordinates = .allocate(capacity: max(program.kernel.outerRank, 1))
    coordinates.initialize(repeating: 0, count: max(program.kernel.outerRank, 1))
    let isColumns = program.kernel.form == .columns
    stackStride = isColumns ? program.blockLength * 8 : 8
    let depth = isColumns ? Frame.depth(arguments[KernelArguments.leafCount]) : ReductionTree.stackDepth
    let bytes = (depth + 1) * stackStride + 64
    stacks = program.reductions.map { _ in .allocate(byteCount: bytes, alignment: 64) }
  }

  /// Stack entries that a tree of `leaves` leaves needs.
  private static func depth(_ leaves: Int) -> Int { Int.bitWidth - max(leaves, 1).leadingZeroBitCount + 1 }

  func deallocate() {
    memory.deallocate()
    location.deallocate()
    filled.deallocate()
    outerOffset.deallocate()
    coordinates.deallocate()
    stacks.forEach { $0.deallocate() }
  }

  // MARK: Rows

  func seek(row: Int) {
    var rest = row
    for axis in stride(outerAxes) {
      let extent = arguments[KernelArguments.outerExtents + axis]
      coordinates[axis] = rest % extent
      rest /= extent
    }
    for operand in program.kernel.operands.indices {
      var offset = 0
      for axis in 0..<program.kernel.outerRank {
        offset += coordinates[axis] * arguments[program.words.outerStride(operand, axis)]
      }
      outerOffset[operand] = offset
    }
  }
  private var outerAxes: Int { program.kernel.outerRank }
  private func stride(_ rank: Int) -> ReversedCollection<Range<Int>> { (0..<rank).reversed() }

  func advanceRow() {
    for axis in stride(outerAxes) {
      let extent = arguments[KernelArguments.outerExtents + axis]
      coordinates[axis] += 1
      let wraps = coordinates[axis] == extent
      for operand in program.kernel.operands.indices {
        let step = arguments[program.words.outerStride(operand, axis)]
        outerOffset[operand] += wraps ? -step * (extent - 1) : step
      }
      if !wraps { return }
      coordinates[axis] = 0
    }
  }

  // MARK: Units

  mutating func runChunks(_ begin: Int, _ end: Int) {
    let inner = arguments[KernelArguments.innerExtent]
    let length = arguments[KernelArguments.chunkLength]
    let chunks = max((inner + length - 1) / length, 1)
    var row = -1
    for unit in begin..<end {
      if unit / chunks != row {
        if row >= 0 { advanceRow() } else { seek(row: unit / chunks) }
        row = unit / chunks
        run(program.kernel.row)
      }
      let first = unit % chunks * length
      let last = min(first + length, inner)
      var position = first
      while position < last {
        let count = min(program.blockLength, last - position)
        innerPosition = position
        run(program.kernel.chunk, count: count)
        position += count
      }
    }
  }

  mutating func runBlocks(_ begin: Int, _ end: Int) {
    guard let raw = UnsafeRawPointer(bitPattern: arguments[KernelArguments.blocks]),
      let partials = UnsafeMutableRawPointer(bitPattern: arguments[KernelArguments.partials])
    else { return }
    let blocks = raw.assumingMemoryBound(to: KernelArguments.Block.self)
    let accumulators = program.reductions.count
    for unit in begin..<end {
      for statement in program.kernel.row {
        guard case .sweep(let sweep) = statement else { continue }
        let block = blocks[unit]
        sweepLanes(sweep, block.leaves, block.leafCount, from: block.start)
        for k in 0..<accumulators {
          (partials + (unit * accumulators + k) * 8).copyMemory(from: stacks[k], byteCount: program.reductions[k].dtype.size)
        }
      }
    }
  }

  mutating func run(_ statements: [Kernel.Statement], count: Int = 1) {
    for statement in statements {
      switch statement {
      case .compute(let id): compute(id, count: count)
      case .store(let id, let operand): store(id, operand, count: count)
      case .sweep(let sweep):
        if program.kernel.form == .columns {
          sweepRows(sweep, count: count)
        } else {
          if sweep.accumulators.isEmpty {
            sweepStores(sweep)
          } else {
            sweepLanes(sweep, leaves, arguments[KernelArguments.leafCount], from: 0)
          }
          for accumulator in sweep.accumulators { finish(accumulator, count: 1) }
        }
      }
    }
    sweepPosition = 0
  }

  private var leaves: UnsafePointer<ReductionTree.Leaf> {
    UnsafeRawPointer(bitPattern: arguments[KernelArguments.leaves]).unsafelyUnwrapped
      .assumingMemoryBound(to: ReductionTree.Leaf.self)
  }

  // MARK: Sweeps

  /// A sweep that only stores: no tree to follow.
  private mutating func sweepStores(_ sweep: Kernel.Sweep) {
    let extent = arguments[KernelArguments.sweepExtent]
    var position = 0
    while position < extent {
      let count = min(program.blockLength, extent - position)
      sweepPosition = position
      for id in sweep.compute { compute(id, count: count) }
      for stored in sweep.stores { store(stored.value, stored.operand, count: count) }
      position += count
    }
  }

  /// A sweep along the lanes: whole leaves at a time, as many as fit a block.
  private mutating func sweepLanes(
    _ sweep: Kernel.Sweep, _ leaves: UnsafePointer<ReductionTree.Leaf>, _ leafCount: Int, from start: Int
  ) {
    let reducers = sweep.accumulators.map { accumulator in
      program.reductions.firstIndex { $0.accumulator == accumulator } ?? 0
    }
    var depth = 0
    var leaf = 0
    var position = start
    while leaf < leafCount {
      var end = leaf
      var count = 0
      while end < leafCount, count + Int(leaves[end].length) <= program.blockLength {
        count += Int(leaves[end].length)
        end += 1
      }
      sweepPosition = position
      if count > 0 {
        for id in sweep.compute { compute(id, count: count) }
        for accumulator in sweep.accumulators where !program.hasLanes[accumulator.source] {
          broadcast(accumulator.source, count: count)
        }
        for stored in sweep.stores { store(stored.value, stored.operand, count: count) }
      }
      var offset = 0
      while leaf < end {
        let length = Int(leaves[leaf].length)
        for k in reducers {
          let reducer = program.reductions[k]
          let size = reducer.dtype.size
          let stack = stacks[k]
          reducer.loop.leaf(stack + depth * size, location[reducer.accumulator.source] + offset * size, length)
          for level in 0..<Int(leaves[leaf].combines) {
            let a = stack + (depth - level - 1) * size
            reducer.combine.run(a, a, a + size, a, 1)
          }
        }
        depth += 1 - Int(leaves[leaf].combines)
        offset += length
        leaf += 1
      }
      position += count
    }
  }

  /// A sweep across rows, for a block of columns: row by row within a leaf, leaves by the tree.
  private mutating func sweepRows(_ sweep: Kernel.Sweep, count: Int) {
    if sweep.accumulators.isEmpty {
      for row in 0..<arguments[KernelArguments.sweepExtent] {
        sweepPosition = row
        for id in sweep.compute { compute(id, count: count) }
        for stored in sweep.stores { store(stored.value, stored.operand, count: count) }
      }
      return
    }
    let reducers = sweep.accumulators.map { accumulator in
      program.reductions.firstIndex { $0.accumulator == accumulator } ?? 0
    }
    var depth = 0
    var row = 0
    for leaf in 0..<arguments[KernelArguments.leafCount] {
      for k in reducers { program.reductions[k].loop.fillIdentity(stacks[k] + depth * stackStride, count) }
      for _ in 0..<leaves[leaf].length {
        sweepPosition = row
        for id in sweep.compute { compute(id, count: count) }
        for stored in sweep.stores { store(stored.value, stored.operand, count: count) }
        for k in reducers {
          let source = program.reductions[k].accumulator.source
          if !program.hasLanes[source] { broadcast(source, count: count) }
          let top = stacks[k] + depth * stackStride
          program.reductions[k].combine.run(top, top, location[source], top, count)
        }
        row += 1
      }
      for k in reducers {
        for level in 0..<Int(leaves[leaf].combines) {
          let a = stacks[k] + (depth - level - 1) * stackStride
          program.reductions[k].combine.run(a, a, a + stackStride, a, count)
        }
      }
      depth += 1 - Int(leaves[leaf].combines)
    }
    for accumulator in sweep.accumulators { finish(accumulator, count: count) }
  }

  /// Combines the start value with what the tree gave.
  private func finish(_ accumulator: Kernel.Accumulator, count: Int) {
    guard let k = program.reductions.firstIndex(where: { $0.accumulator == accumulator }) else { return }
    let reducer = program.reductions[k]
    let register = location[accumulator.result]
    if accumulator.reduction == .sum && reducer.dtype.isFloat {
      register.initializeMemory(as: UInt8.self, repeating: 0, count: (count + 7) / 8 * 8 * reducer.dtype.size)
      reducer.combine.run(register, register, stacks[k], register, count)
    } else {
      register.copyMemory(from: stacks[k], byteCount: count * reducer.dtype.size)
    }
    if program.kernel.form != .columns {
      filled[accumulator.result] = 8
      Blocks.fill(register, reducer.dtype.size, from: register, count: 8)
    }
  }

  // MARK: Values

  /// Brings `count` elements of a value to its location; a scalar is one element, eight times.
  func compute(_ id: Int, count: Int) {
    let value = program.kernel.values[id]
    let hasLanes = program.hasLanes[id]
    let register = memory + program.registers.register[id] * stride
    filled[id] = 8
    switch value.source {
    case .reduced: break
    case .literal(let index):
      let word = arguments + program.words.literal(index)
      Blocks.fill(register, value.dtype.size, from: UnsafeRawPointer(word), count: 8)
    case .load(let operand): load(id, operand, register, value.dtype, hasLanes ? count : 1)
    case .operation, .cast:
      guard let loop = program.loops[id] else { return }
      let operands = program.arguments[id]
      var target = register
      if let operand = program.registers.destination[id], count % 8 == 0 {
        target = address(operand, value.dtype)
      }
      if hasLanes {
        for operand in operands where !program.hasLanes[operand] { broadcast(operand, count: count) }
      }
      let a = location[operands[0]]
      let b = operands.count > 1 ? location[operands[1]] : a
      let c = operands.count > 2 ? location[operands[2]] : a
      loop.run(target, a, b, c, hasLanes ? count : 8)
      location[id] = target
    }
  }

  /// Fills a scalar's register, so that loops over lanes can read it.
  private func broadcast(_ id: Int, count: Int) {
    guard filled[id] < count else { return }
    let size = program.kernel.values[id].dtype.size
    filled[id] = min((count + 127) & ~127, program.blockLength)
    Blocks.fill(location[id], size, from: location[id], count: filled[id])
  }

  /// Where the current element of an operand is.
  private func address(_ operand: Int, _ dtype: DType) -> UnsafeMutableRawPointer {
    let base = UnsafeMutableRawPointer(bitPattern: arguments[program.words.pointer(operand)]).unsafelyUnwrapped
    return base + element(operand) * dtype.size
  }
  private func element(_ operand: Int) -> Int {
    outerOffset[operand] + sweepPosition * arguments[program.words.sweepStride(operand)]
      + innerPosition * arguments[program.words.innerStride(operand)]
  }
  private func laneStride(_ operand: Int) -> Int {
    let isSweep = program.kernel.form == .rows || program.kernel.form == .total
    return arguments[isSweep ? program.words.sweepStride(operand) : program.words.innerStride(operand)]
  }

  private func load(_ id: Int, _ operand: Int, _ register: UnsafeMutableRawPointer, _ dtype: DType, _ count: Int) {
    let info = program.kernel.operands[operand]
    location[id] = register
    if info.role == .index {
      let first = arguments[program.words.pointer(operand)] + element(operand)
      Blocks.index(register, first, info.layout == .broadcast ? 0 : laneStride(operand), max((count + 7) & ~7, 8))
      return
    }
    let source = address(operand, dtype)
    switch info.layout {
    case .broadcast: Blocks.fill(register, dtype.size, from: source, count: 8)
    case .contiguous:
      // Loops read whole vectors: the last, incomplete one must not read past the array.
      if count % 8 == 0 {
        location[id] = source
      } else {
        register.copyMemory(from: source, byteCount: count * dtype.size)
      }
    case .strided: Blocks.gather(register, dtype.size, from: source, laneStride(operand), count)
    }
  }

  private func store(_ id: Int, _ operand: Int, count: Int) {
    let dtype = program.kernel.values[id].dtype
    let target = address(operand, dtype)
    if program.kernel.operands[operand].layout == .broadcast {
      target.copyMemory(from: location[id], byteCount: dtype.size)
      return
    }
    if !program.hasLanes[id] { broadcast(id, count: count) }
    if location[id] == target { return }
    if program.kernel.operands[operand].layout == .contiguous {
      target.copyMemory(from: location[id], byteCount: count * dtype.size)
    } else {
      Blocks.scatter(target, dtype.size, laneStride(operand), from: location[id], count)
    }
  }
}
