import ArrayGraph
import ArrayKernels
import CLLVM
import CProcessor
import KernelStore

/// The objects of kernels on disk, so that a second process has native code at once and never loads LLVM.
///
/// An entry is found by three things:
/// - the kernel;
/// - the processor, as we read it ourselves, and the level that is allowed: what LLVM is told follows from that;
/// - the build of this very code, as the linker's hash of the program that it is part of. Nobody has to remember to
///   count a revision up, and a changed emitter, formula or calling convention never meets the code of another one. The
///   price is small: another program with the same emitter compiles its kernels once more.
///
/// The version of LLVM is only noted. Its code differs, its results do not.
package final class StoredKernels: KernelArchive {
  private let store: KernelStore
  private let circumstances: [UInt8]

  /// The ones of this process; nil where native code is switched off.
  package static let shared: StoredKernels? = LLVMLibrary.isSwitchedOff ? nil : StoredKernels(.shared)

  /// Nil where nothing is kept, or this program cannot be told from another build of it.
  package convenience init?(_ store: KernelStore) {
    if case .nowhere = store.location { return nil }
    let build = [UInt8](unsafeUninitializedCapacity: cllvm_build_bytes) { bytes, count in
      if let start = bytes.baseAddress { count = cllvm_build(start) }
    }
    guard !build.isEmpty else { return nil }
    var processor = Array(repeating: UInt32(0), count: cllvm_processor_words)
    cllvm_processor(&processor)
    processor.append(UInt32(cprocessor_allowed_level()))
    self.init(store, processor: processor, build: build)
  }

  init(_ store: KernelStore, processor: [UInt32], build: [UInt8]) {
    self.store = store
    // The first has a fixed length and the second says its own, so that they and the kernel never run together.
    circumstances = processor.withUnsafeBytes { Array($0) } + [UInt8(build.count)] + build
  }

  package func find(_ kernel: Kernel) -> (any CompiledKernel)? {
    guard let object = store.find(circumstances + kernel.key) else { return nil }
    return try? NativeKernel(object: object)
  }

  package var canKeep: Bool { (try? store.checkUsable()) != nil }

  package func keep(_ compiled: any CompiledKernel, for kernel: Kernel) {
    guard let native = compiled as? NativeKernel else { return }
    let maker = native.maker.map { ", by \($0)" } ?? ""
    store.keep(native.object, for: circumstances + kernel.key, note: kernel.summary + maker)
  }
}
