import Foundation
import Testing

/// Type-checks Swift files against the library's modules that were built beside this test.
enum SwiftCompiler {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Returns the lines with errors. `scopes` bounds the work of the compiler's solver on an expression.
  static func errors(_ file: URL, scopes: Int) throws -> [String] {
    try diagnostics(file, scopes: scopes).filter { !$0.contains(": warning: ") }
  }

  /// Returns the lines with errors and warnings.
  static func diagnostics(_ file: URL, scopes: Int) throws -> [String] {
    let bundle = try #require(CommandLine.arguments.first { $0.hasSuffix(".xctest") })
    let products = URL(fileURLWithPath: bundle).deletingLastPathComponent()
    var arguments = [
      "swiftc", "-swift-version", "6", "-typecheck", file.path, "-I", products.path, "-I",
      products.appendingPathComponent("Modules").path, "-Xfrontend", "-solver-scope-threshold=\(scopes)",
    ]
    arguments += ["-I", root.appendingPathComponent("Sources/CZlib").path]
    for directory in try FileManager.default.contentsOfDirectory(atPath: products.path).sorted()
    where directory.hasSuffix(".build") {
      let map = products.appendingPathComponent(directory).appendingPathComponent("module.modulemap").path
      if FileManager.default.fileExists(atPath: map) { arguments += ["-Xcc", "-fmodule-map-file=\(map)"] }
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let output = Pipe()
    process.standardError = output
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let diagnostics = text.split(separator: "\n").map(String.init).filter {
      ($0.contains(": error: ") || $0.contains(": warning: ")) && !$0.hasPrefix(" ")
    }
    return diagnostics.isEmpty && process.terminationStatus != 0 ? [text] : diagnostics
  }
}
