import CLLVM
import Lanes

// Division of vectors by a scalar that does not change in the loop. The processor's divider takes as long for one
// register as the multipliers take for the six operations of `KnownDivisor` and their test, and they work side by side:
// so the lower half of the lanes is divided, and the upper half multiplied.
//
//     before the loop:  y = 1 / b;  z = (1 - b * y) * y;  limit = isInRange(b) ? greatest : 0      // 0 if it is short
//     %q0 = fdiv <32 x float> %low, %b
//     %m = max of ((bits of %high) << 1) - least, register by register        br (no lane of %m ≥ limit), %known, %divide
//     known: %q1 = the formula                divide: %q1 = fdiv <32 x float> %high, %b        then a phi, and both halves
extension LLVMFloatLane {
  /// Whether loops over vectors of `lanes` divide by a scalar faster with what is known of it. (AVX2, `x / 0.3` of f32 in
  /// the first-level cache, the second and the third: 0.187, 0.137, 0.126 ns an element divided, 0.162, 0.106, 0.104 so.
  /// It has no unsigned comparison of eight bytes, which f64 needs.)
  static func multiplies(lanes: Int) -> Bool {
    let target = Emitter.current.target
    return (target.hasAVX512 || target.hasAVX2 && !isDouble) && lanes >= 2 * (isDouble ? 8 : 16)
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
    let half = lanes / 2
    return VectorDivisor(
      lanes: lanes, divisor: e.splat(scalar, half), reciprocal: e.splat(facts[0], half), rest: e.splat(facts[1], half),
      limit: e.splat(facts[2], isDouble ? 8 : 16))
  }

  static func quotient(_ a: IRValue, _ known: VectorDivisor) -> IRValue {
    let e = Emitter.current
    guard let function = e.function else { return (Self(a) / Self(known.divisor)).v }
    let lanes = known.lanes
    let half = lanes / 2
    defer { e.lanes = lanes }
    e.lanes = half
    let low = Self(e.shuffle(a, Array(0..<half)))
    let high = Self(e.shuffle(a, Array(half..<lanes)))
    let divisor = Self(known.divisor)
    let lowQuotient = low / divisor

    let (multiply, divide, join) = (
      e.newBlock("known", in: function), e.newBlock("divide", in: function), e.newBlock("divided", in: function)
    )
    e.branch(isAnyOutOfRange(high, known), divide, multiply)
    e.position(multiply)
    e.lanes = half
    let rest = KnownDivisor(divisor: divisor, reciprocal: Self(known.reciprocal), rest: Self(known.rest))
    let product = rest.quotient(high)
    e.branch(join)
    e.position(divide)
    let quotient = high / divisor
    e.branch(join)
    e.position(join)
    let highQuotient = e.phi(e.c.LLVMTypeOf(product.v))
    e.incoming(highQuotient, product.v, multiply)
    e.incoming(highQuotient, quotient.v, divide)
    return e.joined(lowQuotient.v, highQuotient, lanes: half)
  }

  /// Compares magnitudes as integers, shifted by the sign's bit, the greatest of several registers at once.
  private static func isAnyOutOfRange(_ a: Self, _ known: VectorDivisor) -> IRValue {
    let e = Emitter.current
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
    let isInRange = e.c.LLVMBuildBitCast(
      e.builder, e.compare(CLLVMIntULT, places, known.limit), e.integerType(size), "")
    return e.compare(CLLVMIntNE, isInRange, e.c.LLVMConstInt(e.integerType(size), ~0, 1))
  }

  /// The bits of a positive number in this format, shifted to the left.
  private static func doubledBits(_ value: Double) -> Int {
    isDouble ? Int(bitPattern: UInt(value.bitPattern << 1)) : Int(Float(value).bitPattern << 1)
  }
}

/// A divisor in every lane, ready for vectors of `lanes`.
struct VectorDivisor {
  var lanes: Int
  var divisor: IRValue
  var reciprocal: IRValue
  var rest: IRValue
  /// What the place of a magnitude in the range must be less than; 0 where the divisor itself is out of its range.
  var limit: IRValue
}
