import ArrayGraph

let creationFunctions: [Function] = {
  var family = Family()
  family.add(
    "array", aliases: ["asarray", "ascontiguousarray"],
    [Parameter("object", .any), Parameter("dtype", .dtype, default: Value.none)],
    "The array that a nested list, a number or an array means."
  ) { (a) throws(ArrayError) -> Node in
    let dtype = try a.dtype(1)
    if case .array(let node) = a[0] { return node.cast(to: dtype ?? node.dtype) }
    return try Node.array(a[0], dtype: dtype)
  }
  family.add("zeros", aliases: ["empty"], shapeParameters, "An array of zeros.") { (a) throws(ArrayError) -> Node in
    try filled(a, with: 0)
  }
  family.add("ones", shapeParameters, "An array of ones.") { (a) throws(ArrayError) -> Node in try filled(a, with: 1) }
  family.add(
    "full",
    [
      Parameter("shape", .shape), Parameter("fill_value", .array),
      Parameter("dtype", .dtype, default: Value.none),
    ], "An array filled with `fill_value`."
  ) { (a) throws(ArrayError) -> Node in try Node.full(a.integers(0), a[1], dtype: a.dtype(2)) }
  family.add(
    "zeros_like", aliases: ["empty_like"], likeParameters, "An array of zeros with the shape and dtype of `a`."
  ) { (a) throws(ArrayError) -> Node in try filledLike(a, with: .int(0), 1) }
  family.add("ones_like", likeParameters, "An array of ones with the shape and dtype of `a`.") {
    (a) throws(ArrayError) -> Node in try filledLike(a, with: .int(1), 1)
  }
  family.add(
    "full_like",
    [
      Parameter("a", .array), Parameter("fill_value", .array),
      Parameter("dtype", .dtype, default: Value.none), Parameter("shape", .shape, default: Value.none),
    ], "An array filled with `fill_value`, with the shape and dtype of `a`."
  ) { (a) throws(ArrayError) -> Node in try filledLike(a, with: a[1], 2) }
  family.add(
    "arange",
    [
      Parameter("start", .number), Parameter("stop", .number, default: Value.none),
      Parameter("step", .number, default: .int(1)), Parameter("dtype", .dtype, default: Value.none),
    ], "Evenly spaced numbers from `start` (or 0) up to `stop`, which is left out."
  ) { (a) throws(ArrayError) -> Node in
    let step = a.isNone(2) ? Literal(1, .i64) : try a.literal(2)
    if a.isNone(1) { return try Node.arange(Literal(0, .i64), a.literal(0), step, dtype: a.dtype(3)) }
    return try Node.arange(a.literal(0), a.literal(1), step, dtype: a.dtype(3))
  }
  family.add(
    "linspace",
    [
      Parameter("start", .number), Parameter("stop", .number), Parameter("num", .integer, default: .int(50)),
      Parameter("endpoint", .boolean, default: .bool(true)), Parameter("dtype", .dtype, default: Value.none),
    ], "`num` evenly spaced numbers from `start` to `stop`, both included unless `endpoint` is False."
  ) { (a) throws(ArrayError) -> Node in
    try Node.linspace(
      a.literal(0), a.literal(1), count: a.integer(2), endpoint: a.boolean(3), dtype: a.dtype(4))
  }
  family.add(
    "eye",
    [
      Parameter("N", .integer), Parameter("M", .integer, default: Value.none),
      Parameter("k", .integer, default: .int(0)), Parameter("dtype", .dtype, default: .dtype(.f64)),
    ], "Ones on the diagonal `k`, zeros elsewhere."
  ) { (a) throws(ArrayError) -> Node in
    let rows = try a.integer(0)
    return try Node.eye(rows, a.optionalInteger(1) ?? rows, offset: a.integer(2), dtype: a.dtype(3) ?? .f64)
  }
  family.add(
    "identity", [Parameter("n", .integer), Parameter("dtype", .dtype, default: .dtype(.f64))],
    "The square matrix with ones on its main diagonal."
  ) { (a) throws(ArrayError) -> Node in
    let n = try a.integer(0)
    return try Node.eye(n, n, dtype: a.dtype(1) ?? .f64)
  }
  family.add(
    "diag", [Parameter("v", .array), Parameter("k", .integer, default: .int(0))],
    "The matrix with `v` on its diagonal `k`, or the diagonal of a matrix."
  ) { (a) throws(ArrayError) -> Node in
    let (v, k) = (try a.node(0), try a.integer(1))
    guard v.rank == 1 else {
      guard v.rank == 2 else { throw ArrayError(.shape, "Input must be 1- or 2-d.") }
      return try v.diagonal(offset: k)
    }
    let size = v.shape[0] + Int(k.magnitude)
    let onDiagonal = try Node.eye(size, size, offset: k, dtype: .bool)
    let zeros = Node.full([Int(k.magnitude)], Literal(0, v.dtype))
    // Row r of an upper diagonal holds v[r]; row r of a lower one v[r - |k|].
    let rows = k == 0 ? v : try Node.concatenated(k > 0 ? [v, zeros] : [zeros, v], axis: 0)
    return try Ops.select(onDiagonal, rows.reshaped([size, 1]), Node.literal(Literal(0, v.dtype)))
  }
  family.add(
    "tril", [Parameter("m", .array), Parameter("k", .integer, default: .int(0))],
    "The matrix with zeros above the diagonal `k`."
  ) { (a) throws(ArrayError) -> Node in try a.node(0).triangle(lower: true, offset: a.integer(1)) }
  family.add(
    "triu", [Parameter("m", .array), Parameter("k", .integer, default: .int(0))],
    "The matrix with zeros below the diagonal `k`."
  ) { (a) throws(ArrayError) -> Node in try a.node(0).triangle(lower: false, offset: a.integer(1)) }
  return family.functions
}()

private let shapeParameters = [Parameter("shape", .shape), Parameter("dtype", .dtype, default: .dtype(.f64))]
private let likeParameters = [
  Parameter("a", .array), Parameter("dtype", .dtype, default: Value.none),
  Parameter("shape", .shape, default: Value.none),
]

private func filled(_ a: Arguments, with number: Int) throws(ArrayError) -> Node {
  let dtype = try a.dtype(1) ?? .f64
  return Node.full(try Node.checkedShape(a.integers(0), dtype), Literal(number, dtype))
}

private func filledLike(_ a: Arguments, with value: Value, _ position: Int) throws(ArrayError) -> Node {
  let model = try a.node(0)
  let dtype = try a.dtype(position) ?? model.dtype
  return try Node.full(a.isNone(position + 1) ? model.shape : a.integers(position + 1), value, dtype: dtype)
}
