import ArrayGraph

let scanFunctions: [Function] = {
  var family = Family()
  family.add(
    "cumsum", scanParameters,
    "The running sum along an axis, or of the flattened array; small integers are added in 64 bits.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).cumulativeSum(a.optionalInteger(1), dtype: a.dtype(2)) }
  family.add(
    "cumprod", scanParameters,
    "The running product along an axis, or of the flattened array; small integers are multiplied in 64 bits.",
    isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).cumulativeProduct(a.optionalInteger(1), dtype: a.dtype(2)) }
  family.add(
    "cumulative_sum", initialParameters, "`cumsum`, with `include_initial` after a first element 0."
  ) { (a) throws(ArrayError) -> Node in try a.cumulative(.sum) }
  family.add(
    "cumulative_prod", initialParameters, "`cumprod`, with `include_initial` after a first element 1."
  ) { (a) throws(ArrayError) -> Node in try a.cumulative(.prod) }
  family.add("add.accumulate", accumulateParameters, "`cumsum` along the first axis, or another one.") {
    (a) throws(ArrayError) -> Node in try a.accumulated().cumulativeSum(a.integer(1), dtype: a.dtype(2))
  }
  family.add("multiply.accumulate", accumulateParameters, "`cumprod` along the first axis, or another one.") {
    (a) throws(ArrayError) -> Node in try a.accumulated().cumulativeProduct(a.integer(1), dtype: a.dtype(2))
  }
  family.add(
    "maximum.accumulate", extremeParameters, "The greatest of the elements so far along an axis; NaN wins."
  ) { (a) throws(ArrayError) -> Node in try a.accumulated().scan(.max, axis: a.integer(1)) }
  family.add(
    "minimum.accumulate", extremeParameters, "The least of the elements so far along an axis; NaN wins."
  ) { (a) throws(ArrayError) -> Node in try a.accumulated().scan(.min, axis: a.integer(1)) }
  return family.functions
}()

private let scanParameters = [
  Parameter("a", .array), Parameter("axis", .integer, default: Value.none),
  Parameter("dtype", .dtype, default: Value.none),
]
private let initialParameters = [
  Parameter("x", .array), Parameter("axis", .integer, default: Value.none),
  Parameter("dtype", .dtype, default: Value.none), Parameter("include_initial", .boolean, default: .bool(false)),
]
private let accumulateParameters = [
  Parameter("array", .array), Parameter("axis", .integer, default: .int(0)),
  Parameter("dtype", .dtype, default: Value.none),
]
private let extremeParameters = [Parameter("array", .array), Parameter("axis", .integer, default: .int(0))]

extension Arguments {
  /// What an `accumulate` takes: unlike `cumsum`, no scalar.
  fileprivate func accumulated() throws(ArrayError) -> Node {
    let array = try node(0)
    if array.rank == 0 { throw ArrayError(.value, "cannot accumulate on a scalar") }
    return array
  }

  /// The array API's scan: only an array of one axis may leave it out.
  fileprivate func cumulative(_ reduction: Reduction) throws(ArrayError) -> Node {
    let x = try node(0)
    guard let axis = try optionalInteger(1) ?? (x.rank <= 1 ? 0 : nil) else {
      throw ArrayError(.axis, "For arrays which have more than one dimension ``axis`` argument is required.")
    }
    let result =
      try reduction == .sum ? x.cumulativeSum(axis, dtype: dtype(2)) : x.cumulativeProduct(axis, dtype: dtype(2))
    return try boolean(3) ? result.withInitial(reduction, axis: axis) : result
  }
}
