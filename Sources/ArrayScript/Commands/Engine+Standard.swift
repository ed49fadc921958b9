import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import ArrayRuntime

extension Engine {
  /// The engine with the compilers that this machine has.
  static func standard(_ options: EngineOptions) -> Engine {
    Engine(interpreter: Interpreter(), native: OnDemandCompiler(), options: options)
  }

  /// Whether native code can be made here; looks for the library.
  static var hasNativeCompiler: Bool {
    if case .success = OnDemandCompiler.shared { true } else { false }
  }
}

/// LLVM, opened when the first kernel must be compiled, so that small programs do not pay for it.
struct OnDemandCompiler: KernelCompiler {
  static let shared: Result<LLVMCompiler, ArrayError> = {
    do throws(ArrayError) { return .success(try LLVMCompiler()) } catch { return .failure(error) }
  }()

  var name: String { "llvm" }

  func compile(_ kernel: Kernel) throws(ArrayError) -> any CompiledKernel {
    try Self.shared.get().compile(kernel)
  }

  func listing(_ kernel: Kernel, _ listing: KernelListing) throws(ArrayError) -> String? {
    try Self.shared.get().listing(kernel, listing)
  }
}
