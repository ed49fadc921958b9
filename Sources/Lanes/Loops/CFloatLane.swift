/// Binary32 or binary64.
protocol CFloatFormat {
  associatedtype Bits: CIntegerFormat
  static var dtype: DType { get }
}
enum CSingle: CFloatFormat {
  typealias Bits = CSigned32
  static var dtype: DType { .f32 }
}
enum CDouble: CFloatFormat {
  typealias Bits = CSigned64
  static var dtype: DType { .f64 }
}

/// Float lanes as expressions of C, compiled without contraction and with IEEE's arithmetic.
struct CFloatLane<Format: CFloatFormat>: FloatLane, CLane {
  typealias Bits = CIntegerLane<Format.Bits>

  let v: CExpression
  init(_ v: CExpression) { self.v = v }

  static var type: CType { CType(dtype: Format.dtype) }
  static var isDouble: Bool { type.dtype == .f64 }
  static func integer(_ value: Int) -> Self { constant(Double(value)) }
  static func constant(_ value: Double) -> Self { Self(CExpression(type, .constant(text(of: value)))) }
  /// The shortest decimal that reads as the constant nearest to `value`.
  static func text(of value: Double) -> String {
    if value.isNaN { return "NAN" }
    if value.isInfinite { return value < 0 ? "-INFINITY" : "INFINITY" }
    return isDouble ? "\(value)" : "\(Float(value))f"
  }

  static func / (a: Self, b: Self) -> Self { infix(a, "/", b) }
  static prefix func - (a: Self) -> Self { Self(CExpression(type, .prefix("-", a.v))) }
  static func mulAdd(_ a: Self, _ b: Self, _ c: Self) -> Self { call("multiply_add_\(type.name)", a, b, c) }
  static func squareRoot(_ a: Self) -> Self { call("square_root", a) }
  static func magnitude(_ a: Self) -> Self { call("magnitude", a) }
  static func exactRemainder(_ a: Self, _ b: Self) -> Self { call("remainder_\(type.name)", a, b) }

  var bits: Bits { Bits(CExpression(Bits.type, .reinterpreted(v))) }
  init(bits: Bits) { v = CExpression(Self.type, .reinterpreted(bits.v)) }

  static func roundToEven(_ a: Self) -> Self { call("round_to_even_\(type.name)", a) }
  static func roundDown(_ a: Self) -> Self { call("round_down_\(type.name)", a) }
  static func roundUp(_ a: Self) -> Self { call("round_up_\(type.name)", a) }
  static func roundTowardZero(_ a: Self) -> Self { call("round_toward_zero_\(type.name)", a) }

  static func toBits(_ a: Self) -> Bits { Bits(CExpression(Bits.type, .call("truncate_\(type.name)", [a.v]))) }
  static func fromBits(_ a: Bits) -> Self { Self(CExpression(type, .call("convert_\(type.name)", [a.v]))) }
  static func selectRarely(
    _ mask: CMask, _ usual: Self, _ name: StaticString, _ x: Self, _ y: Self, _ rare: (Self, Self) -> Self
  ) -> Self { Self(CExpression(type, .rarely(mask: mask.v, usual: usual.v, rare: rare(x, y).v))) }
  static func lookup(_ table: LaneTable, _ index: Bits) -> Self {
    Self(CExpression(type, .lookup(table, index.v)))
  }
}
