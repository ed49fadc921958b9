import ArrayGraph
import ArrayKernels

/// A schedule made ready to run.
final class Plan: Sendable {
  let schedule: Schedule
  /// For each step its launch, or nil for a library call.
  let launches: [Launch?]
  let usage: StorageUsage
  let vertexCount: Int
  /// Nil where the storages and literals are those of the schedule.
  let binding: Binding?

  /// How an expression of the same structure gives its own storages and literals, which are numbered by their first
  /// occurrence in it.
  struct Binding: Sendable {
    /// The vertices that are memory, with the number of their storage.
    var data: [(vertex: Int, slot: Int)]
    /// The literals of each launch.
    var literals: [[Launch.LiteralWord]]
    /// The root vertex of each wanted node.
    var roots: [Int]
  }

  private init(_ schedule: Schedule, _ launches: [Launch?], _ usage: StorageUsage, _ binding: Binding?) {
    (self.schedule, self.launches, self.usage, self.binding) = (schedule, launches, usage, binding)
    vertexCount = schedule.graph.vertices.count
  }

  convenience init(_ engine: Engine, _ schedule: Schedule) {
    let launches = schedule.steps.map { step -> Launch? in
      if case .kernel(let kernel) = step { Launch(engine, kernel, schedule.graph) } else { nil }
    }
    self.init(schedule, launches, StorageUsage(schedule), nil)
  }

  /// The plan for every expression with this signature, which was that of `wanted`. Nil where the plan depends on more
  /// than the structure: constants that were folded, library calls.
  func reusable(_ signature: inout Signature, _ wanted: [Node]) -> Plan? {
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
        guard let slot = signature.slot(of: storage) else { return nil }
        data.append((i, slot))
        schedule.graph.vertices[i].kind = .data(empty)
      case .literal(let literal):
        // A literal that no node is was made by a pass for good; one that a computation became was folded, and may
        // have been shared with a recorded one of the same value.
        let nodes = schedule.graph.vertices[i].nodes
        if nodes.isEmpty { continue }
        let isRecorded = nodes.allSatisfy { if case .literal = $0.kind { true } else { false } }
        guard isRecorded, let slot = signature.slot(of: literal) else { return nil }
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
    let literals = launches.map { $0?.literalWords(literalSlot) ?? [] }
    return Plan(schedule, launches, usage, Binding(data: data, literals: literals, roots: roots))
  }
}
