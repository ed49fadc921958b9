import ArrayGraph

/// A map, followed by a reduction of everything that it stores, which nobody else reads: `sum(abs(x[:, None] - y))`. They
/// can take turns, a block of the reduction's tree each, so that what lies between them stays in the cache.
///
///     map:      for i { for j { d[i, j] = |x[i] - y[j]| } }
///     total:    Σ d[:]
package struct MappedTotal: Hashable, Sendable {
  /// The number of the first of both steps.
  package var first: Int
  /// What the map stores.
  package var between: [Int]

  package var steps: Range<Int> { first..<first + 2 }
}

extension MappedTotal {
  /// All such pairs of a schedule, in order.
  static func all(in schedule: Schedule) -> [MappedTotal] {
    let lastUse = schedule.lastUses
    return schedule.steps.indices.dropLast().compactMap { k in
      guard case .kernel(let map) = schedule.steps[k], case .kernel(let total) = schedule.steps[k + 1],
        map.outputs.allSatisfy({ lastUse[$0] == k + 1 && !schedule.isJoin($0) })
      else { return nil }
      return MappedTotal(k, map, total)
    }
  }

  /// Nil where the two do not walk over the same elements in the same order.
  private init?(_ first: Int, _ map: KernelStep, _ total: KernelStep) {
    let read = total.bindings.filter { map.outputs.contains($0.vertex) }
    guard map.storesInOrder, total.kernel.form == .total, map.count == total.count,
      read.allSatisfy({ $0.offset == 0 && $0.sweepStride == 1 })
    else { return nil }
    self.first = first
    between = map.outputs
  }
}

extension KernelStep {
  /// Whether it is a map that stores packed results in the order in which it walks.
  var storesInOrder: Bool {
    guard kernel.form == .map, tiling == nil else { return false }
    var strides = [1]
    for extent in ([innerExtent] + outerExtents.reversed()).dropLast() { strides.insert(strides[0] * extent, at: 0) }
    return zip(kernel.operands, bindings).allSatisfy { operand, place in
      operand.role != .output || place.offset == 0 && place.outerStrides + [place.innerStride] == strides
    }
  }
}
