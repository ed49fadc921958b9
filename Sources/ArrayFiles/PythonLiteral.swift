/// A value as Python writes it: what the header of an `.npy` file consists of.
enum PythonLiteral {
  case string(String)
  case integer(Int)
  /// An integer that `Int` cannot hold, as it stands there.
  case hugeInteger(String)
  case bool(Bool)
  case none
  /// A tuple or a list.
  case sequence([PythonLiteral])
  case dictionary([Entry])

  struct Entry {
    var key: PythonLiteral
    var value: PythonLiteral
  }

  /// The value again, for messages; long ones are cut.
  var text: String {
    let text: String =
      switch self {
      case .string(let value): "'\(value)'"
      case .integer(let value): String(value)
      case .hugeInteger(let digits): digits
      case .bool(let value): value ? "True" : "False"
      case .none: "None"
      case .sequence(let items): "(" + items.map(\.text).joined(separator: ", ") + ")"
      case .dictionary(let items):
        "{" + items.map { $0.key.text + ": " + $0.value.text }.joined(separator: ", ") + "}"
      }
    return text.count <= 80 ? text : text.prefix(77) + "..."
  }
}

/// Where a text stops being a Python value.
struct PythonLiteralError: Error {
  var offset: Int
  var expected: String
}

/// Reads one Python value; never evaluates anything.
struct PythonLiteralParser {
  private let bytes: [UInt8]
  private var offset = 0
  /// Deeper nesting is refused, so that a file cannot use up the stack.
  private static let deepest = 20

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The one value that `bytes` holds, with white space around it.
  static func parse(_ bytes: [UInt8]) throws(PythonLiteralError) -> PythonLiteral {
    var parser = PythonLiteralParser(bytes)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.next == nil else { throw parser.expected("the end of the header") }
    return value
  }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func expected(_ what: String) -> PythonLiteralError {
    PythonLiteralError(offset: offset, expected: what)
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || (0x09...0x0d).contains(byte) { offset += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func value(depth: Int) throws(PythonLiteralError) -> PythonLiteral {
    guard depth < Self.deepest else { throw expected("less nesting") }
    skipSpace()
    switch next ?? 0 {
    case UInt8(ascii: "{"): return try dictionary(depth: depth)
    case UInt8(ascii: "("): return try sequence(closing: ")", depth: depth)
    case UInt8(ascii: "["): return try sequence(closing: "]", depth: depth)
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try integer()
    default: return try word()
    }
  }

  private mutating func dictionary(depth: Int) throws(PythonLiteralError) -> PythonLiteral {
    offset += 1
    var items: [PythonLiteral.Entry] = []
    while !take("}") {
      let key = try value(depth: depth + 1)
      guard take(":") else { throw expected("':'") }
      items.append(PythonLiteral.Entry(key: key, value: try value(depth: depth + 1)))
      if take(",") { continue }
      guard take("}") else { throw expected("',' or '}'") }
      break
    }
    return .dictionary(items)
  }

  private mutating func sequence(
    closing: Unicode.Scalar, depth: Int
  ) throws(PythonLiteralError) -> PythonLiteral {
    offset += 1
    var items: [PythonLiteral] = []
    while !take(closing) {
      items.append(try value(depth: depth + 1))
      if take(",") { continue }
      guard take(closing) else { throw expected("',' or '\(closing)'") }
      // Parentheses around one value without a comma are not a tuple.
      if closing == ")", items.count == 1, let only = items.first { return only }
      break
    }
    return .sequence(items)
  }

  private mutating func string() throws(PythonLiteralError) -> PythonLiteral {
    let quote = next
    offset += 1
    let start = offset
    while let byte = next, byte != quote {
      // Escapes occur in field names only, whose arrays are not read anyway.
      offset += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    guard next == quote else { throw expected("the end of a string") }
    offset += 1
    return .string(String(decoding: bytes[start..<offset - 1], as: UTF8.self))
  }

  private mutating func integer() throws(PythonLiteralError) -> PythonLiteral {
    let start = offset
    if next == UInt8(ascii: "-") { offset += 1 }
    let firstDigit = offset
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    guard offset > firstDigit else { throw expected("a digit") }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    // Python 2 wrote long integers with an L.
    if next == UInt8(ascii: "L") { offset += 1 }
    return Int(text).map { .integer($0) } ?? .hugeInteger(text)
  }

  private mutating func word() throws(PythonLiteralError) -> PythonLiteral {
    for (word, value) in [("True", PythonLiteral.bool(true)), ("False", .bool(false)), ("None", .none)]
    where bytes[offset...].starts(with: word.utf8) {
      offset += word.utf8.count
      return value
    }
    throw expected("a value")
  }
}
