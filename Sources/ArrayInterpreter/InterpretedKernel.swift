import ArrayGraph
import ArrayKernels

/// A kernel with its block loops looked up and its registers laid out.
final class InterpretedKernel: CompiledKernel {
  let kernel: Kernel
  let words: KernelArguments
  /// The loop that computes a value, by its id; nil for loads, literals and results of reductions.
  let loops: [BlockLoop?]
  /// The values a loop reads.
  let arguments: [[Int]]
  let reductions: [Reducer]
  let registers: RegisterPlan
  let hasLanes: [Bool]
  /// Elements in a block.
  let blockLength: Int

  /// The loops of one accumulator.
  struct Reducer {
    let accumulator: Kernel.Accumulator
    let dtype: DType
    let loop: ReductionLoop
    let combine: BlockLoop
  }

  init(_ kernel: Kernel, _ table: LoopTable) throws(ArrayError) {
    self.kernel = kernel
    words = KernelArguments(kernel)
    var loops: [BlockLoop?] = []
    var arguments: [[Int]] = []
    for value in kernel.values {
      switch value.source {
      case .literal, .load, .reduced:
        loops.append(nil)
        arguments.append([])
      case .operation(let operation, let dtype, let operands):
        guard let loop = table.loop(operation.name, dtype) else {
          throw ArrayError(.unsupported, "no row '\(operation.name)' for \(dtype)")
        }
        loops.append(loop)
        arguments.append(operands)
      case .cast(let operand):
        guard let loop = table.casts[kernel.values[operand].dtype]?[value.dtype] else {
          throw ArrayError(.unsupported, "no cast from \(kernel.values[operand].dtype) to \(value.dtype)")
        }
        loops.append(loop)
        arguments.append([operand])
      }
    }
    self.loops = loops
    self.arguments = arguments
    var reductions: [Reducer] = []
    for accumulator in kernel.accumulators {
      let dtype = kernel.values[accumulator.source].dtype
      // Truth values reduce as the bytes they are.
      let computed = dtype == .bool ? DType.u8 : dtype
      guard let loop = table.reduction(accumulator.reduction, computed),
        let combine = table.loop(accumulator.reduction.combiningRow, computed)
      else { throw ArrayError(.unsupported, "no reduction '\(accumulator.reduction)' for \(dtype)") }
      reductions.append(Reducer(accumulator: accumulator, dtype: computed, loop: loop, combine: combine))
    }
    self.reductions = reductions
    hasLanes = kernel.hasLanes
    registers = RegisterPlan(kernel, hasLanes)
    // About as many live registers as fit the first-level cache, in blocks of whole reduction leaves.
    let fitting = 32_768 / (8 * max(registers.count, 1))
    blockLength = kernel.form == .columns ? 256 : min(max(fitting / 128, 2), 8) * 128
  }

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int) {
    var frame = Frame(self, arguments)
    defer { frame.deallocate() }
    for id in kernel.once { frame.compute(id, count: 1) }
    switch kernel.form {
    case .map, .columns: frame.runChunks(begin, end)
    case .rows:
      frame.seek(row: begin)
      for row in begin..<end {
        frame.run(kernel.row)
        if row + 1 < end { frame.advanceRow() }
      }
    case .total: frame.runBlocks(begin, end)
    }
  }
}
