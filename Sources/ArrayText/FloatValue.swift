/// A floating-point element together with its precision: a `Float` is a `Double` that has fewer shortest digits and
/// earlier limits.
struct FloatValue: CustomStringConvertible {
  let value: Double
  let isSingle: Bool

  init(_ value: Float) {
    self.value = Double(value)
    isSingle = true
  }

  init(_ value: Double) {
    self.value = value
    isSingle = false
  }

  var isNegative: Bool { value.sign == .minus }

  /// NumPy's `nan`, `inf`, `-inf`; nil for a finite number.
  var notFiniteText: String? {
    if value.isFinite { return nil }
    return value.isNaN ? "nan" : isNegative ? "-inf" : "inf"
  }

  var description: String { isSingle ? Float(value).description : value.description }
}

/// What stands before and behind the decimal point: `-12` and `5` of `-12.5`, the second without trailing zeros.
struct PositionalText {
  var whole: String
  var fraction: String

  init(_ digits: DecimalDigits, isNegative: Bool) {
    whole = isNegative ? "-" : ""
    for power in stride(from: max(digits.exponent, 0), through: 0, by: -1) {
      whole.append(digits.character(at: power))
    }
    fraction = ""
    let lowest = digits.exponent - digits.digits.count + 1
    for power in stride(from: -1, through: lowest, by: -1) { fraction.append(digits.character(at: power)) }
  }
}

/// The parts of `-1.25e-05`: `-1`, `25` (without trailing zeros) and the exponent -5.
struct ScientificText {
  var whole: String
  var fraction: String
  var exponent: Int

  init(_ digits: DecimalDigits, isNegative: Bool) {
    whole = isNegative ? "-" : ""
    whole.append(digits.character(at: digits.exponent))
    fraction = ""
    for index in digits.digits.indices.dropFirst() {
      fraction.append(digits.character(at: digits.exponent - index))
    }
    exponent = digits.exponent
  }

  /// The sign and at least `width` digits of the exponent.
  func exponentText(width: Int) -> String {
    (exponent < 0 ? "-" : "+") + String(abs(exponent)).padded(to: width, with: "0")
  }
}

extension DecimalDigits {
  fileprivate func character(at power: Int) -> Character {
    Character(Unicode.Scalar(UInt8(ascii: "0") + digit(at: power)))
  }
}

extension String {
  /// Filled up on the left to `width` characters.
  func padded(to width: Int, with filler: Character = " ") -> String {
    String(repeating: filler, count: max(width - utf8.count, 0)) + self
  }

  /// Filled up on the right to `width` characters.
  func filled(to width: Int, with filler: Character = " ") -> String {
    self + String(repeating: filler, count: max(width - utf8.count, 0))
  }
}
