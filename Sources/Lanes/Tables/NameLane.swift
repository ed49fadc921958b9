/// A lane that computes nothing: the instance of the tables that is read for names, rules and sentences.
package struct NameMask: MaskLane {
  package static func constant(_ value: Bool) -> Self { Self() }
  package static func & (a: Self, b: Self) -> Self { a }
  package static func | (a: Self, b: Self) -> Self { a }
  package static func ^ (a: Self, b: Self) -> Self { a }
  package static prefix func ~ (a: Self) -> Self { a }
}

/// The integer lane of `NameMask`'s instance.
package struct NameLane: IntegerLane, NameProgram {
  package typealias Mask = NameMask
  package init(integerLiteral value: Int) {}
  package static var isFloat: Bool { false }
  package static var isSigned: Bool { true }
  package static var bitWidth: Int { 32 }
  package static func integer(_ value: Int) -> Self { 0 }
  package static func & (a: Self, b: Self) -> Self { a }
  package static func | (a: Self, b: Self) -> Self { a }
  package static func ^ (a: Self, b: Self) -> Self { a }
  package static prefix func ~ (a: Self) -> Self { a }
  package static func << (a: Self, count: Int) -> Self { a }
  package static func >> (a: Self, count: Int) -> Self { a }
  package static func shiftRightLogical(_ a: Self, _ count: Int) -> Self { a }
  package static func shiftLeft(_ a: Self, _ counts: Self) -> Self { a }
  package static func shiftRight(_ a: Self, _ counts: Self) -> Self { a }
  package static func quotient(_ a: Self, _ b: Self) -> Self { a }
  package static func remainder(_ a: Self, _ b: Self) -> Self { a }
}

/// The float lane of `NameMask`'s instance.
package struct NameFloatLane: FloatLane, NameProgram {
  package typealias Mask = NameMask
  package typealias Bits = NameLane
  package init(bits: NameLane) {}
  package var bits: NameLane { 0 }
  package static var isFloat: Bool { true }
  package static var isDouble: Bool { true }
  package static func integer(_ value: Int) -> Self { Self(bits: 0) }
  package static func constant(_ value: Double) -> Self { Self(bits: 0) }
  package static func / (a: Self, b: Self) -> Self { a }
  package static prefix func - (a: Self) -> Self { a }
  package static func mulAdd(_ a: Self, _ b: Self, _ c: Self) -> Self { a }
  package static func squareRoot(_ a: Self) -> Self { a }
  package static func magnitude(_ a: Self) -> Self { a }
  package static func roundToEven(_ a: Self) -> Self { a }
  package static func roundDown(_ a: Self) -> Self { a }
  package static func roundUp(_ a: Self) -> Self { a }
  package static func roundTowardZero(_ a: Self) -> Self { a }
  package static func toBits(_ a: Self) -> NameLane { 0 }
  package static func fromBits(_ a: NameLane) -> Self { Self(bits: 0) }
  package static func exactRemainder(_ a: Self, _ b: Self) -> Self { a }
}

/// Formulas are not even called.
package protocol NameProgram: NumberLane where Mask == NameMask, Program == Void {}
extension NameProgram {
  package static func + (a: Self, b: Self) -> Self { a }
  package static func - (a: Self, b: Self) -> Self { a }
  package static func * (a: Self, b: Self) -> Self { a }
  package static func .== (a: Self, b: Self) -> NameMask { NameMask() }
  package static func .!= (a: Self, b: Self) -> NameMask { NameMask() }
  package static func .< (a: Self, b: Self) -> NameMask { NameMask() }
  package static func .<= (a: Self, b: Self) -> NameMask { NameMask() }
  package static func select(_ mask: NameMask, _ a: Self, _ b: Self) -> Self { a }
  package static func program(_ formula: @escaping (Self) -> Self) {}
  package static func program(_ formula: @escaping (Self, Self) -> Self) {}
  package static func program(_ formula: @escaping (Self, Self, Self) -> Self) {}
  package static func program(_ formula: @escaping (Self) -> NameMask) {}
  package static func program(_ formula: @escaping (Self, Self) -> NameMask) {}
  package static func program(_ formula: @escaping (NameMask, Self, Self) -> Self) {}
}
