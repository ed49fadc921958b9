/// What a node reads: up to three nodes, kept in the node itself since most nodes that are recorded live
/// for some microseconds.
package struct Inputs: Sendable {
  private var first: Node?
  private var second: Node?
  private var third: Node?

  package init() {}
  package init(_ first: Node) { self.first = first }
  package init(_ first: Node, _ second: Node) { (self.first, self.second) = (first, second) }
  package init(_ first: Node, _ second: Node, _ third: Node) {
    (self.first, self.second, self.third) = (first, second, third)
  }
  /// Rows of the tables take three operands at most.
  package init(_ nodes: [Node]) {
    precondition(nodes.count <= 3)
    first = nodes.first
    second = nodes.count > 1 ? nodes[1] : nil
    third = nodes.count > 2 ? nodes[2] : nil
  }

  /// The length of the longest chain of unevaluated nodes that ends with a node that reads these.
  ///
  /// Without a loop over a collection: it would retain every node, which costs more than all the rest.
  var depth: Int {
    Swift.max(first?.depthAbove ?? 0, second?.depthAbove ?? 0, third?.depthAbove ?? 0)
  }

  package func append(to nodes: inout [Node]) {
    if let first { nodes.append(first) }
    if let second { nodes.append(second) }
    if let third { nodes.append(third) }
  }
}

extension Inputs: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { first == nil ? 0 : second == nil ? 1 : third == nil ? 2 : 3 }

  package subscript(position: Int) -> Node {
    let node = position == 0 ? first : position == 1 ? second : third
    guard let node else { preconditionFailure("no input \(position)") }
    return node
  }
}

extension Inputs: ExpressibleByArrayLiteral {
  package init(arrayLiteral nodes: Node...) { self.init(nodes) }
}
