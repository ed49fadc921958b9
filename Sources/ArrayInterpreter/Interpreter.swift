import ArrayGraph
import ArrayKernels

/// Runs kernels with the block loops of the tables: no compiling, no library, the same bits as native code.
///
/// Each operation runs over a block of elements that stays in the first-level cache, so a fused kernel reads and
/// writes memory as often as native code does; what it costs more is a call and a round trip through the cache for
/// each operation and block.
package struct Interpreter: KernelCompiler {
  private let table: LoopTable

  package init(table: LoopTable = .shared) { self.table = table }

  package var name: String { "interpreter" }

  package func compile(_ kernel: Kernel) throws(ArrayError) -> any CompiledKernel {
    try InterpretedKernel(kernel, table)
  }
}
