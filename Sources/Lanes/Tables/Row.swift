/// How the dtypes of the operands decide the dtype in which a row computes, and that of its result.
package enum TypeRule: UInt8, Hashable, Sendable {
  /// Computes in the common dtype of its operands; bool is computed as `i8` unless a bool row of that name exists.
  case arithmetic
  /// Numbers only: bool is an error, as for `-` in NumPy.
  case number
  /// Computes in floats: integers go to `f64` (8-bit ones would be `f16` in NumPy, 16-bit ones are `f32`).
  case floating
  /// Floats as they are; integers come back unchanged (`floor`, `ceil`, `trunc`).
  case rounding
  /// Computes in the common dtype, gives bool.
  case comparison
  /// Floats give a predicate; integers are converted to `f64` first.
  case predicate
  /// Operands become bool; gives bool.
  case logical
  /// Integers and bool only.
  case bitwise
  /// Integers only; bool counts as `i8`.
  case shift
  /// First a mask, then two values of one dtype.
  case select
}

/// What a row takes and gives, in lanes.
package enum Signature: UInt8, Hashable, Sendable {
  case unary, binary, ternary, predicate, relation, select

  package var operandCount: Int {
    switch self {
    case .unary, .predicate: 1
    case .binary, .relation: 2
    case .ternary, .select: 3
    }
  }
  package var givesMask: Bool { self == .predicate || self == .relation }
}

/// One elementwise operation for the lane type `L`: name, type rule, doc sentence and formula, side by side.
package struct Row<L: NumberLane> {
  package let name: String
  package let rule: TypeRule
  package let doc: String
  package let signature: Signature
  package let program: L.Program

  @inline(__always) package init(
    _ name: String, _ rule: TypeRule, _ doc: String, _ f: @escaping (L) -> L
  ) {
    self.init(name, rule, doc, .unary, L.program(f))
  }
  @inline(__always) package init(
    _ name: String, _ rule: TypeRule, _ doc: String, _ f: @escaping (L, L) -> L
  ) {
    self.init(name, rule, doc, .binary, L.program(f))
  }
  @inline(__always) package init(
    _ name: String, _ rule: TypeRule, _ doc: String, _ f: @escaping (L, L, L) -> L
  ) {
    self.init(name, rule, doc, .ternary, L.program(f))
  }
  @inline(__always) package init(
    _ name: String, _ rule: TypeRule, _ doc: String, _ f: @escaping (L) -> L.Mask
  ) {
    self.init(name, rule, doc, .predicate, L.program(f))
  }
  @inline(__always) package init(
    _ name: String, _ rule: TypeRule, _ doc: String, _ f: @escaping (L, L) -> L.Mask
  ) {
    self.init(name, rule, doc, .relation, L.program(f))
  }
  @inline(__always) package init(
    _ name: String, _ rule: TypeRule, _ doc: String, _ f: @escaping (L.Mask, L, L) -> L
  ) {
    self.init(name, rule, doc, .select, L.program(f))
  }
  @usableFromInline init(
    _ name: String, _ rule: TypeRule, _ doc: String, _ signature: Signature, _ program: L.Program
  ) {
    self.name = name
    self.rule = rule
    self.doc = doc
    self.signature = signature
    self.program = program
  }
}
