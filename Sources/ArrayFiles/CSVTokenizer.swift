import ArrayGraph

/// Cuts comma-separated text into rows of fields, after RFC 4180: fields in quotes may hold commas, line breaks and
/// doubled quotes; lines end in any of the three ways; empty lines are passed over.
struct CSVTokenizer {
  /// A field's place in the text, quotes left out.
  struct Field {
    var range: Range<Int>
    var hasDoubledQuotes = false
  }

  private let bytes: UnsafeRawBufferPointer
  private let name: String
  private var offset = 0
  private var line = 1
  /// The line on which the last row begins, from 1.
  private(set) var rowLine = 1

  init(_ bytes: UnsafeRawBufferPointer, name: String) {
    self.bytes = bytes
    self.name = name
    // The mark that some programs put in front of UTF-8.
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { offset = 3 }
  }

  /// The next row; false at the end. Throws for a quote without an end and for text behind a quoted field.
  mutating func nextRow(_ fields: inout [Field]) throws(ArrayError) -> Bool {
    fields.removeAll(keepingCapacity: true)
    while offset < bytes.count, takeLineBreak() {}
    guard offset < bytes.count else { return false }
    rowLine = line
    while true {
      fields.append(try nextField(number: fields.count + 1))
      guard offset < bytes.count, !takeLineBreak() else { return true }
      offset += 1  // the comma
    }
  }

  /// The field's text without white space around it.
  func text(_ field: Field) -> String {
    let text = String(decoding: bytes[trimmed(field.range)], as: UTF8.self)
    guard field.hasDoubledQuotes else { return text }
    var result = ""
    var isSecond = false
    for character in text.unicodeScalars {
      if character == "\"" && isSecond {
        isSecond = false
      } else {
        isSecond = character == "\""
        result.unicodeScalars.append(character)
      }
    }
    return result
  }

  func isEmpty(_ field: Field) -> Bool { trimmed(field.range).isEmpty }

  /// The field as a decimal number, `nan` or `inf`; nil for anything else.
  func number(_ field: Field) -> Double? {
    let digits = bytes[trimmed(field.range)]
    var letters = 0
    for byte in digits {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"):
        break
      default: letters += 1
      }
    }
    let text = String(decoding: digits, as: UTF8.self)
    if letters > 0 {
      let exponents = digits.count { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
      let word = text.drop { $0 == "+" || $0 == "-" }.lowercased()
      // Swift would also read hexadecimal numbers and `nan(0x1)`.
      guard letters == exponents || ["nan", "inf", "infinity"].contains(word) else { return nil }
    }
    return Double(text)
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    func isSpace(_ index: Int) -> Bool { bytes[index] == 0x20 || bytes[index] == 0x09 }
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(start) { start += 1 }
    while start < end, isSpace(end - 1) { end -= 1 }
    return start..<end
  }

  private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }

  private mutating func takeLineBreak() -> Bool {
    guard isLineBreak(bytes[offset]) else { return false }
    let isPair = bytes[offset] == 0x0d && offset + 1 < bytes.count && bytes[offset + 1] == 0x0a
    offset += isPair ? 2 : 1
    line += 1
    return true
  }

  private func atFieldEnd() -> Bool {
    offset == bytes.count || bytes[offset] == UInt8(ascii: ",") || isLineBreak(bytes[offset])
  }

  private mutating func nextField(number: Int) throws(ArrayError) -> Field {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
      let start = offset
      while !atFieldEnd() { offset += 1 }
      return Field(range: start..<offset)
    }
    let firstLine = line
    offset += 1
    var field = Field(range: offset..<offset)
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "\"") {
        guard offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "\"") else { break }
        field.hasDoubledQuotes = true
        offset += 1
      }
      if !takeLineBreak() { offset += 1 }
    }
    guard offset < bytes.count else {
      throw fileError(name, "line \(firstLine), column \(number): a quoted field without a closing quote")
    }
    field.range = field.range.lowerBound..<offset
    offset += 1
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
    guard atFieldEnd() else {
      throw fileError(name, "line \(line), column \(number): a comma is expected behind the closing quote")
    }
    return field
  }
}
