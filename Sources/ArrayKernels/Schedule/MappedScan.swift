import ArrayGraph

/// A map, followed by a library call that reads what it stores piece by piece, and nobody else does: `cumsum(exp(-x))`. The
/// call asks the map for each piece, so that what lies between them stays in the cache.
///
///     map:      for i { d[i] = exp(-x[i]) }
///     call:     for i { c[i] = c[i - 1] + d[i] }
package struct MappedScan: Hashable, Sendable {
  /// The number of the first of both steps.
  package var first: Int
  /// What the map stores.
  package var between: Int

  package var steps: Range<Int> { first..<first + 2 }
}

extension MappedScan {
  /// Bytes of what lies between from which on it is worth a call a block: about what the second-level cache holds.
  private static let least = 1 << 19

  /// All such pairs of a schedule, in order.
  static func all(in schedule: Schedule) -> [MappedScan] {
    let lastUse = schedule.lastUses
    return schedule.steps.indices.dropLast().compactMap { k in
      guard case .kernel(let map) = schedule.steps[k], case .library(let step) = schedule.steps[k + 1],
        let vertex = step.vertices.first, case .library(let call, _) = schedule.graph.vertices[vertex].kind,
        call.reading == .pieces, let input = schedule.graph.vertices[vertex].inputs.first, input.layout == nil,
        map.outputs == [input.vertex], lastUse[input.vertex] == k + 1, !schedule.isJoin(input.vertex),
        map.storesInOrder,
        map.count * schedule.graph.vertices[input.vertex].dtype.size >= least
      else { return nil }
      return MappedScan(first: k, between: input.vertex)
    }
  }
}
