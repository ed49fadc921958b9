import CLLVM

// What one register holds, where a vector of the formulas is wider or narrower: instructions that LLVM has as
// intrinsics of one width, and code that stands apart.
//
//     %0 = shufflevector <64 x float> %v, undef, <0 … 15>  …  %r0 = call <16 x float> @llvm.x86…(%0)  …
//     %r = the four results, one after the other
extension Emitter {
  /// Applies `body` to registers of `size` lanes each and joins the results. Lanes beyond the vector's are undefined.
  func inRegisters(of size: Int, _ operands: [IRValue], _ body: ([IRValue]) -> IRValue) -> IRValue {
    if lanes == size { return body(operands) }
    if lanes < size {
      let indices = (0..<size).map { $0 < lanes ? $0 : nil }
      let result = body(operands.map { shuffle($0, indices) })
      return shuffle(result, Array(0..<lanes))
    }
    let results = stride(from: 0, to: lanes, by: size).map { start in
      body(operands.map { shuffle($0, Array(start..<start + size)) })
    }
    return joined(results, lanes: size)
  }
  /// Vectors of `size` lanes, as many as a power of two, one after the other.
  func joined(_ vectors: [IRValue], lanes size: Int) -> IRValue {
    if vectors.count == 1 { return vectors[0] }
    let pairs = stride(from: 0, to: vectors.count, by: 2).map {
      joined(vectors[$0], vectors[$0 + 1], lanes: size)
    }
    return joined(pairs, lanes: 2 * size)
  }

  /// The lanes of a vector of integers as integers of 64 bits, none of which is negative. Through memory: two loads a
  /// cycle do it, where each other lane takes an instruction for the half, one for the lane and one for the sum.
  func throughMemory(_ vector: IRValue, _ count: Int, bits: Int) -> [IRValue] {
    let element = integerType(bits)
    let slot = alloca(wide(element, count), "lanes")
    store(vector, slot, alignment: min(bits / 8 * count, 64))
    let lanes = bitcastPointer(slot, to: element)
    return (0..<count).map { k in
      let lane = load(element, offset(element, lanes, int(k)), alignment: bits / 8)
      return bits == 64 ? lane : c.LLVMBuildZExt(builder, lane, i64, "")
    }
  }
  /// Memory of the function that grows.
  func alloca(_ type: IRType, _ name: String) -> IRValue {
    let here = block
    let entry = c.LLVMGetEntryBasicBlock(function!)
    if let first = c.LLVMGetFirstInstruction(entry) {
      c.LLVMPositionBuilderBefore(builder, first)
    } else {
      position(entry)
    }
    let memory = c.LLVMBuildAlloca(builder, type, name)
    position(here)
    return memory
  }

  /// A function of two registers whose body `formula` gives, made once a module; the result calls it.
  func functionApart<L: LLVMLane>(
    _ name: String, _ element: IRType, lanes size: Int, _ formula: (L, L) -> L
  ) -> ([IRValue]) -> IRValue {
    needsWholeRegisters = true
    let lane = wide(element, size)
    var parameters = [lane, lane]
    let type = c.LLVMFunctionType(lane, &parameters, 2, 0)
    let known = c.LLVMGetNamedFunction(module, name)
    let apart = known ?? c.LLVMAddFunction(module, name, type)
    if known == nil {
      let (outer, outerLanes, outerBlock, outerCost) = (function, lanes, block, cost)
      (function, lanes) = (apart, size)
      c.LLVMSetLinkage(apart, CLLVMLinkage(CLLVMInternal))
      add(functionAttributes + ["cold", "noinline"].map { enumAttribute($0) }, to: apart)
      position(c.LLVMAppendBasicBlockInContext(context, apart, "entry"))
      let result = formula(L(c.LLVMGetParam(apart, 0)), L(c.LLVMGetParam(apart, 1)))
      _ = c.LLVMBuildRet(builder, result.v)
      (function, lanes, cost) = (outer, outerLanes, outerCost)
      position(outerBlock)
    }
    return { [self] operands in
      var operands = operands
      return c.LLVMBuildCall2(builder, type, apart, &operands, 2, "")
    }
  }
  func add(_ attributes: [OpaquePointer], to function: IRValue) {
    // The index -1 is LLVM's for the function itself.
    for attribute in attributes { c.LLVMAddAttributeAtIndex(function, UInt32.max, attribute) }
  }
  /// What every function that works on vectors carries.
  var functionAttributes: [OpaquePointer] {
    [enumAttribute("nounwind")] + (target.hasAVX512 ? registerAttributes(bits: 512) : [])
  }
  /// Registers of so many bits for vectors of any length.
  func registerAttributes(bits: Int) -> [OpaquePointer] {
    ["prefer-vector-width", "min-legal-vector-width"].map { stringAttribute($0, String(bits)) }
  }

  /// A constant in every lane. Whole registers are loaded beside the arithmetic, where a lone element that must be
  /// spread takes as long as an addition; so constants lie in memory as whole registers.
  ///
  ///     %k = load <16 x float>, ptr @table3, align 64
  func registerConstant(_ value: Double, isDouble: Bool) -> IRValue {
    let type = floatType(isDouble: isDouble)
    let size = isDouble ? 8 : 16
    guard target.hasAVX512, lanes >= size, value != 0, function != nil else {
      return splatConstant(c.LLVMConstReal(type, value), lanes)
    }
    var constant = registerConstant(Array(repeating: value, count: size), isDouble: isDouble)
    var width = size
    while width < lanes {
      constant = joined(constant, constant, lanes: width)
      width *= 2
    }
    return constant
  }

  /// A register of constants, loaded at the entry of a kernel: there it finds a register that is free, or it is loaded
  /// where it is used after all.
  private func registerConstant(_ values: [Double], isDouble: Bool) -> IRValue {
    let key = TableKey(values: values, isDouble: isDouble)
    let isInKernel = function == entryFunction
    if isInKernel, let constant = constants[key] { return constant }
    let here = block
    if isInKernel, let entry { position(entry) }
    let register = wide(floatType(isDouble: isDouble), values.count)
    let address = bitcastPointer(table(values, isDouble: isDouble), to: register)
    let constant = load(register, address, alignment: 64)
    position(here)
    if isInKernel { constants[key] = constant }
    return constant
  }

  /// A table of constants in memory, made once a module.
  func table(_ values: [Double], isDouble: Bool) -> IRValue {
    let type = floatType(isDouble: isDouble)
    let key = TableKey(values: values, isDouble: isDouble)
    if let global = tables[key] { return global }
    let global = c.LLVMAddGlobal(module, c.LLVMVectorType(type, UInt32(values.count)), "table\(tables.count)")
    c.LLVMSetInitializer(global, vectorConstant(values.map { c.LLVMConstReal(type, $0) }))
    c.LLVMSetGlobalConstant(global, 1)
    c.LLVMSetLinkage(global, CLLVMLinkage(CLLVMPrivate))
    tables[key] = global
    return global
  }
  struct TableKey: Hashable {
    var values: [Double]
    var isDouble: Bool
  }
}
