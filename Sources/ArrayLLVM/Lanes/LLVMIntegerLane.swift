import CLLVM
import Lanes

/// Width and sign of an integer lane.
protocol LLVMIntegerFormat: SendableMetatype {
  static var bits: Int { get }
  static var isSigned: Bool { get }
}
/// One bit: the lane in which the rows of truth values are emitted.
enum TruthBit: LLVMIntegerFormat { static let bits = 1, isSigned = false }
enum Signed8: LLVMIntegerFormat { static let bits = 8, isSigned = true }
enum Signed16: LLVMIntegerFormat { static let bits = 16, isSigned = true }
enum Signed32: LLVMIntegerFormat { static let bits = 32, isSigned = true }
enum Signed64: LLVMIntegerFormat { static let bits = 64, isSigned = true }
enum Unsigned8: LLVMIntegerFormat { static let bits = 8, isSigned = false }
enum Unsigned16: LLVMIntegerFormat { static let bits = 16, isSigned = false }
enum Unsigned32: LLVMIntegerFormat { static let bits = 32, isSigned = false }
enum Unsigned64: LLVMIntegerFormat { static let bits = 64, isSigned = false }

/// Integer lanes as LLVM values. LLVM's shifts and divisions are undefined outside of their range, so operands are
/// brought into it first and the result is selected afterwards.
struct LLVMIntegerLane<Format: LLVMIntegerFormat>: IntegerLane, LLVMLane {
  let v: IRValue
  init(_ v: IRValue) { self.v = v }
  init(integerLiteral value: Int) { self = Self.integer(value) }

  static var isFloat: Bool { false }
  static var isSigned: Bool { Format.isSigned }
  static var bitWidth: Int { Format.bits }
  static func integer(_ value: Int) -> Self {
    let e = Emitter.current
    return Self(e.constant(e.integerType(Format.bits), value))
  }

  static func + (a: Self, b: Self) -> Self { Self(build(\.LLVMBuildAdd, a.v, b.v)) }
  static func - (a: Self, b: Self) -> Self { Self(build(\.LLVMBuildSub, a.v, b.v)) }
  static func * (a: Self, b: Self) -> Self { Self(build(\.LLVMBuildMul, a.v, b.v)) }
  static func & (a: Self, b: Self) -> Self { Self(build(\.LLVMBuildAnd, a.v, b.v)) }
  static func | (a: Self, b: Self) -> Self { Self(build(\.LLVMBuildOr, a.v, b.v)) }
  static func ^ (a: Self, b: Self) -> Self { Self(build(\.LLVMBuildXor, a.v, b.v)) }
  static prefix func ~ (a: Self) -> Self { a ^ integer(-1) }

  static func .== (a: Self, b: Self) -> LLVMMask { compare(CLLVMIntEQ, a, b) }
  static func .!= (a: Self, b: Self) -> LLVMMask { compare(CLLVMIntNE, a, b) }
  static func .< (a: Self, b: Self) -> LLVMMask { compare(isSigned ? CLLVMIntSLT : CLLVMIntULT, a, b) }
  static func .<= (a: Self, b: Self) -> LLVMMask { compare(isSigned ? CLLVMIntSLE : CLLVMIntULE, a, b) }
  private static func compare(_ predicate: some BinaryInteger, _ a: Self, _ b: Self) -> LLVMMask {
    LLVMMask(Emitter.current.compare(predicate, a.v, b.v))
  }

  static func << (a: Self, count: Int) -> Self { Self(build(\.LLVMBuildShl, a.v, integer(count).v)) }
  static func >> (a: Self, count: Int) -> Self {
    isSigned ? Self(build(\.LLVMBuildAShr, a.v, integer(count).v)) : shiftRightLogical(a, count)
  }
  static func shiftRightLogical(_ a: Self, _ count: Int) -> Self {
    Self(build(\.LLVMBuildLShr, a.v, integer(count).v))
  }
  static func shiftLeft(_ a: Self, _ counts: Self) -> Self {
    shiftedLeft(a, counts) ?? shiftedInLanes(a, counts, "psllv") ?? shift(a, counts, \.LLVMBuildShl)
  }
  static func shiftRight(_ a: Self, _ counts: Self) -> Self {
    if let shifted = shiftedRight(a, counts) { return shifted }
    guard isSigned else { return shiftedInLanes(a, counts, "psrlv") ?? shift(a, counts, \.LLVMBuildLShr) }
    if let shifted = shiftedInLanes(a, counts, "psrav") { return shifted }
    func held(_ counts: Self) -> Self { select(inRange(counts), counts, integer(Format.bits - 1)) }
    return Self(build(\.LLVMBuildAShr, a.v, (onScalar(counts, held) ?? held(counts)).v))
  }
  /// `call <16 x i32> @llvm.x86.avx512.psllv.d.512(…)`, which gives 0 where a count is too large, or the sign. (The bits
  /// of 10⁶ `u32` counted by shifts: 0.160 ms by a shift of all lanes and a mask, 0.115 so.)
  private static func shiftedInLanes(_ a: Self, _ counts: Self, _ name: String) -> Self? {
    let e = Emitter.current
    guard e.lanes > 1, Format.bits >= 32, e.target.hasAVX2 else { return nil }
    // AVX2 has all of them but this.
    if name == "psrav", Format.bits == 64, !e.target.hasAVX512 { return nil }
    let register = e.target.hasAVX512 && !e.prefersHalfRegisters ? 512 : 256
    let set = register == 512 || name == "psrav" && Format.bits == 64 ? "avx512" : "avx2"
    let type = Format.bits == 32 ? "d" : "q"
    return Self(
      e.inRegisters(of: register / Format.bits, [a.v, counts.v]) {
        e.intrinsic("llvm.x86.\(set).\(name).\(type).\(register)", [], $0)
      })
  }
  private static func shift(_ a: Self, _ counts: Self, _ call: KeyPath<CLLVMCalls, BinaryCall>) -> Self {
    guard let held = onScalar(counts, wrapped), let kept = onScalar(counts, mask(inRange:)) else {
      return select(inRange(counts), Self(build(call, a.v, wrapped(counts).v)), 0)
    }
    return Self(build(call, a.v, held.v)) & kept
  }
  /// What `body` makes of the one value of all lanes; nil where they may differ. Processors shift all lanes by one count
  /// for less than each by its own (16 bits without AVX-512: one instruction for nine), but LLVM must see that it is one.
  private static func onScalar(_ a: Self, _ body: (Self) -> Self) -> Self? {
    let e = Emitter.current
    guard let scalar = e.scalarsOfSplats[a.v] else { return nil }
    let lanes = e.lanes
    e.lanes = 1
    defer { e.lanes = lanes }
    return Self(e.splat(body(Self(scalar)).v, lanes))
  }
  static func selectRarely(
    _ mask: LLVMMask, _ usual: Self, _ name: StaticString, _ x: Self, _ y: Self, _ rare: (Self, Self) -> Self
  ) -> Self {
    let element = Emitter.current.integerType(Format.bits)
    return branchRarely(
      mask, usual, "\(name).\(isSigned ? "i" : "u")\(Format.bits)", element, size: 512 / Format.bits, x, y, rare)
  }
  private static func wrapped(_ counts: Self) -> Self { counts & integer(Format.bits - 1) }
  private static func mask(inRange counts: Self) -> Self { select(inRange(counts), integer(-1), 0) }
  private static func inRange(_ counts: Self) -> LLVMMask {
    compare(CLLVMIntULT, counts, integer(Format.bits))
  }
}
