import CLanes

/// Brings elements that lie along columns in memory into rows, by their size alone:
///
///     rows[r * pitch + c] = columns[c * stride + r]
package struct TransposeLoop: @unchecked Sendable {
  package typealias Piece = lanes_piece

  private let transpose: lanes_transpose

  /// The loop for elements of 1, 2, 4 or 8 bytes in one of the tables.
  init(_ table: lanes_table, elementSize: Int) {
    let (one, two, four, eight) = table.transposes
    transpose = [one, two, four, eight][elementSize.trailingZeroBitCount]
  }

  /// The loops for this processor by the logarithm of the element's size, without reading the tables.
  private static let shared: [TransposeLoop] = {
    guard let widest = lanes_table(0) else { preconditionFailure("one table runs on every processor") }
    return [1, 2, 4, 8].map { TransposeLoop(widest.pointee, elementSize: $0) }
  }()

  /// Whether a block's columns are whole cache lines on this processor.
  package static let turnsWholeLines = lanes_table(0).map { $0.pointee.vector_bytes == 64 } ?? false

  /// The loop for this processor, for elements of 1, 2, 4 or 8 bytes.
  package static func shared(elementSize: Int) -> TransposeLoop { shared[elementSize.trailingZeroBitCount] }

  /// Brings a piece into rows. Lines of arrays `beside` it are asked for on the way, evenly, so that they come while
  /// there is other work; so are the columns behind the piece. What was asked for is taken off.
  package func callAsFunction(
    from columns: UnsafeRawPointer, to rows: UnsafeMutableRawPointer, _ piece: Piece, beside: inout [LinesAhead]
  ) { beside.withUnsafeMutableBufferPointer { transpose(rows, columns, piece, $0.baseAddress, $0.count) } }
}

extension TransposeLoop.Piece {
  /// A piece behind which nothing is read soon.
  package init(rows: Int, columns: Int, stride: Int, pitch: Int) {
    self.init(rows: rows, columns: columns, stride: stride, pitch: pitch, reach: columns)
  }
}

/// Rows of an array that will be read soon, as cache lines to ask for.
package typealias LinesAhead = lanes_lines

extension LinesAhead {
  /// Some rows of `bytes` each, whose beginnings lie `stride` bytes apart.
  package init(rows: Int, of start: UnsafeRawPointer, bytes: Int, stride: Int) {
    self.init(
      row: start.assumingMemoryBound(to: CChar.self), row_bytes: bytes, stride: stride, byte: 0,
      count: rows * ((bytes + 63) / 64))
  }
}
