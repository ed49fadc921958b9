/// The element type of an integer lane.
protocol CIntegerFormat { static var dtype: DType { get } }
enum CSigned8: CIntegerFormat { static var dtype: DType { .i8 } }
enum CSigned16: CIntegerFormat { static var dtype: DType { .i16 } }
enum CSigned32: CIntegerFormat { static var dtype: DType { .i32 } }
enum CSigned64: CIntegerFormat { static var dtype: DType { .i64 } }
enum CUnsigned8: CIntegerFormat { static var dtype: DType { .u8 } }
enum CUnsigned16: CIntegerFormat { static var dtype: DType { .u16 } }
enum CUnsigned32: CIntegerFormat { static var dtype: DType { .u32 } }
enum CUnsigned64: CIntegerFormat { static var dtype: DType { .u64 } }

/// Integer lanes as expressions of C. On vectors its arithmetic wraps; its shifts are undefined outside of their
/// range, so that counts are brought into it first and the result is selected afterwards.
struct CIntegerLane<Format: CIntegerFormat>: IntegerLane, CLane {
  let v: CExpression
  init(_ v: CExpression) { self.v = v }
  init(integerLiteral value: Int) { self = Self.integer(value) }

  static var type: CType { CType(dtype: Format.dtype) }
  static var isSigned: Bool { type.isSigned }
  static var bitWidth: Int { type.bitWidth }
  static func integer(_ value: Int) -> Self {
    Self(CExpression(type, .constant(value == Int.min ? "INT64_MIN" : "\(value)")))
  }

  static func & (a: Self, b: Self) -> Self { infix(a, "&", b) }
  static func | (a: Self, b: Self) -> Self { infix(a, "|", b) }
  static func ^ (a: Self, b: Self) -> Self { infix(a, "^", b) }
  static prefix func ~ (a: Self) -> Self { Self(CExpression(type, .prefix("~", a.v))) }

  static func << (a: Self, count: Int) -> Self { infix(a, "<<", integer(count)) }
  static func >> (a: Self, count: Int) -> Self { infix(a, ">>", integer(count)) }
  static func shiftRightLogical(_ a: Self, _ count: Int) -> Self {
    guard isSigned else { return a >> count }
    let bits = CExpression(type.unsigned, .reinterpreted(a.v))
    let count = CExpression(type.unsigned, .constant("\(count)"))
    return Self(CExpression(type, .reinterpreted(CExpression(type.unsigned, .infix(bits, ">>", count)))))
  }
  static func shiftLeft(_ a: Self, _ counts: Self) -> Self {
    select(inRange(counts), infix(a, "<<", wrapped(counts)), 0)
  }
  static func shiftRight(_ a: Self, _ counts: Self) -> Self {
    guard isSigned else { return select(inRange(counts), infix(a, ">>", wrapped(counts)), 0) }
    return infix(a, ">>", select(inRange(counts), counts, integer(bitWidth - 1)))
  }
  private static func wrapped(_ counts: Self) -> Self { counts & integer(bitWidth - 1) }
  /// Whether a count, read as unsigned, is less than the width.
  private static func inRange(_ counts: Self) -> CMask { wrapped(counts) .== counts }

  static func quotient(_ a: Self, _ b: Self) -> Self { call("quotient_\(type.name)", a, b) }
  static func selectRarely(
    _ mask: CMask, _ usual: Self, _ name: StaticString, _ x: Self, _ y: Self, _ rare: (Self, Self) -> Self
  ) -> Self { Self(CExpression(type, .rarely(mask: mask.v, usual: usual.v, rare: rare(x, y).v))) }
}
