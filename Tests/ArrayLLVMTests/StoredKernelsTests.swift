import ArrayGraph
import ArrayKernels
import Foundation
import KernelStore
import Testing

@testable import ArrayLLVM

/// Kernels on disk are found by the same build on the same processor, and by nobody else.
@Suite final class StoredKernelsTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "arrayc-kernels-\(UUID().uuidString)")
  private var store: KernelStore { KernelStore(.folder(folder.path, home: nil)) }
  deinit { try? FileManager.default.removeItem(at: folder) }

  @Test func whatOneKeepsAnotherFinds() throws {
    guard let compiler = compilers.first else { return }
    let bench = Bench(triad(), inner: 100)
    let compiled = try compiler.compile(bench.kernel)
    try #require(StoredKernels(store)).keep(compiled, for: bench.kernel)
    let found = try #require(StoredKernels(store)?.find(bench.kernel))
    #expect(bench.run(found) == bench.run(compiled))
    #expect(StoredKernels(store)?.find(triad(.strided)) == nil)
    let note = try #require(try store.list().first?.note)
    #expect(note.hasPrefix("map kernel on f32, 2 operations: multiply add, by LLVM "))
  }

  @Test func anotherProcessorOrBuildFindsNothing() throws {
    guard let compiler = compilers.first else { return }
    let kernel = triad()
    let ours = StoredKernels(store, processor: [1, 2, 3], build: [4, 5])
    ours.keep(try compiler.compile(kernel), for: kernel)
    #expect(StoredKernels(store, processor: [1, 2, 3], build: [4, 5]).find(kernel) != nil)
    for (processor, build) in [([1, 2, 7], [4, 5]), ([1, 2, 3], [4]), ([1, 2, 3], [4, 6])] as [([UInt32], [UInt8])] {
      #expect(StoredKernels(store, processor: processor, build: build).find(kernel) == nil)
    }
  }

  /// An entry that is sound, but whose content is no object: nothing is loaded, and it can be replaced.
  @Test func whatIsNoObjectIsNotLoaded() throws {
    guard let compiler = compilers.first else { return }
    let kernel = triad()
    let ours = StoredKernels(store, processor: [], build: [])
    store.keep([1, 2, 3], for: [0] + kernel.key, note: "")
    #expect(ours.find(kernel) == nil)
    ours.keep(try compiler.compile(kernel), for: kernel)
    #expect(ours.find(kernel) != nil)
  }

  @Test func withoutAFolderThereAreNone() {
    #expect(StoredKernels(KernelStore(.nowhere(why: ""))) == nil)
  }
}
