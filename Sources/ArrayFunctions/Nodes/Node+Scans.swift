import ArrayGraph
import ArrayScans

extension Node {
  /// The running sum along an axis, or of the flattened array; small integers are added in 64 bits. Throws `.axis`.
  package func cumulativeSum(_ axis: Int? = nil, dtype: DType? = nil) throws(ArrayError) -> Node {
    try accumulated(.sum, axis, dtype)
  }
  /// The running product along an axis, or of the flattened array; small integers are multiplied in 64 bits. Throws
  /// `.axis`.
  package func cumulativeProduct(_ axis: Int? = nil, dtype: DType? = nil) throws(ArrayError) -> Node {
    try accumulated(.prod, axis, dtype)
  }

  private func accumulated(_ reduction: Reduction, _ axis: Int?, _ dtype: DType?) throws(ArrayError) -> Node {
    let target = dtype ?? self.dtype.accumulating
    guard let axis else { return try raveled.accumulated(reduction, 0, target) }
    if target == .bool {
      // Truth values add up to whether any was true, and multiply to whether all were.
      return try cast(to: .bool).scan(reduction == .sum ? .max : .min, axis: axis)
    }
    return try cast(to: target).scan(reduction, axis: axis)
  }

  /// What a reduction has come to at each element along an axis; the shape and dtype stay. Throws `.axis`.
  package func scan(_ reduction: Reduction, axis: Int) throws(ArrayError) -> Node {
    // `cumsum` takes a scalar for an array of one element.
    if rank == 0 { return try reshaped([1]).scan(reduction, axis: axis) }
    let k = try normalizedAxis(axis, rank: rank)
    if count == 0 || shape[k] == 1 { return self }
    // The extremes of truth values are those of bytes.
    if dtype == .bool { return try cast(to: .u8).scan(reduction, axis: axis).cast(to: .bool) }
    guard let scan = Scan(reduction, dtype, shape: shape, axis: k) else {
      throw ArrayError(.unsupported, "there is no scan of \(dtype)")
    }
    let call = LibraryCall(
      name: "scan \(reduction.rawValue)", inputs: [self], results: [(dtype, shape)],
      reading: scan.takesPieces ? .pieces : .packed, source: SourceRange.current
    ) { (inputs, outputs, context) throws(ArrayError) in
      scan.run(from: inputs[0], to: outputs[0].pointer, context)
    }
    return call.nodes()[0]
  }

  /// `scan` with what it has come to before the first element in front.
  package func withInitial(_ reduction: Reduction, axis: Int) throws(ArrayError) -> Node {
    let k = try normalizedAxis(axis, rank: rank)
    var shape = self.shape
    shape[k] = 1
    return try Node.concatenated([Node.full(shape, Literal(reduction == .prod ? 1 : 0, dtype)), self], axis: k)
  }
}
