import ArrayGraph

extension Node {
  /// A view of `shape` in which axes of length 1, and new axes in front, repeat. Throws `.shape`.
  package func broadcast(to shape: [Int]) throws(ArrayError) -> Node {
    if shape == self.shape { return self }
    guard shape.count >= rank, Shape.broadcast(self.shape, shape) == shape else {
      throw ArrayError(
        .shape, "cannot broadcast \(typeText) to shape \(Shape.tuple(shape))",
        notes: ["each axis must keep its length, or have length 1"])
    }
    let own = Layout(rowMajor: self.shape).strides
    let new = shape.count - rank
    let strides = shape.indices.map { $0 < new || self.shape[$0 - new] == 1 ? 0 : own[$0 - new] }
    return view(Layout(strides: strides), shape)
  }

  /// The axes in another order: axis `k` of the result is axis `axes[k]`.
  package func permuted(_ axes: [Int]) throws(ArrayError) -> Node {
    guard axes.count == rank else { throw ArrayError(.axis, "axes don't match array: \(typeText) has \(rank) axes") }
    let order = try normalizedAxes(axes, repeated: "repeated axis in transpose")
    return permuted(inOrder: order)
  }
  private func permuted(inOrder order: [Int]) -> Node {
    if order.elementsEqual(order.indices) { return self }
    return view(
      Layout(rowMajor: shape).permuted(order), order.map { shape[$0] }, axisOrder: axisOrder.permuted(order))
  }

  /// The axes in reverse order.
  package var transposed: Node { permuted(inOrder: shape.indices.reversed()) }

  /// The last two axes exchanged. Throws `.shape` for fewer than two.
  package func matrixTransposed() throws(ArrayError) -> Node {
    guard rank >= 2 else {
      throw ArrayError(.shape, "matrix transpose with ndim < 2 is undefined: \(typeText)")
    }
    return try swapped(-2, -1)
  }

  /// The elements under another shape, of whose lengths one may be -1. Throws `.shape`.
  package func reshaped(inferring shape: [Int]) throws(ArrayError) -> Node {
    var lengths = shape
    let unknown = shape.indices.filter { shape[$0] < 0 }
    guard unknown.count <= 1 else { throw ArrayError(.shape, "can only specify one unknown dimension") }
    let text = shape.map { $0 < 0 ? "-1" : String($0) }.joined(separator: ", ")
    let failure = ArrayError(
      .shape, "cannot reshape \(typeText) into shape (\(text)\(shape.count == 1 ? "," : ""))",
      notes: ["the array has \(count) elements"])
    if let position = unknown.first {
      lengths[position] = 1
      guard let known = Shape.count(lengths), known > 0, count % known == 0 else { throw failure }
      lengths[position] = count / known
    }
    guard Shape.count(lengths) == count else { throw failure }
    return reshaped(lengths)
  }

  /// All elements along one axis.
  package var raveled: Node { reshaped([count]) }

  /// New axes of length 1 at these positions of the result. Throws `.axis`.
  package func expanded(_ axes: [Int]) throws(ArrayError) -> Node {
    let rank = rank + axes.count
    let positions = try normalizedAxes(axes, rank: rank, repeated: "repeated axis")
    var lengths = shape
    for position in positions.sorted() { lengths.insert(1, at: position) }
    return reshaped(lengths)
  }

  /// Without axes of length 1: all of them, or those named. Throws `.shape` if a named one is longer.
  package func squeezed(_ axes: [Int]?) throws(ArrayError) -> Node {
    guard let axes else { return reshaped(shape.filter { $0 != 1 }) }
    let positions = try normalizedAxes(axes, repeated: "duplicate value in 'axis'")
    for axis in positions where shape[axis] != 1 {
      throw ArrayError(
        .shape, "cannot select an axis to squeeze out which has size not equal to one",
        notes: ["axis \(axis) of \(typeText) has length \(shape[axis])"])
    }
    return reshaped(shape.indices.filter { !positions.contains($0) }.map { shape[$0] })
  }

  /// The elements in reverse order along some axes, or all. Throws `.axis`.
  package func flipped(_ axes: [Int]?) throws(ArrayError) -> Node {
    if count == 0 { return self }
    var layout = Layout(rowMajor: shape)
    for axis in try normalizedAxes(axes ?? Array(shape.indices), repeated: "repeated axis") {
      layout.offset += layout.strides[axis] * (shape[axis] - 1)
      layout.strides[axis] = -layout.strides[axis]
    }
    return view(layout, shape)
  }

  /// Two axes exchanged. Throws `.axis`.
  package func swapped(_ first: Int, _ second: Int) throws(ArrayError) -> Node {
    var order = Array(shape.indices)
    order.swapAt(try normalizedAxis(first, rank: rank), try normalizedAxis(second, rank: rank))
    return try permuted(order)
  }

  /// The axes `sources` moved to the positions `destinations`, the others in their order. Throws `.axis`.
  package func moved(_ sources: [Int], to destinations: [Int]) throws(ArrayError) -> Node {
    guard sources.count == destinations.count else {
      throw ArrayError(.axis, "`source` and `destination` arguments must have the same number of elements")
    }
    let from = try normalizedAxes(sources, repeated: "repeated axis in `source` argument")
    let to = try normalizedAxes(destinations, repeated: "repeated axis in `destination` argument")
    var order = shape.indices.filter { !from.contains($0) }
    for (destination, source) in zip(to, from).sorted(by: { $0.0 < $1.0 }) { order.insert(source, at: destination) }
    return try permuted(order)
  }

  /// The diagonal of two axes as a new last axis. Throws `.shape` for fewer than two axes, `.axis`.
  package func diagonal(offset: Int = 0, _ first: Int = 0, _ second: Int = 1) throws(ArrayError) -> Node {
    guard rank >= 2 else {
      throw ArrayError(.shape, "diag requires an array of at least two dimensions, not \(typeText)")
    }
    let row = try normalizedAxis(first, rank: rank)
    let column = try normalizedAxis(second, rank: rank)
    guard row != column else { throw ArrayError(.axis, "axis1 and axis2 cannot be the same") }
    let own = Layout(rowMajor: shape)
    let kept = shape.indices.filter { $0 != row && $0 != column }
    // Clamped, so that a diagonal far outside is empty and nothing overflows.
    let offset = Swift.max(-shape[row], Swift.min(offset, shape[column]))
    let length =
      offset >= 0
      ? Swift.max(Swift.min(shape[row], shape[column] - offset), 0)
      : Swift.max(Swift.min(shape[row] + offset, shape[column]), 0)
    let lengths = kept.map { shape[$0] } + [length]
    if lengths.contains(0) { return Node.full(lengths, Literal(0, dtype)) }
    var layout = Layout(strides: kept.map { own.strides[$0] } + [own.strides[row] + own.strides[column]])
    layout.offset = offset >= 0 ? offset * own.strides[column] : -offset * own.strides[row]
    return view(layout, lengths)
  }

  /// Axes counted from the front, each once. Throws `.axis` with the message `repeated` if one stands twice.
  package func normalizedAxes(
    _ axes: [Int], rank: Int? = nil, repeated: String
  ) throws(ArrayError) -> [Int] {
    var result: [Int] = []
    for axis in axes {
      let position = try normalizedAxis(axis, rank: rank ?? self.rank)
      if result.contains(position) { throw ArrayError(.axis, repeated) }
      result.append(position)
    }
    return result
  }
}
