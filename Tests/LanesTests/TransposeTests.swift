import Testing

@testable import Lanes

/// Every table's loop against the definition, on whole blocks, their edges and less than a block.
@Suite struct TransposeTests {
  @Test(arguments: [1, 2, 4, 8])
  func columnsBecomeRows(size: Int) {
    for table in LoopTable.all {
      for (rows, columns) in [(16, 16), (32, 128), (1, 40), (40, 1), (17, 33), (7, 5), (3, 70), (31, 16), (8, 100)] {
        let piece = TransposeLoop.Piece(rows: rows, columns: columns, stride: rows + 3, pitch: columns + 5)
        let input = (0..<columns * piece.stride * size).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
        var output = [UInt8](repeating: 0xA5, count: rows * piece.pitch * size)
        let before = output
        output.withUnsafeMutableBytes { output in
          input.withUnsafeBytes { input in
            guard let from = input.baseAddress, let to = output.baseAddress else { return }
            var beside = [LinesAhead(rows: 2, of: from, bytes: 100, stride: 200)]
            table.transpose(elementSize: size)(from: from, to: to, piece, beside: &beside)
          }
        }
        var expected = before
        for row in 0..<rows {
          for column in 0..<columns {
            for byte in 0..<size {
              expected[(row * piece.pitch + column) * size + byte] = input[(column * piece.stride + row) * size + byte]
            }
          }
        }
        #expect(output == expected, "\(table.name): \(rows) rows of \(columns) elements of \(size) bytes")
      }
    }
  }
}
