import ArrayGraph

/// An operator between two operands. The raw value is its spelling.
package enum BinaryOperator: String, CaseIterable, Hashable, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case matmul = "@"
  case divide = "/"
  case floorDivide = "//"
  case modulo = "%"
  case power = "**"
  case bitAnd = "&"
  case bitOr = "|"
  case bitXor = "^"
  case leftShift = "<<"
  case rightShift = ">>"
}

/// An operator before its operand.
package enum UnaryOperator: String, CaseIterable, Hashable, Sendable {
  case negate = "-"
  case plus = "+"
  case invert = "~"
  case not = "not"
}

package enum ComparisonOperator: String, CaseIterable, Hashable, Sendable {
  case less = "<"
  case lessEqual = "<="
  case greater = ">"
  case greaterEqual = ">="
  case equal = "=="
  case notEqual = "!="
}

/// `and` and `or`, which need not evaluate every operand.
package enum BooleanOperator: String, CaseIterable, Hashable, Sendable { case and, or }

/// A name as it stands in the text.
package struct Identifier: Hashable, Sendable {
  package let name: String
  package let range: SourceRange
}

/// An expression as it stands in the text, nothing resolved.
///
/// The range of an expression in parentheses includes them. `depth` is the height of the tree; the parser
/// keeps it below `Parser.maximumDepth`, so that walks may recurse. Sums and products of any length are one
/// flat node.
package struct Expression: Sendable {
  package indirect enum Kind: Sendable {
    case name(String)
    /// Never negative: `-1` is a negation. Wider than any dtype, so that `-2**63` and `2**64 - 1` can be
    /// written.
    case integer(Int128)
    case float(Double)
    /// `2j`.
    case imaginary(Double)
    /// Adjacent literals are joined.
    case string(String)
    /// An f-string.
    case formatted([FormatPart])
    case bool(Bool)
    case none
    case ellipsis
    case list([Expression])
    /// With or without parentheses; may be empty.
    case tuple([Expression])
    case unary(UnaryOperator, operatorRange: SourceRange, Expression)
    /// Operators of one precedence, from the left: `a + b - c` is `a` with two links. `**` has exactly one
    /// link.
    case binary(Expression, [BinaryLink])
    /// `a < b <= c` is `a` with two links; more than one link is a chain.
    case comparison(Expression, [ComparisonLink])
    /// At least two operands.
    case boolean(BooleanOperator, [Expression])
    /// `then if condition else otherwise`.
    case conditional(then: Expression, condition: Expression, otherwise: Expression)
    case attribute(Expression, Identifier)
    case call(Expression, [Argument])
    /// `x[1, :]` has two items and `isTuple`; `x[1]` one and not; `x[1,]` one and `isTuple`.
    case subscripted(Expression, [IndexItem], isTuple: Bool)
  }

  package let kind: Kind
  package let range: SourceRange
  package let depth: Int
}

/// One operator and its right operand in a chain of operators of the same precedence.
package struct BinaryLink: Sendable {
  package let op: BinaryOperator
  package let operatorRange: SourceRange
  package let operand: Expression
  /// From the start of the chain to the end of this operand: the place of the result so far.
  package let range: SourceRange
}

/// One comparison and its right operand.
package struct ComparisonLink: Sendable {
  package let op: ComparisonOperator
  package let operatorRange: SourceRange
  package let operand: Expression
}

/// An argument of a call; positional ones come first.
package struct Argument: Sendable {
  package let name: Identifier?
  package let value: Expression
}

/// One item between the brackets of an index. `None`, `...`, masks and arrays are expressions.
package enum IndexItem: Sendable {
  case value(Expression)
  case slice(lower: Expression?, upper: Expression?, step: Expression?, range: SourceRange)

  package var range: SourceRange {
    switch self {
    case .value(let expression): expression.range
    case .slice(_, _, _, let range): range
    }
  }
}

/// A piece of an f-string or of a format specification.
package enum FormatPart: Sendable {
  case text(String)
  case field(FormatField)
}

/// `{expression!r:>10}`.
package struct FormatField: Sendable {
  /// What `=` asks to be printed before the value, blanks included (`x =`); nil without `=`.
  package let label: String?
  package let expression: Expression
  /// `r`, `s` or `a`.
  package let conversion: Character?
  /// The format specification; it may contain fields itself (`{x:{width}}`). Empty where there is none.
  package let specification: [FormatPart]
}
