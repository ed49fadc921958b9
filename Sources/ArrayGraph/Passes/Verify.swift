extension Graph {
  /// The first thing that is wrong with the graph, or nil: what must hold between any two passes.
  package func firstFault() -> String? {
    for (i, vertex) in vertices.enumerated() {
      if vertex.shape.contains(1) { return "vertex \(i) has an axis of length 1" }
      for (k, edge) in vertex.inputs.enumerated() {
        let domain = shapeRead(by: i, input: k)
        guard vertices.indices.contains(edge.vertex) else { return "vertex \(i) reads vertex \(edge.vertex)" }
        if edge.vertex >= i { return "vertex \(i) comes before its input \(edge.vertex)" }
        let source = vertices[edge.vertex]
        if let layout = edge.layout {
          if layout.strides.count != domain.count { return "vertex \(i) reads through a layout of another rank" }
          if let fault = layout.fault(domain, source.count) { return "vertex \(i): \(fault)" }
        } else if source.shape != domain && !source.shape.isEmpty {
          return "vertex \(i) over \(domain) reads \(source.shape) as it is"
        }
      }
      if let fault = arity(vertex) { return "vertex \(i): \(fault)" }
    }
    for root in roots where !vertices.indices.contains(root) { return "root \(root) is no vertex" }
    return nil
  }

  private func arity(_ vertex: Vertex) -> String? {
    let expected: Int
    switch vertex.kind {
    case .data, .literal, .index: expected = 0
    case .cast, .copy: expected = 1
    case .reduce(let reduction, _, _):
      if let input = vertex.inputs.first, reduction.resultType(vertices[input.vertex].dtype) != vertex.dtype {
        return "\(reduction) gives another dtype"
      }
      expected = 1
    case .elementwise(let operation, let dtype):
      guard let signature = operation.signature(dtype) else { return "no row \(operation) for \(dtype)" }
      if operation.resultType(dtype) != vertex.dtype { return "\(operation) gives another dtype" }
      expected = signature.operandCount
    case .library: return nil
    case .join(let boxes):
      let count = boxes.reduce(0) { $0 + $1.shape.reduce(1, *) }
      if count != vertex.count { return "pieces of \(count) elements instead of \(vertex.count)" }
      expected = boxes.count
    }
    return vertex.inputs.count == expected ? nil : "\(vertex.inputs.count) inputs instead of \(expected)"
  }
}

extension Layout {
  /// Says if some coordinate of `shape` would leave a base of `count` elements.
  fileprivate func fault(_ shape: [Int], _ count: Int) -> String? {
    if shape.contains(0) { return nil }
    var low = offset
    var high = offset
    for (stride, length) in zip(strides, shape) {
      if stride < 0 { low += stride * (length - 1) } else { high += stride * (length - 1) }
    }
    return low >= 0 && high < count ? nil : "a layout reaches \(low)…\(high) of \(count) elements"
  }
}
