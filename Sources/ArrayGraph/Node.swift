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

  // The order and the sizes of what follows make a node fit into 128 bytes of the heap, up to which it is fast.
  package let dtype: DType
  /// Whether the graph knew the one value of all elements when the node was made.
  private let wasConstant: Bool
  private let shortDepth: Int32
  package let shape: [Int]
  private let place: Place?
  /// What the node does to its inputs. This never changes, so nobody takes a lock to see it.
  package let form: Form
  /// Written once, and read without a lock by everyone who wants elements.
  private let result: Atomic<Unmanaged<Storage>?>
  /// Let go of once the elements are there.
  private let sources: Mutex<Sources>

  /// Where the statement that made a node stands; most programs have no such places.
  private final class Place: Sendable {
    let range: SourceRange
    init(_ range: SourceRange) { self.range = range }
  }

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
    place = source.map(Place.init)
    var sources = Sources()
    var isConstant = false
    var storage: Storage?
    switch kind {
    case .data(let elements): (form, storage) = (.data, elements)
    case .index: form = .index
    case .literal(let literal): (form, isConstant) = (.literal(literal), true)
    case .elementwise(let operation, let dtype, let inputs):
      form = .elementwise(operation, dtype: dtype)
      sources.inputs = inputs
    case .cast(let input): (form, sources.inputs) = (.cast, Inputs(input))
    case .copy(let input): (form, sources.inputs) = (.copy, Inputs(input))
    case .view(let base, let layout):
      (form, sources.inputs) = (.view(layout), Inputs(base))
      isConstant = base.isConstant
    case .reduce(let reduction, let input, let axes):
      (form, sources.inputs) = (.reduce(reduction, axes: axes), Inputs(input))
    case .library(let call, let result):
      (form, sources.call) = (.library(result: result), call)
    }
    wasConstant = isConstant
    shortDepth = Int32(clamping: sources.call.map { $0.inputs.map(\.depthAbove).max() ?? 0 } ?? sources.inputs.depth)
    result = Atomic(storage.map { Unmanaged.passRetained($0) })
    self.sources = Mutex(sources)
  }

  /// A row of the tables on operands, as most nodes are: the same as from its kind, which would be taken apart again.
  package init(
    _ operation: Operation, dtype: DType, _ inputs: consuming Inputs, _ result: DType, _ shape: [Int],
    _ source: SourceRange? = SourceRange.current
  ) {
    self.dtype = result
    self.shape = shape
    place = source.map(Place.init)
    form = .elementwise(operation, dtype: dtype)
    wasConstant = false
    shortDepth = Int32(clamping: inputs.depth)
    self.result = Atomic(nil)
    sources = Mutex(Sources(inputs: inputs))
  }

  /// One value, of shape `[]`.
  package init(_ literal: Literal, _ source: SourceRange? = SourceRange.current) {
    (dtype, shape, place) = (literal.dtype, [], source.map(Place.init))
    (form, wasConstant, shortDepth) = (.literal(literal), true, 0)
    result = Atomic(nil)
    sources = Mutex(Sources())
  }

  package var source: SourceRange? { place?.range }
  /// The length of the longest chain of unevaluated nodes below, when the node was made.
  package var depth: Int { Int(shortDepth) }
  /// The depth of a node that reads this one.
  var depthAbove: Int { isEvaluated ? 1 : depth + 1 }

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

  /// Whether the graph knows the one value of all elements. Elements in memory are data, whatever they were made of.
  package var isConstant: Bool { wasConstant && !isEvaluated }

  /// The one value that all elements have, if the graph knows it.
  package var constantLiteral: Literal? {
    guard isConstant else { return nil }
    if case .literal(let literal) = form { return literal }
    // A view of one, which is there unless the view was evaluated just now.
    return sources.withLock { $0.inputs.first }?.constantLiteral
  }

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

  /// Whether the elements are in memory.
  package var isEvaluated: Bool { result.load(ordering: .relaxed) != nil }

  /// Stores the result; the first one stays. The inputs are released.
  package func fulfil(_ storage: Storage) {
    let new = Unmanaged.passRetained(storage)
    if !result.compareExchange(expected: nil, desired: new, ordering: .acquiringAndReleasing).exchanged {
      new.release()
    }
    let read = sources.withLock { exchange(&$0, with: Sources()) }
    if depth > Node.recursionLimit { Node.release(read) }
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
