/// What a node reads: up to three operands, kept in the node itself since most nodes that are recorded live
/// for some microseconds.
///
/// One operand may be a constant in the dtype in which the node computes. It stands here and is no node: most
/// constants of an expression are read once, and a node would take as long to make and to let go of as an operation.
package struct Inputs: Sendable {
  private var first: Node?
  private var second: Node?
  private var third: Node?
  private var bits: UInt64 = 0
  private let shortCount: UInt8
  /// Which operand the constant is; past the end where there is none.
  private let constantPlace: UInt8

  private static let none: UInt8 = 3

  package init() { (shortCount, constantPlace) = (0, Inputs.none) }
  package init(_ first: Node) {
    self.first = first
    (shortCount, constantPlace) = (1, Inputs.none)
  }
  package init(_ first: Node, _ second: Node) {
    (self.first, self.second) = (first, second)
    (shortCount, constantPlace) = (2, Inputs.none)
  }
  package init(_ first: Node, _ second: Literal) {
    (self.first, bits) = (first, second.bits)
    (shortCount, constantPlace) = (2, 1)
  }
  package init(_ first: Literal, _ second: Node) {
    (bits, self.second) = (first.bits, second)
    (shortCount, constantPlace) = (2, 0)
  }
  /// Nodes; rows of the tables take three at most. Of those that are constants one becomes a constant here, if the row
  /// computes in its `dtype`.
  package init(_ operands: [Node], computing dtype: DType?) {
    precondition(operands.count <= 3)
    let place = operands.firstIndex { $0.shape.isEmpty && $0.dtype == dtype && $0.constantLiteral != nil }
    if let place, let literal = operands[place].constantLiteral { bits = literal.bits }
    func node(_ k: Int) -> Node? { k < operands.count && k != place ? operands[k] : nil }
    (first, second, third) = (node(0), node(1), node(2))
    (shortCount, constantPlace) = (UInt8(operands.count), place.map { UInt8($0) } ?? Inputs.none)
  }

  package var count: Int { Int(shortCount) }

  /// The operand `k`, if it is a node.
  package subscript(k: Int) -> Node? { k == 0 ? first : k == 1 ? second : third }

  /// The operand that is a constant, if one is; `dtype` is the one in which the node computes.
  package func constant(_ dtype: DType) -> (place: Int, literal: Literal)? {
    constantPlace == Inputs.none ? nil : (Int(constantPlace), Literal(dtype: dtype, bits: bits))
  }

  /// The length of the longest chain of unevaluated nodes that ends with a node that reads these.
  ///
  /// Without a loop over a collection: it would retain every node, which costs more than all the rest.
  var depth: Int {
    Swift.max(first?.depthAbove ?? 0, second?.depthAbove ?? 0, third?.depthAbove ?? 0)
  }

  /// The order of the axes of what is computed of these element by element: the one that all agree on.
  var axisOrder: AxisOrder {
    var common = AxisOrder.any
    /// False for a node that has another one than those before.
    func take(_ node: Node?) -> Bool {
      guard let order = node?.axisOrder, order != .any else { return true }
      if common == .any { common = order }
      return order == common
    }
    return take(first) && take(second) && take(third) ? common : .rowMajor
  }

  package func forEach(_ body: (Node) -> Void) {
    if let first { body(first) }
    if let second { body(second) }
    if let third { body(third) }
  }

  /// The same, also with whether nobody else holds the node. It is not retained: whoever holds the inputs does that.
  @inline(__always)
  mutating func forEachUnretained(_ body: (Unmanaged<Node>, _ isOwn: Bool) -> Void) {
    visit(&first, body)
    visit(&second, body)
    visit(&third, body)
  }

  @inline(__always)
  private func visit(_ input: inout Node?, _ body: (Unmanaged<Node>, Bool) -> Void) {
    guard let address = unsafeBitCast(input, to: UnsafeRawPointer?.self) else { return }
    body(Unmanaged.fromOpaque(address), isKnownUniquelyReferenced(&input))
  }
}

extension Inputs: ExpressibleByArrayLiteral {
  package init(arrayLiteral nodes: Node...) { self.init(nodes, computing: nil) }
}
