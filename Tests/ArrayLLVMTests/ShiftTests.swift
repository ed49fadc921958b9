import ArrayKernels
import Lanes
import Testing

/// Shifts by one count for all lanes and by one a lane, within the width and outside of it, interpreted and native.
@Suite struct ShiftTests: IntegerComparison {
  @Test(arguments: integerTypes) func everyType(_ dtype: DType) throws { try compare(dtype) }

  func compare<T: FixedWidthInteger>(_: T.Type, _ dtype: DType) throws {
    let width = T(T.bitWidth)
    let counts: [T] = [0, 1, 3, width / 2, width - 1, width, width + 1, .max, .min, 0 &- 1]
    var random = Random(seed: UInt64(T.bitWidth))
    for length in [1, 31, 100] {
      let rows = counts.map { _ in
        [.max, .min] + (0..<length).map { _ in T(truncatingIfNeeded: random.next()) }
      }
      for name in ["left_shift", "right_shift"] {
        let expected = zip(rows, counts).flatMap { row, count in
          row.map { a -> T in
            if count >= 0 && count < width { return name == "left_shift" ? a &<< count : a &>> count }
            return name == "right_shift" && a < 0 ? 0 &- 1 : 0
          }
        }
        for layout in [Kernel.Layout.broadcast, .contiguous] {
          try expectResults(name, dtype, layout, rows, counts, expected)
        }
      }
    }
  }
}
