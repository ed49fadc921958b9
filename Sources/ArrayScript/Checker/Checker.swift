import ArrayFunctions
import ArrayGraph

/// Finds out what a program means by running it on nodes: names are bound to values, arrays stay lazy, and every
/// error of type or shape shows when its node is made.
///
/// A statement that fails is reported and the names it would bind are *poisoned*: what uses them is not reported
/// again, so that all mistakes of a file show in one go. Elements are needed only by a condition, `int(x)` and the
/// like; they are asked of `elements`, and without one (`arrayc check`) the value stays unknown.
package final class Checker {
  /// One name.
  struct Binding {
    /// Nil when its statement failed.
    var meaning: Meaning?
    var range: SourceRange?
    var origin: Origin
    /// The arrays, by number, that Python would share between this name and others.
    var shared: Set<Int> = []
    /// Where another name wrote into an array that this one shares.
    var overwritten: SourceRange?
  }

  enum Origin { case declared, assigned, given }

  let inputs: Inputs
  let elements: ElementReader?
  /// Random data may be made: the program is the source of an input.
  let isSource: Bool
  let source: SourceText
  var names: [String: Binding] = [:]
  var dimensions: Dimensions
  var diagnostics: [Diagnostic] = []
  var prints: [PrintAction] = []
  /// Names in the order in which top-level assignments first bound them.
  private(set) var assigned: [String] = []
  private var isAssigned: Set<String> = []
  var missing: [MissingInput] = []
  var declaredInputs: [DeclaredInput] = []
  /// What a last statement that is an expression means.
  var lastExpression: Meaning?
  var arrayCount = 0
  /// Where elements that are not known would decide what the program means.
  var dataDependence: SourceRange?
  var reportedOverwritten: Set<String> = []
  var random: RandomSource

  /// Without `elements` nothing is evaluated, and inputs that were not given are made up.
  package init(
    inputs: Inputs, elements: ElementReader?, source: SourceText, isSource: Bool = false,
    lengths: [String: Int] = [:]
  ) {
    self.inputs = inputs
    self.elements = elements
    self.isSource = isSource
    self.source = source
    random = RandomSource(seed: 0, stream: "", dtype: nil, maximumBytes: nil)
    dimensions = Dimensions(isSymbolic: elements == nil, source: source, lengths: lengths)
  }

  /// Runs every statement.
  package func check(_ module: Module) {
    for statement in module.statements {
      lastExpression = nil
      do throws(Failure) { try run(statement) } catch {
        report(error)
        poisonTargets(of: statement)
      }
    }
    for name in assigned {
      guard let binding = names[name], let writer = binding.overwritten, !name.hasPrefix("_"),
        let range = binding.range, !reportedOverwritten.contains(name)
      else { continue }
      report(.diagnostic(overwritten(name, at: range, by: writer)))
    }
  }

  func report(_ failure: Failure) {
    guard case .diagnostic(var diagnostic) = failure else { return }
    diagnostic.message = dimensions.named(diagnostic.message)
    for k in diagnostic.notes.indices {
      diagnostic.notes[k].message = dimensions.named(diagnostic.notes[k].message)
    }
    diagnostics.append(diagnostic)
  }

  private func run(_ statement: Statement) throws(Failure) {
    if let diagnostic = Unsupported.diagnostics(for: statement).first {
      for other in Unsupported.diagnostics(for: statement).dropFirst() { report(.diagnostic(other)) }
      throw .diagnostic(diagnostic)
    }
    switch statement.kind {
    case .importNumPy, .pass: break
    case .declaration(let declaration): try declare(declaration)
    case .assignment(let targets, let value):
      let meaning = try evaluate(value)
      let shared = sharedArrays(value, meaning)
      for target in targets { try bind(target, to: meaning, sharing: shared) }
    case .augmentedAssignment(let target, let op, let operatorRange, let value):
      try augment(target, op, operatorRange, value)
    case .expression(let expression): try runExpression(expression)
    case .function, .forLoop, .whileLoop, .conditional, .returnValue, .breakLoop, .continueLoop: break
    }
  }

  private func runExpression(_ expression: Expression) throws(Failure) {
    if case .call(let callee, let arguments) = expression.kind, case .name(let name) = callee.kind,
      case .builtin(.print) = try lookUp(name, at: callee.range)
    {
      return try print(arguments, at: expression.range)
    }
    lastExpression = try evaluate(expression)
  }

  // MARK: Binding

  /// Binds a target: a name, or a tuple of targets that takes a value apart.
  private func bind(_ target: Expression, to meaning: Meaning, sharing shared: Set<Int>) throws(Failure) {
    switch target.kind {
    case .name(let name): assign(name, meaning, at: target.range, sharing: shared)
    case .tuple(let targets), .list(let targets):
      let items = try unpack(meaning, count: targets.count, at: target.range)
      for (target, item) in zip(targets, items) { try bind(target, to: item, sharing: shared) }
    default: throw .error("cannot assign to this", at: target.range)
    }
  }

  func assign(_ name: String, _ meaning: Meaning, at range: SourceRange, sharing shared: Set<Int>) {
    names[name] = Binding(meaning: meaning, range: range, origin: .assigned, shared: shared)
    if isAssigned.insert(name).inserted { assigned.append(name) }
  }

  private func unpack(_ meaning: Meaning, count: Int, at range: SourceRange) throws(Failure) -> [Meaning] {
    let items: [Meaning]
    switch meaning {
    case .value(.list(let values)), .value(.tuple(let values)), .record(_, let values):
      items = values.map { .value($0) }
    case .value(.array(let node)) where !node.shape.isEmpty:
      guard node.shape[0] == count else {
        throw .error("\(count) names for an array with \(node.shape[0]) rows", at: range)
      }
      items = try located(range) { () throws(ArrayError) in
        var rows: [Meaning] = []
        for k in 0..<count { rows.append(.array(try index(node, [.int(Int128(k))]))) }
        return rows
      }
    case .value(.string(let text)): items = text.unicodeScalars.map { .value(.string(String($0))) }
    default: throw .error("\(meaning.typeName) cannot be taken apart into \(count) names", at: range)
    }
    guard items.count == count else {
      throw .error(
        items.count > count
          ? "too many values to take apart: \(count) names for \(items.count) values"
          : "not enough values to take apart: \(count) names for \(items.count) values", at: range)
    }
    return items
  }

  private func poisonTargets(of statement: Statement) {
    func poison(_ target: Expression) {
      switch target.kind {
      case .name(let name): names[name] = Binding(meaning: nil, range: target.range, origin: .assigned)
      case .tuple(let items), .list(let items): items.forEach(poison)
      default: break
      }
    }
    switch statement.kind {
    case .assignment(let targets, _): targets.forEach(poison)
    case .augmentedAssignment(let target, _, _, _): poison(target)
    case .declaration(let declaration):
      names[declaration.name.name] = Binding(meaning: nil, range: declaration.name.range, origin: .declared)
    case .function(let function):
      names[function.name.name] = Binding(meaning: nil, range: function.name.range, origin: .assigned)
    case .forLoop(let target, _, let body, let orElse):
      poison(target)
      (body + orElse).forEach(poisonTargets)
    case .whileLoop(_, let body, let orElse): (body + orElse).forEach(poisonTargets)
    case .conditional(let branches, let orElse):
      branches.flatMap(\.body).forEach(poisonTargets)
      orElse.forEach(poisonTargets)
    default: break
    }
  }
}
