import ArrayGraph

/// NumPy's other names for rows of the tables.
private let rowAliases: [(row: String, names: [String])] = [
  ("abs", ["absolute"]), ("divide", ["true_divide"]), ("remainder", ["mod"]), ("pow", ["power"]),
  ("invert", ["bitwise_invert", "bitwise_not"]), ("left_shift", ["bitwise_left_shift"]),
  ("right_shift", ["bitwise_right_shift"]), ("trunc", ["fix"]), ("deg2rad", ["radians"]),
  ("rad2deg", ["degrees"]), ("asin", ["arcsin"]), ("acos", ["arccos"]), ("atan", ["arctan"]),
  ("atan2", ["arctan2"]), ("asinh", ["arcsinh"]), ("acosh", ["arccosh"]), ("atanh", ["arctanh"]),
  ("sigmoid", ["expit"]),
]

/// Rows that a composite of the same name stands in for.
private let replacedRows: Set<String> = ["round", "clip"]

/// Functions that NumPy does not have take the parameter names of the libraries that do.
let rowFunctions: [Function] = Operation.all.filter { !replacedRows.contains($0.name) }.map(rowFunction)

private func rowFunction(_ operation: Operation) -> Function {
  var aliases = rowAliases.first { $0.row == operation.name }?.names ?? []
  if let row = rowAliases.first(where: { $0.names.contains(operation.name) }) { aliases.append(row.row) }
  return Function(operation.name, aliases: aliases, operation.parameters, operation.doc) {
    (values) throws(ArrayError) -> Value in .array(try elementwise(operation, values))
  }
}

extension Operation {
  /// NumPy's names for the operands.
  package var parameters: [Parameter] {
    let names: [String] =
      switch operandCount {
      case 1: ["x"]
      case 2: ["x1", "x2"]
      default: rule == .select ? ["condition", "x", "y"] : ["x", "y", "z"]
      }
    return names.map { Parameter($0, .array) }
  }
}
