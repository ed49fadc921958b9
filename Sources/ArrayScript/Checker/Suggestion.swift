/// Finds the name that was meant.
enum Suggestion {
  /// The candidate nearest to `name`, if one is near: at most a third of its letters differ.
  static func nearest(_ name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    let limit = max(1, wanted.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate != name {
      let scalars = Array(candidate.lowercased().unicodeScalars)
      guard abs(scalars.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, scalars)
      if distance <= limit, distance < wanted.count,
        distance < best?.distance ?? .max
          || (distance == best?.distance && candidate < best?.name ?? "")
      {
        best = (candidate, distance)
      }
    }
    return best?.name
  }

  /// `; did you mean 'axis'?`, or nothing.
  static func text(_ name: String, among candidates: some Sequence<String>) -> String {
    nearest(name, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other (optimal string
  /// alignment).
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var older = [Int](repeating: 0, count: b.count + 1)
    var old = Array(0...b.count)
    for i in 1...a.count {
      var new = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        new[j] = min(old[j] + 1, new[j - 1] + 1, old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { new[j] = min(new[j], older[j - 2] + 1) }
      }
      (older, old) = (old, new)
    }
    return old[b.count]
  }
}
