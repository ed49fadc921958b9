import ArrayGraph
import Lanes

/// A kernel made ready to run. It holds no state between calls, so any thread may run any units.
package protocol CompiledKernel: AnyObject, Sendable {
  /// Runs the units `begin ..< end` with the arguments laid out by `KernelArguments`.
  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int)
  /// Its machine code; nil where it has none of its own.
  var code: UnsafeRawBufferPointer? { get }
}

extension CompiledKernel {
  package var code: UnsafeRawBufferPointer? { nil }
}

/// Turns kernels into something that runs: the interpreter and LLVM are two of it.
package protocol KernelCompiler: Sendable {
  /// The name that `--backend` and `explain` know.
  var name: String { get }
  func compile(_ kernel: Kernel) throws(ArrayError) -> any CompiledKernel
  /// What it makes of a kernel, as text; nil if there is no such text.
  func listing(_ kernel: Kernel, _ listing: KernelListing) throws(ArrayError) -> String?
  /// How many instructions an operation becomes, for each vector of elements.
  func instructions(_ operation: Operation, _ dtype: DType) -> Int
}

/// The texts that a compiler of native code can show.
package enum KernelListing: String, Sendable { case ir, assembly }

extension KernelCompiler {
  package func instructions(_ operation: Operation, _ dtype: DType) -> Int { 1 }
  package func listing(_ kernel: Kernel, _ listing: KernelListing) throws(ArrayError) -> String? { nil }
}

/// Compiled kernels that outlive the process.
package protocol KernelArchive: Sendable {
  /// A kernel that an earlier process compiled; nil where there is none that fits this one.
  func find(_ kernel: Kernel) -> (any CompiledKernel)?
  func keep(_ compiled: any CompiledKernel, for kernel: Kernel)
  /// False where keeping would be in vain.
  var canKeep: Bool { get }
}
