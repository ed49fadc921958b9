import ArrayFunctions
import ArrayGraph

extension NDArray {
  /// The same elements in the same order under another shape, of whose lengths one may be -1.
  ///
  ///     let columns = x.reshaped([2, -1])
  public func reshaped(_ shape: [Int], file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    NDArray.recording(shape, file, line) { () throws(ArrayError) -> Node in try node.reshaped(inferring: shape) }
  }
  /// The same elements in the same order under another shape, of whose lengths one may be -1.
  public func reshaped(_ shape: Int..., file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    reshaped(shape, file: file, line: line)
  }

  /// All elements along one axis.
  public func flattened() -> NDArray { NDArray(node: node.raveled) }

  /// The axes in reverse order.
  ///
  ///     let gram = matmul(x, x.transposed())
  public func transposed() -> NDArray { NDArray(node: node.transposed) }
  /// The axes in another order: axis `k` of the result is axis `axes[k]`.
  public func transposed(_ axes: Int..., file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    NDArray.recording(shape, file, line) { () throws(ArrayError) -> Node in try node.permuted(axes) }
  }
  /// Two axes exchanged.
  public func swappingAxes(_ first: Int, _ second: Int, file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    NDArray.recording(shape, file, line) { () throws(ArrayError) -> Node in try node.swapped(first, second) }
  }
  /// One axis moved to another position, the others in their order.
  public func movingAxis(_ source: Int, to destination: Int, file: StaticString = #fileID, line: UInt = #line)
    -> NDArray
  {
    NDArray.recording(shape, file, line) { () throws(ArrayError) -> Node in
      try node.moved([source], to: [destination])
    }
  }

  /// A view of a larger shape in which axes of length 1, and new ones in front, repeat.
  public func broadcast(to shape: [Int], file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    NDArray.recording(shape, file, line) { () throws(ArrayError) -> Node in
      try node.broadcast(to: Node.checkedShape(shape, Element.dtype))
    }
  }
  /// A new axis of length 1 at a position of the result.
  public func expanded(axis: Int, file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    NDArray.recording(shape, file, line) { () throws(ArrayError) -> Node in try node.expanded([axis]) }
  }
  /// Without axes of length 1: all of them, or those named.
  public func squeezed(axes: [Int]? = nil, file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    NDArray.recording(shape, file, line) { () throws(ArrayError) -> Node in try node.squeezed(axes) }
  }
  /// The elements in reverse order along some axes, or all.
  public func flipped(axes: [Int]? = nil, file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    NDArray.recording(shape, file, line) { () throws(ArrayError) -> Node in try node.flipped(axes) }
  }
  /// The diagonal of the first two axes, `offset` places above the main one, as a new last axis.
  public func diagonal(offset: Int = 0, file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    NDArray.recording(shape, file, line) { () throws(ArrayError) -> Node in try node.diagonal(offset: offset) }
  }
}

/// Arrays joined along an axis that they have.
///
///     let wide = concatenate([x, y], axis: 1)
public func concatenate<Element: ArrayElement>(
  _ arrays: [NDArray<Element>], axis: Int = 0, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.recording([], file, line) { () throws(ArrayError) -> Node in
    try Node.concatenated(arrays.map(\.node), axis: axis)
  }
}

/// Arrays of one shape joined along a new axis.
public func stack<Element: ArrayElement>(
  _ arrays: [NDArray<Element>], axis: Int = 0, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.recording([], file, line) { () throws(ArrayError) -> Node in
    try Node.stacked(arrays.map(\.node), axis: axis)
  }
}
