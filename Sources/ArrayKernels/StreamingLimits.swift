/// From where on results are stored past the caches: what the runtime and the functions of `arrayc build` decide alike.
package enum StreamingLimits {
  /// Bytes that a call must touch for each of its threads, whose second-level caches are so large: those and a share of the
  /// third level. (Where streaming triads begin to win, in MB on one thread and two: 13 and 28 with 512 KiB of second
  /// level, 17 and 32 with 1 MiB, 12 on one with 2 MiB.)
  package static func footprint(secondLevelCache: Int) -> Int { 8 << 20 + 9 * secondLevelCache }
  /// The share of what is touched that may be stored: a third. With a larger share calls must touch more.
  package static let touchedOfStored = 3
  /// Bytes of the shortest rows that are streamed though they begin and end within lines. Such a line goes through the
  /// caches, and what follows waits for it. (One thread, `2 * a[:, 1:-1]` of 48 MB, ordinary against streaming stores in
  /// ms: rows of 504 bytes 1.15 / 2.90, of 2040 1.06 / 1.45, of 4088 1.04 / 0.90, of 16376 1.09 / 0.88.)
  package static let leastRowBytes = 3 << 10
}
