import ArrayGraph

/// A kernel made ready to run. It holds no state between calls, so any thread may run any units.
package protocol CompiledKernel: Sendable {
  /// Runs the units `begin ..< end` with the arguments laid out by `KernelArguments`.
  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int)
}

/// Turns kernels into something that runs: the interpreter and LLVM are two of it.
package protocol KernelCompiler: Sendable {
  /// The name that `--backend` and `explain` know.
  var name: String { get }
  func compile(_ kernel: Kernel) throws(ArrayError) -> any CompiledKernel
  /// What it makes of a kernel, as text; nil if there is no such text.
  func listing(_ kernel: Kernel, _ listing: KernelListing) throws(ArrayError) -> String?
}

/// The texts that a compiler of native code can show.
package enum KernelListing: String, Sendable { case ir, assembly }

extension KernelCompiler {
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
