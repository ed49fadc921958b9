extension Graph {
  /// Removes operations that change no bit of any value.
  ///
  /// It never looks at the value of a literal: `x * c` is the same kernel for every c, 1 included, so that a new
  /// constant compiles nothing.
  func simplified() -> Graph {
    var graph = self
    // Where each vertex is to be read instead.
    var forward: [Edge?] = Array(repeating: nil, count: vertices.count)
    for i in vertices.indices {
      graph.vertices[i].inputs = graph.vertices[i].inputs.map { edge in
        guard let target = forward[edge.vertex] else { return edge }
        if edge.layout == nil { return target }
        // A vertex that was read through a layout cannot be replaced by one that has a layout too.
        return target.layout == nil ? Edge(target.vertex, edge.layout) : edge
      }
      if let same = graph.unchanged(i), graph.vertices[i].nodes.isEmpty || !roots.contains(i) { forward[i] = same }
    }
    return graph
  }

  /// The input that vertex `i` merely repeats, if it does.
  private func unchanged(_ i: Int) -> Edge? {
    let vertex = vertices[i]
    switch vertex.kind {
    case .cast:
      let input = vertex.inputs[0]
      return vertices[input.vertex].dtype == vertex.dtype ? sameShape(input, vertex) : nil
    case .elementwise(let operation, let dtype):
      let inputs = vertex.inputs
      switch operation.name {
      case "positive": return sameShape(inputs[0], vertex)
      case "negative":
        guard case .elementwise(let inner, let innerType) = vertices[inputs[0].vertex].kind,
          inner == operation, innerType == dtype, inputs[0].layout == nil
        else { return nil }
        return sameShape(vertices[inputs[0].vertex].inputs[0], vertex)
      default: return nil
      }
    default: return nil
    }
  }

  private func sameShape(_ edge: Edge, _ vertex: Vertex) -> Edge? {
    edge.layout != nil || vertices[edge.vertex].shape == vertex.shape ? edge : nil
  }
}
