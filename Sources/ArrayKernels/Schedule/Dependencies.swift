/// Which clusters need the results of which, kept free of cycles while clusters grow and merge.
///
/// Only direct needs are kept, and for each cluster a level above the levels of all that it needs. Two levels answer most
/// questions at once, and a search looks only at what lies between them. One that would look at too much is given up,
/// and its answer is the one that keeps clusters apart. So a graph is scheduled in time linear in its size, and where
/// fewer than a thousand clusters lie between two that might fuse, in the way that searching on would find.
struct Dependencies {
  /// What a cluster needs directly, and the other way round. They may name clusters that others have taken in.
  private var inputs: [[Int]] = []
  private var readers: [[Int]] = []
  private var levels: [Int] = []
  /// The cluster that has taken a cluster in; its own number as long as none has.
  private var owners: [Int] = []
  /// The clusters that searches may still look at.
  private var budget = 0

  /// What the searches for one vertex look at, at most.
  private static let searchLimit = 1000

  /// A new cluster, which needs nothing yet.
  mutating func add() -> Int {
    inputs.append([])
    readers.append([])
    levels.append(0)
    owners.append(owners.count)
    return owners.count - 1
  }

  private func owner(_ id: Int) -> Int {
    var id = id
    while owners[id] != id { id = owners[id] }
    return id
  }

  /// What `id` needs directly, as the clusters that there are now.
  func inputs(of id: Int) -> [Int] { inputs[id].map(owner).filter { $0 != id } }

  // MARK: Searching

  /// To be called before the searches for each vertex.
  mutating func beginSearches() { budget = Self.searchLimit }

  /// Pays for looking at one cluster; false where nothing is left.
  mutating func canLook() -> Bool {
    budget -= 1
    return budget >= 0
  }

  /// Whether `id` needs the results of `other`, directly or by way of others.
  mutating func needs(_ id: Int, _ other: Int) -> Bool {
    guard levels[id] > levels[other] else { return false }
    var pending = [id]
    var seen: Set<Int> = [id]
    while let next = pending.popLast() {
      guard canLook() else { return true }
      for input in inputs[next] {
        let input = owner(input)
        if input == other { return true }
        if levels[input] > levels[other], seen.insert(input).inserted { pending.append(input) }
      }
    }
    return false
  }

  /// Raises `id`, and what needs it, so far that it can need `others`; false, and nothing has happened, where too much
  /// would have to be raised. None of `others` may need `id`.
  mutating func raise(_ id: Int, above others: [Int]) -> Bool {
    raise([id], to: (others.map { levels[$0] }.max() ?? -1) + 1)
  }

  private mutating func raise(_ ids: [Int], to level: Int) -> Bool {
    var raised: [Int: Int] = [:]
    var pending = ids.map { (id: $0, level: level) }
    while let next = pending.popLast() {
      guard (raised[next.id] ?? levels[next.id]) < next.level else { continue }
      guard canLook() else { return false }
      raised[next.id] = next.level
      for reader in readers[next.id] {
        let reader = owner(reader)
        if reader != next.id { pending.append((reader, next.level + 1)) }
      }
    }
    for (id, level) in raised { levels[id] = level }
    return true
  }

  // MARK: Changing

  /// Notes that `id` needs `others`, above which it has been raised.
  mutating func note(_ id: Int, needs others: [Int]) {
    for other in others where other != id && !inputs[id].contains(other) {
      inputs[id].append(other)
      readers[other].append(id)
    }
  }

  /// Makes two clusters, none of which needs the other by way of a third, ready to become one: false, and nothing has
  /// happened, where too much would have to be raised.
  mutating func prepareMerge(_ other: Int, into id: Int) -> Bool {
    let level = max(levels[id], levels[other])
    let beside = readers[other].map(owner).filter { $0 != id && $0 != other }
    return raise([id], to: level) && raise(beside, to: level + 1)
  }

  /// Takes `other` into `id`.
  mutating func merge(_ other: Int, into id: Int) {
    levels[id] = max(levels[id], levels[other])
    owners[other] = id
    for input in inputs[other] where !inputs[id].contains(input) { inputs[id].append(input) }
    readers[id] += readers[other]
    inputs[other] = []
    readers[other] = []
  }

  // MARK: Order

  /// How many others come before each of `ids` at least: the longest chain of needs that it ends.
  func depths(_ ids: [Int]) -> [Int: Int] {
    var depths: [Int: Int] = [:]
    depths.reserveCapacity(ids.count)
    // Their levels are an order in which what is needed comes first.
    for id in ids.sorted(by: { levels[$0] < levels[$1] }) {
      depths[id] = (inputs(of: id).compactMap { depths[$0] }.max() ?? -1) + 1
    }
    return depths
  }
}
