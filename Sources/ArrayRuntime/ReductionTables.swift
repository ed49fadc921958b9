import ArrayGraph
import ArrayKernels
import Synchronization

/// The leaves of reduction trees in memory that kernels can read, kept by length.
final class ReductionTables: Sendable {
  /// Leaves that stay where they are as long as somebody holds them.
  final class Table: @unchecked Sendable {
    let leaves: UnsafeMutablePointer<ReductionTree.Leaf>
    let count: Int

    init(_ tree: ReductionTree) {
      count = tree.leaves.count
      leaves = .allocate(capacity: max(count, 1))
      leaves.initialize(from: tree.leaves, count: count)
    }
    deinit { leaves.deallocate() }
  }

  private struct Key: Hashable {
    var count: Int
    var isInterleaved: Bool
  }
  private let tables = Mutex<[Key: Table]>([:])
  /// Tables kept at most; a program seldom needs more lengths at once.
  private static let limit = 256

  func interleaved(_ count: Int) -> Table { table(Key(count: count, isInterleaved: true)) }
  func rows(_ count: Int) -> Table { table(Key(count: count, isInterleaved: false)) }

  private func table(_ key: Key) -> Table {
    if let known = tables.withLock({ $0[key] }) { return known }
    let made = Table(key.isInterleaved ? ReductionTree(interleaved: key.count) : ReductionTree(rows: key.count))
    tables.withLock { tables in
      if tables.count >= ReductionTables.limit { tables.removeAll() }
      tables[key] = made
    }
    return made
  }
}
