import ArrayFunctions
import ArrayGraph

extension Checker {
  static let constants: [String: Value] = [
    "pi": .float(.pi), "e": .float(2.718281828459045), "inf": .float(.infinity), "nan": .float(.nan),
    "newaxis": .none,
  ]

  /// What a bare name means: a name of the program, an input that was given, or something of the language.
  ///
  /// A name that is called is never taken for a missing input.
  func lookUp(_ name: String, at range: SourceRange, isCalled: Bool = false) throws(Failure) -> Meaning {
    if let binding = names[name] {
      guard let meaning = binding.meaning else { throw .poisoned }
      if let writer = binding.overwritten { throw .diagnostic(overwritten(name, at: range, by: writer)) }
      return meaning
    }
    if let given = try inputs.undeclared(name, at: range) {
      names[name] = Binding(meaning: given, range: nil, origin: .given)
      return given
    }
    if let builtin = Builtin(rawValue: name), isSource || (builtin != .random && builtin != .normal) {
      return .builtin(builtin)
    }
    if let found = Self.library(name) { return found }
    throw unknown(name, at: range, isCalled: isCalled)
  }

  /// What a name means without `np.` where no name of the program hides it.
  static func library(_ name: String) -> Meaning? {
    if let constant = constants[name] { return .value(constant) }
    if name == "np" || name == "numpy" { return .module(name: name, prefix: "") }
    if name == "linalg" { return .module(name: name, prefix: "linalg.") }
    if let dtype = dtype(named: name) { return .value(.dtype(dtype)) }
    if let function = FunctionTable.named(name) { return .function(function) }
    return nil
  }

  /// A dtype by any of its names.
  static func dtype(named name: String) -> DType? {
    switch name {
    case "int", "int_", "intp": .i64
    case "float", "double": .f64
    case "bool", "bool_": .bool
    case "single": .f32
    default: DType(named: name)
    }
  }

  /// What `np.name` means.
  func member(_ name: Identifier, of module: String, prefix: String) throws(Failure) -> Meaning {
    if prefix.isEmpty {
      if let constant = Self.constants[name.name] { return .value(constant) }
      if name.name == "linalg" { return .module(name: "\(module).linalg", prefix: "linalg.") }
      if let dtype = Self.dtype(named: name.name) { return .value(.dtype(dtype)) }
      if ["random", "fft"].contains(name.name) {
        throw .error("\(module).\(name.name) is not part of this version yet", at: name.range)
      }
    }
    if let function = FunctionTable.named(prefix + name.name) { return .function(function) }
    if Self.laterDTypes.contains(name.name) { throw Self.laterDType(name.name, at: name.range) }
    if let missing = Self.missingFunction(name) { throw missing }
    let candidates = Self.functionNames.filter { $0.hasPrefix(prefix) }.map {
      String($0.dropFirst(prefix.count))
    }
    throw .error(
      "'\(module)' has no function '\(name.name)'"
        + Suggestion.text(name.name, among: candidates + (prefix.isEmpty ? Array(Self.constants.keys) : [])),
      at: name.range)
  }

  static let functionNames: [String] = FunctionTable.all.flatMap { [$0.name] + $0.aliases }

  static let laterDTypes: Set<String> = [
    "f16", "bf16", "c64", "c128", "float16", "half", "bfloat16", "complex64", "complex128", "complex",
  ]

  static func laterDType(_ name: String, at range: SourceRange) -> Failure {
    let isComplex = name.hasPrefix("c")
    return .error(
      "the dtype '\(name)' is not part of this version yet", at: range,
      notes: [isComplex ? "real numbers are f32 or f64" : "the floats of this version are f32 and f64"])
  }

  private static let pythonNames: Set<String> = [
    "range", "enumerate", "zip", "map", "filter", "sorted", "reversed", "type", "isinstance", "dict", "set",
    "open",
    "input", "eval", "exec", "divmod", "id", "hash", "math", "complex", "iter", "next",
  ]

  /// The name of the program or of the language that was meant.
  func nearestName(to name: String) -> String? {
    let candidates =
      Array(names.keys) + Self.functionNames + DType.allCases.flatMap { [$0.name, $0.numpyName] }
      + Array(Self.constants.keys) + Builtin.allCases.map(\.rawValue)
    return Suggestion.nearest(name, among: candidates)
  }

  private func unknown(_ name: String, at range: SourceRange, isCalled: Bool) -> Failure {
    if let owner = dimensions.owner(of: name) {
      return .diagnostic(
        Diagnostic(
          .error, "'\(name)' is a dimension, not a value", at: range,
          notes: [Diagnostic.Note("write \(owner.array).shape[\(owner.axis)]")]))
    }
    if Self.laterDTypes.contains(name) { return Self.laterDType(name, at: range) }
    if Self.pythonNames.contains(name) {
      return .error("Python's '\(name)' is not part of the language", at: range)
    }
    if isCalled, let missing = Self.missingFunction(Identifier(name: name, range: range)) { return missing }
    let nearest = nearestName(to: name)
    var notes: [Diagnostic.Note] = []
    if nearest == nil, !isSource, !isCalled {
      notes.append(Diagnostic.Note("if it is an input, give it: -i \(name)=SOURCE"))
      missing.append(MissingInput(name: name, range: range, type: nil))
    }
    return .diagnostic(
      Diagnostic(
        .error, "'\(name)' is not defined" + (nearest.map { "; did you mean '\($0)'?" } ?? ""), at: range,
        notes: notes))
  }

  /// Notes that say where the names among the operands come from.
  func origins(of expressions: [Expression], except line: Int? = nil) -> [Diagnostic.Note] {
    var notes: [Diagnostic.Note] = []
    for expression in expressions {
      guard case .name(let name) = expression.kind, let binding = names[name], let range = binding.range,
        case .value(.array)? = binding.meaning
      else { continue }
      let verb = binding.origin == .declared ? "declared" : "assigned"
      let note = Diagnostic.Note("'\(name)' is \(verb)", at: range)
      if !notes.contains(note) { notes.append(note) }
    }
    return notes
  }
}
