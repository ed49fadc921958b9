import ArrayFunctions
import ArrayGraph
import Testing

/// An array whose elements nobody reads: enough for shapes, dtypes and messages.
func array(_ dtype: DType, _ shape: Int...) -> Node {
  Node.data(dtype, shape) { $0.initializeMemory(as: UInt8.self, repeating: 0, count: shape.reduce(dtype.size, *)) }
}

/// Calls a function of the table as a door would: positional arguments, then defaults.
func call(_ name: String, _ arguments: Value..., with named: [String: Value] = [:]) throws(ArrayError) -> Value {
  guard let function = FunctionTable.named(name) else {
    throw ArrayError(.unsupported, "there is no function \(name)")
  }
  var values: [Value] = []
  for (position, parameter) in function.parameters.enumerated() {
    if position < arguments.count {
      values.append(arguments[position])
    } else if let value = named[parameter.name] ?? parameter.defaultValue {
      values.append(value)
    } else {
      throw ArrayError(.value, "\(name): '\(parameter.name)' is missing")
    }
  }
  return try function.body(values)
}

extension Value {
  /// The array that a call gave.
  var node: Node {
    get throws {
      guard case .array(let node) = self else { throw ArrayError(.dtype, "not an array") }
      return node
    }
  }
  static func shape(_ lengths: Int...) -> Value { .tuple(lengths.map { .int(Int128($0)) }) }
}

/// The message of what `body` throws, with its notes.
func message(_ body: () throws -> Any) -> String {
  do {
    _ = try body()
    return "nothing was thrown"
  } catch {
    return String(describing: error)
  }
}
