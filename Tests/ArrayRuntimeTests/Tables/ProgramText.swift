import ArrayGraph

/// Failing cases as programs of the expression language, to be pasted behind `arrayc eval`.
enum ProgramText {
  /// `np.array([1.0, 2.0], dtype=f32)`, exact to the bit but for the payload of NaN.
  static func array(_ node: Node) -> String {
    let elements = Elements(node)
    var next = 0
    func nested(_ shape: ArraySlice<Int>) -> String {
      guard let length = shape.first else {
        next += 1
        return element(elements[next - 1])
      }
      return "[" + (0..<length).map { _ in nested(shape.dropFirst()) }.joined(separator: ", ") + "]"
    }
    return "np.array(\(nested(node.shape[...])), dtype=\(node.dtype.name))"
  }

  static func element(_ literal: Literal) -> String {
    switch literal.dtype.kind {
    case .bool: return literal.bits == 0 ? "False" : "True"
    case .unsigned: return String(literal.bits)
    case .signed: return String(literal.signed)
    case .float:
      let value = literal.double
      if value.isNaN { return "np.nan" }
      return value.isInfinite ? (value < 0 ? "-np.inf" : "np.inf") : "\(value)"
    }
  }

  static func call(_ operation: Operation, _ operands: [String]) -> String {
    "np.\(operation.name)(\(operands.joined(separator: ", ")))"
  }
}
