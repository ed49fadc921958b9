import ArrayFunctions
import ArrayGraph

/// One position of an index: an integer, a range, `.ellipsis`, `.newAxis`, `.all` or `.slice(…)`.
///
///     x[1]                                   // an integer takes the axis away; -1 is the last
///     x[1..<3, .ellipsis]                    // ranges keep it
///     x[.all, .newAxis]
///     x[.slice(from: -3, by: -1)]            // negative bounds and steps: Python's x[-3::-1]
///
/// Swift's ranges cannot have negative bounds in general (`1 ..< -1` stops before a subscript sees it), so these are
/// written with `.slice`.
public protocol ArrayIndex {
  var indexItem: AxisIndex { get }
}

/// What an index does with an axis.
public struct AxisIndex: ArrayIndex, Hashable, Sendable {
  package let item: IndexItem
  /// The error of the rooms below, in public.
  public var indexItem: AxisIndex { self }

  fileprivate init(_ item: IndexItem) { self.item = item }
  fileprivate init(from: Int?, to: Int?, by: Int?) { item = .slice(start: from, stop: to, step: by) }
}

extension ArrayIndex where Self == AxisIndex {
  /// All axes that the other positions leave out.
  public static var ellipsis: AxisIndex { AxisIndex(.ellipsis) }
  /// A new axis of length 1.
  public static var newAxis: AxisIndex { AxisIndex(.newAxis) }
  /// The whole axis.
  public static var all: AxisIndex { AxisIndex(from: nil, to: nil, by: nil) }
  /// Python's `from:to:by`: bounds may be left out, negative (counted from the end) or outside, steps negative.
  public static func slice(from: Int? = nil, to: Int? = nil, by: Int? = nil) -> AxisIndex {
    AxisIndex(from: from, to: to, by: by)
  }
}

extension Int: ArrayIndex {
  /// What the position does with its axis.
  public var indexItem: AxisIndex { AxisIndex(.integer(self)) }
}
extension Range: ArrayIndex where Bound == Int {
  /// What the position does with its axis.
  public var indexItem: AxisIndex { AxisIndex(from: lowerBound, to: upperBound, by: nil) }
}
extension ClosedRange: ArrayIndex where Bound == Int {
  /// What the position does with its axis.
  public var indexItem: AxisIndex { AxisIndex(from: lowerBound, to: upperBound == -1 ? nil : upperBound + 1, by: nil) }
}
extension PartialRangeFrom: ArrayIndex where Bound == Int {
  /// What the position does with its axis.
  public var indexItem: AxisIndex { AxisIndex(from: lowerBound, to: nil, by: nil) }
}
extension PartialRangeUpTo: ArrayIndex where Bound == Int {
  /// What the position does with its axis.
  public var indexItem: AxisIndex { AxisIndex(from: nil, to: upperBound, by: nil) }
}
extension PartialRangeThrough: ArrayIndex where Bound == Int {
  /// What the position does with its axis.
  public var indexItem: AxisIndex { AxisIndex(from: nil, to: upperBound == -1 ? nil : upperBound + 1, by: nil) }
}

extension NDArray {
  var onlyElement: Element? { count == 1 ? scalar : nil }

  mutating func fill(_ index: [any ArrayIndex], _ value: Element?) {
    guard let value else {
      return ErrorScope.fail(ArrayError(.value, "a part of an array cannot be set to nil"), nil, 0)
    }
    replace(index, Node.literal(value.literal))
  }

  func part(_ index: [any ArrayIndex]) -> NDArray {
    NDArray.recording([]) { () throws(ArrayError) -> Node in try node.indexed(index.map(\.indexItem.item)) }
  }

  mutating func replace(_ index: [any ArrayIndex], _ values: Node) {
    let old = node
    self = NDArray.recording(shape) { () throws(ArrayError) -> Node in
      try old.replacing(index.map(\.indexItem.item), with: values)
    }
  }
}

// One pair of subscripts a number of positions: a pack of positions with a setter stops the compiler (Swift 6.3).

extension NDArray {
  /// A view of a part of the array; assigning to it gives this variable a new array.
  ///
  ///     x[0..<2, .ellipsis] = y
  public subscript(_ a: some ArrayIndex) -> NDArray {
    get { part([a]) }
    set { replace([a], newValue.node) }
  }

  /// The same with more positions.
  public subscript(_ a: some ArrayIndex, _ b: some ArrayIndex) -> NDArray {
    get { part([a, b]) }
    set { replace([a, b], newValue.node) }
  }

  /// The same with more positions.
  public subscript(_ a: some ArrayIndex, _ b: some ArrayIndex, _ c: some ArrayIndex) -> NDArray {
    get { part([a, b, c]) }
    set { replace([a, b, c], newValue.node) }
  }

  /// The same with more positions.
  public subscript(
    _ a: some ArrayIndex, _ b: some ArrayIndex, _ c: some ArrayIndex, _ d: some ArrayIndex
  ) -> NDArray {
    get { part([a, b, c, d]) }
    set { replace([a, b, c, d], newValue.node) }
  }

  /// The same with more positions.
  public subscript(
    _ a: some ArrayIndex, _ b: some ArrayIndex, _ c: some ArrayIndex, _ d: some ArrayIndex, _ e: some ArrayIndex
  ) -> NDArray {
    get { part([a, b, c, d, e]) }
    set { replace([a, b, c, d, e], newValue.node) }
  }

  /// The same with more positions.
  public subscript(
    _ a: some ArrayIndex, _ b: some ArrayIndex, _ c: some ArrayIndex, _ d: some ArrayIndex, _ e: some ArrayIndex,
    _ f: some ArrayIndex
  ) -> NDArray {
    get { part([a, b, c, d, e, f]) }
    set { replace([a, b, c, d, e, f], newValue.node) }
  }
}

extension NDArray {
  /// The one element that the index picks, nil if it picks more; a part that is filled when a value is assigned.
  ///
  /// It is optional so that `x[0] += 1` means the array of that name, whatever its rank.
  ///
  ///     x[.all, 0] = 1
  ///     let corner: Float? = x[0, 0]
  @_disfavoredOverload
  public subscript(_ a: some ArrayIndex) -> Element? {
    get { part([a]).onlyElement }
    set { fill([a], newValue) }
  }

  /// The same with more positions.
  @_disfavoredOverload
  public subscript(_ a: some ArrayIndex, _ b: some ArrayIndex) -> Element? {
    get { part([a, b]).onlyElement }
    set { fill([a, b], newValue) }
  }

  /// The same with more positions.
  @_disfavoredOverload
  public subscript(_ a: some ArrayIndex, _ b: some ArrayIndex, _ c: some ArrayIndex) -> Element? {
    get { part([a, b, c]).onlyElement }
    set { fill([a, b, c], newValue) }
  }

  /// The same with more positions.
  @_disfavoredOverload
  public subscript(
    _ a: some ArrayIndex, _ b: some ArrayIndex, _ c: some ArrayIndex, _ d: some ArrayIndex
  ) -> Element? {
    get { part([a, b, c, d]).onlyElement }
    set { fill([a, b, c, d], newValue) }
  }

  /// The same with more positions.
  @_disfavoredOverload
  public subscript(
    _ a: some ArrayIndex, _ b: some ArrayIndex, _ c: some ArrayIndex, _ d: some ArrayIndex, _ e: some ArrayIndex
  ) -> Element? {
    get { part([a, b, c, d, e]).onlyElement }
    set { fill([a, b, c, d, e], newValue) }
  }

  /// The same with more positions.
  @_disfavoredOverload
  public subscript(
    _ a: some ArrayIndex, _ b: some ArrayIndex, _ c: some ArrayIndex, _ d: some ArrayIndex, _ e: some ArrayIndex,
    _ f: some ArrayIndex
  ) -> Element? {
    get { part([a, b, c, d, e, f]).onlyElement }
    set { fill([a, b, c, d, e, f], newValue) }
  }
}
