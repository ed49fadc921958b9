import ArrayGraph

/// How a step is walked whose operands lie across each other, as in `a + transpose(b)`, or across the lanes.
///
/// Read along the vector axis, such an operand costs a cache line or an instruction an element. So the caller walks the
/// step in tiles, and brings the operand's tile into the order of the others first: the kernel sees a small contiguous
/// array and knows nothing of it. Results of short runs are brought back behind it.
package struct Tiling: Hashable, Sendable {
  /// Along what the packed operands are contiguous.
  package enum Way: Hashable, Sendable {
    /// Along another axis of a map.
    case axis(Int)
    /// Along the sweep, whose runs are short.
    case runs
  }
  package var way: Way
  /// These operands.
  package var packed: [Int]
  /// The step's kernel over a tile, where these operands are contiguous along the inner axis.
  package var kernel: Kernel

  /// Extents below which there are no lines to share.
  static let leastExtent = 4

  /// Nil where all operands of a map lie as its results do.
  init?(_ kernel: Kernel, outer: [(extent: Int, strides: [Int])], inner: (extent: Int, strides: [Int])) {
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
