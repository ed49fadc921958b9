import ArrayGraph

extension Node {
  /// The mean over some axes, or all, as NumPy forms it: the sum divided by the count. Integers are averaged in `f64`;
  /// the mean of nothing is NaN.
  package func mean(_ axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil) throws(ArrayError) -> Node {
    let axes = try reductionAxes(axes)
    let total = try sum(axes, keepDims: keepDims, dtype: dtype ?? self.dtype.averaging)
    let mean = try total.divided(by: Double(reducedCount(axes)))
    // A mean that is wanted as an integer loses its fraction, as NumPy's.
    return dtype.map { mean.cast(to: $0) } ?? mean
  }

  /// The variance over some axes, or all, in NumPy's order of operations: the mean, the squared distances from it,
  /// their sum divided by `count - ddof`.
  package func variance(
    _ axes: [Int]? = nil, ddof: Double = 0, keepDims: Bool = false, dtype: DType? = nil
  ) throws(ArrayError) -> Node {
    let axes = try reductionAxes(axes)
    // Both sums at once, so that the means do not have to be turned.
    let lying = try asItLies(axes) { (node, axes) throws(ArrayError) in
      try node.variance(axes, ddof: ddof, dtype: dtype)
    }
    if let lying { return lying.keeping(axes, of: shape, if: keepDims) }
    let target = dtype ?? self.dtype.averaging
    let count = Double(reducedCount(axes))
    let mean = try sum(axes, keepDims: true, dtype: target).divided(by: count)
    let distance = try Ops.subtract(self.dtype.isFloat ? self : cast(to: .f64), mean)
    let total = try Ops.unary("square", distance).sum(axes, keepDims: keepDims, dtype: target)
    return try total.divided(by: Swift.max(count - ddof, 0))
  }

  /// The square root of the variance.
  package func deviation(
    _ axes: [Int]? = nil, ddof: Double = 0, keepDims: Bool = false, dtype: DType? = nil
  ) throws(ArrayError) -> Node {
    try Ops.unary("sqrt", variance(axes, ddof: ddof, keepDims: keepDims, dtype: dtype))
  }

  /// The quotient by a number that takes the array's float dtype.
  package func divided(by number: Double) throws(ArrayError) -> Node {
    try elementwise(Ops.named("divide"), [.strong(self), .weakFloat(number)])
  }

  /// The difference between the greatest and the least element.
  package func peakToPeak(_ axes: [Int]? = nil, keepDims: Bool = false) throws(ArrayError) -> Node {
    try Ops.subtract(max(axes, keepDims: keepDims), min(axes, keepDims: keepDims))
  }

  /// The mean weighted by `weights`, which have the array's shape or the length of the one axis. Returns the sum of the
  /// weights too. Throws `.shape`.
  package func average(
    _ axes: [Int]?, weights: Node?, keepDims: Bool = false
  ) throws(ArrayError) -> (mean: Node, weight: Node) {
    guard let weights else {
      let mean = try mean(axes, keepDims: keepDims)
      let count = Literal(Double(reducedCount(try reductionAxes(axes))), mean.dtype)
      return (mean, Node.full(mean.shape, count))
    }
    let positions = try reductionAxes(axes)
    var weight = weights
    if weights.shape != shape {
      guard axes != nil else {
        throw ArrayError(.shape, "Axis must be specified when shapes of a and weights differ.")
      }
      guard weights.shape == positions.map({ shape[$0] }) else {
        throw ArrayError(
          .shape, "Shape of weights must be consistent with shape of a along specified axis.",
          notes: ["the array is \(typeText), the weights are \(weights.typeText)"])
      }
      let order = positions.indices.sorted { positions[$0] < positions[$1] }
      let lengths = shape.indices.map { positions.contains($0) ? shape[$0] : 1 }
      weight = try weights.permuted(order).reshaped(lengths)
    }
    let common = DType.promoted(dtype, weights.dtype)
    let result = common.isFloat ? common : .f64
    let whole = try weight.cast(to: result).broadcast(to: shape)
    let total = try whole.sum(positions, keepDims: keepDims)
    let products = try Ops.multiply(cast(to: result), whole).sum(positions, keepDims: keepDims)
    return (try Ops.divide(products, total), total)
  }
}
