import Foundation
import Testing

/// A user's program may end at any moment, also while a kernel is being compiled for it.
@Suite struct ExitTests {
  @Test(arguments: ["main", "other"])
  func endsWellWhileAKernelIsCompiled(thread: String) throws {
    let program = try #require(Command.executable).deletingLastPathComponent().appending(path: "EndsWhileCompiling")
    let folder = FileManager.default.temporaryDirectory
    // Loading LLVM and compiling the kernel take some tens of milliseconds.
    for delay in stride(from: 0, to: 40_000, by: 1600) {
      let ended = try Command.run(program.path, ["\(delay)", thread], in: folder)
      #expect(ended.status == 0, "after \(delay) microseconds: \(ended.error)")
      #expect(ended.output == "101.69123\n")
    }
  }

  /// The child of a `fork` has none of the threads, and computes all the same.
  @Test func computesAfterAFork() throws {
    let program = try #require(Command.executable).deletingLastPathComponent().appending(path: "EndsWhileCompiling")
    let folder = FileManager.default.temporaryDirectory
    for delay in stride(from: 0, to: 40_000, by: 1600) {
      let ended = try Command.run(program.path, ["\(delay)", "fork"], in: folder)
      #expect(ended.status == 0, "after \(delay) microseconds: \(ended.error)")
      #expect(ended.output == "101.69123\n101.69123\n")
    }
  }
}
