import Synchronization

/// The plans of an engine, by the words of their signatures.
final class PlanCache: Sendable {
  private struct State {
    /// By the hash of the words; of two with the same hash the later one stays.
    var plans: [UInt: Plan] = [:]
    /// Words of all keys, a measure of the memory that plans and keys take.
    var words = 0
  }
  private let state = Mutex(State())
  /// Plans kept at most, and words of their keys; then all are forgotten, since a program that makes so many uses few
  /// twice.
  private static let limit = 1024
  private static let wordLimit = 1 << 20

  func find(_ words: UnsafeBufferPointer<Int>) -> Plan? {
    let hash = PlanCache.hash(words)
    guard let plan = state.withLock({ $0.plans[hash] }), plan.isFor(words) else { return nil }
    return plan
  }

  /// Keeps a plan that is bound to a signature.
  func insert(_ plan: Plan) {
    guard let words = plan.binding?.words, words.count <= Self.wordLimit else { return }
    let hash = words.withUnsafeBufferPointer { PlanCache.hash($0) }
    state.withLock { state in
      if state.plans.count >= Self.limit || state.words + words.count > Self.wordLimit { state = State() }
      let old = state.plans.updateValue(plan, forKey: hash)
      state.words += words.count - (old?.binding?.words.count ?? 0)
    }
  }

  private static func hash(_ words: UnsafeBufferPointer<Int>) -> UInt {
    var hash: UInt = 0
    for word in words {
      hash = (hash ^ UInt(bitPattern: word)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    return hash
  }
}
