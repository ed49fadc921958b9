/// NumPy's default precision: digits behind the point at most.
private let precision = 8

/// The format that all printed elements of an array share, so that they stand in columns.
enum ElementFormat {
  /// As wide as the widest integer, or as `False`.
  case plain(width: Int)
  /// `12.5  `: the point in one column, trailing zeros as spaces.
  case positional(left: Int, right: Int)
  /// `1.250e-05`: as many digits for each as the longest needs.
  case scientific(left: Int, right: Int, fraction: Int, exponentWidth: Int)

  /// Finds the format from the elements that will be printed.
  init(_ elements: [Element], isScalarArray: Bool) {
    var floats: [FloatValue] = []
    var width = 0
    var anyBool = false
    for element in elements {
      if case .float(let value) = element { floats.append(value) }
      if case .bool = element { anyBool = true }
      width = max(width, element.plainText?.utf8.count ?? 0)
    }
    if !floats.isEmpty {
      self.init(floats: floats)
    } else {
      // ` True` is as wide as `False` even in an array of nothing else, but not in an array without axes.
      self = .plain(width: anyBool && !isScalarArray ? 5 : width)
    }
  }

  private init(floats: [FloatValue]) {
    let finite = floats.filter(\.value.isFinite)
    var left = 0
    var right = 0
    if finite.isEmpty {
      self = .positional(left: 0, right: 0)
    } else if Self.needsExponent(finite) {
      var fraction = 0
      var exponentWidth = 2
      for value in finite {
        let text = ScientificText(cut(value, toCount: precision + 1), isNegative: value.isNegative)
        left = max(left, text.whole.utf8.count)
        fraction = max(fraction, text.fraction.utf8.count)
        exponentWidth = max(exponentWidth, String(abs(text.exponent)).utf8.count)
      }
      right = exponentWidth + 2 + fraction
      self = .scientific(left: left, right: right, fraction: fraction, exponentWidth: exponentWidth)
    } else {
      for value in finite {
        let text = PositionalText(cut(value, toPlaces: precision), isNegative: value.isNegative)
        left = max(left, text.whole.utf8.count)
        right = max(right, text.fraction.utf8.count)
      }
      self = .positional(left: left, right: right)
    }
    // `nan` and `-inf` span the point and both sides of it; they may need more room.
    let widest = floats.reduce(0) { max($0, $1.notFiniteText?.utf8.count ?? 0) }
    widen(to: widest - 1)
  }

  private mutating func widen(to width: Int) {
    switch self {
    case .plain: break
    case .positional(let left, let right):
      self = .positional(left: max(left, width - right), right: right)
    case .scientific(let left, let right, let fraction, let exponentWidth):
      let left = max(left, width - right)
      self = .scientific(left: left, right: right, fraction: fraction, exponentWidth: exponentWidth)
    }
  }

  /// Whether NumPy would write exponents: very large, very small, or too far apart. The comparisons are made in the
  /// precision of the elements, as NumPy makes them.
  private static func needsExponent(_ finite: [FloatValue]) -> Bool {
    var smallest = Double.infinity
    var largest = 0.0
    for value in finite where value.value != 0 {
      smallest = min(smallest, abs(value.value))
      largest = max(largest, abs(value.value))
    }
    guard largest > 0 else { return false }
    guard finite[0].isSingle else {
      return largest >= 1e8 || smallest < 0.0001 || largest / smallest > 1000
    }
    let (high, low) = (Float(largest), Float(smallest))
    return high >= 1e6 || low < 0.0001 || high / low > 1000
  }

  /// One element's text, padded to the column.
  func text(_ element: Element) -> String {
    guard case .float(let value) = element else {
      guard case .plain(let width) = self else { return element.plainText ?? "" }
      return (element.plainText ?? "").padded(to: width)
    }
    switch self {
    case .plain: return scalarText(value)
    case .positional(let left, let right):
      if let text = value.notFiniteText { return text.padded(to: left + right + 1) }
      let text = PositionalText(cut(value, toPlaces: precision), isNegative: value.isNegative)
      return text.whole.padded(to: left) + "." + text.fraction.filled(to: right)
    case .scientific(let left, let right, let fraction, let exponentWidth):
      if let text = value.notFiniteText { return text.padded(to: left + right + 1) }
      let text = ScientificText(exactly(fraction + 1, of: value), isNegative: value.isNegative)
      return text.whole.padded(to: left) + "." + text.fraction.filled(to: fraction, with: "0") + "e"
        + text.exponentText(width: exponentWidth)
    }
  }
}

/// The shortest digits, or where they are too many the nearest number to what is stored (not to the shortest digits).
private func cut(_ value: FloatValue, toCount count: Int) -> DecimalDigits {
  let shortest = DecimalDigits(shortest: value)
  return shortest.digits.count <= count ? shortest : DecimalDigits(exact: value).rounded(toCount: count)
}

/// As many digits as asked for, the nearest number to what is stored, even where fewer would do.
///
/// Below a power of two the gap is half as wide as above it, so that the nearest number of few digits may read as the
/// number below; NumPy then takes the next one up. It matters for single precision only: at nine digits doubles are
/// always cut short.
private func exactly(_ count: Int, of value: FloatValue) -> DecimalDigits {
  let shortest = DecimalDigits(shortest: value)
  if shortest.digits.count == count { return shortest }
  let nearest = DecimalDigits(exact: value).rounded(toCount: count)
  let magnitude = abs(value.value)
  let isPowerOfTwo = magnitude > 0 && magnitude.significandBitPattern == 0
  guard shortest.digits.count < count, value.isSingle, isPowerOfTwo else { return nearest }
  return nearest.reads(as: Float(magnitude)) ? nearest : nearest.next(toCount: count)
}

/// The same as `cut(_:toCount:)` with a limit on the digits behind the point.
private func cut(_ value: FloatValue, toPlaces places: Int) -> DecimalDigits {
  let shortest = DecimalDigits(shortest: value)
  let fits = shortest.digits.count <= shortest.exponent + 1 + places
  return fits ? shortest : DecimalDigits(exact: value).rounded(toPlaces: places)
}

/// What `str` gives for a NumPy scalar: all shortest digits, an exponent outside of 1e-4 to 1e16 (1e6 in single
/// precision).
func scalarText(_ value: FloatValue) -> String {
  if let text = value.notFiniteText { return text }
  let digits = DecimalDigits(shortest: value)
  let magnitude = abs(value.value)
  if magnitude == 0 || magnitude >= 1e-4 && magnitude < (value.isSingle ? 1e6 : 1e16) {
    let text = PositionalText(digits, isNegative: value.isNegative)
    return text.whole + "." + (text.fraction.isEmpty ? "0" : text.fraction)
  }
  let text = ScientificText(digits, isNegative: value.isNegative)
  return text.whole + (text.fraction.isEmpty ? "" : "." + text.fraction) + "e" + text.exponentText(width: 2)
}
