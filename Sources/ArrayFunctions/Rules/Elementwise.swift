import ArrayGraph

/// Records an elementwise operation as NumPy would compute it: dtypes promoted (NEP 50), shapes broadcast by views,
/// constants folded, powers and divisions by known numbers rewritten.
///
/// Throws `.shape` for shapes that do not broadcast, `.dtype` for dtypes without a loop, `.value` for a Python integer
/// that the dtype cannot hold.
package func elementwise(_ operation: Operation, _ values: [Value]) throws(ArrayError) -> Node {
  var operands: [Operand] = []
  operands.reserveCapacity(values.count)
  for value in values { operands.append(try Operand(value, for: operation.name)) }
  return try elementwise(operation, operands)
}

/// The same for one node.
package func elementwise(_ operation: Operation, _ x: Node) throws(ArrayError) -> Node {
  if !x.isConstant, let result = operation.plainResult(x.dtype) {
    return Node(operation, dtype: x.dtype, Inputs(x), result, x.shape)
  }
  return try elementwise(operation, [.strong(x)])
}

/// The same for two nodes.
package func elementwise(_ operation: Operation, _ a: Node, _ b: Node) throws(ArrayError) -> Node {
  if a.dtype == b.dtype, let result = operation.plainResult(a.dtype) {
    switch (a.isConstant, b.isConstant) {
    case (false, false) where a.shape == b.shape:
      return Node(operation, dtype: a.dtype, Inputs(a, b), result, a.shape)
    case (false, true) where b.shape.isEmpty:
      guard let literal = b.constantLiteral else { break }
      if let node = try rewritten(operation, a, literal) { return node }
      return Node(operation, dtype: a.dtype, Inputs(a, literal), result, a.shape)
    case (true, false) where a.shape.isEmpty:
      if let literal = a.constantLiteral { return Node(operation, dtype: a.dtype, Inputs(literal, b), result, b.shape) }
    default: break
    }
  }
  return try elementwise(operation, [.strong(a), .strong(b)])
}

/// The same for a node and a constant.
package func elementwise(_ operation: Operation, _ a: Node, _ b: Literal) throws(ArrayError) -> Node {
  if a.dtype == b.dtype, !a.isConstant {
    if let node = try rewritten(operation, a, b) { return node }
    if let result = operation.plainResult(a.dtype) {
      return Node(operation, dtype: a.dtype, Inputs(a, b), result, a.shape)
    }
  }
  return try elementwise(operation, [.strong(a), .strong(Node.literal(b))])
}

/// What the operation becomes because the number is known, where nothing has to be converted or broadcast; nil where
/// the rules have more to say.
private func rewritten(_ operation: Operation, _ x: Node, _ literal: Literal) throws(ArrayError) -> Node? {
  if operation.isRewrittenDivision { return try rewrittenDivision(operation, x, literal) }
  if operation.rule == .comparison, let number = literal.integer { return try narrowComparison(operation, x, number) }
  return operation.isPower && x.dtype.isFloat ? try rewrittenPower(x, literal) : nil
}

/// The same for a constant and a node.
package func elementwise(_ operation: Operation, _ a: Literal, _ b: Node) throws(ArrayError) -> Node {
  if a.dtype == b.dtype, let result = operation.plainResult(b.dtype), !b.isConstant {
    return Node(operation, dtype: b.dtype, Inputs(a, b), result, b.shape)
  }
  return try elementwise(operation, [.strong(Node.literal(a)), .strong(b)])
}

/// The same for three nodes.
package func elementwise(_ operation: Operation, _ a: Node, _ b: Node, _ c: Node) throws(ArrayError) -> Node {
  try elementwise(operation, [.strong(a), .strong(b), .strong(c)])
}

package func elementwise(_ operation: Operation, _ operands: [Operand]) throws(ArrayError) -> Node {
  guard operands.count == operation.operandCount else {
    throw ArrayError(.value, "\(operation.name) takes \(operation.operandCount) operands, not \(operands.count)")
  }
  let shape = try broadcastShape(operands)
  if let special = try specialCase(operation, operands, shape) { return special }
  if operation.rule == .select {
    let dtype = try operation.computeType(Array(operands.dropFirst()))
    let mask = try operands[0].truth()
    return try record(operation, dtype, [mask, operands[1].node(as: dtype), operands[2].node(as: dtype)], shape)
  }
  if operation.rule == .logical {
    var masks: [Node] = []
    for operand in operands { masks.append(try operand.truth()) }
    return try record(operation, .bool, masks, shape)
  }
  let dtype = try operation.computeType(operands)
  var nodes: [Node] = []
  nodes.reserveCapacity(operands.count)
  for operand in operands { nodes.append(try operand.node(as: dtype)) }
  if operation.rule == .rounding && !dtype.isFloat { return try nodes[0].broadcast(to: shape) }
  return try record(operation, dtype, nodes, shape)
}

/// Makes the node, once dtypes and shape are known. Constants stay operands of shape `[]`.
func record(
  _ operation: Operation, _ dtype: DType, _ nodes: [Node], _ shape: [Int]
) throws(ArrayError) -> Node {
  let result = operation.resultType(dtype)
  var inputs: [Node] = []
  inputs.reserveCapacity(nodes.count)
  var literals: [Literal] = []
  var isScalar = true
  for node in nodes {
    if let literal = node.constantLiteral {
      literals.append(literal)
      inputs.append(node.shape.isEmpty ? node : Node.literal(literal))
    } else {
      isScalar = isScalar && node.shape.isEmpty
      inputs.append(node)
    }
  }
  if literals.count == nodes.count, let folded = Literal.apply(operation, dtype, literals) {
    return Node.full(shape, folded)
  }
  if isScalar {
    let scalar = Node(operation, dtype: dtype, Inputs(inputs, computing: dtype), result, [])
    return try scalar.broadcast(to: shape)
  }
  for k in inputs.indices where !inputs[k].shape.isEmpty && inputs[k].shape != shape {
    inputs[k] = try inputs[k].broadcast(to: shape)
  }
  return Node(operation, dtype: dtype, Inputs(inputs, computing: dtype), result, shape)
}

/// The shape of operands together, or the error in the user's shapes.
private func broadcastShape(_ operands: [Operand]) throws(ArrayError) -> [Int] {
  var shape: [Int] = []
  for operand in operands {
    guard let joined = Shape.broadcast(shape, operand.shape) else {
      throw broadcastError(
        operands.map {
          ($0.dtype ?? .f64, $0.shape)
        })
    }
    shape = joined
  }
  guard Shape.count(shape) != nil else {
    throw ArrayError(.shape, "array is too big: shape \(Shape.tuple(shape))")
  }
  return shape
}

/// `cannot broadcast f32[1024, 16] with f32[1000]`, with the axis at which it fails.
package func broadcastError(_ types: [(DType, [Int])]) -> ArrayError {
  let arrays = types.filter { !$0.1.isEmpty }
  let text = arrays.map { Shape.text($0.0, $0.1) }
  let joined = text.count <= 2 ? text.joined(separator: " with ") : text.joined(separator: ", ")
  let rank = arrays.map(\.1.count).max() ?? 0
  for axis in (0..<rank).reversed() {
    var lengths: [Int] = []
    for (_, shape) in arrays where axis >= rank - shape.count {
      let length = shape[axis - (rank - shape.count)]
      if length != 1 && !lengths.contains(length) { lengths.append(length) }
    }
    if lengths.count > 1 {
      let list = lengths.map(String.init).joined(separator: " and ")
      return ArrayError(
        .shape, "cannot broadcast \(joined)",
        notes: ["axis \(axis) has \(list); only equal lengths, or 1, go together"])
    }
  }
  return ArrayError(.shape, "cannot broadcast \(joined)")
}

extension Operand {
  /// The operand as a truth value: whether it is not zero.
  func truth() throws(ArrayError) -> Node {
    switch self {
    case .strong(let node): node.cast(to: .bool)
    case .weakInteger(let number): Node.literal(Literal(number != 0))
    case .weakFloat(let number): Node.literal(Literal(number != 0))
    }
  }
}
