import CLLVM
import Lanes

// Vectors of integers of 64 bits become `f64`, and floats become them. Before AVX-512 processors convert one lane at a time,
// and LLVM takes vectors apart for it. So the halves of 32 bits go separately, through doubles whose last digit stands for 1
// or for 2^32: what stands in the lower half of such a double's bits is an integer. (10⁶ elements, AVX2, `i64` to `f64` one by
// one and so: LLVM 14 0.46 and 0.16 ms, LLVM 22 0.19 and 0.16; with a product of two indices 0.61 and 0.24. With SSE4.2 and
// LLVM 22 it takes 1.2 to 1.4 times as long so.)
extension Emitter {
  /// Whether vectors of integers of 64 bits are converted by halves.
  private var convertsByHalves: Bool { lanes > 1 && !target.hasAVX512 }

  /// The nearest `f64` of integers of 64 bits: both halves are exact, and their sum is rounded once.
  func floats(ofWide value: IRValue, isSigned: Bool) -> IRValue {
    typealias L = LLVMFloatLane<Binary64>
    guard convertsByHalves else {
      return (isSigned ? c.LLVMBuildSIToFP : c.LLVMBuildUIToFP)(builder, value, wide(floatType(isDouble: true)), "")
    }
    let bits = L.Bits(value)
    let one = Self.bits(0x1p52)
    let lower = L(bits: (bits & L.Bits.integer(0xffff_ffff)) | L.Bits.integer(one))
    // The sign's bit is turned round, which adds 2^63.
    let (unit, shift) = isSigned ? (0x1p84 + 0x1p63, 0x1p84 + 0x1p63 + 0x1p52) : (0x1p84, 0x1p84 + 0x1p52)
    let upper = L(
      bits: L.Bits(c.LLVMBuildLShr(builder, value, constant(i64, 32), "")) ^ L.Bits.integer(Self.bits(unit)))
    return ((upper - L.constant(shift)) + lower).v
  }

  /// Doubles below 2^63 in magnitude as integers; the bits of others are nobody's business.
  func wideIntegers(truncating value: IRValue) -> IRValue {
    typealias L = LLVMFloatLane<Binary64>
    guard convertsByHalves else { return c.LLVMBuildFPToSI(builder, value, wide(i64), "") }
    let x = L.roundTowardZero(L(value))
    let upper = L.roundDown(x * L.constant(0x1p-32))
    // Not less than 0, and below 2^32.
    let lower = x - upper * L.constant(0x1p32)
    let upperBits = (upper + L.constant(0x1.8p52)).bits << 32
    return (upperBits | ((lower + L.constant(0x1p52)).bits & L.Bits.integer(0xffff_ffff))).v
  }

  private static func bits(_ value: Double) -> Int { Int(bitPattern: UInt(value.bitPattern)) }
}
