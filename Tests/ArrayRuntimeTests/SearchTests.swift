import ArrayGraph
import ArrayRuntime
import Testing

/// `argmax` and `argmin` where it matters which of several elements is found: equal ones on both sides of every border
/// between lanes, steps, blocks and threads, zeros of both signs, several NaN.
@Suite struct SearchTests {
  /// Borders: lanes of one vector, whole loops of several, leaves, what is searched at once, what is glanced at behind
  /// it, what a 16-bit step counts, blocks of a total and of rows.
  static let borders = [1, 8, 16, 32, 64, 128, 512, 2048, 2048 + 128, 4352, 32_768, 65_536]
  static let lengths = [1, 2, 7, 8, 9, 16, 17, 63, 64, 65, 127, 129, 300, 4100, 32_768, 32_769, 70_001]

  /// Elements of which several are the best.
  enum Pattern: CaseIterable, CustomStringConvertible {
    case equal, unbeatable, zeros, ascending, descending, pairs, nans, infinities

    var description: String { String(describing: self) }
    var hasBorder: Bool { self == .pairs || self == .nans || self == .infinities }

    /// Element `i` of `n`; `border` is one of the borders.
    func element(_ i: Int, _ n: Int, _ border: Int, _ dtype: DType, _ best: Int) -> Literal {
      switch self {
      case .equal: return Literal(best, dtype)
      // What a search begins with: nothing beats it.
      case .unbeatable:
        return dtype.isFloat ? Literal(best == 100 ? -.infinity : .infinity, dtype) : Literal(best, dtype)
      case .zeros: return dtype.isFloat ? Literal(i % 3 == 0 ? -0.0 : 0.0, dtype) : Literal(0, dtype)
      // Steps: every value stands several times.
      case .ascending: return Literal(i / max(n / 100, 1), dtype)
      case .descending: return Literal((n - i) / max(n / 100, 1), dtype)
      case .pairs: return Literal(i == border - 1 || i == border || i == n - 1 ? best : 7, dtype)
      case .nans:
        guard dtype.isFloat, i == border || i == n - 1 else { return Literal(i == 0 ? best : 7, dtype) }
        return Literal(Double.nan, dtype)
      // Their sum is NaN.
      case .infinities:
        guard dtype.isFloat else { return Literal(i == border ? best : 7, dtype) }
        return Literal(i == border || i == n - 1 ? .infinity : i % 2 == 0 ? 7 : -.infinity, dtype)
      }
    }
  }

  @Test(arguments: [DType.i8, .u16, .i32, .u64, .f32, .f64]) func everything(_ dtype: DType) throws {
    try run(dtype, SearchTests.lengths, axis: 0) { [$0] }
  }
  /// Rows longer than what a step counts.
  @Test(arguments: [DType.u8, .i16, .f32, .f64]) func rows(_ dtype: DType) throws {
    // Rows that are searched in two passes too.
    try run(dtype, SearchTests.lengths + [600, 1031], axis: 1) { [2, $0] }
  }
  @Test(arguments: [DType.i8, .u16, .f32, .i64]) func columns(_ dtype: DType) throws {
    try run(dtype, SearchTests.lengths, axis: 0) { [$0, 3] }
    try run(dtype, [1, 5, 129, 300], axis: 0) { [$0, 70] }
  }

  /// Each pattern, with the place of every border where it has one.
  private func run(_ dtype: DType, _ lengths: [Int], axis: Int, _ shape: (Int) -> [Int]) throws {
    let backends = Backends()
    for length in lengths {
      for pattern in Pattern.allCases {
        let borders = pattern.hasBorder ? SearchTests.borders.filter { $0 < length } : [1]
        for border in borders {
          for reduction in [Reduction.argmax, .argmin] {
            let best = reduction == .argmax ? 100 : 3
            let line = (0..<length).map { pattern.element($0, length, border, dtype, best) }
            let shape = shape(length)
            let others = shape.reduce(1, *) / length
            let isRow = axis == shape.count - 1
            let storage = Storage.allocate(line.count * others * dtype.size)
            for i in 0..<line.count * others {
              withUnsafeBytes(of: line[isRow ? i % length : i / others].bits) {
                (storage.pointer + i * dtype.size).copyMemory(from: $0.baseAddress!, byteCount: dtype.size)
              }
            }
            let data = Node(.data(storage), dtype, shape)
            let kept = shape.indices.filter { $0 != axis }.map { shape[$0] }
            let place = SearchTests.place(line, reduction)
            let isEqual = try backends.compare(
              "\(reduction) of \(dtype.name)\(shape), \(pattern), border \(border)", isLong: length > 32_768,
              meaning: { _ in Literal(place, .i64) },
              program: { _ in "np.\(reduction)(\(ProgramText.array(data)), axis=\(axis))" },
              { [Node(.reduce(reduction, data, axes: axis..<axis + 1), .i64, kept)] })
            if !isEqual { return }
          }
        }
      }
    }
  }

  /// The first NaN, or else the first element that no other one beats.
  private static func place(_ line: [Literal], _ reduction: Reduction) -> Int {
    if line[0].dtype.isFloat, let first = line.firstIndex(where: { $0.double.isNaN }) { return first }
    let numbers = line.map(\.double)
    let best = reduction == .argmax ? numbers.max() : numbers.min()
    return numbers.firstIndex { $0 == best } ?? 0
  }

  /// Beside other reductions, and beside what stores the elements that are searched.
  @Test(arguments: [[70_001], [3, 5000], [300, 20]]) func besideOthers(_ shape: [Int]) throws {
    let multiply = try #require(Operation.named("multiply"))
    for dtype in [DType.f32, .f64, .i32] {
      let backends = Backends()
      var data = EdgeData(dtype, seed: 5, start: 0)
      let count = shape.reduce(1, *)
      let x = Node(.data(data.storage(count, operand: 0)), dtype, shape)
      for axis in shape.indices {
        let kept = shape.indices.filter { $0 != axis }.map { shape[$0] }
        _ = try backends.compare(
          "argmax, sum, argmin and max of \(dtype.name)\(shape) over axis \(axis)", isLong: count > 32_768,
          isAlone: true, program: { _ in "np.argmax(np.square(\(ProgramText.array(x))), axis=\(axis))" },
          {
            let square = Node(.elementwise(multiply, dtype: dtype, [x, x]), dtype, shape)
            return [square]
              + [Reduction.argmax, .sum, .argmin, .max].map {
                Node(.reduce($0, square, axes: axis..<axis + 1), $0.resultType(dtype), kept)
              }
          })
      }
    }
  }
}
