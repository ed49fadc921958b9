import ArrayGraph

extension Node {
  /// Arrays of one dtype joined along an axis. Throws `.shape` if the other axes differ, `.axis`, `.value` for none.
  package static func concatenated(_ arrays: [Node], axis: Int) throws(ArrayError) -> Node {
    guard let first = arrays.first, let dtype = DType.promoted(arrays.map(\.dtype)) else {
      throw ArrayError(.value, "need at least one array to concatenate")
    }
    guard first.rank > 0 else { throw ArrayError(.shape, "zero-dimensional arrays cannot be concatenated") }
    let axis = try normalizedAxis(axis, rank: first.rank)
    var shape = first.shape
    shape[axis] = 0
    for (position, array) in arrays.enumerated() {
      var expected = array.shape
      if expected.count == first.rank { expected[axis] = first.shape[axis] }
      guard expected == first.shape else {
        throw ArrayError(
          .shape, "cannot concatenate \(first.typeText) with \(array.typeText) along axis \(axis)",
          notes: ["argument \(position) must have the other arrays' lengths on every other axis"])
      }
      shape[axis] += array.shape[axis]
    }
    _ = try checkedShape(shape, dtype)
    let inputs = arrays.filter { $0.count > 0 }.map { $0.cast(to: dtype) }
    if inputs.isEmpty { return Node.full(shape, Literal(0, dtype)) }
    if inputs.count == 1 { return inputs[0] }
    let outer = shape[..<axis].reduce(1, *)
    let runs = inputs.map { $0.shape[axis...].reduce(dtype.size, *) }
    let row = runs.reduce(0, +)
    let call = LibraryCall(
      name: "concatenate", inputs: inputs, results: [(dtype, shape)], joinedAxis: axis, source: SourceRange.current
    ) { (inputs, outputs, _) throws(ArrayError) in
      var offset = 0
      for (k, input) in inputs.enumerated() {
        for i in 0..<outer {
          (outputs[0].pointer + i * row + offset).copyMemory(from: input.pointer + i * runs[k], byteCount: runs[k])
        }
        offset += runs[k]
      }
    }
    return call.nodes()[0]
  }

  /// Arrays of one shape joined along a new axis. Throws as `concatenated` does.
  package static func stacked(_ arrays: [Node], axis: Int) throws(ArrayError) -> Node {
    guard let first = arrays.first else { throw ArrayError(.value, "need at least one array to stack") }
    let position = try normalizedAxis(axis, rank: first.rank + 1)
    var rows: [Node] = []
    for array in arrays {
      guard array.shape == first.shape else {
        throw ArrayError(
          .shape, "all input arrays must have the same shape", notes: ["\(first.typeText) and \(array.typeText)"])
      }
      rows.append(try array.expanded([position]))
    }
    return try concatenated(rows, axis: position)
  }

  /// The elements moved along an axis, those that leave it entering at its other end.
  package func rolled(by shift: Int, along axis: Int) throws(ArrayError) -> Node {
    let length = shape[axis]
    guard length > 0 else { return self }
    let places = ((shift % length) + length) % length
    if places == 0 { return self }
    let before = [IndexItem](repeating: .slice(start: nil, stop: nil, step: nil), count: axis)
    let tail = try indexed(before + [.slice(start: length - places, stop: nil, step: nil)])
    let head = try indexed(before + [.slice(start: nil, stop: length - places, step: nil)])
    return try Node.concatenated([tail, head], axis: axis)
  }

  /// This array with the elements that an index picks replaced by `values`, which broadcast to the picked shape and
  /// have this array's dtype. Throws `.index`, `.shape`.
  package func replacing(_ items: [IndexItem], with values: Node) throws(ArrayError) -> Node {
    let (layout, lengths) = try indexLayout(items)
    // NumPy drops leading axes of length 1 that the target does not have.
    var source = values.cast(to: dtype)
    while source.rank > lengths.count && source.shape[0] == 1 { source = source.reshaped(Array(source.shape[1...])) }
    guard Shape.broadcast(source.shape, lengths) == lengths else {
      throw ArrayError(
        .shape,
        "could not broadcast input array from shape \(Shape.tuple(values.shape)) into shape "
          + Shape.tuple(lengths))
    }
    if lengths.contains(0) { return self }
    if lengths == shape && layout.isRowMajor(shape) { return try source.broadcast(to: shape) }
    let bytes = count * dtype.size
    let size = dtype.size
    let strides = Layout(rowMajor: source.shape).strides
    let new = lengths.count - source.rank
    let steps = lengths.indices.map { $0 < new || source.shape[$0 - new] == 1 ? 0 : strides[$0 - new] }
    let call = LibraryCall(
      name: "assign", inputs: [self, source], results: [(dtype, shape)], source: SourceRange.current
    ) { (inputs, outputs, _) throws(ArrayError) in
      outputs[0].pointer.copyMemory(from: inputs[0].pointer, byteCount: bytes)
      scatter(
        from: inputs[1].pointer, steps, to: outputs[0].pointer + layout.offset * size, layout.strides, lengths, size)
    }
    return call.nodes()[0]
  }
}

/// Copies elements between two strided arrays of one shape, the last axis innermost.
private func scatter(
  from source: UnsafeMutableRawPointer, _ sourceStrides: [Int], to target: UnsafeMutableRawPointer,
  _ targetStrides: [Int], _ shape: [Int], _ size: Int
) {
  guard let inner = shape.last else {
    target.copyMemory(from: source, byteCount: size)
    return
  }
  let last = shape.count - 1
  let (from, to) = (sourceStrides[last] * size, targetStrides[last] * size)
  var coordinate = [Int](repeating: 0, count: last)
  var (read, write) = (source, target)
  while true {
    if from == size && to == size {
      write.copyMemory(from: read, byteCount: inner * size)
    } else {
      for i in 0..<inner { (write + i * to).copyMemory(from: read + i * from, byteCount: size) }
    }
    var axis = last - 1
    while axis >= 0 {
      coordinate[axis] += 1
      read += sourceStrides[axis] * size
      write += targetStrides[axis] * size
      if coordinate[axis] < shape[axis] { break }
      coordinate[axis] = 0
      read -= sourceStrides[axis] * size * shape[axis]
      write -= targetStrides[axis] * size * shape[axis]
      axis -= 1
    }
    if axis < 0 { return }
  }
}
