import ArrayGraph
import ArrayKernels

/// How long each vertex of a schedule must be in memory.
struct StorageUsage: Sendable {
  /// After each step, the vertices that nothing reads any more.
  let releases: [[Int]]

  init(_ schedule: Schedule) {
    var lastUse: [Int: Int] = [:]
    for (k, step) in schedule.steps.enumerated() {
      switch step {
      case .kernel(let kernel): for binding in kernel.bindings { lastUse[binding.vertex] = k }
      case .library(let call):
        for vertex in call.vertices {
          lastUse[vertex] = k
          for edge in schedule.graph.vertices[vertex].inputs { lastUse[edge.vertex] = k }
        }
      }
    }
    let roots = Set(schedule.graph.roots)
    var releases = [[Int]](repeating: [], count: schedule.steps.count)
    for (vertex, k) in lastUse where !roots.contains(vertex) { releases[k].append(vertex) }
    self.releases = releases
  }
}
