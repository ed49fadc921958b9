/// In which order the axes of an array lie in memory, or would if it were stored: the one with the longest steps first.
///
/// In a transposed array, and in what is computed of such element by element, that is not the order of its axes. What is
/// recorded decides, each node's order by those of its operands, and not whether something was evaluated, since the order of
/// summation depends on it. Of more than five axes nothing is known: they count as lying in their order.
package struct AxisOrder: Hashable, Sendable {
  /// Three bits an axis, the first one lowest; 0 where axes lie in their order.
  private let bits: UInt16

  package static let rowMajor = AxisOrder(bits: 0)
  /// That of an array that repeats elements, or has but one: it goes with every other.
  package static let any = AxisOrder(bits: 1 << 15)
  private static let most = 5

  private init(bits: UInt16) { self.bits = bits }

  private init(_ axes: [Int]) {
    bits =
      axes.elementsEqual(axes.indices)
      ? 0 : axes.indices.reduce(0) { $0 | UInt16(truncatingIfNeeded: axes[$1]) << UInt16(3 * $1) }
  }

  /// Whether the axes lie in their order.
  package var isRowMajor: Bool { self == .rowMajor || self == .any }

  /// The axes of an array with so many.
  package func axes(_ rank: Int) -> [Int] {
    isRowMajor ? Array(0..<rank) : (0..<rank).map { Int(bits >> UInt16(3 * $0) & 7) }
  }

  /// Whether the last axis lies outside of the one before, as in a transposed matrix.
  package func isTransposed(_ rank: Int) -> Bool {
    if isRowMajor { return false }
    return axes(rank).last { $0 >= rank - 2 } == rank - 2
  }

  /// The order of an array whose axis `k` is axis `axes[k]` of this one.
  package func permuted(_ axes: [Int]) -> AxisOrder {
    if self == .any || axes.count > AxisOrder.most { return self == .any ? .any : .rowMajor }
    return AxisOrder(self.axes(axes.count).compactMap { axes.firstIndex(of: $0) })
  }

  /// The order of what `layout` shows of an array of this shape with this order.
  package func ofView(_ layout: Layout, of shape: [Int]) -> AxisOrder {
    let strides = layout.strides
    if self == .any || strides.contains(0) || strides.isEmpty { return .any }
    if strides.count < 2 || strides.count > AxisOrder.most { return .rowMajor }
    let steps = Layout(rowMajor: shape).strides
    let places = axes(shape.count)
    /// Where the axis of the array along which an axis of the view moves lies.
    func place(_ axis: Int) -> Int {
      if self == .rowMajor { return 0 }
      return places.firstIndex {
        shape[$0] > 1 && steps[$0] <= abs(strides[axis]) && abs(strides[axis]) < steps[$0] * shape[$0]
      } ?? shape.count
    }
    return AxisOrder(
      strides.indices.sorted { a, b in (place(a), -abs(strides[a]), a) < (place(b), -abs(strides[b]), b) })
  }
}
