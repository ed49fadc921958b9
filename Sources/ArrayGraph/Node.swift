import Synchronization

/// One array of an expression: how it is made, or, once it was evaluated, its elements.
///
/// A node never changes what it means. Its result is written once; from then on it lets go of its inputs.
package final class Node: Sendable {
  package enum Kind: Sendable {
    /// Elements in memory.
    case data(Storage)
    /// One value, of shape `[]`.
    case literal(Literal)
    /// The numbers `0 ..< n` as `i64`.
    case index
    /// A row of the tables on operands of the node's shape, or of shape `[]`; `dtype` is the one it computes in.
    case elementwise(Operation, dtype: DType, [Node])
    case cast(Node)
    /// What a layout shows of a node that is not a view itself.
    case view(Node, Layout)
    /// Reduces a run of neighbouring axes, which the result does not have.
    case reduce(Reduction, Node, axes: Range<Int>)
    /// The same elements, packed: for reshapes that no layout can express.
    case copy(Node)
    case library(LibraryCall, result: Int)
  }

  package let dtype: DType
  package let shape: [Int]
  package let source: SourceRange?
  /// The length of the longest chain of unevaluated nodes below, when the node was made.
  package let depth: Int
  private let state: Mutex<Kind>

  package init(_ kind: Kind, _ dtype: DType, _ shape: [Int], _ source: SourceRange? = SourceRange.current) {
    self.dtype = dtype
    self.shape = shape
    self.source = source
    var depth = 0
    Node.forEachInput(kind) { depth = Swift.max(depth, $0.pendingDepth + 1) }
    self.depth = depth
    state = Mutex(kind)
  }

  package var kind: Kind { state.withLock { $0 } }
  package var count: Int { Shape.count(shape) ?? Int.max }

  /// The elements, if they are in memory.
  package var storage: Storage? {
    if case .data(let storage) = kind { storage } else { nil }
  }

  private var pendingDepth: Int { storage == nil ? depth : 0 }

  /// Stores the result; the first one stays. The inputs are released.
  package func fulfil(_ storage: Storage) {
    let old: Kind = state.withLock { state in
      let old = state
      if case .data = state { return old }
      state = .data(storage)
      return old
    }
    Node.release(old)
  }

  package static func forEachInput(_ kind: Kind, _ body: (Node) -> Void) {
    switch kind {
    case .data, .literal, .index: break
    case .elementwise(_, _, let inputs): inputs.forEach(body)
    case .cast(let input), .view(let input, _), .reduce(_, let input, _), .copy(let input): body(input)
    case .library(let call, _): call.inputs.forEach(body)
    }
  }

  deinit {
    Node.release(
      state.withLock { state in
        let kind = state
        state = .index
        return kind
      })
  }

  /// Lets go of a chain of nodes without recursion, however long it is.
  private static func release(_ kind: consuming Kind) {
    var pending: [Node] = []
    forEachInput(kind) { pending.append($0) }
    kind = .index
    while var node = pending.popLast() {
      guard isKnownUniquelyReferenced(&node) else { continue }
      let inner = node.state.withLock { state in
        let inner = state
        state = .index
        return inner
      }
      forEachInput(inner) { pending.append($0) }
    }
  }
}
