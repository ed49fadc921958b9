import ArrayGraph

/// A parsed file.
package struct Module: Sendable {
  package let statements: [Statement]
}

/// A statement as it stands in the text, nothing resolved. The range of one with a block is that of its first
/// line.
package struct Statement: Sendable {
  package indirect enum Kind: Sendable {
    /// `import numpy as np` or `import numpy`; it means nothing.
    case importNumPy
    case declaration(Declaration)
    /// `a = b = value` has two targets. A target is a name, a subscript, or a tuple or list of targets.
    case assignment(targets: [Expression], value: Expression)
    /// The target is a name or a subscript.
    case augmentedAssignment(
      target: Expression, op: BinaryOperator, operatorRange: SourceRange, value: Expression)
    /// `print(…)`, the expression of `arrayc eval`, a string of documentation.
    case expression(Expression)
    case function(FunctionDefinition)
    case forLoop(target: Expression, iterable: Expression, body: [Statement], orElse: [Statement])
    case whileLoop(condition: Expression, body: [Statement], orElse: [Statement])
    /// `if` and each `elif` is a branch.
    case conditional(branches: [Branch], orElse: [Statement])
    case returnValue(Expression?)
    case pass
    case breakLoop
    case continueLoop
  }

  package let kind: Kind
  package let range: SourceRange
}

/// `name: dtype[dims] = value`.
package struct Declaration: Sendable {
  package let name: Identifier
  package let type: TypeAnnotation
  package let defaultValue: Expression?
}

/// `f32[n, 3]`. The dtype's name is not looked up yet; `np.` before it is dropped.
package struct TypeAnnotation: Sendable {
  package let dtype: Identifier
  /// Empty for a scalar.
  package let dimensions: [Dimension]
  package let range: SourceRange
}

/// One dimension of a declared shape.
package struct Dimension: Sendable {
  package enum Kind: Hashable, Sendable {
    case length(Int)
    /// Bound by the first array that has it.
    case name(String)
    /// `_`: any length.
    case any
  }

  package let kind: Kind
  package let range: SourceRange
}

/// `def name(parameters) -> result:` and its body.
package struct FunctionDefinition: Sendable {
  package let name: Identifier
  package let parameters: [Parameter]
  /// More than one when a tuple is returned; nil without `->`.
  package let results: [TypeAnnotation]?
  package let body: [Statement]
}

package struct Parameter: Sendable {
  package let name: Identifier
  package let type: TypeAnnotation?
  package let defaultValue: Expression?
}

/// A condition and what runs when it holds.
package struct Branch: Sendable {
  package let condition: Expression
  package let body: [Statement]
}
