import ArrayGraph

/// How long each vertex of a schedule must be in memory, and in whose.
package struct StorageUsage: Sendable {
  /// After each step, the vertices that nothing reads any more.
  package let releases: [[Int]]
  /// For each step, the vertex that it is the last to read and in whose memory its result can stand; nil where the
  /// result gets memory of its own.
  package let overwritten: [Int?]

  /// `together` are the steps that run together: what lies between those is in no memory that could be taken.
  package init(_ schedule: Schedule, together: [Range<Int>]) {
    var releases = [[Int]](repeating: [], count: schedule.steps.count)
    for (vertex, k) in schedule.lastUses where k < releases.count { releases[k].append(vertex) }
    let vertices = schedule.graph.vertices
    // Memory that was not made here is others' too: inputs, and what a library call remembers.
    var isOwn = [Bool](repeating: false, count: vertices.count)
    overwritten = schedule.steps.enumerated().map { k, step in
      guard case .kernel(let kernel) = step else { return nil }
      for output in kernel.outputs { isOwn[output] = true }
      guard let result = kernel.outputs.first, !schedule.isJoin(result), !together.contains(where: { $0.contains(k) })
      else { return nil }
      return releases[k].sorted().first {
        $0 != result && isOwn[$0] && vertices[$0].count == vertices[result].count && kernel.canOverwrite($0)
      }
    }
    self.releases = releases
  }
}
