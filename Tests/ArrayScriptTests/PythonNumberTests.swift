import Testing

@testable import ArrayGraph
@testable import ArrayScript

@Suite struct PythonNumberTests {
  private static let program = #"""
    import json, math, sys
    def one(c):
        try:
            r = eval(c[0], {'inf': math.inf, 'nan': math.nan})
        except (ZeroDivisionError, TypeError, ValueError, OverflowError, MemoryError):
            return 'error'
        if isinstance(r, complex): return 'error'
        if isinstance(r, str): return r
        if isinstance(r, int) and not -2**127 <= r < 2**127: return 'error'
        return type(r).__name__ + ' ' + repr(r)
    print(json.dumps([one(c) for c in json.load(sys.stdin)]))
    """#

  private static let values: [(String, PythonNumber)] =
    [
      "0", "1", "2", "3", "7", "10", "63", "64", "100", "255", "300", "1000003", "9007199254740993",
      "9223372036854775807",
      "18446744073709551615", "170141183460469231731687303715884105727", "123456789012345678901234567890",
    ].flatMap { text -> [(String, PythonNumber)] in
      let value = Int128(text) ?? 0
      return value == 0 ? [(text, .int(0))] : [(text, .int(value)), ("(-\(text))", .int(-value))]
    }
    + [
      0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 0.1, 1e-5, 123456.789, 1e15, 1e16, 9007199254740992.0,
      9.223372036854776e18, 1e22,
      1e300, .leastNonzeroMagnitude, 1.7976931348623157e308,
    ].flatMap { [(PythonText.repr($0), .float($0)), ("(-\(PythonText.repr($0)))", .float(-$0))] }
    + [("inf", .float(.infinity)), ("(-inf)", .float(-.infinity)), ("nan", .float(.nan))]
    + [("True", .bool(true)), ("False", .bool(false))]

  private func outcome(_ body: () throws -> PythonNumber) -> String {
    do {
      let value = try body()
      return "\(value.typeName) \(value.repr)"
    } catch { return "error" }
  }

  @Test func operatorsAreThoseOfPython() throws {
    var cases: [[String]] = []
    var results: [String] = []
    for (leftText, left) in Self.values {
      for (rightText, right) in Self.values {
        for op in BinaryOperator.allCases where op != .matmul {
          // Python would make integers of any size.
          if op == .leftShift || op == .power, left.integer != nil, let count = right.integer, count > 1000 {
            continue
          }
          cases.append(["\(leftText) \(op.rawValue) \(rightText)"])
          results.append(outcome { try PythonNumber.apply(op, left, right) })
        }
        for op in ComparisonOperator.allCases {
          cases.append(["\(leftText) \(op.rawValue) \(rightText)"])
          results.append(outcome { .bool(PythonNumber.compare(op, left, right)) })
        }
      }
      for op in UnaryOperator.allCases {
        cases.append(["\(op.rawValue) \(leftText)"])
        results.append(outcome { try left.applying(op) })
      }
      cases += [["int(\(leftText))"], ["abs(\(leftText))"], ["bool(\(leftText))"], ["float(\(leftText))"]]
      results += [
        outcome { try left.truncated() }, outcome { try left.magnitude() }, outcome { .bool(left.isTrue) },
        outcome { .float(left.double) },
      ]
    }
    try compare(cases, results)
  }

  /// At most ten differences are shown.
  private func compare(_ cases: [[String]], _ results: [String]) throws {
    let expected = try PythonOracle.run(Self.program, cases: cases)
    let wrong = zip(cases, zip(results, expected)).filter { $1.0 != $1.1 }
    for (text, (ours, python)) in wrong.prefix(10) {
      Issue.record("\(text[0]): \(ours), Python has \(python)")
    }
    let count = wrong.count
    #expect(count == 0, "of \(cases.count) cases")
  }

  @Test func errorsSayWhatIsWrong() {
    #expect(throws: ArrayError(.value, "division by zero")) {
      try PythonNumber.apply(.divide, .int(1), .int(0))
    }
    #expect(throws: PythonNumber.overflow) { try PythonNumber.apply(.multiply, .int(.max), .int(2)) }
    #expect(throws: ArrayError(.dtype, "'&' is not defined for float and int")) {
      try PythonNumber.apply(.bitAnd, .float(1), .int(0))
    }
  }

  @Test func floatsPrintAsInPython() throws {
    var generator = SeededGenerator(state: 11)
    var values = (0..<3000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
    values += (0..<2000).map { _ in
      (Double.random(in: -1...1, using: &generator) * 1e6).rounded()
        * (Double("1e\(Int.random(in: -12...16, using: &generator))") ?? 1)
    }
    let program = #"""
      import json, struct, sys
      print(json.dumps([repr(struct.unpack('>d', bytes.fromhex(c[0]))[0]) for c in json.load(sys.stdin)]))
      """#
    let cases = values.map { value -> [String] in
      let text = String(value.bitPattern, radix: 16)
      return [String(repeating: "0", count: 16 - text.count) + text]
    }
    let expected = try PythonOracle.run(program, cases: cases)
    for (value, text) in zip(values, expected) { #expect(PythonText.repr(value) == text) }
  }

  @Test func stringsPrintAsInPython() throws {
    let texts = [
      "", "plain", "it's", "\"", "it's \"both\"", "tab\tnew\nline\rback\\slash", "é日😀",
      "\u{0}\u{1b}\u{7f}\u{a0}\u{ad}\u{200b}\u{2028}",
      "e\u{301}", "\u{e000}\u{10fffe}",
    ]
    let program =
      "import json, sys\nprint(json.dumps([repr(c[0]) + ascii(c[0]) for c in json.load(sys.stdin)]))"
    let expected = try PythonOracle.run(program, cases: texts.map { [$0] })
    for (text, wanted) in zip(texts, expected) {
      #expect(PythonText.repr(text) + PythonText.repr(text, ascii: true) == wanted)
    }
  }

  @Test func formatsAreThoseOfPython() throws {
    let fixed = [
      "", ".3f", "10.2e", ",", "d", "%", ">10", "<10", "^10", "=10", "*^12", "+", "+.2f", " ", "010", "010,",
      "012,.2f", "_",
      "x", "X", "#x", "#b", "#o", "#X", "_x", "_b", ",x", "b", "o", "c", "n", "g", "G", ".3g", ".10g", "#g",
      "#.3g", ".0f", "#.0f", ".0e",
      "#.0e", ".3", ".1", ".17", "#.3", "e", "E", "f", "F", ".1%", "+.1%", "0=8", "08.3f", "+08d", "s", ".2d",
      "z.0f", "z.1f", "q", "10q", "5 d",
      "#d", "-d", "=+8d", "x<+8d", "0>5", "05", "020_x", "020_b", "é>8", ",_", ".", "<", "z", "zd", "<05",
      "^05.1f", "<015,", "15,.3e", "_.4f",
      ",%", ",g", ",n", "#", "+g", "F", "+F", "010g",
    ]
    var generator = SeededGenerator(state: 5)
    let random = (0..<400).map { _ -> String in
      func pick(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }
      return pick(["", "", "", "<", ">", "^", "=", "*<", "0^", "_="]) + pick(["", "", "+", "-", " "])
        + pick(["", "", "", "z"])
        + pick(["", "", "#"]) + pick(["", "", "0"]) + pick(["", "5", "12", "23"]) + pick(["", "", ",", "_"])
        + pick(["", "", ".0", ".1", ".4", ".12"])
        + pick(["", "", "d", "e", "f", "g", "G", "%", "x", "b", "n", "E", "F"])
    }
    var cases: [[String]] = []
    var results: [String] = []
    let values = Self.values.filter {
      $0.0.count < 22 && !["127", "(-1.7976931348623157e+308)"].contains($0.0)
    }
    for spec in fixed + random {
      for (text, value) in values {
        cases.append(["format(\(text), \(PythonText.repr(spec)))"])
        results.append((try? value.formatted(spec)) ?? "error")
      }
      for text in ["", "a", "naïve text", "日本"] {
        cases.append(["format(\(PythonText.repr(text)), \(PythonText.repr(spec)))"])
        results.append((try? PythonText.format(text, spec)) ?? "error")
      }
    }
    try compare(cases, results)
  }
}
