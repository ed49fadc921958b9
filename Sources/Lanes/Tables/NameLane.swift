// Not visible outside of this room: an integer-literal type with operators would take part in the inference of
// every `1 << 20` there.

/// A lane that computes nothing: the instance of the tables that is read for names, rules and sentences.
struct NameMask: MaskLane {
  static func & (a: Self, b: Self) -> Self { a }
  static func | (a: Self, b: Self) -> Self { a }
  static func ^ (a: Self, b: Self) -> Self { a }
  static prefix func ~ (a: Self) -> Self { a }
}

/// The integer lane of `NameMask`'s instance.
struct NameLane: IntegerLane, NameProgram {
  typealias Mask = NameMask
  init(integerLiteral value: Int) {}
  static var isFloat: Bool { false }
  static var isSigned: Bool { true }
  static var bitWidth: Int { 32 }
  static func integer(_ value: Int) -> Self { 0 }
  static func & (a: Self, b: Self) -> Self { a }
  static func | (a: Self, b: Self) -> Self { a }
  static func ^ (a: Self, b: Self) -> Self { a }
  static prefix func ~ (a: Self) -> Self { a }
  static func << (a: Self, count: Int) -> Self { a }
  static func >> (a: Self, count: Int) -> Self { a }
  static func shiftRightLogical(_ a: Self, _ count: Int) -> Self { a }
  static func shiftLeft(_ a: Self, _ counts: Self) -> Self { a }
  static func shiftRight(_ a: Self, _ counts: Self) -> Self { a }
  static func quotient(_ a: Self, _ b: Self) -> Self { a }
}

/// The float lane of `NameMask`'s instance.
struct NameFloatLane: FloatLane, NameProgram {
  typealias Mask = NameMask
  typealias Bits = NameLane
  init(bits: NameLane) {}
  var bits: NameLane { 0 }
  static var isFloat: Bool { true }
  static var isDouble: Bool { true }
  static func integer(_ value: Int) -> Self { Self(bits: 0) }
  static func constant(_ value: Double) -> Self { Self(bits: 0) }
  static func / (a: Self, b: Self) -> Self { a }
  static prefix func - (a: Self) -> Self { a }
  static func mulAdd(_ a: Self, _ b: Self, _ c: Self) -> Self { a }
  static func squareRoot(_ a: Self) -> Self { a }
  static func magnitude(_ a: Self) -> Self { a }
  static func roundToEven(_ a: Self) -> Self { a }
  static func roundDown(_ a: Self) -> Self { a }
  static func roundUp(_ a: Self) -> Self { a }
  static func roundTowardZero(_ a: Self) -> Self { a }
  static func toBits(_ a: Self) -> NameLane { 0 }
  static func fromBits(_ a: NameLane) -> Self { Self(bits: 0) }
  static func lookup(_ table: LaneTable, _ index: NameLane) -> Self { Self(bits: 0) }
  static func exactRemainder(_ a: Self, _ b: Self) -> Self { a }
}

/// Formulas are not even called.
protocol NameProgram: NumberLane where Mask == NameMask, Program == Void {}
extension NameProgram {
  static func + (a: Self, b: Self) -> Self { a }
  static func - (a: Self, b: Self) -> Self { a }
  static func * (a: Self, b: Self) -> Self { a }
  static func .== (a: Self, b: Self) -> NameMask { NameMask() }
  static func .!= (a: Self, b: Self) -> NameMask { NameMask() }
  static func .< (a: Self, b: Self) -> NameMask { NameMask() }
  static func .<= (a: Self, b: Self) -> NameMask { NameMask() }
  static func select(_ mask: NameMask, _ a: Self, _ b: Self) -> Self { a }
  static func program(_ formula: @escaping (Self) -> Self) {}
  static func program(_ formula: @escaping (Self, Self) -> Self) {}
  static func program(_ formula: @escaping (Self, Self, Self) -> Self) {}
  static func program(_ formula: @escaping (Self) -> NameMask) {}
  static func program(_ formula: @escaping (Self, Self) -> NameMask) {}
  static func program(_ formula: @escaping (NameMask, Self, Self) -> Self) {}
}
