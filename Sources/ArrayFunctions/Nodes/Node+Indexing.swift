import ArrayGraph

/// One position of a plain index, as both doors write it.
package enum IndexItem: Hashable, Sendable {
  case integer(Int)
  /// Python's slice: bounds may be missing, negative or outside, steps negative.
  case slice(start: Int?, stop: Int?, step: Int?)
  case ellipsis
  case newAxis
}

extension Node {
  /// The view `x[…]` of integers, slices, one ellipsis and new axes. Throws `.index` with NumPy's sentences.
  package func indexed(_ items: [IndexItem]) throws(ArrayError) -> Node {
    let (layout, lengths) = try indexLayout(items)
    if lengths.contains(0) { return Node.full(lengths, Literal(0, dtype)) }
    return view(layout, lengths)
  }

  /// Which of this node's elements the index picks, and the shape they have.
  package func indexLayout(_ items: [IndexItem]) throws(ArrayError) -> (Layout, [Int]) {
    let used = items.count { if case .integer = $0 { true } else if case .slice = $0 { true } else { false } }
    guard items.count(where: { $0 == .ellipsis }) <= 1 else {
      throw ArrayError(.index, "an index can only have a single ellipsis ('...')")
    }
    guard used <= rank else {
      throw ArrayError(
        .index, "too many indices for array: array is \(rank)-dimensional, but \(used) were indexed",
        notes: ["the array is \(typeText)"])
    }
    let own = Layout(rowMajor: shape)
    var layout = Layout(strides: [])
    var lengths: [Int] = []
    var axis = 0
    func keep(_ count: Int) {
      for _ in 0..<count {
        layout.strides.append(own.strides[axis])
        lengths.append(shape[axis])
        axis += 1
      }
    }
    for item in items {
      switch item {
      case .integer(let index):
        let length = shape[axis]
        guard index >= -length && index < length else {
          throw ArrayError(
            .index, "index \(index) is out of bounds for axis \(axis) with size \(length)",
            notes: ["the array is \(typeText)"])
        }
        layout.offset += (index < 0 ? index + length : index) * own.strides[axis]
        axis += 1
      case .slice(let start, let stop, let step):
        let slice = try SliceRange(start, stop, step, length: shape[axis])
        if slice.count > 0 { layout.offset += slice.start * own.strides[axis] }
        layout.strides.append(slice.step * own.strides[axis])
        lengths.append(slice.count)
        axis += 1
      case .ellipsis: keep(rank - used)
      case .newAxis:
        layout.strides.append(0)
        lengths.append(1)
      }
    }
    keep(rank - axis)
    return (layout, lengths)
  }
}

/// A Python slice on an axis of known length: positions `start`, `start + step` …, `count` of them.
package struct SliceRange: Hashable, Sendable {
  package var start: Int
  package var step: Int
  package var count: Int

  package init(_ start: Int?, _ stop: Int?, _ step: Int?, length: Int) throws(ArrayError) {
    let step = step ?? 1
    guard step != 0 else { throw ArrayError(.index, "slice step cannot be zero") }
    // A longer step than the axis picks one element all the same; held so that nothing overflows.
    self.step = max(-(length + 1), min(step, length + 1))
    let (lowest, highest) = step > 0 ? (0, length) : (-1, length - 1)
    func clamp(_ bound: Int) -> Int { max(lowest, min(bound < 0 ? bound + length : bound, highest)) }
    let first = start.map(clamp) ?? (step > 0 ? lowest : highest)
    let last = stop.map(clamp) ?? (step > 0 ? highest : lowest)
    self.start = first
    count =
      step > 0
      ? max(0, (last - first + self.step - 1) / self.step) : max(0, (first - last - self.step - 1) / -self.step)
  }
}

extension IndexItem {
  /// Reads an index from values. Throws `.index` for what is not a plain index.
  package static func items(_ value: Value) throws(ArrayError) -> [IndexItem] {
    guard case .tuple(let values) = value else { return [try item(value)] }
    var items: [IndexItem] = []
    for value in values { items.append(try item(value)) }
    return items
  }

  private static func item(_ value: Value) throws(ArrayError) -> IndexItem {
    switch value {
    case .int(let number):
      return .integer(Int(clamping: number))
    case .slice(let start, let stop, let step): return .slice(start: start, stop: stop, step: step)
    case .ellipsis: return .ellipsis
    case .none: return .newAxis
    case .array(let node) where node.dtype.isInteger && node.knownScalar != nil && node.shape.isEmpty:
      return .integer(Int(clamping: node.knownScalar?.integer ?? 0))
    case .array(let node) where node.dtype.isInteger || node.dtype == .bool:
      throw ArrayError(
        .unsupported, "indexing with an array (\(node.typeText)) is not part of this version",
        notes: ["where(condition, x, y) chooses elementwise"])
    case .list, .bool:
      throw ArrayError(.unsupported, "indexing with \(value.kindName) is not part of this version")
    default:
      throw ArrayError(
        .index,
        "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are "
          + "valid indices")
    }
  }
}
