extension Graph {
  /// Gives library calls memory to read, and roots memory to be: a copy where an edge is a view that the call cannot read
  /// as it lies, or where a constant or an index is wanted in memory. What a join reads becomes a piece of it, which it
  /// can be if nobody else reads it; else its copy is.
  func packed() -> Graph {
    var graph = self
    graph.giveJoinsPieces()
    for i in vertices.indices {
      guard case .library(let call, _) = vertices[i].kind else { continue }
      for (k, edge) in vertices[i].inputs.enumerated() {
        let shape = shapeRead(by: i, input: k)
        if !vertices[edge.vertex].isOnlyThought {
          let isReadable = edge.layout.map { call.reads(k, through: $0) } ?? (vertices[edge.vertex].shape == shape)
          if isReadable { continue }
        }
        graph.vertices.append(Vertex(kind: .copy, inputs: [edge], dtype: vertices[edge.vertex].dtype, shape: shape))
        graph.vertices[i].inputs[k] = Edge(graph.vertices.count - 1)
      }
    }
    for (k, root) in roots.enumerated() where vertices[root].isOnlyThought {
      // The literal keeps its nodes too: they tell one that was computed from one that a pass made up.
      graph.vertices.append(
        Vertex(
          kind: .copy, inputs: [Edge(root)], dtype: vertices[root].dtype, shape: vertices[root].shape,
          nodes: vertices[root].nodes))
      graph.roots[k] = graph.vertices.count - 1
    }
    return graph.pruned()
  }

  private mutating func giveJoinsPieces() {
    let joins = vertices.indices.filter { if case .join = vertices[$0].kind { true } else { false } }
    if joins.isEmpty { return }
    var uses = [Int](repeating: 0, count: vertices.count)
    for vertex in vertices { for edge in vertex.inputs { uses[edge.vertex] += 1 } }
    for root in roots { uses[root] += 1 }
    for join in joins {
      for (k, edge) in vertices[join].inputs.enumerated() {
        let piece = vertices[edge.vertex]
        let shape = shapeRead(by: join, input: k)
        if edge.layout == nil, uses[edge.vertex] == 1, piece.shape == shape, piece.kind.isElementwise || piece.isCopy {
          continue
        }
        vertices.append(
          Vertex(kind: .copy, inputs: [edge], dtype: piece.dtype, shape: shape, source: vertices[join].source))
        vertices[join].inputs[k] = Edge(vertices.count - 1)
      }
    }
  }
}

extension Graph.Vertex {
  fileprivate var isCopy: Bool { if case .copy = kind { true } else { false } }

  /// True for what kernels make up as they go, so that it is nowhere in memory.
  fileprivate var isOnlyThought: Bool {
    switch kind {
    case .literal, .index: true
    default: false
    }
  }
}
