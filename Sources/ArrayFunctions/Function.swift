import ArrayGraph

/// What a function takes and gives: an array, or one of Python's own values.
///
/// Arrays and NumPy scalars are *strong*: they have a dtype. Python's numbers are *weak*: they take the dtype of
/// what they meet (NEP 50).
package indirect enum Value: Sendable {
  case array(Node)
  case bool(Bool)
  case int(Int128)
  case float(Double)
  case string(String)
  case dtype(DType)
  case none
  case ellipsis
  case slice(start: Int?, stop: Int?, step: Int?)
  case list([Value])
  case tuple([Value])
}

/// One parameter of a function, as both doors show it.
package struct Parameter: Sendable {
  package enum Kind: Sendable {
    /// An array, or what becomes one: a number, a nested list.
    case array
    /// `None`, an integer or a tuple of integers.
    case axes
    case integer, number, boolean, dtype, shape, string
    /// A list or tuple of arrays.
    case arrays
    case any
  }
  package let name: String
  package let kind: Kind
  /// Nil for a parameter that must be given.
  package let defaultValue: Value?
  /// Whether several positional arguments of a method are one tuple for it: `x.reshape(2, 3)`.
  package let isVariadic: Bool

  package init(_ name: String, _ kind: Kind, default value: Value? = nil, isVariadic: Bool = false) {
    self.name = name
    self.kind = kind
    self.isVariadic = isVariadic
    defaultValue = value
  }
}

/// One function that users know: name, parameters, sentence and meaning, for both doors.
package struct Function: Sendable {
  /// Values by the order of `parameters`, defaults filled in.
  package typealias Body = @Sendable ([Value]) throws(ArrayError) -> Value

  /// The name behind `np.`: `mean`, `linalg.inv`.
  package let name: String
  package let aliases: [String]
  package let parameters: [Parameter]
  package let doc: String
  /// Whether `x.name(…)` is the function with `x` as its first argument.
  package let isMethod: Bool
  package let body: Body

  package init(
    _ name: String, aliases: [String] = [], _ parameters: [Parameter], _ doc: String, isMethod: Bool = false,
    _ body: @escaping Body
  ) {
    self.name = name
    self.aliases = aliases
    self.parameters = parameters
    self.doc = doc
    self.isMethod = isMethod
    self.body = body
  }

  /// `mean(a, axis=None, dtype=None, keepdims=False)`, as help shows it.
  package var signature: String {
    let list = parameters.map { parameter in
      parameter.defaultValue.map { "\(parameter.name)=\($0.pythonText)" } ?? parameter.name
    }
    return "\(name)(\(list.joined(separator: ", ")))"
  }
}

extension Value {
  /// The value as Python writes it, where it is a default of a parameter.
  package var pythonText: String {
    switch self {
    case .none: "None"
    case .bool(let flag): flag ? "True" : "False"
    case .int(let number): "\(number)"
    case .float(let number): "\(number)"
    case .string(let text): "'\(text)'"
    case .dtype(let dtype): dtype.numpyName
    case .tuple(let items): "(\(items.map(\.pythonText).joined(separator: ", ")))"
    case .list(let items): "[\(items.map(\.pythonText).joined(separator: ", "))]"
    case .ellipsis: "..."
    case .array, .slice: "…"
    }
  }
}
