import ArrayFunctions
import ArrayGraph

/// One `print(…)` that is to be done.
package struct PrintAction: Sendable {
  package let text: DeferredText
  package let range: SourceRange
}

extension Checker {
  /// Records what `print(arguments)` shows.
  func print(_ arguments: [Argument], at range: SourceRange) throws(Failure) {
    var separator = " "
    var ending = "\n"
    for argument in arguments {
      guard let name = argument.name else { continue }
      guard name.name == "sep" || name.name == "end" else {
        let isPython = name.name == "file" || name.name == "flush"
        throw .error(
          isPython
            ? "'\(name.name)' of print() is not part of the language"
            : "print() got an unexpected keyword argument '\(name.name)'"
              + Suggestion.text(name.name, among: ["sep", "end"]), at: name.range)
      }
      let text: String
      switch try value(argument.value) {
      case .string(let string): text = string
      case .none: text = name.name == "sep" ? " " : "\n"
      case let value:
        throw .error("'\(name.name)' of print() is a string, not \(value.typeName)", at: argument.value.range)
      }
      if name.name == "sep" { separator = text } else { ending = text }
    }
    var pieces: [DeferredText.Piece] = []
    for argument in arguments where argument.name == nil {
      if !pieces.isEmpty { pieces.append(.text(separator)) }
      let meaning = try evaluate(argument.value)
      switch meaning {
      case .text(let text): pieces += text.pieces
      case .value, .record: pieces.append(.field(meaning, conversion: "s", specification: ""))
      default: _ = try value(of: meaning, at: argument.value.range)
      }
    }
    pieces.append(.text(ending))
    prints.append(PrintAction(text: DeferredText(pieces), range: range))
  }

  /// An f-string. Where it holds no arrays its text is known at once.
  func formatted(_ parts: [FormatPart]) throws(Failure) -> Meaning {
    var pieces: [DeferredText.Piece] = []
    for part in parts {
      switch part {
      case .text(let text): pieces.append(.text(text))
      case .field(let field):
        if let label = field.label { pieces.append(.text(label)) }
        let meaning = try evaluate(field.expression)
        let range = field.expression.range
        if case .text = meaning {
        } else if case .record = meaning {
        } else {
          _ = try value(of: meaning, at: range)
        }
        var specification = ""
        if !field.specification.isEmpty {
          let text = try formatted(field.specification)
          guard case .string(let known) = try value(of: text, at: range) else { throw .poisoned }
          specification = known
        }
        let isPlainLabel = field.label != nil && field.conversion == nil && field.specification.isEmpty
        let conversion = isPlainLabel ? "r" : field.conversion
        try checkFormat(meaning, conversion, specification, at: range)
        pieces.append(.field(meaning, conversion: conversion, specification: specification))
      }
    }
    let text = DeferredText(pieces)
    guard text.nodes.isEmpty else { return .text(text) }
    do throws(ArrayError) { return .value(.string(try text.text())) } catch {
      throw Failure(error, at: parts.firstFieldRange ?? SourceRange(file: source.file, line: 1, column: 1))
    }
  }

  /// Finds a format that does not go with its value before the value is known.
  private func checkFormat(
    _ meaning: Meaning, _ conversion: Character?, _ specification: String, at range: SourceRange
  ) throws(Failure) {
    guard !specification.isEmpty else { return }
    guard case .value(let value) = meaning, conversion == nil else {
      if conversion != nil {
        _ = try located(range) { () throws(ArrayError) in try PythonText.format("", specification) }
      }
      return
    }
    try located(range) { () throws(ArrayError) in
      switch value {
      case .array(let node) where node.shape.isEmpty:
        _ = try Self.unknown(node.dtype).formatted(specification)
      case .array:
        throw ArrayError(
          .value, "a format is not defined for \(value.typeName)",
          notes: ["only scalars and strings have formats; np.round(x, 3) rounds an array"])
      default: _ = try ValueText.format(meaning, specification)
      }
    }
  }

  /// The text, its arrays evaluated; nil where there are no data.
  func known(_ text: DeferredText, at range: SourceRange) throws(Failure) -> String? {
    guard let elements else {
      return text.nodes.isEmpty ? try located(range) { () throws(ArrayError) in try text.text() } : nil
    }
    return try located(range) { () throws(ArrayError) in
      try elements.read(text.nodes)
      return try text.text()
    }
  }
}

extension [FormatPart] {
  fileprivate var firstFieldRange: SourceRange? {
    for case .field(let field) in self { return field.expression.range }
    return nil
  }
}
