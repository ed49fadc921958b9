import Foundation
import Testing

/// The table of C calls has the types that LLVM's own headers give them, in the oldest and the newest version.
@Suite struct HeaderTests {
  private static let versions = ["14", "22"].filter {
    FileManager.default.fileExists(atPath: "/usr/lib/llvm-\($0)/include/llvm-c/Core.h")
  }

  @Test func typesAreLLVMs() throws {
    if Self.versions.isEmpty {
      let isOff = ProcessInfo.processInfo.environment["ARRAYC_LLVM"] == "none"
      #expect(isOff, "neither llvm-14-dev nor llvm-22-dev is installed, and ARRAYC_LLVM is not none")
      return
    }
    for version in Self.versions { #expect(try errors(version, []) == "") }
  }

  /// The test above does see a wrong type.
  @Test func aWrongTypeIsFound() throws {
    for version in Self.versions {
      #expect(try errors(version, ["-DWRONG_TYPE"]).contains("LLVMBuildICmp"))
    }
  }

  /// What the toolchain's clang says about `beside_llvm.c`.
  private func errors(_ version: String, _ more: [String]) throws -> String {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let headers = tests.appendingPathComponent("../../Sources/CLLVM/include").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "clang", "-fsyntax-only", "-std=gnu23", "-Werror", "-I/usr/lib/llvm-\(version)/include",
        "-I\(headers)",
      ] + more
      + [tests.appendingPathComponent("beside_llvm.c").path]
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let text = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self)
  }
}
