// The reduction of huge angles after Payne and Hanek, in integers, without branches or tables in memory.
//
// x = m 2^k with a whole m. Of 2/π only a window of six half words matters: bits above it add whole turns to
// m 2^k 2/π, bits below it add less than the result can show. The window is cut out by a shifter that is
// controlled by k, and the product is taken in half words, whose products fit a lane.

extension FloatLane {
  /// Bits in half a word.
  private static var half: Int { isDouble ? 32 : 16 }

  /// Half a word of zeros, and then 2/π.
  private static var twoOverPi: [Int] {
    if isDouble {
      return [
        0,
        0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561,
        0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484,
        0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f,
        0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b,
        0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046,
      ]
    }
    return [
      0,
      0xa2f9, 0x836e, 0x4e44, 0x1529, 0xfc27, 0x57d1, 0xf534, 0xddc0, 0xdb62, 0x9599, 0x3c43, 0x9041,
      0xfe51,
    ]
  }

  /// Seven half words of 2/π and the count of bits, less than half a word, at which the window begins there.
  private static func window(_ k: Bits) -> [Bits] {
    // The first bit of the window is worth 2 in 2^k 2/π, so it is number k - 1 behind the point.
    let start: Bits = k + Bits.integer(half - 2)
    let shift: Bits = start & Bits.integer(half - 1)
    let index: Bits = Bits.shiftRightLogical(start, isDouble ? 5 : 4)
    var words: [Bits] = twoOverPi.map { Bits.integer($0) }
    var step = isDouble ? 16 : 4
    var kept = 7 + 2 * step - 1
    while step > 0 {
      kept -= step
      let move: Mask = (index & Bits.integer(step)) .!= 0
      words = (0..<kept).map { Bits.select(move, words[$0 + step], words[$0]) }
      step /= 2
    }
    let mask: Bits = Bits.integer((1 << half) - 1)
    let back: Bits = Bits.integer(half) - shift
    return (0..<6).map { i in
      (Bits.shiftLeft(words[i], shift) | Bits.shiftRight(words[i + 1], back)) & mask
    }
  }

  /// The lowest six half words of `m` times the window, lowest first.
  private static func windowProduct(_ m: Bits, _ window: [Bits]) -> [Bits] {
    let mask: Bits = Bits.integer((1 << half) - 1)
    let low: Bits = m & mask
    let high: Bits = Bits.shiftRightLogical(m, half)
    var carry: Bits = 0
    var highBefore: Bits = 0
    var limbs: [Bits] = []
    var upper: Bits = 0
    for word in window.reversed() {
      let a: Bits = low * word
      let b: Bits = high * highBefore
      let sum: Bits = (a & mask) + (b & mask) + upper + carry
      limbs.append(sum & mask)
      carry = Bits.shiftRightLogical(sum, half)
      upper = Bits.shiftRightLogical(a, half) + Bits.shiftRightLogical(b, half)
      highBefore = word
    }
    return limbs
  }

  /// The reduction of a large `x`; what is not finite gives NaN.
  @inline(never) static func hugeAngle(_ x: Self) -> Angle<Self> {
    let exponent: Bits = Bits.shiftRightLogical(x.bits, significandBits)
    let k: Bits = exponent - Bits.integer(exponentBias + significandBits)
    let hidden: Bits = Bits.integer(1 << significandBits)
    let m: Bits = (x.bits & Bits.integer((1 << significandBits) - 1)) | hidden
    let limbs = windowProduct(m, window(k))

    // The two bits in front of the point, rounded to nearest, are the quadrant; the signed rest is the
    // fraction.
    let rounding: Bits = Bits.integer(1 << (half - 3))
    let top: Bits = limbs[5] + rounding
    let quadrant: Bits = Bits.shiftRightLogical(top, half - 2) & 3
    let fraction: Bits = (top & Bits.integer((1 << (half - 2)) - 1)) - rounding
    let unit: Self = constant(single: 0x1p-14, double: 0x1p-30)
    let step: Self = constant(single: 0x1p-16, double: 0x1p-32)
    var scale: Self = unit
    var sum = Pair<Self>(fromBits(fraction) * unit, 0.0)
    for limb in limbs[0..<5].reversed() {
      scale = scale * step
      let next = exactSum(sum.high, fromBits(limb) * scale)
      sum = Pair(next.high, sum.low + next.low)
    }
    sum = fastSum(sum.high, sum.low)
    let quarter = Pair<Self>(
      constant(single: 0x1.921fb6p+0, double: 0x1.921fb54442d18p+0),
      constant(single: -0x1.777a5cp-25, double: 0x1.1a62633145c07p-54))
    let turned = product(sum, quarter)
    let r = fastSum(turned.high, turned.low)
    let high: Self = select(x .< infinity, r.high, nan)
    return Angle(r: high, low: r.low, quadrant: quadrant)
  }
}
