/// The reductions that kernels know; all others (`mean`, `any` …) are composed of them.
package enum Reduction: String, CaseIterable, Hashable, Sendable {
  case sum, prod, max, min
  /// Where the greatest or the least element stands, as `i64`: the first one of equals, and the first NaN before all
  /// else. That does not depend on the order in which elements are looked at, so these need no tree.
  case argmax, argmin

  /// The elementwise row that combines two partial results; of a search, the values that it found.
  package var combiningRow: String {
    switch self {
    case .sum: "add"
    case .prod: "multiply"
    case .max, .argmax: "maximum"
    case .min, .argmin: "minimum"
    }
  }

  /// The reductions whose combinations of two elements it takes in as they are made: a sum takes in products. A loop does
  /// both at once, and rounds as often as two loops would.
  package var takesIn: [Reduction] { self == .sum ? [.prod] : [] }

  /// Whether it gives a position.
  package var isSearch: Bool { self == .argmax || self == .argmin }

  /// The dtype of what it gives for elements of `dtype`.
  package func resultType(_ dtype: DType) -> DType { isSearch ? .i64 : dtype }
}

/// The formulas of one reduction. A type each, so that loops over lanes are compiled for it.
package protocol ReductionFormula {
  /// Combines two lanes; the same formula as the reduction's `combiningRow`.
  static func combine<L: NumberLane>(_ a: L, _ b: L) -> L
  /// The value `e` with `combine(e, x) == x` for every x, to the bit.
  static func identity<L: FloatLane>(_: L.Type) -> L
  static func identity<L: IntegerLane>(_: L.Type) -> L
}

extension Reduction {
  /// -0 is the identity: it keeps -0, which +0 would not.
  package enum Sum: ReductionFormula {
    @inline(__always) package static func combine<L: NumberLane>(_ a: L, _ b: L) -> L { a + b }
    @inline(__always) package static func identity<L: FloatLane>(_: L.Type) -> L { -0.0 }
    @inline(__always) package static func identity<L: IntegerLane>(_: L.Type) -> L { 0 }
  }
  package enum Prod: ReductionFormula {
    @inline(__always) package static func combine<L: NumberLane>(_ a: L, _ b: L) -> L { a * b }
    @inline(__always) package static func identity<L: FloatLane>(_: L.Type) -> L { 1.0 }
    @inline(__always) package static func identity<L: IntegerLane>(_: L.Type) -> L { 1 }
  }
  package enum Max: ReductionFormula {
    @inline(__always) package static func combine<L: NumberLane>(_ a: L, _ b: L) -> L { L.maximum(a, b) }
    @inline(__always) package static func identity<L: FloatLane>(_: L.Type) -> L { -L.infinity }
    @inline(__always) package static func identity<L: IntegerLane>(_: L.Type) -> L { least(L.self) }
  }
  package enum Min: ReductionFormula {
    @inline(__always) package static func combine<L: NumberLane>(_ a: L, _ b: L) -> L { L.minimum(a, b) }
    @inline(__always) package static func identity<L: FloatLane>(_: L.Type) -> L { L.infinity }
    @inline(__always) package static func identity<L: IntegerLane>(_: L.Type) -> L { ~least(L.self) }
  }

  @inline(__always) private static func least<L: IntegerLane>(_: L.Type) -> L {
    L.isSigned ? (1 as L) << (L.bitWidth - 1) : 0
  }

  /// The formula of a reduction that is only known at run time.
  package var formula: any ReductionFormula.Type {
    switch self {
    case .sum: Sum.self
    case .prod: Prod.self
    case .max, .argmax: Max.self
    case .min, .argmin: Min.self
    }
  }
  /// Combines two lanes.
  package func combine<L: NumberLane>(_ a: L, _ b: L) -> L { formula.combine(a, b) }
  package func identity<L: FloatLane>(_: L.Type) -> L { formula.identity(L.self) }
  package func identity<L: IntegerLane>(_: L.Type) -> L { formula.identity(L.self) }

  /// Whether a search that has found `a` takes a later element `b` in its place: it is greater, or less, or the first
  /// NaN. One comparison finds the latter two, since with NaN it is false.
  package func isBeaten<L: NumberLane>(_ a: L, by b: L) -> L.Mask {
    let holds = self == .argmin ? a .<= b : b .<= a
    return L.isFloat ? ~(holds | (a .!= a)) : ~holds
  }

  /// One element more of those at which a search glances: the extreme one but for NaN, of which the sum knows. Each is
  /// one instruction, where a comparison with its mask takes three.
  package func glance<L: NumberLane>(_ extreme: L, _ sum: L, at element: L) -> (extreme: L, sum: L) {
    let isMore = self == .argmin ? extreme .< element : element .< extreme
    return (L.select(isMore, extreme, element), L.isFloat ? sum + element : sum)
  }
  /// Whether one of the elements that were glanced at may beat what was found; the sum of two infinities says so too.
  package func mayBeat<L: NumberLane>(_ found: L, extreme: L, sum: L) -> L.Mask {
    let beats = isBeaten(found, by: extreme)
    return L.isFloat ? beats | (sum .!= sum) : beats
  }
}

/// The fixed shape of a reduction along the last axes: NumPy's own.
///
/// Runs of at most 128 elements are added in eight interleaved partials, `((0+1)+(2+3))+((4+5)+(6+7))`, and what is
/// left over one by one; longer runs are split at half, rounded down to a multiple of eight. The shape depends on
/// the length alone, so it is a table: walk the leaves in order, push each result on a stack, and after a leaf pop
/// and combine `combines` times.
package struct ReductionTree: Sendable {
  /// Loops of C read it as `lanes_leaf`.
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

  /// The tree of a reduction along other axes: runs of 128 rows one by one, then the runs pairwise. With a larger `limit`
  /// its leaves are whole subtrees.
  package init(rows count: Int, limit: Int = ReductionTree.leafLimit) {
    self.init(count, limit: limit) { count in
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
