import ArrayFiles
import ArrayFunctions
import ArrayGraph

extension Checker {
  /// `name: dtype[dims] = default`: binds the input, or says that it is missing.
  func declare(_ declaration: Declaration) throws(Failure) {
    let name = declaration.name.name
    if let binding = names[name], let range = binding.range {
      throw .diagnostic(
        Diagnostic(
          .error, "'\(name)' is an input and cannot be bound before it is declared",
          at: declaration.name.range,
          notes: [Diagnostic.Note("'\(name)' is bound", at: range)]))
    }
    let dtype = try declaredDType(declaration.type.dtype)
    let type = InputType(dtype: dtype, dimensions: declaration.type.dimensions)
    let defaultNode: Node?
    if let expression = declaration.defaultValue {
      let value = try value(expression)
      defaultNode = try fitted(value, type, name, at: expression.range, isExact: false)
    } else {
      defaultNode = nil
    }
    let node: Node
    if let given = try inputs.value(of: name, declaredAs: type, at: declaration.name.range) {
      node = try fitted(
        given.value, type, name, at: declaration.name.range, isExact: given.isExact, from: given.source)
    } else if elements == nil {
      let shape = type.dimensions.map { dimension in
        switch dimension.kind {
        case .length(let length): return length
        case .name(let name): return dimensions.sample(name)
        case .any: return dimensions.sample("_")
        }
      }
      node = Self.placeholder(dtype, shape)
      try bindDimensions(type, node.shape, name)
    } else if let defaultNode {
      node = defaultNode
      try bindDimensions(type, node.shape, name)
    } else {
      missing.append(MissingInput(name: name, range: declaration.name.range, type: type))
      throw .poisoned
    }
    declaredInputs.append(DeclaredInput(name: name, type: type, node: node))
    arrayCount += 1
    names[name] = Binding(
      meaning: .array(node), range: declaration.name.range, origin: .declared, shared: [arrayCount])
  }

  private func declaredDType(_ identifier: Identifier) throws(Failure) -> DType {
    if let dtype = Self.dtype(named: identifier.name) { return dtype }
    if Self.laterDTypes.contains(identifier.name) {
      throw Self.laterDType(identifier.name, at: identifier.range)
    }
    let names = DType.allCases.flatMap { [$0.name, $0.numpyName] }
    throw .error(
      "there is no dtype '\(identifier.name)'" + Suggestion.text(identifier.name, among: names),
      at: identifier.range,
      notes: ["dtypes are \(DType.allCases.map(\.name).joined(separator: " "))"])
  }

  /// An array of known dtype and shape that has no elements.
  private static func placeholder(_ dtype: DType, _ shape: [Int]) -> Node {
    let call = LibraryCall(name: "input", inputs: [], results: [(dtype, shape)]) {
      (_: [LibraryBuffer], _: [LibraryBuffer], _: CallContext) throws(ArrayError) in
      throw ArrayError(.value, "this input has no elements")
    }
    return call.nodes()[0]
  }

  /// The value as an array of the declared dtype and shape. `isExact` values come from files that say their dtype.
  private func fitted(
    _ value: Value, _ type: InputType, _ name: String, at range: SourceRange, isExact: Bool,
    from source: String? = nil
  ) throws(Failure) -> Node {
    let origin = source.map { " (from \($0))" } ?? ""
    let node: Node
    if case .array(let given) = value {
      let isSafe = isExact ? given.dtype == type.dtype : DType.promoted(given.dtype, type.dtype) == type.dtype
      guard isSafe else {
        throw .error(
          "'\(name)' is declared \(type.dtype.name), but its value\(origin) is \(given.dtype.name)",
          at: range,
          notes: isExact
            ? ["save it with .astype('\(type.dtype.numpyName)'), or declare '\(name): \(given.dtype.name)'"]
            : [])
      }
      node = given.cast(to: type.dtype)
    } else {
      try checkNumbers(value, type, name, at: range)
      node = try located(range) { () throws(ArrayError) in try Node.array(value, dtype: type.dtype) }
    }
    guard node.shape.count == type.dimensions.count else {
      throw .error(
        "'\(name)' is declared \(type.text), but its value\(origin) is \(Shape.text(node.dtype, node.shape))",
        at: range)
    }
    for (dimension, length) in zip(type.dimensions, node.shape) {
      guard case .length(let wanted) = dimension.kind, wanted != length else { continue }
      throw .error(
        "'\(name)' is declared \(type.text), but its value\(origin) is \(Shape.text(node.dtype, node.shape))",
        at: range)
    }
    if source != nil { try bindDimensions(type, node.shape, name) }
    return node
  }

  /// Python numbers take the declared dtype where it holds them.
  private func checkNumbers(_ value: Value, _ type: InputType, _ name: String, at range: SourceRange)
    throws(Failure)
  {
    switch value {
    case .list(let items), .tuple(let items):
      for item in items { try checkNumbers(item, type, name, at: range) }
    case .float where !type.dtype.isFloat, .int where type.dtype == .bool:
      throw .error(
        "'\(name)' is declared \(type.dtype.name), but its value is of type \(value.typeName)", at: range)
    case .float, .int, .bool, .array: break
    default:
      throw .error("'\(name)' is declared \(type.text), but its value is \(value.typeName)", at: range)
    }
  }

  private func bindDimensions(_ type: InputType, _ shape: [Int], _ name: String) throws(Failure) {
    for (axis, dimension) in type.dimensions.enumerated() {
      guard case .name(let dimensionName) = dimension.kind else { continue }
      try dimensions.bind(dimensionName, to: shape[axis], array: name, axis: axis, at: dimension.range)
    }
  }
}

/// What an input is declared to be.
package struct InputType: Sendable {
  package let dtype: DType
  package let dimensions: [Dimension]

  /// `f32[n, 3]`, or `f32` for a scalar.
  package var text: String {
    if dimensions.isEmpty { return dtype.name }
    let parts = dimensions.map { dimension in
      switch dimension.kind {
      case .length(let length): return String(length)
      case .name(let name): return name
      case .any: return "_"
      }
    }
    return "\(dtype.name)[\(parts.joined(separator: ", "))]"
  }
}
