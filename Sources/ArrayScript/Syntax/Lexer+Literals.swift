extension Lexer {
  /// A number: `12`, `1_000`, `0xff`, `0o17`, `0b1`, `1.`, `.5`, `1e-3`, `2j`.
  mutating func lexNumber() {
    let start = position
    if peek() == "0", let letter = peek(1), let radix = Lexer.radix(letter) {
      position += 2
      if peek() == "_" { position += 1 }
      guard skipDigits(radix) else { return failNumber(from: start) }
      return finishNumber(.integer(radix: radix), from: start)
    }
    var kind = Token.Kind.integer(radix: 10)
    if peek() != "." { guard skipDigits(10) else { return failNumber(from: start) } }
    if peek() == "." {
      kind = .float
      position += 1
      if let next = peek(), Lexer.isDigit(next) {
        guard skipDigits(10) else { return failNumber(from: start) }
      }
    }
    if let letter = peek(), letter == "e" || letter == "E" {
      let sign = peek(1) == "+" || peek(1) == "-" ? 1 : 0
      if let digit = peek(1 + sign), Lexer.isDigit(digit) {
        kind = .float
        position += 1 + sign
        guard skipDigits(10) else { return failNumber(from: start) }
      }
    }
    if let letter = peek(), letter == "j" || letter == "J" {
      kind = .imaginary
      position += 1
    }
    if kind == .integer(radix: 10), peek(-(position - start)) == "0", !isZero(start) {
      return fail(
        "an integer must not begin with 0", from: start, to: position,
        notes: ["write 0o\(source.text(start + 1, position)) for an octal number"])
    }
    finishNumber(kind, from: start)
  }

  private func isZero(_ start: Int) -> Bool {
    source.scalars[start..<position].allSatisfy { $0 == "0" || $0 == "_" }
  }

  private static func radix(_ letter: Unicode.Scalar) -> Int? {
    switch letter {
    case "x", "X": 16
    case "o", "O": 8
    case "b", "B": 2
    default: nil
    }
  }

  /// Digits with single underscores between them; false where there is none or an underscore stands wrongly.
  private mutating func skipDigits(_ radix: Int) -> Bool {
    var lastIsDigit = false
    while let scalar = peek() {
      if let value = Character(scalar).hexDigitValue, value < radix, scalar.isASCII {
        lastIsDigit = true
      } else if scalar == "_", lastIsDigit {
        lastIsDigit = false
      } else {
        break
      }
      position += 1
    }
    return lastIsDigit
  }

  private mutating func finishNumber(_ kind: Token.Kind, from start: Int) {
    guard let next = peek(), Lexer.continuesName(next) else { return append(kind, from: start) }
    failNumber(from: start)
  }

  private mutating func failNumber(from start: Int) {
    let digitsEnd = position
    while let scalar = peek(), Lexer.continuesName(scalar) { position += 1 }
    let tail = source.text(digitsEnd, position)
    let startsName = tail.unicodeScalars.first.map(Lexer.startsName) == true && tail.first != "_"
    let isPlain = source.scalars[start..<digitsEnd].allSatisfy { Lexer.isDigit($0) || $0 == "." }
    let product = "\(source.text(start, digitsEnd)) * \(tail)"
    fail(
      "'\(source.text(start, position))' is not a number", from: start, to: position,
      notes: startsName && isPlain && tail.count < 20 ? ["a product is written \(product)"] : [])
  }

  /// A string literal whose prefix (`f`, `r`, `rb` …) is `prefixLength` long.
  mutating func lexString(prefixLength: Int) {
    let start = position
    let prefix = source.text(start, start + prefixLength).lowercased()
    position += prefixLength
    guard let quote = peek() else { return }
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    let contentStart = position
    while true {
      guard let scalar = peek(), isTriple || (scalar != "\n" && scalar != "\r") else {
        let end = isTriple ? contentStart : position
        fail("this string is never closed", from: start, to: end)
        return abandonLine()
      }
      if scalar == "\\", let next = peek(1) {
        position += next == "\r" && peek(2) == "\n" ? 3 : 2
      } else if scalar == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        break
      } else {
        position += 1
      }
    }
    let form = StringForm(
      isFormatted: prefix.contains("f"), isRaw: prefix.contains("r"), isBytes: prefix.contains("b"),
      contentStart: contentStart, contentEnd: position)
    position += isTriple ? 3 : 1
    guard ["", "f", "r", "u", "b", "fr", "rf", "br", "rb"].contains(prefix) else {
      return fail("'\(prefix)' is not a prefix of strings", from: start, to: start + prefixLength)
    }
    append(.string(form), from: start)
  }
}
