import ArrayGraph
import ArrayKernels

/// The state of one call of a kernel: where its values are, and at which elements it stands.
struct Frame {
  let program: InterpretedKernel
  let arguments: UnsafePointer<Int>
  /// Registers with lanes, and those of splats.
  private let blocks: UnsafeMutableRawPointer
  private let splats: UnsafeMutableRawPointer
  /// A splat of zeros, for every dtype.
  let zeros: UnsafeMutableRawPointer
  /// Where each value's elements are at the moment: its register, or memory.
  let location: UnsafeMutablePointer<UnsafeMutableRawPointer>
  /// A stack of partial results for each accumulator.
  let stacks: UnsafeMutableRawPointer
  let stackBytes: Int
  private let cursors: UnsafeMutablePointer<Cursor>
  private let coordinates: UnsafeMutablePointer<Int>
  private let memory: UnsafeMutableRawPointer
  let blockBytes: Int
  var sweepPosition = 0
  var innerPosition = 0

  /// Where an operand stands, in bytes; an index counts its numbers.
  private struct Cursor {
    /// The address of the first element of the row.
    var row: Int
    var sweepStride: Int
    var innerStride: Int
    /// Along the lanes, in elements.
    var laneStride: Int
  }

  init(_ program: InterpretedKernel, _ arguments: UnsafePointer<Int>) {
    self.program = program
    self.arguments = arguments
    blockBytes = program.blockBytes
    let isColumns = program.form == .columns
    let depth = isColumns ? Frame.depth(arguments[KernelArguments.leafCount]) : ReductionTree.stackDepth
    stackBytes = (depth + 1) * (isColumns ? program.blockLength : 1) * 8 + 64
    let operandCount = program.operands.count
    // All in one piece: splats, zeros, blocks, stacks, then words.
    let splat = BlockLoop.splatBytes
    let blockStart = (program.splatCount + 1) * splat
    let stackStart = blockStart + program.blockCount * blockBytes
    let wordStart = stackStart + program.accumulatorCount * stackBytes
    let locationBytes = program.valueCount * 8
    let cursorBytes = operandCount * MemoryLayout<Cursor>.stride
    memory = .allocate(
      byteCount: wordStart + locationBytes + cursorBytes + program.words.outerRank * 8, alignment: 64)
    zeros = memory
    zeros.initializeMemory(as: UInt8.self, repeating: 0, count: splat)
    splats = memory + splat
    blocks = memory + blockStart
    stacks = memory + stackStart
    location = (memory + wordStart).assumingMemoryBound(to: UnsafeMutableRawPointer.self)
    cursors = (memory + wordStart + locationBytes).assumingMemoryBound(to: Cursor.self)
    coordinates = (memory + wordStart + locationBytes + cursorBytes).assumingMemoryBound(to: Int.self)
    coordinates.initialize(repeating: 0, count: program.words.outerRank)
    let words = program.words
    let isAlongSweep = program.form == .rows || program.form == .total
    for k in 0..<operandCount {
      let size = program.operands[k].role == .index ? 1 : program.operands[k].dtype.size
      let (sweep, inner) = (arguments[words.sweepStride(k)], arguments[words.innerStride(k)])
      cursors[k] = Cursor(
        row: arguments[words.pointer(k)], sweepStride: sweep * size, innerStride: inner * size,
        laneStride: isAlongSweep ? sweep : inner)
    }
  }

  /// Stack entries that a tree of `leaves` leaves needs.
  private static func depth(_ leaves: Int) -> Int { Int.bitWidth - max(leaves, 1).leadingZeroBitCount + 1 }

  func deallocate() { memory.deallocate() }

  // MARK: Rows

  func seek(row: Int) {
    let words = program.words
    var rest = row
    for axis in (0..<words.outerRank).reversed() {
      let extent = arguments[KernelArguments.outerExtents + axis]
      coordinates[axis] = rest % extent
      rest /= extent
    }
    for k in program.operands.indices {
      var offset = 0
      for axis in 0..<words.outerRank { offset += coordinates[axis] * outerStride(k, axis) }
      cursors[k].row = arguments[words.pointer(k)] + offset
    }
  }

  func advanceRow() {
    // The last axis moves first.
    for axis in (0..<program.words.outerRank).reversed() {
      let extent = arguments[KernelArguments.outerExtents + axis]
      coordinates[axis] += 1
      let wraps = coordinates[axis] == extent
      for k in program.operands.indices {
        let step = outerStride(k, axis)
        cursors[k].row += wraps ? -step * (extent - 1) : step
      }
      if !wraps { return }
      coordinates[axis] = 0
    }
  }

  private func outerStride(_ operand: Int, _ axis: Int) -> Int {
    let size = program.operands[operand].role == .index ? 1 : program.operands[operand].dtype.size
    return arguments[program.words.outerStride(operand, axis)] * size
  }

  // MARK: Instructions

  func run(_ instructions: UnsafeBufferPointer<Instruction>, count: Int) {
    guard var next = instructions.baseAddress else { return }
    let end = next + instructions.count
    while next < end {
      run(next, count)
      next += 1
    }
  }

  @inline(__always) private func run(_ instruction: UnsafePointer<Instruction>, _ count: Int) {
    let size = instruction.pointee.size
    let value = instruction.pointee.value
    switch instruction.pointee.kind {
    case .loop: runLoop(instruction, count)
    case .view: location[value] = address(instruction.pointee.operand)
    case .splat:
      let target = place(instruction.pointee.register)
      Blocks.splat(target, size, from: address(instruction.pointee.operand))
      location[value] = target
    case .literal:
      let target = place(instruction.pointee.register)
      Blocks.splat(target, size, from: arguments + program.words.literal(instruction.pointee.operand))
      location[value] = target
    case .index:
      let target = place(instruction.pointee.register)
      let first = element(instruction.pointee.operand)
      let stride = cursors[instruction.pointee.operand].laneStride
      if instruction.pointee.hasLanes {
        Blocks.index(target, first, stride, count)
      } else {
        Blocks.index(target, first, 0, BlockLoop.splatBytes / size)
      }
      location[value] = target
    case .gather:
      let target = place(instruction.pointee.register)
      let operand = instruction.pointee.operand
      Blocks.gather(target, size, from: address(operand), cursors[operand].laneStride, count)
      location[value] = target
    case .spread:
      let target = place(instruction.pointee.register)
      Blocks.fill(target, size, from: location[instruction.pointee.a], count: count)
      location[value] = target
    case .storeOne: address(instruction.pointee.operand).copyMemory(from: location[value], byteCount: size)
    case .store: address(instruction.pointee.operand).copyMemory(from: location[value], byteCount: count * size)
    case .fill: Blocks.fill(address(instruction.pointee.operand), size, from: location[value], count: count)
    case .scatter:
      let operand = instruction.pointee.operand
      let step = instruction.pointee.hasLanes ? 1 : 0
      Blocks.scatter(address(operand), size, cursors[operand].laneStride, from: location[value], step, count)
    }
  }

  @inline(__always) private func runLoop(_ instruction: UnsafePointer<Instruction>, _ count: Int) {
    let operand = instruction.pointee.operand
    let target = operand >= 0 ? address(operand) : place(instruction.pointee.register)
    location[instruction.pointee.value] = target
    instruction.pointee.loop?.run(
      target, location[instruction.pointee.a], location[instruction.pointee.b], location[instruction.pointee.c],
      instruction.pointee.hasLanes ? count : BlockLoop.splatBytes / instruction.pointee.size,
      instruction.pointee.varies)
  }

  /// The memory of a register.
  @inline(__always) func place(_ register: Register) -> UnsafeMutableRawPointer {
    switch register {
    case .block(let k): blocks + k * blockBytes
    case .splat(let k): splats + k * BlockLoop.splatBytes
    case .none: zeros
    }
  }

  /// Where the current element of an operand is.
  @inline(__always) private func address(_ operand: Int) -> UnsafeMutableRawPointer {
    UnsafeMutableRawPointer(bitPattern: element(operand)).unsafelyUnwrapped
  }
  /// Its address, or the number of an index.
  @inline(__always) private func element(_ operand: Int) -> Int {
    let cursor = cursors + operand
    return cursor.pointee.row &+ sweepPosition &* cursor.pointee.sweepStride
      &+ innerPosition &* cursor.pointee.innerStride
  }
}
