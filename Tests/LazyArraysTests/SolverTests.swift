import Foundation
import Testing

/// Long mixed expressions, right and wrong, compile within a bound on the scopes of the compiler's solver; a bound on
/// time would depend on the machine.
@Suite struct SolverTests {
  @Test func rightExpressions() throws {
    #expect(try compile("right.swift", scopes: 20_000) == [])
  }

  /// One error a mistake; where the compiler gives up explaining it, it does so at the bound.
  @Test func wrongExpressions() throws {
    let errors = try compile("wrong.swift", scopes: 20_000)
    let mistakes = try String(contentsOf: file("wrong.swift"), encoding: .utf8).split(separator: "\n")
      .count { $0.contains("let _ =") }
    let lines = Set(errors.compactMap { $0.split(separator: ":").dropFirst().first })
    #expect(lines.count == mistakes, "\(errors.joined(separator: "\n"))")
    let text = errors.joined(separator: "\n")
    #expect(text.contains("the element types differ, and nothing is promoted silently: cast one of them"))
    #expect(text.contains("use floorDivide(a, b), or cast to Double first"))
  }

  private func file(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Expressions/\(name)")
  }

  /// Type-checks a file against the library's modules beside this test; returns the lines with errors.
  private func compile(_ name: String, scopes: Int) throws -> [String] {
    let bundle = try #require(CommandLine.arguments.first { $0.hasSuffix(".xctest") })
    let products = URL(fileURLWithPath: bundle).deletingLastPathComponent()
    var arguments = [
      "swiftc", "-swift-version", "6", "-typecheck", file(name).path, "-I", products.path, "-I",
      products.appendingPathComponent("Modules").path, "-Xfrontend", "-solver-scope-threshold=\(scopes)",
    ]
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
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
    return text.split(separator: "\n").map(String.init).filter {
      $0.contains(": error: ") && !$0.hasPrefix(" ")
    }
  }
}
