import ArrayGraph
import ArrayKernels

/// A kernel as machine code, called directly.
package final class NativeKernel: CompiledKernel {
  private typealias Function = @convention(c) (UnsafePointer<Int>, Int, Int) -> Void
  /// The name that kernels have inside their objects.
  static let symbol = "kernel"

  /// The relocatable object, which a cache may keep and hand to `init(object:)` in another process.
  package let object: [UInt8]
  /// Which LLVM made it, for people who look at such a cache; nil for one that came from there.
  package let maker: String?
  private let loaded: LoadedObject
  private let function: Function

  /// Loads an object that `LLVMCompiler` emitted for a processor like this one; LLVM itself is not needed.
  package init(object: [UInt8], maker: String? = nil) throws(ArrayError) {
    self.object = object
    self.maker = maker
    loaded = try LoadedObject(object)
    guard let address = loaded.address(of: Self.symbol) else {
      throw ArrayError(.file, "compiled code has no function \(Self.symbol)")
    }
    function = unsafeBitCast(address, to: Function.self)
  }

  package var code: UnsafeRawBufferPointer? { loaded.code(from: Self.symbol) }

  package func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int) { function(arguments, begin, end) }
}
