import ArrayGraph

let manipulationFunctions: [Function] = {
  var family = Family()
  family.add(
    "reshape", [Parameter("a", .array), Parameter("shape", .shape, isVariadic: true)],
    "The elements under another shape; one length may be -1.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).reshaped(inferring: a.integers(1)) }
  family.add("ravel", [Parameter("a", .array)], "All elements along one axis.", isMethod: true) {
    (a) throws(ArrayError) -> Node in try a.node(0).raveled
  }
  family.add(
    "transpose", aliases: ["permute_dims"],
    [Parameter("a", .array), Parameter("axes", .axes, default: Value.none, isVariadic: true)],
    "The axes in another order; in reverse by default.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in
    guard let axes = try a.axes(1) else { return try a.node(0).transposed }
    return try a.node(0).permuted(axes)
  }
  family.add(
    "matrix_transpose", aliases: ["linalg.matrix_transpose"], [Parameter("x", .array)], "The last two axes exchanged."
  ) {
    (a) throws(ArrayError) -> Node in try a.node(0).matrixTransposed()
  }
  family.add(
    "swapaxes", [Parameter("a", .array), Parameter("axis1", .integer), Parameter("axis2", .integer)],
    "Two axes exchanged.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).swapped(a.integer(1), a.integer(2)) }
  family.add(
    "moveaxis", [Parameter("a", .array), Parameter("source", .axes), Parameter("destination", .axes)],
    "Axes moved to other positions, the others in their order."
  ) { (a) throws(ArrayError) -> Node in try a.node(0).moved(a.axes(1) ?? [], to: a.axes(2) ?? []) }
  family.add(
    "expand_dims", [Parameter("a", .array), Parameter("axis", .axes)], "New axes of length 1."
  ) { (a) throws(ArrayError) -> Node in try a.node(0).expanded(a.axes(1) ?? []) }
  family.add(
    "squeeze", [Parameter("a", .array), Parameter("axis", .axes, default: Value.none)],
    "Without axes of length 1: all of them, or those named.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).squeezed(a.axes(1)) }
  family.add(
    "flip", [Parameter("m", .array), Parameter("axis", .axes, default: Value.none)],
    "The elements in reverse order along some axes, or all."
  ) { (a) throws(ArrayError) -> Node in try a.node(0).flipped(a.axes(1)) }
  family.add("fliplr", [Parameter("m", .array)], "The elements in reverse order along axis 1.") {
    (a) throws(ArrayError) -> Node in try a.node(0).flipped([1])
  }
  family.add("flipud", [Parameter("m", .array)], "The elements in reverse order along axis 0.") {
    (a) throws(ArrayError) -> Node in try a.node(0).flipped([0])
  }
  family.add(
    "broadcast_to", [Parameter("array", .array), Parameter("shape", .shape)],
    "A view of a larger shape in which axes of length 1, and new ones in front, repeat."
  ) { (a) throws(ArrayError) -> Node in
    let node = try a.node(0)
    return try node.broadcast(to: Node.checkedShape(a.integers(1), node.dtype))
  }
  family.add(
    "diagonal",
    [
      Parameter("a", .array), Parameter("offset", .integer, default: .int(0)),
      Parameter("axis1", .integer, default: .int(0)), Parameter("axis2", .integer, default: .int(1)),
    ], "The diagonal of two axes as a new last axis.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in
    try a.node(0).diagonal(offset: a.integer(1), a.integer(2), a.integer(3))
  }
  family.add(
    "concatenate", aliases: ["concat"],
    [Parameter("arrays", .arrays), Parameter("axis", .axes, default: .int(0))],
    "Arrays joined along an axis that they have; flattened first if it is None."
  ) { (a) throws(ArrayError) -> Node in
    let arrays = try a.nodes(0)
    guard let axis = try a.optionalInteger(1) else {
      return try Node.concatenated(arrays.map(\.raveled), axis: 0)
    }
    return try Node.concatenated(arrays, axis: axis)
  }
  family.add(
    "stack", [Parameter("arrays", .arrays), Parameter("axis", .integer, default: .int(0))],
    "Arrays of one shape joined along a new axis."
  ) { (a) throws(ArrayError) -> Node in try Node.stacked(a.nodes(0), axis: a.integer(1)) }
  family.add("vstack", [Parameter("tup", .arrays)], "Arrays joined along axis 0, vectors as rows.") {
    (a) throws(ArrayError) -> Node in
    try Node.concatenated(a.nodes(0).map { $0.rank < 2 ? $0.reshaped([1, $0.count]) : $0 }, axis: 0)
  }
  family.add("hstack", [Parameter("tup", .arrays)], "Arrays joined along axis 1, vectors along their only one.") {
    (a) throws(ArrayError) -> Node in
    let arrays = try a.nodes(0).map { $0.rank == 0 ? $0.reshaped([1]) : $0 }
    return try Node.concatenated(arrays, axis: arrays.first?.rank == 1 ? 0 : 1)
  }
  family.add(
    "roll", [Parameter("a", .array), Parameter("shift", .axes), Parameter("axis", .axes, default: Value.none)],
    "The elements moved along one axis or several, those that leave it entering at its other end."
  ) { (a) throws(ArrayError) -> Node in
    let node = try a.node(0)
    guard let shifts = try a.axes(1) else { throw ArrayError(.dtype, "'shift' of roll() is not an integer but None") }
    let axes = try a.axes(2)
    let each = axes ?? [0]
    guard shifts.count == each.count || shifts.count == 1 || each.count == 1 else {
      throw ArrayError(.value, "'shift' and 'axis' should be scalars or 1D sequences of one length")
    }
    var result = axes == nil ? node.raveled : node
    for k in 0..<max(shifts.count, each.count) where !shifts.isEmpty && !each.isEmpty {
      let axis = try normalizedAxis(each[each.count == 1 ? 0 : k], rank: result.rank)
      result = try result.rolled(by: shifts[shifts.count == 1 ? 0 : k], along: axis)
    }
    return result.reshaped(node.shape)
  }
  family.add(
    "astype", [Parameter("x", .array), Parameter("dtype", .dtype)],
    "The elements converted to another dtype; floats are truncated towards zero.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in
    let node = try a.node(0)
    return node.cast(to: try a.dtype(1) ?? .f64)
  }
  family.add("copy", [Parameter("a", .array)], "The array itself: arrays are values.", isMethod: true) {
    (a) throws(ArrayError) -> Node in try a.node(0)
  }
  return family.functions
}()

/// What only arrays have as methods.
let methodFunctions: [Function] = {
  var family = Family()
  family.add("flatten", [Parameter("a", .array)], "All elements along one axis.", isMethod: true) {
    (a) throws(ArrayError) -> Node in try a.node(0).raveled
  }
  return family.functions
}()
