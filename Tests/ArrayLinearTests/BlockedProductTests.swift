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
