/// From where on results are stored past the caches: what the runtime and the functions of `arrayc build` decide alike.
package enum StreamingLimits {
  /// Bytes that a call must touch for each of its threads, whose second-level caches are so large: those and a share of the
  /// third level. (Streaming triads begin to win between 11 and 16 MB on one thread and between 24 and 36 on two with
  /// 512 KiB of second level, below 16 and about 28 with 1 MiB. With 2 MiB it was 12 on one thread; this waits longer.)
  package static func footprint(secondLevelCache: Int) -> Int { 8 << 20 + 9 * secondLevelCache }
  /// The share of what is touched that may be stored: a third. With a larger share calls must touch more.
  package static let touchedOfStored = 3
  /// Bytes of the shortest rows that are streamed though they begin and end within lines. Such a line goes through the
  /// caches, and what follows waits for it. (One thread, `2 * a[:, 1:-1]` of 48 MB, ordinary against streaming stores in
  /// ms: rows of 504 bytes 1.15 / 2.90, of 2040 1.06 / 1.45, of 4088 1.04 / 0.90, of 16376 1.09 / 0.88.)
  package static let leastRowBytes = 3 << 10
}
