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

  private func compile(_ name: String, scopes: Int) throws -> [String] {
    try SwiftCompiler.errors(file(name), scopes: scopes)
  }
}
