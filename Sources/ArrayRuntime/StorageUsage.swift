import ArrayGraph
import ArrayKernels

/// How long each vertex of a schedule must be in memory.
struct StorageUsage: Sendable {
  /// After each step, the vertices that nothing reads any more.
  let releases: [[Int]]

  init(_ schedule: Schedule) {
    var releases = [[Int]](repeating: [], count: schedule.steps.count)
    for (vertex, k) in schedule.lastUses where k < releases.count { releases[k].append(vertex) }
    self.releases = releases
  }
}
