import ArrayGraph

let elementwiseFunctions: [Function] = {
  var family = Family()
  family.add("rint", [Parameter("x", .array)], "The nearest whole number, ties to even, as a float.") {
    (a) throws(ArrayError) -> Node in try Ops.unary("round", a.node(0).floating())
  }
  family.add(
    "round", aliases: ["around"], [Parameter("a", .array), Parameter("decimals", .integer, default: .int(0))],
    "Rounds to `decimals` digits behind the point, ties to even; integers stay integers.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).rounded(decimals: a.integer(1)) }
  family.add(
    "clip",
    [
      Parameter("a", .array), Parameter("a_min", .array, default: Value.none),
      Parameter("a_max", .array, default: Value.none), Parameter("min", .array, default: Value.none),
      Parameter("max", .array, default: Value.none),
    ], "`a` held between two bounds, of which either may be None; NaN stays.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in
    try clip(
      a.operand(0), a.optionalOperand(a.isNone(1) ? 3 : 1), a.optionalOperand(a.isNone(2) ? 4 : 2))
  }
  family.add("fabs", [Parameter("x", .array)], "The magnitude of `x`, as a float.") {
    (a) throws(ArrayError) -> Node in try Ops.unary("abs", a.node(0).floating())
  }
  family.add(
    "isclose", closeParameters, "Whether `a` and `b` are equal within `atol + rtol * abs(b)`, elementwise."
  ) { (a) throws(ArrayError) -> Node in
    try isClose(
      a.operand(0), a.operand(1), rtol: a.operand(2), atol: a.operand(3), equalNaN: a.boolean(4))
  }
  family.add("allclose", closeParameters, "Whether all elements are close, as `isclose` finds.") {
    (a) throws(ArrayError) -> Node in
    try isClose(a.operand(0), a.operand(1), rtol: a.operand(2), atol: a.operand(3), equalNaN: a.boolean(4)).all()
  }
  family.add(
    "array_equal",
    [
      Parameter("a1", .array), Parameter("a2", .array), Parameter("equal_nan", .boolean, default: .bool(false)),
    ], "Whether two arrays have the same shape and elements."
  ) { (a) throws(ArrayError) -> Node in
    let (x, y) = (try a.node(0), try a.node(1))
    guard x.shape == y.shape else { return Node.literal(Literal(false)) }
    var equal = try Ops.equal(x, y)
    if try a.boolean(2), x.dtype.isFloat, y.dtype.isFloat {
      equal = try Ops.logicalOr(equal, Ops.logicalAnd(Ops.unary("isnan", x), Ops.unary("isnan", y)))
    }
    return try equal.all()
  }
  family.add(
    "nan_to_num",
    [
      Parameter("x", .array), Parameter("copy", .boolean, default: .bool(true)),
      Parameter("nan", .number, default: .float(0)), Parameter("posinf", .number, default: Value.none),
      Parameter("neginf", .number, default: Value.none),
    ], "NaN replaced by `nan`, infinities by `posinf` and `neginf` (the greatest finite numbers by default)."
  ) { (a) throws(ArrayError) -> Node in
    try a.node(0).nanToNum(nan: a.number(2), positive: a.optionalNumber(3), negative: a.optionalNumber(4))
  }
  family.add(
    "heaviside", [Parameter("x1", .array), Parameter("x2", .array)],
    "0 below zero, 1 above, `x2` at zero; NaN stays."
  ) { (a) throws(ArrayError) -> Node in
    let dtype = try Ops.named("copysign").computeType([a.operand(0), a.operand(1)])
    let (x, middle) = (try a.operand(0).node(as: dtype), try a.operand(1).node(as: dtype))
    let (zero, one) = (Ops.scalar(0, like: x), Ops.scalar(1, like: x))
    let step = try Ops.select(Ops.less(zero, x), one, Ops.select(Ops.less(x, zero), zero, middle))
    return try Ops.select(Ops.unary("isnan", x), x, step)
  }
  return family.functions
}()

private let closeParameters = [
  Parameter("a", .array), Parameter("b", .array), Parameter("rtol", .array, default: .float(1e-05)),
  Parameter("atol", .array, default: .float(1e-08)), Parameter("equal_nan", .boolean, default: .bool(false)),
]
