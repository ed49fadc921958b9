import ArrayGraph

/// A list of functions under construction.
///
/// Each is added by a statement of its own: one literal of them all would be one expression to the type checker.
struct Family {
  private(set) var functions: [Function] = []

  /// Adds a function that gives an array.
  mutating func add(
    _ name: String, aliases: [String] = [], _ parameters: [Parameter], _ doc: String, isMethod: Bool = false,
    _ call: @escaping @Sendable (Arguments) throws(ArrayError) -> Node
  ) {
    addGeneral(name, aliases: aliases, parameters, doc, isMethod: isMethod) { (a) throws(ArrayError) -> Value in
      .array(try call(a))
    }
  }

  /// Adds a function that gives any value, such as a tuple of arrays.
  mutating func addGeneral(
    _ name: String, aliases: [String] = [], _ parameters: [Parameter], _ doc: String, isMethod: Bool = false,
    _ call: @escaping @Sendable (Arguments) throws(ArrayError) -> Value
  ) {
    let body: Function.Body = { (values) throws(ArrayError) -> Value in
      try call(Arguments(function: name, parameters: parameters, values: values))
    }
    functions.append(Function(name, aliases: aliases, parameters, doc, isMethod: isMethod, body))
  }
}
