import ArrayGraph

/// How a step is walked whose operands lie across each other, as in `a + transpose(b)`, or across the lanes.
///
/// Read along the vector axis, an operand that is contiguous along another one costs a cache line an element. So the
/// caller walks the two axes in tiles, and brings such an operand's tile into the order of the others first: the
/// kernel sees a small contiguous array and knows nothing of it.
package struct Tiling: Hashable, Sendable {
  /// The outer axis along which the packed operands are contiguous; nil where that is the sweep.
  package var axis: Int?
  /// These operands.
  package var packed: [Int]
  /// The step's kernel over a tile, where these operands are contiguous along the inner axis.
  package var kernel: Kernel

  /// Extents below which there are no lines to share.
  private static let leastExtent = 4

  /// Nil where no operand of a map lies across the output.
  init?(_ kernel: Kernel, outer: [(extent: Int, strides: [Int])], inner: (extent: Int, strides: [Int])) {
    guard inner.extent >= Tiling.leastExtent else { return nil }
    let across = kernel.operands.indices.filter {
      kernel.operands[$0].role == .input && kernel.operands[$0].layout == .strided
    }
    guard !across.isEmpty else { return nil }
    var best: (axis: Int, packed: [Int])?
    for axis in outer.indices.reversed() where outer[axis].extent >= Tiling.leastExtent {
      let packed = across.filter { outer[axis].strides[$0] == 1 }
      if packed.count > best?.packed.count ?? 0 { best = (axis, packed) }
    }
    guard let best else { return nil }
    (axis, packed) = best
    self.kernel = kernel
    for k in packed { self.kernel.operands[k].layout = .contiguous }
  }

  /// Nil where no operand of a `.short` kernel lies across the lanes.
  init?(short kernel: Kernel) {
    packed = kernel.operands.indices.filter {
      kernel.operands[$0].role == .input && kernel.operands[$0].layout == .strided
    }
    if packed.isEmpty { return nil }
    self.kernel = kernel
    for k in packed { self.kernel.operands[k].layout = .contiguous }
  }
}
