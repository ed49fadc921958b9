import ArrayFunctions
import ArrayGraph

// What a reduction has come to at each element. Runs of up to 128 elements, and runs along any but the last axis, are
// added one by one, as NumPy does; longer ones in fixed blocks, which is more accurate, and parallel (docs/numerics.md).

extension NDArray where Element: ArrayNumber {
  /// The running sum along an axis, or of the flattened array; small integers are added in 64 bits.
  ///
  ///     let soFar = x.cumulativeSum()                   // flat, as many elements as x
  public func cumulativeSum(
    axis: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element.Accumulator> {
    NDArray<Element.Accumulator>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.cumulativeSum(axis)
    }
  }

  /// The running product along an axis, or of the flattened array; small integers are multiplied in 64 bits.
  ///
  ///     let growth = (1 + x).cumulativeProduct(axis: 0)
  public func cumulativeProduct(
    axis: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element.Accumulator> {
    NDArray<Element.Accumulator>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.cumulativeProduct(axis)
    }
  }

  /// The greatest of the elements so far along an axis; NaN wins.
  ///
  ///     let drawdown = x.cumulativeMax(axis: 0) - x
  public func cumulativeMax(
    axis: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element> {
    NDArray<Element>.recording([], file, line) { () throws(ArrayError) -> Node in try node.scan(.max, axis: axis) }
  }

  /// The least of the elements so far along an axis; NaN wins.
  public func cumulativeMin(
    axis: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element> {
    NDArray<Element>.recording([], file, line) { () throws(ArrayError) -> Node in try node.scan(.min, axis: axis) }
  }
}
