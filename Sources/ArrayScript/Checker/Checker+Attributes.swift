import ArrayFunctions
import ArrayGraph

extension Checker {
  func attribute(_ name: Identifier, of base: Term) throws(Failure) -> Meaning {
    switch base.meaning {
    case .module(let module, let prefix): return try member(name, of: module, prefix: prefix)
    case .record(let type, let items):
      guard let k = type.fields.firstIndex(of: name.name) else {
        throw .error(
          "\(type.name) has no field '\(name.name)'" + Suggestion.text(name.name, among: type.fields),
          at: name.range,
          notes: ["its fields are \(type.fields.joined(separator: ", "))"])
      }
      return .value(items[k])
    case .value(.array(let node)): return try attribute(name, of: node)
    case .value(.dtype(let dtype)):
      switch name.name {
      case "name": return .value(.string(dtype.numpyName))
      case "itemsize": return .value(.int(Int128(dtype.size)))
      default: throw .error("a dtype has no attribute '\(name.name)'", at: name.range)
      }
    case .function(let function):
      // `maximum.accumulate` is a function of its own.
      let prefix = function.name + "."
      if let found = FunctionTable.named(prefix + name.name) { return .function(found) }
      let members = Self.functionNames.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      throw .error(
        "the function '\(function.name)' has no attribute '\(name.name)'" + Suggestion.text(name.name, among: members),
        at: name.range)
    case .value(.list), .value(.tuple), .value(.int), .value(.float), .value(.bool):
      let isKnown = Self.attributes.contains(name.name) || FunctionTable.method(name.name) != nil
      throw .error(
        "\(base.meaning.typeName) has no attribute '\(name.name)'", at: name.range,
        notes: isKnown ? ["np.array(…) makes an array of it"] : [])
    default: throw .error("\(base.meaning.typeName) has no attribute '\(name.name)'", at: name.range)
    }
  }

  static let attributes = ["T", "mT", "shape", "ndim", "size", "dtype", "itemsize", "nbytes"]

  private func attribute(_ name: Identifier, of node: Node) throws(Failure) -> Meaning {
    switch name.name {
    case "T": return try transposed(node, axes: Array(node.shape.indices.reversed()), at: name.range)
    case "mT":
      let rank = node.shape.count
      guard rank >= 2 else { throw .error("'.mT' needs at least 2 axes, not \(rank)", at: name.range) }
      return try transposed(node, axes: Array(0..<rank - 2) + [rank - 1, rank - 2], at: name.range)
    case "shape": return .value(.tuple(node.shape.map { .int(Int128($0)) }))
    case "ndim": return .value(.int(Int128(node.shape.count)))
    case "size": return .value(.int(Int128(node.count)))
    case "dtype": return .value(.dtype(node.dtype))
    case "itemsize": return .value(.int(Int128(node.dtype.size)))
    case "nbytes": return .value(.int(Int128(node.count) * Int128(node.dtype.size)))
    default: break
    }
    if let method = BuiltinMethod(rawValue: name.name) { return .builtinMethod(method, receiver: node) }
    if let function = FunctionTable.method(name.name) { return .method(function, receiver: .array(node)) }
    if FunctionTable.named(name.name) != nil {
      throw .error(
        "arrays have no method '\(name.name)'", at: name.range, notes: ["write np.\(name.name)(…)"])
    }
    if let missing = Self.missingFunction(name) { throw missing }
    let methods = FunctionTable.all.filter(\.isMethod).map(\.name)
    throw .error(
      "arrays have no attribute '\(name.name)'"
        + Suggestion.text(
          name.name, among: methods + Self.attributes + BuiltinMethod.allCases.map(\.rawValue)),
      at: name.range)
  }

  private func transposed(_ node: Node, axes: [Int], at range: SourceRange) throws(Failure) -> Meaning {
    try located(range) { () throws(ArrayError) in .array(try node.permuted(axes)) }
  }
}
