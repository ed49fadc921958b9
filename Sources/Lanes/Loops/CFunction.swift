/// Writes an expression as the body of a C function: what is used twice gets a name, what is too long for a line too.
///
///     inline f32 f32_sigmoid(f32 a) {
///       const f32 t1 = multiply_add_f32(…);
///       return t1 + …;
///     }
struct CFunction {
  private let suffix: String
  private var lines: [String] = []
  private var indent = "  "
  private var names: [ObjectIdentifier: String] = [:]
  private var uses: [ObjectIdentifier: Int] = [:]
  private var count = 0

  /// The text of a function of `parameters`. Vector types get the `suffix`, which tells their length.
  static func text(_ name: String, _ parameters: [CType], _ body: CExpression, suffix: String = "") -> String {
    var function = CFunction(suffix: suffix)
    function.countUses(body)
    let result = function.text(body)
    let list = zip(parameters, ["a", "b", "c"]).map { "\($0.name)\(suffix) \($1)" }.joined(separator: ", ")
    let head = "LANES_INLINE \(body.type.name)\(suffix) \(name)(\(list.isEmpty ? "void" : list)) {"
    return ([head] + function.lines + ["  return \(result);", "}"]).joined(separator: "\n") + "\n"
  }

  private init(suffix: String) { self.suffix = suffix }

  private mutating func countUses(_ expression: CExpression) {
    uses[ObjectIdentifier(expression), default: 0] += 1
    guard uses[ObjectIdentifier(expression)] == 1 else { return }
    for operand in expression.operands { countUses(operand) }
  }

  private mutating func text(_ expression: CExpression) -> String {
    if let name = names[ObjectIdentifier(expression)] { return name }
    let type = expression.type.name + suffix
    let written: String
    switch expression.form {
    case .parameter(let name): return name
    case .constant(let value): return "(\(type))(\(value))"
    case .prefix(let symbol, let a): written = symbol + operand(a)
    case .infix(let a, let symbol, let b): written = "\(operand(a)) \(symbol) \(operand(b))"
    case .call(let name, let operands):
      written = "\(name)(\(operands.map { text($0) }.joined(separator: ", ")))"
    case .lookup(let table, let index):
      let name = LoopSource.name(of: table, expression.type)
      written = "lookup_\(type)(\(name), sizeof(\(name)), \(text(index)))"
    case .reinterpreted(let a): written = "(\(type))\(operand(a))"
    case .rarely(let mask, let usual, let rare): return branch(expression, mask, usual, rare)
    }
    let isLong = written.utf8.count > 80
    return uses[ObjectIdentifier(expression)] ?? 1 > 1 || isLong ? declare(expression, "const ", written) : written
  }

  /// In parentheses where it could be read in another way.
  private mutating func operand(_ expression: CExpression) -> String {
    let written = text(expression)
    if names[ObjectIdentifier(expression)] != nil { return written }
    switch expression.form {
    case .infix, .prefix: return "(\(written))"
    default: return written
    }
  }

  private mutating func declare(_ expression: CExpression, _ qualifier: String, _ written: String) -> String {
    count += 1
    let name = "t\(count)"
    lines.append("\(indent)\(qualifier)\(expression.type.name)\(suffix) \(name) = \(written);")
    names[ObjectIdentifier(expression)] = name
    return name
  }

  private mutating func branch(
    _ expression: CExpression, _ mask: CExpression, _ usual: CExpression, _ rare: CExpression
  ) -> String {
    let condition = text(mask)
    let name = declare(expression, "", text(usual))
    lines.append("\(indent)if (any(\(condition))) {")
    let (outerNames, outerIndent) = (names, indent)
    indent += "  "
    let value = text(rare)
    lines.append("\(indent)\(name) = choose(\(condition), \(value), \(name));")
    (names, indent) = (outerNames, outerIndent)
    lines.append("\(indent)}")
    return name
  }
}
