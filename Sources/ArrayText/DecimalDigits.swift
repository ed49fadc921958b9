/// The decimal digits of a finite number without its sign: `d₀.d₁d₂… × 10^exponent`.
///
/// Leading and trailing zeros are not kept; zero has no digits and the exponent 0.
struct DecimalDigits: Equatable {
  private(set) var digits: [UInt8]
  private(set) var exponent: Int

  /// Takes digits that may begin or end with zeros.
  private init(digits: [UInt8], exponent: Int) {
    guard let first = digits.firstIndex(where: { $0 != 0 }), let last = digits.lastIndex(where: { $0 != 0 })
    else {
      self.digits = []
      self.exponent = 0
      return
    }
    self.digits = Array(digits[first...last])
    self.exponent = exponent - first
  }

  /// The fewest digits that no other number of the type would read as.
  ///
  /// The standard library's description has those digits; only its punctuation is dropped.
  init(shortest value: FloatValue) {
    var digits: [UInt8] = []
    var beforePoint: Int?
    var power = 0
    var powerIsNegative = false
    var inPower = false
    for byte in value.description.utf8 {
      switch byte {
      case UInt8(ascii: "."): beforePoint = digits.count
      case UInt8(ascii: "e"): inPower = true
      case UInt8(ascii: "-"): powerIsNegative = inPower
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if inPower { power = power * 10 + Int(digit) } else { digits.append(digit) }
      default: break
      }
    }
    let exponent = (beforePoint ?? digits.count) - 1 + (powerIsNegative ? -power : power)
    self.init(digits: digits, exponent: exponent)
  }

  /// Every digit of the number as it is stored, up to 767 of them.
  ///
  /// `m × 2^e` is a whole number for `e ≥ 0`, and `m × 5^-e` shifted by `-e` decimal places otherwise.
  init(exact value: FloatValue) {
    let magnitude = abs(value.value)
    guard magnitude > 0 else {
      self.init(digits: [], exponent: 0)
      return
    }
    let isNormal = magnitude.exponentBitPattern != 0
    let bits = magnitude.significandBitPattern | (isNormal ? 1 << 52 : 0)
    let power = Int(max(magnitude.exponentBitPattern, 1)) - 1075
    // Odd, so that no factor of two is carried along for nothing.
    let zeros = bits.trailingZeroBitCount
    var whole = WholeNumber(bits >> UInt64(zeros))
    whole.multiply(by: power + zeros >= 0 ? 2 : 5, times: abs(power + zeros))
    let digits = whole.digits
    self.init(digits: digits, exponent: digits.count - 1 + min(power + zeros, 0))
  }

  /// The nearest number with at most `count` digits; a tie goes to the even digit, as in NumPy.
  func rounded(toCount count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    guard count >= 0 else { return DecimalDigits(digits: [], exponent: 0) }
    let isOdd = count > 0 && digits[count - 1] % 2 == 1
    let isTie = digits[count] == 5 && digits.count == count + 1
    let cut = DecimalDigits(digits: Array(digits[..<count]), exponent: exponent)
    guard digits[count] > 5 || digits[count] == 5 && (!isTie || isOdd) else { return cut }
    // Cutting may have left no digit, and with it no exponent.
    return cut.digits.isEmpty ? DecimalDigits(digits: [1], exponent: exponent + 1) : cut.next(toCount: count)
  }

  /// The next greater number of `count` digits, `count` not less than there are.
  func next(toCount count: Int) -> DecimalDigits {
    var kept = [0] + digits + [UInt8](repeating: 0, count: max(count - digits.count, 0))
    var last = kept.count - 1
    while kept[last] == 9 {
      kept[last] = 0
      last -= 1
    }
    kept[last] += 1
    return DecimalDigits(digits: kept, exponent: exponent + 1)
  }

  /// Whether a reader of the digits gets the number.
  func reads(as value: Float) -> Bool {
    let text = digits.map(String.init).joined()
    return Float("\(text)e\(exponent + 1 - digits.count)") == value
  }

  /// The nearest number with at most `places` digits behind the point.
  func rounded(toPlaces places: Int) -> DecimalDigits { rounded(toCount: exponent + 1 + places) }

  /// The digit that stands for `10^power`.
  func digit(at power: Int) -> UInt8 {
    let index = exponent - power
    return digits.indices.contains(index) ? digits[index] : 0
  }
}

/// A whole number of any size, base 10⁹, lowest limb first: as much as exact digits need.
private struct WholeNumber {
  private var limbs: [UInt32] = []
  private static let base: UInt64 = 1_000_000_000

  init(_ value: UInt64) {
    var rest = value
    while rest > 0 {
      limbs.append(UInt32(rest % Self.base))
      rest /= Self.base
    }
  }

  mutating func multiply(by factor: UInt32, times count: Int) {
    // The greatest power of 5 in 32 bits is 5^13; 2^13 is as good a step.
    let step = (0..<13).reduce(UInt32(1)) { product, _ in product * factor }
    for _ in 0..<count / 13 { multiply(by: step) }
    for _ in 0..<count % 13 { multiply(by: factor) }
  }

  private mutating func multiply(by factor: UInt32) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = UInt64(limbs[index]) * UInt64(factor) + carry
      limbs[index] = UInt32(product % Self.base)
      carry = product / Self.base
    }
    while carry > 0 {
      limbs.append(UInt32(carry % Self.base))
      carry /= Self.base
    }
  }

  /// Highest first; the first may be zero.
  var digits: [UInt8] {
    var result: [UInt8] = []
    for limb in limbs.reversed() {
      var divisor: UInt32 = 100_000_000
      while divisor > 0 {
        result.append(UInt8(limb / divisor % 10))
        divisor /= 10
      }
    }
    return result
  }
}
