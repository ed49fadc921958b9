import ArrayGraph
import Synchronization

/// The structure of an expression as a list of words: what its plan depends on.
///
/// Two expressions with equal words differ at most in the contents of their memory and the values of their literals.
/// Storages and literals are numbered by their first occurrence. A signature is read into memory that is used again.
struct Signature {
  private(set) var words: [Int] = []
  private(set) var storages: [Storage] = []
  /// The library calls, numbered like storages: what they do is theirs to know, the plan knows their types.
  private(set) var calls: [LibraryCall] = []
  private var nodes = Numbering<UInt>()
  private var storageNumbers = Numbering<UInt>()
  private var literalNumbers = Numbering<Literal>()
  private var callNumbers = Numbering<UInt>()
  private var stack: [Node] = []
  private var shape: [Int] = []

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

  var literals: [Literal] { literalNumbers.keys }
  mutating func slot(of storage: Storage) -> Int? { Signature.existing(&storageNumbers, Signature.address(storage)) }
  mutating func slot(of literal: Literal) -> Int? { Signature.existing(&literalNumbers, literal) }
  mutating func slot(of call: LibraryCall) -> Int? { Signature.existing(&callNumbers, Signature.address(call)) }

  /// Reads an expression: each node before its inputs, and its number only where it comes again.
  mutating func read(_ wanted: some Sequence<Node>) {
    for root in wanted {
      stack.append(root)
      while let node = stack.popLast() {
        let (number, isNew) = nodes.insert(Signature.address(node))
        if isNew { append(node) } else { words.append(Tag.again | number << 4) }
      }
    }
  }

  /// Makes it ready for another expression.
  mutating func removeAll() {
    words.removeAll(keepingCapacity: words.count < 4096)
    storages.removeAll(keepingCapacity: storages.count < 4096)
    if !calls.isEmpty { calls.removeAll() }
    nodes.removeAll()
    callNumbers.removeAll()
    storageNumbers.removeAll()
    literalNumbers.removeAll()
    shape = []
  }

  private mutating func append(_ node: Node) {
    var call: LibraryCall?
    guard node.appendInputs(to: &stack, call: &call) else { return appendData(node) }
    switch node.form {
    case .data: break
    case .literal(let literal): append(node, Tag.literal, literalNumbers.insert(literal).number)
    case .index: append(node, Tag.index)
    case .elementwise(let operation, let dtype):
      append(node, Tag.elementwise, operation.index << 8 | Int(dtype.rawValue))
    case .cast: append(node, Tag.cast)
    case .copy: append(node, Tag.copy)
    case .view(let layout):
      append(node, Tag.view)
      words.append(layout.offset)
      words.append(contentsOf: layout.strides)
    case .reduce(let reduction, let axes):
      append(node, Tag.reduce, reduction.number)
      words.append(axes.lowerBound)
      words.append(axes.upperBound)
    case .library(let result):
      guard let call else { return }
      let (number, isNew) = callNumbers.insert(Signature.address(call))
      append(node, Tag.library, number << 8 | result)
      if isNew { append(call) }
    }
  }

  private mutating func append(_ call: LibraryCall) {
    calls.append(call)
    words.append(call.reading.rawValue | call.inputs.count << 8 | call.results.count << 32)
    for result in call.results {
      words.append(Int(result.dtype.rawValue) | result.shape.count << 8)
      words.append(contentsOf: result.shape)
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
    words.append(tag | Int(node.dtype.rawValue) << 4 | (isSame ? 1 : 0) << 8 | payload << 9)
    if isSame { return }
    words.append(node.shape.count)
    words.append(contentsOf: node.shape)
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

/// The memory of signatures that are not in use, for the next evaluations.
final class SignaturePool: Sendable {
  private struct Free: @unchecked Sendable { var signatures: [Signature] = [] }
  private let free = Mutex(Free())

  func take() -> Signature { free.withLock { $0.signatures.popLast() } ?? Signature() }

  func giveBack(_ signature: inout Signature) {
    signature.removeAll()
    // Moved, not copied: the next one must be alone with its memory.
    free.withLock { $0.signatures.append(exchange(&signature, with: Signature())) }
  }
}
