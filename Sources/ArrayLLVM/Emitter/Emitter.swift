import ArrayGraph
import CLLVM
import Lanes

/// A value, type or block of LLVM: the C API has one opaque pointer for each.
typealias IRValue = OpaquePointer
typealias IRType = OpaquePointer
typealias IRBlock = OpaquePointer

/// One module under construction, and the place in it where instructions are appended.
///
/// Formulas of the tables cannot carry it (their constants come from nowhere), so the emitter at work is found
/// through a pointer of the thread: `Emitter.current`.
final class Emitter {
  let c: CLLVMCalls
  let context: OpaquePointer
  let module: OpaquePointer
  let builder: OpaquePointer
  let target: TargetFacts
  /// Lanes of the values that a formula now makes; 1 means plain scalars.
  var lanes = 1
  /// The function that grows; formulas that branch append blocks to it.
  var function: IRValue?
  /// The function of the kernel at work, and the block in which it begins, where constants are to be loaded there.
  var entryFunction: IRValue?
  var entry: IRBlock?
  /// Registers of constants that are loaded there.
  var constants: [TableKey: IRValue] = [:]
  /// Tables of constants in the module.
  var tables: [TableKey: IRValue] = [:]
  /// Whether the kernel has a sine and a cosine of one value, and such results by argument; they are valid in one block.
  var hasPairs = false
  var pairs: [IRValue: (first: IRValue, second: IRValue)] = [:]
  var pairsBlock: IRBlock?
  /// Whether the kernel has code that is made for registers of 512 bits.
  var needsWholeRegisters = false
  /// Whether half of them serve the kernel better.
  var prefersHalfRegisters = false
  /// The scalars that vectors of one value are made of.
  var scalarsOfSplats: [IRValue: IRValue] = [:]
  /// The first elements of vectors of which each one is one more than the one before.
  var startsOfRuns: [IRValue: IRValue] = [:]
  /// Vectors of truth values as bytes that are 0 or 1.
  var bytesOfTruths: [IRValue: IRValue] = [:]
  /// Divisors that do not change in the loop at work, by their vectors.
  var integerDivisors: [IRValue: KnownIntegerDivisor] = [:]
  /// Shifts of bytes by one count that does not change in the loop at work, by the count's vector.
  var byteShifts: [IRValue: KnownByteShift] = [:]
  /// Where a loop may be cut, and the block in which such places are wanted.
  var marks: (block: IRBlock, places: [Mark])?
  /// What formulas have appended so far.
  var cost = RowCost(instructions: 0)

  init(_ library: LLVMLibrary, target: TargetFacts, moduleName: String) {
    c = library.calls
    context = c.LLVMContextCreate()
    module = c.LLVMModuleCreateWithNameInContext(moduleName, context)
    builder = c.LLVMCreateBuilderInContext(context)
    self.target = target
  }
  deinit {
    c.LLVMDisposeBuilder(builder)
    c.LLVMDisposeModule(module)
    c.LLVMContextDispose(context)
  }

  /// The emitter that `run` was called on, on this thread. Lanes exist only inside `run`.
  static var current: Emitter {
    guard let pointer = cllvm_thread_pointer() else {
      preconditionFailure("an LLVM lane outside of an emitter")
    }
    return Unmanaged<Emitter>.fromOpaque(pointer).takeUnretainedValue()
  }
  func run<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
    let previous = cllvm_thread_pointer()
    cllvm_set_thread_pointer(Unmanaged.passUnretained(self).toOpaque())
    defer { cllvm_set_thread_pointer(previous) }
    return try body()
  }

  // MARK: Types

  func integerType(_ bits: Int) -> IRType { c.LLVMIntTypeInContext(context, UInt32(bits)) }
  var i64: IRType { integerType(64) }
  var i32: IRType { integerType(32) }
  func floatType(isDouble: Bool) -> IRType {
    isDouble ? c.LLVMDoubleTypeInContext(context) : c.LLVMFloatTypeInContext(context)
  }
  /// A scalar or the vector of as many lanes as are at work.
  func wide(_ type: IRType) -> IRType { wide(type, lanes) }
  func wide(_ type: IRType, _ lanes: Int) -> IRType {
    lanes == 1 ? type : c.LLVMVectorType(type, UInt32(lanes))
  }
  /// How a dtype lies in registers: a truth value is one bit there.
  func registerType(_ dtype: DType) -> IRType {
    switch dtype {
    case .bool: integerType(1)
    case .f32, .f64: floatType(isDouble: dtype == .f64)
    default: integerType(dtype.size * 8)
    }
  }
  func memoryType(_ dtype: DType) -> IRType { dtype == .bool ? integerType(8) : registerType(dtype) }
  func pointer(_ type: IRType) -> IRType { c.LLVMPointerType(type, 0) }

  // MARK: Constants

  func int(_ value: Int) -> IRValue { c.LLVMConstInt(i64, UInt64(bitPattern: Int64(value)), 1) }
  func constant(_ type: IRType, _ value: Int) -> IRValue {
    splatConstant(c.LLVMConstInt(type, UInt64(bitPattern: Int64(value)), 1), lanes)
  }
  func splatConstant(_ scalar: IRValue, _ lanes: Int) -> IRValue {
    lanes == 1 ? scalar : vectorConstant(Array(repeating: scalar, count: lanes))
  }
  func vectorConstant(_ scalars: [IRValue]) -> IRValue {
    var scalars = scalars
    return c.LLVMConstVector(&scalars, UInt32(scalars.count))
  }
  /// 0, 1, 2 … as integers of `bits` bits.
  func iota(_ lanes: Int, bits: Int) -> IRValue {
    let type = integerType(bits)
    return vectorConstant((0..<lanes).map { c.LLVMConstInt(type, UInt64($0), 0) })
  }

  // MARK: Instructions

  func add(_ a: IRValue, _ b: IRValue, _ name: String = "") -> IRValue { c.LLVMBuildAdd(builder, a, b, name) }
  func sub(_ a: IRValue, _ b: IRValue, _ name: String = "") -> IRValue { c.LLVMBuildSub(builder, a, b, name) }
  func mul(_ a: IRValue, _ b: IRValue, _ name: String = "") -> IRValue { c.LLVMBuildMul(builder, a, b, name) }
  func and(_ a: IRValue, _ b: IRValue, _ name: String = "") -> IRValue { c.LLVMBuildAnd(builder, a, b, name) }
  func or(_ a: IRValue, _ b: IRValue, _ name: String = "") -> IRValue { c.LLVMBuildOr(builder, a, b, name) }
  func compare(_ predicate: some BinaryInteger, _ a: IRValue, _ b: IRValue) -> IRValue {
    c.LLVMBuildICmp(builder, UInt32(predicate), a, b, "")
  }
  func select(_ mask: IRValue, _ a: IRValue, _ b: IRValue) -> IRValue {
    c.LLVMBuildSelect(builder, mask, a, b, "")
  }

  func load(_ type: IRType, _ address: IRValue, alignment: Int, _ name: String = "") -> IRValue {
    let value = c.LLVMBuildLoad2(builder, type, address, name)
    c.LLVMSetAlignment(value, UInt32(alignment))
    return value
  }
  func store(_ value: IRValue, _ address: IRValue, alignment: Int) {
    c.LLVMSetAlignment(c.LLVMBuildStore(builder, value, address), UInt32(alignment))
  }
  /// Stores all lanes, also where some are what was loaded from there: of those LLVM 22 would make a masked store, which
  /// some processors without AVX-512 take several times as long for. (The greatest of each of 96 columns, 960 000 f32: 0.48
  /// ms, and 0.07 with whole stores.)
  func storeWhole(_ value: IRValue, _ address: IRValue, alignment: Int) {
    let instruction = c.LLVMBuildStore(builder, value, address)
    c.LLVMSetAlignment(instruction, UInt32(alignment))
    c.LLVMSetVolatile(instruction, 1)
  }
  /// Stores past the caches; only for addresses aligned to 64 bytes (or to the whole value, if that is less).
  func storeStreaming(_ value: IRValue, _ address: IRValue, alignment: Int) {
    let instruction = c.LLVMBuildStore(builder, value, address)
    c.LLVMSetAlignment(instruction, UInt32(alignment))
    var one: [OpaquePointer] = [c.LLVMValueAsMetadata(c.LLVMConstInt(i32, 1, 0))]
    let node = c.LLVMMetadataAsValue(context, c.LLVMMDNodeInContext2(context, &one, 1))
    c.LLVMSetMetadata(instruction, Emitter.nontemporal, node)
  }
  /// Asks for the cache line at an address, to write to it.
  func prefetchToWrite(_ address: IRValue) { prefetch(address, toWrite: 1) }
  /// The same, to read from it.
  func prefetch(_ address: IRValue) { prefetch(address, toWrite: 0) }
  private func prefetch(_ address: IRValue, toWrite: UInt64) {
    let numbers = [toWrite, 3, 1].map { c.LLVMConstInt(i32, $0, 0) }
    _ = intrinsic("llvm.prefetch", [c.LLVMTypeOf(address)], [address] + numbers)
  }
  /// The kind of the metadata `!nontemporal`: one of LLVM's fixed numbers. (The type of the call that looks kinds up
  /// by name changed.)
  private static let nontemporal: UInt32 = 9
  /// `base + index` in elements of `type`.
  func offset(_ type: IRType, _ base: IRValue, _ index: IRValue, _ name: String = "") -> IRValue {
    var indices = [index]
    return c.LLVMBuildGEP2(builder, type, base, &indices, 1, name)
  }
  /// The same address as a pointer to another type: needed by LLVM 14, nothing later.
  func bitcastPointer(_ address: IRValue, to type: IRType) -> IRValue {
    c.LLVMBuildBitCast(builder, address, pointer(type), "")
  }
  func extract(_ vector: IRValue, _ index: Int) -> IRValue {
    c.LLVMBuildExtractElement(builder, vector, int(index), "")
  }
  func insert(_ vector: IRValue, _ element: IRValue, _ index: Int) -> IRValue {
    c.LLVMBuildInsertElement(builder, vector, element, int(index), "")
  }
  /// Lanes of one vector, in the order of `indices`; nil gives an undefined lane.
  func shuffle(_ vector: IRValue, _ indices: [Int?]) -> IRValue {
    let undefined = c.LLVMGetUndef(i32)
    let mask = vectorConstant(indices.map { $0.map { c.LLVMConstInt(i32, UInt64($0), 0) } ?? undefined })
    return c.LLVMBuildShuffleVector(builder, vector, c.LLVMGetUndef(c.LLVMTypeOf(vector)), mask, "")
  }
  /// Lanes of two vectors of one length, which are counted on in the second.
  func shuffle(_ a: IRValue, _ b: IRValue, _ indices: [Int?]) -> IRValue {
    let undefined = c.LLVMGetUndef(i32)
    let mask = vectorConstant(indices.map { $0.map { c.LLVMConstInt(i32, UInt64($0), 0) } ?? undefined })
    return c.LLVMBuildShuffleVector(builder, a, b, mask, "")
  }
  /// The lanes of two vectors of one length, one after the other.
  func joined(_ a: IRValue, _ b: IRValue, lanes: Int) -> IRValue { shuffle(a, b, Array(0..<2 * lanes)) }
  func splat(_ scalar: IRValue, _ lanes: Int) -> IRValue {
    if lanes == 1 { return scalar }
    let empty = c.LLVMGetUndef(wide(c.LLVMTypeOf(scalar), lanes))
    let vector = shuffle(insert(empty, scalar, 0), Array(repeating: 0, count: lanes))
    scalarsOfSplats[vector] = scalar
    return vector
  }

  /// Calls an intrinsic that is overloaded on `types`.
  @discardableResult
  func intrinsic(_ name: String, _ types: [IRType], _ arguments: [IRValue]) -> IRValue {
    cost.instructions += 1
    if name.hasSuffix(".512") { needsWholeRegisters = true }
    let (declaration, type) = declare(name, types)
    var arguments = arguments
    return c.LLVMBuildCall2(builder, type, declaration, &arguments, UInt32(arguments.count), "")
  }
  private func declare(_ name: String, _ types: [IRType]) -> (declaration: IRValue, type: IRType) {
    let id = c.LLVMLookupIntrinsicID(name, name.utf8.count)
    precondition(id != 0, "LLVM has no intrinsic \(name)")
    var types = types
    let type = c.LLVMIntrinsicGetType(context, id, &types, types.count)
    return (c.LLVMGetIntrinsicDeclaration(module, id, &types, types.count), type)
  }
  /// Calls a masked memory intrinsic: until LLVM 21 the alignment is an argument at `position`, later it is an
  /// attribute of the address, which is argument `address`.
  @discardableResult
  func maskedIntrinsic(
    _ name: String, _ types: [IRType], _ arguments: [IRValue], position: Int, address: Int, alignment: Int
  ) -> IRValue {
    let (declaration, type) = declare(name, types)
    var arguments = arguments
    let takesAlignment = Int(c.LLVMCountParamTypes(type)) > arguments.count
    if takesAlignment { arguments.insert(c.LLVMConstInt(i32, UInt64(alignment), 0), at: position) }
    let call = c.LLVMBuildCall2(builder, type, declaration, &arguments, UInt32(arguments.count), "")
    if !takesAlignment {
      c.LLVMAddCallSiteAttribute(call, UInt32(address + 1), enumAttribute("align", UInt64(alignment)))
    }
    return call
  }
  func enumAttribute(_ name: String, _ value: UInt64 = 0) -> OpaquePointer {
    c.LLVMCreateEnumAttribute(context, c.LLVMGetEnumAttributeKindForName(name, name.utf8.count), value)
  }
  func stringAttribute(_ name: String, _ value: String) -> OpaquePointer {
    c.LLVMCreateStringAttribute(context, name, UInt32(name.utf8.count), value, UInt32(value.utf8.count))
  }

  // MARK: Control flow

  func newBlock(_ name: String, in function: IRValue) -> IRBlock {
    c.LLVMAppendBasicBlockInContext(context, function, name)
  }
  func branch(_ block: IRBlock) { _ = c.LLVMBuildBr(builder, block) }
  func branch(_ condition: IRValue, _ then: IRBlock, _ otherwise: IRBlock) {
    _ = c.LLVMBuildCondBr(builder, condition, then, otherwise)
  }
  func position(_ block: IRBlock) { c.LLVMPositionBuilderAtEnd(builder, block) }
  /// The same value, of which LLVM's analyses know nothing.
  func hidden(_ value: IRValue, _ name: String) -> IRValue { c.LLVMBuildFreeze(builder, value, name) }
  var block: IRBlock { c.LLVMGetInsertBlock(builder) }
  /// The one of two values that a condition says, each computed in a block of its own.
  func either(
    _ condition: IRValue, _ names: (String, String, String), in function: IRValue, _ first: () -> IRValue,
    else second: () -> IRValue
  ) -> IRValue {
    let (then, otherwise, join) = (
      newBlock(names.0, in: function), newBlock(names.1, in: function), newBlock(names.2, in: function)
    )
    branch(condition, then, otherwise)
    position(then)
    let one = first()
    let endOfFirst = block
    branch(join)
    position(otherwise)
    let other = second()
    let endOfSecond = block
    branch(join)
    position(join)
    let result = phi(c.LLVMTypeOf(one))
    incoming(result, one, endOfFirst)
    incoming(result, other, endOfSecond)
    return result
  }
  func phi(_ type: IRType, _ name: String = "") -> IRValue { c.LLVMBuildPhi(builder, type, name) }
  func incoming(_ phi: IRValue, _ value: IRValue, _ block: IRBlock) {
    var values = [value]
    var blocks = [block]
    c.LLVMAddIncoming(phi, &values, &blocks, 1)
  }
}
