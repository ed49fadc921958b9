/// The reductions that kernels know; all others (`mean`, `any`, `argmax` …) are composed of them.
package enum Reduction: String, CaseIterable, Hashable, Sendable {
  case sum, prod, max, min

  /// The elementwise row that combines two partial results.
  package var combiningRow: String {
    switch self {
    case .sum: "add"
    case .prod: "multiply"
    case .max: "maximum"
    case .min: "minimum"
    }
  }

  /// Combines two lanes; the same formula as the row `combiningRow`.
  @inline(__always) package func combine<L: NumberLane>(_ a: L, _ b: L) -> L {
    switch self {
    case .sum: a + b
    case .prod: a * b
    case .max: L.maximum(a, b)
    case .min: L.minimum(a, b)
    }
  }

  /// The value `e` with `combine(e, x) == x` for every x, to the bit: -0 for sums of floats, infinities for the
  /// extremes.
  @inline(__always) package func identity<L: FloatLane>(_: L.Type) -> L {
    switch self {
    case .sum: -0.0
    case .prod: 1.0
    case .max: -L.infinity
    case .min: L.infinity
    }
  }
  @inline(__always) package func identity<L: IntegerLane>(_: L.Type) -> L {
    let top = L.bitWidth - 1
    let least: L = L.isSigned ? (1 as L) << top : 0
    switch self {
    case .sum: return 0
    case .prod: return 1
    case .max: return least
    case .min: return ~least
    }
  }
}

/// The fixed shape of a reduction along the last axes: NumPy's own.
///
/// Runs of at most 128 elements are added in eight interleaved partials, `((0+1)+(2+3))+((4+5)+(6+7))`, and what is
/// left over one by one; longer runs are split at half, rounded down to a multiple of eight. The shape depends on
/// the length alone, so it is a table: walk the leaves in order, push each result on a stack, and after a leaf pop
/// and combine `combines` times.
package struct ReductionTree: Sendable {
  package struct Leaf: Sendable, Hashable {
    package var length: Int32
    package var combines: Int32
  }
  package let leaves: [Leaf]

  /// The longest run that is one leaf.
  package static let leafLimit = 128
  /// Stack entries that the deepest tree (2^62 elements) needs.
  package static let stackDepth = 64

  /// Where a run longer than a leaf is split.
  package static func split(_ count: Int) -> Int { (count / 2) & ~7 }

  /// The tree for elements along the reduced run, interleaved. With a larger `limit` its leaves are whole subtrees:
  /// the blocks that are reduced in parallel.
  package init(interleaved count: Int, limit: Int = ReductionTree.leafLimit) {
    self.init(count, limit: limit, split: Self.split)
  }

  /// The tree of a reduction along other axes: runs of 128 rows one by one, then the runs pairwise.
  package init(rows count: Int) {
    self.init(count, limit: Self.leafLimit) { count in
      let blocks = (count + Self.leafLimit - 1) / Self.leafLimit
      return blocks / 2 * Self.leafLimit
    }
  }

  private init(_ count: Int, limit: Int, split: (Int) -> Int) {
    var leaves: [Leaf] = []
    leaves.reserveCapacity(count / (limit / 2) + 1)
    // Pending right halves, with the number of combinations that follow each.
    var pending: [(count: Int, combines: Int32)] = [(count, 0)]
    while let (run, combines) = pending.popLast() {
      if run <= limit {
        leaves.append(Leaf(length: Int32(run), combines: combines))
      } else {
        let left = split(run)
        pending.append((run - left, combines + 1))
        pending.append((left, 0))
      }
    }
    self.leaves = leaves
  }
}
