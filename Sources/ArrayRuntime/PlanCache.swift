import Synchronization

/// The plans of an engine, by signature.
final class PlanCache: Sendable {
  private struct Key: Hashable {
    let words: [Int]
    let hash: Int

    init(_ words: [Int]) {
      self.words = words
      var hash: UInt = 0
      for word in words {
        hash = (hash ^ UInt(bitPattern: word)) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 32
      }
      self.hash = Int(bitPattern: hash)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
    static func == (a: Key, b: Key) -> Bool { a.hash == b.hash && a.words == b.words }
  }

  private let plans = Mutex<[Key: Plan]>([:])
  /// Plans kept at most; then all are forgotten, since a program that makes so many uses few twice.
  private static let limit = 1024

  func find(_ words: [Int]) -> Plan? {
    let key = Key(words)
    return plans.withLock { $0[key] }
  }

  func insert(_ plan: Plan, for words: [Int]) {
    let key = Key(words)
    plans.withLock { plans in
      if plans.count >= PlanCache.limit { plans.removeAll() }
      plans[key] = plan
    }
  }
}
