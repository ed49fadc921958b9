import ArrayKernels

/// The chunks in which a map makes some of its elements for somebody else: what two pieces have of one chunk is computed
/// twice.
struct MapChunks: Sendable {
  /// Elements of a chunk.
  let length: Int
  /// Elements of a row, and its chunks.
  private let row: Int
  private let count: Int

  /// Elements of a chunk: few are computed twice, and few calls made.
  private static let longest = 512
  /// Rows that overlap are taken whole up to here, and side by side, where pieces hold several of them.
  private static let longestRow = 1 << 11

  init(_ map: KernelStep, piecesHoldRows: Bool) {
    row = map.innerExtent
    let longest = piecesHoldRows && map.kernel.rows == .overlapping ? Self.longestRow : Self.longest
    let pieces = (row + longest - 1) / longest
    length = ((row + pieces - 1) / pieces + 63) & ~63
    count = (row + length - 1) / length
  }

  /// The chunks that hold these elements, counted through all rows, and the element with which the first one begins.
  func units(of elements: Range<Int>) -> (numbers: Range<Int>, start: Int) {
    let (first, last) = (unit(of: elements.lowerBound), unit(of: elements.upperBound - 1))
    return (first.number..<last.number + 1, first.start)
  }

  private func unit(of element: Int) -> (number: Int, start: Int) {
    let (r, position) = element.quotientAndRemainder(dividingBy: row)
    return (r * count + position / length, element - position % length)
  }
}
