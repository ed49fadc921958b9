import ArrayFunctions
import ArrayGraph

/// The text of an f-string, or of what `print` shows, before the arrays in it are evaluated.
package struct DeferredText: Sendable {
  package enum Piece: Sendable {
    case text(String)
    /// `conversion` is `r`, `s`, `a`, or nil where only the specification counts.
    case field(Meaning, conversion: Character?, specification: String)
  }

  var pieces: [Piece]

  init(_ pieces: [Piece]) { self.pieces = pieces }

  /// The arrays whose elements the text shows.
  package var nodes: [Node] {
    var nodes: [Node] = []
    for case .field(let meaning, _, _) in pieces { meaning.collectNodes(into: &nodes) }
    return nodes
  }

  /// The text; the arrays in it must be in memory.
  package func text() throws(ArrayError) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .field(let meaning, let conversion, let specification):
        switch conversion {
        case "r": result += try PythonText.format(try ValueText.repr(meaning), specification)
        case "a": result += try PythonText.format(ValueText.ascii(try ValueText.repr(meaning)), specification)
        case "s": result += try PythonText.format(try ValueText.str(meaning), specification)
        default: result += try ValueText.format(meaning, specification)
        }
      }
    }
    return result
  }
}

extension Meaning {
  func collectNodes(into nodes: inout [Node]) {
    switch self {
    case .value(let value): value.collectNodes(into: &nodes)
    case .record(_, let items): for item in items { item.collectNodes(into: &nodes) }
    case .text(let text): nodes += text.nodes
    case .module, .function, .method, .builtin, .builtinMethod: break
    }
  }
}

extension Value {
  func collectNodes(into nodes: inout [Node]) {
    switch self {
    case .array(let node): nodes.append(node)
    case .list(let items), .tuple(let items): for item in items { item.collectNodes(into: &nodes) }
    default: break
    }
  }
}
