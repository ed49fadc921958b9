import CLLVM
import Lanes

/// Binary32 or binary64.
protocol LLVMFloatFormat {
  associatedtype Bits: LLVMIntegerFormat
  static var isDouble: Bool { get }
}
enum Binary32: LLVMFloatFormat {
  typealias Bits = Signed32
  static let isDouble = false
}
enum Binary64: LLVMFloatFormat {
  typealias Bits = Signed64
  static let isDouble = true
}

/// Float lanes as LLVM values. No instruction carries a fast-math flag, so none is contracted or reassociated.
struct LLVMFloatLane<Format: LLVMFloatFormat>: FloatLane, LLVMLane {
  typealias Bits = LLVMIntegerLane<Format.Bits>

  let v: IRValue
  init(_ v: IRValue) { self.v = v }

  static var isFloat: Bool { true }
  static var isDouble: Bool { Format.isDouble }
  static func integer(_ value: Int) -> Self { constant(Double(value)) }
  static func constant(_ value: Double) -> Self {
    let e = Emitter.current
    let rounded = isDouble ? value : Double(Float(value))
    return Self(e.registerConstant(rounded, isDouble: isDouble))
  }

  static func + (a: Self, b: Self) -> Self { Self(build(\.LLVMBuildFAdd, a.v, b.v)) }
  static func - (a: Self, b: Self) -> Self { Self(build(\.LLVMBuildFSub, a.v, b.v)) }
  static func * (a: Self, b: Self) -> Self { Self(build(\.LLVMBuildFMul, a.v, b.v)) }
  static func / (a: Self, b: Self) -> Self { Self(build(\.LLVMBuildFDiv, a.v, b.v)) }
  static prefix func - (a: Self) -> Self {
    let e = Emitter.current
    return Self(e.c.LLVMBuildFNeg(e.builder, a.v, ""))
  }

  static func .== (a: Self, b: Self) -> LLVMMask { compare(CLLVMRealOEQ, a, b) }
  static func .!= (a: Self, b: Self) -> LLVMMask { compare(CLLVMRealUNE, a, b) }
  static func .< (a: Self, b: Self) -> LLVMMask { compare(CLLVMRealOLT, a, b) }
  static func .<= (a: Self, b: Self) -> LLVMMask { compare(CLLVMRealOLE, a, b) }
  private static func compare(_ predicate: some BinaryInteger, _ a: Self, _ b: Self) -> LLVMMask {
    let e = Emitter.current
    return LLVMMask(e.c.LLVMBuildFCmp(e.builder, UInt32(predicate), a.v, b.v, ""))
  }

  /// Without the instruction LLVM calls C's `fma` lane by lane: the same bits.
  static func mulAdd(_ a: Self, _ b: Self, _ c: Self) -> Self { call("llvm.fma", a, b, c) }
  static func squareRoot(_ a: Self) -> Self { call("llvm.sqrt", a) }
  static func magnitude(_ a: Self) -> Self { call("llvm.fabs", a) }
  /// One `call` a row in C's library: LLVM has no instruction for `frem` and calls `fmod` or `fmodf` lane by lane.
  static func exactRemainder(_ a: Self, _ b: Self) -> Self { Self(build(\.LLVMBuildFRem, a.v, b.v)) }

  var bits: Bits {
    let e = Emitter.current
    return Bits(e.c.LLVMBuildBitCast(e.builder, v, e.wide(e.integerType(Bits.bitWidth)), ""))
  }
  init(bits: Bits) {
    let e = Emitter.current
    v = e.c.LLVMBuildBitCast(e.builder, bits.v, e.wide(e.floatType(isDouble: Format.isDouble)), "")
  }

  static func roundToEven(_ a: Self) -> Self {
    if Emitter.current.target.hasRounding { return call("llvm.rint", a) }
    let magic = constant(single: 0x1p23, double: 0x1p52)
    let m = magnitude(a)
    return copySign(select(m .< magic, (m + magic) - magic, m), a)
  }
  static func roundDown(_ a: Self) -> Self {
    if Emitter.current.target.hasRounding { return call("llvm.floor", a) }
    let r = roundToEven(a)
    return copySign(select(a .< r, r - 1.0, r), a)
  }
  static func roundUp(_ a: Self) -> Self {
    if Emitter.current.target.hasRounding { return call("llvm.ceil", a) }
    let r = roundToEven(a)
    return copySign(select(r .< a, r + 1.0, r), a)
  }
  static func roundTowardZero(_ a: Self) -> Self {
    if Emitter.current.target.hasRounding { return call("llvm.trunc", a) }
    let m = magnitude(a)
    let r = roundToEven(m)
    return copySign(select(m .< r, r - 1.0, r), a)
  }

  static func toBits(_ a: Self) -> Bits { Bits(truncate(a, bits: Bits.bitWidth)) }
  static func fromBits(_ a: Bits) -> Self {
    let e = Emitter.current
    if isDouble { return Self(e.floats(ofWide: a.v, isSigned: true)) }
    return Self(e.c.LLVMBuildSIToFP(e.builder, a.v, e.wide(e.floatType(isDouble: isDouble)), ""))
  }

  /// `call <16 x float> @llvm.x86.avx512.mask.scalef.ps.512(…)`, which rounds once as two factors do.
  ///
  /// Results that are subnormal, or too small even for that, take some processors a hundred times as long, unless `n` is
  /// far below: so it is put there where the result is 0 for sure.
  static func scale(_ p: Self, _ n: Self, shifted: Self) -> Self {
    guard scalesAtOnce else { return scaleByFactors(p, shifted: shifted) }
    return scaleAtOnce(p, select(n .<= constant(single: -158, double: -1086), -0x1p20, n), above: nil)
  }
  /// With a mask, of whose other lanes nothing is computed.
  static func scalePower(_ p: Self, _ n: Self, shifted: Self) -> Self {
    guard scalesAtOnce else { return scaleByFactors(p, shifted: shifted) }
    // Half of the least number is 0.
    return scaleAtOnce(p, n, above: constant(single: -151, double: -1076))
  }
  /// What is too small needs no bound for the mask.
  static func clampPower(_ x: Self, _ low: Self, _ high: Self) -> Self {
    guard scalesAtOnce else { return clamp(x, low, high) }
    return select(high .< x, high, x)
  }
  private static var scalesAtOnce: Bool { Emitter.current.target.hasAVX512 && Emitter.current.lanes > 1 }
  /// Of the lanes where `n` is above `limit` or NaN; the others are 0.
  private static func scaleAtOnce(_ p: Self, _ n: Self, above limit: Self?) -> Self {
    let e = Emitter.current
    let size = isDouble ? 8 : 16
    let allLanes = e.c.LLVMConstInt(e.integerType(size), ~0, 1)
    let rounding = e.c.LLVMConstInt(e.i32, 4, 0)
    return Self(
      e.inRegisters(of: size, [p.v, n.v] + (limit.map { [$0.v] } ?? [])) { operands in
        var lanes = allLanes
        if limit != nil {
          let isSmall = e.c.LLVMBuildFCmp(e.builder, UInt32(CLLVMRealOLE), operands[1], operands[2], "")
          lanes = e.c.LLVMBuildBitCast(e.builder, e.c.LLVMBuildNot(e.builder, isSmall, ""), e.integerType(size), "")
        }
        let zeros = e.c.LLVMConstNull(e.wide(e.floatType(isDouble: isDouble), size))
        return e.intrinsic(
          "llvm.x86.avx512.mask.scalef.\(isDouble ? "pd" : "ps").512", [],
          [operands[0], operands[1], zeros, lanes, rounding])
      })
  }

  /// `call <16 x float> @llvm.x86.avx512.mask.getexp.ps.512(…)` and `getmant`, which know of subnormal numbers.
  static func exponentAndFraction(_ x: Self) -> (e: Self, m: Self) {
    let e = Emitter.current
    guard e.target.hasAVX512, e.lanes > 1 else { return exponentAndFractionByBits(x) }
    let (size, type) = isDouble ? (8, "pd") : (16, "ps")
    let allLanes = e.c.LLVMConstInt(e.integerType(size), ~0, 1)
    let (betweenOneAndTwo, rounding) = (e.c.LLVMConstInt(e.i32, 0, 0), e.c.LLVMConstInt(e.i32, 4, 0))
    let exponent = e.inRegisters(of: size, [x.v]) { operands in
      e.intrinsic(
        "llvm.x86.avx512.mask.getexp.\(type).512", [], [operands[0], operands[0], allLanes, rounding])
    }
    let fraction = e.inRegisters(of: size, [x.v]) { operands in
      e.intrinsic(
        "llvm.x86.avx512.mask.getmant.\(type).512", [],
        [operands[0], betweenOneAndTwo, operands[0], allLanes, rounding])
    }
    return (Self(exponent), Self(fraction))
  }

  /// `call <16 x float> @llvm.x86.avx512.mask.fixupimm.ps.512(…)`, which chooses by the class of `x`.
  static func logarithmLimits(_ x: Self, _ result: Self) -> Self {
    let e = Emitter.current
    guard e.target.hasAVX512, e.lanes > 1 else { return logarithmLimitsBySelection(x, result) }
    // A digit a class, the lowest first: quiet NaN, signalling NaN, ±0, 1, -∞, ∞, below 0, above 0. The digit 0 keeps
    // the result, 2 gives the NaN itself, 3 a NaN, 4 and 5 the infinities.
    let classes = Bits.integer(0x0353_0422)
    let size = isDouble ? 8 : 16
    let allLanes = e.c.LLVMConstInt(e.integerType(size), ~0, 1)
    let (none, rounding) = (e.c.LLVMConstInt(e.i32, 0, 0), e.c.LLVMConstInt(e.i32, 4, 0))
    return Self(
      e.inRegisters(of: size, [result.v, x.v, classes.v]) { operands in
        e.intrinsic(
          "llvm.x86.avx512.mask.fixupimm.\(isDouble ? "pd" : "ps").512", [], operands + [none, allLanes, rounding])
      })
  }

  /// Truncates to signed integers of `bits` bits; NaN and what does not fit give the least one.
  ///
  /// LLVM's conversion is undefined out of range, so that it gets 0 there. -2^(bits-1) itself counts as out of range:
  /// it gives the least integer either way.
  static func truncate(_ a: Self, bits: Int) -> IRValue {
    let e = Emitter.current
    if bits == 32, e.lanes > 1, e.target.hasAVX2, !e.target.hasAVX512 {
      // The processor's own conversion gives the least integer where a number does not fit.
      return e.inRegisters(of: isDouble ? 4 : 8, [a.v]) {
        e.intrinsic("llvm.x86.avx.cvtt.\(isDouble ? "pd" : "ps")2dq.256", [], $0)
      }
    }
    let type = e.integerType(bits)
    let fits = magnitude(a) .< constant(bits == 32 ? 0x1p31 : 0x1p63)
    let inRange = select(fits, a, 0.0)
    let converted =
      bits == 64 && isDouble
      ? e.wideIntegers(truncating: inRange.v) : e.c.LLVMBuildFPToSI(e.builder, inRange.v, e.wide(type), "")
    return e.select(fits.v, converted, e.constant(type, Int(bitPattern: 1 << UInt(bits - 1))))
  }

  static func ofBoth(_ x: Self, _ make: (Self) -> (Self, Self)) -> (Self, Self)? {
    let e = Emitter.current
    guard e.hasPairs else { return nil }
    if e.pairsBlock != e.block { e.pairs = [:] }
    e.pairsBlock = e.block
    if let pair = e.pairs[x.v] { return (Self(pair.first), Self(pair.second)) }
    let (first, second) = make(x)
    e.pairs[x.v] = (first.v, second.v)
    return (first, second)
  }

  static func selectRarely(
    _ mask: LLVMMask, _ usual: Self, _ name: StaticString, _ x: Self, _ y: Self, _ rare: (Self, Self) -> Self
  ) -> Self {
    let element = Emitter.current.floatType(isDouble: isDouble)
    return branchRarely(
      mask, usual, "\(name).\(isDouble ? "f64" : "f32")", element, size: isDouble ? 8 : 16, x, y, rare)
  }

  private static func call(_ name: String, _ operands: Self...) -> Self {
    let e = Emitter.current
    return Self(e.intrinsic(name, [e.wide(e.floatType(isDouble: isDouble))], operands.map(\.v)))
  }
}
