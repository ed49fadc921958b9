import ArrayGraph

/// Python's precedences from loose to tight. Prefix operators parse their operand at their own level, so that
/// `-2 ** 2` is `-(2 ** 2)`; the right operand of `**` is parsed at `unary`, so that `2 ** -1` works.
enum Precedence: Int, Comparable {
  case conditional, or, and, not, comparison, bitOr, bitXor, bitAnd, shift, sum, product, unary, power

  static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }

  /// The next tighter level.
  var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .power }
}

/// What an infix token means.
private enum Infix {
  case binary(BinaryOperator, Precedence)
  case comparison(ComparisonOperator)
  case boolean(BooleanOperator, Precedence)
  case conditional

  var precedence: Precedence {
    switch self {
    case .binary(_, let precedence), .boolean(_, let precedence): precedence
    case .comparison: .comparison
    case .conditional: .conditional
    }
  }

  init?(_ kind: Token.Kind) {
    switch kind {
    case .keyword(.if): self = .conditional
    case .keyword(.or): self = .boolean(.or, .or)
    case .keyword(.and): self = .boolean(.and, .and)
    case .symbol(let symbol):
      if let op = ComparisonOperator(rawValue: symbol.rawValue) {
        self = .comparison(op)
      } else if let op = BinaryOperator(rawValue: symbol.rawValue) {
        self = .binary(op, Infix.precedence(op))
      } else {
        return nil
      }
    default: return nil
    }
  }

  private static func precedence(_ op: BinaryOperator) -> Precedence {
    switch op {
    case .bitOr: .bitOr
    case .bitXor: .bitXor
    case .bitAnd: .bitAnd
    case .leftShift, .rightShift: .shift
    case .add, .subtract: .sum
    case .multiply, .matmul, .divide, .floorDivide, .modulo: .product
    case .power: .power
    }
  }
}

extension Parser {
  /// Builds a node that ends with the last token taken.
  func make(_ kind: Expression.Kind, from start: Int, depth children: Int = 0) throws(Diagnostic)
    -> Expression
  {
    if children >= Self.maximumDepth { throw tooDeep(tokens[max(0, index - 1)]) }
    return Expression(kind: kind, range: range(from: start), depth: children + 1)
  }

  /// One expression, without commas at its top.
  mutating func parseExpression(_ minimum: Precedence = .conditional) throws(Diagnostic) -> Expression {
    try deeper()
    let start = current.start
    var left = try parsePrefix(minimum)
    while let infix = Infix(current.kind), infix.precedence >= minimum {
      switch infix {
      case .conditional: left = try parseConditional(then: left, from: start)
      case .boolean(let op, let precedence): left = try parseBoolean(op, precedence, first: left, from: start)
      case .comparison: left = try parseComparison(first: left, from: start)
      case .binary(.power, _): left = try parsePower(base: left, from: start)
      case .binary(_, let precedence): left = try parseBinary(precedence, first: left, from: start)
      }
    }
    if minimum <= .comparison { try rejectLeftOutComparison() }
    depth -= 1
    return left
  }

  private mutating func parsePrefix(_ minimum: Precedence) throws(Diagnostic) -> Expression {
    let token = current
    let op: UnaryOperator
    switch token.kind {
    case .symbol(.minus): op = .negate
    case .symbol(.plus): op = .plus
    case .symbol(.tilde): op = .invert
    case .keyword(.not):
      guard minimum <= .not else {
        throw failure("'not' needs parentheses here", token, notes: ["write (not …)"])
      }
      op = .not
    default: return try parsePostfix()
    }
    advance()
    let operand = try parseExpression(op == .not ? .not : .unary)
    return try make(.unary(op, operatorRange: range(token), operand), from: token.start, depth: operand.depth)
  }

  /// All operators of one precedence that follow, in one node.
  private mutating func parseBinary(
    _ precedence: Precedence, first: Expression, from start: Int
  ) throws(Diagnostic) -> Expression {
    var links: [BinaryLink] = []
    var depth = first.depth
    while case .binary(let op, let next)? = Infix(current.kind), next == precedence {
      let token = advance()
      try rejectDoubled(token)
      let operand = try parseExpression(precedence.tighter)
      depth = max(depth, operand.depth)
      links.append(
        BinaryLink(op: op, operatorRange: range(token), operand: operand, range: range(from: start)))
    }
    return try make(.binary(first, links), from: start, depth: depth)
  }

  private mutating func parsePower(base: Expression, from start: Int) throws(Diagnostic) -> Expression {
    let token = advance()
    let exponent = try parseExpression(.unary)
    let link = BinaryLink(
      op: .power, operatorRange: range(token), operand: exponent, range: range(from: start))
    return try make(.binary(base, [link]), from: start, depth: max(base.depth, exponent.depth))
  }

  private mutating func parseComparison(first: Expression, from start: Int) throws(Diagnostic) -> Expression {
    var links: [ComparisonLink] = []
    var depth = first.depth
    while case .comparison(let op)? = Infix(current.kind) {
      let token = advance()
      let operand = try parseExpression(.bitOr)
      depth = max(depth, operand.depth)
      links.append(ComparisonLink(op: op, operatorRange: range(token), operand: operand))
    }
    return try make(.comparison(first, links), from: start, depth: depth)
  }

  private mutating func parseBoolean(
    _ op: BooleanOperator, _ precedence: Precedence, first: Expression, from start: Int
  ) throws(Diagnostic) -> Expression {
    var operands = [first]
    while case .boolean(let next, _)? = Infix(current.kind), next == op {
      advance()
      operands.append(try parseExpression(precedence.tighter))
    }
    return try make(.boolean(op, operands), from: start, depth: operands.map(\.depth).max() ?? 0)
  }

  private mutating func parseConditional(then: Expression, from start: Int) throws(Diagnostic) -> Expression {
    let token = advance()
    let condition = try parseExpression(.or)
    guard accept(.else) else {
      throw failure("this 'if' has no 'else'", token, notes: ["write a if condition else b"])
    }
    let otherwise = try parseExpression()
    return try make(
      .conditional(then: then, condition: condition, otherwise: otherwise), from: start,
      depth: max(then.depth, condition.depth, otherwise.depth))
  }

  /// `&&` and `||` of other languages.
  private func rejectDoubled(_ token: Token) throws(Diagnostic) {
    guard token.kind == current.kind, token.end == current.start else { return }
    let word: String
    switch token.kind {
    case .symbol(.ampersand): word = "and"
    case .symbol(.pipe): word = "or"
    default: return
    }
    let sign = text(token)
    throw Diagnostic(
      .error, "'\(sign)\(sign)' is not an operator", at: source.range(token.start, current.end),
      notes: [Diagnostic.Note("write '\(word)' on scalars and '\(sign)' on boolean arrays")])
  }

  private func rejectLeftOutComparison() throws(Diagnostic) {
    if at(.in) && !isInForTarget { throw leftOut("'in' is", current) }
    if at(.is) { throw leftOut("'is' is", current, note: "compare with '=='") }
    if at(.not), lookahead(1).kind == .keyword(.in) { throw leftOut("'not in' is", current) }
    if at(.walrus) { throw leftOut("':=' is", current, note: "assign on a line of its own") }
  }

  /// One expression, or a tuple where commas follow. Ends before whatever cannot start an expression.
  mutating func parseExpressionList() throws(Diagnostic) -> Expression {
    let start = current.start
    let first = try parseExpression()
    guard at(.comma) else { return first }
    var items = [first]
    while accept(.comma), startsExpression { items.append(try parseExpression()) }
    return try make(.tuple(items), from: start, depth: items.map(\.depth).max() ?? 0)
  }

  /// Whether the current token may begin an expression, or is a mistake that reads like one.
  var startsExpression: Bool {
    switch current.kind {
    case .name, .integer, .float, .imaginary, .string, .error: true
    case .keyword(let word): [.true, .false, .none, .not, .lambda, .await, .yield].contains(word)
    case .symbol(let symbol):
      [.plus, .minus, .tilde, .leftParenthesis, .leftBracket, .leftBrace, .ellipsis, .star, .doubleStar]
        .contains(symbol)
    case .newline, .indent, .dedent, .end: false
    }
  }
}
