import Testing

@testable import ArrayScript

/// The tree of a text that is one expression, `error` where it does not parse.
func parsedTree(_ text: String) -> String {
  let result = Parser.parse(SourceText(file: "test.arr", text: text))
  guard result.diagnostics.isEmpty, result.module.statements.count == 1,
    case .expression(let expression) = result.module.statements[0].kind
  else { return "error" }
  return treeText(expression)
}

@Suite struct ParserTests {
  @Test func expressionsParseAsInPython() throws {
    let texts = [
      "-2 ** 2", "2 ** -1", "2 ** -1 ** 2", "2 ** 3 ** 2", "-x ** -y", "not a == b", "not not a",
      "a < b <= c != d",
      "a and b or c and not d", "a if b else c if d else e", "(a if b else c) + 1",
      "a | b ^ c & d << e + f * -g ** h",
      "a @ b / c // d % e", "a - b - c", "a - (b - c)", "a / b * c", "~x & y == z",
      "x.T @ y.sum(axis=0, keepdims=True)",
      "x[1:-1, ::2, ..., None, 3]", "x[1,]", "x[:]", "x[::]", "x[a:b:c][d]", "x[(1, 2)]", "[[1, 2], [3, 4],]",
      "()", "(1,)",
      "1, 2", "(a, b), c", "0x_ff + 0o17 + 0b1_0", "1_000 + 1. + .5 + 1e3 + 1_0.0_1E-1_0 + 1.e5", "2j + 1.5J",
      "00 + 0_0",
      "'a' \"b\" 'it\\'s' '''x\ny''' r'\\n' '\\x41\\u00e9\\U0001F600\\101\\q'",
      "f'a{x}b{{c}}{y!r:>10}{z:.{p}f}'",
      "f\"{x['k']}{a != b}{(lambda_)}{a == b:d}\" 'tail' f'{1, 2}'", "f'{x = }'", "f'{x=!s:>{w}}'",
      "rf'\\d{x}'",
      "f(a, b, c=1, d=x if y else z)", "f()(1)[2].g", "True and False or None", "...", "(\n1 +\n# note\n2\n)",
      "1 + \\\n 2",
      "x if not y else not z", "-x if -y < -z else +w", "f(x)(y)", "1if x else y", "1 if x else", "a b",
      "a +", "* a",
      "x[]", "f(a=1, 2)", "01", "1__0", "1_", "0x", "0b2", "1e", "'abc", "f'{'", "f'}'", "f'{}'", "not",
      "a not b",
      "a == not b", "2 ** not x", "- not x", "(", ")", "[1 2]", "f(x y)", "x..y", "a ? b : c", "a && b",
      "a = = b",
    ]
    // Valid for Python, left out or spelt otherwise here.
    let leftOut: Set = ["* a", "1if x else y"]
    let expected = try PythonOracle.run(pythonTreeProgram, cases: texts.map { [$0] })
    for (text, tree) in zip(texts, expected) {
      let wanted = leftOut.contains(text) ? "error" : tree
      #expect(normalized(parsedTree(text)) == wanted, "\(text)")
    }
  }

  /// Python's tree holds the label of `{x=}` as text and its default conversion; ours keeps what was written.
  private func normalized(_ tree: String) -> String {
    switch tree {
    case "(f ({} x -))": "(f 'x = ' ({} x r))"
    case "(f ({} x s '>' ({} w -)))": "(f 'x=' ({} x s '>' ({} w -)))"
    default: tree
    }
  }

  @Test func randomExpressionsParseAsInPython() throws {
    var generator = SeededGenerator(state: 7)
    let cases = (0..<1500).map { _ in [randomExpression(5, &generator)] }
    let expected = try PythonOracle.run(pythonTreeProgram, cases: cases)
    for (text, tree) in zip(cases, expected) { #expect(parsedTree(text[0]) == tree, "\(text[0])") }
  }

  private func randomExpression(_ depth: Int, _ generator: inout SeededGenerator) -> String {
    let atoms = ["a", "b", "x1", "7", "2.5", "1e-3", "True", "None", "'s'", "..."]
    if depth == 0 { return atoms.randomElement(using: &generator) ?? "a" }
    func sub() -> String { randomExpression(Int.random(in: 0..<depth, using: &generator), &generator) }
    let binary = [
      "+", "-", "*", "@", "/", "//", "%", "**", "&", "|", "^", "<<", ">>", "<", "<=", ">", ">=", "==", "!=",
      "and", "or",
    ]
    switch Int.random(in: 0..<16, using: &generator) {
    case 0..<7: return "\(sub()) \(binary.randomElement(using: &generator) ?? "+") \(sub())"
    case 7: return "-\(sub())"
    case 8: return "~\(sub())"
    case 9: return "not \(sub())"
    case 10: return "(\(sub()))"
    case 11: return "\(sub()) if \(sub()) else \(sub())"
    case 12: return "f(\(sub()), k=\(sub()))"
    case 13: return "x[\(sub()):\(sub()), \(sub())]"
    case 14: return "(\(sub())).T"
    default: return "[\(sub()), \(sub())]"
    }
  }

  @Test func rangesCoverTheText() throws {
    let result = Parser.parse(SourceText(file: "scale.arr", text: "a = 1\nz = (X - mean) / std\n"))
    guard case .assignment(let targets, let value) = result.module.statements[1].kind,
      case .binary(let first, let links) = value.kind, case .binary(let x, let inner) = first.kind
    else { throw PythonOracle.Failure(message: "not the expected tree") }
    #expect(targets[0].range == .init(file: "scale.arr", line: 2, column: 1, length: 1))
    #expect(value.range == .init(file: "scale.arr", line: 2, column: 5, length: 16))
    #expect(first.range == .init(file: "scale.arr", line: 2, column: 5, length: 10))
    #expect(x.range.column == 6 && inner[0].operatorRange.column == 8 && inner[0].operand.range.length == 4)
    #expect(links[0].operatorRange.column == 16 && links[0].range == value.range)
  }

  @Test func everyStatementParses() {
    let text = """
      import numpy as np
      import numpy
      S: f64[n, 3, _]
      r: np.float32 = 0.02; v: f64 = 0.3
      a, (b, c) = 1, (2, 3)
      x = y = [1, 2]
      u[1:-1] = 0
      u[0] += 1; x **= 2; x //= 3; x @= y; x <<= 1
      def f(x: f32[n], y, k=2) -> (f32[n], f32[n]):
          "says what it does"
          for i in range(10):
              if i > 3: break
              elif i == 2:
                  continue
              else:
                  pass
          while k < 3: k += 1
          return x, y
      def g(x) -> tuple[f32[n], i64]: return (x
        + 1)
      print("a", f"{x:.3f}")
      # the end
      """
    for breaks in ["\n", "\r\n", "\r"] {
      let source = SourceText(file: "all.arr", text: text.replacing("\n", with: breaks))
      let result = Parser.parse(source)
      #expect(result.diagnostics.isEmpty, "\(DiagnosticRenderer([source]).render(result.diagnostics))")
      #expect(result.module.statements.count == 16)
      #expect(result.module.statements.last?.range.line == 21)
    }
  }

  @Test func allMistakesOfAFileAreReported() {
    let text = """
      a = 1 +
      b = (2
      c = 3
      d = [1, 2)
      e = 'text
      f = lambda x: x
      class C:
          g = = 1
      if x > 0:
          h = 2 3
      i = 4
        j = 5
      k = $
      """
    let result = Parser.parse(SourceText(file: "bad.arr", text: text))
    #expect(result.diagnostics.compactMap(\.range?.line) == [1, 2, 4, 5, 6, 7, 10, 12, 13])
    #expect(result.module.statements.count == 3)
  }

  @Test func deepNestingIsAnErrorAndLongChainsAreNot() {
    let deep: [String] = [
      String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000),
      String(repeating: "[", count: 10_000), String(repeating: "-", count: 100_000) + "1",
      String(repeating: "not ", count: 100_000) + "1", "x" + String(repeating: ".T", count: 100_000),
      "2" + String(repeating: " ** 2", count: 100_000),
      "a" + String(repeating: " if b else a", count: 100_000),
      String(repeating: "x[", count: 10_000),
      String(repeating: "f(", count: 190) + String(repeating: "-", count: 5000) + "1"
        + String(repeating: ")", count: 190),
      (0..<200).map { String(repeating: " ", count: $0) + "if x:\n" }.joined(),
    ]
    for text in deep {
      let result = Parser.parse(SourceText(file: "deep.arr", text: text))
      let source = SourceText(file: "deep.arr", text: text)
      let shown = DiagnosticRenderer([source]).render(result.diagnostics)
      #expect(shown.contains("too deep") || shown.contains("too many"), "\(text.prefix(20)): \(shown)")
      #expect(shown.utf8.count < 40_000)
    }
    for op in [" + ", " * ", " and ", " < ", ", "] {
      let text = "y = " + Array(repeating: "x", count: 100_000).joined(separator: op)
      #expect(Parser.parse(SourceText(file: "long.arr", text: text)).diagnostics.isEmpty)
    }
  }

  @Test func anyTextIsParsedToTheEnd() {
    let pieces = [
      "x", "1", "(", ")", "[", "]", "{", "}", ":", "=", "+", "**", ",", "\n", "\n  ", "\n    ", "\n\t", " ",
      "if ", "else", "def f(",
      "for ", " in ", "'", "\"", "'''", "f'", "f'{", "\\", "#", ".", "...", "lambda", "class A:", "return",
      "é", "😀", "\u{0}", "\r",
      "print(", "not ", "~", ";", "1e", "0x", "import numpy", "x: f32[n]",
    ]
    var generator = SeededGenerator(state: 3)
    for _ in 0..<5000 {
      let count = Int.random(in: 0..<25, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let source = SourceText(file: "soup.arr", text: text)
      let result = Parser.parse(source)
      _ = DiagnosticRenderer([source]).render(result.diagnostics)
      #expect(result.diagnostics.allSatisfy { $0.range != nil })
    }
  }
}
