import ArrayGraph
import CLinear
import Lanes
import Testing

@testable import ArrayLinear

/// Determinants, inverses, systems and Cholesky factors of stacks of at most four rows, made without a library. That they
/// are NumPy's up to rounding, `DifferentialTests` says.
@Suite struct SmallFactorsTests {
  private static let counts = [1, 3, 4, 5, 8, 9, 21]
  private static let alone = LinearContext(library: nil)

  /// Positive definite matrices, which all operations take.
  private func matrices(_ count: Int, _ n: Int) -> [Double] {
    var random = SeededRandom(state: 7)
    return (0..<count).flatMap { _ in
      let b = (0..<n * n).map { _ in Double.random(in: -1...1, using: &random) }
      return (0..<n * n).map { place in
        let (i, j) = (place / n, place % n)
        return (0..<n).reduce(i == j ? 0.5 : 0) { $0 + b[i * n + $1] * b[j * n + $1] }
      }
    }
  }

  private func results<T: LinearScalar>(_: T.Type, _ count: Int, _ n: Int) throws -> [[T]] {
    let a = TestArray(T.dtype, [count, n, n], matrices(count, n).map { T($0) })
    let b = TestArray(T.dtype, [count, n, 3], (0..<count * n * 3).map { T($0 % 11) - 5 })
    return try [
      run(.det, [a], Self.alone), run(.inv, [a], Self.alone), run(.solve, [a, b], Self.alone),
      run(.cholesky(upper: false), [a], Self.alone), run(.cholesky(upper: true), [a], Self.alone),
    ].map { $0[0].elements(T.self) }
  }

  @Test(arguments: 1...4) func bitsDependOnNothingButTheMatrix(_ n: Int) throws {
    func check<T: LinearScalar>(_: T.Type) throws {
      let most = try results(T.self, Self.counts.last!, n)
      for count in Self.counts {
        for (some, all) in zip(try results(T.self, count, n), most) {
          #expect(some == Array(all.prefix(some.count)), "\(T.dtype), \(count) of \(n)")
        }
      }
    }
    try check(Float.self)
    try check(Double.self)
  }

  @Test(arguments: 1...4) func everyInstructionSet(_ n: Int) throws {
    let count = 21
    func check<T: LinearScalar>(_: T.Type, _ loops: [linear_small_loops]) throws {
      let a = matrices(count, n).map { T($0) }
      func result(_ loop: linear_small_loop, columns: Int) -> [T] {
        var out = [T](repeating: 0, count: count * (columns == 0 ? 1 : n * n))
        a.withUnsafeBytes { a in
          out.withUnsafeMutableBytes { out in
            var stack = linear_small()
            (stack.a, stack.a_matrix, stack.a_row, stack.a_column) = (a.baseAddress, n * n, n, 1)
            (stack.out, stack.out_row, stack.out_column) = (out.baseAddress, n, 1)
            (stack.count, stack.rows, stack.columns) = (count, n, columns)
            #expect(loop(&stack) == -1)
          }
        }
        return out
      }
      for other in loops.dropFirst() {
        #expect(result(loops[0].solve, columns: 0) == result(other.solve, columns: 0))
        #expect(result(loops[0].solve, columns: n) == result(other.solve, columns: n))
        #expect(result(loops[0].cholesky, columns: n) == result(other.cholesky, columns: n))
      }
    }
    try check(Float.self, TileTable.all.map(\.smallSingle))
    try check(Double.self, TileTable.all.map(\.smallDouble))
  }

  /// Products of pivots that leave the range on the way come back.
  @Test func determinantsFarFromOne() throws {
    func determinant(_ diagonal: [Double]) throws -> Double {
      let n = diagonal.count
      let elements = (0..<n * n).map { $0 / n == $0 % n ? diagonal[$0 / n] : 0 }
      return try run(.det, [TestArray(.f64, [n, n], elements)], Self.alone)[0].elements(Double.self)[0]
    }
    #expect(try determinant([0x1p-500, 0x1p900, 0x1p600]) == 0x1p1000)
    #expect(try determinant([0x1p900, 0x1p600, -0x1p-500]) == -0x1p1000)
    #expect(try determinant([0x1p-700, 0x1.8p-700, 0x1p900, 0x1p480]) == 0x1.8p-20)
    #expect(try determinant([0x1p-700, 0x1p-700]) == 0)
    #expect(try determinant([0x1p700, -0x1p700]) == -.infinity)
    #expect(try determinant([0, 0x1p900, 0x1p900]) == 0)
    #expect(try determinant([.nan, 1]).isNaN)
    #expect(try determinant([.infinity]) == .infinity)
  }

  /// The first matrix that fails is named, whichever thread and lane it is in.
  @Test(arguments: [0, 3, 4, 6001, 19_999]) func failures(_ place: Int) throws {
    let (count, n) = (20_000, 2)
    var elements = [Double](repeating: 0, count: count * 4)
    for index in 0..<count { (elements[index * 4], elements[index * 4 + 3]) = (1, index < place ? 1 : 0) }
    let stack = TestArray(.f64, [count, n, n], elements)
    for threads in 1...3 {
      let context = LinearContext(library: nil, threads: threads, parallel: concurrent)
      for (operation, message) in [
        (LinearOperation.inv, "singular matrix"), (.cholesky(upper: true), "Matrix is not positive definite"),
      ] {
        let error = #expect(throws: ArrayError.self) { try run(operation, [stack], context) }
        #expect(error?.message == message)
        #expect(error?.notes == ["matrix \(place) of the stack of \(count), in \(operation.name)"])
      }
    }
    let determinants = try run(.det, [stack], LinearContext(library: nil, threads: 2, parallel: concurrent))[0]
      .elements(Double.self)
    #expect(determinants.firstIndex(of: 0) == place)
  }

  /// One matrix and a stack of right sides, and the other way round.
  @Test func sidesAndMatricesAreSpread() throws {
    let a = TestArray(.f64, [2, 2], [2.0, 0, 0, 4])
    let sides = TestArray(.f64, [5, 2, 1], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as [Double])
    let x = try run(.solve, [a, sides], Self.alone)[0].elements(Double.self)
    #expect(x == [0, 0.25, 1, 0.75, 2, 1.25, 3, 1.75, 4, 2.25])
    let stack = TestArray(.f64, [5, 1, 1], [1.0, 2, 4, 8, 16])
    let side = TestArray(.f64, [1, 1], [16.0])
    #expect(try run(.solve, [stack, side], Self.alone)[0].elements(Double.self) == [16, 8, 4, 2, 1])
  }

  /// Stacks that no one step leads through have the bits of their copies, and name the matrix that fails.
  @Test func stacksOfAnyOrder() throws {
    let a = matrices(12, 3)
    let b = (0..<18).map { Double($0 % 7) - 3 }
    // Three by four matrices with two right sides each, the same for all of a row.
    let wide = try run(
      .solve, [TestArray(.f64, [3, 4, 3, 3], a), TestArray(.f64, [3, 1, 3, 2], b)], Self.alone)[0].elements(Double.self)
    for index in 0..<12 {
      let one = try run(
        .solve,
        [
          TestArray(.f64, [3, 3], Array(a[index * 9..<index * 9 + 9])),
          TestArray(.f64, [3, 2], Array(b[index / 4 * 6..<index / 4 * 6 + 6])),
        ], Self.alone)[0].elements(Double.self)
      #expect(Array(wide[index * 6..<index * 6 + 6]) == one)
    }
    let leading = try run(
      .solve, [TestArray(.f64, [1, 12, 3, 3], a), TestArray(.f64, [3, 1], [1.0, 2, 3])], Self.alone)
    let plain = try run(.solve, [TestArray(.f64, [12, 3, 3], a), TestArray(.f64, [3, 1], [1.0, 2, 3])], Self.alone)
    #expect(leading[0].elements(Double.self) == plain[0].elements(Double.self))
    var broken = a
    for element in 45..<54 { broken[element] = 1 }
    let error = #expect(throws: ArrayError.self) {
      try run(.solve, [TestArray(.f64, [3, 4, 3, 3], broken), TestArray(.f64, [3, 1, 3, 2], b)], Self.alone)
    }
    #expect(error?.notes == ["matrix 5 of the stack of 12, in solve"])
  }

  @Test func nothingNeedsNoLibrary() throws {
    let none = TestArray(.f64, [0, 2, 2], [] as [Double])
    #expect(try run(.det, [none], Self.alone)[0].elements(Double.self).isEmpty)
    #expect(try run(.inv, [none], Self.alone)[0].elements(Double.self).isEmpty)
    let sides = TestArray(.f64, [2, 0], [] as [Double])
    let some = TestArray(.f64, [3, 2, 2], [Double](repeating: 0, count: 12))
    #expect(try run(.solve, [some, sides], Self.alone)[0].elements(Double.self).isEmpty)
  }

  /// NaN is no reason to stop.
  @Test func factorsOfWhatIsNoNumber() throws {
    let stack = TestArray(.f64, [2, 2, 2], [4.0, 0, 0, 9, .nan, 0, 0, 1])
    let factors = try run(.cholesky(upper: false), [stack], Self.alone)[0].elements(Double.self)
    #expect(factors[0] == 2 && factors[3] == 3 && factors[4].isNaN && factors[5] == 0 && factors[6].isNaN)
  }

  @Test func largerOnesNeedALibrary() throws {
    let five = TestArray(.f64, [5, 5], [Double](repeating: 1, count: 25))
    let error = #expect(throws: ArrayError.self) { try run(.det, [five], Self.alone) }
    #expect(error?.kind == .library)
  }
}
