/// One token; its text is what stands between `start` and `end` in the source.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case name
    case keyword(Keyword)
    case integer(radix: Int)
    case float
    /// `2j`; parsed so that the error can name it.
    case imaginary
    case string(StringForm)
    case symbol(Symbol)
    case newline
    case indent
    case dedent
    /// Something the lexer has reported already; the parser recovers silently.
    case error
    case end
  }

  var kind: Kind
  var start: Int
  var end: Int
}

/// What the prefix and the quotes of a string literal say.
struct StringForm: Hashable, Sendable {
  var isFormatted: Bool
  var isRaw: Bool
  var isBytes: Bool
  /// Where the text between the quotes stands.
  var contentStart: Int
  var contentEnd: Int
}

/// Python's reserved words.
enum Keyword: String, CaseIterable, Sendable {
  case `false` = "False"
  case none = "None"
  case `true` = "True"
  case and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif, `else`, except, finally,
    `for`,
    from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not, or, pass, raise, `return`, `try`,
    `while`, with,
    yield

  static let byText = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}

/// Operators and punctuation. The lexer takes the longest that matches.
enum Symbol: String, CaseIterable, Sendable {
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case percent = "%"
  case at = "@"
  case ampersand = "&"
  case pipe = "|"
  case caret = "^"
  case tilde = "~"
  case less = "<"
  case greater = ">"
  case equal = "="
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case colon = ":"
  case semicolon = ";"
  case dot = "."
  case doubleStar = "**"
  case doubleSlash = "//"
  case leftShift = "<<"
  case rightShift = ">>"
  case equalEqual = "=="
  case notEqual = "!="
  case lessEqual = "<="
  case greaterEqual = ">="
  case arrow = "->"
  case walrus = ":="
  case plusEqual = "+="
  case minusEqual = "-="
  case starEqual = "*="
  case slashEqual = "/="
  case percentEqual = "%="
  case atEqual = "@="
  case ampersandEqual = "&="
  case pipeEqual = "|="
  case caretEqual = "^="
  case ellipsis = "..."
  case doubleStarEqual = "**="
  case doubleSlashEqual = "//="
  case leftShiftEqual = "<<="
  case rightShiftEqual = ">>="

  static let byText = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// The bracket that closes this one.
  var closing: Symbol? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    default: nil
    }
  }

  var isClosing: Bool { self == .rightParenthesis || self == .rightBracket || self == .rightBrace }

  /// The operator that `+=` and its kin apply.
  var augmentedOperator: BinaryOperator? {
    guard rawValue.hasSuffix("="), self != .equal else { return nil }
    return BinaryOperator(rawValue: String(rawValue.dropLast()))
  }
}
