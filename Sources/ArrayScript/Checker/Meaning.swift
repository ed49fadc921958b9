import ArrayFunctions
import ArrayGraph

/// What an expression means: a value, or one of the things that only stand before a bracket or a point.
package indirect enum Meaning: Sendable {
  case value(Value)
  /// What `np.linalg.eigh` and its like give: a tuple whose items have names.
  case record(RecordType, [Value])
  /// An f-string whose values are not known before the arrays in it are evaluated.
  case text(DeferredText)
  /// `np`, `np.linalg`: the names behind it begin with this prefix, which is empty or ends in a point.
  case module(name: String, prefix: String)
  case function(Function)
  /// `x.mean`, before it is called.
  case method(Function, receiver: Value)
  case builtin(Builtin)
  case builtinMethod(BuiltinMethod, receiver: Node)

  static func number(_ number: PythonNumber) -> Meaning { .value(Value(number)) }
  static func array(_ node: Node) -> Meaning { .value(.array(node)) }
}

/// The name and the fields of a tuple with named items.
package struct RecordType: Hashable, Sendable {
  package let name: String
  package let fields: [String]

  /// The records that functions give, by the name of the function (numpy.org, `numpy.linalg`).
  static let byFunction: [String: RecordType] = [
    "linalg.eig": RecordType(name: "EigResult", fields: ["eigenvalues", "eigenvectors"]),
    "linalg.eigh": RecordType(name: "EighResult", fields: ["eigenvalues", "eigenvectors"]),
    "linalg.qr": RecordType(name: "QRResult", fields: ["Q", "R"]),
    "linalg.slogdet": RecordType(name: "SlogdetResult", fields: ["sign", "logabsdet"]),
    "linalg.svd": RecordType(name: "SVDResult", fields: ["U", "S", "Vh"]),
  ]
}

/// Python's own functions that the language has, and those of them that differ from NumPy's of the same name.
package enum Builtin: String, CaseIterable, Sendable {
  case print, len, int, float, bool, str, repr, list, tuple
  case sum, min, max, abs, round, any, all, pow
  /// Made-up data, in the sources of inputs only.
  case random, normal
}

/// Methods of arrays that need elements and not nodes.
package enum BuiltinMethod: String, CaseIterable, Sendable { case item, tolist, copy }

extension Value {
  init(_ number: PythonNumber) {
    switch number {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .float(let value): self = .float(value)
    }
  }

  /// The Python number, if it is one.
  var number: PythonNumber? {
    switch self {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .float(let value): .float(value)
    default: nil
    }
  }

  /// Python's name of the type, for messages; arrays say dtype and shape.
  var typeName: String {
    switch self {
    case .array(let node): Shape.text(node.dtype, node.shape)
    case .bool: "bool"
    case .int: "int"
    case .float: "float"
    case .string: "str"
    case .dtype: "dtype"
    case .none: "None"
    case .ellipsis: "..."
    case .slice: "slice"
    case .list: "list"
    case .tuple: "tuple"
    }
  }

  /// The items of a list or tuple.
  var items: [Value]? {
    switch self {
    case .list(let items), .tuple(let items): items
    default: nil
    }
  }

  /// Whether an array is in it, so that NumPy and not Python says what an operator does.
  var hasArray: Bool {
    switch self {
    case .array: true
    case .list(let items), .tuple(let items): items.contains { $0.hasArray }
    default: false
    }
  }
}

extension Meaning {
  /// How messages call it.
  var typeName: String {
    switch self {
    case .value(let value): value.typeName
    case .record(let type, _): type.name
    case .text: "str"
    case .module: "module"
    case .function, .method, .builtin, .builtinMethod: "function"
    }
  }
}
