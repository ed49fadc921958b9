import CLanes

/// Puts the bytes of blocks into another order:
///
///     out[b * outStep + k] = bytes[b * step + places[k]]
package struct ShuffleLoop: @unchecked Sendable {
  private let shuffle: lanes_shuffle

  /// The loop in one of the tables.
  init(_ table: lanes_table) { shuffle = table.shuffle_blocks }

  /// The loop for this processor.
  package static let shared: ShuffleLoop = {
    guard let widest = lanes_table(0) else { preconditionFailure("one table runs on every processor") }
    return ShuffleLoop(widest.pointee)
  }()

  /// Bytes of a block, all of which are read and stored.
  package static let blockBytes = Int(LANES_BLOCK_BYTES)

  /// There are as many places as bytes of a block.
  package func callAsFunction(
    from bytes: UnsafeRawPointer, step: Int, to out: UnsafeMutableRawPointer, outStep: Int, blocks: Int,
    places: [UInt8]
  ) { shuffle(out, bytes, blocks, outStep, step, places) }
}
