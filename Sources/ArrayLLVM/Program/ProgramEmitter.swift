import ArrayGraph
import ArrayKernels
import CLLVM

/// Turns a `NativeProgram` into one C function beside its kernels.
///
///     int name(int64_t n, const double *x, double *y) {
///       if (n < 1) return 2;
///       char *memory = malloc(words + leaves + constants + temporaries);
///       if (!memory) return 1;
///       // a step: words[0] = inner extent, … as `KernelArguments` lays them out
///       name_kernel0(words, 0, units);
///       free(memory);
///       return 0;
///     }
///
///     entry:  %0 = icmp slt i64 %n, 1 …    run: %memory = call i64 @malloc(i64 %size) …    done: ret i32 0
///
/// Addresses are `i64` all the way, pointers in parameters too: in the calling convention of x86-64 both are the same.
struct ProgramEmitter {
  private let program: NativeProgram
  private let e: Emitter
  private let kernels: [IRValue]
  private let kernelType: IRType
  private var function: IRValue
  private var dimensions: [IRValue] = []
  /// The address of each buffer.
  private var addresses: [IRValue] = []

  static func emit(
    _ program: NativeProgram, into e: Emitter, _ emitKernel: (Kernel, String) throws(ArrayError) -> Void
  ) throws(ArrayError) {
    var kernels: [IRValue] = []
    for (k, step) in program.steps.enumerated() {
      let name = "\(program.name)_kernel\(k)"
      try emitKernel(step.kernel, name)
      guard let kernel = e.c.LLVMGetNamedFunction(e.module, name) else {
        throw ArrayError(.library, "LLVM has lost the function \(name)")
      }
      kernels.append(kernel)
    }
    e.lanes = 1
    var emitter = ProgramEmitter(program, e, kernels)
    emitter.emit()
  }

  private init(_ program: NativeProgram, _ e: Emitter, _ kernels: [IRValue]) {
    self.program = program
    self.e = e
    self.kernels = kernels
    var kernelParameters = [e.pointer(e.i64), e.i64, e.i64]
    kernelType = e.c.LLVMFunctionType(e.c.LLVMVoidTypeInContext(e.context), &kernelParameters, 3, 0)
    var types = program.parameters.map { parameter in
      switch parameter {
      case .dimension, .array: e.i64
      case .scalar(let dtype): e.memoryType(dtype)
      }
    }
    let type = e.c.LLVMFunctionType(e.i32, &types, UInt32(types.count), 0)
    function = e.c.LLVMAddFunction(e.module, program.name, type)
    e.c.LLVMAddAttributeAtIndex(function, UInt32.max, e.enumAttribute("nounwind"))
    for (k, parameter) in program.parameters.enumerated() {
      if case .dimension = parameter { dimensions.append(self.parameter(k)) }
    }
  }

  private func parameter(_ index: Int) -> IRValue { e.c.LLVMGetParam(function, UInt32(index)) }
  private func newBlock(_ name: String) -> IRBlock {
    e.c.LLVMAppendBasicBlockInContext(e.context, function, name)
  }
  private func returns(_ status: NativeProgram.Status) {
    _ = e.c.LLVMBuildRet(e.builder, e.c.LLVMConstInt(e.i32, UInt64(status.rawValue), 0))
  }

  // MARK: The function

  private mutating func emit() {
    let (entry, run) = (newBlock("entry"), newBlock("run"))
    let (tooSmall, noMemory, ready) = (newBlock("too_small"), newBlock("no_memory"), newBlock("ready"))
    e.position(tooSmall)
    returns(.dimensionTooSmall)
    e.position(noMemory)
    returns(.outOfMemory)

    e.position(entry)
    for (dimension, minimum) in zip(dimensions, program.minimums) {
      let next = newBlock("checked")
      e.branch(e.compare(CLLVMIntSLT, dimension, e.int(minimum)), tooSmall, next)
      e.position(next)
    }
    e.branch(run)

    e.position(run)
    let wordCount = program.steps.map { KernelArguments($0.kernel).count }.max() ?? 0
    var size = e.int((wordCount * 8 + 63) & ~63)
    let leavesOffset = size
    for step in program.steps where step.kernel.form != .map {
      let leaves = e.mul(
        e.add(e.c.LLVMBuildUDiv(e.builder, value(step.sweepExtent), e.int(64), ""), e.int(2)), e.int(8))
      let enough = e.add(leavesOffset, rounded(leaves))
      size = e.select(e.compare(CLLVMIntSLT, size, enough), enough, size)
    }
    var offsets: [IRValue?] = []
    for buffer in program.buffers {
      if case .parameter = buffer.place {
        offsets.append(nil)
        continue
      }
      offsets.append(size)
      size = e.add(size, rounded(value(buffer.byteCount)))
    }
    let memory = callExternal("malloc", [size], returnsWord: true)
    e.branch(e.compare(CLLVMIntEQ, memory, e.int(0)), noMemory, ready)

    e.position(ready)
    addresses = zip(program.buffers, offsets).map { buffer, offset in
      if case .parameter(let index) = buffer.place { return parameter(index) }
      return e.add(memory, offset ?? e.int(0))
    }
    fillBuffers()
    for (k, step) in program.steps.enumerated() {
      emit(step, kernels[k], memory, e.add(memory, leavesOffset))
    }
    for copy in program.copies {
      let bytes = value(program.buffers[copy.buffer].byteCount)
      _ = callExternal(
        "memcpy", [parameter(copy.parameter), addresses[copy.buffer], bytes], returnsWord: true)
    }
    _ = callExternal("free", [memory], returnsWord: false)
    returns(.done)
  }

  /// Puts scalars and constants where kernels can read them.
  private func fillBuffers() {
    for (k, buffer) in program.buffers.enumerated() {
      switch buffer.place {
      case .parameter, .temporary: break
      case .scalar(let index):
        guard case .scalar(let dtype) = program.parameters[index] else { continue }
        store(parameter(index), e.memoryType(dtype), addresses[k], alignment: dtype.size)
      case .constant(let words):
        for (j, word) in words.enumerated() {
          let bits = e.c.LLVMConstInt(e.i64, word, 0)
          store(bits, e.i64, e.add(addresses[k], e.int(8 * j)), alignment: 8)
        }
      }
    }
  }

  // MARK: Steps

  private func emit(_ step: NativeProgram.Step, _ kernel: IRValue, _ words: IRValue, _ leaves: IRValue) {
    let layout = KernelArguments(step.kernel)
    func set(_ index: Int, _ word: IRValue) {
      store(word, e.i64, e.add(words, e.int(8 * index)), alignment: 8)
    }
    let (inner, sweep) = (value(step.innerExtent), value(step.sweepExtent))
    let chunk: IRValue
    switch step.kernel.form {
    case .map: chunk = atLeastOne(least(inner, e.int(1 << 14)))
    case .columns, .short: chunk = atLeastOne(least(inner, e.int(1024)))
    case .rows, .total: chunk = e.int(1)
    }
    set(KernelArguments.innerExtent, inner)
    set(KernelArguments.sweepExtent, sweep)
    set(KernelArguments.chunkLength, chunk)
    set(KernelArguments.streams, e.int(0))
    if step.kernel.form != .map {
      let count = call(tree(isInterleaved: step.kernel.form != .columns), [sweep, leaves])
      set(KernelArguments.leaves, leaves)
      set(KernelArguments.leafCount, count)
    }
    var rows = e.int(1)
    for (axis, extent) in step.outerExtents.enumerated() {
      let extent = value(extent)
      rows = e.mul(rows, extent)
      set(KernelArguments.outerExtents + axis, extent)
    }
    for (k, operand) in step.operands.enumerated() {
      let offset = value(operand.offset)
      if let buffer = operand.buffer {
        let size = step.kernel.operands[k].dtype.size
        set(layout.pointer(k), e.add(addresses[buffer], e.mul(offset, e.int(size))))
      } else {
        set(layout.pointer(k), offset)
      }
      set(layout.sweepStride(k), value(operand.sweepStride))
      set(layout.innerStride(k), value(operand.innerStride))
      for (axis, stride) in operand.outerStrides.enumerated() {
        set(layout.outerStride(k, axis), value(stride))
      }
    }
    for (k, literal) in step.literals.enumerated() { set(layout.literal(k), bits(literal)) }
    let chunks = e.c.LLVMBuildUDiv(e.builder, e.sub(e.add(inner, chunk), e.int(1)), chunk, "")
    let units = step.kernel.form == .rows ? rows : e.mul(rows, chunks)
    var arguments = [e.c.LLVMBuildIntToPtr(e.builder, words, e.pointer(e.i64), ""), e.int(0), units]
    _ = e.c.LLVMBuildCall2(e.builder, kernelType, kernel, &arguments, 3, "")
  }

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

  // MARK: The tree of a reduction

  /// `int64_t tree(int64_t count, struct leaf *leaves)`: writes the leaves of `ReductionTree` and counts them. The last
  /// leaf of each split run is followed by one combination more.
  private func tree(isInterleaved: Bool) -> IRValue {
    let name = "\(program.name)_\(isInterleaved ? "runs" : "rows")"
    if let known = e.c.LLVMGetNamedFunction(e.module, name) { return known }
    let here = e.block
    defer { e.position(here) }
    var types = [e.i64, e.i64]
    let type = e.c.LLVMFunctionType(e.i64, &types, 2, 0)
    let tree = e.c.LLVMAddFunction(e.module, name, type)
    let (count, leaves) = (e.c.LLVMGetParam(tree, 0), e.c.LLVMGetParam(tree, 1))
    let blocks = ["entry", "leaf", "split"].map { (name: String) -> IRBlock in
      e.c.LLVMAppendBasicBlockInContext(e.context, tree, name)
    }
    let limit = e.int(ReductionTree.leafLimit)
    e.position(blocks[0])
    e.branch(e.compare(CLLVMIntSLE, count, limit), blocks[1], blocks[2])
    e.position(blocks[1])
    store(e.c.LLVMBuildTrunc(e.builder, count, e.i32, ""), e.i32, leaves, alignment: 4)
    store(e.c.LLVMConstInt(e.i32, 0, 0), e.i32, e.add(leaves, e.int(4)), alignment: 4)
    _ = e.c.LLVMBuildRet(e.builder, e.int(1))
    e.position(blocks[2])
    let left: IRValue
    if isInterleaved {
      left = e.and(e.c.LLVMBuildUDiv(e.builder, count, e.int(2), ""), e.int(~7))
    } else {
      let runs = e.c.LLVMBuildUDiv(e.builder, e.add(count, e.sub(limit, e.int(1))), limit, "")
      left = e.mul(e.c.LLVMBuildUDiv(e.builder, runs, e.int(2), ""), limit)
    }
    let first = call(tree, [left, leaves])
    let second = call(tree, [e.sub(count, left), e.add(leaves, e.mul(first, e.int(8)))])
    let total = e.add(first, second)
    let last = e.sub(e.add(leaves, e.mul(total, e.int(8))), e.int(4))
    let combines = load(e.i32, last, alignment: 4)
    store(e.add(combines, e.c.LLVMConstInt(e.i32, 1, 0)), e.i32, last, alignment: 4)
    _ = e.c.LLVMBuildRet(e.builder, total)
    return tree
  }

  private func call(_ function: IRValue, _ arguments: [IRValue]) -> IRValue {
    var types = arguments.map { _ in e.i64 }
    let type = e.c.LLVMFunctionType(e.i64, &types, UInt32(types.count), 0)
    var arguments = arguments
    return e.c.LLVMBuildCall2(e.builder, type, function, &arguments, UInt32(arguments.count), "")
  }

  /// Calls a function of the C library.
  private func callExternal(_ name: String, _ arguments: [IRValue], returnsWord: Bool) -> IRValue {
    var types = arguments.map { _ in e.i64 }
    let result = returnsWord ? e.i64 : e.c.LLVMVoidTypeInContext(e.context)
    let type = e.c.LLVMFunctionType(result, &types, UInt32(types.count), 0)
    let function = e.c.LLVMGetNamedFunction(e.module, name) ?? e.c.LLVMAddFunction(e.module, name, type)
    var arguments = arguments
    return e.c.LLVMBuildCall2(e.builder, type, function, &arguments, UInt32(arguments.count), "")
  }

  // MARK: Numbers and memory

  private func value(_ polynomial: NativeProgram.Polynomial) -> IRValue {
    polynomial.terms.reduce(e.int(0)) { sum, term in
      var product = e.int(term.coefficient)
      for (dimension, exponent) in zip(dimensions, term.exponents) {
        for _ in 0..<exponent { product = e.mul(product, dimension) }
      }
      return e.add(sum, product)
    }
  }
  private func rounded(_ size: IRValue) -> IRValue { e.and(e.add(size, e.int(63)), e.int(~63)) }
  private func least(_ a: IRValue, _ b: IRValue) -> IRValue { e.select(e.compare(CLLVMIntSLT, a, b), a, b) }
  private func atLeastOne(_ a: IRValue) -> IRValue {
    e.select(e.compare(CLLVMIntSLT, a, e.int(1)), e.int(1), a)
  }

  private func store(_ value: IRValue, _ type: IRType, _ address: IRValue, alignment: Int) {
    e.store(value, e.c.LLVMBuildIntToPtr(e.builder, address, e.pointer(type), ""), alignment: alignment)
  }
  private func load(_ type: IRType, _ address: IRValue, alignment: Int) -> IRValue {
    e.load(type, e.c.LLVMBuildIntToPtr(e.builder, address, e.pointer(type), ""), alignment: alignment)
  }
}
