import ArrayFunctions
import ArrayGraph

/// The NumPy program that an expression file means: `arrayc build FILE -o OUT.py`.
///
/// The text of the file stays as it is, but for its declarations: an input is loaded from the file that the command
/// line names (`python3 OUT.py S=spot.npy`), a scalar becomes a NumPy scalar. In front stands what the file uses
/// without saying so: names without `np.`, dtypes, functions that NumPy does not have.
package struct PythonProgram {
  private let program: Program
  private let checked: CheckedProgram

  package init(_ checked: CheckedProgram) {
    program = checked.program
    self.checked = checked
  }

  package func text() throws(CommandFailure) -> String {
    let body = try replacedDeclarations()
    var parts = [
      "\"\"\"The NumPy program that \(Self.oneLine(program.source.file)) means; inputs are given as NAME=FILE.npy.\"\"\""
    ]
    parts.append("import builtins\nimport math\nimport sys\n\nimport numpy as np")
    let prelude = self.prelude()
    if !prelude.isEmpty { parts.append(prelude.joined(separator: "\n")) }
    if !declarations.isEmpty { parts.append(Self.loader) }
    parts.append(body.trimmingLineBreaks())
    if checked.prints.isEmpty, !checked.shownOutputs.isEmpty {
      let names = checked.shownOutputs.map { "(\"\($0.name)\", \($0.name))" }
      parts.append(
        Self.printer
          + "\n\nfor _name, _value in [\(names.joined(separator: ", "))]:\n    _show(_name, _value)")
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\\" || $0 == "\"" ? "_" : $0 })
  }

  private static let loader = """
    _inputs = dict(_argument.split("=", 1) for _argument in sys.argv[1:])


    def _load(name, dtype, shape, lengths={}):
        array = np.load(_inputs[name])
        if array.dtype != dtype or array.ndim != len(shape):
            raise SystemExit(f"'{name}' is {array.dtype}{list(array.shape)}")
        for length, wanted in zip(array.shape, shape):
            if wanted != "_" and lengths.setdefault(wanted, length if isinstance(wanted, str) else wanted) != length:
                raise SystemExit(f"'{name}' has length {length} where {wanted} is {lengths[wanted]}")
        return array[()]
    """

  private static let printer = """
    _dtypes = {"bool": "bool", "float32": "f32", "float64": "f64"}
    _dtypes |= {f"int{_size}": f"i{_size}" for _size in [8, 16, 32, 64]}
    _dtypes |= {f"uint{_size}": f"u{_size}" for _size in [8, 16, 32, 64]}


    def _show(name, value):
        print(f"{name}: {_dtypes[str(value.dtype)]}{list(value.shape)}\\n{value}")
    """

  // MARK: Declarations

  private var declarations: [Declaration] {
    program.module.statements.compactMap {
      if case .declaration(let declaration) = $0.kind { declaration } else { nil }
    }
  }

  /// The text of the file with a statement of Python's in place of each declaration.
  private func replacedDeclarations() throws(CommandFailure) -> String {
    let source = program.source
    var result = String.UnicodeScalarView()
    var position = 0
    for statement in program.module.statements {
      guard case .declaration(let declaration) = statement.kind else { continue }
      let start = source.lineStarts[statement.range.line - 1] + statement.range.column - 1
      result.append(contentsOf: source.scalars[position..<start])
      position = start + statement.range.length
      result.append(contentsOf: (try python(declaration)).unicodeScalars)
    }
    result.append(contentsOf: source.scalars[position...])
    return String(result)
  }

  private func python(_ declaration: Declaration) throws(CommandFailure) -> String {
    let name = declaration.name.name
    guard let dtype = Checker.dtype(named: declaration.type.dtype.name) else {
      throw CommandFailure(.wrong, "error: there is no dtype '\(declaration.type.dtype.name)'\n")
    }
    let type = "np.\(dtype.numpyName)"
    if let value = declaration.defaultValue {
      let text = source(of: value)
      let make = declaration.type.dimensions.isEmpty ? "\(type)(\(text))" : "np.array(\(text), dtype=\(type))"
      return "\(name) = \(load(declaration, type)) if \"\(name)\" in _inputs else \(make)"
    }
    return "\(name) = \(load(declaration, type))"
  }

  private func load(_ declaration: Declaration, _ type: String) -> String {
    let shape = declaration.type.dimensions.map { dimension in
      switch dimension.kind {
      case .length(let length): String(length)
      case .name(let name): "\"\(name)\""
      case .any: "\"_\""
      }
    }
    let tuple = shape.count == 1 ? "(\(shape[0]),)" : "(\(shape.joined(separator: ", ")))"
    return "_load(\"\(declaration.name.name)\", \(type), \(tuple))"
  }

  private func source(of expression: Expression) -> String {
    let source = program.source
    let start = source.lineStarts[expression.range.line - 1] + expression.range.column - 1
    return source.text(start, start + expression.range.length)
  }

  // MARK: What stands in front

  /// Definitions of the names that the file uses and Python does not know, or knows otherwise.
  private func prelude() -> [String] {
    var lines: [String] = []
    let used = UsedNames(program.module)
    let (names, members) = (used.bare, used.members)
    let friends = Self.friends.filter { names.contains($0.name) || members.contains($0.name) }
    var needed = friends
    for friend in friends {
      for other in Self.friends
      where friend.needs.contains(other.name) && !needed.contains(where: { $0.name == other.name }) {
        needed.append(other)
      }
    }
    for friend in Self.friends where needed.contains(where: { $0.name == friend.name }) {
      lines.append(friend.text)
    }
    for friend in friends where members.contains(friend.name) {
      lines.append("np.\(friend.name) = \(friend.name)")
    }
    for name in names.sorted() where !Self.friends.contains(where: { $0.name == name }) {
      if let line = definition(name) { lines.append(line) }
    }
    for name in members.sorted() {
      if let dtype = DType(named: name), dtype.name == name, dtype != .bool {
        lines.append("np.\(name) = np.\(dtype.numpyName)")
      }
    }
    return lines
  }

  private func definition(_ name: String) -> String? {
    if let builtin = Builtin(rawValue: name) {
      guard [.sum, .min, .max, .abs, .round, .any, .all, .pow].contains(builtin) else { return nil }
      return "def \(name)(x, *rest, **named):\n"
        + "    function = np.\(name) if isinstance(x, (np.ndarray, np.generic)) or named else builtins.\(name)\n"
        + "    return function(x, *rest, **named)"
    }
    if name == "np" || name == "bool" { return nil }
    if name == "numpy" { return "import numpy" }
    if name == "linalg" { return "from numpy import linalg" }
    if Checker.constants[name] != nil { return "from numpy import \(name)" }
    if let dtype = Checker.dtype(named: name) { return "\(name) = np.\(dtype.numpyName)" }
    if let function = FunctionTable.named(name) {
      let known = function.name.contains(".") ? function.name : name
      return "\(name) = np.\(known)"
    }
    return nil
  }

  private struct Friend {
    let name: String
    var needs: [String] = []
    let text: String
  }

  /// Functions beyond NumPy's core, by their formulas.
  private static let friends: [Friend] = [
    Friend(
      name: "_float",
      text: """
        def _float(x):
            return np.add(x, 0.0) if np.asarray(x).dtype.kind != "f" else np.asarray(x)[()]
        """),
    Friend(
      name: "erf", needs: ["_float"],
      text: """
        def erf(x):
            x = _float(x)
            return np.vectorize(math.erf, otypes=[x.dtype])(x)[()]
        """),
    Friend(name: "sigmoid", text: "def sigmoid(x):\n    return 1 / (1 + np.exp(-x))"),
    Friend(name: "expit", text: "def expit(x):\n    return 1 / (1 + np.exp(-x))"),
    Friend(name: "relu", text: "def relu(x):\n    return np.maximum(x, 0)"),
    Friend(name: "silu", text: "def silu(x):\n    return x / (1 + np.exp(-x))"),
    Friend(
      name: "gelu", needs: ["_float", "erf"],
      text: "def gelu(x):\n    return 0.5 * x * (1 + erf(x / math.sqrt(2)))"),
    Friend(name: "softplus", text: "def softplus(x):\n    return np.logaddexp(x, 0)"),
    Friend(name: "rsqrt", text: "def rsqrt(x):\n    return 1 / np.sqrt(x)"),
    Friend(name: "fma", text: "def fma(x, y, z):\n    return x * y + z"),
    Friend(
      name: "softmax",
      text: """
        def softmax(x, axis=None):
            weights = np.exp(x - np.max(x, axis=axis, keepdims=True))
            return weights / np.sum(weights, axis=axis, keepdims=True)
        """),
    Friend(
      name: "log_softmax",
      text: """
        def log_softmax(x, axis=None):
            shifted = x - np.max(x, axis=axis, keepdims=True)
            return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))
        """),
    Friend(
      name: "logsumexp",
      text: """
        def logsumexp(a, axis=None, keepdims=False):
            top = np.max(a, axis=axis, keepdims=True)
            result = np.log(np.sum(np.exp(a - top), axis=axis, keepdims=True)) + top
            return result if keepdims else np.squeeze(result, axis=axis)
        """),
  ]
}

extension String {
  fileprivate func trimmingLineBreaks() -> String {
    var text = Substring(self)
    while let last = text.last, last.isNewline { text.removeLast() }
    while let first = text.first, first.isNewline { text.removeFirst() }
    return String(text)
  }
}
