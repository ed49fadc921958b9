/// A view each of whose axes goes along an axis of its base, as slices, flips and transposes do, so that pieces of the
/// one are pieces of the other.
struct AxisMap {
  /// For each axis of the view, the axis of the base, and how far one step goes there.
  private let axes: [(base: Int, step: Int)]
  /// Where the first element of the view stands in the base.
  private let start: [Int]

  /// Nil where some axis repeats elements or goes along several axes of the base. Without a layout, base and view are
  /// the same.
  init?(_ layout: Layout?, of base: [Int], as shape: [Int]) {
    guard let layout else {
      guard base == shape else { return nil }
      axes = shape.indices.map { ($0, 1) }
      start = shape.map { _ in 0 }
      return
    }
    let steps = Layout(rowMajor: base).strides
    var rest = layout.offset
    var start: [Int] = []
    for step in steps {
      start.append(rest / step)
      rest %= step
    }
    var axes: [(base: Int, step: Int)] = []
    for (stride, length) in zip(layout.strides, shape) {
      // The outermost axis of which the stride is a multiple.
      guard stride != 0, let axis = steps.firstIndex(where: { stride % $0 == 0 }) else { return nil }
      let step = stride / steps[axis]
      let last = start[axis] + step * (length - 1)
      guard last >= 0, last < base[axis], !axes.contains(where: { $0.base == axis }) else { return nil }
      axes.append((axis, step))
    }
    (self.axes, self.start) = (axes, start)
  }

  /// Cuts the view where it passes from one piece of its base to another.
  func cut(_ view: inout Grid, as base: Grid) {
    for (axis, along) in axes.enumerated() {
      let first = start[along.base]
      let positions = base.cuts[along.base].compactMap { cut -> Int? in
        if along.step > 0 { return cut > first ? (cut - first + along.step - 1) / along.step : nil }
        return cut <= first ? (first - cut) / -along.step + 1 : nil
      }
      view.cut(axis, at: positions)
    }
  }

  /// The piece of the base that a piece of the view shows, or rather the smallest one around that.
  func image(of box: Box) -> Box {
    var ranges = start.map { $0..<$0 + 1 }
    for (range, along) in zip(box.ranges, axes) {
      let first = start[along.base] + along.step * range.lowerBound
      let last = start[along.base] + along.step * (range.upperBound - 1)
      ranges[along.base] = min(first, last)..<max(first, last) + 1
    }
    return Box(ranges)
  }

  /// How a piece of the view shows elements of the piece `base` of its base.
  func layout(of box: Box, in base: Box) -> Layout {
    let steps = Layout(rowMajor: base.ranges.map(\.count)).strides
    var offset = 0
    for (k, first) in start.enumerated() { offset += (first - base.ranges[k].lowerBound) * steps[k] }
    var strides: [Int] = []
    for (range, along) in zip(box.ranges, axes) {
      offset += along.step * range.lowerBound * steps[along.base]
      if range.count != 1 { strides.append(along.step * steps[along.base]) }
    }
    return Layout(offset: offset, strides: strides)
  }
}
