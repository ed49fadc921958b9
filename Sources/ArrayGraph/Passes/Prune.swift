extension Graph {
  /// Drops what no root needs, and puts inputs before what reads them.
  func pruned() -> Graph {
    var graph = Graph()
    var position = [Int?](repeating: nil, count: vertices.count)
    for root in roots {
      var stack: [(vertex: Int, expanded: Bool)] = [(root, false)]
      while let (i, expanded) = stack.popLast() {
        if position[i] != nil { continue }
        if expanded {
          var vertex = vertices[i]
          vertex.inputs = vertex.inputs.map { Edge(position[$0.vertex] ?? 0, $0.layout) }
          position[i] = graph.vertices.count
          graph.vertices.append(vertex)
        } else {
          stack.append((i, true))
          for edge in vertices[i].inputs.reversed() where position[edge.vertex] == nil {
            stack.append((edge.vertex, false))
          }
        }
      }
    }
    graph.roots = roots.compactMap { position[$0] }
    return graph
  }
}
