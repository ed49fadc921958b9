import ArrayGraph

let statisticsFunctions: [Function] = {
  var family = Family()
  family.add(
    "mean", accumulationParameters, "The mean of the elements; integers are averaged in f64.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).mean(a.axes(1), keepDims: a.boolean(3), dtype: a.dtype(2)) }
  family.add(
    "var", varianceParameters, "The variance: the mean squared distance from the mean, divided by `n - ddof`.",
    isMethod: true
  ) { (a) throws(ArrayError) -> Node in
    try a.node(0).variance(a.axes(1), ddof: a.number(3), keepDims: a.boolean(4), dtype: a.dtype(2))
  }
  family.add("std", varianceParameters, "The standard deviation: the root of the variance.", isMethod: true) {
    (a) throws(ArrayError) -> Node in
    try a.node(0).deviation(a.axes(1), ddof: a.number(3), keepDims: a.boolean(4), dtype: a.dtype(2))
  }
  family.add("ptp", axisParameters, "The greatest element less the least.") { (a) throws(ArrayError) -> Node in
    try a.node(0).peakToPeak(a.axes(1), keepDims: a.boolean(2))
  }
  family.addGeneral(
    "average",
    [
      Parameter("a", .array), Parameter("axis", .axes, default: Value.none),
      Parameter("weights", .array, default: Value.none), Parameter("returned", .boolean, default: .bool(false)),
      Parameter("keepdims", .boolean, default: .bool(false)),
    ], "The mean weighted by `weights`; with `returned`, the sum of the weights too."
  ) { (a) throws(ArrayError) -> Value in
    let weights = a.isNone(2) ? nil : try a.node(2)
    let (mean, weight) = try a.node(0).average(a.axes(1), weights: weights, keepDims: a.boolean(4))
    return try a.boolean(3) ? .tuple([.array(mean), .array(weight)]) : .array(mean)
  }
  family.add(
    "softmax", [Parameter("x", .array), Parameter("axis", .axes, default: Value.none)],
    "Exponentials divided by their sum along the axes (over all by default)."
  ) { (a) throws(ArrayError) -> Node in try a.node(0).softmax(a.axes(1)) }
  family.add(
    "log_softmax", [Parameter("x", .array), Parameter("axis", .axes, default: Value.none)],
    "The logarithm of `softmax`, without its underflow."
  ) { (a) throws(ArrayError) -> Node in try a.node(0).logSoftmax(a.axes(1)) }
  family.add("logsumexp", axisParameters, "The logarithm of the sum of exponentials, without their overflow.") {
    (a) throws(ArrayError) -> Node in try a.node(0).logSumExp(a.axes(1), keepDims: a.boolean(2))
  }
  return family.functions
}()

private let varianceParameters = [
  Parameter("a", .array), Parameter("axis", .axes, default: Value.none),
  Parameter("dtype", .dtype, default: Value.none), Parameter("ddof", .number, default: .int(0)),
  Parameter("keepdims", .boolean, default: .bool(false)),
]
