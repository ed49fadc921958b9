import CLanes

/// Brings elements that lie `distance` elements apart side by side, by their size alone:
///
///     out[i] = in[i * distance]
package struct PickLoop: @unchecked Sendable {
  private let pick: lanes_pick

  /// The loop for elements of 1, 2, 4 or 8 bytes in one of the tables.
  init(_ table: lanes_table, elementSize: Int) {
    let (one, two, four, eight) = table.picks
    pick = [one, two, four, eight][elementSize.trailingZeroBitCount]
  }

  private static let shared: [PickLoop] = {
    guard let widest = lanes_table(0) else { preconditionFailure("one table runs on every processor") }
    return [1, 2, 4, 8].map { PickLoop(widest.pointee, elementSize: $0) }
  }()

  /// The loop for this processor, for elements of 1, 2, 4 or 8 bytes.
  package static func shared(elementSize: Int) -> PickLoop { shared[elementSize.trailingZeroBitCount] }

  /// `distance` may be negative.
  package func callAsFunction(
    from elements: UnsafeRawPointer, to out: UnsafeMutableRawPointer, count: Int, distance: Int
  ) { pick(out, elements, count, distance) }
}
