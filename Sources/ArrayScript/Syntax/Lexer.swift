/// Cuts the text into tokens as Python does: lines end statements except inside brackets and behind a
/// backslash, and indentation becomes `indent` and `dedent` tokens.
///
/// Mistakes are reported and leave an `error` token, and the lexer goes on with the next line.
struct Lexer {
  /// A diagnostic and the offset it belongs to.
  struct Report {
    var offset: Int
    var diagnostic: Diagnostic
  }

  let source: SourceText
  var position: Int
  private(set) var tokens: [Token] = []
  private(set) var reports: [Report] = []
  private let limit: Int
  /// In an f-string's field line breaks mean nothing.
  private let isFragment: Bool
  private var brackets: [(symbol: Symbol, offset: Int)] = []
  private var indents: [Indent] = [Indent(columns: 0, ones: 0)]
  private var restarts = 0

  /// Brackets deeper than this are an error; Python's own limit.
  static let maximumBrackets = 200
  private static let maximumIndents = 100
  private static let maximumRestarts = 100

  /// A line's indentation with tabs as eight columns and as one; lines that order differently mix tabs and
  /// spaces.
  private struct Indent: Equatable {
    var columns: Int
    var ones: Int
  }

  init(_ source: SourceText) {
    self.source = source
    self.position = 0
    self.limit = source.scalars.count
    self.isFragment = false
  }

  /// For the expression inside an f-string.
  init(_ source: SourceText, fragment: Range<Int>) {
    self.source = source
    self.position = fragment.lowerBound
    self.limit = fragment.upperBound
    self.isFragment = true
  }

  func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < limit ? source.scalars[position + ahead] : nil
  }

  /// Lexes everything; the last token is `end`.
  mutating func run() {
    if !isFragment { startLine() }
    while true {
      skipBlanks()
      guard let scalar = peek() else {
        if !brackets.isEmpty, restartBehindUnclosedBracket() { continue }
        break
      }
      if scalar == "\n" || scalar == "\r" { endLine() } else { lexToken(scalar) }
    }
    if !isFragment {
      if let last = tokens.last?.kind, last != .newline, last != .dedent { append(.newline, from: limit) }
      for _ in indents.dropFirst() { append(.dedent, from: limit) }
    }
    append(.end, from: limit)
  }

  mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, start: start, end: position))
  }

  /// Reports a mistake and leaves an `error` token.
  mutating func fail(_ message: String, from start: Int, to end: Int? = nil, notes: [String] = []) {
    let range = source.range(start, end ?? max(position, start + 1))
    let diagnostic = Diagnostic(.error, message, at: range, notes: notes.map { Diagnostic.Note($0) })
    reports.append(Report(offset: start, diagnostic: diagnostic))
    append(.error, from: start)
  }

  /// After a mistake that leaves the brackets in doubt: the rest of the line is dropped and ends the
  /// statement.
  mutating func abandonLine() {
    brackets = []
    position = min(limit, source.lineEnd(source.lineIndex(of: min(position, max(0, limit - 1)))))
  }

  private mutating func skipBlanks() {
    while let scalar = peek() {
      if scalar == " " || scalar == "\t" || scalar == "\u{0C}" {
        position += 1
      } else if scalar == "#" {
        while let next = peek(), next != "\n", next != "\r" { position += 1 }
      } else if scalar == "\\", let next = peek(1), next == "\n" || next == "\r" {
        position += next == "\r" && peek(2) == "\n" ? 3 : 2
      } else {
        return
      }
    }
  }

  private mutating func skipLineBreak() {
    if peek() == "\r", peek(1) == "\n" { position += 1 }
    position += 1
  }

  private mutating func endLine() {
    if isFragment { return skipLineBreak() }
    if !brackets.isEmpty {
      skipLineBreak()
      if isNewStatement { _ = restartBehindUnclosedBracket() }
      return
    }
    if let last = tokens.last?.kind, last != .newline, last != .indent, last != .dedent {
      append(.newline, from: position)
    }
    skipLineBreak()
    startLine()
  }

  /// Skips empty lines and lines of comments, then turns the indentation of the next one into tokens.
  private mutating func startLine() {
    while true {
      let start = position
      var indent = Indent(columns: 0, ones: 0)
      while let scalar = peek(), scalar == " " || scalar == "\t" || scalar == "\u{0C}" {
        switch scalar {
        case " ": indent = Indent(columns: indent.columns + 1, ones: indent.ones + 1)
        case "\t": indent = Indent(columns: (indent.columns / 8 + 1) * 8, ones: indent.ones + 1)
        default: indent = Indent(columns: 0, ones: 0)
        }
        position += 1
      }
      if peek() == "#" { skipBlanks() }
      guard let scalar = peek() else { return }
      if scalar == "\n" || scalar == "\r" {
        skipLineBreak()
      } else {
        return apply(indent, lineStart: start)
      }
    }
  }

  private mutating func apply(_ indent: Indent, lineStart: Int) {
    guard let current = indents.last, indent != current else { return }
    if indent.columns > current.columns, indent.ones > current.ones {
      if indents.count >= Self.maximumIndents {
        return fail("too many levels of indentation; the limit is \(Self.maximumIndents)", from: lineStart)
      }
      indents.append(indent)
      append(.indent, from: lineStart)
      return
    }
    if (indent.columns < current.columns) != (indent.ones < current.ones) {
      return fail("tabs and spaces are mixed in this indentation", from: lineStart)
    }
    while let top = indents.last, top.columns > indent.columns {
      indents.removeLast()
      append(.dedent, from: position)
    }
    if indents.last != indent { fail("this indentation matches no outer block", from: lineStart) }
  }

  /// At the end of the file inside a bracket: reports the bracket and goes on behind the lines that continue
  /// its statement. False when that has happened too often.
  private mutating func restartBehindUnclosedBracket() -> Bool {
    guard let open = brackets.first else { return false }
    brackets = []
    tokens.removeAll { $0.start >= open.offset && $0.kind != .indent && $0.kind != .dedent }
    position = open.offset + 1
    reports.removeAll { $0.offset >= open.offset }
    fail("'\(open.symbol.rawValue)' is never closed", from: open.offset)
    restarts += 1
    if isFragment || restarts >= Self.maximumRestarts {
      position = limit
      return false
    }
    let margin = indents.last?.columns ?? 0
    var line = source.lineIndex(of: open.offset) + 1
    while line < source.lineStarts.count, isContinuation(line, deeperThan: margin) { line += 1 }
    position = line < source.lineStarts.count ? source.lineStarts[line] : limit
    append(.newline, from: position)
    startLine()
    return true
  }

  /// Whether the line at `position`, inside a bracket, cannot belong to it: a name follows what ends an
  /// operand, and stands no deeper than the statement. Then the bracket was forgotten, whatever comes later.
  private var isNewStatement: Bool {
    switch tokens.last?.kind {
    case .name, .integer, .float, .imaginary, .string: break
    case .symbol(let symbol) where symbol.isClosing: break
    default: return false
    }
    let columns = source.scalars[position..<limit].prefix { $0 == " " }.count
    let rest = source.scalars[(position + columns)..<limit]
    guard columns <= indents.last?.columns ?? 0, let first = rest.first, Lexer.startsName(first) else {
      return false
    }
    let word = String(String.UnicodeScalarView(rest.prefix(40).prefix(while: Lexer.continuesName)))
    return Keyword.byText[word] == nil
  }

  /// Whether a line is empty, a comment, or indented deeper than the statement.
  private func isContinuation(_ line: Int, deeperThan margin: Int) -> Bool {
    var columns = 0
    for scalar in source.scalars[source.lineStarts[line]..<source.lineEnd(line)] {
      switch scalar {
      case " ": columns += 1
      case "\t": columns = (columns / 8 + 1) * 8
      case "#": return true
      default: return columns > margin
      }
    }
    return true
  }

  private mutating func lexToken(_ scalar: Unicode.Scalar) {
    if Lexer.isDigit(scalar) || (scalar == "." && peek(1).map(Lexer.isDigit) == true) {
      lexNumber()
    } else if scalar == "\"" || scalar == "'" {
      lexString(prefixLength: 0)
    } else if Lexer.startsName(scalar) {
      lexWord()
    } else {
      lexSymbol(scalar)
    }
  }

  private mutating func lexWord() {
    let start = position
    while let scalar = peek(), Lexer.continuesName(scalar) { position += 1 }
    let length = position - start
    if length <= 2, let quote = peek(), quote == "\"" || quote == "'",
      source.scalars[start..<position].allSatisfy({ "rRbBfFuU".unicodeScalars.contains($0) })
    {
      position = start
      return lexString(prefixLength: length)
    }
    if length <= 8, let keyword = Keyword.byText[source.text(start, position)] {
      return append(.keyword(keyword), from: start)
    }
    append(.name, from: start)
  }

  private mutating func lexSymbol(_ scalar: Unicode.Scalar) {
    let start = position
    for length in [3, 2, 1] where start + length <= limit {
      guard let symbol = Symbol.byText[source.text(start, start + length)] else { continue }
      position += length
      if symbol.closing != nil { return open(symbol, at: start) }
      if symbol.isClosing { return close(symbol, at: start) }
      return append(.symbol(symbol), from: start)
    }
    position += 1
    if scalar == "\\" {
      return fail("nothing may stand behind '\\' at the end of a line", from: start)
    }
    if let plain = Lexer.lookalikes[scalar] {
      let note = plain == " " ? "write a plain space" : "write the plain character '\(plain)'"
      return fail("unexpected character \(Lexer.describe(scalar))", from: start, notes: [note])
    }
    let notes = scalar == "!" ? ["write 'not' on scalars and '~' on boolean arrays"] : []
    fail("unexpected character \(Lexer.describe(scalar))", from: start, notes: notes)
  }

  private mutating func open(_ symbol: Symbol, at start: Int) {
    if brackets.count >= Self.maximumBrackets {
      fail("brackets are nested too deeply; the limit is \(Self.maximumBrackets)", from: start)
      return abandonLine()
    }
    brackets.append((symbol, start))
    append(.symbol(symbol), from: start)
  }

  private mutating func close(_ symbol: Symbol, at start: Int) {
    guard let open = brackets.popLast() else {
      fail("'\(symbol.rawValue)' closes nothing", from: start)
      return abandonLine()
    }
    guard open.symbol.closing == symbol else {
      let note = Diagnostic.Note(
        "'\(open.symbol.rawValue)' was opened", at: source.range(open.offset, open.offset + 1))
      fail("'\(symbol.rawValue)' does not close '\(open.symbol.rawValue)'", from: start)
      reports[reports.count - 1].diagnostic.notes.append(note)
      return abandonLine()
    }
    append(.symbol(symbol), from: start)
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || (scalar.isASCII ? scalar.properties.isAlphabetic : scalar.properties.isXIDStart)
  }

  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    startsName(scalar) || isDigit(scalar) || (!scalar.isASCII && scalar.properties.isXIDContinue)
  }

  private static func describe(_ scalar: Unicode.Scalar) -> String {
    if DisplayWidth.isShown(scalar), !scalar.properties.isWhitespace, DisplayWidth.cells(of: scalar) > 0 {
      return "'\(scalar)'"
    }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// What word processors put in place of plain characters.
  private static let lookalikes: [Unicode.Scalar: String] = [
    "\u{2212}": "-", "\u{2013}": "-", "\u{2014}": "-", "\u{00D7}": "*", "\u{22C5}": "*", "\u{00B7}": "*",
    "\u{00F7}": "/", "\u{2018}": "'", "\u{2019}": "'", "\u{201C}": "\"", "\u{201D}": "\"", "\u{2264}": "<=",
    "\u{2265}": ">=", "\u{2260}": "!=", "\u{00A0}": " ", "\u{2003}": " ", "\u{3000}": " ", "\u{FF08}": "(",
    "\u{FF09}": ")", "\u{FF0C}": ",",
  ]
}
