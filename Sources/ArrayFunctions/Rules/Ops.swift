import ArrayGraph

/// Rows of the tables by name, for composites that are written in terms of them.
package enum Ops {
  /// A row that the tables are known to have.
  package static func named(_ name: String) -> Operation {
    guard let operation = Operation.named(name) else { preconditionFailure("the tables have no row \(name)") }
    return operation
  }

  package static func add(_ a: Node, _ b: Node) throws(ArrayError) -> Node { try elementwise(named("add"), a, b) }
  package static func subtract(_ a: Node, _ b: Node) throws(ArrayError) -> Node {
    try elementwise(named("subtract"), a, b)
  }
  package static func multiply(_ a: Node, _ b: Node) throws(ArrayError) -> Node {
    try elementwise(named("multiply"), a, b)
  }
  package static func divide(_ a: Node, _ b: Node) throws(ArrayError) -> Node {
    try elementwise(named("divide"), a, b)
  }
  package static func maximum(_ a: Node, _ b: Node) throws(ArrayError) -> Node {
    try elementwise(named("maximum"), a, b)
  }
  package static func equal(_ a: Node, _ b: Node) throws(ArrayError) -> Node { try elementwise(named("equal"), a, b) }
  package static func less(_ a: Node, _ b: Node) throws(ArrayError) -> Node { try elementwise(named("less"), a, b) }
  package static func greaterEqual(_ a: Node, _ b: Node) throws(ArrayError) -> Node {
    try elementwise(named("greater_equal"), a, b)
  }
  package static func lessEqual(_ a: Node, _ b: Node) throws(ArrayError) -> Node {
    try elementwise(named("less_equal"), a, b)
  }
  package static func logicalAnd(_ a: Node, _ b: Node) throws(ArrayError) -> Node {
    try elementwise(named("logical_and"), a, b)
  }
  package static func logicalOr(_ a: Node, _ b: Node) throws(ArrayError) -> Node {
    try elementwise(named("logical_or"), a, b)
  }
  package static func select(_ mask: Node, _ a: Node, _ b: Node) throws(ArrayError) -> Node {
    try elementwise(named("where"), mask, a, b)
  }
  package static func unary(_ name: String, _ x: Node) throws(ArrayError) -> Node {
    try elementwise(named(name), x)
  }

  /// A number in the dtype of `node`, as a Python scalar beside it would be.
  package static func scalar(_ value: Double, like node: Node) -> Node {
    Node.literal(Literal(value, .f64).cast(to: node.dtype))
  }
}
