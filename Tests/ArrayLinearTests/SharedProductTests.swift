import ArrayGraph
import Testing

@testable import ArrayLinear

/// What is not one call of the library for the whole: a matrix by its own transpose, and stacks that threads share.
@Suite struct SharedProductTests {
  private func numbers<T: LinearScalar>(_: T.Type, _ count: Int) -> [T] where T.RawSignificand: FixedWidthInteger {
    var random = SeededRandom(state: 11)
    return (0..<count).map { _ in T.random(in: -1...1, using: &random) }
  }

  /// `A @ A.T` and `A.T @ A` of one memory against the product of two copies.
  private func checkSymmetric<T: LinearScalar>(_ type: T.Type) throws where T.RawSignificand: FixedWidthInteger {
    let contexts = [
      LinearContext(), LinearContext(threads: 3, parallel: concurrent), LinearContext(reproducible: true),
      LinearContext(library: nil),
    ]
    for (m, k) in [(1, 5), (15, 3), (16, 1), (17, 40), (64, 300), (131, 70), (300, 333), (7, 0)] {
      let values = numbers(type, m * k)
      for isStoredTransposed in [false, true] {
        let a = TestArray(T.dtype, [m, k], values, transposed: isStoredTransposed)
        let strides = isStoredTransposed ? [m, 1] : [1, k]
        let flipped = LinearBuffer(dtype: T.dtype, shape: [k, m], strides: strides, pointer: a.buffer.pointer)
        let copy = TestArray(T.dtype, [k, m], values, transposed: !isStoredTransposed)
        for context in contexts {
          let result = TestArray(T.dtype, [m, m])
          try LinearOperation.matmul.run(inputs: [a.buffer, flipped], outputs: [result.buffer], context: context)
          let c = result.matrices[0]
          #expect(c.values == c.transposed.values)
          let expected = try run(.matmul, [a, copy], context)[0].matrices[0]
          let close = c.distance(expected) <= 8 * Double(T.ulpOfOne) * Double(k)
          #expect(close, "\(T.self) \(m) x \(k) \(isStoredTransposed)")
        }
      }
    }
  }
  @Test func symmetricSingle() throws { try checkSymmetric(Float.self) }
  @Test func symmetricDouble() throws { try checkSymmetric(Double.self) }

  @Test func nanInOneRow() throws {
    var values = numbers(Double.self, 40 * 20)
    values[7 * 20 + 3] = .nan
    let a = TestArray(.f64, [40, 20], values)
    let flipped = LinearBuffer(dtype: .f64, shape: [20, 40], strides: [1, 20], pointer: a.buffer.pointer)
    let result = TestArray(.f64, [40, 40])
    try LinearOperation.matmul.run(inputs: [a.buffer, flipped], outputs: [result.buffer], context: LinearContext())
    for (k, value) in result.elements(Double.self).enumerated() { #expect(value.isNaN == (k % 40 == 7 || k / 40 == 7)) }
  }

  /// A few long rows by a few long columns, which are added in parts: whatever way they lie, every element counts once.
  @Test(arguments: [DType.f32, .f64]) func fewLongRows(_ dtype: DType) throws {
    for (m, k, n) in [(2, 300_001, 3), (5, 40_001, 5), (30, 1200, 31), (1, 200_000, 7), (8, 15_625, 8), (8, 15_626, 8)]
    {
      for (isLeftTransposed, isRightTransposed) in [(false, true), (true, false), (true, true), (false, false)] {
        // Small integers: no sum is rounded, so that an element that is left out or taken twice would show.
        func array(_ shape: [Int], _ transposed: Bool) -> TestArray {
          let values = (0..<shape[0] * shape[1]).map { Double($0 &* 7919 % 13) - 6 }
          return dtype == .f32
            ? TestArray(dtype, shape, values.map(Float.init), transposed: transposed)
            : TestArray(dtype, shape, values, transposed: transposed)
        }
        let inputs = [array([m, k], isLeftTransposed), array([k, n], isRightTransposed)]
        let expected = try run(.matmul, inputs, LinearContext(library: nil))[0].raw
        for context in [LinearContext(), LinearContext(threads: 3, parallel: concurrent)] {
          #expect(try run(.matmul, inputs, context)[0].raw == expected, "\(dtype) \(m) x \(k) x \(n)")
        }
      }
    }
  }

  /// Threads that take some matrices each give what one gives.
  @Test(arguments: [DType.f32, .f64, .i32, .bool]) func stacks(_ dtype: DType) throws {
    for (count, m, k, n) in [(500, 16, 16, 16), (7, 60, 50, 40), (3, 1, 5, 1), (1000, 1, 200, 1), (2, 8, 0, 8)] {
      for isOneLeft in [false, true] {
        let shapes = [isOneLeft ? [1, m, k] : [count, m, k], [count, k, n]]
        let inputs = shapes.map { shape in
          let values = (0..<shape.reduce(1, *)).map { Double($0 &* 7919 % 13) - 6 }
          switch dtype {
          case .f32: return TestArray(dtype, shape, values.map(Float.init))
          case .f64: return TestArray(dtype, shape, values)
          case .i32: return TestArray(dtype, shape, values.map { Int32($0) })
          default: return TestArray(dtype, shape, values.map { UInt8($0 > 4 ? 1 : 0) })
          }
        }
        let expected = try run(.matmul, inputs)[0].raw
        for context in [
          LinearContext(threads: 4, parallel: concurrent),
          LinearContext(library: nil, threads: 4, parallel: concurrent),
        ] {
          // Small integers: no sum is rounded, whoever adds it up.
          let raw = try run(.matmul, inputs, context)[0].raw
          #expect(raw == expected, "\(dtype) \(count) of \(m) x \(k) x \(n)")
        }
      }
    }
  }

  /// Factorisations of stacks too, to the bit; and the error is that of the first matrix which has one.
  @Test func stacksOfFactorisations() throws {
    let context = LinearContext(threads: 4, parallel: concurrent)
    for n in [1, 8, 16, 40] {
      let count = n == 40 ? 30 : 300
      var values = numbers(Double.self, count * n * n)
      // Symmetric, and far from singular.
      for k in 0..<count {
        for i in 0..<n {
          for j in 0...i {
            let sum = values[(k * n + i) * n + j] + (i == j ? 3 * Double(n) : 0)
            (values[(k * n + i) * n + j], values[(k * n + j) * n + i]) = (sum, sum)
          }
        }
      }
      let a = TestArray(.f64, [count, n, n], values)
      let b = TestArray(.f64, [n, 2], numbers(Double.self, 2 * n))
      let operations: [LinearOperation] = [
        .inv, .det, .slogdet, .cholesky(upper: false), .eigh(lower: true), .eig, .svd(full: true), .svdvals,
        .qr(.reduced),
        .pinv(rcond: nil), .matrixRank(tolerance: nil),
      ]
      for operation in operations {
        let (alone, shared) = (try run(operation, [a]), try run(operation, [a], context))
        #expect(alone.map(\.raw) == shared.map(\.raw), "\(operation) of \(count) of \(n) x \(n)")
      }
      let solved = try run(.solve, [a, b])[0].raw
      #expect(try run(.solve, [a, b], context)[0].raw == solved)
      for k in [count / 2, count - 1] {
        values.replaceSubrange(k * n * n..<(k + 1) * n * n, with: repeatElement(0, count: n * n))
      }
      let singular = TestArray(.f64, [count, n, n], values)
      let error = #expect(throws: ArrayError.self) { try run(.inv, [singular], context) }
      #expect(error?.notes == ["matrix \(count / 2) of the stack of \(count), in inv"])
    }
  }
}
