import Testing

@testable import Lanes

/// Every table's loops against their definitions, on whole blocks, their edges, less than a block and short runs.
@Suite struct TransposeTests {
  @Test(arguments: [1, 2, 4, 8])
  func columnsBecomeRows(size: Int) {
    for table in LoopTable.all {
      let short = (1...20).flatMap { [($0, 70), (70, $0)] }
      let sizes = [(16, 16), (32, 128), (40, 1), (17, 33), (7, 5), (31, 16), (100, 8)] + short
      for ((rows, columns), gap) in sizes.flatMap({ [($0, 0), ($0, 3)] }) {
        let piece = TransposeLoop.Piece(rows: rows, columns: columns, stride: rows + gap, pitch: columns + gap)
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
        #expect(output == expected, "\(table.name): \(rows) rows of \(columns) elements of \(size) bytes, gap \(gap)")
      }
    }
  }

  @Test(arguments: [1, 2, 4, 8])
  func elementsArePicked(size: Int) {
    for table in LoopTable.all {
      for distance in Array(-10...10) + [100] {
        for count in [1, 7, 64, 131] {
          let first = distance < 0 ? -distance * (count - 1) : 0
          let input = (0..<(abs(distance) * (count - 1) + 1) * size).map {
            UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13)
          }
          var output = [UInt8](repeating: 0xA5, count: (count + 1) * size)
          output.withUnsafeMutableBytes { output in
            input.withUnsafeBytes { input in
              guard let from = input.baseAddress, let to = output.baseAddress else { return }
              table.pick(elementSize: size)(from: from + first * size, to: to, count: count, distance: distance)
            }
          }
          var expected: [UInt8] = []
          for i in 0..<count {
            let start = (first + i * distance) * size
            expected += input[start..<start + size]
          }
          expected += Array(repeating: 0xA5, count: size)
          #expect(output == expected, "\(table.name): \(count) elements of \(size) bytes, \(distance) apart")
        }
      }
    }
  }
}
