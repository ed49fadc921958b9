import ArrayGraph

// What was placed where its inputs are, and had better be computed by the one kernel that reads it.
extension Clustering {
  /// Moves what a kernel would store of its small results repeated, as in `A - A.mean(0) - A.mean(1, keepdims=True)`,
  /// to the one kernel that reads it: that reads the results themselves. (1000 × 1000 `f64`, centred by rows, columns and
  /// all: 1.98 ms, 0.99 since.)
  mutating func moveRepeated(besides wanted: Set<Int>) {
    guard clusters.contains(where: { $0.axes != nil }) else { return }
    let readers = self.readersInClusters()
    // Readers first, so that what leads to them can follow.
    for i in graph.vertices.indices.reversed() where !wanted.contains(i) {
      let vertex = graph.vertices[i]
      guard vertex.kind.isElementwise, let id = clusterOf[i], clusters[id].axes != nil, !clusters[id].kept.contains(i),
        vertex.inputs.allSatisfy({ graph.vertices[$0.vertex].count < vertex.count }),
        let target = onlyReader(of: i, readers[i])
      else { continue }
      clusters[id].members.removeAll { $0 == i }
      add(i, to: target, false)
    }
  }

  /// Moves what is but cast to a wider dtype, before it is stored, to the one kernel that reads it.
  mutating func moveWidened(besides wanted: Set<Int>) {
    let casts = graph.vertices.indices.filter { i in
      guard case .cast = graph.vertices[i].kind, let edge = graph.vertices[i].inputs.first, edge.layout == nil,
        clusterOf[i] != nil, clusterOf[edge.vertex] == clusterOf[i]
      else { return false }
      return !wanted.contains(i) && graph.vertices[edge.vertex].dtype.size < graph.vertices[i].dtype.size
    }
    if casts.isEmpty { return }
    let readers = self.readersInClusters()
    for i in casts.reversed() {
      guard let id = clusterOf[i], let target = onlyReader(of: i, readers[i]) else { continue }
      clusters[id].members.removeAll { $0 == i }
      clusters[id].kept.remove(i)
      add(i, to: target, false)
    }
  }

  private func readersInClusters() -> [Int: [Int]] {
    var readers: [Int: [Int]] = [:]
    for i in graph.vertices.indices where clusterOf[i] != nil {
      for edge in graph.vertices[i].inputs { readers[edge.vertex, default: []].append(i) }
    }
    return readers
  }

  /// The one other kernel that reads a vertex, if it could compute it: element by element, over all that it iterates over.
  private func onlyReader(of i: Int, _ readers: [Int]?) -> Int? {
    guard let readers, let target = clusterOf[readers[0]], target != clusterOf[i], libraryVertices[target] == nil,
      clusters[target].full == graph.vertices[i].shape, hasPlace(i, target),
      readers.allSatisfy({ clusterOf[$0] == target && readsAsItIs($0, i, target) })
    else { return nil }
    return target
  }

  /// Whether a member could read vertex `i` in its own kernel: element by element, over all of what that iterates over.
  private func readsAsItIs(_ reader: Int, _ i: Int, _ id: Int) -> Bool {
    if clusters[id].kept.contains(reader), graph.vertices[reader].kind.isElementwise { return false }
    return graph.vertices[reader].inputs.allSatisfy { $0.vertex != i || $0.layout == nil }
  }
}
