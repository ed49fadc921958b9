import Glibc
import Synchronization

/// One array of an expression: how it is made, or, once it was evaluated, its elements.
///
/// A node never changes what it means. Its result is written once; from then on it lets go of its inputs.
package final class Node: @unchecked Sendable {
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
  package let shape: [Int]
  /// Where the statement that made it stands; most programs have no such places.
  private let place: SourceRange.Place?
  /// What the node does to its inputs. This never changes, so nobody takes a lock to see it.
  package let form: Form
  package let dtype: DType
  /// Whether the graph knew the one value of all elements when the node was made.
  private let wasConstant: Bool
  /// In which order its axes lie, by what was recorded.
  package let axisOrder: AxisOrder
  private let shortDepth: Int32
  /// The address of the elements' storage, which is written once and read without a lock by everyone who wants
  /// elements; before that, a `State`.
  private let result: Atomic<UInt>
  /// What the node reads, let go of once the elements are there. To be used between `beginReading` and `endReading`,
  /// or by the only one who holds the node; that is why no access need be checked (which took a seventh of a small
  /// evaluation).
  @exclusivity(unchecked) var call: LibraryCall?
  @exclusivity(unchecked) var inputs: Inputs

  private enum State {
    static let unmade: UInt = 0
    /// Somebody reads what the node reads, which must stay until then.
    static let isRead: UInt = 1
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

  /// Its axes lie as what it is made of says if no order is given.
  package init(
    _ kind: Kind, _ dtype: DType, _ shape: [Int], _ place: SourceRange.Place? = SourceRange.place,
    axisOrder: AxisOrder? = nil
  ) {
    self.dtype = dtype
    self.shape = shape
    self.place = place
    var inputs = Inputs()
    var isConstant = false
    var storage: Storage?
    var call: LibraryCall?
    switch kind {
    case .data(let elements): (form, storage) = (.data, elements)
    case .index: form = .index
    case .literal(let literal): (form, isConstant) = (.literal(literal), true)
    case .elementwise(let operation, let dtype, let operands):
      (form, inputs) = (.elementwise(operation, dtype: dtype), operands)
    case .cast(let input): (form, inputs) = (.cast, Inputs(input))
    case .copy(let input): (form, inputs) = (.copy, Inputs(input))
    case .view(let base, let layout): (form, inputs, isConstant) = (.view(layout), Inputs(base), base.isConstant)
    case .reduce(let reduction, let input, let axes):
      (form, inputs) = (.reduce(reduction, axes: axes), Inputs(input))
    case .library(let made, let result): (form, call) = (.library(result: result), made)
    }
    wasConstant = isConstant
    self.axisOrder = shape.isEmpty ? .any : axisOrder ?? Node.axisOrder(form, inputs)
    shortDepth = Int32(clamping: call.map { $0.inputs.map(\.depthAbove).max() ?? 0 } ?? inputs.depth)
    result = Atomic(storage.map { Node.word(Unmanaged.passRetained($0)) } ?? State.unmade)
    self.call = call
    self.inputs = inputs
  }

  /// A row of the tables on operands, as most nodes are: the same as from its kind, which would be taken apart again.
  package init(
    _ operation: Operation, dtype: DType, _ inputs: consuming Inputs, _ result: DType, _ shape: [Int],
    _ place: SourceRange.Place? = SourceRange.place
  ) {
    self.dtype = result
    self.shape = shape
    self.place = place
    form = .elementwise(operation, dtype: dtype)
    wasConstant = false
    axisOrder = inputs.axisOrder
    shortDepth = Int32(clamping: inputs.depth)
    self.result = Atomic(State.unmade)
    self.inputs = inputs
  }

  /// One value, of shape `[]`.
  package init(_ literal: Literal, _ place: SourceRange.Place? = SourceRange.place) {
    (dtype, shape, self.place) = (literal.dtype, [], place)
    (form, wasConstant, axisOrder, shortDepth) = (.literal(literal), true, .any, 0)
    result = Atomic(State.unmade)
    inputs = Inputs()
  }

  private static func axisOrder(_ form: Form, _ inputs: Inputs) -> AxisOrder {
    switch form {
    case .elementwise, .cast: inputs.axisOrder
    case .view(let layout): inputs[0].map { $0.axisOrder.ofView(layout, of: $0.shape) } ?? .rowMajor
    default: .rowMajor
    }
  }
  package var source: SourceRange? { place?.range }
  /// The length of the longest chain of unevaluated nodes below, when the node was made.
  package var depth: Int { Int(shortDepth) }
  /// The depth of a node that reads this one.
  var depthAbove: Int { isEvaluated ? 1 : depth + 1 }

  package var kind: Kind {
    if let storage { return .data(storage) }
    guard beginReading() else { return self.kind }
    let (inputs, call) = (inputs, call)
    endReading()
    /// What all but elementwise nodes read.
    var input: Node { inputs[0].unsafelyUnwrapped }
    switch form {
    case .data: preconditionFailure("data has its elements")
    case .index: return .index
    case .literal(let literal): return .literal(literal)
    case .elementwise(let operation, let dtype): return .elementwise(operation, dtype: dtype, inputs)
    case .cast: return .cast(input)
    case .copy: return .copy(input)
    case .view(let layout): return .view(input, layout)
    case .reduce(let reduction, let axes): return .reduce(reduction, input, axes: axes)
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
    guard beginReading() else { return nil }
    defer { endReading() }
    return inputs[0]?.constantLiteral
  }

  // MARK: The result

  /// The elements, if they are in memory. Once there, they stay as long as the node.
  package var storage: Storage? {
    let word = result.load(ordering: .acquiring)
    return word > State.isRead ? Node.storage(word).takeUnretainedValue() : nil
  }

  /// Whether the elements are in memory.
  package var isEvaluated: Bool { result.load(ordering: .relaxed) > State.isRead }

  /// Stores the result; the first one stays. The inputs are released.
  package func fulfil(_ storage: Storage) {
    let new = Unmanaged.passRetained(storage)
    while true {
      let (exchanged, word) = result.compareExchange(
        expected: State.unmade, desired: Node.word(new), ordering: .acquiringAndReleasing)
      if exchanged { break }
      if word > State.isRead { return new.release() }
      sched_yield()
    }
    // From here on nobody reads the inputs: who wants to finds the elements.
    if depth > Node.recursionLimit { return releaseInputs() }
    inputs = Inputs()
    call = nil
  }

  /// Sees that the inputs stay what they are until `endReading`, which must follow soon: others wait. False if the
  /// elements are there instead, and what they were made of is gone.
  ///
  /// Who reads a node may begin to read what is below it: as that goes one way only, nobody waits for ever.
  func beginReading() -> Bool {
    while true {
      let (exchanged, word) = result.compareExchange(
        expected: State.unmade, desired: State.isRead, ordering: .acquiring)
      if exchanged { return true }
      if word > State.isRead { return false }
      sched_yield()
    }
  }
  func endReading() { result.store(State.unmade, ordering: .releasing) }

  private static func word(_ storage: Unmanaged<Storage>) -> UInt { UInt(bitPattern: storage.toOpaque()) }
  private static func storage(_ word: UInt) -> Unmanaged<Storage> {
    Unmanaged.fromOpaque(UnsafeRawPointer(bitPattern: word).unsafelyUnwrapped)
  }

  // MARK: The inputs

  package static func forEachInput(_ kind: Kind, _ body: (Node) -> Void) {
    switch kind {
    case .data, .literal, .index: break
    case .elementwise(_, _, let inputs): inputs.forEach(body)
    case .cast(let input), .view(let input, _), .reduce(_, let input, _), .copy(let input): body(input)
    case .library(let call, _): call.inputs.forEach(body)
    }
  }

  deinit {
    let word = result.load(ordering: .acquiring)
    if word > State.isRead { Node.storage(word).release() }
    if depth > Node.recursionLimit { releaseInputs() }
  }

  /// Chains up to this long are let go of by recursion, which is faster and fits every thread's stack.
  private static let recursionLimit = 64

  /// Lets go of a chain of nodes without recursion, however long it is. For the only one who holds the node, or who has
  /// just given it its elements.
  private func releaseInputs() {
    var pending = takeDeepInputs()
    while var node = pending.popLast() {
      if isKnownUniquelyReferenced(&node) { pending += node.takeDeepInputs() }
    }
  }

  /// The inputs below which there may be long chains; the others are released.
  private func takeDeepInputs() -> [Node] {
    var deep: [Node] = []
    func keep(_ node: Node) { if node.depth > Node.recursionLimit { deep.append(node) } }
    if let call { call.inputs.forEach(keep) } else { inputs.forEach(keep) }
    inputs = Inputs()
    call = nil
    return deep
  }
}
