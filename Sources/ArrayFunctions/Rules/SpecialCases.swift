import ArrayGraph

/// What NumPy does apart from its loops: comparisons past a dtype's range, powers, integer reciprocals; and what known
/// numbers make cheaper. Nil where the ordinary way applies.
func specialCase(_ operation: Operation, _ operands: [Operand], _ shape: [Int]) throws(ArrayError) -> Node? {
  switch operation.rule {
  case .comparison: return try comparison(operation, operands, shape)
  case .predicate: return try integerPredicate(operation, operands[0], shape)
  case .floating where operation.name == "reciprocal": return try integerReciprocal(operands[0], shape)
  default: break
  }
  switch operation.name {
  case "pow": return try power(operands[0], operands[1], shape)
  case "floor_divide", "remainder": return try division(operation, operands[0], operands[1], shape)
  default: return nil
  }
}

// MARK: Comparisons

/// An integer that the other side's dtype cannot hold compares as the number it is, and `u64` compares with signed
/// integers exactly, not through `f64`.
private func comparison(
  _ operation: Operation, _ operands: [Operand], _ shape: [Int]
) throws(ArrayError) -> Node? {
  switch (operands[0], operands[1]) {
  case (.strong(let node), .weakInteger(let number)):
    guard let range = comparedRange(node), !range.contains(number) else {
      return try narrowComparison(operation, node, number)
    }
    return Node.full(shape, Literal(holds(operation.name, leftIsLess: number > range.upperBound)))
  case (.weakInteger(let number), .strong(let node)):
    guard let range = comparedRange(node), !range.contains(number) else { return nil }
    return Node.full(shape, Literal(holds(operation.name, leftIsLess: number < range.lowerBound)))
  case (.strong(let a), .strong(let b)):
    if a.dtype.kind == .signed && b.dtype == .u64 {
      return try signedWithUnsigned(operation.name, a, b)
    }
    if a.dtype == .u64 && b.dtype.kind == .signed {
      let mirrored = [
        "less": "greater", "less_equal": "greater_equal", "greater": "less", "greater_equal": "less_equal",
      ]
      return try signedWithUnsigned(mirrored[operation.name] ?? operation.name, b, a)
    }
    return nil
  default: return nil
  }
}

/// The comparison of integers that were cast from narrower ones, with a number that these hold, is theirs.
func narrowComparison(_ operation: Operation, _ x: Node, _ number: Int128) throws(ArrayError) -> Node? {
  guard let narrow = x.castNarrower(holding: number) else { return nil }
  return try elementwise(operation, narrow, Literal(Int(number), narrow.dtype))
}

private func comparedRange(_ node: Node) -> ClosedRange<Int128>? {
  node.dtype == .bool ? DType.i64.integerRange : node.dtype.integerRange
}

private func holds(_ name: String, leftIsLess: Bool) -> Bool {
  switch name {
  case "equal": false
  case "not_equal": true
  case "less", "less_equal": leftIsLess
  default: !leftIsLess
  }
}

private func signedWithUnsigned(_ name: String, _ a: Node, _ b: Node) throws(ArrayError) -> Node? {
  let zero = Node.literal(Literal(0, a.dtype))
  let unsigned = a.cast(to: .u64)
  switch name {
  case "equal", "greater", "greater_equal":
    return try Ops.logicalAnd(Ops.greaterEqual(a, zero), elementwise(Ops.named(name), unsigned, b))
  case "not_equal", "less", "less_equal":
    return try Ops.logicalOr(Ops.less(a, zero), elementwise(Ops.named(name), unsigned, b))
  default: return nil
  }
}

// MARK: Integers among floats' rows

/// Integers are never NaN nor infinite.
private func integerPredicate(
  _ operation: Operation, _ operand: Operand, _ shape: [Int]
) throws(ArrayError) -> Node? {
  guard case .strong(let node) = operand, !node.dtype.isFloat else { return nil }
  switch operation.name {
  case "isnan", "isinf": return Node.full(shape, Literal(false))
  case "isfinite": return Node.full(shape, Literal(true))
  case "signbit" where node.dtype.kind == .signed: return try Ops.less(node, Node.literal(Literal(0, node.dtype)))
  case "signbit": return Node.full(shape, Literal(false))
  default: return nil
  }
}

/// `1 / x` of integers keeps their dtype, as in NumPy: 1 and -1 stay, all else is 0. (Of 0 NumPy gives what a C cast
/// of infinity gives.)
private func integerReciprocal(_ operand: Operand, _ shape: [Int]) throws(ArrayError) -> Node? {
  let dtype = Operand.common([operand])
  guard !dtype.isFloat else { return nil }
  let integer = dtype == .bool ? DType.i8 : dtype
  let x = try operand.node(as: integer)
  let exact = try Ops.divide(Node.literal(Literal(1.0, .f64)), x.cast(to: .f64))
  return exact.cast(to: integer)
}
