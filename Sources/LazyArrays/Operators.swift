import ArrayFunctions
import ArrayGraph

// Three overloads an operator, each with concrete types: the type checker decides long mixed expressions of arrays,
// numbers and literals at once. One operator generic over a protocol of operands takes it seconds a line.

extension NDArray {
  /// Records a row of the tables on two arrays.
  static func binary<Result: ArrayElement>(
    _ row: Operation, _ a: Node, _ b: Node, _: Result.Type = Result.self, _ file: StaticString? = nil,
    _ line: UInt = 0
  ) -> NDArray<Result> {
    NDArray<Result>.recording(a.rank >= b.rank ? a.shape : b.shape, file, line) { () throws(ArrayError) -> Node in
      try elementwise(row, a, b)
    }
  }
  /// Records a row of the tables on an array and a number.
  static func binary<Result: ArrayElement>(
    _ row: Operation, _ a: Node, _ b: Literal, _: Result.Type = Result.self
  ) -> NDArray<Result> {
    NDArray<Result>.recording(a.shape) { () throws(ArrayError) -> Node in try elementwise(row, a, b) }
  }
  static func binary<Result: ArrayElement>(
    _ row: Operation, _ a: Literal, _ b: Node, _: Result.Type = Result.self
  ) -> NDArray<Result> {
    NDArray<Result>.recording(b.shape) { () throws(ArrayError) -> Node in try elementwise(row, a, b) }
  }
  static func unary<Result: ArrayElement>(_ row: Operation, _ x: Node, _: Result.Type = Result.self) -> NDArray<Result>
  {
    NDArray<Result>.recording(x.shape) { () throws(ArrayError) -> Node in try elementwise(row, x) }
  }
  static func ternary(
    _ row: Operation, _ a: Node, _ b: Node, _ c: Node, _ file: StaticString, _ line: UInt
  ) -> NDArray {
    NDArray.recording(a.shape, file, line) { () throws(ArrayError) -> Node in try elementwise(row, a, b, c) }
  }
  static func constant(_ value: Element) -> Literal { value.literal }
}

/// The rows that operators stand for, found once.
struct Rows: Sendable {
  let add = Ops.named("add")
  let subtract = Ops.named("subtract")
  let multiply = Ops.named("multiply")
  let divide = Ops.named("divide")
  let fmod = Ops.named("fmod")
  let negative = Ops.named("negative")
  let equal = Ops.named("equal")
  let notEqual = Ops.named("not_equal")
  let less = Ops.named("less")
  let lessEqual = Ops.named("less_equal")
  let greater = Ops.named("greater")
  let greaterEqual = Ops.named("greater_equal")
  let and = Ops.named("bitwise_and")
  let or = Ops.named("bitwise_or")
  let xor = Ops.named("bitwise_xor")
  let invert = Ops.named("invert")
  let select = Ops.named("where")
}

private let madeRows = MadeOnce<Rows>()

var rows: Rows {
  @inline(__always) get { madeRows.pointer(Rows.init).pointee }
}

// MARK: Arithmetic

extension NDArray where Element: ArrayNumber {
  /// The sum; integers wrap.
  public static func + (a: NDArray, b: NDArray) -> NDArray { binary(rows.add, a.node, b.node) }
  /// The sum; integers wrap.
  public static func + (a: NDArray, b: Element) -> NDArray { binary(rows.add, a.node, constant(b)) }
  /// The sum; integers wrap.
  public static func + (a: Element, b: NDArray) -> NDArray { binary(rows.add, constant(a), b.node) }

  /// The difference; integers wrap.
  public static func - (a: NDArray, b: NDArray) -> NDArray { binary(rows.subtract, a.node, b.node) }
  /// The difference; integers wrap.
  public static func - (a: NDArray, b: Element) -> NDArray { binary(rows.subtract, a.node, constant(b)) }
  /// The difference; integers wrap.
  public static func - (a: Element, b: NDArray) -> NDArray { binary(rows.subtract, constant(a), b.node) }

  /// The product; integers wrap. For the matrix product see `matmul`.
  public static func * (a: NDArray, b: NDArray) -> NDArray { binary(rows.multiply, a.node, b.node) }
  /// The product; integers wrap.
  public static func * (a: NDArray, b: Element) -> NDArray { binary(rows.multiply, a.node, constant(b)) }
  /// The product; integers wrap.
  public static func * (a: Element, b: NDArray) -> NDArray { binary(rows.multiply, constant(a), b.node) }

  /// The negated elements; integers wrap.
  public static prefix func - (x: NDArray) -> NDArray { unary(rows.negative, x.node) }
  /// The array itself.
  public static prefix func + (x: NDArray) -> NDArray { x }

  /// Adds in place of the variable.
  public static func += (a: inout NDArray, b: NDArray) { a = a.keepingShape(a + b) }
  /// Adds in place of the variable.
  public static func += (a: inout NDArray, b: Element) { a = a + b }
  /// Subtracts in place of the variable.
  public static func -= (a: inout NDArray, b: NDArray) { a = a.keepingShape(a - b) }
  /// Subtracts in place of the variable.
  public static func -= (a: inout NDArray, b: Element) { a = a - b }
  /// Multiplies in place of the variable.
  public static func *= (a: inout NDArray, b: NDArray) { a = a.keepingShape(a * b) }
  /// Multiplies in place of the variable.
  public static func *= (a: inout NDArray, b: Element) { a = a * b }
}

extension NDArray where Element: ArrayDivisible {
  /// The quotient, correctly rounded.
  public static func / (a: NDArray, b: NDArray) -> NDArray { binary(rows.divide, a.node, b.node) }
  /// The quotient, correctly rounded.
  public static func / (a: NDArray, b: Element) -> NDArray { binary(rows.divide, a.node, constant(b)) }
  /// The quotient, correctly rounded.
  public static func / (a: Element, b: NDArray) -> NDArray { binary(rows.divide, constant(a), b.node) }
  /// Divides in place of the variable.
  public static func /= (a: inout NDArray, b: NDArray) { a = a.keepingShape(a / b) }
  /// Divides in place of the variable.
  public static func /= (a: inout NDArray, b: Element) { a = a / b }
}

extension NDArray {
  /// The result of a compound assignment, which must not grow the array that it is assigned to.
  func keepingShape(_ result: NDArray) -> NDArray {
    let shape = shape
    return NDArray.recording(shape) { () throws(ArrayError) -> Node in
      guard result.shape == shape else {
        throw ArrayError(
          .shape,
          "a result of shape \(Shape.tuple(result.shape)) cannot be assigned to an array of shape "
            + Shape.tuple(shape))
      }
      return result.node
    }
  }
}

// MARK: Comparison

extension NDArray {
  /// Whether elements are equal, one by one. `==` compares whole arrays.
  public static func .== (a: NDArray, b: NDArray) -> NDArray<Bool> { binary(rows.equal, a.node, b.node) }
  /// Whether elements are equal, one by one.
  public static func .== (a: NDArray, b: Element) -> NDArray<Bool> { binary(rows.equal, a.node, constant(b)) }
  /// Whether elements are equal, one by one.
  public static func .== (a: Element, b: NDArray) -> NDArray<Bool> { binary(rows.equal, constant(a), b.node) }

  /// Whether elements differ, one by one; NaN differs from everything.
  public static func .!= (a: NDArray, b: NDArray) -> NDArray<Bool> { binary(rows.notEqual, a.node, b.node) }
  /// Whether elements differ, one by one.
  public static func .!= (a: NDArray, b: Element) -> NDArray<Bool> { binary(rows.notEqual, a.node, constant(b)) }
  /// Whether elements differ, one by one.
  public static func .!= (a: Element, b: NDArray) -> NDArray<Bool> { binary(rows.notEqual, constant(a), b.node) }
}

extension NDArray where Element: ArrayNumber {
  /// Whether elements are less, one by one.
  public static func .< (a: NDArray, b: NDArray) -> NDArray<Bool> { binary(rows.less, a.node, b.node) }
  /// Whether elements are less, one by one.
  public static func .< (a: NDArray, b: Element) -> NDArray<Bool> { binary(rows.less, a.node, constant(b)) }
  /// Whether elements are less, one by one.
  public static func .< (a: Element, b: NDArray) -> NDArray<Bool> { binary(rows.less, constant(a), b.node) }

  /// Whether elements are less or equal, one by one.
  public static func .<= (a: NDArray, b: NDArray) -> NDArray<Bool> { binary(rows.lessEqual, a.node, b.node) }
  /// Whether elements are less or equal, one by one.
  public static func .<= (a: NDArray, b: Element) -> NDArray<Bool> { binary(rows.lessEqual, a.node, constant(b)) }
  /// Whether elements are less or equal, one by one.
  public static func .<= (a: Element, b: NDArray) -> NDArray<Bool> { binary(rows.lessEqual, constant(a), b.node) }

  /// Whether elements are greater, one by one.
  public static func .> (a: NDArray, b: NDArray) -> NDArray<Bool> { binary(rows.greater, a.node, b.node) }
  /// Whether elements are greater, one by one.
  public static func .> (a: NDArray, b: Element) -> NDArray<Bool> { binary(rows.greater, a.node, constant(b)) }
  /// Whether elements are greater, one by one.
  public static func .> (a: Element, b: NDArray) -> NDArray<Bool> { binary(rows.greater, constant(a), b.node) }

  /// Whether elements are greater or equal, one by one.
  public static func .>= (a: NDArray, b: NDArray) -> NDArray<Bool> { binary(rows.greaterEqual, a.node, b.node) }
  /// Whether elements are greater or equal, one by one.
  public static func .>= (a: NDArray, b: Element) -> NDArray<Bool> { binary(rows.greaterEqual, a.node, constant(b)) }
  /// Whether elements are greater or equal, one by one.
  public static func .>= (a: Element, b: NDArray) -> NDArray<Bool> { binary(rows.greaterEqual, constant(a), b.node) }
}

// MARK: Truth values

extension NDArray where Element == Bool {
  /// Whether both hold, one by one.
  public static func .& (a: NDArray, b: NDArray) -> NDArray { binary(rows.and, a.node, b.node) }
  /// Whether both hold, one by one.
  public static func .& (a: NDArray, b: Bool) -> NDArray { binary(rows.and, a.node, constant(b)) }
  /// Whether both hold, one by one.
  public static func .& (a: Bool, b: NDArray) -> NDArray { binary(rows.and, constant(a), b.node) }

  /// Whether either holds, one by one.
  public static func .| (a: NDArray, b: NDArray) -> NDArray { binary(rows.or, a.node, b.node) }
  /// Whether either holds, one by one.
  public static func .| (a: NDArray, b: Bool) -> NDArray { binary(rows.or, a.node, constant(b)) }
  /// Whether either holds, one by one.
  public static func .| (a: Bool, b: NDArray) -> NDArray { binary(rows.or, constant(a), b.node) }

  /// Whether exactly one holds, one by one.
  public static func .^ (a: NDArray, b: NDArray) -> NDArray { binary(rows.xor, a.node, b.node) }
  /// Whether exactly one holds, one by one.
  public static func .^ (a: NDArray, b: Bool) -> NDArray { binary(rows.xor, a.node, constant(b)) }
  /// Whether exactly one holds, one by one.
  public static func .^ (a: Bool, b: NDArray) -> NDArray { binary(rows.xor, constant(a), b.node) }

  /// Whether it does not hold, one by one.
  public static prefix func .! (x: NDArray) -> NDArray { unary(rows.invert, x.node) }

  /// An error: on truth values the operator is `.&`, as on SIMD masks.
  @available(*, unavailable, renamed: ".&", message: "on truth values the operator is '.&', as on SIMD masks")
  public static func & (a: NDArray, b: NDArray) -> NDArray { a .& b }
  /// An error: on truth values the operator is `.|`, as on SIMD masks.
  @available(*, unavailable, renamed: ".|", message: "on truth values the operator is '.|', as on SIMD masks")
  public static func | (a: NDArray, b: NDArray) -> NDArray { a .| b }
}

// MARK: Bits

extension NDArray where Element: ArrayInteger {
  /// The remainder with the sign of the left side, as Swift's own `%`; 0 where the right side is 0.
  public static func % (a: NDArray, b: NDArray) -> NDArray { binary(rows.fmod, a.node, b.node) }
  /// The remainder with the sign of the left side; 0 where the right side is 0.
  public static func % (a: NDArray, b: Element) -> NDArray { binary(rows.fmod, a.node, constant(b)) }
  /// The remainder with the sign of the left side; 0 where the right side is 0.
  public static func % (a: Element, b: NDArray) -> NDArray { binary(rows.fmod, constant(a), b.node) }

  /// The bits that both have.
  public static func & (a: NDArray, b: NDArray) -> NDArray { binary(rows.and, a.node, b.node) }
  /// The bits that both have.
  public static func & (a: NDArray, b: Element) -> NDArray { binary(rows.and, a.node, constant(b)) }
  /// The bits that both have.
  public static func & (a: Element, b: NDArray) -> NDArray { binary(rows.and, constant(a), b.node) }

  /// The bits that either has.
  public static func | (a: NDArray, b: NDArray) -> NDArray { binary(rows.or, a.node, b.node) }
  /// The bits that either has.
  public static func | (a: NDArray, b: Element) -> NDArray { binary(rows.or, a.node, constant(b)) }
  /// The bits that either has.
  public static func | (a: Element, b: NDArray) -> NDArray { binary(rows.or, constant(a), b.node) }

  /// The bits that one has and not the other.
  public static func ^ (a: NDArray, b: NDArray) -> NDArray { binary(rows.xor, a.node, b.node) }
  /// The bits that one has and not the other.
  public static func ^ (a: NDArray, b: Element) -> NDArray { binary(rows.xor, a.node, constant(b)) }
  /// The bits that one has and not the other.
  public static func ^ (a: Element, b: NDArray) -> NDArray { binary(rows.xor, constant(a), b.node) }

  /// Every bit turned.
  public static prefix func ~ (x: NDArray) -> NDArray { unary(rows.invert, x.node) }
}

// MARK: Choice

/// `a` where the condition holds, else `b`, one by one.
///
///     select(x .< 0, 0, x)
public func select<Element: ArrayElement>(
  _ condition: NDArray<Bool>, _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID,
  line: UInt = #line
) -> NDArray<Element> {
  selected(condition, a.node, b.node, file, line)
}
/// `a` where the condition holds, else `b`, one by one.
public func select<Element: ArrayElement>(
  _ condition: NDArray<Bool>, _ a: NDArray<Element>, _ b: Element, file: StaticString = #fileID,
  line: UInt = #line
) -> NDArray<Element> {
  selected(condition, a.node, Node.literal(b.literal), file, line)
}
/// `a` where the condition holds, else `b`, one by one.
public func select<Element: ArrayElement>(
  _ condition: NDArray<Bool>, _ a: Element, _ b: NDArray<Element>, file: StaticString = #fileID,
  line: UInt = #line
) -> NDArray<Element> {
  selected(condition, Node.literal(a.literal), b.node, file, line)
}
/// `a` where the condition holds, else `b`, one by one.
public func select<Element: ArrayElement>(
  _ condition: NDArray<Bool>, _ a: Element, _ b: Element, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  selected(condition, Node.literal(a.literal), Node.literal(b.literal), file, line)
}

private func selected<Element: ArrayElement>(
  _ condition: NDArray<Bool>, _ a: Node, _ b: Node, _ file: StaticString, _ line: UInt
) -> NDArray<Element> {
  NDArray<Element>.recording(condition.shape, file, line) { () throws(ArrayError) -> Node in
    try elementwise(rows.select, condition.node, a, b)
  }
}
