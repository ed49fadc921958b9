import ArrayGraph
import CLLVM
import Lanes

// Division of integers. Processors have none on vectors; so vectors are divided as floats, whose quotient truncates to
// the exact one: as binary32 up to 16 bits, as binary64 up to 32, and above while both numbers are within ±2^50, which
// is tested, a vector at a time; those of vectors with others are divided one by one.
//
//     %q = fptosi (sitofp %a) / (sitofp %b)
//
// By a scalar that does not change in the loop it is a multiplication. Let p be the precision, and y the reciprocal of b,
// moved away from 0 by one or two ulp: y is beyond 1/b, but by less than 5 2^-p of it. So the rounded product of a and y
// is at least a/b, and beyond it by less than 6 2^-p |a/b|. That is less than 1/|b| while |a| < 2^p/6, and then there is
// no whole number between them.
//
//     before the loop:  %y = (1 / b) * (1 + ulp)        %q = fptosi (sitofp %a) * %y
//
// Of up to 32 bits the upper half of a product of integers does as well, in half of the registers: that of magnitudes
// (after T. Granlund and P. L. Montgomery, Division by Invariant Integers using Multiplication, 1994, figure 4.1). Bytes
// are divided as numbers of 16 bits, since processors multiply no bytes. (`x % 1000` of 10⁶ u32 took 0.43 ms by floats, 0.17
// so; `x // 3` of 4 · 10⁶ u8 0.27 and 0.10.) So are numbers of 64 bits beyond ±2^50 by a divisor that stands in the program.
// (Seconds of 7 · 10⁵ times in 100 ns, u64: 1.33 ms one by one, 0.24 so.)
extension LLVMIntegerLane {
  static func quotient(_ a: Self, _ b: Self) -> Self {
    let e = Emitter.current
    func whole(_ a: Self, _ b: Self) -> Self {
      Self(build(isSigned ? \.LLVMBuildSDiv : \.LLVMBuildUDiv, a.v, b.v))
    }
    if e.lanes == 1 { return guarded(a, b, whole) }
    let usual: Self
    var multiplier: KnownMultiplier?
    var places = place(a)
    switch e.integerDivisors[b.v] {
    case .reciprocal(let reciprocal, let sign, let ofFar)?:
      multiplier = ofFar
      let product = truncated(build(\.LLVMBuildFMul, float(a), reciprocal))
      usual = (product ^ Self(sign)) - Self(sign)
    case .multiplier(let known)?: return part(.quotient, of: a, by: known)
    case nil:
      usual = guarded(a, b) { truncated(build(\.LLVMBuildFDiv, float($0), float($1))) }
      places = places | place(b)
    }
    guard bitWidth == 64 else { return usual }
    let isFar = shiftRightLogical(places, isSigned ? 51 : 50) .!= 0
    if let multiplier { return branchRarely(isFar, usual) { part(.quotient, of: a, by: multiplier) } }
    let name = isSigned ? "quotient.i64" : "quotient.u64"
    return branchRarely(isFar, usual, name, e.i64, size: 8, a, b) { guarded($0, $1, whole) }
  }

  /// What quotients need of a divisor that does not change in a loop over vectors of `lanes`; of numbers of 64 bits that are
  /// far from 0, its multiplier if that is known.
  fileprivate static func knownDivisor(
    _ scalar: IRValue, lanes: Int, ofFar: KnownMultiplier?
  ) -> KnownIntegerDivisor {
    let e = Emitter.current
    e.lanes = 1
    let b = Self(scalar)
    if bitWidth < 64 { return .multiplier(KnownMultiplier(b).splat(lanes)) }
    let isZero = b .== 0
    let isMinusOne = isSigned ? b .== integer(-1) : LLVMMask(e.c.LLVMConstNull(e.integerType(1)))
    let one = e.c.LLVMConstReal(floatType, 1)
    let ulp = e.c.LLVMConstReal(floatType, isDouble ? 0x1p-52 : 0x1p-23)
    let reciprocal = build(\.LLVMBuildFDiv, one, float(select(isZero | isMinusOne, 1, b)))
    let beyond = build(\.LLVMBuildFMul, reciprocal, build(\.LLVMBuildFAdd, one, ulp))
    return .reciprocal(
      e.splat(e.select(isZero.v, e.c.LLVMConstNull(floatType), beyond), lanes),
      sign: e.splat(select(isMinusOne, integer(-1), 0).v, lanes),
      ofFar: ofFar?.splat(lanes))
  }

  // MARK: Products of integers

  /// What a division by a known number gives.
  fileprivate static func part(_ part: DivisionPart, of a: Self, by known: KnownMultiplier) -> Self {
    let e = Emitter.current
    if bitWidth == 8 {
      let extend = isSigned ? e.c.LLVMBuildSExt : e.c.LLVMBuildZExt
      let wide = extend(e.builder, a.v, e.wide(e.integerType(16)), "")
      let found =
        isSigned
        ? LLVMIntegerLane<Signed16>.part(part, of: .init(wide), by: known).v
        : LLVMIntegerLane<Unsigned16>.part(part, of: .init(wide), by: known).v
      return Self(e.c.LLVMBuildTrunc(e.builder, found, e.wide(e.integerType(8)), ""))
    }
    switch part {
    case .quotient where isSigned:
      let t = a >> (bitWidth - 1)
      let sign = t ^ Self(known.sign)
      return (magnitude((a ^ t) - t, by: known) ^ sign) - sign
    // With `n = a` and `b` positive, or both turned, the quotient rounded down is `n / b` where `n` is not negative, else
    // `~(~n / b)`. The least number, turned, is 2^(bits - 1), and not negative.
    case .floorQuotient where isSigned:
      let turned = a ^ Self(known.sign)
      let n = turned - Self(known.sign)
      let isNegative = (n & turned) >> (bitWidth - 1)
      return (magnitude(n ^ isNegative, by: known) ^ isNegative) & Self(known.isNotZero)
    case .quotient, .floorQuotient: return magnitude(a, by: known)
    case .floorRemainder:
      return (a - Self.part(.floorQuotient, of: a, by: known) * Self(known.divisor)) & Self(known.isNotZero)
    }
  }

  /// The quotient of a number without a sign by the magnitude of the divisor.
  private static func magnitude(_ a: Self, by known: KnownMultiplier) -> Self {
    let e = Emitter.current
    func shifted(_ x: Self, _ counts: IRValue) -> Self { Self(build(\.LLVMBuildLShr, x.v, counts)) }
    if bitWidth == 64, case .shifts(let first, let last) = known.rest {
      let high = upperHalf(a, Self(known.multiplier))
      return shifted(high + shifted(a - high, first), last)
    }
    let wide = e.integerType(2 * bitWidth)
    func extended(_ x: IRValue) -> IRValue { e.c.LLVMBuildZExt(e.builder, x, e.wide(wide), "") }
    let product = build(\.LLVMBuildMul, extended(a.v), extended(known.multiplier))
    let upper = build(\.LLVMBuildLShr, product, e.constant(wide, bitWidth))
    let high = Self(e.c.LLVMBuildTrunc(e.builder, upper, e.wide(e.integerType(bitWidth)), ""))
    switch known.rest {
    case .shifts(let first, let last): return shifted(high + shifted(a - high, first), last)
    case .none(let isOne): return high | a & Self(isOne)
    }
  }

  /// The upper half of a product of 64 bits, of four products of halves.
  private static func upperHalf(_ a: Self, _ b: Self) -> Self {
    let lower = integer(0xFFFF_FFFF)
    func upper(_ x: Self) -> Self { shiftRightLogical(x, 32) }
    let (first, second) = (upper(a) * (b & lower), (a & lower) * upper(b))
    let middle = first + upper((a & lower) * (b & lower))
    return upper(a) * upper(b) + upper(middle) + upper(second + (middle & lower))
  }

  private static func knownMultiplier(_ b: Self) -> KnownMultiplier? {
    guard case .multiplier(let known)? = Emitter.current.integerDivisors[b.v] else { return nil }
    return known
  }
  static func floorDivide(_ a: Self, _ b: Self) -> Self {
    knownMultiplier(b).map { part(.floorQuotient, of: a, by: $0) } ?? floorDivideByQuotient(a, b)
  }
  static func floorRemainder(_ a: Self, _ b: Self) -> Self {
    knownMultiplier(b).map { part(.floorRemainder, of: a, by: $0) } ?? floorRemainderByQuotient(a, b)
  }

  /// A quotient of numbers that may be 0 and -1, by `divide`, which does not know them as divisors.
  private static func guarded(_ a: Self, _ b: Self, _ divide: (Self, Self) -> Self) -> Self {
    let isZero = b .== 0
    guard isSigned else { return select(isZero, 0, divide(a, select(isZero, 1, b))) }
    let isMinusOne = b .== integer(-1)
    let whole = divide(a, select(isZero | isMinusOne, 1, b))
    return select(isZero, 0, select(isMinusOne, 0 - a, whole))
  }

  /// A number with bits above the lower fifty or so where `a` is too far from 0 to be divided as a float.
  private static func place(_ a: Self) -> Self { isSigned && bitWidth == 64 ? a + integer(1 << 50) : a }

  // MARK: Floats

  private static var isDouble: Bool { bitWidth > 16 }
  private static var floatType: IRType { Emitter.current.floatType(isDouble: isDouble) }

  /// Vectors of 64 bits have no conversion on some processors; adding 3 2^51, as bits, makes a float of the integer.
  private static func float(_ a: Self) -> IRValue {
    let e = Emitter.current
    if bitWidth == 64, e.lanes > 1 {
      typealias L = LLVMFloatLane<Binary64>
      return (L(bits: L.Bits(a.v) + L.Bits.integer(roundingBits)) - L.constant(0x1.8p52)).v
    }
    return (isSigned ? e.c.LLVMBuildSIToFP : e.c.LLVMBuildUIToFP)(e.builder, a.v, e.wide(floatType), "")
  }
  private static func truncated(_ x: IRValue) -> Self {
    let e = Emitter.current
    if bitWidth == 64, e.lanes > 1 {
      typealias L = LLVMFloatLane<Binary64>
      return Self(((L.roundTowardZero(L(x)) + L.constant(0x1.8p52)).bits - L.Bits.integer(roundingBits)).v)
    }
    let type = e.wide(e.integerType(bitWidth))
    return Self((isSigned ? e.c.LLVMBuildFPToSI : e.c.LLVMBuildFPToUI)(e.builder, x, type, ""))
  }
  private static var roundingBits: Int { Int(bitPattern: UInt(0x1.8p52.bitPattern)) }
}

/// What is known of a divisor, in every lane.
enum KnownIntegerDivisor {
  /// Its reciprocal, a little beyond, as floats; and -1 where it is -1, whose reciprocal is that of 1. Zero has the
  /// reciprocal 0.
  /// Numbers too far from 0 for that have the multiplier, if it is known.
  case reciprocal(IRValue, sign: IRValue, ofFar: KnownMultiplier?)
  /// Of numbers of up to 32 bits.
  case multiplier(KnownMultiplier)

  init?(_ scalar: IRValue, _ dtype: DType, lanes: Int, ofFar: KnownMultiplier?) {
    switch dtype {
    case .i8: self = LLVMIntegerLane<Signed8>.knownDivisor(scalar, lanes: lanes, ofFar: ofFar)
    case .i16: self = LLVMIntegerLane<Signed16>.knownDivisor(scalar, lanes: lanes, ofFar: ofFar)
    case .i32: self = LLVMIntegerLane<Signed32>.knownDivisor(scalar, lanes: lanes, ofFar: ofFar)
    case .i64: self = LLVMIntegerLane<Signed64>.knownDivisor(scalar, lanes: lanes, ofFar: ofFar)
    case .u8: self = LLVMIntegerLane<Unsigned8>.knownDivisor(scalar, lanes: lanes, ofFar: ofFar)
    case .u16: self = LLVMIntegerLane<Unsigned16>.knownDivisor(scalar, lanes: lanes, ofFar: ofFar)
    case .u32: self = LLVMIntegerLane<Unsigned32>.knownDivisor(scalar, lanes: lanes, ofFar: ofFar)
    case .u64: self = LLVMIntegerLane<Unsigned64>.knownDivisor(scalar, lanes: lanes, ofFar: ofFar)
    case .bool, .f32, .f64: return nil
    }
  }
}

/// What a division is asked for.
private enum DivisionPart {
  case quotient, floorQuotient, floorRemainder
}

/// By what magnitudes are multiplied, and what is done then; -1 where the divisor is negative, and where it is not 0; and
/// the divisor itself. Of a byte all are numbers of 16 bits.
struct KnownMultiplier {
  enum Rest {
    case shifts(first: IRValue, last: IRValue)
    /// Of a byte; -1 where the divisor's magnitude is 1.
    case none(isOne: IRValue)
  }
  var multiplier: IRValue
  var rest: Rest
  var sign: IRValue
  var isNotZero: IRValue
  var divisor: IRValue

  /// With `l` the least number of bits for which `2^l >= |b|`, of numbers of n bits,
  ///
  ///     multiplier = 2^n (2^l - |b|) / |b| + 1        first = min(l, 1)        last = l - first
  ///
  /// For 0 the shifts leave nothing of any number.
  ///
  /// Of a byte the multiplier is `2^16 / |b|` rounded down and 1 more, so that the upper half of a product with at most 255 is
  /// beyond the quotient by less than `255 / 2^16`, and needs no shifts; but 1 has none.
  fileprivate init<F: LLVMIntegerFormat>(_ b: LLVMIntegerLane<F>) {
    typealias Wide = LLVMIntegerLane<Signed64>
    let e = Emitter.current
    let width = max(F.bits, 16)
    let extend = F.isSigned ? e.c.LLVMBuildSExt : e.c.LLVMBuildZExt
    let number = Wide(extend(e.builder, b.v, e.i64, ""))
    let sign = F.isSigned ? number >> 63 : 0
    let isZero = number .== 0
    let divisor = Wide.select(isZero, 1, (number ^ sign) - sign)
    func narrow(_ x: Wide) -> IRValue {
      width == 64 ? x.v : e.c.LLVMBuildTrunc(e.builder, x.v, e.integerType(width), "")
    }
    self.sign = narrow(sign)
    isNotZero = narrow(.select(isZero, 0, Wide.integer(-1)))
    self.divisor = narrow(number)
    if F.bits == 8 {
      let multiplier = Wide(build(\.LLVMBuildUDiv, Wide.integer(1 << 16).v, divisor.v)) + 1
      let isOne = (number .== 1) | (number .== Wide.integer(-1))
      self.multiplier = narrow(.select(isZero | isOne, 0, multiplier))
      rest = .none(isOne: narrow(.select(isOne, Wide.integer(-1), 0)))
      return
    }
    let countsZero = e.c.LLVMConstInt(e.integerType(1), 0, 0)
    let bits = 64 - Wide(e.intrinsic("llvm.ctlz", [e.i64], [(divisor - 1).v, countsZero]))
    let multiplier: Wide
    if width == 64 {
      multiplier = Self.multiplier(divisor)
    } else {
      let power = Wide(build(\.LLVMBuildShl, Wide.integer(1).v, bits.v))
      multiplier = Wide(build(\.LLVMBuildUDiv, ((power - divisor) << width).v, divisor.v)) + 1
    }
    let first = Wide.select(bits .== 0, 0, 1)
    self.multiplier = narrow(.select(isZero, 0, multiplier))
    rest = .shifts(
      first: narrow(.select(isZero, 1, first)), last: narrow(.select(isZero, Wide.integer(width - 1), bits - first)))
  }

  /// A literal divisor of 64 bits.
  init(_ scalar: IRValue, isSigned: Bool) {
    Emitter.current.lanes = 1
    if isSigned { self.init(LLVMIntegerLane<Signed64>(scalar)) } else { self.init(LLVMIntegerLane<Unsigned64>(scalar)) }
  }

  /// `2^64 (2^l - b) / b + 1` of 64 bits: a long division of two digits of 32 bits, whose digits are guessed by the divisor's
  /// upper half, at most two too many (after D. E. Knuth, The Art of Computer Programming, volume 2, 4.3.1 D).
  private static func multiplier(_ b: LLVMIntegerLane<Signed64>) -> LLVMIntegerLane<Signed64> {
    typealias Wide = LLVMIntegerLane<Signed64>
    let e = Emitter.current
    func isBelow(_ a: Wide, _ b: Wide) -> LLVMMask { LLVMMask(e.compare(CLLVMIntULT, a.v, b.v)) }
    let lower = Wide.integer(0xFFFF_FFFF)
    let countsZero = e.c.LLVMConstInt(e.integerType(1), 0, 0)
    let zeros = e.intrinsic("llvm.ctlz", [e.i64], [b.v, countsZero])
    let divisor = Wide(build(\.LLVMBuildShl, b.v, zeros))
    let (upper, rest) = (Wide.shiftRightLogical(divisor, 32), divisor & lower)
    // The next digit of `number 2^32 / divisor`, and what it leaves; `number` is below the divisor.
    func digit(_ number: Wide) -> (Wide, Wide) {
      var digit = Wide(build(\.LLVMBuildUDiv, number.v, upper.v))
      var left = number - digit * upper
      for _ in 0..<2 {
        let isTooMuch = isBelow(lower, digit) | isBelow(left << 32, digit * rest)
        let isWrong = isTooMuch & isBelow(left, lower + 1)
        digit = .select(isWrong, digit - 1, digit)
        left = .select(isWrong, left + upper, left)
      }
      return (digit, (number << 32) - digit * divisor)
    }
    let isPower = (b & (b - 1)) .== 0
    let (first, left) = digit(.select(isPower, 0, 0 - divisor))
    return (first << 32) + digit(left).0 + 1
  }

  /// The same in every lane.
  func splat(_ lanes: Int) -> KnownMultiplier {
    let e = Emitter.current
    var all = self
    all.multiplier = e.splat(multiplier, lanes)
    (all.sign, all.isNotZero, all.divisor) = (e.splat(sign, lanes), e.splat(isNotZero, lanes), e.splat(divisor, lanes))
    switch rest {
    case .shifts(let first, let last): all.rest = .shifts(first: e.splat(first, lanes), last: e.splat(last, lanes))
    case .none(let isOne): all.rest = .none(isOne: e.splat(isOne, lanes))
    }
    return all
  }
}
