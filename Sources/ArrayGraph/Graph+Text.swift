extension Graph: CustomStringConvertible {
  /// One line a vertex, for `explain` and for golden files.
  package var description: String {
    let isRoot = Set(roots)
    return vertices.indices.map { i in
      let vertex = vertices[i]
      var inputs = vertex.inputs.map { edge in
        edge.layout.map { "%\(edge.vertex)[\($0.offset); \($0.strides.map(String.init).joined(separator: ", "))]" }
          ?? "%\(edge.vertex)"
      }
      if case .join(let boxes) = vertex.kind { inputs = zip(inputs, boxes).map { "\($0) at \($1)" } }
      let text =
        "%\(i): \(Shape.text(vertex.dtype, vertex.shape)) = \(vertex.kind.name)(\(inputs.joined(separator: ", ")))"
      return isRoot.contains(i) ? text + "  wanted" : text
    }.joined(separator: "\n")
  }
}

extension Graph.Kind {
  /// The word for it in dumps and reasons.
  package var name: String {
    switch self {
    case .data: "data"
    case .literal(let literal): "literal \(literal.text) "
    case .index: "index"
    case .elementwise(let operation, _): operation.name
    case .cast: "cast"
    case .reduce(let reduction, let axes, _):
      "\(reduction.rawValue) over axes \(axes.lowerBound)..<\(axes.upperBound) of "
    case .copy: "copy"
    case .join: "join"
    case .library(let call, let result): call.results.count > 1 ? "\(call.name), result \(result) of " : call.name
    }
  }
}

extension Literal {
  /// The value in digits.
  package var text: String {
    switch dtype.kind {
    case .bool: bits == 0 ? "false" : "true"
    case .signed: String(signed)
    case .unsigned: String(bits)
    case .float: dtype == .f32 ? "\(Float(double))" : "\(double)"
    }
  }
}
