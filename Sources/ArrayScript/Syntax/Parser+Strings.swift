import ArrayGraph

extension Parser {
  /// One or more adjacent string literals, f-strings among them, as one expression.
  mutating func parseStrings() throws(Diagnostic) -> Expression {
    let start = current.start
    var parts: [FormatPart] = []
    var isFormatted = false
    while case .string(let form) = current.kind {
      let token = advance()
      if form.isBytes { throw leftOut("a bytes literal is", token) }
      isFormatted = isFormatted || form.isFormatted
      if form.isFormatted {
        var scanner = FormatScanner(parser: self, form: form)
        parts += try scanner.scan(until: form.contentEnd, isSpecification: false)
      } else {
        parts.append(.text(try unescaped(form.contentStart..<form.contentEnd, isRaw: form.isRaw)))
      }
    }
    let joined = joinTexts(parts)
    if isFormatted { return try make(.formatted(joined), from: start, depth: Parser.depth(of: joined)) }
    if case .text(let text)? = joined.first { return try make(.string(text), from: start) }
    return try make(.string(""), from: start)
  }

  private func joinTexts(_ parts: [FormatPart]) -> [FormatPart] {
    var joined: [FormatPart] = []
    for part in parts {
      if case .text(let text) = part {
        if text.isEmpty { continue }
        if case .text(let before)? = joined.last {
          joined[joined.count - 1] = .text(before + text)
          continue
        }
      }
      joined.append(part)
    }
    return joined
  }

  private static func depth(of parts: [FormatPart]) -> Int {
    var depth = 0
    for case .field(let field) in parts {
      depth = max(depth, field.expression.depth, Parser.depth(of: field.specification))
    }
    return depth
  }

  /// The text of part of a literal, its escapes replaced.
  func unescaped(_ part: Range<Int>, isRaw: Bool) throws(Diagnostic) -> String {
    var result = String.UnicodeScalarView()
    var position = part.lowerBound
    let scalars = source.scalars
    while position < part.upperBound {
      let scalar = scalars[position]
      position += 1
      if scalar == "\r" {
        if position < part.upperBound, scalars[position] == "\n" { position += 1 }
        result.append("\n")
      } else if scalar == "\\", !isRaw, position < part.upperBound {
        try unescape(&position, part.upperBound, &result)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// One escape; `position` stands behind its backslash.
  private func unescape(
    _ position: inout Int, _ end: Int, _ result: inout String.UnicodeScalarView
  ) throws(Diagnostic) {
    let start = position - 1
    let scalar = source.scalars[position]
    position += 1
    switch scalar {
    case "\n": break
    case "\r": if position < end, source.scalars[position] == "\n" { position += 1 }
    case "\\", "'", "\"": result.append(scalar)
    case "n": result.append("\n")
    case "t": result.append("\t")
    case "r": result.append("\r")
    case "a": result.append("\u{07}")
    case "b": result.append("\u{08}")
    case "f": result.append("\u{0C}")
    case "v": result.append("\u{0B}")
    case "0"..."7":
      position -= 1
      result.append(try number(&position, end, digits: 1...3, radix: 8, from: start))
    case "x": result.append(try number(&position, end, digits: 2...2, radix: 16, from: start))
    case "u": result.append(try number(&position, end, digits: 4...4, radix: 16, from: start))
    case "U": result.append(try number(&position, end, digits: 8...8, radix: 16, from: start))
    case "N":
      throw Diagnostic(
        .error, "'\\N{…}' is not part of the language", at: source.range(start, position),
        notes: [Diagnostic.Note("write the character itself, or \\u and its number")])
    default: result.append(contentsOf: ["\\", scalar])
    }
  }

  private func number(
    _ position: inout Int, _ end: Int, digits: ClosedRange<Int>, radix: UInt32, from start: Int
  ) throws(Diagnostic) -> Unicode.Scalar {
    var value: UInt32 = 0
    var count = 0
    while count < digits.upperBound, position < end, source.scalars[position].isASCII,
      let digit = Character(source.scalars[position]).hexDigitValue, digit < radix
    {
      value = value &* radix &+ UInt32(digit)
      position += 1
      count += 1
    }
    guard count >= digits.lowerBound, let scalar = Unicode.Scalar(value) else {
      throw Diagnostic(.error, "this escape is no character", at: source.range(start, position))
    }
    return scalar
  }

  /// Parses the expression of a field; `range` holds nothing else.
  fileprivate func parseField(_ range: Range<Int>) throws(Diagnostic) -> Expression {
    var lexer = Lexer(source, fragment: range)
    lexer.run()
    if let report = lexer.reports.first { throw report.diagnostic }
    var parser = Parser(source, tokens: lexer.tokens)
    parser.depth = depth
    parser.formatDepth = formatDepth + 1
    if parser.formatDepth > 20 { throw tooDeep(lexer.tokens[0]) }
    guard parser.current.kind != .end else {
      throw Diagnostic(
        .error, "a field of an f-string must not be empty",
        at: source.range(range.lowerBound - 1, range.upperBound + 1))
    }
    let expression = try parser.parseExpressionList()
    guard parser.current.kind == .end else { throw parser.unexpected("'}'") }
    return expression
  }
}

/// Cuts the inside of an f-string into texts and fields.
private struct FormatScanner {
  let parser: Parser
  let form: StringForm
  var position: Int

  init(parser: Parser, form: StringForm) {
    self.parser = parser
    self.form = form
    self.position = form.contentStart
  }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < form.contentEnd ? parser.source.scalars[position + ahead] : nil
  }

  private func error(_ message: String, _ start: Int, _ end: Int) -> Diagnostic {
    Diagnostic(.error, message, at: parser.source.range(start, end))
  }

  /// Parts up to `end`, or in a specification up to its closing brace, which is not taken.
  mutating func scan(until end: Int, isSpecification: Bool) throws(Diagnostic) -> [FormatPart] {
    var parts: [FormatPart] = []
    var textStart = position
    func text(_ parser: Parser, _ end: Int) throws(Diagnostic) -> FormatPart {
      .text(try parser.unescaped(textStart..<end, isRaw: form.isRaw))
    }
    while let scalar = peek() {
      if scalar == "}", isSpecification { break }
      if scalar == "\\", peek(1) != nil {
        position += peek(1) == "{" || peek(1) == "}" ? 1 : 2
      } else if scalar == "{" || scalar == "}" {
        parts.append(try text(parser, position))
        if peek(1) == scalar, !isSpecification {
          parts.append(.text(String(scalar)))
          position += 2
        } else if scalar == "}" {
          throw error("a single '}' in an f-string is written '}}'", position, position + 1)
        } else {
          parts.append(.field(try scanField(isNested: isSpecification)))
        }
        textStart = position
      } else {
        position += 1
      }
    }
    parts.append(try text(parser, position))
    return parts
  }

  private mutating func scanField(isNested: Bool) throws(Diagnostic) -> FormatField {
    let open = position
    position += 1
    let start = position
    try skipExpression(open)
    var end = position
    var label: String?
    if peek() == "=" {
      position += 1
      while peek() == " " { position += 1 }
      label = parser.source.text(start, position)
    } else {
      end = position
    }
    let expression = try parser.parseField(start..<end)
    var conversion: Character?
    if peek() == "!" {
      guard let letter = peek(1), letter == "r" || letter == "s" || letter == "a" else {
        throw error("the conversions are !r, !s and !a", position, position + 2)
      }
      conversion = Character(letter)
      position += 2
    }
    var specification: [FormatPart] = []
    if peek() == ":" {
      if isNested { throw error("fields of an f-string are nested too deeply", open, position) }
      position += 1
      specification = try scan(until: form.contentEnd, isSpecification: true)
        .filter { if case .text("") = $0 { false } else { true } }
    }
    guard peek() == "}" else {
      if position < form.contentEnd { throw error("expected '}' in this f-string", position, position + 1) }
      throw error("'{' is never closed in this f-string", open, open + 1)
    }
    position += 1
    return FormatField(
      label: label, expression: expression, conversion: conversion, specification: specification)
  }

  /// Goes to what ends a field's expression: `}`, `:`, `!r` or `=` outside brackets and strings.
  private mutating func skipExpression(_ open: Int) throws(Diagnostic) {
    var brackets = 0
    var previous: Unicode.Scalar = " "
    while let scalar = peek() {
      switch scalar {
      case "'", "\"":
        let start = position
        position += 1
        while let next = peek(), next != scalar { position += 1 }
        if peek() == nil { throw error("this string is never closed", start, position) }
      case "\\": throw error("a backslash must not stand in a field of an f-string", position, position + 1)
      case "#": throw error("'#' must not stand in a field of an f-string", position, position + 1)
      case "(", "[", "{": brackets += 1
      case ")", "]": brackets -= 1
      case "}" where brackets <= 0, ":" where brackets <= 0: return
      case "}": brackets -= 1
      case "!" where brackets <= 0 && peek(1) != "=": return
      case "=" where brackets <= 0 && peek(1) != "=" && !["=", "!", "<", ">"].contains(previous): return
      default: break
      }
      previous = scalar
      position += 1
    }
    throw error("'{' is never closed in this f-string", open, open + 1)
  }
}
