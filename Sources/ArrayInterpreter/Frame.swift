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
  /// The kernel's statements and loops, copied: threads that share an array pass its reference count back and forth.
  let row: [LocalStatement]
  private let chunk: [LocalStatement]
  private let steps: UnsafeMutablePointer<InterpretedKernel.Step>
  private let reducers: [InterpretedKernel.Reducer]
  private let operands: [Kernel.Operand]
  private let words: KernelArguments
  private let form: Kernel.Form
  private let blockLength: Int
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
    steps = program.steps
    reducers = program.reductions.map { $0 }
    operands = program.kernel.operands.map { $0 }
    words = program.words
    form = program.kernel.form
    blockLength = program.blockLength
    row = program.kernel.row.map { LocalStatement($0, program.reductions) }
    chunk = program.kernel.chunk.map { LocalStatement($0, program.reductions) }
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
    for axis in outerAxes {
      let extent = arguments[KernelArguments.outerExtents + axis]
      coordinates[axis] = rest % extent
      rest /= extent
    }
    for operand in operands.indices {
      var offset = 0
      for axis in 0..<words.outerRank {
        offset += coordinates[axis] * arguments[words.outerStride(operand, axis)]
      }
      outerOffset[operand] = offset
    }
  }
  /// The last one moves first.
  private var outerAxes: ReversedCollection<Range<Int>> { (0..<words.outerRank).reversed() }

  func advanceRow() {
    for axis in outerAxes {
      let extent = arguments[KernelArguments.outerExtents + axis]
      coordinates[axis] += 1
      let wraps = coordinates[axis] == extent
      for operand in operands.indices {
        let step = arguments[words.outerStride(operand, axis)]
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
        run(self.row)
      }
      let first = unit % chunks * length
      let last = min(first + length, inner)
      var position = first
      while position < last {
        let count = min(blockLength, last - position)
        innerPosition = position
        run(chunk, count: count)
        position += count
      }
    }
  }

  mutating func runBlocks(_ begin: Int, _ end: Int) {
    guard let raw = UnsafeRawPointer(bitPattern: arguments[KernelArguments.blocks]),
      let partials = UnsafeMutableRawPointer(bitPattern: arguments[KernelArguments.partials])
    else { return }
    let blocks = raw.assumingMemoryBound(to: KernelArguments.Block.self)
    let accumulators = reducers.count
    for unit in begin..<end {
      for statement in self.row {
        guard case .sweep(let sweep) = statement else { continue }
        let block = blocks[unit]
        sweepLanes(sweep, block.leaves, block.leafCount, from: block.start)
        for k in 0..<accumulators {
          (partials + (unit * accumulators + k) * 8).copyMemory(from: stacks[k], byteCount: reducers[k].dtype.size)
        }
      }
    }
  }

  mutating func run(_ statements: [LocalStatement], count: Int = 1) {
    for statement in statements {
      switch statement {
      case .compute(let id): compute(id, count: count)
      case .store(let id, let operand): store(id, operand, count: count)
      case .sweep(let sweep):
        if form == .columns {
          sweepRows(sweep, count: count)
        } else {
          if sweep.reducers.isEmpty {
            sweepStores(sweep)
          } else {
            sweepLanes(sweep, leaves, arguments[KernelArguments.leafCount], from: 0)
          }
          for k in sweep.reducers { finish(k, count: 1) }
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
  private mutating func sweepStores(_ sweep: LocalSweep) {
    let extent = arguments[KernelArguments.sweepExtent]
    var position = 0
    while position < extent {
      let count = min(blockLength, extent - position)
      sweepPosition = position
      for id in sweep.compute { compute(id, count: count) }
      for stored in sweep.stores { store(stored.value, stored.operand, count: count) }
      position += count
    }
  }

  /// A sweep along the lanes: whole leaves at a time, as many as fit a block.
  private mutating func sweepLanes(
    _ sweep: LocalSweep, _ leaves: UnsafePointer<ReductionTree.Leaf>, _ leafCount: Int, from start: Int
  ) {
    var depth = 0
    var leaf = 0
    var position = start
    while leaf < leafCount {
      var end = leaf
      var count = 0
      while end < leafCount, count + Int(leaves[end].length) <= blockLength {
        count += Int(leaves[end].length)
        end += 1
      }
      sweepPosition = position
      if count > 0 {
        for id in sweep.compute { compute(id, count: count) }
        for k in sweep.reducers where !steps[reducers[k].accumulator.source].hasLanes {
          broadcast(reducers[k].accumulator.source, count: count)
        }
        for stored in sweep.stores { store(stored.value, stored.operand, count: count) }
      }
      var offset = 0
      while leaf < end {
        let length = Int(leaves[leaf].length)
        for k in sweep.reducers {
          let reducer = reducers[k]
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
  private mutating func sweepRows(_ sweep: LocalSweep, count: Int) {
    if sweep.reducers.isEmpty {
      for row in 0..<arguments[KernelArguments.sweepExtent] {
        sweepPosition = row
        for id in sweep.compute { compute(id, count: count) }
        for stored in sweep.stores { store(stored.value, stored.operand, count: count) }
      }
      return
    }
    var depth = 0
    var row = 0
    for leaf in 0..<arguments[KernelArguments.leafCount] {
      for k in sweep.reducers { reducers[k].loop.fillIdentity(stacks[k] + depth * stackStride, count) }
      for _ in 0..<leaves[leaf].length {
        sweepPosition = row
        for id in sweep.compute { compute(id, count: count) }
        for stored in sweep.stores { store(stored.value, stored.operand, count: count) }
        for k in sweep.reducers {
          let source = reducers[k].accumulator.source
          if !steps[source].hasLanes { broadcast(source, count: count) }
          let top = stacks[k] + depth * stackStride
          reducers[k].combine.run(top, top, location[source], top, count)
        }
        row += 1
      }
      for k in sweep.reducers {
        for level in 0..<Int(leaves[leaf].combines) {
          let a = stacks[k] + (depth - level - 1) * stackStride
          reducers[k].combine.run(a, a, a + stackStride, a, count)
        }
      }
      depth += 1 - Int(leaves[leaf].combines)
    }
    for k in sweep.reducers { finish(k, count: count) }
  }

  /// Combines the start value with what the tree gave.
  private func finish(_ k: Int, count: Int) {
    let reducer = reducers[k]
    let accumulator = reducer.accumulator
    let register = location[accumulator.result]
    if accumulator.reduction == .sum && reducer.dtype.isFloat {
      register.initializeMemory(as: UInt8.self, repeating: 0, count: (count + 7) / 8 * 8 * reducer.dtype.size)
      reducer.combine.run(register, register, stacks[k], register, count)
    } else {
      register.copyMemory(from: stacks[k], byteCount: count * reducer.dtype.size)
    }
    if form != .columns {
      filled[accumulator.result] = 8
      Blocks.fill(register, reducer.dtype.size, from: register, count: 8)
    }
  }

  // MARK: Values

  /// Brings `count` elements of a value to its location; a scalar is one element, eight times.
  func compute(_ id: Int, count: Int) {
    let step = steps + id
    let register = memory + step.pointee.register * stride
    filled[id] = 8
    switch step.pointee.kind {
    case .reduced: break
    case .literal:
      let word = arguments + words.literal(step.pointee.index)
      Blocks.fill(register, step.pointee.size, from: UnsafeRawPointer(word), count: 8)
    case .load: load(id, step.pointee.index, register, step.pointee.dtype, step.pointee.hasLanes ? count : 1)
    case .loop:
      let (a, b, c) = (step.pointee.a, step.pointee.b, step.pointee.c)
      var target = register
      if step.pointee.destination >= 0 && count % 8 == 0 {
        target = address(step.pointee.destination, step.pointee.dtype)
      }
      if step.pointee.hasLanes {
        if !steps[a].hasLanes { broadcast(a, count: count) }
        if b != a && !steps[b].hasLanes { broadcast(b, count: count) }
        if c != a && !steps[c].hasLanes { broadcast(c, count: count) }
      }
      step.pointee.loop.run(target, location[a], location[b], location[c], step.pointee.hasLanes ? count : 8)
      location[id] = target
    }
  }

  /// Fills a scalar's register, so that loops over lanes can read it.
  private func broadcast(_ id: Int, count: Int) {
    guard filled[id] < count else { return }
    let size = steps[id].size
    filled[id] = min((count + 127) & ~127, blockLength)
    Blocks.fill(location[id], size, from: location[id], count: filled[id])
  }

  /// Where the current element of an operand is.
  private func address(_ operand: Int, _ dtype: DType) -> UnsafeMutableRawPointer {
    let base = UnsafeMutableRawPointer(bitPattern: arguments[words.pointer(operand)]).unsafelyUnwrapped
    return base + element(operand) * dtype.size
  }
  private func element(_ operand: Int) -> Int {
    outerOffset[operand] + sweepPosition * arguments[words.sweepStride(operand)]
      + innerPosition * arguments[words.innerStride(operand)]
  }
  private func laneStride(_ operand: Int) -> Int {
    let isSweep = form == .rows || form == .total
    return arguments[isSweep ? words.sweepStride(operand) : words.innerStride(operand)]
  }

  private func load(_ id: Int, _ operand: Int, _ register: UnsafeMutableRawPointer, _ dtype: DType, _ count: Int) {
    let info = operands[operand]
    location[id] = register
    if info.role == .index {
      let first = arguments[words.pointer(operand)] + element(operand)
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
    let dtype = steps[id].dtype
    let target = address(operand, dtype)
    if operands[operand].layout == .broadcast {
      target.copyMemory(from: location[id], byteCount: dtype.size)
      return
    }
    if !steps[id].hasLanes { broadcast(id, count: count) }
    if location[id] == target { return }
    if operands[operand].layout == .contiguous {
      target.copyMemory(from: location[id], byteCount: count * dtype.size)
    } else {
      Blocks.scatter(target, dtype.size, laneStride(operand), from: location[id], count)
    }
  }
}

/// A statement of the kernel in arrays of this frame's own.
enum LocalStatement {
  case compute(Int)
  case store(Int, operand: Int)
  case sweep(LocalSweep)

  init(_ statement: Kernel.Statement, _ reductions: [InterpretedKernel.Reducer]) {
    switch statement {
    case .compute(let id): self = .compute(id)
    case .store(let id, let operand): self = .store(id, operand: operand)
    case .sweep(let sweep):
      self = .sweep(
        LocalSweep(
          compute: sweep.compute.map { $0 },
          reducers: sweep.accumulators.map { accumulator in
            reductions.firstIndex { $0.accumulator == accumulator } ?? 0
          },
          stores: sweep.stores.map { $0 }))
    }
  }
}

/// A sweep with its accumulators by number.
struct LocalSweep {
  var compute: [Int]
  var reducers: [Int]
  var stores: [Kernel.Store]
}
