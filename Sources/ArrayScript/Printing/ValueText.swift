import ArrayFunctions
import ArrayGraph
import ArrayText

/// What Python with NumPy shows for a value. Arrays must be in memory.
package enum ValueText {
  static func str(_ meaning: Meaning) throws(ArrayError) -> String {
    switch meaning {
    case .value(let value): return str(value)
    case .text(let text): return try text.text()
    default: return try repr(meaning)
    }
  }

  static func repr(_ meaning: Meaning) throws(ArrayError) -> String {
    switch meaning {
    case .value(let value): return repr(value)
    case .record(let type, let items):
      let fields = zip(type.fields, items).map { "\($0)=\(repr($1))" }
      return "\(type.name)(\(fields.joined(separator: ", ")))"
    case .text(let text): return PythonText.repr(try text.text())
    case .module, .function, .method, .builtin, .builtinMethod:
      throw ArrayError(.unsupported, "a \(meaning.typeName) cannot be printed")
    }
  }

  /// `str(value)`.
  package static func str(_ value: Value) -> String {
    switch value {
    case .array(let node):
      return ElementReader.withElements(node) { numpyText($0, dtype: node.dtype, shape: node.shape) } ?? ""
    case .string(let text): return text
    case .dtype(let dtype): return dtype.numpyName
    default: return repr(value)
    }
  }

  /// `repr(value)`; an array without axes is a NumPy scalar.
  package static func repr(_ value: Value) -> String {
    switch value {
    case .array(let node):
      return ElementReader.withElements(node) {
        node.shape.isEmpty
          ? numpyScalarRepr($0, dtype: node.dtype) : numpyRepr($0, dtype: node.dtype, shape: node.shape)
      } ?? ""
    case .bool, .int, .float: return value.number?.repr ?? ""
    case .string(let text): return PythonText.repr(text)
    case .dtype(let dtype): return "dtype('\(dtype.numpyName)')"
    case .none: return "None"
    case .ellipsis: return "Ellipsis"
    case .slice(let start, let stop, let step):
      let parts = [start, stop, step].map { $0.map(String.init) ?? "None" }
      return "slice(\(parts.joined(separator: ", ")))"
    case .list(let items): return "[\(items.map { repr($0) }.joined(separator: ", "))]"
    case .tuple(let items):
      return items.count == 1 ? "(\(repr(items[0])),)" : "(\(items.map { repr($0) }.joined(separator: ", ")))"
    }
  }

  /// `ascii(value)`, from its `repr`.
  static func ascii(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      if scalar.isASCII { return String(scalar) }
      let quoted = PythonText.repr(String(scalar), ascii: true)
      return String(quoted.dropFirst().dropLast())
    }.joined()
  }

  /// `format(value, specification)`.
  static func format(_ meaning: Meaning, _ specification: String) throws(ArrayError) -> String {
    switch meaning {
    case .text(let text): return try PythonText.format(try text.text(), specification)
    case .value(.string(let text)): return try PythonText.format(text, specification)
    case .value(let value):
      if let number = value.number { return try number.formatted(specification) }
      if case .array(let node) = value, node.shape.isEmpty, !specification.isEmpty {
        return try ElementReader.number(node, at: 0).formatted(specification)
      }
    default: break
    }
    guard specification.isEmpty else {
      throw ArrayError(
        .value, "a format is not defined for \(meaning.typeName)",
        notes: ["only numbers and strings have formats"])
    }
    return try str(meaning)
  }
}
