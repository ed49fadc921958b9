import ArrayGraph

extension Parser {
  /// A name, literal or bracket with the attributes, calls and indices behind it.
  mutating func parsePostfix() throws(Diagnostic) -> Expression {
    let start = current.start
    var base = try parseAtom()
    while case .symbol(let symbol) = current.kind {
      switch symbol {
      case .dot:
        advance()
        let name = try expectName("the name of an attribute")
        base = try make(.attribute(base, name), from: start, depth: base.depth)
      case .leftParenthesis:
        let arguments = try parseArguments()
        let depth = max(base.depth, arguments.map(\.value.depth).max() ?? 0)
        base = try make(.call(base, arguments), from: start, depth: depth)
      case .leftBracket: base = try parseIndex(base, from: start)
      default: return base
      }
    }
    return base
  }

  private mutating func parseAtom() throws(Diagnostic) -> Expression {
    let token = current
    switch token.kind {
    case .name:
      advance()
      return try make(.name(text(token)), from: token.start)
    case .integer(let radix): return try parseInteger(radix)
    case .float, .imaginary: return try parseFloat()
    case .string: return try parseStrings()
    case .keyword(let keyword): return try parseKeywordAtom(keyword)
    case .symbol(.leftParenthesis): return try parseParenthesized()
    case .symbol(.leftBracket): return try parseList()
    case .symbol(.leftBrace): throw leftOut("braces (dictionaries and sets) are", token)
    case .symbol(.ellipsis):
      advance()
      return try make(.ellipsis, from: token.start)
    case .symbol(.star), .symbol(.doubleStar): throw leftOut("'\(text(token))' before a value is", token)
    default: throw unexpected("an expression")
    }
  }

  private mutating func parseKeywordAtom(_ keyword: Keyword) throws(Diagnostic) -> Expression {
    let token = current
    let kind: Expression.Kind
    switch keyword {
    case .true: kind = .bool(true)
    case .false: kind = .bool(false)
    case .none: kind = .none
    case .lambda: throw leftOut("'lambda' is", token, note: "write a def")
    case .await, .yield: throw leftOut("'\(keyword.rawValue)' is", token)
    default: throw unexpected("an expression")
    }
    advance()
    return try make(kind, from: token.start)
  }

  private mutating func parseInteger(_ radix: Int) throws(Diagnostic) -> Expression {
    let token = advance()
    let digits = text(token).filter { $0 != "_" }
    guard let value = Int128(radix == 10 ? digits : String(digits.dropFirst(2)), radix: radix) else {
      throw failure("this integer does not fit in 128 bits", token, notes: ["write a float: 1e40"])
    }
    return try make(.integer(value), from: token.start)
  }

  private mutating func parseFloat() throws(Diagnostic) -> Expression {
    let token = advance()
    var digits = text(token).filter { $0 != "_" }
    if token.kind == .imaginary { digits.removeLast() }
    if digits.hasPrefix(".") { digits = "0" + digits }
    // Swift wants a digit behind the point: in `1.e5`, in `1.`.
    if let point = digits.firstIndex(of: "."), digits[point...].dropFirst().first?.isNumber != true {
      digits.insert("0", at: digits.index(after: point))
    }
    guard let value = Double(digits) else { throw failure("'\(text(token))' is not a number", token) }
    return try make(token.kind == .imaginary ? .imaginary(value) : .float(value), from: token.start)
  }

  private mutating func parseParenthesized() throws(Diagnostic) -> Expression {
    let token = advance()
    if accept(.rightParenthesis) { return try make(.tuple([]), from: token.start) }
    let wasInForTarget = isInForTarget
    isInForTarget = false
    let inner = try parseExpressionList()
    isInForTarget = wasInForTarget
    try rejectComprehension()
    try expectClosing(.rightParenthesis, inner)
    return Expression(kind: inner.kind, range: range(from: token.start), depth: inner.depth)
  }

  private mutating func parseList() throws(Diagnostic) -> Expression {
    let token = advance()
    var items: [Expression] = []
    while !at(.rightBracket) {
      items.append(try parseExpression())
      try rejectComprehension()
      if !accept(.comma) { break }
    }
    try expectClosing(.rightBracket, items.last)
    return try make(.list(items), from: token.start, depth: items.map(\.depth).max() ?? 0)
  }

  /// A closing bracket; where another value stands instead, a comma or an operator was forgotten.
  private mutating func expectClosing(_ symbol: Symbol, _ last: Expression?) throws(Diagnostic) {
    if accept(symbol) { return }
    if last != nil, startsExpression {
      throw failure("expected ',' or '\(symbol.rawValue)', found '\(shortened(text(current)))'", current)
    }
    throw unexpected("'\(symbol.rawValue)'")
  }

  private func rejectComprehension() throws(Diagnostic) {
    if at(.for) || at(.async) {
      throw leftOut("a comprehension is", current, note: "arrays are computed as a whole")
    }
  }

  private mutating func parseArguments() throws(Diagnostic) -> [Argument] {
    advance()
    var arguments: [Argument] = []
    var names: Set<String> = []
    var last: Expression?
    while !at(.rightParenthesis) {
      if at(.star) || at(.doubleStar) {
        throw leftOut("'\(text(current))' before an argument is", current)
      }
      var name: Identifier?
      if current.kind == .name, lookahead(1).kind == .symbol(.equal) {
        let found = identifier(advance())
        advance()
        if !names.insert(found.name).inserted {
          throw Diagnostic(.error, "argument '\(found.name)' is given twice", at: found.range)
        }
        name = found
      } else if !names.isEmpty {
        throw failure("a positional argument must stand before those with names", current)
      }
      let value = try parseExpression()
      try rejectComprehension()
      arguments.append(Argument(name: name, value: value))
      last = value
      if !accept(.comma) { break }
    }
    try expectClosing(.rightParenthesis, last)
    return arguments
  }

  private mutating func parseIndex(_ base: Expression, from start: Int) throws(Diagnostic) -> Expression {
    advance()
    if at(.rightBracket) { throw failure("an index must not be empty", current) }
    var items: [IndexItem] = []
    var isTuple = false
    var depth = base.depth
    while !at(.rightBracket) {
      items.append(try parseIndexItem(&depth))
      guard accept(.comma) else { break }
      isTuple = true
    }
    try expectClosing(.rightBracket, base)
    return try make(.subscripted(base, items, isTuple: isTuple), from: start, depth: depth)
  }

  private mutating func parseIndexItem(_ depth: inout Int) throws(Diagnostic) -> IndexItem {
    let start = current.start
    func deepen(_ part: Expression?) { depth = max(depth, part?.depth ?? 0) }
    let lower = at(.colon) ? nil : try parseExpression()
    deepen(lower)
    if let lower, !at(.colon) { return .value(lower) }
    advance()
    let upper = startsExpression ? try parseExpression() : nil
    deepen(upper)
    var step: Expression?
    if accept(.colon), startsExpression { step = try parseExpression() }
    deepen(step)
    return .slice(lower: lower, upper: upper, step: step, range: range(from: start))
  }
}
