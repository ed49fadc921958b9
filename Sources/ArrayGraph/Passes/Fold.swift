extension Graph {
  /// Replaces elementwise operations and casts whose inputs are all literals by their value.
  func folded() -> Graph {
    var graph = self
    for i in vertices.indices {
      let literals = vertices[i].inputs.map { edge -> Literal? in
        if case .literal(let literal) = graph.vertices[edge.vertex].kind { literal } else { nil }
      }
      let operands = literals.compactMap { $0 }
      guard !operands.isEmpty, operands.count == literals.count, vertices[i].shape.isEmpty else { continue }
      var value: Literal?
      switch vertices[i].kind {
      case .elementwise(let operation, let dtype): value = Literal.apply(operation, dtype, operands)
      case .cast: value = operands[0].cast(to: vertices[i].dtype)
      default: break
      }
      guard let value else { continue }
      graph.vertices[i].kind = .literal(value)
      graph.vertices[i].inputs = []
    }
    return graph
  }
}
