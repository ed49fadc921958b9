import ArrayFunctions
import ArrayGraph

/// Arrays are values here and references in Python. Where a write would in Python change another name that is read
/// later, the two meanings differ, and that is an error.
///
/// Each array that an expression makes has a number; a name that only names or views an array shares its number.
extension Checker {
  /// The numbers of the arrays that a name bound to `expression` shares with other names.
  func sharedArrays(_ expression: Expression, _ meaning: Meaning) -> Set<Int> {
    if case .value(let value) = meaning, !value.hasArray { return [] }
    let shared = views(expression)
    if !shared.isEmpty { return shared }
    arrayCount += 1
    return [arrayCount]
  }

  private static let viewFunctions: Set<String> = [
    "asarray", "broadcast_to", "diagonal", "expand_dims", "flip", "fliplr", "flipud", "matrix_transpose",
    "moveaxis",
    "permute_dims", "ravel", "reshape", "rot90", "squeeze", "swapaxes", "transpose",
  ]

  private func views(_ expression: Expression) -> Set<Int> {
    switch expression.kind {
    case .name(let name): return names[name]?.shared ?? []
    case .attribute(let base, let name): return ["T", "mT"].contains(name.name) ? views(base) : []
    case .subscripted(let base, _, _): return views(base)
    case .tuple(let items), .list(let items): return items.reduce(into: []) { $0.formUnion(views($1)) }
    case .conditional(let then, _, let otherwise): return views(then).union(views(otherwise))
    case .call(let callee, let arguments):
      guard case .attribute(let base, let name) = callee.kind else {
        if case .name(let name) = callee.kind, Self.viewFunctions.contains(name), let first = arguments.first {
          return views(first.value)
        }
        return []
      }
      guard Self.viewFunctions.contains(name.name) else { return [] }
      if case .name("np") = base.kind { return arguments.first.map { views($0.value) } ?? [] }
      if case .name("numpy") = base.kind { return arguments.first.map { views($0.value) } ?? [] }
      return views(base)
    default: return []
    }
  }

  /// `name op= value`. An array keeps its dtype and shape, and other names that share it must not be read any more.
  func augment(
    _ target: Expression, _ op: BinaryOperator, _ operatorRange: SourceRange, _ value: Expression
  ) throws(Failure) {
    guard case .name(let name) = target.kind else { throw .error("cannot assign to this", at: target.range) }
    let left = Term(try evaluate(target), target)
    let right = Term(try evaluate(value), value)
    var result = try apply(op, operatorRange, left, right)
    var shared: Set<Int> = []
    if case .value(.array(let old)) = left.meaning, !old.shape.isEmpty {
      shared = names[name]?.shared ?? []
      result = try kept(result, as: old, name: name, operatorRange, left, right)
      for other in names.keys where other != name {
        guard let binding = names[other], !binding.shared.isDisjoint(with: shared) else { continue }
        names[other]?.overwritten = operatorRange
      }
    }
    assign(name, result, at: target.range, sharing: shared)
  }

  private func kept(
    _ result: Meaning, as old: Node, name: String, _ operatorRange: SourceRange, _ left: Term, _ right: Term
  ) throws(Failure) -> Meaning {
    guard case .value(.array(let new)) = result else { return result }
    guard new.shape == old.shape else {
      throw operatorError(
        ArrayError(
          .shape,
          "the result is \(Shape.text(new.dtype, new.shape)), but '\(name)' keeps its shape "
            + Shape.tuple(old.shape)), operatorRange, left, right)
    }
    if new.dtype == old.dtype { return result }
    guard new.dtype.kind.rawValue <= old.dtype.kind.rawValue || (new.dtype.isInteger && old.dtype.isInteger),
      !(new.dtype.kind == .signed && old.dtype.kind == .unsigned)
    else {
      throw operatorError(
        ArrayError(
          .dtype, "the result is \(new.dtype.name), but '\(name)' keeps its dtype \(old.dtype.name)",
          notes: ["'\(name) = \(name) … ' without the '=' behind the operator makes a new array"]),
        operatorRange, left, right)
    }
    return try located(operatorRange) { () throws(ArrayError) in .array(new.cast(to: old.dtype)) }
  }

  func overwritten(_ name: String, at range: SourceRange, by writer: SourceRange) -> Diagnostic {
    reportedOverwritten.insert(name)
    return Diagnostic(
      .error,
      "'\(name)' shares its array with a name that was written to; in Python it would have changed too",
      at: range,
      notes: [
        Diagnostic.Note("it was written", at: writer),
        Diagnostic.Note("write .copy() where '\(name)' or the other name is made"),
      ])
  }
}
