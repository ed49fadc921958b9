import ArrayGraph
import ArrayKernels
import CLanes

/// The state of one call of a kernel: where its values are, and at which elements it stands.
struct Frame {
  let program: InterpretedKernel
  let arguments: UnsafePointer<Int>
  /// Registers by kind.
  private let blocks: UnsafeMutableRawPointer
  private let splats: UnsafeMutableRawPointer
  private let batches: UnsafeMutableRawPointer
  /// A splat of zeros, for every dtype.
  let zeros: UnsafeMutableRawPointer
  /// Where each value's elements are at the moment: its register, or memory.
  let location: UnsafeMutablePointer<UnsafeMutableRawPointer>
  /// A stack of partial results for each accumulator.
  let stacks: UnsafeMutableRawPointer
  let stackBytes: Int
  let cursors: UnsafeMutablePointer<Cursor>
  let coordinates: UnsafeMutablePointer<Int>
  private let memory: UnsafeMutableRawPointer
  let blockBytes: Int
  /// Whether results that lie side by side are stored past the caches.
  let streams: Bool
  var sweepPosition = 0
  var innerPosition = 0

  /// Where an operand stands, in bytes; an index counts its numbers.
  struct Cursor {
    /// The address of the first element of the row.
    var row: Int
    var sweepStride: Int
    var innerStride: Int
    /// To the next row.
    var rowStride: Int
    /// Along the lanes, in elements.
    var laneStride: Int
  }

  init(_ program: InterpretedKernel, _ arguments: UnsafePointer<Int>) {
    self.program = program
    self.arguments = arguments
    blockBytes = program.blockBytes
    streams = arguments[KernelArguments.streams] != 0
    let isColumns = program.form.sweepsAcrossLanes
    let depth =
      switch program.form {
      case .columns: Frame.depth(arguments[KernelArguments.leafCount])
      case .short: Frame.partials
      default: ReductionTree.stackDepth
      }
    stackBytes = (depth + 1) * (isColumns ? blockBytes : 8) + 64
    let operandCount = program.operands.count
    // All in one piece: zeros, registers, stacks, then words.
    let splatStart = BlockLoop.splatBytes
    let blockStart = splatStart + program.splatCount * InterpretedKernel.splatBytes
    let batchStart = blockStart + program.blockCount * blockBytes
    let stackStart = batchStart + program.batchCount * blockBytes
    let wordStart = stackStart + program.accumulatorCount * stackBytes
    let locationBytes = program.valueCount * 8
    let cursorBytes = operandCount * MemoryLayout<Cursor>.stride
    memory = .allocate(
      byteCount: wordStart + locationBytes + cursorBytes + program.words.outerRank * 8, alignment: 64)
    zeros = memory
    zeros.initializeMemory(as: UInt8.self, repeating: 0, count: BlockLoop.splatBytes)
    splats = memory + splatStart
    blocks = memory + blockStart
    batches = memory + batchStart
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
        rowStride: words.outerRank > 0 ? arguments[words.outerStride(k, words.outerRank - 1)] * size : 0,
        laneStride: isAlongSweep ? sweep : inner)
    }
  }

  /// The partial results in which a leaf is reduced.
  static let partials = 8

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

  /// The axis along which rows follow each other.
  var lastAxis: Int? { program.words.outerRank > 0 ? program.words.outerRank - 1 : nil }

  /// Goes on by some rows, to the end of the last axis at most.
  func advance(rows: Int) {
    guard let last = lastAxis else { return }
    coordinates[last] += rows
    for k in program.operands.indices { cursors[k].row += cursors[k].rowStride * rows }
    var axis = last
    while axis > 0, coordinates[axis] == arguments[KernelArguments.outerExtents + axis] {
      for k in program.operands.indices {
        cursors[k].row += outerStride(k, axis - 1) - outerStride(k, axis) * coordinates[axis]
      }
      coordinates[axis] = 0
      axis -= 1
      coordinates[axis] += 1
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

  @inline(__always) func run(_ instruction: UnsafePointer<Instruction>, _ count: Int) {
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
      Blocks.gather(target, size, from: address(operand), bytes: cursors[operand].laneStride * size, count)
      location[value] = target
    case .expand: location[value] = location[instruction.pointee.a]
    case .spread:
      let target = place(instruction.pointee.register)
      Blocks.fill(target, size, from: location[instruction.pointee.a], count: count)
      location[value] = target
    case .storeOne: address(instruction.pointee.operand).copyMemory(from: location[value], byteCount: size)
    case .store: copy(location[value], to: address(instruction.pointee.operand), count * size)
    case .fill: Blocks.fill(address(instruction.pointee.operand), size, from: location[value], count: count)
    case .scatter:
      let operand = instruction.pointee.operand
      Blocks.scatter(
        address(operand), size, bytes: cursors[operand].laneStride * size, from: location[value],
        instruction.pointee.hasLanes ? 1 : 0, count)
    }
  }

  @inline(__always) private func runLoop(_ instruction: UnsafePointer<Instruction>, _ count: Int) {
    let operand = instruction.pointee.operand
    let isDirect = operand >= 0 && !streams
    let target = isDirect ? address(operand) : place(instruction.pointee.register)
    location[instruction.pointee.value] = target
    instruction.pointee.loop?.run(
      target, location[instruction.pointee.a], location[instruction.pointee.b], location[instruction.pointee.c],
      instruction.pointee.hasLanes ? count : BlockLoop.splatBytes / instruction.pointee.size,
      instruction.pointee.varies)
    if operand >= 0 && !isDirect { copy(target, to: address(operand), count * instruction.pointee.size) }
  }

  /// To a result in memory.
  func copy(_ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, _ bytes: Int) {
    if streams { lanes_stream(target, source, bytes) } else { target.copyMemory(from: source, byteCount: bytes) }
  }

  /// The memory of a register.
  @inline(__always) func place(_ register: Register) -> UnsafeMutableRawPointer {
    switch register {
    case .block(let k): blocks + k * blockBytes
    case .splat(let k): splats + k * InterpretedKernel.splatBytes
    case .batch(let k): batches + k * blockBytes
    case .none: zeros
    }
  }

  /// Where the current element of an operand is.
  @inline(__always) func address(_ operand: Int) -> UnsafeMutableRawPointer {
    UnsafeMutableRawPointer(bitPattern: element(operand)).unsafelyUnwrapped
  }
  /// Its address, or the number of an index.
  @inline(__always) func element(_ operand: Int) -> Int {
    let cursor = cursors + operand
    return cursor.pointee.row &+ sweepPosition &* cursor.pointee.sweepStride
      &+ innerPosition &* cursor.pointee.innerStride
  }
}
