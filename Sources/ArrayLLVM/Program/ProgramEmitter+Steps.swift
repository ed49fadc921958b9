import ArrayKernels
import CLLVM

// One step of a program: its kernel's arguments, and the call.
extension ProgramEmitter {
  /// The arguments of a step's kernel in memory.
  struct Words {
    let start: IRValue
    let layout: KernelArguments
  }
  func set(_ words: Words, _ index: Int, _ word: IRValue) {
    store(word, e.i64, e.add(words.start, e.int(8 * index)), alignment: 8)
  }

  /// The step, or the alternative that is for the lengths.
  ///
  ///     if (1 <= k && k <= 7 && 16 <= n) …short…  else …
  func choose(_ step: NativeProgram.Step, _ kernels: [IRValue], _ emit: (NativeProgram.Step, IRValue) -> Void) {
    let end = newBlock("step")
    for (alternative, kernel) in zip(step.alternatives, kernels.dropFirst()) {
      let (chosen, next) = (newBlock(alternative.step.kernel.form.rawValue), newBlock("next"))
      e.branch(isFor(alternative), chosen, next)
      e.position(chosen)
      emit(alternative.step, kernel)
      e.branch(end)
      e.position(next)
    }
    emit(step, kernels[0])
    e.branch(end)
    e.position(end)
  }

  private func isFor(_ alternative: NativeProgram.Alternative) -> IRValue {
    let step = alternative.step
    func isWithin(_ value: IRValue, _ range: ClosedRange<Int>) -> IRValue {
      let isLess = e.compare(CLLVMIntSLT, value, e.int(range.lowerBound))
      let isMore = e.compare(CLLVMIntSLT, e.int(range.upperBound), value)
      return e.compare(CLLVMIntEQ, e.or(isLess, isMore), bit(0))
    }
    func bit(_ value: UInt64) -> IRValue { e.c.LLVMConstInt(e.integerType(1), value, 0) }
    return alternative.lengths.reduce(bit(0)) { any, lengths in
      let axes = zip(
        step.outerExtents + [step.sweepExtent, step.innerExtent], lengths.outer + [lengths.sweep, lengths.inner])
      let all = axes.reduce(bit(1)) { e.and($0, isWithin(value($1.0), $1.1)) }
      return e.or(any, all)
    }
  }

  /// `scratch` is memory for the tiles of a step that has some.
  func emit(
    _ step: NativeProgram.Step, _ kernel: IRValue, _ start: IRValue, leaves: IRValue, scratch: IRValue?
  ) {
    let words = Words(start: start, layout: KernelArguments(step.kernel))
    let layout = words.layout
    let (inner, sweep) = (value(step.innerExtent), value(step.sweepExtent))
    let chunk = chunkLength(step)
    set(words, KernelArguments.innerExtent, inner)
    set(words, KernelArguments.sweepExtent, sweep)
    set(words, KernelArguments.chunkLength, chunk)
    let streams = streams(step)
    set(words, KernelArguments.streams, streams ?? e.int(0))
    if readsLeaves(step.kernel) {
      let count = call(tree(isInterleaved: step.kernel.form != .columns), [sweep, leaves])
      set(words, KernelArguments.leaves, leaves)
      set(words, KernelArguments.leafCount, count)
    }
    let extents = step.outerExtents.map(value)
    for (axis, extent) in extents.enumerated() { set(words, KernelArguments.outerExtents + axis, extent) }
    for (k, operand) in step.operands.enumerated() {
      set(words, layout.pointer(k), pointer(step, k))
      set(words, layout.sweepStride(k), value(operand.sweepStride))
      set(words, layout.innerStride(k), value(operand.innerStride))
      for (axis, stride) in operand.outerStrides.enumerated() { set(words, layout.outerStride(k, axis), value(stride)) }
    }
    for (k, literal) in step.literals.enumerated() { set(words, layout.literal(k), bits(literal)) }
    let rows = extents.reduce(e.int(1)) { e.mul($0, $1) }
    if let scratch {
      if step.kernel.form == .short {
        runShortTiles(step, kernel, words, extents, scratch)
      } else {
        runTiles(step, kernel, words, extents, scratch)
      }
    } else {
      let chunks = e.c.LLVMBuildUDiv(e.builder, e.sub(e.add(inner, chunk), e.int(1)), chunk, "")
      run(kernel, words, to: step.kernel.form == .rows ? rows : e.mul(rows, chunks))
    }
    if streams != nil { endStreaming() }
  }

  /// Runs the units `begin ..< end`.
  func run(_ kernel: IRValue, _ words: Words, from begin: IRValue? = nil, to end: IRValue) {
    let pointer = e.c.LLVMBuildIntToPtr(e.builder, words.start, e.pointer(e.i64), "")
    var arguments = [pointer, begin ?? e.int(0), end]
    _ = e.c.LLVMBuildCall2(e.builder, kernelType, kernel, &arguments, 3, "")
  }

  /// Where an operand begins; an index is a number.
  func pointer(_ step: NativeProgram.Step, _ k: Int) -> IRValue {
    let offset = value(step.operands[k].offset)
    guard let buffer = step.operands[k].buffer else { return offset }
    return e.add(addresses[buffer], e.mul(offset, e.int(step.kernel.operands[k].dtype.size)))
  }

  /// Elements of a row that a unit has. Columns are swept as wide as the runtime sweeps them; where they are swept
  /// again, half a second-level cache should hold them.
  private func chunkLength(_ step: NativeProgram.Step) -> IRValue {
    let inner = atLeastOne(value(step.innerExtent))
    switch step.kernel.form {
    case .rows, .total: return e.int(1)
    case .map: return least(inner, e.int(1 << 14))
    case .short: return least(inner, e.int(1 << 10))
    case .columns:
      let longest = least(inner, e.int(1 << 12))
      let sweeps = step.kernel.chunk.count { if case .sweep = $0 { true } else { false } }
      if sweeps < 2 { return longest }
      let size = step.kernel.operands.map(\.dtype.size).max() ?? 1
      let column = e.mul(atLeastOne(value(step.sweepExtent)), e.int(size))
      let cached = e.and(e.c.LLVMBuildUDiv(e.builder, e.int(Self.secondLevelCache / 2), column, ""), e.int(~63))
      return e.select(e.compare(CLLVMIntSLT, cached, e.int(256)), longest, least(longest, cached))
    }
  }
  /// What processors of the last years have at least; the one that it runs on is not known yet.
  private static let secondLevelCache = 1 << 20
  private static let streamingFootprint = StreamingLimits.footprint(secondLevelCache: secondLevelCache)

  // MARK: Stores past the caches

  /// 1 where the results are stored past the caches, else 0; nil where they never are. As in the runtime, they are where
  /// a step touches twenty times the second-level cache, more where it stores a large share of that, and one head of a row
  /// aligns all contiguous results. Short rows, and those of a reduction, must be whole lines: lines of which the half is
  /// stored past the caches cost more than that saves.
  private func streams(_ step: NativeProgram.Step) -> IRValue? {
    let outputs = step.operands.indices.filter {
      step.kernel.operands[$0].role == .output && step.kernel.operands[$0].layout == .contiguous
    }
    let isAsItLies = step.packed.allSatisfy { step.kernel.form == .short && step.kernel.operands[$0].role == .input }
    guard let first = outputs.first, isAsItLies else { return nil }
    func size(_ k: Int) -> Int { step.kernel.operands[k].dtype.size }
    let areAlike = outputs.allSatisfy {
      size($0) == size(first) && step.operands[$0].outerStrides == step.operands[first].outerStrides
    }
    guard areAlike else { return nil }
    let buffers = Set(step.operands.compactMap(\.buffer)).sorted()
    let bytes = buffers.map { value(program.buffers[$0].byteCount) }.reduce(e.int(0)) { e.add($0, $1) }
    var streams = e.compare(CLLVMIntSLT, e.int(Self.streamingFootprint), bytes)
    let stored = Set(outputs.compactMap { step.operands[$0].buffer }).sorted()
      .map { value(program.buffers[$0].byteCount) }.reduce(e.int(0)) { e.add($0, $1) }
    // In pages, whose squares have room.
    func pages(_ bytes: IRValue) -> IRValue { e.c.LLVMBuildLShr(e.builder, bytes, e.int(12), "") }
    let limit = e.mul(pages(stored), e.int(StreamingLimits.touchedOfStored * Self.streamingFootprint >> 12))
    streams = e.and(streams, e.compare(CLLVMIntSLT, limit, e.mul(pages(bytes), pages(bytes))))
    for k in outputs.dropFirst() {
      let distance = e.sub(pointer(step, k), pointer(step, first))
      streams = e.and(streams, e.compare(CLLVMIntEQ, e.and(distance, e.int(63)), e.int(0)))
    }
    let address = pointer(step, first)
    let strides = outputs.flatMap { [step.operands[$0].sweepStride] + step.operands[$0].outerStrides }
    let rows = strides.map { e.mul(value($0), e.int(size(first))) }
    let bits = rows.reduce(address) { e.or($0, $1) }
    var arePossible = e.compare(CLLVMIntEQ, e.and(bits, e.int(63)), e.int(0))
    if step.kernel.form == .map {
      let row = e.mul(value(step.innerExtent), e.int(size(first)))
      arePossible = e.or(arePossible, e.compare(CLLVMIntSLE, e.int(StreamingLimits.leastRowBytes), row))
    }
    streams = e.and(streams, arePossible)
    return e.c.LLVMBuildZExt(e.builder, streams, e.i64, "streams")
  }
  /// Whoever reads the results afterwards sees them.
  private func endStreaming() { _ = e.intrinsic("llvm.x86.sse.sfence", [], []) }

  private func bits(_ number: NativeProgram.Number) -> IRValue {
    switch number {
    case .bits(let bits): return e.c.LLVMConstInt(e.i64, bits, 0)
    case .count(let polynomial, let dtype):
      let count = value(polynomial)
      guard dtype.isFloat else { return count }
      let float = e.c.LLVMBuildSIToFP(e.builder, count, e.registerType(dtype), "")
      if dtype == .f64 { return e.c.LLVMBuildBitCast(e.builder, float, e.i64, "") }
      return e.c.LLVMBuildZExt(e.builder, e.c.LLVMBuildBitCast(e.builder, float, e.i32, ""), e.i64, "")
    }
  }
}
