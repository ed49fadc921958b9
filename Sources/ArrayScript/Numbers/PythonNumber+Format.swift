import ArrayGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension PythonNumber {
  /// `format(x, specification)`, what an f-string prints for `{x:specification}`.
  ///
  /// Throws `value` where Python refuses the specification.
  package func formatted(_ specification: String) throws(ArrayError) -> String {
    let spec = try FormatSpecification(specification)
    if spec.isEmpty { return repr }
    if let type = spec.type, !"bcdoxXneEfFgG%".contains(type) { throw spec.unknownType(typeName) }
    if let type = spec.type, "eEfFgG%".contains(type) { return try spec.format(double) }
    if let integer { return try spec.format(integer) }
    return try spec.format(double)
  }
}

extension FormatSpecification {
  // MARK: Integers

  fileprivate func format(_ value: Int128) throws(ArrayError) -> String {
    if precision != nil { throw ArrayError(.value, "a format of integers has no precision") }
    if dropsNegativeZero { throw ArrayError(.value, "'z' is not defined in a format of integers") }
    if type == "c" { return try character(value) }
    if type == "n", grouping != nil { throw unknownGrouping }
    let radix =
      switch type {
      case "b": 2
      case "o": 8
      case "x", "X": 16
      default: 10
      }
    if grouping == ",", radix != 10 { throw unknownGrouping }
    let isUpper = type == "X"
    var prefix = ""
    if isAlternate, radix != 10, let type { prefix = "0\(type)" }
    let digits = String(value.magnitude, radix: radix, uppercase: isUpper)
    return assemble(
      isNegative: value < 0, prefix: prefix, digits: digits, rest: "", groupSize: radix == 10 ? 3 : 4)
  }

  private var unknownGrouping: ArrayError {
    ArrayError(
      .value, "'\(grouping.map(String.init) ?? "")' cannot group the format '\(type.map(String.init) ?? "")'")
  }

  private func character(_ value: Int128) throws(ArrayError) -> String {
    if sign != nil || isAlternate || grouping != nil {
      throw ArrayError(.value, "the format 'c' has neither sign nor grouping")
    }
    guard let code = UInt32(exactly: value), let scalar = Unicode.Scalar(code) else {
      throw ArrayError(.value, "\(value) is no character")
    }
    return padded(String(scalar), default: "<")
  }

  // MARK: Floats

  fileprivate func format(_ value: Double) throws(ArrayError) -> String {
    if type == "n", grouping != nil { throw unknownGrouping }
    if let type, "bcdoxX".contains(type) { throw unknownType("float") }
    let isUpper = type.map { "EFG".contains($0) } ?? false
    let scaled = type == "%" ? value * 100 : value
    var text = scaled.isFinite ? finiteText(scaled.magnitude) : scaled.isNaN ? "nan" : "inf"
    if type == "%" { text += "%" }
    if isUpper { text = text.uppercased() }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    var isNegative = scaled.sign == .minus && !scaled.isNaN
    if dropsNegativeZero, isNegative,
      !text.prefix(while: { $0 != "e" && $0 != "E" }).contains(where: { ("1"..."9").contains($0) }),
      scaled.isFinite
    {
      isNegative = false
    }
    return assemble(
      isNegative: isNegative, prefix: "", digits: String(digits), rest: String(text.dropFirst(digits.count)),
      groupSize: 3)
  }

  private func finiteText(_ value: Double) -> String {
    switch type {
    case "e", "E": return printed(value, precision ?? 6, "e")
    case "f", "F", "%": return printed(value, precision ?? 6, "f")
    case "g", "G", "n": return printed(value, precision ?? 6, "g")
    default:
      guard let precision else { return keepingPoint(PythonText.repr(value)) }
      return general(value, max(1, precision))
    }
  }

  /// What no type and a precision mean: as `g`, but with an exponent one digit earlier, and a digit behind
  /// the point.
  private func general(_ value: Double, _ precision: Int) -> String {
    let scientific = printed(value, precision - 1, "e")
    let exponent = Int(scientific.drop { $0 != "e" }.dropFirst()) ?? 0
    if exponent < -4 || exponent >= precision - 1 {
      guard !isAlternate, let e = scientific.firstIndex(of: "e") else { return scientific }
      return withoutTrailingZeros(String(scientific[..<e]), keepsOne: false) + scientific[e...]
    }
    let fixed = printed(value, max(0, precision - 1 - exponent), "f")
    return isAlternate ? fixed : withoutTrailingZeros(fixed, keepsOne: true)
  }

  private func withoutTrailingZeros(_ text: String, keepsOne: Bool) -> String {
    guard text.contains(".") else { return keepsOne ? text + ".0" : text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { if keepsOne { text += "0" } else { text.removeLast() } }
    return text
  }

  /// `#` keeps a point even where no digit follows.
  private func keepingPoint(_ text: String) -> String {
    guard isAlternate, !text.contains("."), let e = text.firstIndex(of: "e") else { return text }
    return text[..<e] + "." + text[e...]
  }

  /// The C library's correctly rounded decimal conversion.
  private func printed(_ value: Double, _ precision: Int, _ conversion: String) -> String {
    let format = "%" + (isAlternate ? "#" : "") + ".\(precision)" + conversion
    var buffer = [CChar](repeating: 0, count: 400 + precision)
    let count = withVaList([value]) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  // MARK: Both

  /// Sign, prefix, grouped digits and the rest, padded.
  private func assemble(
    isNegative: Bool, prefix: String, digits: String, rest: String, groupSize: Int
  ) -> String {
    let sign = isNegative ? "-" : self.sign.map { $0 == "-" ? "" : String($0) } ?? ""
    let head = sign + prefix
    guard align == "=" || (align == nil && zeroPads) else {
      return padded(head + grouped(digits, groupSize) + rest, default: ">")
    }
    let missing = width - head.count - rest.count
    if fill == "0", grouping != nil, !digits.isEmpty {
      return head + grouped(digits, groupSize, atLeast: missing) + rest
    }
    let body = grouped(digits, groupSize)
    return head + String(repeating: fill, count: max(0, missing - body.count)) + body + rest
  }

  /// The digits with the grouping character; filled with zeros until the text is `atLeast` long.
  private func grouped(_ digits: String, _ size: Int, atLeast: Int = 0) -> String {
    guard let grouping else { return digits }
    var result: [Character] = []
    var count = 0
    var source = Array(digits)
    while !source.isEmpty || result.count < atLeast {
      if count > 0, count % size == 0 { result.append(grouping) }
      result.append(source.popLast() ?? "0")
      count += 1
    }
    return String(result.reversed())
  }
}
