import ArrayGraph

/// How a step is walked whose operands lie across each other, as in `a + transpose(b)`, or across the lanes, or of whose
/// operands one has but a few elements, the same for each row, as in `pixels - mean`.
///
/// Read along the vector axis, such an operand costs a cache line or an instruction an element, or its rows end before a
/// vector does. So the caller walks the step in tiles, and brings the operand's tile into the order of the others first:
/// the kernel sees a small contiguous array and knows nothing of it. Results of short runs are brought back behind it.
package struct Tiling: Hashable, Sendable {
  /// Along what the packed operands are contiguous.
  package enum Way: Hashable, Sendable {
    /// Along another axis of a map.
    case axis(Int)
    /// Along the sweep, whose runs are short.
    case runs
    /// As the others, but with the same elements for each row: so many rows become one.
    case rows(Int)
  }
  package var way: Way
  /// These operands.
  package var packed: [Int]
  /// The step's kernel over a tile, where these operands are contiguous along the inner axis.
  package var kernel: Kernel

  /// Extents below which there are no lines to share.
  static let leastExtent = 4

  /// Nil where all operands of a map lie as its results do.
  init?(_ kernel: Kernel, outer: [Lowering.Axes], inner: Lowering.Axes) {
    guard inner.extent >= Tiling.leastExtent else { return nil }
    let strided = kernel.operands.indices.filter {
      kernel.operands[$0].role == .input && kernel.operands[$0].layout == .strided
    }
    guard !strided.isEmpty else { return nil }
    var best: (axis: Int, packed: [Int])?
    for axis in outer.indices.reversed() where outer[axis].extent >= Tiling.leastExtent {
      let packed = strided.filter { outer[axis].strides[$0] == 1 }
      if packed.count > best?.packed.count ?? 0 { best = (axis, packed) }
    }
    guard let best else { return nil }
    self.init(.axis(best.axis), best.packed, of: kernel)
  }

  /// The rows of a map that become one: those of operands that are the same for all of them are repeated.
  init(_ merged: MergedRows, of kernel: Kernel) { self.init(.rows(merged.count), merged.repeated, of: kernel) }

  /// How many rows of a map become one where they are short, and the operands that are the same for each.
  struct MergedRows {
    var count: Int
    var repeated: [Int]

    /// Elements below which repeating takes as long as it saves.
    private static let leastElements = 1 << 13
    /// Bytes of the shortest rows that are left alone, and of merged ones, which stay in the first-level cache. (A row
    /// added to 100 000 elements of `f32` on one thread: 4.7 times as fast in rows of 10, 1.4 in rows of 48, 1.0 in rows
    /// of 64.)
    private static let bytes = (longEnough: 256, merged: 1 << 13)
    /// Elements of which merged rows are a multiple if they can be: the loops over whole vectors leave nothing then.
    private static let multiple = 64

    /// Nil where rows are long, or there are operands that are neither the same for each row nor one row behind the other.
    init?(
      _ roles: [Kernel.Operand.Role], elementSize: Int, outer: [Lowering.Axes], inner: Lowering.Axes
    ) {
      guard outer.count == 1, let rows = outer.first, inner.extent > 1,
        rows.extent * inner.extent >= Self.leastElements, inner.extent * elementSize < Self.bytes.longEnough
      else { return nil }
      repeated = roles.indices.filter { roles[$0] == .input && rows.strides[$0] == 0 && inner.strides[$0] == 1 }
      for k in roles.indices where !repeated.contains(k) && rows.strides[k] != inner.strides[k] * inner.extent {
        return nil
      }
      let most = Self.bytes.merged / (elementSize * inner.extent)
      let whole = [Self.multiple, 64 / elementSize, 1].map { $0 / Self.commonDivisor($0, inner.extent) }
      let step = whole.first { $0 <= most } ?? 1
      count = most / step * step
      if repeated.isEmpty || count < 2 || rows.extent < count { return nil }
    }

    private static func commonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : commonDivisor(b, a % b) }
  }

  /// Nil where no operand of a `.short` kernel lies across the lanes.
  init?(short kernel: Kernel) {
    let packed = kernel.operands.indices.filter {
      kernel.operands[$0].role != .index && kernel.operands[$0].layout == .strided
    }
    if packed.isEmpty { return nil }
    self.init(.runs, packed, of: kernel)
  }

  private init(_ way: Way, _ packed: [Int], of kernel: Kernel) {
    (self.way, self.packed, self.kernel) = (way, packed, kernel)
    for k in packed { self.kernel.operands[k].layout = .contiguous }
  }
}
