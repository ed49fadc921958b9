/// An affine map from the coordinates of a view to the elements of its base, numbered in row-major order:
/// element `offset + Σ strides[k] · coordinate[k]`.
///
/// Slices, transposes, broadcasts, flips and most reshapes are layouts, and a layout of a layout is one again, so a
/// view is never a copy.
package struct Layout: Hashable, Sendable {
  package var offset: Int
  /// One stride an axis, in elements; 0 where the axis is broadcast, negative where it is flipped.
  package var strides: [Int]

  package init(offset: Int = 0, strides: [Int]) {
    self.offset = offset
    self.strides = strides
  }

  /// The layout of an array that is packed in row-major order.
  package init(rowMajor shape: [Int]) {
    var strides = [Int](repeating: 1, count: shape.count)
    var step = 1
    for axis in shape.indices.reversed() {
      strides[axis] = step
      step *= Swift.max(shape[axis], 1)
    }
    self.init(strides: strides)
  }
}

extension Layout {
  /// True if the view with `shape` is its whole base in order. Strides of axes of length 1 do not matter.
  package func isRowMajor(_ shape: [Int]) -> Bool {
    guard offset == 0 else { return false }
    var step = 1
    for axis in shape.indices.reversed() where shape[axis] != 1 {
      if strides[axis] != step { return false }
      step *= shape[axis]
    }
    return true
  }

  /// The layout of the same elements under another shape, or nil if no affine map gives it.
  package func reshaped(_ old: [Int], to new: [Int]) -> Layout? {
    let total = old.reduce(1, *)
    if total == 0 { return Layout(rowMajor: new) }
    // Axes of length 1 carry no information; groups of axes with equal products are matched from the left.
    let axes = old.indices.filter { old[$0] != 1 }
    var result = [Int](repeating: 0, count: new.count)
    var i = 0
    var j = 0
    while i < axes.count {
      var oldProduct = old[axes[i]]
      var endI = i + 1
      while j < new.count && new[j] == 1 { j += 1 }
      guard j < new.count else { return nil }
      var newProduct = new[j]
      var endJ = j + 1
      while oldProduct != newProduct {
        if oldProduct < newProduct {
          oldProduct *= old[axes[endI]]
          endI += 1
        } else {
          newProduct *= new[endJ]
          endJ += 1
        }
      }
      for k in i..<(endI - 1) where strides[axes[k]] != strides[axes[k + 1]] * old[axes[k + 1]] { return nil }
      var step = strides[axes[endI - 1]]
      for k in (j..<endJ).reversed() {
        result[k] = step
        step *= new[k]
      }
      i = endI
      j = endJ
    }
    return Layout(offset: offset, strides: result)
  }

  /// The layout that views, through `outer` (a view of shape `outerShape` on an array of shape `shape`), what this
  /// layout shows of its base; nil if the composition is not affine.
  package func composed(_ shape: [Int], with outer: Layout, _ outerShape: [Int]) -> Layout? {
    if outerShape.contains(0) { return Layout(strides: outer.strides.map { _ in 0 }) }
    if isRowMajor(shape) { return outer }
    let steps = Layout(rowMajor: shape).strides
    var lowest = [Int](repeating: 0, count: shape.count)
    var highest = lowest
    var rest = outer.offset
    var result = Layout(offset: offset, strides: [])
    for k in shape.indices {
      let coordinate = rest / steps[k]
      rest -= coordinate * steps[k]
      lowest[k] = coordinate
      highest[k] = coordinate
      result.offset += coordinate * strides[k]
    }
    for j in outerShape.indices {
      guard outerShape[j] > 1 else {
        result.strides.append(0)
        continue
      }
      var rest = outer.strides[j]
      var stride = 0
      for k in shape.indices where shape[k] > 1 {
        let move = rest / steps[k]
        rest -= move * steps[k]
        stride += move * strides[k]
        let reach = move * (outerShape[j] - 1)
        if reach < 0 { lowest[k] += reach } else { highest[k] += reach }
      }
      result.strides.append(stride)
    }
    // A coordinate that leaves its axis would carry into the next one.
    for k in shape.indices where lowest[k] < 0 || highest[k] >= shape[k] { return nil }
    return result
  }

  /// Whether distinct coordinates may show one element: an axis longer than 1 has stride 0.
  package func isBroadcast(_ shape: [Int]) -> Bool {
    shape.indices.contains { shape[$0] > 1 && strides[$0] == 0 }
  }

  /// The layout of the same elements with the axes of length 1 that `shape` has and this layout leaves out.
  package func expanded(to shape: [Int]) -> Layout {
    var rest = strides[...]
    return Layout(offset: offset, strides: shape.map { $0 == 1 ? 0 : rest.removeFirst() })
  }

  /// Whether the last two axes are matrices as linear algebra libraries take them: contiguous along rows or along
  /// columns, and none overlapping the next. A single axis is a vector with any stride onwards.
  package func isStackOfMatrices(_ shape: [Int]) -> Bool {
    if shape.isEmpty || shape.contains(0) { return false }
    guard shape.count > 1 else { return shape[0] == 1 || strides[0] > 0 }
    func isContiguous(along inner: Int, across outer: Int) -> Bool {
      (shape[inner] == 1 || strides[inner] == 1) && (shape[outer] == 1 || strides[outer] >= shape[inner])
    }
    let (rows, columns) = (shape.count - 2, shape.count - 1)
    return isContiguous(along: columns, across: rows) || isContiguous(along: rows, across: columns)
  }
}
