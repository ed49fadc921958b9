import ArrayGraph
import Glibc

/// A power whose exponent is known becomes the products and roots that it is, one of two by integers a bit or `exp2`; a
/// negative integer power is an error, at once where the exponent is known.
func power(_ base: Operand, _ exponent: Operand, _ shape: [Int]) throws(ArrayError) -> Node? {
  let rows = powerRows.pointer(PowerRows.init)
  let operation = rows.pointee.power
  let dtype = try operation.computeType([base, exponent])
  let x = try base.node(as: dtype)
  let power = try exponent.node(as: dtype)
  guard let literal = power.constantLiteral else {
    guard dtype.isInteger else {
      // Powers of two by whole numbers are exact either way, and this way in less than half the time. (100 001 `f64`,
      // exponents of `i32`: 0.126 and 0.054 ms.)
      guard exponent.dtype?.isInteger ?? false, x.constantLiteral?.double == 2 else { return nil }
      return try elementwise(rows.pointee.powerOfTwo, power).broadcast(to: shape)
    }
    let checked = dtype.kind == .signed ? try checkedExponent(power) : power
    // Of two it is a bit; where that is out of the dtype it wraps to 0, as the product does.
    if let two = x.constantLiteral, two.bits == 2 {
      return try elementwise(rows.pointee.leftShift, Node.literal(Literal(1, dtype)), checked).broadcast(to: shape)
    }
    return dtype.kind == .signed ? try record(operation, dtype, [x, checked], shape) : nil
  }
  if dtype.kind == .signed && literal.signed < 0 { throw negativePowerError }
  return try rewrittenPower(x, literal)?.broadcast(to: shape)
}

/// The products and roots that `x ** exponent` is; nil where it is a power.
func rewrittenPower(_ x: Node, _ exponent: Literal) throws(ArrayError) -> Node? {
  let rows = powerRows.pointer(PowerRows.init)
  switch exponent.double {
  case -1: return try elementwise(rows.pointee.reciprocal, x)
  case 0: return Node.full(x.shape, x.dtype.isFloat ? Literal(1.0, x.dtype) : Literal(1, x.dtype))
  case 0.5: return try elementwise(rows.pointee.squareRoot, x)
  case 1: return x
  case 2: return try elementwise(rows.pointee.square, x)
  case 3: return try elementwise(rows.pointee.multiply, elementwise(rows.pointee.square, x), x)
  default: break
  }
  if !x.dtype.isFloat { return try integerPower(x, exponent.bits) }
  guard let whole = Int(exactly: exponent.double), whole.magnitude <= greatestWholeExponent else { return nil }
  return try wholePower(x, whole)
}

extension Operation {
  var isPower: Bool { self == powerRows.pointer(PowerRows.init).pointee.power }
}

// MARK: Whole exponents

/// Up to here products of pairs are several times faster than the power, and lose less.
private let greatestWholeExponent = 32

/// By squaring, wrapping.
private func integerPower(_ x: Node, _ exponent: UInt64) throws(ArrayError) -> Node {
  let multiply = powerRows.pointer(PowerRows.init).pointee.multiply
  var power = x
  for step in stepsToPower(exponent) {
    power = try elementwise(multiply, power, step == .square ? power : x)
  }
  return power
}

/// `x^n` as a product of `|n|` factors `x` or `1 / x`, at most 0.51 ulp and half of the least number off.
///
/// Each product on the way is a pair: the number, and what rounding took from it. The last one is rounded together
/// with all of that,
///
///     x^n = RN(a b + c)      c = a' b, or 2 a' b for a square      (a, a') and b the last factors
///
/// where the reciprocal's own rest joins `a'`: `1 / x = r (1 + e)`, `e = 1 - r x` but for its square, gives `n e a b`.
/// Where `a b` is infinite or zero, and so its own half, it is the power, and the rests mean nothing.
private func wholePower(_ x: Node, _ n: Int) throws(ArrayError) -> Node {
  let rows = powerRows.pointer(PowerRows.init)
  func product(_ a: Node, _ b: Node) throws(ArrayError) -> Node { try elementwise(rows.pointee.multiply, a, b) }
  func fma(_ a: Node, _ b: Node, _ c: Node) throws(ArrayError) -> Node {
    try elementwise(rows.pointee.multiplyAdd, a, b, c)
  }
  func negative(_ a: Node) throws(ArrayError) -> Node { try elementwise(rows.pointee.negative, a) }

  let factor = n < 0 ? try elementwise(rows.pointee.reciprocal, x) : x
  var (a, rest) = (factor, Node?.none)
  var steps = stepsToPower(UInt64(n.magnitude))
  let last = steps.removeLast()
  for step in steps {
    let b = step == .square ? a : factor
    let high = try product(a, b)
    var low = try fma(a, b, negative(high))
    if let rest { low = try fma(rest, step == .square ? Ops.add(a, a) : factor, low) }
    (a, rest) = (high, low)
  }

  let b = last == .square ? a : factor
  if n < 0 {
    let e = try fma(negative(factor), x, Node.literal(Literal(1.0, x.dtype)))
    let share = Node.literal(Literal(Double(n.magnitude) / (last == .square ? 2 : 1), x.dtype))
    rest = if let rest { try fma(product(share, e), a, rest) } else { try product(product(share, e), a) }
  }
  let plain = try product(a, b)
  guard let rest else { return plain }
  let sum = try fma(a, b, product(rest, last == .square ? Ops.add(a, a) : factor))
  let half = try product(plain, Node.literal(Literal(0.5, x.dtype)))
  return try Ops.select(elementwise(rows.pointee.notEqual, half, plain), sum, plain)
}

private enum PowerStep { case square, multiply }

/// How `x^n` is made of `x`, from the highest bit of `n` downward: squared for each further bit, and multiplied where
/// that is set.
private func stepsToPower(_ n: UInt64) -> [PowerStep] {
  (0..<63 - n.leadingZeroBitCount).reversed().flatMap { bit -> [PowerStep] in
    n >> UInt64(bit) & 1 == 1 ? [.square, .multiply] : [.square]
  }
}

/// Rows that powers become, found once.
private struct PowerRows: Sendable {
  let power = Ops.named("pow")
  let reciprocal = Ops.named("reciprocal")
  let squareRoot = Ops.named("sqrt")
  let square = Ops.named("square")
  let multiply = Ops.named("multiply")
  let multiplyAdd = Ops.named("fma")
  let negative = Ops.named("negative")
  let notEqual = Ops.named("not_equal")
  let leftShift = Ops.named("left_shift")
  let powerOfTwo = Ops.named("exp2")
}

private let powerRows = MadeOnce<PowerRows>()

// MARK: Exponents that are arrays of integers

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
