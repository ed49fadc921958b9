/// The names that a program reads.
struct UsedNames {
  /// Names without a point, not bound by the program before.
  private(set) var bare: Set<String> = []
  /// Those of them that are called somewhere.
  private(set) var called: Set<String> = []
  /// Names behind `np.`.
  private(set) var members: Set<String> = []
  private var bound: Set<String> = []

  init(_ module: Module) {
    for statement in module.statements {
      switch statement.kind {
      case .declaration(let declaration):
        walk(declaration.defaultValue)
        bound.insert(declaration.name.name)
      case .assignment(let targets, let value):
        walk(value)
        targets.forEach { bind($0) }
      case .augmentedAssignment(let target, _, _, let value):
        walk(target)
        walk(value)
        bind(target)
      case .expression(let value): walk(value)
      default: break
      }
    }
  }

  private mutating func bind(_ target: Expression) {
    switch target.kind {
    case .name(let name): bound.insert(name)
    case .tuple(let items), .list(let items): items.forEach { bind($0) }
    default: break
    }
  }

  private mutating func walk(_ parts: [FormatPart]) {
    for case .field(let field) in parts {
      walk(field.expression)
      walk(field.specification)
    }
  }

  private mutating func walk(_ expression: Expression?) {
    guard let expression else { return }
    switch expression.kind {
    case .name(let name): if !bound.contains(name) { bare.insert(name) }
    case .integer, .float, .imaginary, .string, .bool, .none, .ellipsis: break
    case .formatted(let parts): walk(parts)
    case .list(let items), .tuple(let items), .boolean(_, let items): items.forEach { walk($0) }
    case .unary(_, _, let operand): walk(operand)
    case .binary(let first, let links):
      walk(first)
      links.forEach { walk($0.operand) }
    case .comparison(let first, let links):
      walk(first)
      links.forEach { walk($0.operand) }
    case .conditional(let then, let condition, let otherwise): [then, condition, otherwise].forEach { walk($0) }
    case .attribute(let base, let name):
      if case .name(let module) = base.kind, module == "np" || module == "numpy" { members.insert(name.name) }
      walk(base)
    case .call(let callee, let arguments):
      if case .name(let name) = callee.kind { called.insert(name) }
      walk(callee)
      arguments.forEach { walk($0.value) }
    case .subscripted(let base, let items, _):
      walk(base)
      for item in items {
        switch item {
        case .value(let value): walk(value)
        case .slice(let lower, let upper, let step, _): [lower, upper, step].forEach { walk($0) }
        }
      }
    }
  }
}
