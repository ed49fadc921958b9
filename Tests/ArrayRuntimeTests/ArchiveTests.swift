import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import ArrayRuntime
import Foundation
import KernelStore
import Testing

/// Native code that another engine has left on disk.
@Suite(.enabled(if: SameBitsTests.hasLLVM)) struct ArchiveTests {
  /// An engine as a new process would have it: with nothing but what is on disk.
  private func engine(_ store: KernelStore, keeps: Bool = true) throws -> Engine {
    let kernels: StoredKernels = try #require(StoredKernels(store))
    return Engine(
      interpreter: Interpreter(), native: LLVMOnDemand(), archive: kernels,
      options: EngineOptions(backend: .llvm, keepsKernels: keeps))
  }

  @Test func theSecondEngineCompilesNothing() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "arrayc-archive-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = KernelStore(.folder(folder.path, home: nil))
    let (first, second) = (try engine(store), try engine(store))
    let interpreting = Engine(interpreter: Interpreter(), native: nil)
    for seed in 0..<60 {
      let compiled = try SameBitsTests.run(UInt64(seed), first)
      let found = try SameBitsTests.run(UInt64(seed), second)
      #expect(compiled == found, "seed \(seed)")
      #expect(try found == SameBitsTests.run(UInt64(seed), interpreting), "seed \(seed)")
    }
    #expect(first.counters.compiled > 50)
    #expect(second.counters.compiled == 0 && second.counters.diskHits > 50)
    #expect(try store.size().count == first.counters.compiled)
  }

  @Test func anEngineMayLeaveItAlone() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "arrayc-archive-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = KernelStore(.folder(folder.path, home: nil))
    let engine = try engine(store, keeps: false)
    _ = try SameBitsTests.run(1, engine)
    #expect(engine.counters.compiled > 0 && !FileManager.default.fileExists(atPath: folder.path))
  }
}
