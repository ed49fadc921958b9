import ArrayGraph
import Glibc

/// What NumPy does apart from its loops: comparisons past a dtype's range, powers, integer reciprocals.
/// Nil where the ordinary way applies.
func specialCase(_ operation: Operation, _ operands: [Operand], _ shape: [Int]) throws(ArrayError) -> Node? {
  switch operation.rule {
  case .comparison: return try comparison(operation, operands, shape)
  case .predicate: return try integerPredicate(operation, operands[0], shape)
  case .floating where operation.name == "reciprocal": return try integerReciprocal(operands[0], shape)
  default: return operation.name == "pow" ? try power(operands[0], operands[1], shape) : nil
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
    guard let range = comparedRange(node), !range.contains(number) else { return nil }
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

// MARK: Powers

/// Powers with the exponents -1, 0, 0.5, 1, 2, 3 become the products and roots that they are; a negative integer power
/// is an error, at once where the exponent is known.
private func power(_ base: Operand, _ exponent: Operand, _ shape: [Int]) throws(ArrayError) -> Node? {
  let operation = powerRows.pointer(PowerRows.init).pointee.power
  let dtype = try operation.computeType([base, exponent])
  let x = try base.node(as: dtype)
  let power = try exponent.node(as: dtype)
  guard let literal = power.constantLiteral else {
    guard dtype.kind == .signed else { return nil }
    return try record(operation, dtype, [x, checkedExponent(power)], shape)
  }
  if dtype.kind == .signed && literal.signed < 0 { throw negativePowerError }
  if x.constantLiteral != nil { return nil }
  return try rewrittenPower(x, literal)?.broadcast(to: shape)
}

/// The products and roots that `x ** exponent` is; nil where it is a power.
private func rewrittenPower(_ x: Node, _ exponent: Literal) throws(ArrayError) -> Node? {
  let rows = powerRows.pointer(PowerRows.init)
  switch exponent.double {
  case -1: return try elementwise(rows.pointee.reciprocal, x)
  case 0: return Node.full(x.shape, x.dtype.isFloat ? Literal(1.0, x.dtype) : Literal(1, x.dtype))
  case 0.5: return try elementwise(rows.pointee.squareRoot, x)
  case 1: return x
  case 2: return try elementwise(rows.pointee.square, x)
  case 3: return try elementwise(rows.pointee.multiply, elementwise(rows.pointee.square, x), x)
  default: return nil
  }
}

/// The same where `operation` is a power of floats and nothing has to be converted or broadcast; nil where the rules
/// have more to say.
func rewrittenPower(_ operation: Operation, _ x: Node, _ exponent: Literal) throws(ArrayError) -> Node? {
  guard operation == powerRows.pointer(PowerRows.init).pointee.power, x.dtype.isFloat else { return nil }
  return try rewrittenPower(x, exponent)
}

/// Rows that powers become, found once.
private struct PowerRows: Sendable {
  let power = Ops.named("pow")
  let reciprocal = Ops.named("reciprocal")
  let squareRoot = Ops.named("sqrt")
  let square = Ops.named("square")
  let multiply = Ops.named("multiply")
}

private let powerRows = MadeOnce<PowerRows>()

private let negativePowerError = ArrayError(.value, "Integers to negative integer powers are not allowed.")

/// The exponent, once its least element was found not to be negative: that is known at evaluation only.
private func checkedExponent(_ exponent: Node) throws(ArrayError) -> Node {
  if exponent.count == 0 { return exponent }
  let least = exponent.reduce(.min, axes: Array(exponent.shape.indices))
  let source = SourceRange.current
  let check = LibraryCall(
    name: "check_exponent", inputs: [least], results: [(exponent.dtype, [])], source: source
  ) { (inputs, outputs, _) throws(ArrayError) in
    let value = Literal(inputs[0].dtype, at: inputs[0].pointer)
    guard value.signed >= 0 else {
      var error = negativePowerError
      error.source = source
      throw error
    }
    memset(outputs[0].pointer, 0, outputs[0].dtype.size)
  }
  // The check gives 0, which changes no exponent that passed it.
  return try Ops.maximum(exponent, check.nodes()[0])
}
