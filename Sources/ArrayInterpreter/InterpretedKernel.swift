import ArrayGraph
import ArrayKernels

/// A kernel with its block loops looked up and its registers laid out.
final class InterpretedKernel: CompiledKernel, @unchecked Sendable {
  let kernel: Kernel
  let words: KernelArguments
  /// How each value comes about, by its id.
  let steps: UnsafeMutablePointer<Step>
  let reductions: [Reducer]
  let registers: RegisterPlan
  /// Elements in a block.
  let blockLength: Int

  /// A value without a heap object of its own, since it is looked up for every block.
  struct Step {
    enum Kind { case literal, load, loop, reduced }
    var kind: Kind
    var dtype: DType
    var size: Int
    var hasLanes: Bool
    var register: Int
    /// The output operand in whose memory the value may be computed, or -1.
    var destination: Int
    /// The literal or the operand, for those kinds.
    var index: Int
    /// The values that the loop reads; the first one again where there are fewer.
    var a: Int
    var b: Int
    var c: Int
    var loop: BlockLoop
  }

  deinit {
    steps.deinitialize(count: kernel.values.count)
    steps.deallocate()
  }

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
    let hasLanes = kernel.hasLanes
    registers = RegisterPlan(kernel, hasLanes)
    var made: [Step] = []
    for (id, value) in kernel.values.enumerated() {
      var step = Step(
        kind: .reduced, dtype: value.dtype, size: value.dtype.size, hasLanes: hasLanes[id],
        register: registers.register[id], destination: registers.destination[id] ?? -1, index: 0, a: 0, b: 0, c: 0,
        loop: BlockLoop { _, _, _, _, _ in })
      var operands: [Int] = []
      switch value.source {
      case .reduced: break
      case .literal(let index):
        step.kind = .literal
        step.index = index
      case .load(let operand):
        step.kind = .load
        step.index = operand
      case .operation(let operation, let dtype, let arguments):
        guard let loop = table.loop(operation.name, dtype) else {
          throw ArrayError(.unsupported, "no row '\(operation.name)' for \(dtype)")
        }
        step.kind = .loop
        step.loop = loop
        operands = arguments
      case .cast(let operand):
        guard let loop = table.casts[kernel.values[operand].dtype]?[value.dtype] else {
          throw ArrayError(.unsupported, "no cast from \(kernel.values[operand].dtype) to \(value.dtype)")
        }
        step.kind = .loop
        step.loop = loop
        operands = [operand]
      }
      if let first = operands.first {
        step.a = first
        step.b = operands.count > 1 ? operands[1] : first
        step.c = operands.count > 2 ? operands[2] : first
      }
      made.append(step)
    }
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
    steps = .allocate(capacity: max(made.count, 1))
    steps.initialize(from: made, count: made.count)
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
        frame.run(frame.row)
        if row + 1 < end { frame.advanceRow() }
      }
    case .total: frame.runBlocks(begin, end)
    }
  }
}
