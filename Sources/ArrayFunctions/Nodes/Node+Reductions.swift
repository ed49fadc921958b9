import ArrayGraph

extension Node {
  /// Reduces the axes (counted from the front, each once), which the result does not have. Nodes reduce one run of
  /// neighbouring axes, so other sets become a chain, the last run first.
  package func reduce(_ reduction: Reduction, axes: [Int]) -> Node {
    if let result = reducedPieceByPiece(reduction, axes) { return result }
    if let result = reducedAsItLies(reduction, axes) { return result }
    var result = self
    var pending = axes.sorted()
    while let last = pending.popLast() {
      var first = last
      while pending.last == first - 1 { first = pending.removeLast() }
      result = result.reduceRun(reduction, first..<(last + 1))
    }
    return result
  }

  /// Combines the arrays of a stack along which is reduced, one after the other, as the reduction does: then they are never
  /// stacked. Nil where there are more than it combines so, and for searches. (Sums of three neighbours of 2001 × 50 `f64` as
  /// `np.stack([x[:-2], x[1:-1], x[2:]], axis=1).mean(axis=1)`: 0.36 ms stacked, 0.05 so.)
  private func reducedPieceByPiece(_ reduction: Reduction, _ axes: [Int]) -> Node? {
    guard axes.count == 1, !reduction.isSearch, !shape.contains(0), let pieces = stackedPieces(along: axes[0]),
      2...Node.mostInOrder ~= pieces.count
    else { return nil }
    let combine = Ops.named(reduction.combiningRow)
    // What cannot be combined so is stacked, and fails there if it does.
    return try? pieces.dropFirst().reduce(pieces[0]) { try elementwise(combine, $0, $1) }.startingAtZero(reduction)
  }

  /// Elements that every reduction combines one after the other: of more the first eight begin partial results, if they are a
  /// run in memory.
  private static let mostInOrder = 7

  /// Sums of floats begin with +0.
  private func startingAtZero(_ reduction: Reduction) throws(ArrayError) -> Node {
    guard reduction == .sum, dtype.isFloat else { return self }
    return try elementwise(Ops.named(reduction.combiningRow), Literal(0.0, dtype), self)
  }

  /// The arrays of which this is a stack along an axis, if it is yet to be made, or what they are cast to.
  private func stackedPieces(along axis: Int) -> [Node]? {
    switch kind {
    case .cast(let source): return source.stackedPieces(along: axis)?.map { $0.cast(to: dtype) }
    case .library(let call, _) where call.joinedAxis == axis && call.inputs.allSatisfy { $0.shape[axis] == 1 }:
      let kept = Array(shape[..<axis] + shape[(axis + 1)...])
      return call.inputs.map { $0.reshaped(kept) }
    default: return nil
    }
  }

  private func reduceRun(_ reduction: Reduction, _ axes: Range<Int>) -> Node {
    let kept = Array(shape[..<axes.lowerBound] + shape[axes.upperBound...])
    if kept.contains(0) || shape[axes].contains(0) {
      // Nothing is read: an empty sum is 0, an empty product 1.
      return Node.full(kept, Literal(reduction == .prod ? 1 : 0, dtype))
    }
    return Node(.reduce(reduction, self, axes: axes), dtype, kept)
  }

  /// Reduces the axes as they lie in memory; nil where they lie in their order. (Sums of the columns of `np.abs(x.T)`, 1000 ×
  /// 1000 f64: 0.63 ms in the order of the axes, 0.09 so. Where the results have to be turned, since their axes lie in
  /// another order too, 300 × 200 × 10 f64 transposed and summed along 10: 0.37 and 0.16.)
  private func reducedAsItLies(_ reduction: Reduction, _ axes: [Int]) -> Node? {
    if reduction.isSearch { return nil }
    return try? asItLies(axes) { $0.reduce(reduction, axes: $1) }
  }

  /// What `body` makes of this array with its axes in the order in which they lie, and of the places that some have there;
  /// it must give an array of the other axes, which are brought into their order. Nil where nothing has to be changed.
  func asItLies(_ axes: [Int], _ body: (Node, [Int]) throws(ArrayError) -> Node) throws(ArrayError) -> Node? {
    if axisOrder.isRowMajor || axes.isEmpty { return nil }
    let order = axisOrder.axes(rank)
    let kept = order.filter { !axes.contains($0) }
    let result = try body(permuted(order), axes.compactMap { order.firstIndex(of: $0) })
    return try result.permuted(kept.sorted().compactMap { kept.firstIndex(of: $0) })
  }

  /// Which axes a call names; all of them for nil. Throws `.axis`.
  package func reductionAxes(_ axes: [Int]?) throws(ArrayError) -> [Int] {
    guard let axes else { return Array(shape.indices) }
    // NumPy lets a scalar be reduced over axis 0 or -1.
    if rank == 0 && axes.count == 1 && (axes[0] == 0 || axes[0] == -1) { return [] }
    return try normalizedAxes(axes, repeated: "duplicate value in 'axis'")
  }

  /// How many elements each result of a reduction is made of.
  package func reducedCount(_ axes: [Int]) -> Int { axes.reduce(1) { $0 * shape[$1] } }

  /// Puts axes of length 1 where the reduced ones were, if wanted.
  package func keeping(_ axes: [Int], of shape: [Int], if keepDims: Bool) -> Node {
    guard keepDims else { return self }
    return reshaped(shape.indices.map { axes.contains($0) ? 1 : shape[$0] })
  }

  /// The sum over some axes, or all; small integers are added in 64 bits.
  package func sum(_ axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil) throws(ArrayError) -> Node {
    try accumulate(.sum, axes, keepDims, dtype)
  }
  /// The product over some axes, or all; small integers are multiplied in 64 bits.
  package func prod(_ axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil) throws(ArrayError) -> Node {
    try accumulate(.prod, axes, keepDims, dtype)
  }
  private func accumulate(
    _ reduction: Reduction, _ axes: [Int]?, _ keepDims: Bool, _ dtype: DType?
  ) throws(ArrayError) -> Node {
    let axes = try reductionAxes(axes)
    let target = dtype ?? self.dtype.accumulating
    if target == .bool {
      return try cast(to: .bool).extreme(reduction == .sum ? .max : .min, axes, keepDims, empty: reduction == .prod)
    }
    return cast(to: target).reduce(reduction, axes: axes).keeping(axes, of: shape, if: keepDims)
  }

  /// The least element over some axes, or all; NaN wins. Throws `.value` if there is none.
  package func min(_ axes: [Int]? = nil, keepDims: Bool = false) throws(ArrayError) -> Node {
    try extreme(.min, reductionAxes(axes), keepDims, empty: nil)
  }
  /// The greatest element over some axes, or all; NaN wins. Throws `.value` if there is none.
  package func max(_ axes: [Int]? = nil, keepDims: Bool = false) throws(ArrayError) -> Node {
    try extreme(.max, reductionAxes(axes), keepDims, empty: nil)
  }
  /// Whether any element over some axes is not zero.
  package func any(_ axes: [Int]? = nil, keepDims: Bool = false) throws(ArrayError) -> Node {
    try cast(to: .bool).extreme(.max, reductionAxes(axes), keepDims, empty: false)
  }
  /// Whether every element over some axes is not zero.
  package func all(_ axes: [Int]? = nil, keepDims: Bool = false) throws(ArrayError) -> Node {
    try cast(to: .bool).extreme(.min, reductionAxes(axes), keepDims, empty: true)
  }

  /// Truth values are compared as bytes, since the extremes of an integer lane are not those of a truth value.
  private func extreme(
    _ reduction: Reduction, _ axes: [Int], _ keepDims: Bool, empty: Bool?
  ) throws(ArrayError) -> Node {
    let kept = shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
    if reducedCount(axes) == 0 && !kept.contains(0) {
      guard let empty else {
        let name = reduction == .min ? "minimum" : "maximum"
        throw ArrayError(
          .value, "zero-size array to reduction operation \(name) which has no identity",
          notes: ["the array is \(typeText)"])
      }
      return Node.full(kept, Literal(empty)).keeping(axes, of: shape, if: keepDims)
    }
    if axes.isEmpty { return self }
    let comparable = dtype == .bool ? cast(to: .u8) : self
    return comparable.reduce(reduction, axes: axes).cast(to: dtype).keeping(axes, of: shape, if: keepDims)
  }

  /// Where the greatest element stands first; NaN counts as the greatest. Throws `.value` if there is none.
  package func argmax(_ axis: Int? = nil, keepDims: Bool = false) throws(ArrayError) -> Node {
    try position(.argmax, axis, keepDims)
  }
  /// Where the least element stands first; NaN counts as the least. Throws `.value` if there is none.
  package func argmin(_ axis: Int? = nil, keepDims: Bool = false) throws(ArrayError) -> Node {
    try position(.argmin, axis, keepDims)
  }
  private func position(_ reduction: Reduction, _ axis: Int?, _ keepDims: Bool) throws(ArrayError) -> Node {
    let axes = try axis.map { axis throws(ArrayError) in try reductionAxes([axis]) } ?? Array(shape.indices)
    let kept = shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
    guard reducedCount(axes) > 0 || kept.contains(0) else {
      throw ArrayError(.value, "attempt to get \(reduction) of an empty sequence", notes: ["the array is \(typeText)"])
    }
    guard let first = axes.first, !kept.contains(0) else {
      return Node.full(kept, Literal(0, .i64)).keeping(axes, of: shape, if: keepDims)
    }
    let comparable = dtype == .bool ? cast(to: .u8) : self
    let found = Node(.reduce(reduction, comparable, axes: first..<(first + axes.count)), .i64, kept)
    return found.keeping(axes, of: shape, if: keepDims)
  }

  /// How many elements are not zero, as `i64`.
  package func countNonzero(_ axes: [Int]? = nil, keepDims: Bool = false) throws(ArrayError) -> Node {
    try cast(to: .bool).sum(axes, keepDims: keepDims)
  }
}
