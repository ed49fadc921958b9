import CLLVM
import Lanes

// Division of vectors by a scalar that does not change in the loop. The processor's divider takes as long for one
// register as the multipliers take for the six operations of `KnownDivisor` and their test, and they work side by side:
// so the lower half of the lanes is divided, and the upper half multiplied. For doubles the divider takes twice as long: with
// AVX-512 all lanes are multiplied, and on any processor those that were integers; so is one register of singles alone, with
// AVX-512. (20 001 `x / 0.3`, Intel, in halves and so: 8.5 µs and 5.7; rows of 199 times and less each other by halves and
// quarters 70 and 18.)
//
//     before the loop:  y = 1 / b;  z = (1 - b * y) * y;  limit = isInRange(b) ? greatest : 0      // 0 if it is short
//     %q0 = fdiv <32 x float> %low, %b
//     %m = max of ((bits of %high) << 1) - least, register by register        br (all lanes of %m < limit), %known, %divide
//     known: %q1 = the formula                divide: %q1 = fdiv <32 x float> %high, %b        then a phi, and both halves
//
// A divisor that is a power of two is multiplied with its reciprocal alone, whatever the dividends are (but for doubles that
// were integers). (It is not made a product when it is recorded: lengths divide means, and a length that happens to be a
// power must need no other kernel.)
// Integers made floats are all in range, so nothing is tested but the divisor: bytes to `x / 255` of f32, 10⁶ of them, 0.075
// ms tested and 0.067 so. (Its sign too: of 0 by a negative number, the sum on the way may be +0.)
extension LLVMFloatLane {
  /// Whether loops over vectors of `lanes` divide by a scalar faster with what is known of it. (AVX2, `x / 0.3` of f32 in
  /// the first-level cache, the second and the third: 0.187, 0.137, 0.126 ns an element divided, 0.162, 0.106, 0.104 so.
  /// `(x[2:] - x[:-2]) / 0.02` of 10⁶ f64, AVX2: 0.33 ms and 0.175.)
  static func multiplies(lanes: Int) -> Bool {
    let target = Emitter.current.target
    return target.hasAVX512 ? lanes >= register : target.hasAVX2 && lanes >= 2 * register
  }
  /// The same where what is known of it is there already: powers of two are worth to be multiplied with in half a vector.
  static func multipliesByKnown(lanes: Int) -> Bool {
    multiplies(lanes: lanes) || Emitter.current.target.hasAVX2 && lanes >= register / 2
  }
  private static var register: Int { isDouble ? 8 : 16 }
  /// Whether all of so many lanes are multiplied, and not their upper half alone.
  private static func multipliesAll(_ lanes: Int) -> Bool {
    Emitter.current.target.hasAVX512 && (isDouble || lanes == register)
  }
  /// What has to be known of divisors, one in each of so many lanes: reciprocal, rest and limit.
  static func facts(of divisors: IRValue, lanes: Int) -> [IRValue] {
    let e = Emitter.current
    e.lanes = lanes
    let known = KnownDivisor(Self(divisors))
    let isInRange = KnownDivisor<Self>.isInRange(divisor: Self(divisors))
    let integer = e.integerType(Bits.bitWidth)
    let span = doubledBits(KnownDivisor<Self>.greatest) - doubledBits(KnownDivisor<Self>.least) + 1
    let limit = e.select(isInRange.v, e.constant(integer, span), e.constant(integer, 0))
    return [known.reciprocal.v, known.rest.v, limit]
  }
  /// The same of a divisor that is not to be multiplied with.
  static var noFacts: [IRValue] {
    let e = Emitter.current
    let zero: IRValue = e.c.LLVMConstNull(e.floatType(isDouble: isDouble))
    return [zero, zero, e.c.LLVMConstNull(e.integerType(Bits.bitWidth))]
  }
  /// A divisor and its facts in all lanes.
  static func divisor(_ scalar: IRValue, _ facts: [IRValue], lanes: Int) -> VectorDivisor {
    let e = Emitter.current
    let multiplied = multipliesAll(lanes) ? lanes : lanes / 2
    let kept = e.lanes
    defer { e.lanes = kept }
    e.lanes = 1
    let isInRange = e.compare(CLLVMIntNE, facts[2], e.constant(e.integerType(Bits.bitWidth), 0))
    let isPositive = Self(scalar) .> Self.integer(0)
    let hasNoSignificand = (Self(scalar).bits & Bits.integer((1 << (isDouble ? 52 : 23)) - 1)) .== 0
    let comparesUpperHalves = isDouble && !e.target.hasAVX512
    let limit =
      comparesUpperHalves
      ? e.c.LLVMBuildTrunc(
        e.builder, e.c.LLVMBuildLShr(e.builder, facts[2], e.c.LLVMConstInt(e.integerType(64), 32, 0), ""),
        e.integerType(32), "") : facts[2]
    return VectorDivisor(
      lanes: lanes, divisor: e.splat(scalar, multiplied), reciprocal: e.splat(facts[0], multiplied),
      rest: e.splat(facts[1], multiplied), limit: e.splat(limit, register),
      takesIntegers: e.and(isInRange, isPositive.v), isPower: e.and(isInRange, hasNoSignificand.v))
  }

  /// The quotient; what lies behind the mask's lanes counts for nothing.
  static func quotient(_ a: IRValue, _ known: VectorDivisor, isOfIntegers: Bool, mask: IRValue?) -> IRValue {
    let e = Emitter.current
    guard let function = e.function else { return (Self(a) / Self(known.divisor)).v }
    let isWhole = multipliesAll(known.lanes)
    func inAll(_ value: IRValue) -> Self { Self(isWhole ? value : e.joined(value, value, lanes: known.lanes / 2)) }
    func multiplied(where condition: IRValue) -> IRValue {
      e.lanes = known.lanes
      let divisor = KnownDivisor(
        divisor: inAll(known.divisor), reciprocal: inAll(known.reciprocal), rest: inAll(known.rest))
      return quotient(Self(a), divisor, multiplying: condition, function).v
    }
    let isLong = multiplies(lanes: known.lanes)
    if isOfIntegers, isLong, isDouble || isWhole { return multiplied(where: known.takesIntegers) }
    return e.either(known.isPower, ("power", "other", "quotient"), in: function) {
      (Self(a) * inAll(known.reciprocal)).v
    } else: {
      guard isLong else { return (Self(a) / inAll(known.divisor)).v }
      guard isWhole else { return halvedQuotient(a, known, isOfIntegers: isOfIntegers, function) }
      let counted = mask.map { e.select($0, a, Self.integer(1).v) } ?? a
      return multiplied(where: areAllInRange(Self(counted), known))
    }
  }

  /// The lower half divided, and the upper one multiplied where it is in range.
  private static func halvedQuotient(
    _ a: IRValue, _ known: VectorDivisor, isOfIntegers: Bool, _ function: IRValue
  ) -> IRValue {
    let e = Emitter.current
    let lanes = known.lanes
    let half = lanes / 2
    defer { e.lanes = lanes }
    e.lanes = half
    let low = Self(e.shuffle(a, Array(0..<half)))
    let high = Self(e.shuffle(a, Array(half..<lanes)))
    let divisor = KnownDivisor(
      divisor: Self(known.divisor), reciprocal: Self(known.reciprocal), rest: Self(known.rest))
    let lowQuotient = low / divisor.divisor
    let areInRange = isOfIntegers ? known.takesIntegers : areAllInRange(high, known)
    e.lanes = half
    let highQuotient = quotient(high, divisor, multiplying: areInRange, function)
    return e.joined(lowQuotient.v, highQuotient.v, lanes: half)
  }

  /// The quotient, by multiplying where the condition holds.
  private static func quotient(
    _ a: Self, _ divisor: KnownDivisor<Self>, multiplying condition: IRValue, _ function: IRValue
  ) -> Self {
    let either = Emitter.current.either(condition, ("known", "divide", "divided"), in: function) {
      divisor.quotient(a).v
    } else: {
      (a / divisor.divisor).v
    }
    return Self(either)
  }

  /// Compares magnitudes as integers, shifted by the sign's bit, the greatest of several registers at once.
  private static func areAllInRange(_ a: Self, _ known: VectorDivisor) -> IRValue {
    let e = Emitter.current
    if isDouble, !e.target.hasAVX512 { return areUpperHalvesInRange(a, known) }
    let size = isDouble ? 8 : 16
    let bits = a.bits
    let least = Bits(e.constant(e.integerType(Bits.bitWidth), doubledBits(KnownDivisor<Self>.least)))
    var places = (bits + bits - least).v
    while e.lanes > size {
      let half = e.lanes / 2
      let (low, high) = (e.shuffle(places, Array(0..<half)), e.shuffle(places, Array(half..<e.lanes)))
      e.lanes = half
      places = e.intrinsic("llvm.umax", [e.wide(e.integerType(Bits.bitWidth))], [low, high])
    }
    let areInRange = e.c.LLVMBuildBitCast(
      e.builder, e.compare(CLLVMIntULT, places, known.limit), e.integerType(size), "")
    return e.compare(CLLVMIntEQ, areInRange, e.c.LLVMConstInt(e.integerType(size), ~0, 1))
  }

  /// The same by the upper 32 bits of doubles: AVX2 has no unsigned comparison or maximum of 64 bits. It takes one shuffle
  /// for two registers, and leaves out the greatest number itself.
  private static func areUpperHalvesInRange(_ a: Self, _ known: VectorDivisor) -> IRValue {
    let e = Emitter.current
    let words = e.c.LLVMBuildBitCast(e.builder, a.v, e.wide(e.integerType(32), 2 * e.lanes), "")
    // As one instruction brings them together; their order does not matter.
    var upper = stride(from: 0, to: 2 * e.lanes, by: 16).map { start in
      e.shuffle(words, [1, 3, 9, 11, 5, 7, 13, 15].map { start + $0 })
    }
    e.lanes = 8
    let least = e.constant(e.integerType(32), doubledBits(KnownDivisor<Self>.least) >> 32)
    let type = e.wide(e.integerType(32))
    upper = upper.map { e.sub(e.add($0, $0), least) }
    while upper.count > 1 {
      upper = stride(from: 0, to: upper.count, by: 2).map { k in
        k + 1 < upper.count ? e.intrinsic("llvm.umax", [type], [upper[k], upper[k + 1]]) : upper[k]
      }
    }
    let areInRange = e.c.LLVMBuildBitCast(
      e.builder, e.compare(CLLVMIntULT, upper[0], known.limit), e.integerType(8), "")
    return e.compare(CLLVMIntEQ, areInRange, e.c.LLVMConstInt(e.integerType(8), ~0, 1))
  }

  /// The bits of a positive number in this format, shifted to the left.
  private static func doubledBits(_ value: Double) -> Int {
    isDouble ? Int(bitPattern: UInt(value.bitPattern << 1)) : Int(Float(value).bitPattern << 1)
  }
}

/// A divisor in every lane, ready for vectors of `lanes`.
struct VectorDivisor {
  var lanes: Int
  /// In as many lanes as are multiplied.
  var divisor: IRValue
  var reciprocal: IRValue
  var rest: IRValue
  /// What the place of a magnitude in the range must be less than; 0 where the divisor itself is out of its range.
  var limit: IRValue
  /// Whether integers may be multiplied with, as one bit.
  var takesIntegers: IRValue
  /// Whether it is a power of two: the product with its reciprocal, which is one too, is the quotient.
  var isPower: IRValue
}
