import ArrayGraph

extension Parser {
  /// A statement with a block, or nil where none begins here.
  mutating func parseCompound() throws(Diagnostic) -> Statement? {
    guard case .keyword(let word) = current.kind else {
      if at(.at) { throw leftOut("a decorator is", current) }
      return nil
    }
    let token = current
    switch word {
    case .if: return try parseIf()
    case .for: return try parseFor()
    case .while: return try parseWhile()
    case .def: return try parseFunction()
    case .class, .try, .with, .async: throw leftOut("'\(word.rawValue)' is", token)
    case .except, .finally: throw failure("'\(word.rawValue)' without 'try'", token)
    case .elif, .else: throw failure("'\(word.rawValue)' without 'if'", token)
    default: return nil
    }
  }

  private mutating func parseIf() throws(Diagnostic) -> Statement {
    let start = current.start
    var branches: [Branch] = []
    var header: SourceRange?
    repeat {
      advance()
      let condition = try parseExpression()
      let body = try parseBlock { header = header ?? $0.range(from: start) }
      branches.append(Branch(condition: condition, body: body))
    } while at(.elif)
    let orElse = try parseElse()
    return Statement(
      kind: .conditional(branches: branches, orElse: orElse), range: header ?? range(from: start))
  }

  private mutating func parseElse() throws(Diagnostic) -> [Statement] {
    guard at(.else) else { return [] }
    advance()
    if at(.if) { throw failure("'else if' is written 'elif'", current) }
    return try parseBlock { _ in }
  }

  private mutating func parseWhile() throws(Diagnostic) -> Statement {
    let start = advance().start
    let condition = try parseExpression()
    var header = range(from: start)
    let body = try parseLoopBody { header = $0.range(from: start) }
    let orElse = try parseElse()
    return Statement(kind: .whileLoop(condition: condition, body: body, orElse: orElse), range: header)
  }

  private mutating func parseFor() throws(Diagnostic) -> Statement {
    let start = advance().start
    isInForTarget = true
    defer { isInForTarget = false }
    let target = try parseExpressionList()
    isInForTarget = false
    try checkTarget(target, "the variable of a loop")
    guard accept(.in) else { throw unexpected("'in'") }
    let iterable = try parseExpressionList()
    var header = range(from: start)
    let body = try parseLoopBody { header = $0.range(from: start) }
    let orElse = try parseElse()
    return Statement(
      kind: .forLoop(target: target, iterable: iterable, body: body, orElse: orElse), range: header)
  }

  private mutating func parseLoopBody(_ header: (Parser) -> Void) throws(Diagnostic) -> [Statement] {
    let outer = isInLoop
    isInLoop = true
    defer { isInLoop = outer }
    return try parseBlock(header)
  }

  private mutating func parseFunction() throws(Diagnostic) -> Statement {
    let start = advance().start
    let name = try expectName("the name of a function")
    try expect(.leftParenthesis, "behind the function's name")
    let parameters = try parseParameters()
    try expect(.rightParenthesis, "behind the parameters")
    let results = accept(.arrow) ? try parseResults() : nil
    var header = range(from: start)
    let outer = (isInFunction, isInLoop)
    (isInFunction, isInLoop) = (true, false)
    defer { (isInFunction, isInLoop) = outer }
    let body = try parseBlock { header = $0.range(from: start) }
    let definition = FunctionDefinition(name: name, parameters: parameters, results: results, body: body)
    return Statement(kind: .function(definition), range: header)
  }

  private mutating func parseParameters() throws(Diagnostic) -> [Parameter] {
    var parameters: [Parameter] = []
    while !at(.rightParenthesis) {
      if at(.star) || at(.doubleStar) || at(.slash) {
        throw leftOut("'\(text(current))' among parameters is", current)
      }
      let name = try expectName("the name of a parameter")
      if parameters.contains(where: { $0.name.name == name.name }) {
        throw Diagnostic(.error, "parameter '\(name.name)' is named twice", at: name.range)
      }
      let type = accept(.colon) ? try parseType() : nil
      let value = accept(.equal) ? try parseExpression() : nil
      if value == nil, parameters.last?.defaultValue != nil {
        throw Diagnostic(
          .error, "parameter '\(name.name)' needs a default, as the one before has one", at: name.range)
      }
      parameters.append(Parameter(name: name, type: type, defaultValue: value))
      if !accept(.comma) { break }
    }
    return parameters
  }

  /// `f32[n]`, `(f32[n], f32[m])` or `tuple[f32[n], f32[m]]`.
  private mutating func parseResults() throws(Diagnostic) -> [TypeAnnotation] {
    let closing: Symbol
    if accept(.leftParenthesis) {
      closing = .rightParenthesis
    } else if current.kind == .name, text(current) == "tuple", lookahead(1).kind == .symbol(.leftBracket) {
      advance()
      advance()
      closing = .rightBracket
    } else {
      return [try parseType()]
    }
    var types: [TypeAnnotation] = []
    while !at(closing) {
      types.append(try parseType())
      if !accept(.comma) { break }
    }
    try expect(closing, "behind the results")
    return types
  }

  /// `:` and the block behind it, on the same line or indented. `header` is told when the header is complete.
  private mutating func parseBlock(_ header: (Parser) -> Void) throws(Diagnostic) -> [Statement] {
    try expect(.colon, "before the block")
    header(self)
    var statements: [Statement] = []
    guard current.kind == .newline else {
      if case .keyword(let word) = current.kind, [.if, .for, .while, .def].contains(word) {
        throw failure("'\(word.rawValue)' must stand on a line of its own", current)
      }
      try parseSimpleLine(into: &statements)
      return statements
    }
    advance()
    guard current.kind == .indent else {
      throw Diagnostic(.error, "expected an indented block", at: range(current))
    }
    advance()
    while current.kind != .dedent, current.kind != .end { parseStatement(into: &statements) }
    if current.kind == .dedent { advance() }
    return statements
  }
}
