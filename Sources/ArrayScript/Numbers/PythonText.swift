extension PythonNumber {
  /// `repr(x)`, which for numbers is `str(x)` too.
  package var repr: String {
    switch self {
    case .bool(let value): value ? "True" : "False"
    case .int(let value): String(value)
    case .float(let value): PythonText.repr(value)
    }
  }
}

/// Python's text for floats and strings.
package enum PythonText {
  /// `repr` of a float: the fewest digits that read back as the same double, with an exponent below 1e-4 and
  /// from 1e16 on.
  package static func repr(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let sign = value.sign == .minus ? "-" : ""
    let (digits, point) = shortest(value.magnitude)
    if point > 16 || point < -3 {
      let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
      return sign + digits.prefix(1) + fraction + "e" + exponentText(point - 1)
    }
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if digits.count <= point {
      return sign + digits + String(repeating: "0", count: point - digits.count) + ".0"
    }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }

  /// At least two digits behind a sign: `e-05`, `e+100`.
  static func exponentText(_ exponent: Int) -> String {
    (exponent < 0 ? "-" : "+") + (abs(exponent) < 10 ? "0" : "") + String(abs(exponent))
  }

  /// The shortest digits `d1d2…` and the place of the point, so that the value is 0.d1d2… · 10^point.
  private static func shortest(_ value: Double) -> (digits: String, point: Int) {
    if value == 0 { return ("0", 1) }
    // The standard library prints the shortest digits too; only its layout differs.
    let parts = value.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    var digits = Substring(mantissa[0] + fraction)
    var point = mantissa[0].count + exponent
    while digits.count > 1, digits.first == "0" {
      digits.removeFirst()
      point -= 1
    }
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    return (String(digits), point)
  }

  /// `repr` of a string: in single quotes unless only those occur in it, what does not print escaped. `ascii`
  /// escapes everything else beyond ASCII too.
  package static func repr(_ text: String, ascii: Bool = false) -> String {
    let scalars = text.unicodeScalars
    let quote: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
    var result = String(quote)
    for scalar in scalars {
      switch scalar {
      case quote, "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result += isPrinted(scalar, ascii) ? String(scalar) : escaped(scalar)
      }
    }
    return result + String(quote)
  }

  private static func isPrinted(_ scalar: Unicode.Scalar, _ ascii: Bool) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
    if ascii { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      return false
    default: return true
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
    return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
  }
}
