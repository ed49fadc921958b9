import ArrayGraph

/// Python's format specification `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`
/// (docs.python.org, "Format Specification Mini-Language").
///
///     fill        any character before align        sign       + - or blank
///     align       < > ^ and = (pad behind the sign)  z          no negative zero
///     #           prefix of b o x; keep the point    0          fill with zeros behind the sign
///     grouping    , or _                             type       b c d o x X n · e E f F g G % · s
package struct FormatSpecification: Hashable, Sendable {
  var fill: Character = " "
  var align: Character?
  /// A zero before the width: numbers fill with zeros behind the sign, strings on the right.
  var zeroPads = false
  var sign: Character?
  var dropsNegativeZero = false
  var isAlternate = false
  var width = 0
  var grouping: Character?
  var precision: Int?
  var type: Character?
  /// Nothing at all was given.
  let isEmpty: Bool

  /// Wider fields and longer fractions are refused, so that a file cannot ask for gigabytes.
  static let maximumWidth = 100_000

  /// Throws `value` for what is no specification.
  package init(_ text: String) throws(ArrayError) {
    var rest = Substring(text)
    isEmpty = text.isEmpty
    let aligns: [Character] = ["<", ">", "^", "="]
    var hasFill = false
    if let second = rest.dropFirst().first, aligns.contains(second) {
      fill = rest.removeFirst()
      hasFill = true
      align = rest.removeFirst()
    } else if let first = rest.first, aligns.contains(first) {
      align = rest.removeFirst()
    }
    if let first = rest.first, ["+", "-", " "].contains(first) { sign = rest.removeFirst() }
    if rest.first == "z" {
      dropsNegativeZero = true
      rest.removeFirst()
    }
    if rest.first == "#" {
      isAlternate = true
      rest.removeFirst()
    }
    if rest.first == "0" {
      rest.removeFirst()
      if !hasFill {
        fill = "0"
        zeroPads = true
      }
    }
    width = try Self.number(&rest) ?? 0
    if let first = rest.first, first == "," || first == "_" {
      grouping = rest.removeFirst()
      if rest.first == "," || rest.first == "_" {
        throw ArrayError(.value, "',' and '_' cannot be combined in a format")
      }
    }
    if rest.first == "." {
      rest.removeFirst()
      guard let digits = try Self.number(&rest) else {
        throw ArrayError(.value, "the format '\(text)' lacks its precision")
      }
      precision = digits
    }
    type = rest.popFirst()
    if !rest.isEmpty { throw ArrayError(.value, "'\(text)' is not a format") }
  }

  private static func number(_ rest: inout Substring) throws(ArrayError) -> Int? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty else { return nil }
    rest.removeFirst(digits.count)
    guard let value = Int(digits), value <= maximumWidth else {
      throw ArrayError(.value, "the format is too wide; the limit is \(maximumWidth)")
    }
    return value
  }

  /// The error that `type` does not go with the value.
  func unknownType(_ typeName: String) -> ArrayError {
    ArrayError(.value, "the format '\(type.map(String.init) ?? "")' is not defined for \(typeName)")
  }

  /// The text padded to the width.
  func padded(_ text: String, default side: Character) -> String {
    let missing = width - text.unicodeScalars.count
    guard missing > 0 else { return text }
    let left =
      switch align ?? side {
      case ">", "=": missing
      case "^": missing / 2
      default: 0
      }
    return String(repeating: fill, count: left) + text + String(repeating: fill, count: missing - left)
  }
}

extension PythonText {
  /// `format(text, specification)` for a string.
  package static func format(_ text: String, _ specification: String) throws(ArrayError) -> String {
    let spec = try FormatSpecification(specification)
    guard spec.type == nil || spec.type == "s" else { throw spec.unknownType("str") }
    if spec.sign != nil || spec.dropsNegativeZero || spec.isAlternate || spec.grouping != nil
      || spec.align == "="
    {
      throw ArrayError(.value, "the format '\(specification)' is not defined for str")
    }
    return spec.padded(cut(text, spec.precision), default: "<")
  }

  private static func cut(_ text: String, _ precision: Int?) -> String {
    guard let precision else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(precision)))
  }
}
