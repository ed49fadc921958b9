/// A piece of an array: a range of positions along each axis.
package struct Box: Hashable, Sendable {
  package var ranges: [Range<Int>]

  package init(_ ranges: [Range<Int>]) { self.ranges = ranges }

  /// The shape of the piece, without axes of length 1.
  package var shape: [Int] { ranges.map(\.count).filter { $0 != 1 } }

  /// The piece of what a layout shows.
  package func layout(of whole: Layout) -> Layout {
    let offset = zip(ranges, whole.strides).reduce(whole.offset) { $0 + $1.0.lowerBound * $1.1 }
    return Layout(offset: offset, strides: zip(ranges, whole.strides).filter { $0.0.count != 1 }.map(\.1))
  }

  /// The same piece, as one of another piece: without the axes along which that has length 1.
  func relative(to other: Box) -> Box {
    Box(
      zip(ranges, other.ranges).filter { $0.1.count != 1 }.map {
        $0.lowerBound - $1.lowerBound..<$0.upperBound - $1.lowerBound
      })
  }

  func contains(_ other: Box) -> Bool {
    zip(ranges, other.ranges).allSatisfy { $0.lowerBound <= $1.lowerBound && $1.upperBound <= $0.upperBound }
  }
}

extension Box: CustomStringConvertible {
  /// `[0:2, 3:7]`, as a slice is written.
  package var description: String {
    "[\(ranges.map { "\($0.lowerBound):\($0.upperBound)" }.joined(separator: ", "))]"
  }
}

/// An array cut across its axes, all the way through.
struct Grid: Equatable {
  let shape: [Int]
  /// Along each axis, where pieces begin but for the first one; ascending.
  private(set) var cuts: [[Int]]

  init(_ shape: [Int]) { (self.shape, cuts) = (shape, shape.map { _ in [] }) }

  var isWhole: Bool { cuts.allSatisfy(\.isEmpty) }
  /// The number of pieces.
  var count: Int { cuts.reduce(1) { $0 * ($1.count + 1) } }

  mutating func cut(_ axis: Int, at positions: [Int]) {
    let inside = positions.filter { $0 > 0 && $0 < shape[axis] }
    if !inside.isEmpty { cuts[axis] = Set(cuts[axis] + inside).sorted() }
  }

  /// Cuts where another grid of the same shape does.
  mutating func cut(as other: Grid) {
    for axis in cuts.indices { cut(axis, at: other.cuts[axis]) }
  }

  /// Cuts where the grid of a piece does.
  mutating func cut(as part: Grid, in box: Box) {
    let lengths = box.ranges.indices.filter { box.ranges[$0].count != 1 }
    for (axis, cuts) in zip(lengths, part.cuts) { cut(axis, at: cuts.map { $0 + box.ranges[axis].lowerBound }) }
  }

  /// The pieces in row-major order.
  var boxes: [Box] {
    var boxes = [Box([])]
    for (length, cuts) in zip(shape, cuts) {
      let ranges = zip([0] + cuts, cuts + [length]).map { $0..<$1 }
      boxes = boxes.flatMap { box in ranges.map { Box(box.ranges + [$0]) } }
    }
    return boxes
  }

  /// The number of the piece in which a box lies; nil where a cut goes through the box.
  func piece(around box: Box) -> Int? {
    var number = 0
    for (range, cuts) in zip(box.ranges, cuts) {
      let place = cuts.count { $0 <= range.lowerBound }
      if place < cuts.count && cuts[place] < range.upperBound { return nil }
      number = number * (cuts.count + 1) + place
    }
    return number
  }
}
