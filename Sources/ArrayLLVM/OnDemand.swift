import ArrayGraph
import ArrayKernels
import Lanes
import Synchronization

/// LLVM, loaded when the first kernel must be compiled and not before: loading costs tens of milliseconds, which a
/// program that compiles nothing should not pay.
package final class LLVMOnDemand: KernelCompiler {
  private let loaded = Mutex<Result<LLVMCompiler, ArrayError>?>(nil)

  /// The one of this process.
  package static let shared = LLVMOnDemand()
  package init() {}
  package var name: String { "llvm" }

  /// The compiler, or why there is none.
  package func get() throws(ArrayError) -> LLVMCompiler {
    let result = loaded.withLock { loaded -> Result<LLVMCompiler, ArrayError> in
      if let loaded { return loaded }
      let result = Result { () throws(ArrayError) in try LLVMCompiler() }
      loaded = result
      return result
    }
    return try result.get()
  }

  package func compile(_ kernel: Kernel) throws(ArrayError) -> any CompiledKernel {
    try get().compile(kernel)
  }

  package func listing(_ kernel: Kernel, _ listing: KernelListing) throws(ArrayError) -> String? {
    try get().text(kernel, listing == .ir ? .ir : .assembly)
  }

  package func instructions(_ operation: Operation, _ dtype: DType) -> Int {
    (try? get())?.instructions(operation, dtype) ?? 1
  }
}
