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
  let accumulatorCount: Int
  let accumulatorSizes: UnsafeBufferPointer<Int>
  let valueCount: Int
  /// Elements in a block.
  let blockLength: Int
  /// Bytes of a register that holds a block.
  let blockBytes: Int
  let blockCount: Int
  let splatCount: Int
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
    accumulatorSizes = memory.keep(kernel.accumulators.map { kernel.values[$0.source].dtype.size })
    accumulatorCount = accumulatorSizes.count
    valueCount = translation.valueCount
    blockCount = translation.blockCount
    splatCount = translation.splatCount
    let size = translation.elementSize
    blockLength = InterpretedKernel.blockLength(kernel.form, registers: blockCount, elementSize: size)
    // A line more, lest all registers fall into the same sets of the cache.
    blockBytes = blockLength * size + 64
    owned = memory.pointers
  }

  deinit { owned.forEach { $0.deallocate() } }

  /// As many elements as keep all registers in about half of the first-level cache, in whole leaves of a reduction.
  private static func blockLength(_ form: Kernel.Form, registers: Int, elementSize: Int) -> Int {
    if form == .columns { return 256 }
    let fitting = 16_384 / (elementSize * max(registers, 1))
    return min(max(fitting / ReductionTree.leafLimit, 2), 32) * ReductionTree.leafLimit
  }

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int) {
    var frame = Frame(self, arguments)
    defer { frame.deallocate() }
    frame.run(once, count: 1)
    switch form {
    case .map, .columns: frame.runChunks(begin, end)
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
              body: keep(body), reducers: keep(reducers), onlyReads: body.allSatisfy { $0.kind == .view }))
        }
      })
  }
}
