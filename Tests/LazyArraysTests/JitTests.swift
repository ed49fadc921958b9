import ArrayGraph
import Foundation
import LazyArrays
import Synchronization
import Testing

/// `jit`: the same results as recording anew, for shapes, captured arrays and functions that cannot be kept.
@Suite struct JitTests {
  /// Counts how often a body runs.
  private final class Calls: Sendable {
    private let number = Atomic<Int>(0)
    var count: Int { number.load(ordering: .relaxed) }
    func add() { number.wrappingAdd(1, ordering: .relaxed) }
  }

  private func vector(_ count: Int, from start: Float = 0) -> NDArray<Float> {
    NDArray((0..<count).map { start + Float($0) })
  }

  @Test func recordsOnceForEachShape() {
    let calls = Calls()
    let f = jit { (x: NDArray<Float>, y: NDArray<Float>) in
      calls.add()
      return 2 * x + y
    }
    for start in 0..<5 {
      for count in [1, 7, 100] {
        let x = vector(count, from: Float(start))
        #expect(f(x, x * 10).array == x.array.map { 12 * $0 })
      }
    }
    #expect(calls.count == 3)
  }

  /// Sums go by how the arguments lie, as without `jit`, and those of the results by how these do.
  @Test func transposedArgumentsGiveTheSameBits() {
    let f = jit { (x: NDArray<Float>) in (2 * x, (2 * x).sum(axis: 0), (2 * x).sum(axis: 1)) }
    let matrix = (1 / (vector(200 * 70) + 1)).reshaped(200, 70)
    for _ in 0..<3 {
      for x in [matrix, matrix.transposed(), matrix.reshaped(70, 200), matrix.reshaped(70, 200).transposed()] {
        let (doubled, columns, rows) = f(x)
        let plain = 2 * x
        #expect(columns.array == plain.sum(axis: 0).array && rows.array == plain.sum(axis: 1).array)
        #expect(doubled.sum(axis: 0).array == plain.sum(axis: 0).array)
        #expect(doubled.sum(axis: 1).array == plain.sum(axis: 1).array)
      }
    }
  }

  @Test func argumentsBroadcastAndMayBeViewsOrUnevaluated() {
    let f = jit { (x: NDArray<Float>, y: NDArray<Float>) in x * y + 1 }
    let matrix = vector(6).reshaped(2, 3)
    for _ in 0..<3 {
      #expect(f(matrix, vector(3)).array == [1, 2, 5, 1, 5, 11])
      #expect(f(matrix.transposed(), vector(2) + 1).array == [1, 7, 2, 9, 3, 11])
      #expect(f(NDArray(scalar: 2), NDArray(scalar: 3)).scalar == 7)
      #expect(f(vector(0), vector(0)).count == 0)
    }
  }

  @Test func argumentsThatShareMemoryAtOneCallNeedNotAtTheNext() {
    let f = jit { (x: NDArray<Float>, y: NDArray<Float>) in x - y }
    let x = vector(4)
    #expect(f(x, x).array == [0, 0, 0, 0])
    #expect(f(x, vector(4, from: 1)).array == [-1, -1, -1, -1])
    #expect(f(vector(4, from: 1), x).array == [1, 1, 1, 1])
  }

  @Test func severalResultsOfDifferentTypesAndCapturedArrays() {
    let offset = vector(3, from: 5)
    let f = jit { (x: NDArray<Float>) in ((x + offset).sum(), x .> 1) }
    for start in [Float(0), 2] {
      let (sum, mask) = f(vector(3, from: start))
      #expect(sum.scalar == 21 + 3 * start)
      #expect(mask.array == (0..<3).map { start + Float($0) > 1 })
    }
  }

  @Test func aFunctionThatLooksAtElementsRunsAnew() {
    let f = jit { (x: NDArray<Float>) in x.sum().scalar > 10 ? x * 0 : x }
    #expect(f(vector(3)).array == [0, 1, 2])
    #expect(f(vector(3, from: 10)).array == [0, 0, 0])
    #expect(f(vector(3, from: 1)).array == [1, 2, 3])
  }

  @Test func linearAlgebraAndIdentityWork() {
    let product = jit { (a: NDArray<Double>, b: NDArray<Double>) in matmul(a, b) + 1 }
    let identity = jit { (a: NDArray<Double>) in a }
    let a: NDArray<Double> = [[1, 2], [3, 4]]
    for k in 1...3 {
      let b = a * Double(k)
      #expect(product(a, b).array == (matmul(a, b) + 1).array)
      #expect(identity(b).array == b.array)
    }
  }

  @Test func anErrorIsFoundAtEveryCall() throws {
    let f = jit { (x: NDArray<Float>, y: NDArray<Float>) in x + y }
    for _ in 0..<2 {
      #expect(throws: NDArrayError.self) { try checked { f(vector(2), vector(3)) } }
    }
    #expect(try checked { f(vector(2), vector(2)).array } == [0, 2])
  }

  @Test func manyThreadsCallOneFunction() {
    let f = jit { (x: NDArray<Float>, y: NDArray<Float>) in (x + y) * x }
    DispatchQueue.concurrentPerform(iterations: 64) { k in
      let count = k % 5 + 1
      let x = vector(count, from: Float(k))
      for _ in 0..<20 { #expect(f(x, x).array == x.array.map { 2 * $0 * $0 }) }
    }
  }
}
