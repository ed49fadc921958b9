import ArrayGraph
import ArrayKernels
import CLLVM
import Glibc

/// Turns a `NativeProgram` into one C function beside its kernels.
///
///     int name(int64_t n, const double *x, double *y) {
///       if (n < 1) return 2;
///       char *memory = aligned_alloc(64, words + leaves + tiles + constants + temporaries);  // temporaries share it (`TemporarySlots`)
///       if (!memory) return 1;
///       // a step: words[0] = inner extent, … as `KernelArguments` lays them out
///       name_kernel0(words, 0, units);                                    // or tile by tile (`ProgramEmitter+Tiles`)
///       free(memory);
///       return 0;
///     }
///
///     entry:  %0 = icmp slt i64 %n, 1 …    run: %memory = call i64 @aligned_alloc(i64 64, i64 %size) …    done: ret i32 0
///
/// Addresses are `i64` all the way, pointers in parameters too: in the calling convention of x86-64 both are the same.
struct ProgramEmitter {
  let program: NativeProgram
  let e: Emitter
  /// One a step, and one for each of its alternatives behind it.
  private let kernels: [[IRValue]]
  let kernelType: IRType
  let function: IRValue
  private var dimensions: [IRValue] = []
  /// The address of each buffer.
  private(set) var addresses: [IRValue] = []

  static func emit(
    _ program: NativeProgram, into e: Emitter, _ emitKernel: (Kernel, String) throws(ArrayError) -> Void
  ) throws(ArrayError) {
    func kernel(_ step: NativeProgram.Step, _ name: String) throws(ArrayError) -> IRValue {
      try emitKernel(step.kernel, name)
      if let kernel = e.c.LLVMGetNamedFunction(e.module, name) { return kernel }
      throw ArrayError(.library, "LLVM has lost the function \(name)")
    }
    // Runs that are packed anew for each row are not worth it one element at a time.
    var program = program
    if !e.target.hasAVX512 {
      for k in program.steps.indices { program.steps[k].alternatives.removeAll { $0.step.packsEachRow } }
    }
    var kernels: [[IRValue]] = []
    for (k, step) in program.steps.enumerated() {
      let name = "\(program.name)_kernel\(k)"
      var own = [try kernel(step, name)]
      for alternative in step.alternatives {
        own.append(try kernel(alternative.step, "\(name)_\(alternative.step.kernel.form)"))
      }
      kernels.append(own)
    }
    e.lanes = 1
    var emitter = ProgramEmitter(program, e, kernels)
    emitter.emit()
  }

  private init(_ program: NativeProgram, _ e: Emitter, _ kernels: [[IRValue]]) {
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
  func newBlock(_ name: String) -> IRBlock {
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
    let wordCount = program.allSteps.map { KernelArguments($0.kernel).count }.max() ?? 0
    var size = e.int((wordCount * 8 + 63) & ~63)
    let leavesOffset = size
    for step in program.allSteps where readsLeaves(step.kernel) {
      let leaves = e.mul(
        e.add(e.c.LLVMBuildUDiv(e.builder, value(step.sweepExtent), e.int(64), ""), e.int(2)), e.int(8))
      let enough = e.add(leavesOffset, rounded(leaves))
      size = e.select(e.compare(CLLVMIntSLT, size, enough), enough, size)
    }
    let scratchOffset = size
    size = e.add(size, e.int(program.allSteps.map(scratchBytes).max() ?? 0))
    var offsets: [IRValue?] = program.buffers.map { _ in nil }
    for (k, buffer) in program.buffers.enumerated() {
      switch buffer.place {
      case .parameter, .temporary: break
      case .scalar, .constant:
        offsets[k] = size
        size = e.add(size, rounded(value(buffer.byteCount)))
      }
    }
    let slots = TemporarySlots(program)
    for slot in 0..<slots.count {
      let buffers = program.buffers.indices.filter { slots.slots[$0] == slot }
      for buffer in buffers { offsets[buffer] = size }
      let sizes = buffers.map { rounded(value(program.buffers[$0].byteCount)) }
      size = e.add(size, sizes.dropFirst().reduce(sizes[0], greatest))
    }
    let memory = callExternal("aligned_alloc", [e.int(64), size], returnsWord: true)
    e.branch(e.compare(CLLVMIntEQ, memory, e.int(0)), noMemory, ready)

    e.position(ready)
    askForHugePages(memory, size)
    addresses = zip(program.buffers, offsets).map { buffer, offset in
      if case .parameter(let index) = buffer.place { return parameter(index) }
      return e.add(memory, offset ?? e.int(0))
    }
    fillBuffers()
    for (k, step) in program.steps.enumerated() {
      choose(step, kernels[k]) { step, kernel in
        let scratch = step.packed.isEmpty ? nil : e.add(memory, scratchOffset)
        emit(step, kernel, memory, leaves: e.add(memory, leavesOffset), scratch: scratch)
      }
    }
    for copy in program.copies {
      let bytes = value(program.buffers[copy.buffer].byteCount)
      _ = callExternal(
        "memcpy", [parameter(copy.parameter), addresses[copy.buffer], bytes], returnsWord: true)
    }
    _ = callExternal("free", [memory], returnsWord: false)
    returns(.done)
  }

  /// A page of 4 KiB that is touched for the first time costs as much as the work that fills it. It is a wish: nothing
  /// depends on the answer.
  private func askForHugePages(_ memory: IRValue, _ size: IRValue) {
    let (large, next) = (newBlock("large"), newBlock("next"))
    e.branch(e.compare(CLLVMIntSLT, e.int(4 << 20), size), large, next)
    e.position(large)
    let page = 4096
    let start = e.and(e.add(memory, e.int(page - 1)), e.int(-page))
    _ = callExternal("madvise", [start, e.sub(size, e.int(page)), e.int(Int(MADV_HUGEPAGE))], returnsWord: true)
    e.branch(next)
    e.position(next)
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

  // MARK: Calls

  func call(_ function: IRValue, _ arguments: [IRValue]) -> IRValue {
    var types = arguments.map { _ in e.i64 }
    let type = e.c.LLVMFunctionType(e.i64, &types, UInt32(types.count), 0)
    var arguments = arguments
    return e.c.LLVMBuildCall2(e.builder, type, function, &arguments, UInt32(arguments.count), "")
  }

  /// Calls a function of the C library.
  func callExternal(_ name: String, _ arguments: [IRValue], returnsWord: Bool) -> IRValue {
    var types = arguments.map { _ in e.i64 }
    let result = returnsWord ? e.i64 : e.c.LLVMVoidTypeInContext(e.context)
    let type = e.c.LLVMFunctionType(result, &types, UInt32(types.count), 0)
    let function = e.c.LLVMGetNamedFunction(e.module, name) ?? e.c.LLVMAddFunction(e.module, name, type)
    var arguments = arguments
    return e.c.LLVMBuildCall2(e.builder, type, function, &arguments, UInt32(arguments.count), "")
  }

  // MARK: Numbers and memory

  func value(_ polynomial: NativeProgram.Polynomial) -> IRValue {
    polynomial.terms.reduce(e.int(0)) { sum, term in
      var product = e.int(term.coefficient)
      for (dimension, exponent) in zip(dimensions, term.exponents) {
        for _ in 0..<exponent { product = e.mul(product, dimension) }
      }
      return e.add(sum, product)
    }
  }
  func rounded(_ size: IRValue) -> IRValue { e.and(e.add(size, e.int(63)), e.int(~63)) }
  func least(_ a: IRValue, _ b: IRValue) -> IRValue { e.select(e.compare(CLLVMIntSLT, a, b), a, b) }
  func greatest(_ a: IRValue, _ b: IRValue) -> IRValue { e.select(e.compare(CLLVMIntSLT, a, b), b, a) }
  func atLeastOne(_ a: IRValue) -> IRValue {
    e.select(e.compare(CLLVMIntSLT, a, e.int(1)), e.int(1), a)
  }

  func store(_ value: IRValue, _ type: IRType, _ address: IRValue, alignment: Int) {
    e.store(value, e.c.LLVMBuildIntToPtr(e.builder, address, e.pointer(type), ""), alignment: alignment)
  }
  func load(_ type: IRType, _ address: IRValue, alignment: Int) -> IRValue {
    e.load(type, e.c.LLVMBuildIntToPtr(e.builder, address, e.pointer(type), ""), alignment: alignment)
  }
}
