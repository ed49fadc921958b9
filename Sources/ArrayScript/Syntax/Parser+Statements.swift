import ArrayGraph

extension Parser {
  mutating func parseFile() -> [Statement] {
    var statements: [Statement] = []
    while current.kind != .end {
      if current.kind == .dedent {
        advance()
      } else {
        parseStatement(into: &statements)
      }
    }
    return statements
  }

  /// One line or one compound statement; on a mistake the statement is dropped.
  mutating func parseStatement(into statements: inout [Statement]) {
    let start = index
    if current.kind == .indent {
      diagnostics.append(Diagnostic(.error, "unexpected indentation", at: range(lookahead(1))))
      var dropped: [Statement] = []
      return parseIndented(into: &dropped)
    }
    if current.kind == .newline {
      advance()
      return
    }
    do throws(Diagnostic) {
      if let compound = try parseCompound() {
        statements.append(compound)
      } else {
        try parseSimpleLine(into: &statements)
      }
    } catch {
      recover(from: error, statementStart: start)
      dropBlocks(of: tokens[start].kind)
    }
  }

  /// Behind a statement that was not understood: its block is parsed for further mistakes, or skipped where
  /// it belongs to a construct that is none of the language's, and so are the clauses that continue it.
  private mutating func dropBlocks(of kind: Token.Kind) {
    let outer = (isInFunction, isInLoop)
    defer { (isInFunction, isInLoop) = outer }
    if kind == .keyword(.def) || kind == .keyword(.async) { (isInFunction, isInLoop) = (true, false) }
    if kind == .keyword(.for) || kind == .keyword(.while) { isInLoop = true }
    let isSkipped = Parser.startsSkippedBlock(kind)
    while true {
      if current.kind == .indent {
        if isSkipped {
          skipIndented()
        } else {
          var dropped: [Statement] = []
          parseIndented(into: &dropped)
        }
      }
      guard at(.elif) || at(.else) || at(.except) || at(.finally), Parser.startsBlock(kind) else { return }
      while current.kind != .newline, current.kind != .end { advance() }
      if current.kind == .newline { advance() }
    }
  }

  private static func startsBlock(_ kind: Token.Kind) -> Bool {
    guard case .keyword(let word) = kind else { return false }
    return [.if, .elif, .else, .for, .while, .try, .except].contains(word)
  }

  /// Statements whose block is not looked into, since the construct is none of the language's.
  private static func startsSkippedBlock(_ kind: Token.Kind) -> Bool {
    guard case .keyword(let word) = kind else { return false }
    return [.class, .try, .except, .finally, .with, .async].contains(word)
  }

  private mutating func skipIndented() {
    var level = 0
    repeat {
      if current.kind == .indent { level += 1 }
      if current.kind == .dedent { level -= 1 }
      advance()
    } while level > 0 && current.kind != .end
  }

  /// The statements from an `indent` to its `dedent`.
  private mutating func parseIndented(into statements: inout [Statement]) {
    advance()
    while current.kind != .dedent, current.kind != .end { parseStatement(into: &statements) }
    if current.kind == .dedent { advance() }
  }

  /// Simple statements with semicolons between them, up to the end of the line.
  mutating func parseSimpleLine(into statements: inout [Statement]) throws(Diagnostic) {
    repeat {
      statements.append(try parseSimple())
    } while accept(.semicolon) && current.kind != .newline && current.kind != .end
    if current.kind == .newline {
      advance()
    } else if current.kind != .end {
      throw unexpectedRest()
    }
  }

  private func unexpectedRest() -> Diagnostic {
    if at(.equal) { return failure("'=' cannot stand here", current, notes: ["equality is written '=='"]) }
    if startsExpression, current.kind != .error {
      return failure(
        "expected an operator or the end of the line, found '\(shortened(text(current)))'", current)
    }
    return unexpected("the end of the line")
  }

  private mutating func parseSimple() throws(Diagnostic) -> Statement {
    let token = current
    guard case .keyword(let word) = token.kind else { return try parseExpressionStatement() }
    switch word {
    case .import, .from: return try parseImport()
    case .return:
      advance()
      if !isInFunction { throw failure("'return' stands outside a function", token) }
      let value = startsExpression ? try parseExpressionList() : nil
      return Statement(kind: .returnValue(value), range: range(from: token.start))
    case .pass:
      advance()
      return Statement(kind: .pass, range: range(token))
    case .break, .continue:
      advance()
      if !isInLoop { throw failure("'\(word.rawValue)' stands outside a loop", token) }
      return Statement(kind: word == .break ? .breakLoop : .continueLoop, range: range(token))
    case .assert, .del, .global, .nonlocal, .raise: throw leftOut("'\(word.rawValue)' is", token)
    default: return try parseExpressionStatement()
    }
  }

  private mutating func parseImport() throws(Diagnostic) -> Statement {
    let token = advance()
    if token.kind == .keyword(.from) {
      throw leftOut("'from … import' is", token, note: "NumPy's functions are there without an import")
    }
    let module = try expectName("the name of a module")
    guard module.name == "numpy", !at(.dot), !at(.comma) else {
      let message =
        module.name == "numpy" ? "only numpy itself can be imported" : "'\(module.name)' cannot be imported"
      throw Diagnostic(
        .error, message, at: module.range, notes: [.init("'import numpy as np' is accepted, and not needed")])
    }
    if accept(.as) {
      let alias = try expectName("a name for the module")
      guard alias.name == "np" || alias.name == "numpy" else {
        throw Diagnostic(.error, "numpy can only be imported as 'np'", at: alias.range)
      }
    }
    return Statement(kind: .importNumPy, range: range(from: token.start))
  }

  private mutating func parseExpressionStatement() throws(Diagnostic) -> Statement {
    let start = current.start
    let first = try parseExpressionList()
    switch current.kind {
    case .symbol(.colon): return try parseDeclaration(first, from: start)
    case .symbol(.equal):
      var targets: [Expression] = []
      var value = first
      while accept(.equal) {
        try checkTarget(value, "assigned to")
        targets.append(value)
        value = try parseExpressionList()
      }
      return Statement(kind: .assignment(targets: targets, value: value), range: range(from: start))
    case .symbol(let symbol):
      guard let op = symbol.augmentedOperator else { break }
      let token = advance()
      switch first.kind {
      case .name, .subscripted: break
      default:
        throw Diagnostic(
          .error, "only a name or an index can stand before '\(symbol.rawValue)'", at: first.range)
      }
      let value = try parseExpressionList()
      return Statement(
        kind: .augmentedAssignment(target: first, op: op, operatorRange: range(token), value: value),
        range: range(from: start))
    default: break
    }
    return Statement(kind: .expression(first), range: range(from: start))
  }

  /// Accepts names, indices, and tuples and lists of such.
  func checkTarget(_ target: Expression, _ verb: String) throws(Diagnostic) {
    switch target.kind {
    case .name, .subscripted: return
    case .tuple(let items), .list(let items):
      for item in items { try checkTarget(item, verb) }
      return
    case .comparison:
      throw Diagnostic(.error, "a comparison cannot be \(verb)", at: target.range)
    case .attribute(_, let name):
      throw Diagnostic(.error, "the attribute '\(name.name)' cannot be \(verb)", at: target.range)
    case .call:
      throw Diagnostic(
        .error, "a call cannot be \(verb)", at: target.range,
        notes: [.init("an element is x[i], equality is '=='")])
    case .integer, .float, .imaginary, .string, .formatted, .bool, .none, .ellipsis:
      throw Diagnostic(.error, "a literal cannot be \(verb)", at: target.range)
    default:
      throw Diagnostic(
        .error, "an expression cannot be \(verb)", at: target.range,
        notes: [.init("equality is written '=='")])
    }
  }

  private mutating func parseDeclaration(_ target: Expression, from start: Int) throws(Diagnostic)
    -> Statement
  {
    guard case .name(let name) = target.kind else {
      throw failure("only a name can stand before ':'", current)
    }
    advance()
    let type = try parseType()
    let value = accept(.equal) ? try parseExpressionList() : nil
    let declaration = Declaration(
      name: Identifier(name: name, range: target.range), type: type, defaultValue: value)
    return Statement(kind: .declaration(declaration), range: range(from: start))
  }

  /// `dtype`, `dtype[dims]`; `np.` may stand before the dtype.
  mutating func parseType() throws(Diagnostic) -> TypeAnnotation {
    let start = current.start
    var dtype = try expectName("a dtype")
    if at(.dot), dtype.name == "np" || dtype.name == "numpy" {
      advance()
      let name = try expectName("a dtype")
      dtype = Identifier(name: name.name, range: range(from: start))
    }
    var dimensions: [Dimension] = []
    if accept(.leftBracket) {
      while !at(.rightBracket) {
        dimensions.append(try parseDimension())
        if !accept(.comma) { break }
      }
      if dimensions.isEmpty { throw failure("a scalar is declared without brackets", current) }
      try expect(.rightBracket, "behind the dimensions")
    }
    return TypeAnnotation(dtype: dtype, dimensions: dimensions, range: range(from: start))
  }

  private mutating func parseDimension() throws(Diagnostic) -> Dimension {
    let token = current
    let next = lookahead(1).kind
    let kind: Dimension.Kind
    switch token.kind {
    case .name: kind = text(token) == "_" ? .any : .name(text(token))
    case .integer:
      guard case .integer(let value) = try parseExpression(.power).kind, let length = Int(exactly: value)
      else {
        throw failure("this length is too large", token)
      }
      kind = .length(length)
    default: throw failure("a dimension is a number, a name or _", token)
    }
    guard next == .symbol(.comma) || next == .symbol(.rightBracket) else {
      throw failure("a dimension is a number, a name or _", lookahead(token.kind == .name ? 1 : 0))
    }
    if token.kind == .name { advance() }
    return Dimension(kind: kind, range: range(token))
  }
}
