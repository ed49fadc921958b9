extension Graph {
  /// Makes a cast to a wider dtype once for the reductions along each axis: these are kernels of their own, which read what
  /// is narrower in memory rather than what one of them would have to store.
  ///
  ///     sum(w, axis 0), sum(w, axis 1) with w = cast i64 (b)   ->   sum(cast i64 (b), axis 0), sum(cast i64 (b), axis 1)
  func withRepeatedCasts() -> Graph {
    /// By the cast: the axes of the first reduction, and the casts for reductions along others.
    var first: [Int: Range<Int>] = [:]
    var repeated: [Int: [Range<Int>: Int]] = [:]
    var graph = self
    for i in vertices.indices {
      guard case .reduce(_, let axes, _) = vertices[i].kind, let edge = vertices[i].inputs.first, edge.layout == nil,
        isWidening(edge.vertex)
      else { continue }
      if first[edge.vertex, default: axes] == axes {
        first[edge.vertex] = axes
      } else if let known = repeated[edge.vertex]?[axes] {
        graph.vertices[i].inputs[0].vertex = known
      } else {
        var cast = vertices[edge.vertex]
        cast.nodes = []
        graph.vertices.append(cast)
        repeated[edge.vertex, default: [:]][axes] = graph.vertices.count - 1
        graph.vertices[i].inputs[0].vertex = graph.vertices.count - 1
      }
    }
    return repeated.isEmpty ? self : graph.pruned()
  }

  private func isWidening(_ i: Int) -> Bool {
    guard case .cast = vertices[i].kind, !vertices[i].shape.isEmpty else { return false }
    return vertices[vertices[i].inputs[0].vertex].dtype.size < vertices[i].dtype.size
  }
}
