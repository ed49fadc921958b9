import ArrayGraph
import Testing

@testable import ArrayLinear

/// The promise of the own kernel: one order of summation, whatever the shapes, threads and layouts.
@Suite struct BlockedProductTests {
  /// Partial sums over 256 products each, added in ascending order: the definition, an element at a time.
  private func plain<T: LinearScalar>(_ a: [T], _ b: [T], _ m: Int, _ k: Int, _ n: Int) -> [T] {
    var c = [T](repeating: 0, count: m * n)
    for i in 0..<m {
      for j in 0..<n {
        for top in stride(from: 0, to: k, by: 256) {
          var sum: T = 0
          for p in top..<min(top + 256, k) {
            let product = a[i * k + p] * b[p * n + j]
            sum += product
          }
          c[i * n + j] = top == 0 ? sum : c[i * n + j] + sum
        }
      }
    }
    return c
  }

  private func check<T: LinearScalar>(_: T.Type) throws where T.RawSignificand: FixedWidthInteger {
    var random = SeededRandom(state: 7)
    for (m, k, n) in [
      (1, 1, 1), (5, 3, 2), (6, 256, 8), (7, 257, 9), (73, 700, 17), (150, 513, 530), (1, 600, 40),
      (40, 600, 1),
    ] {
      let a = (0..<m * k).map { _ in T.random(in: -1...1, using: &random) }
      let b = (0..<k * n).map { _ in T.random(in: -1...1, using: &random) }
      let expected = plain(a, b, m, k, n)
      let flippedA = (0..<m * k).map { a[($0 % m) * k + $0 / m] }
      let flippedB = (0..<k * n).map { b[($0 % k) * n + $0 / k] }
      for parallel in [LinearContext(library: nil), LinearContext(library: nil, parallel: concurrent)] {
        for (left, right) in [(false, false), (true, false), (false, true), (true, true)] {
          let result = try run(
            .matmul,
            [
              TestArray(T.dtype, [m, k], left ? flippedA : a, transposed: left),
              TestArray(T.dtype, [k, n], right ? flippedB : b, transposed: right),
            ], parallel)
          #expect(result[0].elements(T.self) == expected, "\(T.self) \(m) \(k) \(n) \(left) \(right)")
        }
      }
    }
  }

  @Test func single() throws { try check(Float.self) }
  @Test func double() throws { try check(Double.self) }

  /// Each instruction set, few rows, of which two to four are multiplied with several tiles abreast, and many, tiles that end within a row, and what stands behind the result untouched.
  private func checkTiles<T: BitwiseCopyable & Equatable>(
    _: T.Type, _ loops: [TileLoops], fill: (Int) -> T, zero: T, _ step: (T, T, T) -> T
  ) throws {
    for (m, k, n) in [
      (1, 1, 1), (9, 3, 2), (100, 3, 3), (33, 16, 16), (16, 8, 131), (3, 300, 70), (75, 5, 65), (90, 300, 5),
      (17, 2, 600), (2, 2, 261), (3, 3, 1001), (4, 17, 300), (3, 256, 129), (4, 8, 64), (7, 5, 200), (6, 3, 31),
    ] {
      let (a, b) = ((0..<m * k).map(fill), (0..<k * n).map { fill($0 + 5) })
      for (number, loops) in loops.enumerated() {
        for isTransposed in [false, true] {
          let stored = isTransposed ? (0..<k * n).map { b[($0 % k) * n + $0 / k] } : b
          let ldc = n + (m == 33 ? 3 : 0)
          var c = [T](repeating: fill(1), count: m * ldc + 64)
          try a.withUnsafeBufferPointer { a in
            try stored.withUnsafeBufferPointer { b in
              try c.withUnsafeMutableBufferPointer { c in
                try blockedProduct(
                  MatrixView(pointer: #require(a.baseAddress), rows: m, columns: k, rowStride: k, columnStride: 1),
                  MatrixView(
                    pointer: #require(b.baseAddress), rows: k, columns: n, rowStride: isTransposed ? 1 : n,
                    columnStride: isTransposed ? k : 1),
                  to: #require(c.baseAddress), ldc: ldc, loops, parallel: concurrent)
              }
            }
          }
          var expected = [T](repeating: fill(1), count: m * ldc + 64)
          for i in 0..<m {
            for j in 0..<n {
              for top in stride(from: 0, to: k, by: 256) {
                let sum = (top..<min(top + 256, k)).reduce(zero) { step($0, a[i * k + $1], b[$1 * n + j]) }
                expected[i * ldc + j] = top == 0 ? sum : step(expected[i * ldc + j], sum, fill(-1))
              }
            }
          }
          #expect(c == expected, "\(T.self) \(m) \(k) \(n), set \(number), transposed \(isTransposed)")
        }
      }
    }
  }

  /// Stacks of small matrices, each of them stored either way or the only one, on one thread and several.
  private func checkStacks<T: BitwiseCopyable & Equatable>(
    _: T.Type, _ loops: [TileLoops], fill: (Int) -> T, zero: T, _ step: (T, T, T) -> T
  ) throws {
    for (count, m, k, n) in [
      (5, 3, 3, 3), (7, 4, 4, 1), (4, 2, 2, 2), (3, 1, 5, 1), (6, 3, 2, 4), (2, 16, 16, 4), (1, 5, 1, 3), (3, 2, 0, 3),
      (9000, 3, 3, 2), (4, 5, 5, 5), (3, 8, 16, 8), (5, 2, 3, 7), (2, 1, 1, 6), (3, 4, 0, 6), (700, 6, 6, 6),
    ] {
      let (a, b) = ((0..<count * m * k).map(fill), (0..<count * k * n).map { fill($0 + 5) })
      for (number, loops) in loops.enumerated() {
        for (isTransposed, isOne) in [(false, false), (true, false), (false, true)] {
          let stored =
            isTransposed ? b.indices.map { b[$0 / max(1, k * n) * k * n + $0 % k * n + $0 % (k * n) / k] } : b
          var c = [T](repeating: fill(1), count: count * m * n + 8)
          try a.withUnsafeBytes { a in
            try stored.withUnsafeBytes { b in
              func buffer(_ memory: UnsafeRawBufferPointer, _ shape: [Int], _ strides: [Int]) -> LinearBuffer {
                let start = memory.baseAddress ?? UnsafeRawPointer(bitPattern: 64)!
                return LinearBuffer(
                  dtype: .u8, shape: shape, strides: strides, pointer: UnsafeMutableRawPointer(mutating: start))
              }
              let left = buffer(a, isOne ? [1, m, k] : [count, m, k], [m * k, k, 1])
              let right = buffer(b, [count, k, n], [k * n, isTransposed ? 1 : n, isTransposed ? k : 1])
              try c.withUnsafeMutableBufferPointer { c in
                let context = LinearContext(threads: number + 1, parallel: concurrent)
                let stack = try SmallStack(left, right, [count], to: #require(c.baseAddress), loops, context)
                try #require(stack).run()
              }
            }
          }
          var expected = [T](repeating: fill(1), count: count * m * n + 8)
          for i in 0..<count * m * n {
            let (matrix, row, column) = (i / (m * n), i / n % m, i % n)
            expected[i] = (0..<k).reduce(zero) {
              step($0, a[((isOne ? 0 : matrix) * m + row) * k + $1], b[(matrix * k + $1) * n + column])
            }
          }
          let same = c == expected
          #expect(same, "\(T.self) \(count) of \(m) \(k) \(n), set \(number), \(isTransposed) \(isOne)")
        }
      }
    }
  }

  /// `fill(-1)` is 1, or true.
  @Test func everyInstructionSet() throws {
    func integers<T: FixedWidthInteger & BitwiseCopyable>(_: T.Type) throws {
      let loops = try TileTable.all.map { try #require($0.integers[MemoryLayout<T>.size]) }
      try checkTiles(T.self, loops, fill: { $0 < 0 ? 1 : T(truncatingIfNeeded: $0 &* 7919 % 509) }, zero: 0) {
        $0 &+ $1 &* $2
      }
      try checkStacks(T.self, loops, fill: { T(truncatingIfNeeded: $0 &* 7919) }, zero: 0) { $0 &+ $1 &* $2 }
    }
    try integers(Int8.self)
    try integers(UInt16.self)
    try integers(Int32.self)
    try integers(UInt64.self)
    try checkTiles(Float.self, TileTable.all.map(\.single), fill: { $0 < 0 ? 1 : Float($0 % 37 - 18) / 7 }, zero: 0) {
      let product = $1 * $2
      return $0 + product
    }
    try checkStacks(Float.self, TileTable.all.map(\.single), fill: { Float($0 % 37 - 18) / 7 }, zero: 0) {
      let product = $1 * $2
      return $0 + product
    }
    try checkTiles(Double.self, TileTable.all.map(\.double), fill: { $0 < 0 ? 1 : Double($0 % 37 - 18) / 7 }, zero: 0) {
      let product = $1 * $2
      return $0 + product
    }
    try checkStacks(Double.self, TileTable.all.map(\.double), fill: { Double($0 % 37 - 18) / 7 }, zero: 0) {
      let product = $1 * $2
      return $0 + product
    }
    try checkTiles(UInt8.self, TileTable.all.map(\.logical), fill: { $0 < 0 || $0 % 5 == 2 ? 1 : 0 }, zero: 0) {
      $0 | $1 & $2
    }
  }

  /// Beside a library too, slim matrices are multiplied in the order of the document.
  @Test(arguments: [
    (40, 8, 90), (5, 3, 300), (300, 2, 2), (30, 16, 64), (64, 256, 8), (12, 1, 12), (2, 8, 2),
  ]) func slimMatrices(_ m: Int, _ k: Int, _ n: Int) throws {
    var random = SeededRandom(state: 11)
    let a = (0..<m * k).map { _ in Double.random(in: -1...1, using: &random) }
    let b = (0..<k * n).map { _ in Double.random(in: -1...1, using: &random) }
    let context = LinearContext()
    #expect(context.library != nil)
    let result = try run(.matmul, [TestArray(.f64, [m, k], a), TestArray(.f64, [k, n], b)], context)
    #expect(result[0].elements(Double.self) == plain(a, b, m, k, n))
  }

  @Test func nanAndInfinityArePassedOn() throws {
    let a = TestArray(.f64, [1, 2], [0.0, Double.infinity])
    let b = TestArray(.f64, [2, 2], [Double.nan, 1, 0, 2])
    for context in [LinearContext(), LinearContext(library: nil)] {
      let c = try run(.matmul, [a, b], context)[0].elements(Double.self)
      #expect(c[0].isNaN && c[1] == .infinity)
    }
  }
}

/// A small generator with a fixed seed (splitmix64).
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
