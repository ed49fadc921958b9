import ArrayGraph

/// The values of one call, read by the position of their parameter.
package struct Arguments {
  package let function: String
  package let parameters: [Parameter]
  package let values: [Value]

  package subscript(_ position: Int) -> Value { values[position] }

  private func failure(_ position: Int, _ expected: String) -> ArrayError {
    ArrayError(
      .dtype, "\(function): '\(parameters[position].name)' must be \(expected), not \(values[position].kindName)")
  }

  package func isNone(_ position: Int) -> Bool {
    if case .none = values[position] { true } else { false }
  }

  /// An array, or what becomes one.
  package func node(_ position: Int) throws(ArrayError) -> Node {
    switch values[position] {
    case .array(let node): node
    case .bool, .int, .float, .list, .tuple: try Node.array(values[position])
    default: throw failure(position, "an array or a number")
    }
  }
  package func operand(_ position: Int) throws(ArrayError) -> Operand {
    try Operand(values[position], for: function)
  }
  package func optionalOperand(_ position: Int) throws(ArrayError) -> Operand? {
    isNone(position) ? nil : try operand(position)
  }
  /// A list or tuple of arrays.
  package func nodes(_ position: Int) throws(ArrayError) -> [Node] {
    switch values[position] {
    case .list(let items), .tuple(let items):
      var operands: [Operand] = []
      for item in items { operands.append(try Operand(item, for: function)) }
      if operands.isEmpty { return [] }
      let dtype = Operand.common(operands)
      var nodes: [Node] = []
      for operand in operands { nodes.append(try operand.node(as: dtype)) }
      return nodes
    case .array(let node) where node.rank > 0:
      var rows: [Node] = []
      for k in 0..<node.shape[0] { rows.append(try node.indexed([.integer(k)])) }
      return rows
    default: throw failure(position, "a list or tuple of arrays")
    }
  }

  package func integer(_ position: Int) throws(ArrayError) -> Int {
    guard let number = Arguments.integer(values[position]) else { throw failure(position, "an integer") }
    return number
  }
  package func optionalInteger(_ position: Int) throws(ArrayError) -> Int? {
    isNone(position) ? nil : try integer(position)
  }
  /// An integer of Python's or NumPy's.
  package static func integer(_ value: Value) -> Int? {
    switch value {
    case .int(let number): Int(exactly: number)
    case .bool(let flag): flag ? 1 : 0
    case .array(let node) where node.shape.isEmpty && !node.dtype.isFloat:
      node.knownScalar?.integer.flatMap { Int(exactly: $0) }
    default: nil
    }
  }

  /// A number whose value is known while recording, with the dtype that it brings along.
  package func literal(_ position: Int) throws(ArrayError) -> Literal {
    switch values[position] {
    case .bool(let flag): return Literal(flag ? 1 : 0, .i64)
    case .int(let number): return try Literal(exactly: number, number > Int128(Int64.max) ? .u64 : .i64)
    case .float(let number): return Literal(number, .f64)
    case .array(let node):
      guard node.shape.isEmpty else { throw failure(position, "a scalar") }
      guard let known = node.knownScalar else {
        throw ArrayError(
          .unsupported,
          "\(function): '\(parameters[position].name)' decides a shape and must be known before "
            + "anything is computed")
      }
      return known
    default: throw failure(position, "a number")
    }
  }
  package func number(_ position: Int) throws(ArrayError) -> Double { try literal(position).double }
  package func optionalNumber(_ position: Int) throws(ArrayError) -> Double? {
    isNone(position) ? nil : try number(position)
  }

  package func boolean(_ position: Int) throws(ArrayError) -> Bool {
    switch values[position] {
    case .bool(let flag): return flag
    case .int(let number): return number != 0
    case .none: return false
    case .array(let node):
      if let known = node.knownScalar { return known.cast(to: .bool).bits != 0 }
      throw failure(position, "True or False")
    default: throw failure(position, "True or False")
    }
  }

  /// `None`, an integer or a tuple of integers; nil for `None`.
  package func axes(_ position: Int) throws(ArrayError) -> [Int]? {
    switch values[position] {
    case .none: return nil
    case .tuple, .list: return try integers(position)
    default: return [try integer(position)]
    }
  }
  /// An integer or a list of them, such as a shape.
  package func integers(_ position: Int) throws(ArrayError) -> [Int] {
    switch values[position] {
    case .tuple(let items), .list(let items):
      var result: [Int] = []
      for item in items {
        guard let number = Arguments.integer(item) else {
          throw ArrayError(
            .dtype, "\(function): '\(parameters[position].name)' must be made of integers, not \(item.kindName)")
        }
        result.append(number)
      }
      return result
    case .array(let node) where node.rank == 1 && node.dtype.isInteger && node.storage != nil:
      let storage = node.storage
      return (0..<node.shape[0]).compactMap { k in
        storage.flatMap { Literal(node.dtype, at: $0.pointer + k * node.dtype.size).integer }.flatMap {
          Int(exactly: $0)
        }
      }
    default: return [try integer(position)]
    }
  }

  /// A dtype, or nil for `None`.
  package func dtype(_ position: Int) throws(ArrayError) -> DType? {
    switch values[position] {
    case .none: return nil
    case .dtype(let dtype): return dtype
    case .string(let name):
      if let dtype = DType(named: name) { return dtype }
      switch name {
      case "int": return .i64
      case "float", "double": return .f64
      case "single": return .f32
      default: throw ArrayError(.dtype, "data type '\(name)' not understood")
      }
    default: throw failure(position, "a dtype")
    }
  }

  package func string(_ position: Int) throws(ArrayError) -> String {
    guard case .string(let text) = values[position] else { throw failure(position, "a string") }
    return text
  }
}
