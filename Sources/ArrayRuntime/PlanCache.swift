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

  private struct State {
    var plans: [Key: Plan] = [:]
    /// Words of all keys, a measure of the memory that plans and keys take.
    var words = 0
  }
  private let state = Mutex(State())
  /// Plans kept at most, and words of their keys; then all are forgotten, since a program that makes so many uses few
  /// twice.
  private static let limit = 1024
  private static let wordLimit = 1 << 20

  func find(_ words: [Int]) -> Plan? {
    let key = Key(words)
    return state.withLock { $0.plans[key] }
  }

  func insert(_ plan: Plan, for words: [Int]) {
    guard words.count <= Self.wordLimit else { return }
    let key = Key(words)
    state.withLock { state in
      if state.plans.count >= Self.limit || state.words + words.count > Self.wordLimit { state = State() }
      if state.plans.updateValue(plan, forKey: key) == nil { state.words += words.count }
    }
  }
}
