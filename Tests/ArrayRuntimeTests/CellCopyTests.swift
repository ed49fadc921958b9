import ArrayGraph
import ArrayKernels
import ArrayRuntime
import Lanes
import Testing

/// Copies of views whose elements lie together by a few, and reshaped copies.
@Suite struct CellCopyTests {
  private func numbers(_ count: Int, _ dtype: DType) -> Node {
    .of([count], dtype) { dtype.isFloat ? Literal(Double($0) / 8, dtype) : Literal($0 % 251, dtype) }
  }

  private func check(_ shape: [Int], _ layout: Layout, of count: Int, _ dtype: DType) throws {
    try check(shape, layout, of: numbers(count, dtype))
  }
  private func check(_ shape: [Int], _ layout: Layout, of source: Node) throws {
    let dtype = source.dtype
    for engine in TransposedTests.engines {
      let copy = Node(.copy(Node(.view(source, layout), dtype, shape)), dtype, shape)
      try engine.evaluate([copy])
      let (copied, from) = (try #require(copy.storage).pointer, try #require(source.storage).pointer)
      for i in 0..<copy.count {
        var (rest, offset) = (i, layout.offset)
        for axis in shape.indices.reversed() {
          offset += rest % shape[axis] * layout.strides[axis]
          rest /= shape[axis]
        }
        let isSame =
          Literal(dtype, at: copied + i * dtype.size).bits == Literal(dtype, at: from + offset * dtype.size).bits
        guard isSame else {
          Issue.record("\(dtype) \(shape) by \(layout): element \(i)")
          return
        }
      }
    }
  }

  /// Cells of every size that is moved in its own way, turned as the pixels of an image are, forwards and backwards.
  @Test(arguments: [DType.bool, .u8, .i16, .f32, .f64]) func turned(_ dtype: DType) throws {
    for cell in [1, 2, 3, 4, 5, 6, 8, 12, 16, 17, 64, 200, 600] {
      for (rows, columns) in [(2, 3), (33, 65), (70, 40)] {
        let count = rows * columns * cell
        try check([columns, rows, cell], Layout(strides: [cell, columns * cell, 1]), of: count, dtype)
        let last = Layout(offset: (columns - 1) * cell, strides: [-cell, columns * cell, 1])
        try check([columns, rows, cell], last, of: count, dtype)
        let mirrored = Layout(offset: (rows - 1) * columns * cell, strides: [-columns * cell, cell, 1])
        try check([rows, columns, cell], mirrored, of: count, dtype)
      }
    }
  }

  /// Pixels of bytes whose colours or whose rows are turned round, between pages that cannot be read: whole registers of
  /// them, and those at the ends.
  @Test(arguments: Array(2...9)) func shuffled(_ bytes: Int) throws {
    for length in [63, 64, 65, 79, 80, 4095, 4096, 4097, 8200] {
      for rows in [1, 2] {
        let count = rows * length * bytes
        for atEnd in [false, true] {
          let memory = try SpacedTests.fenced(count, .u8, atEnd: atEnd)
          let (row, shape) = (length * bytes, [rows, length, bytes])
          try check(shape, Layout(offset: bytes - 1, strides: [row, bytes, -1]), of: memory)
          try check(shape, Layout(offset: row - bytes, strides: [row, -bytes, 1]), of: memory)
          try check(shape, Layout(offset: row - 1, strides: [row, -bytes, -1]), of: memory)
          if bytes > 3 {
            try check([rows, length, bytes - 1], Layout(offset: 1, strides: [row, bytes, 1]), of: memory)
            try check([rows, length, 3], Layout(offset: bytes - 1, strides: [row, bytes, -1]), of: memory)
          }
        }
      }
    }
  }

  /// Blocks of a matrix, parts of rows, cells that are repeated, and axes of which several lie together.
  @Test(arguments: [DType.u8, .f32]) func blocks(_ dtype: DType) throws {
    try check([6, 5, 8, 4], Layout(strides: [160, 4, 20, 1]), of: 960, dtype)
    try check([6, 8, 5, 4], Layout(strides: [160, 4, 32, 1]), of: 960, dtype)
    try check([100, 7], Layout(offset: 2, strides: [10, 1]), of: 1010, dtype)
    try check([5000, 7], Layout(offset: 2, strides: [10, 1]), of: 50_010, dtype)
    try check([4099, 6], Layout(offset: 4098 * 6, strides: [-6, 1]), of: 4099 * 6, dtype)
    try check([3, 50, 4, 3], Layout(strides: [0, 12, 3, 1]), of: 600, dtype)
    try check([40, 6, 2, 3], Layout(strides: [6, 240, 3, 1]), of: 1440, dtype)
    try check([2, 3, 4, 5, 6], Layout(strides: [6, 12, 36, 144, 1]), of: 720, dtype)
    try check([1, 9, 4], Layout(strides: [0, 8, 1]), of: 100, dtype)
  }

  /// What reshapes a copy has its memory: one kernel makes both, and whoever reads the reshaped one reads right.
  @Test func reshapedCopies() throws {
    let source = numbers(24, .f64)
    let negative = try #require(Operation.named("negative"))
    for engine in TransposedTests.engines {
      let turned = Node(.copy(Node(.view(source, Layout(strides: [1, 6])), .f64, [6, 4])), .f64, [6, 4])
      let flat = Node(.copy(Node(.view(turned, Layout(strides: [1])), .f64, [24])), .f64, [24])
      let back = Node(.view(flat, Layout(offset: 23, strides: [-12, -1])), .f64, [2, 12])
      let other = Node(.elementwise(negative, dtype: .f64, [back]), .f64, [2, 12])
      #expect(engine.schedule([turned, flat, other]).steps.count == 2)
      try engine.evaluate([turned, flat, other])
      let (a, b) = (try #require(turned.storage).pointer, try #require(flat.storage).pointer)
      let c = try #require(other.storage).pointer
      for i in 0..<24 {
        let expected = Double(i % 4 * 6 + i / 4) / 8
        #expect(a.load(fromByteOffset: i * 8, as: Double.self) == expected)
        #expect(b.load(fromByteOffset: i * 8, as: Double.self) == expected)
        #expect(c.load(fromByteOffset: (23 - i) * 8, as: Double.self) == -expected)
      }
    }
  }
}
