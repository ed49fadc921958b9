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
    #expect(try lines(of: errors).count == mistakes("wrong.swift"), "\(errors.joined(separator: "\n"))")
    let text = errors.joined(separator: "\n")
    #expect(text.contains("use floorDivide(a, b), or cast to Double first"))
    #expect(text.contains("on truth values the operator is '.&'"))
  }

  /// Operands whose element types differ are explained however long the expression is.
  @Test func mixedOperands() throws {
    let diagnostics = try SwiftCompiler.diagnostics(file("mixed.swift"), scopes: 200_000)
    let text = diagnostics.joined(separator: "\n")
    let errors = diagnostics.filter { $0.contains(": error: ") }
    #expect(try lines(of: errors).count == mistakes("mixed.swift"), "\(text)")
    #expect(errors.allSatisfy { $0.contains("'ElementTypesDiffer'") }, "\(text)")
    let sentence = "the element types differ, and nothing is promoted silently: cast one of them"
    #expect(lines(of: diagnostics.filter { $0.contains(sentence) }) == lines(of: errors), "\(text)")
  }

  private func mistakes(_ name: String) throws -> Int {
    try String(contentsOf: file(name), encoding: .utf8).split(separator: "\n").count { $0.contains("let _ =") }
  }

  /// The lines of the file that diagnostics stand on.
  private func lines(of diagnostics: [String]) -> Set<Substring> {
    Set(diagnostics.compactMap { $0.split(separator: ":").dropFirst().first })
  }

  private func file(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Expressions/\(name)")
  }

  private func compile(_ name: String, scopes: Int) throws -> [String] {
    try SwiftCompiler.errors(file(name), scopes: scopes)
  }
}
