/// In which order the axes of an array lie in memory, or would if it were stored: the one with the longest steps first.
///
/// In a transposed array, and in what is computed of such element by element, that is not the order of its axes. What is
/// recorded decides, and not whether it was evaluated, since the order of summation depends on it. Of more than five axes
/// nothing is known: they count as lying in their order.
package struct AxisOrder: Hashable, Sendable {
  /// Three bits an axis, the first one lowest; 0 where axes lie in their order.
  private let bits: UInt16

  package static let rowMajor = AxisOrder(bits: 0)
  private static let most = 5

  private init(bits: UInt16) { self.bits = bits }

  private init(_ axes: [Int]) {
    bits =
      axes.elementsEqual(axes.indices)
      ? 0 : axes.indices.reduce(0) { $0 | UInt16(truncatingIfNeeded: axes[$1]) << UInt16(3 * $1) }
  }

  /// The axes of an array with so many.
  package func axes(_ rank: Int) -> [Int] {
    bits == 0 ? Array(0..<rank) : (0..<rank).map { Int(bits >> UInt16(3 * $0) & 7) }
  }

  /// The order of an array whose axis `k` is axis `axes[k]` of this one.
  package func permuted(_ axes: [Int]) -> AxisOrder {
    if axes.count > AxisOrder.most { return .rowMajor }
    return AxisOrder(self.axes(axes.count).compactMap { axes.firstIndex(of: $0) })
  }

  /// Whether the last axis lies outside of the one before, as in a transposed matrix.
  package func isTransposed(_ rank: Int) -> Bool {
    guard bits != 0 else { return false }
    let axes = axes(rank)
    return axes.firstIndex(of: rank - 1)! < axes.firstIndex(of: rank - 2)!
  }

  /// The order of what `layout` shows of an array of shape `base` with this order. Axes that repeat elements keep their
  /// places.
  func ofView(_ layout: Layout, of base: [Int]) -> AxisOrder {
    let strides = layout.strides
    let rank = strides.count
    if rank < 2 || rank > AxisOrder.most { return .rowMajor }
    let moving = strides.indices.filter { strides[$0] != 0 }
    if bits == 0, zip(moving, moving.dropFirst()).allSatisfy({ abs(strides[$0]) >= abs(strides[$1]) }) {
      return .rowMajor
    }
    let steps = Layout(rowMajor: base).strides
    let places = axes(base.count)
    /// Where the axis of the array along which an axis of the view moves lies.
    func place(_ axis: Int) -> Int {
      if bits == 0 { return 0 }
      return places.firstIndex {
        base[$0] > 1 && steps[$0] <= abs(strides[axis]) && abs(strides[axis]) < steps[$0] * base[$0]
      } ?? base.count
    }
    let sorted = moving.sorted { a, b in
      let (first, second) = ((place(a), -abs(strides[a]), a), (place(b), -abs(strides[b]), b))
      return first < second
    }
    var order = Array(strides.indices)
    for (slot, axis) in zip(moving, sorted) { order[slot] = axis }
    return AxisOrder(order)
  }
}
