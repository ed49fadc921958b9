import Testing

@testable import ArrayGraph
@testable import ArrayScript

@Suite struct DiagnosticRendererTests {
  private func range(_ line: Int, _ column: Int, _ length: Int = 1) -> SourceRange {
    SourceRange(file: "scale.arr", line: line, column: column, length: length)
  }

  private func render(_ text: String, _ diagnostic: Diagnostic) -> String {
    DiagnosticRenderer([SourceText(file: "scale.arr", text: text)]).render(diagnostic)
  }

  @Test func showsOperatorOperandsAndNotes() {
    let text = "X: f32[1024, 16]\nmean: f32[1000]\nz = (X - mean) / std\n"
    let diagnostic = Diagnostic(
      .error, "cannot broadcast f32[1024, 16] with f32[1000]", at: range(3, 8),
      secondary: [range(3, 6), range(3, 10, 4)],
      notes: [
        .init("axis 1 has 16 and 1000; only equal lengths, or 1, go together"),
        .init("'mean' is declared", at: range(2, 1, 4)),
      ])
    #expect(
      render(text, diagnostic) == """
        scale.arr:3:8: error: cannot broadcast f32[1024, 16] with f32[1000]
            z = (X - mean) / std
                 ~ ^ ~~~~
        note: axis 1 has 16 and 1000; only equal lengths, or 1, go together
        note: 'mean' is declared at scale.arr:2:1

        """)
  }

  @Test func tabsWideAndCombiningCharactersKeepTheCaretInPlace() {
    let shown = render(
      "\tx\t= 日本 + e\u{301}1 + 😀$ # \u{1B}[31m", Diagnostic(.error, "no", at: range(1, 17, 2)))
    #expect(
      shown == """
        scale.arr:1:17: error: no
                    x       = 日本 + e\u{301}1 + 😀$ # \u{FFFD}[31m
                                          ^~~

        """)
  }

  @Test func longLinesAreCutAroundTheCaret() {
    let text = String(repeating: "a + ", count: 500) + "$" + String(repeating: " + b", count: 500)
    let lines = render(text, Diagnostic(.error, "no", at: range(1, 2001))).split(separator: "\n").map(
      Array.init)
    #expect(lines[1].count < 125 && lines[1].starts(with: Array("    ...")))
    #expect(lines[1][lines[2].count - 1] == "$" && lines[2].last == "^")
  }

  @Test func endOfLineAndUnknownFiles() {
    #expect(render("x = ", Diagnostic(.error, "no", at: range(1, 5))).hasSuffix("    x =\n        ^\n"))
    let elsewhere = Diagnostic(.warning, "old", at: SourceRange(file: "b.arr", line: 9, column: 2))
    #expect(render("x", elsewhere) == "b.arr:9:2: warning: old\n")
    #expect(render("x", Diagnostic(.error, "no input 'S'", at: nil)) == "error: no input 'S'\n")
  }
}
