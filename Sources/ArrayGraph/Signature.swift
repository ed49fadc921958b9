/// The structure of an expression as a list of words: what its plan depends on.
///
/// Two expressions with equal words differ at most in the contents of their memory and the values of their literals.
/// Storages and literals are numbered by their first occurrence. A signature is read into memory that is used again.
package struct Signature: ~Copyable {
  private var list = ReusedList<Int>()
  private var storages = ReusedList<Storage>()
  /// The library calls, numbered like storages: what they do is theirs to know, the plan knows their types.
  package private(set) var calls: [LibraryCall] = []
  /// The nodes that may come again, and which of all nodes each was.
  private var nodes = Numbering<UInt>()
  private var positions = ReusedList<Int>()
  private var position = 0
  private var storageNumbers = Numbering<UInt>()
  private var literalNumbers = Numbering<Literal>()
  private var callNumbers = Numbering<UInt>()
  private var stack = ReusedList<Visit>()
  private var shape: [Int] = []

  package init() {}

  /// What the first bits of a node's first word say.
  private enum Tag {
    static let again = 0
    static let data = 1
    static let literal = 2
    static let index = 3
    static let elementwise = 4
    static let cast = 5
    static let view = 6
    static let reduce = 7
    static let copy = 8
    static let library = 9
  }

  /// Valid, as are the literals, until the signature is read anew.
  package var words: UnsafeBufferPointer<Int> { list.all }
  package func storage(_ slot: Int) -> Storage { storages[slot] }
  package var literals: UnsafeBufferPointer<Literal> { literalNumbers.keys.all }
  package mutating func slot(of storage: Storage) -> Int? {
    Signature.existing(&storageNumbers, Signature.address(storage))
  }
  package mutating func slot(of literal: Literal) -> Int? { Signature.existing(&literalNumbers, literal) }
  package mutating func slot(of call: LibraryCall) -> Int? {
    Signature.existing(&callNumbers, Signature.address(call))
  }

  /// A node that is still to be read, or that was.
  ///
  /// Nothing retains it: it is held by the node above, which keeps it while that is read. A node that nobody but the
  /// one above holds can be seen by no other thread, and comes once. Most nodes are such; the others are kept from
  /// changing until what is below them was read.
  struct Visit {
    enum Kind { case own, shared, end }
    var node: Unmanaged<Node>
    var kind: Kind
  }

  /// Reads an expression, after those read before: each node before its inputs, and its number only where it comes
  /// again.
  package mutating func read(_ wanted: Node) {
    stack.append(Visit(node: Unmanaged.passUnretained(wanted), kind: .shared))
    while let visit = stack.popLast() { visit.node._withUnsafeGuaranteedRef { read($0, visit) } }
  }

  @inline(__always)
  private mutating func read(_ node: Node, _ visit: Visit) {
    var isThere = node.isEvaluated
    switch visit.kind {
    case .end: return node.endReading()
    case .own: break
    case .shared:
      let (number, isNew) = nodes.insert(UInt(bitPattern: visit.node.toOpaque()))
      if !isNew { return list.append(Tag.again | positions[number] << 4) }
      positions.append(position)
      isThere = !node.beginReading()
      if !isThere { stack.append(Visit(node: visit.node, kind: .end)) }
    }
    position += 1
    if isThere { appendData(node) } else { append(node) }
  }

  /// Makes it ready for another expression.
  package mutating func removeAll() {
    list.removeAll()
    storages.removeAll()
    if !calls.isEmpty { calls.removeAll() }
    nodes.removeAll()
    positions.removeAll()
    stack.removeAll()
    position = 0
    callNumbers.removeAll()
    storageNumbers.removeAll()
    literalNumbers.removeAll()
    shape = []
  }

  private mutating func append(_ node: Node) {
    switch node.form {
    case .data: break
    case .literal(let literal): append(node, Tag.literal, literalNumbers.insert(literal).number)
    case .index: append(node, Tag.index)
    case .elementwise(let operation, let dtype):
      let payload = (operation.index << 4 | Int(dtype.rawValue)) << 2
      if let (place, literal) = node.inputs.constant(dtype) {
        append(node, Tag.elementwise, payload | place + 1)
        list.append(literalNumbers.insert(literal).number)
      } else {
        append(node, Tag.elementwise, payload)
      }
    case .cast: append(node, Tag.cast)
    case .copy: append(node, Tag.copy)
    case .view(let layout):
      append(node, Tag.view)
      list.append(layout.offset)
      list.append(contentsOf: layout.strides)
    case .reduce(let reduction, let axes):
      append(node, Tag.reduce, reduction.number)
      list.append(axes.lowerBound)
      list.append(axes.upperBound)
    case .library(let result):
      guard let call = node.call else { return }
      let (number, isNew) = callNumbers.insert(Signature.address(call))
      append(node, Tag.library, number << 8 | result)
      if isNew { append(call) }
      for input in call.inputs { stack.append(Visit(node: Unmanaged.passUnretained(input), kind: .shared)) }
      return
    }
    node.inputs.forEachUnretained { input, isOwn in
      stack.append(Visit(node: input, kind: isOwn ? .own : .shared))
    }
  }

  private mutating func append(_ call: LibraryCall) {
    calls.append(call)
    list.append(call.reading.rawValue | call.inputs.count << 8 | call.results.count << 32)
    list.append(call.joinedAxis ?? -1)
    for result in call.results {
      list.append(Int(result.dtype.rawValue) | result.shape.count << 8)
      list.append(contentsOf: result.shape)
    }
  }

  private mutating func appendData(_ node: Node) {
    guard let storage = node.storage else { return }
    let (slot, isNew) = storageNumbers.insert(Signature.address(storage))
    if isNew { storages.append(storage) }
    append(node, Tag.data, slot)
  }

  /// The head word, and the shape where it is not that of the node before.
  private mutating func append(_ node: Node, _ tag: Int, _ payload: Int = 0) {
    let isSame = node.shape == shape
    list.append(tag | Int(node.dtype.rawValue) << 4 | (isSame ? 1 : 0) << 8 | payload << 9)
    if isSame { return }
    list.append(node.shape.count)
    list.append(contentsOf: node.shape)
    shape = node.shape
  }

  private static func existing<Key>(_ numbers: inout Numbering<Key>, _ key: Key) -> Int? {
    let count = numbers.keys.count
    let (number, _) = numbers.insert(key)
    return number < count ? number : nil
  }

  private static func address(_ object: AnyObject) -> UInt {
    UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque())
  }
}

extension Reduction {
  private static let all = Array(allCases)
  fileprivate var number: Int { Reduction.all.firstIndex(of: self) ?? 0 }
}
