import ArrayGraph
import ArrayKernels

/// A kernel as instructions, with its loops looked up and its registers laid out.
final class InterpretedKernel: CompiledKernel, @unchecked Sendable {
  let form: Kernel.Form
  let words: KernelArguments
  let operands: UnsafeBufferPointer<Kernel.Operand>
  let once: UnsafeBufferPointer<Instruction>
  /// What happens for each row, and in it for each chunk.
  let row: UnsafeBufferPointer<Statement>
  let chunk: UnsafeBufferPointer<Statement>
  /// Whether rows have sweeps and these bring nothing to a register.
  let onlyReads: Bool
  let accumulatorCount: Int
  let valueCount: Int
  /// Elements in a block.
  let blockLength: Int
  /// Elements in a batch of short rows.
  let batchLength: Int
  /// Bytes of a register that holds a block or a batch.
  let blockBytes: Int
  let blockCount: Int
  let splatCount: Int
  let batchCount: Int
  private let owned: [UnsafeMutableRawPointer]

  init(_ kernel: Kernel, _ table: LoopTable) throws(ArrayError) {
    let translation = try Translation(kernel, table)
    var memory = OwnedMemory()
    form = kernel.form
    words = KernelArguments(kernel)
    operands = memory.keep(kernel.operands)
    once = memory.keep(translation.once)
    row = memory.keep(translation.row)
    chunk = memory.keep(translation.chunk)
    onlyReads =
      kernel.form == .rows && row.allSatisfy { if case .sweep(let sweep) = $0 { sweep.onlyReads } else { true } }
    accumulatorCount = kernel.accumulators.count
    valueCount = translation.valueCount
    blockCount = translation.blockCount
    splatCount = translation.splatCount
    batchCount = translation.batchCount
    let size = translation.elementSize
    blockLength = InterpretedKernel.blockLength(kernel, registers: blockCount, elementSize: size)
    batchLength = max(blockLength, 512)
    // A line more, lest all registers fall into the same sets of the cache.
    blockBytes = batchLength * size + 64
    owned = memory.pointers
  }

  deinit { owned.forEach { $0.deallocate() } }

  /// As many elements as keep all registers in the first-level cache, beside what streams through it, in whole leaves of
  /// a reduction.
  ///
  /// Measured on a million elements with 2, 4, 8 and 16 KiB: a triad of f32 takes 0.20, 0.18, 0.19 and 0.25 ms. Partial
  /// results of columns, which are read and written for each row, may take twice as much.
  private static func blockLength(_ kernel: Kernel, registers: Int, elementSize: Int) -> Int {
    let isColumns = kernel.form.sweepsAcrossLanes
    let blocks = registers + (isColumns ? kernel.accumulators.count : 0)
    let fitting = (isColumns ? 16_384 : 8192) / (elementSize * max(blocks, 1))
    return min(max(fitting / ReductionTree.leafLimit, 2), 32) * ReductionTree.leafLimit
  }

  /// Rows of up to so many elements are run in batches of so many rows at most.
  static let longestBatchedRow = 128
  static let batchRows = 128
  /// Bytes of a register without lanes: a batch of the widest elements, and the partial results of one row's leaves.
  static let splatBytes = (batchRows + 16) * 8

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int) {
    var frame = Frame(self, arguments)
    defer { frame.deallocate() }
    frame.run(once, count: 1)
    switch form {
    case .map, .columns, .short: frame.runChunks(begin, end)
    case .rows: frame.runRows(begin, end)
    case .total: frame.runBlocks(begin, end)
    }
  }
}

/// Arrays turned into plain memory.
private struct OwnedMemory {
  private(set) var pointers: [UnsafeMutableRawPointer] = []

  mutating func keep<T>(_ elements: [T]) -> UnsafeBufferPointer<T> {
    let buffer = UnsafeMutableBufferPointer<T>.allocate(capacity: elements.count)
    _ = buffer.initialize(from: elements)
    if let base = buffer.baseAddress { pointers.append(UnsafeMutableRawPointer(base)) }
    return UnsafeBufferPointer(buffer)
  }

  mutating func keep(_ parts: [Translation.Part]) -> UnsafeBufferPointer<Statement> {
    keep(
      parts.map { part -> Statement in
        switch part {
        case .block(let instructions): return .block(keep(instructions))
        case .sweep(let body, let reducers):
          return .sweep(
            Statement.Sweep(
              body: keep(body), reducers: keep(reducers), onlyReads: body.isEmpty))
        }
      })
  }
}
