import ArrayGraph
import ArrayKernels
import CLLVM
import Lanes

/// Compiles kernels with LLVM: explicit vectors, none of LLVM's passes over the IR, an object in memory.
///
/// Every compilation has its own LLVM context, so that threads may compile at the same time.
package struct LLVMCompiler: KernelCompiler {
  package let library: LLVMLibrary
  private let machines: MachinePool
  private let native: TargetFacts
  private let costs = RowCosts()

  /// The compiler on the library that `ARRAYC_LLVM` chooses. Throws where there is none.
  package init() throws(ArrayError) { self.init(try LLVMLibrary.shared.get()) }

  package init(_ library: LLVMLibrary) {
    self.library = library
    machines = MachinePool(library)
    native = TargetFacts(.native, library)
  }

  package var name: String { "llvm" }
  /// The processor that code is made for, as LLVM names it.
  package var processor: String { native.cpu }

  package func compile(_ kernel: Kernel) throws(ArrayError) -> any CompiledKernel {
    try compileNative(kernel)
  }

  /// The same with the object at hand.
  package func compileNative(_ kernel: Kernel) throws(ArrayError) -> NativeKernel {
    try NativeKernel(
      object: emit(kernel, name: NativeKernel.symbol, format: .object, target: .native),
      maker: "LLVM \(library.version)")
  }

  package func instructions(_ operation: Operation, _ dtype: DType) -> Int {
    costs.cost(operation.name, dtype, library, native).instructions
  }

  package enum Format: String, CaseIterable, Sendable { case object, assembly, ir, bitcode }

  /// Writes a kernel as a function `name` of C type `void (const int64_t *arguments, int64_t begin, int64_t end)`.
  package func emit(
    _ kernel: Kernel, name: String, format: Format, target: TargetChoice = .native
  ) throws(ArrayError) -> [UInt8] {
    try emit(name: name, format: format, target: target) { (emitter) throws(ArrayError) in
      try KernelEmitter.emit(kernel, name: name, into: emitter, library, costs)
    }
  }

  /// Writes a program as one C function beside its kernels.
  package func emit(
    _ program: NativeProgram, format: Format, target: TargetChoice = .native
  ) throws(ArrayError) -> [UInt8] {
    try emit(name: program.name, format: format, target: target) { (emitter) throws(ArrayError) in
      try ProgramEmitter.emit(program, into: emitter) { (kernel, name) throws(ArrayError) in
        try KernelEmitter.emit(kernel, name: name, into: emitter, library, costs)
      }
    }
  }

  private func emit(
    name: String, format: Format, target: TargetChoice, _ body: (Emitter) throws(ArrayError) -> Void
  ) throws(ArrayError) -> [UInt8] {
    let facts = target == .native ? native : TargetFacts(target, library)
    return try machines.with(facts) { (machine) throws(ArrayError) in
      let emitter = Emitter(library, target: facts, moduleName: name)
      emitter.watchDiagnostics()
      emitter.c.LLVMSetTarget(emitter.module, TargetFacts.triple)
      let layout = emitter.c.LLVMCreateTargetDataLayout(machine)
      emitter.c.LLVMSetModuleDataLayout(emitter.module, layout)
      emitter.c.LLVMDisposeTargetData(layout)
      try body(emitter)
      #if DEBUG
        try emitter.verify()
      #endif
      switch format {
      case .ir: return emitter.text()
      case .bitcode: return emitter.bytes(emitter.c.LLVMWriteBitcodeToMemoryBuffer(emitter.module))
      case .object: return try emitter.machineCode(machine, CLLVMObject)
      case .assembly: return try emitter.machineCode(machine, CLLVMAssembly)
      }
    }
  }

  /// The same as text, for `explain`.
  package func text(_ kernel: Kernel, _ format: Format) throws(ArrayError) -> String {
    String(decoding: try emit(kernel, name: NativeKernel.symbol, format: format), as: UTF8.self)
  }
}

extension Emitter {
  /// Without a handler LLVM ends the process at an error.
  fileprivate func watchDiagnostics() { c.LLVMContextSetDiagnosticHandler(context, { _, _ in }, nil) }

  fileprivate func verify() throws(ArrayError) {
    var message: UnsafeMutablePointer<CChar>?
    let isBroken = c.LLVMVerifyModule(module, CLLVMFailureAction(CLLVMReturnStatus), &message) != 0
    defer { if let message { c.LLVMDisposeMessage(message) } }
    if isBroken {
      throw ArrayError(.library, "the emitter made wrong IR: \(message.map { String(cString: $0) } ?? "")")
    }
  }
  fileprivate func text() -> [UInt8] {
    let text = c.LLVMPrintModuleToString(module)
    defer { c.LLVMDisposeMessage(text) }
    return Array(String(cString: text).utf8)
  }
  fileprivate func bytes(_ buffer: OpaquePointer) -> [UInt8] {
    defer { c.LLVMDisposeMemoryBuffer(buffer) }
    let start = UnsafeRawPointer(c.LLVMGetBufferStart(buffer))
    return Array(UnsafeRawBufferPointer(start: start, count: c.LLVMGetBufferSize(buffer)))
  }
  fileprivate func machineCode(_ machine: OpaquePointer, _ type: UInt32) throws(ArrayError) -> [UInt8] {
    var message: UnsafeMutablePointer<CChar>?
    var buffer: OpaquePointer?
    let failed = c.LLVMTargetMachineEmitToMemoryBuffer(machine, module, type, &message, &buffer) != 0
    guard !failed, let buffer else {
      defer { if let message { c.LLVMDisposeMessage(message) } }
      throw ArrayError(
        .library, "LLVM cannot emit code: \(message.map { String(cString: $0) } ?? "no reason given")")
    }
    return bytes(buffer)
  }
}
