import ArrayGraph

/// Turns the text of a file into statements and reports every mistake of syntax.
///
/// Expressions are parsed by precedence climbing (see `Precedence`). A mistake ends its statement: it is
/// reported, the rest of the line is skipped, and parsing goes on with the next one.
package struct Parser {
  /// What a file parses to: the statements without mistakes, and the mistakes in the order of their places.
  package struct Result: Sendable {
    package let module: Module
    package let diagnostics: [Diagnostic]
  }

  /// No expression's tree is higher, and the parser recurses no deeper.
  package static let maximumDepth = 400
  static let maximumDiagnostics = 100

  let source: SourceText
  var tokens: [Token]
  var index = 0
  var diagnostics: [Diagnostic] = []
  /// How deep the parser has recursed.
  var depth = 0
  /// How many f-strings the text is inside.
  var formatDepth = 0
  /// What the statements being parsed stand in.
  var isInFunction = false
  var isInLoop = false
  /// Between `for` and `in`, where `in` ends the expression.
  var isInForTarget = false

  init(_ source: SourceText, tokens: [Token]) {
    self.source = source
    self.tokens = tokens
  }

  /// Parses a file.
  package static func parse(_ source: SourceText) -> Result {
    var lexer = Lexer(source)
    lexer.run()
    var parser = Parser(source, tokens: lexer.tokens)
    let statements = parser.parseFile()
    var all = lexer.reports.map(\.diagnostic) + parser.diagnostics
    all.sort { ($0.range?.line ?? 0, $0.range?.column ?? 0) < ($1.range?.line ?? 0, $1.range?.column ?? 0) }
    return Result(module: Module(statements: statements), diagnostics: Array(all.prefix(maximumDiagnostics)))
  }

  // MARK: Tokens

  var current: Token { tokens[index] }

  func lookahead(_ count: Int) -> Token { tokens[max(0, min(index + count, tokens.count - 1))] }

  /// Where the last token that was taken ends.
  var previousEnd: Int { index > 0 ? tokens[index - 1].end : current.start }

  @discardableResult
  mutating func advance() -> Token {
    let token = tokens[index]
    if index + 1 < tokens.count { index += 1 }
    return token
  }

  func at(_ symbol: Symbol) -> Bool { current.kind == .symbol(symbol) }

  func at(_ keyword: Keyword) -> Bool { current.kind == .keyword(keyword) }

  /// Takes the symbol if it is next.
  mutating func accept(_ symbol: Symbol) -> Bool {
    guard at(symbol) else { return false }
    advance()
    return true
  }

  mutating func accept(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: Symbol, _ context: String) throws(Diagnostic) {
    if accept(symbol) { return }
    throw unexpected("'\(symbol.rawValue)' \(context)")
  }

  mutating func expectName(_ what: String) throws(Diagnostic) -> Identifier {
    if case .keyword(let keyword) = current.kind {
      throw failure("'\(keyword.rawValue)' is a reserved word and cannot be \(what)", current)
    }
    guard current.kind == .name else { throw unexpected(what) }
    return identifier(advance())
  }

  func identifier(_ token: Token) -> Identifier { Identifier(name: text(token), range: range(token)) }

  func text(_ token: Token) -> String { source.text(token.start, token.end) }

  func range(_ token: Token) -> SourceRange { source.range(token.start, token.end) }

  /// From `start` to the end of the last token taken.
  func range(from start: Int) -> SourceRange { source.range(start, previousEnd) }

  // MARK: Mistakes

  func failure(_ message: String, _ token: Token, notes: [String] = []) -> Diagnostic {
    Diagnostic(.error, message, at: range(token), notes: notes.map { Diagnostic.Note($0) })
  }

  /// The error that something else than the current token was expected.
  func unexpected(_ expected: String) -> Diagnostic {
    switch current.kind {
    case .newline, .end: failure("expected \(expected), found the end of the line", current)
    case .indent, .dedent: failure("expected \(expected)", current)
    case .symbol(.equal) where lookahead(-1).kind == .name:
      failure("expected \(expected), found '='", current, notes: ["equality is written '=='"])
    default: failure("expected \(expected), found '\(shortened(text(current)))'", current)
    }
  }

  func shortened(_ text: String) -> String { text.count > 30 ? text.prefix(27) + "..." : text }

  /// The error for a construct of Python that the language leaves out.
  func leftOut(_ construct: String, _ token: Token, note: String? = nil) -> Diagnostic {
    failure("\(construct) not part of the language", token, notes: note.map { [$0] } ?? [])
  }

  mutating func deeper() throws(Diagnostic) {
    depth += 1
    if depth > Self.maximumDepth { throw tooDeep(current) }
  }

  func tooDeep(_ token: Token) -> Diagnostic {
    failure("this expression is nested too deeply; the limit is \(Self.maximumDepth)", token)
  }

  /// Records a statement's mistake and skips the rest of its line. Where the lexer has reported the line
  /// already, that report is enough.
  mutating func recover(from error: Diagnostic, statementStart: Int) {
    while current.kind != .newline, current.kind != .end { advance() }
    let isReported = tokens[statementStart...index].contains { $0.kind == .error }
    if !isReported, diagnostics.count < Self.maximumDiagnostics { diagnostics.append(error) }
    if current.kind == .newline { advance() }
    depth = 0
  }
}
