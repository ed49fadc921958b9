import ArrayGraph

extension Node {
  /// The array in the float dtype that a function of floats computes in.
  package func floating() throws(ArrayError) -> Node {
    cast(to: try Ops.named("sqrt").computeType([.strong(self)]))
  }

  /// `exp(x - max)` by its sum: positive numbers that add up to 1 along the axes (all of them for nil).
  package func softmax(_ axes: [Int]?) throws(ArrayError) -> Node {
    let x = try floating()
    let powers = try Ops.unary("exp", Ops.subtract(x, x.max(axes, keepDims: true)))
    return try Ops.divide(powers, powers.sum(axes, keepDims: true))
  }

  /// The logarithm of `softmax`, without its underflow.
  package func logSoftmax(_ axes: [Int]?) throws(ArrayError) -> Node {
    let x = try floating()
    let shifted = try Ops.subtract(x, x.max(axes, keepDims: true).finiteOrZero())
    let total = try Ops.unary("exp", shifted).sum(axes, keepDims: true)
    return try Ops.subtract(shifted, Ops.unary("log", total))
  }

  /// The logarithm of the sum of exponentials, without their overflow.
  package func logSumExp(_ axes: [Int]?, keepDims: Bool = false) throws(ArrayError) -> Node {
    let x = try floating()
    let positions = try reductionAxes(axes)
    if reducedCount(positions) == 0 {
      let empty = try x.sum(axes, keepDims: keepDims)
      return Node.full(empty.shape, Literal(-Double.infinity, x.dtype))
    }
    let greatest = try x.max(axes, keepDims: true).finiteOrZero()
    let total = try Ops.unary("exp", Ops.subtract(x, greatest)).sum(axes, keepDims: true)
    let result = try Ops.add(Ops.unary("log", total), greatest)
    return keepDims ? result : result.reshaped(shape.indices.filter { !positions.contains($0) }.map { shape[$0] })
  }

  private func finiteOrZero() throws(ArrayError) -> Node {
    try Ops.select(Ops.unary("isfinite", self), self, Ops.scalar(0, like: self))
  }

  /// NaN and infinities replaced by numbers; the greatest finite ones where none are given.
  package func nanToNum(nan: Double, positive: Double?, negative: Double?) throws(ArrayError) -> Node {
    guard dtype.isFloat else { return self }
    let limit = dtype == .f32 ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude
    var result = try Ops.select(Ops.unary("isnan", self), Ops.scalar(nan, like: self), self)
    let infinity = Ops.scalar(.infinity, like: self)
    result = try Ops.select(Ops.equal(self, infinity), Ops.scalar(positive ?? limit, like: self), result)
    let least = Ops.scalar(-.infinity, like: self)
    return try Ops.select(Ops.equal(self, least), Ops.scalar(negative ?? -limit, like: self), result)
  }

  /// Rounded to `decimals` digits behind the point, ties to even; integers stay integers, as in NumPy.
  package func rounded(decimals: Int) throws(ArrayError) -> Node {
    if dtype == .bool { return try Ops.unary("round", floating()) }
    if dtype.isInteger && decimals >= 0 { return self }
    if decimals == 0 { return try Ops.unary("round", self) }
    let x = dtype.isInteger ? cast(to: .f64) : self
    var power = 1.0
    for _ in 0..<Swift.min(decimals.magnitude, 400) { power *= 10 }
    let factor = Ops.scalar(power, like: x)
    let result =
      try decimals > 0
      ? Ops.divide(Ops.unary("round", Ops.multiply(x, factor)), factor)
      : Ops.multiply(Ops.unary("round", Ops.divide(x, factor)), factor)
    return result.cast(to: dtype)
  }
}

/// `x` held between two bounds, of which either may be missing. Python integers outside the range of an integer dtype
/// bound nothing, as in NumPy.
package func clip(_ x: Operand, _ lower: Operand?, _ upper: Operand?) throws(ArrayError) -> Node {
  let range = x.dtype?.integerRange
  func bounding(_ bound: Operand?, _ isLower: Bool) -> Operand? {
    guard case .weakInteger(let number)? = bound, let range, x.dtype != .bool else { return bound }
    return (isLower ? number < range.lowerBound : number > range.upperBound) ? nil : bound
  }
  switch (bounding(lower, true), bounding(upper, false)) {
  case (let low?, let high?): return try elementwise(Ops.named("clip"), [x, low, high])
  case (let low?, nil): return try elementwise(Ops.named("maximum"), [x, low])
  case (nil, let high?): return try elementwise(Ops.named("minimum"), [x, high])
  case (nil, nil): return try x.node(as: Operand.common([x]))
  }
}

/// Whether `|a - b| <= atol + rtol · |b|`, elementwise; infinities are close to themselves.
package func isClose(
  _ a: Operand, _ b: Operand, rtol: Operand, atol: Operand, equalNaN: Bool
) throws(ArrayError) -> Node {
  var y = b
  switch b {
  case .strong(let node) where !node.dtype.isFloat: y = .strong(node.cast(to: .f64))
  case .weakInteger(let number): y = .weakFloat(Double(number))
  default: break
  }
  func apply(_ name: String, _ operands: Operand...) throws(ArrayError) -> Operand {
    .strong(try elementwise(Ops.named(name), operands))
  }
  let distance = try apply("abs", apply("subtract", a, y))
  let magnitude: Operand
  if case .weakFloat(let number) = y { magnitude = .weakFloat(abs(number)) } else { magnitude = try apply("abs", y) }
  let bound: Operand
  if case .weakFloat(let size) = magnitude, case .weakFloat(let r) = rtol, case .weakFloat(let t) = atol {
    bound = .weakFloat(t + r * size)
  } else {
    bound = try apply("add", atol, apply("multiply", rtol, magnitude))
  }
  let within = try apply("logical_and", apply("less_equal", distance, bound), apply("isfinite", y))
  var result = try apply("logical_or", within, apply("equal", a, y))
  if equalNaN {
    result = try apply("logical_or", result, apply("logical_and", apply("isnan", a), apply("isnan", y)))
  }
  guard case .strong(let node) = result else { throw ArrayError(.dtype, "isclose: no result") }
  return node
}
