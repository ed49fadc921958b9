import ArrayGraph

/// Names the constructs of the language that parse and that this version cannot run yet, one error each.
package enum Unsupported {
  /// An error for each statement of `module` that cannot run yet. Blocks are not looked into: their statement
  /// is reported already.
  package static func diagnostics(in module: Module) -> [Diagnostic] {
    module.statements.flatMap(diagnostics(for:))
  }

  /// The errors for one statement.
  package static func diagnostics(for statement: Statement) -> [Diagnostic] {
    switch statement.kind {
    case .function: [notYet("functions ('def') are", statement.range)]
    case .forLoop: [notYet("loops ('for') are", statement.range)]
    case .whileLoop: [notYet("loops ('while') are", statement.range)]
    case .conditional:
      [notYet("'if' statements are", statement.range, note: "a if condition else b works on scalars")]
    case .assignment(let targets, _):
      targets.flatMap(slices(in:)).map { notYet("assignments to a slice are", $0) }
    case .augmentedAssignment(let target, _, _, _):
      slices(in: target).map { notYet("assignments to a slice are", $0) }
    case .returnValue, .breakLoop, .continueLoop, .pass, .importNumPy, .declaration, .expression: []
    }
  }

  /// The indices among the targets of an assignment.
  private static func slices(in target: Expression) -> [SourceRange] {
    switch target.kind {
    case .subscripted: [target.range]
    case .tuple(let items), .list(let items): items.flatMap(slices(in:))
    default: []
    }
  }

  private static func notYet(_ construct: String, _ range: SourceRange, note: String? = nil) -> Diagnostic {
    Diagnostic(
      .error, "\(construct) not part of this version yet", at: range, notes: note.map { [.init($0)] } ?? [])
  }
}
