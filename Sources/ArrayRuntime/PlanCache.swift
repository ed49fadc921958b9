import ArrayGraph
import ArrayKernels
import Synchronization

/// A schedule without its data: what to run for every expression of one structure.
///
/// Storages and literals are numbered by their first occurrence in the expression; an expression with the same
/// signature binds its own to these numbers.
final class Plan: Sendable {
  let schedule: Schedule
  /// The vertices that are memory, with the number of their storage.
  let data: [(vertex: Int, slot: Int)]
  /// For each kernel step, the number of each of its literals, or nil for one that is the same every time.
  let literals: [[Int?]]
  /// The root vertex of each wanted node.
  let roots: [Int]
  let usage: StorageUsage
  /// The kernel of each step in the cache, so that it is not hashed again.
  let entries: [CachedKernel?]

  /// Nil where the plan depends on more than the structure: constants that were folded, library calls.
  init?(_ schedule: Schedule, _ signature: Signature, wanted: [Node], _ cache: KernelCache) {
    var schedule = schedule
    var data: [(vertex: Int, slot: Int)] = []
    let empty = Storage.allocate(0)
    var literalSlot: [Int: Int] = [:]
    var rootOf: [ObjectIdentifier: Int] = [:]
    for i in schedule.graph.vertices.indices {
      for node in schedule.graph.vertices[i].nodes { rootOf[ObjectIdentifier(node)] = i }
      switch schedule.graph.vertices[i].kind {
      case .library: return nil
      case .data(let storage):
        guard let slot = signature.storageSlots[ObjectIdentifier(storage)] else { return nil }
        data.append((i, slot))
        schedule.graph.vertices[i].kind = .data(empty)
      case .literal(let literal):
        // A literal that no node is was made by a pass for good; one that a computation became was folded, and may
        // have been shared with a recorded one of the same value.
        let nodes = schedule.graph.vertices[i].nodes
        if nodes.isEmpty { continue }
        let isRecorded = nodes.allSatisfy { if case .literal = $0.kind { true } else { false } }
        guard isRecorded, let slot = signature.literalSlots[literal] else { return nil }
        literalSlot[i] = slot
      default: break
      }
      schedule.graph.vertices[i].nodes = []
    }
    var roots: [Int] = []
    for node in wanted {
      guard let root = rootOf[ObjectIdentifier(node)] else { return nil }
      roots.append(root)
    }
    var literals: [[Int?]] = []
    for step in schedule.steps {
      guard case .kernel(let kernel) = step else { return nil }
      literals.append(kernel.literalVertices.map { literalSlot[$0] })
    }
    self.schedule = schedule
    self.data = data
    self.literals = literals
    self.roots = roots
    usage = StorageUsage(schedule)
    entries = schedule.steps.map { step in
      if case .kernel(let kernel) = step { cache.known(kernel.engineKernel) } else { nil }
    }
  }
}

/// The structure of an expression as a list of words: what its plan depends on.
///
/// Two expressions with equal words differ at most in the contents of their memory and the values of their
/// literals.
struct Signature {
  private(set) var words: [Int] = []
  private(set) var storages: [Storage] = []
  private(set) var literals: [Literal] = []
  private(set) var storageSlots: [ObjectIdentifier: Int] = [:]
  private(set) var literalSlots: [Literal: Int] = [:]
  private(set) var hasLibraryCalls = false

  init(_ wanted: [Node]) {
    var numbers: [ObjectIdentifier: Int] = [:]
    var stack: [(node: Node, kind: Node.Kind, expanded: Bool)] = []
    words.reserveCapacity(128)
    for root in wanted {
      stack.append((root, root.kind, false))
      while let (node, kind, expanded) = stack.popLast() {
        let id = ObjectIdentifier(node)
        if numbers[id] != nil { continue }
        if !expanded {
          var isLeaf = true
          Node.forEachInput(kind) { input in
            guard numbers[ObjectIdentifier(input)] == nil else { return }
            if isLeaf {
              stack.append((node, kind, true))
              isLeaf = false
            }
            stack.append((input, input.kind, false))
          }
          if !isLeaf { continue }
        }
        append(node, kind, numbers)
        numbers[id] = numbers.count
      }
    }
    for root in wanted { words.append(numbers[ObjectIdentifier(root)] ?? -1) }
  }

  private mutating func append(_ node: Node, _ kind: Node.Kind, _ numbers: [ObjectIdentifier: Int]) {
    let tag: Int
    switch kind {
    case .data(let storage):
      tag = 1
      let id = ObjectIdentifier(storage)
      if storageSlots[id] == nil {
        storageSlots[id] = storages.count
        storages.append(storage)
      }
      words.append(storageSlots[id] ?? 0)
    case .literal(let literal):
      tag = 2
      if literalSlots[literal] == nil {
        literalSlots[literal] = literals.count
        literals.append(literal)
      }
      words.append(literalSlots[literal] ?? 0)
    case .index: tag = 3
    case .elementwise(let operation, let dtype, _): tag = 4 | operation.index << 8 | Int(dtype.rawValue) << 24
    case .cast: tag = 5
    case .view(_, let layout):
      tag = 6
      words.append(layout.offset)
      words.append(contentsOf: layout.strides)
    case .reduce(let reduction, _, let axes):
      tag = 7 | (Reduction.allCases.firstIndex(of: reduction) ?? 0) << 8 | axes.lowerBound << 16 | axes.upperBound << 32
    case .copy: tag = 8
    case .library:
      tag = 9
      hasLibraryCalls = true
    }
    words.append(tag)
    words.append(Int(node.dtype.rawValue) | node.shape.count << 8)
    words.append(contentsOf: node.shape)
    Node.forEachInput(kind) { words.append(numbers[ObjectIdentifier($0)] ?? -1) }
  }
}

/// The plans of an engine, by signature.
final class PlanCache: Sendable {
  private let plans = Mutex<[[Int]: Plan]>([:])
  /// Plans kept at most; then all are forgotten, since a program that makes so many uses few twice.
  private static let limit = 1024

  func find(_ words: [Int]) -> Plan? { plans.withLock { $0[words] } }

  func insert(_ plan: Plan, for words: [Int]) {
    plans.withLock { plans in
      if plans.count >= PlanCache.limit { plans.removeAll() }
      plans[words] = plan
    }
  }
}
