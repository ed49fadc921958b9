import ArrayGraph

let reductionFunctions: [Function] = {
  var family = Family()
  family.add(
    "sum", accumulationParameters, "The sum of the elements; small integers are added in 64 bits.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).sum(a.axes(1), keepDims: a.boolean(3), dtype: a.dtype(2)) }
  family.add(
    "prod", accumulationParameters, "The product of the elements; small integers are multiplied in 64 bits.",
    isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).prod(a.axes(1), keepDims: a.boolean(3), dtype: a.dtype(2)) }
  family.add(
    "min", aliases: ["amin"], axisParameters, "The least element; NaN wins.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).min(a.axes(1), keepDims: a.boolean(2)) }
  family.add(
    "max", aliases: ["amax"], axisParameters, "The greatest element; NaN wins.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).max(a.axes(1), keepDims: a.boolean(2)) }
  family.add("any", axisParameters, "Whether any element is not zero.", isMethod: true) {
    (a) throws(ArrayError) -> Node in
    try a.node(0).any(a.axes(1), keepDims: a.boolean(2))
  }
  family.add("all", axisParameters, "Whether every element is not zero.", isMethod: true) {
    (a) throws(ArrayError) -> Node in try a.node(0).all(a.axes(1), keepDims: a.boolean(2))
  }
  family.add(
    "argmin", positionParameters, "Where the least element stands first; NaN counts as the least.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).argmin(a.optionalInteger(1), keepDims: a.boolean(2)) }
  family.add(
    "argmax", positionParameters, "Where the greatest element stands first; NaN counts as the greatest.",
    isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).argmax(a.optionalInteger(1), keepDims: a.boolean(2)) }
  family.add("count_nonzero", axisParameters, "How many elements are not zero.") { (a) throws(ArrayError) -> Node in
    try a.node(0).countNonzero(a.axes(1), keepDims: a.boolean(2))
  }
  return family.functions
}()

let axisParameters = [
  Parameter("a", .array), Parameter("axis", .axes, default: Value.none),
  Parameter("keepdims", .boolean, default: .bool(false)),
]
private let positionParameters = [
  Parameter("a", .array), Parameter("axis", .integer, default: Value.none),
  Parameter("keepdims", .boolean, default: .bool(false)),
]
let accumulationParameters = [
  Parameter("a", .array), Parameter("axis", .axes, default: Value.none),
  Parameter("dtype", .dtype, default: Value.none), Parameter("keepdims", .boolean, default: .bool(false)),
]
