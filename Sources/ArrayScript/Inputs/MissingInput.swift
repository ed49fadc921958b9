import ArrayGraph

/// An input that the program needs and that was not given.
package struct MissingInput: Sendable {
  package let name: String
  package let range: SourceRange
  /// Nil for a name that is used without a declaration.
  package let type: InputType?
}

extension Checker {
  /// A source that would do for the input: random data of its shape, dimensions that are not known made up.
  func proposal(for input: MissingInput) -> String {
    guard let type = input.type else {
      let shapes = names.values.compactMap { binding -> [Int]? in
        guard binding.origin == .given, case .value(.array(let node))? = binding.meaning else { return nil }
        return node.shape
      }
      let shape = shapes.max { $0.count < $1.count } ?? [1000]
      return "'random(\(shape.map(String.init).joined(separator: ", ")))'"
    }
    let made = [1000, 100, 10]
    let unbound = missing.flatMap { $0.type?.dimensions ?? [] }.compactMap { dimension -> String? in
      guard case .name(let name) = dimension.kind, dimensions.length(of: name) == nil else { return nil }
      return name
    }
    var order: [String] = []
    for name in unbound where !order.contains(name) { order.append(name) }
    let lengths = type.dimensions.map { dimension -> Int in
      switch dimension.kind {
      case .length(let length): length
      case .name(let name):
        dimensions.length(of: name) ?? made[min(order.firstIndex(of: name) ?? 0, made.count - 1)]
      case .any: 100
      }
    }
    if lengths.isEmpty { return type.dtype == .bool ? "True" : type.dtype.isFloat ? "1.5" : "3" }
    let list = lengths.map(String.init).joined(separator: ", ")
    if type.dtype.isFloat { return "'random(\(list))\(type.dtype == .f64 ? "" : ":f32")'" }
    return "'np.ones(\(lengths.count == 1 ? list : "(\(list))")):\(type.dtype.name)'"
  }
}
