import ArrayGraph

extension GeneratedFiles {
  /// `docs/ops.md`: every function by family.
  static var operationsDocument: String {
    var text = """
      <!-- \(notice) -->

      # Operations

      Every function of the expression language, with NumPy's names and parameters; `np.` in front changes nothing.
      Functions marked *method* can be written `x.name(…)`. The Swift name stands behind the sentence where there is one.
      Elementwise functions broadcast. Their type rules:

      | rule | meaning |
      | --- | --- |

      """
    for rule in rules { text += "| \(rule.name) | \(rule.meaning) |\n" }
    for (title, functions) in FunctionTable.families {
      text += "\n## \(title)\n\n"
      for function in functions.sorted(by: { $0.name < $1.name }) { text += entry(function) }
    }
    return text
  }

  private static func entry(_ function: Function) -> String {
    var line = "- `\(function.signature)`"
    if !function.aliases.isEmpty {
      line += " (also " + function.aliases.map { "`\($0)`" }.joined(separator: ", ") + ")"
    }
    var marks: [String] = []
    if function.isMethod { marks.append("method") }
    let row = Operation.named(function.name).flatMap { row in rowFunctions.contains { $0.name == row.name } ? row : nil
    }
    if let row { marks.append(ruleName(row.typeRule)) }
    if !marks.isEmpty { line += " *\(marks.joined(separator: ", "))*" }
    line += ": \(function.doc)"
    if let row, let name = swiftName(row) { line += " Swift: `\(name)`." }
    return line + "\n"
  }

  private static func ruleName(_ rule: TypeRule) -> String { String(describing: rule) }

  private static let rules: [(name: String, meaning: String)] = [
    ("arithmetic", "the common dtype of the operands; bool stays bool where the operation is defined for it"),
    ("number", "the common dtype of the operands; signs and differences of bool are errors"),
    ("floating", "a float: integers go to `f64`, 16-bit ones to `f32`; 8-bit ones would be half precision: an error"),
    ("rounding", "floats as they are; integers come back unchanged"),
    ("comparison", "computed in the common dtype, or exactly; gives bool"),
    ("predicate", "floats; gives bool"),
    ("logical", "operands are truth values; gives bool"),
    ("bitwise", "integers and bool only"),
    ("shift", "integers only"),
    ("select", "a condition and two values of a common dtype"),
  ]
}
