import ArrayFunctions
import ArrayGraph

/// Gets at the elements of arrays while a program is being checked.
package struct ElementReader: Sendable {
  /// Evaluates nodes, so that their elements are in memory.
  let evaluate: @Sendable ([Node]) throws(ArrayError) -> Void

  package init(_ evaluate: @escaping @Sendable ([Node]) throws(ArrayError) -> Void) {
    self.evaluate = evaluate
  }

  /// For programs whose elements are all in memory already.
  static let unavailable = ElementReader { (_: [Node]) throws(ArrayError) in
    throw ArrayError(.unsupported, "nothing can be evaluated here")
  }

  /// Makes sure that the elements of `nodes` are in memory.
  func read(_ nodes: [Node]) throws(ArrayError) {
    let pending = nodes.filter { $0.storage == nil && Self.literal($0) == nil }
    if !pending.isEmpty { try evaluate(pending) }
  }

  private static func literal(_ node: Node) -> Literal? {
    if case .literal(let literal) = node.kind { literal } else { nil }
  }

  /// The elements, packed in row-major order, of a node that was evaluated.
  static func withElements<T>(_ node: Node, _ body: (UnsafeRawPointer) -> T) -> T? {
    if let storage = node.storage { return withExtendedLifetime(storage) { body(storage.pointer) } }
    guard let literal = literal(node) else { return nil }
    return withUnsafeBytes(of: literal.bits) { bytes in bytes.baseAddress.map(body) }
  }

  /// One element of a node that was evaluated, as a Python number.
  static func number(_ node: Node, at index: Int) -> PythonNumber {
    let literal = withElements(node) { Literal(node.dtype, at: $0 + index * node.dtype.size) }
    guard let literal else { return Checker.unknown(node.dtype) }
    switch node.dtype.kind {
    case .bool: return .bool(literal.bits != 0)
    case .unsigned: return .int(Int128(literal.bits))
    case .signed: return .int(Int128(literal.signed))
    case .float: return .float(literal.double)
    }
  }

  /// The nested list of a node that was evaluated.
  static func list(_ node: Node) -> Value {
    func rows(_ axis: Int, _ start: Int, _ count: Int) -> Value {
      guard axis < node.shape.count else { return Value(number(node, at: start)) }
      let length = node.shape[axis]
      let step = length == 0 ? 0 : count / length
      return .list((0..<length).map { rows(axis + 1, start + $0 * step, step) })
    }
    return rows(0, 0, node.count)
  }
}
