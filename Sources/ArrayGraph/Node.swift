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
    case elementwise(Operation, dtype: DType, Inputs)
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
  private let constant: Literal?
  /// What the node does to its inputs. This never changes, so nobody takes a lock to see it.
  package let form: Form
  /// Written once, and read without a lock by everyone who wants elements.
  private let result: Atomic<Unmanaged<Storage>?>
  /// Let go of once the elements are there.
  private let sources: Mutex<Sources>

  /// A kind without what it reads.
  package enum Form: Sendable {
    case data, index, cast, copy
    case literal(Literal)
    case elementwise(Operation, dtype: DType)
    case view(Layout)
    case reduce(Reduction, axes: Range<Int>)
    case library(result: Int)
  }

  private struct Sources {
    var inputs = Inputs()
    var call: LibraryCall?

    /// The inputs below which there may be long chains.
    var deep: [Node] {
      guard let call else { return inputs.filter { $0.depth > Node.recursionLimit } }
      return call.inputs.filter { $0.depth > Node.recursionLimit }
    }
  }

  package init(_ kind: Kind, _ dtype: DType, _ shape: [Int], _ source: SourceRange? = SourceRange.current) {
    self.dtype = dtype
    self.shape = shape
    self.source = source
    var sources = Sources()
    var constant: Literal?
    var storage: Storage?
    switch kind {
    case .data(let elements): (form, storage) = (.data, elements)
    case .index: form = .index
    case .literal(let literal): (form, constant) = (.literal(literal), literal)
    case .elementwise(let operation, let dtype, let inputs):
      form = .elementwise(operation, dtype: dtype)
      sources.inputs = inputs
    case .cast(let input): (form, sources.inputs) = (.cast, Inputs(input))
    case .copy(let input): (form, sources.inputs) = (.copy, Inputs(input))
    case .view(let base, let layout):
      (form, sources.inputs) = (.view(layout), Inputs(base))
      constant = base.constantLiteral
    case .reduce(let reduction, let input, let axes):
      (form, sources.inputs) = (.reduce(reduction, axes: axes), Inputs(input))
    case .library(let call, let result):
      (form, sources.call) = (.library(result: result), call)
    }
    self.constant = constant
    depth = sources.call.map { Node.depth(above: $0.inputs) } ?? Node.depth(above: sources.inputs)
    result = Atomic(storage.map { Unmanaged.passRetained($0) })
    self.sources = Mutex(sources)
  }

  private static func depth(above inputs: some Collection<Node>) -> Int {
    var depth = 0
    for input in inputs where input.result.load(ordering: .relaxed) == nil { depth = Swift.max(depth, input.depth + 1) }
    return inputs.isEmpty ? 0 : Swift.max(depth, 1)
  }

  package var kind: Kind {
    if let storage { return .data(storage) }
    let (inputs, call) = sources.withLock { ($0.inputs, $0.call) }
    // Fulfilled in between: the sources go after the result has come.
    if let storage { return .data(storage) }
    switch form {
    case .data: preconditionFailure("data has its elements")
    case .index: return .index
    case .literal(let literal): return .literal(literal)
    case .elementwise(let operation, let dtype): return .elementwise(operation, dtype: dtype, inputs)
    case .cast: return .cast(inputs[0])
    case .copy: return .copy(inputs[0])
    case .view(let layout): return .view(inputs[0], layout)
    case .reduce(let reduction, let axes): return .reduce(reduction, inputs[0], axes: axes)
    case .library(let result):
      guard let call else { preconditionFailure("a call without a result is still to be made") }
      return .library(call, result: result)
    }
  }
  package var count: Int { Shape.count(shape) ?? Int.max }

  /// The one value that all elements have, if the graph knows it. Elements in memory are data, whatever they were made of.
  package var constantLiteral: Literal? { constant == nil || result.load(ordering: .relaxed) != nil ? nil : constant }

  /// Appends what the node reads, and the library call whose result it is; false if the elements are there instead, and
  /// what they were made of is gone.
  package func appendInputs(to nodes: inout [Node], call: inout LibraryCall?) -> Bool {
    sources.withLock { sources in
      guard result.load(ordering: .acquiring) == nil else { return false }
      sources.inputs.append(to: &nodes)
      call = sources.call
      if let call { nodes.append(contentsOf: call.inputs) }
      return true
    }
  }

  /// The elements, if they are in memory. Once there, they stay as long as the node.
  package var storage: Storage? { result.load(ordering: .acquiring)?.takeUnretainedValue() }

  /// Stores the result; the first one stays. The inputs are released.
  package func fulfil(_ storage: Storage) {
    let new = Unmanaged.passRetained(storage)
    if !result.compareExchange(expected: nil, desired: new, ordering: .acquiringAndReleasing).exchanged {
      new.release()
    }
    Node.release(sources.withLock { exchange(&$0, with: Sources()) })
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
    result.load(ordering: .acquiring)?.release()
    if depth > Node.recursionLimit { Node.release(sources.withLock { exchange(&$0, with: Sources()) }) }
  }

  /// Chains up to this long are let go of by recursion, which is faster and fits every thread's stack.
  private static let recursionLimit = 64

  /// Lets go of a chain of nodes without recursion, however long it is.
  private static func release(_ sources: consuming Sources) {
    var pending = sources.deep
    sources = Sources()
    while var node = pending.popLast() {
      guard isKnownUniquelyReferenced(&node) else { continue }
      pending += node.sources.withLock { exchange(&$0, with: Sources()) }.deep
    }
  }
}
