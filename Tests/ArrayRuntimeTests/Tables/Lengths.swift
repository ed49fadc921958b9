import Glibc

/// Lengths around every vector width, and one of several blocks.
enum Lengths {
  /// True where every instruction costs many times more: a run under a sanitizer.
  static let isSlow = getenv("ARRAYC_SANITIZE") != nil

  /// 0, 1, and one less than, as much as, and one more than each number of lanes.
  static let short: [Int] =
    [0, 1] + (isSlow ? [16] : [8, 16, 32, 64]).flatMap { [$0 - 1, $0, $0 + 1] }

  /// Several blocks and one element: enough for two threads to share.
  static let long = 4 * 16384 + 1
}
