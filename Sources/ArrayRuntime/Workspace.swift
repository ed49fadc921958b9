import ArrayGraph
import Synchronization

/// What an evaluation needs besides its plan, kept for the next one.
///
/// Unchecked, since the pool gives it to one evaluation at a time.
final class Workspace: @unchecked Sendable {
  /// What is evaluated.
  @exclusivity(unchecked) var signature = Signature()
  /// The plans found last, the very last one first: a loop needs a few plans again and again, and to compare words is
  /// faster than to hash them.
  @exclusivity(unchecked) private var recent: [Plan] = []
  private static let recentLimit = 4

  /// The plan for what is evaluated, if it was kept.
  func plan(_ cache: PlanCache) -> Plan? {
    let words = signature.words
    if let last = recent.first, last.isFor(words) { return last }
    let plan: Plan
    if let k = recent.indices.dropFirst().first(where: { recent[$0].isFor(words) }) {
      plan = recent.remove(at: k)
    } else if let kept = cache.find(words) {
      plan = kept
    } else {
      return nil
    }
    if recent.count == Workspace.recentLimit { recent.removeLast() }
    recent.insert(plan, at: 0)
    return plan
  }
}

/// The workspaces of an engine that are not in use.
final class WorkspacePool: Sendable {
  /// The one that came back last. A thread that evaluates alone takes no lock.
  private let last = Atomic<Unmanaged<Workspace>?>(nil)
  private let others = Mutex<[Workspace]>([])

  deinit { last.load(ordering: .acquiring)?.release() }

  func take() -> Workspace {
    if let workspace = last.exchange(nil, ordering: .acquiringAndReleasing) { return workspace.takeRetainedValue() }
    return others.withLock { $0.popLast() } ?? Workspace()
  }

  func giveBack(_ workspace: Workspace) {
    workspace.signature.removeAll()
    let new = Unmanaged.passRetained(workspace)
    if let older = last.exchange(new, ordering: .acquiringAndReleasing) {
      others.withLock { $0.append(older.takeRetainedValue()) }
    }
  }
}
