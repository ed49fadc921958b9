/// A lane that stands for an expression of C. A row of the tables becomes a function's body.
protocol CLane: NumberLane where Mask == CMask, Program == CExpression {
  static var type: CType { get }
  init(_ v: CExpression)
  var v: CExpression { get }
}

extension CLane {
  static func infix(_ a: Self, _ symbol: String, _ b: Self) -> Self {
    Self(CExpression(type, .infix(a.v, symbol, b.v)))
  }
  static func call(_ name: String, _ operands: Self...) -> Self {
    Self(CExpression(type, .call(name, operands.map(\.v))))
  }
  private static func compare(_ a: Self, _ symbol: String, _ b: Self) -> CMask {
    CMask(CExpression(type.signed, .reinterpreted(CExpression(type.signed, .infix(a.v, symbol, b.v)))))
  }

  static var isFloat: Bool { type.isFloat }
  static func + (a: Self, b: Self) -> Self { infix(a, "+", b) }
  static func - (a: Self, b: Self) -> Self { infix(a, "-", b) }
  static func * (a: Self, b: Self) -> Self { infix(a, "*", b) }
  static func .== (a: Self, b: Self) -> CMask { compare(a, "==", b) }
  static func .!= (a: Self, b: Self) -> CMask { compare(a, "!=", b) }
  static func .< (a: Self, b: Self) -> CMask { compare(a, "<", b) }
  static func .<= (a: Self, b: Self) -> CMask { compare(a, "<=", b) }
  static func select(_ mask: CMask, _ a: Self, _ b: Self) -> Self {
    Self(CExpression(type, .call("choose", [mask.v, a.v, b.v])))
  }

  private static func parameter(_ name: String) -> Self { Self(CExpression(type, .parameter(name))) }
  static func program(_ formula: @escaping (Self) -> Self) -> CExpression { formula(parameter("a")).v }
  static func program(_ formula: @escaping (Self, Self) -> Self) -> CExpression {
    formula(parameter("a"), parameter("b")).v
  }
  static func program(_ formula: @escaping (Self, Self, Self) -> Self) -> CExpression {
    formula(parameter("a"), parameter("b"), parameter("c")).v
  }
  static func program(_ formula: @escaping (Self) -> CMask) -> CExpression { formula(parameter("a")).v }
  static func program(_ formula: @escaping (Self, Self) -> CMask) -> CExpression {
    formula(parameter("a"), parameter("b")).v
  }
  static func program(_ formula: @escaping (CMask, Self, Self) -> Self) -> CExpression {
    formula(CMask(CExpression(type.signed, .parameter("a"))), parameter("b"), parameter("c")).v
  }
}

/// Truth values: all ones or all zeros, as wide as what was compared.
struct CMask: MaskLane {
  let v: CExpression
  init(_ v: CExpression) { self.v = v }

  static func & (a: Self, b: Self) -> Self { infix(a, "&", b) }
  static func | (a: Self, b: Self) -> Self { infix(a, "|", b) }
  static func ^ (a: Self, b: Self) -> Self { infix(a, "^", b) }
  static prefix func ~ (a: Self) -> Self { CMask(CExpression(a.v.type, .prefix("~", a.v))) }
  private static func infix(_ a: Self, _ symbol: String, _ b: Self) -> Self {
    CMask(CExpression(a.v.type, .infix(a.v, symbol, b.v)))
  }
}
