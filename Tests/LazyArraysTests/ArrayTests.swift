import Foundation
import LazyArrays
import Testing

/// Arrays as people write them.
@Suite struct ArrayTests {
  @Test func literals() {
    let x: NDArray<Float> = [[1, 2], [3, -4.5]]
    #expect(x.shape == [2, 2] && x.array == [1, 2, 3, -4.5])
    let flags: NDArray<Bool> = [true, false]
    #expect(flags.array == [true, false])
    let deep: NDArray<Int> = [[[1], [2]], [[3], [4]]]
    #expect(deep.shape == [2, 2, 1])
    let empty: NDArray<Double> = []
    #expect(empty.shape == [0] && empty.array == [])
  }

  @Test func initialisers() {
    #expect(NDArray([1, 2, 3, 4], shape: [2, -1]).shape == [2, 2])
    #expect(NDArray([[1.5, 2], [3, 4]]).array == [1.5, 2, 3, 4])
    #expect(NDArray<Double>.linspace(0, 1, count: 5).array == [0, 0.25, 0.5, 0.75, 1])
    #expect(NDArray<Int>.arange(10, 0, step: -3).array == [10, 7, 4, 1])
    #expect(NDArray<Int8>.eye(2).array == [1, 0, 0, 1])
    #expect(NDArray<UInt16>.full([2], 7).array == [7, 7])
    #expect(NDArray<Float>.zeros(2, 2).array == [0, 0, 0, 0])
    #expect(NDArray<Float>.ones([3]).sum().scalar == 3)
  }

  @Test func everyElementType() {
    func check<E: ArrayNumber>(_: E.Type) {
      let x = NDArray<E>.arange(4)
      #expect((x * 2 + 1).array == [1, 3, 5, 7])
      #expect((x .> 1).array == [false, false, true, true])
      #expect(x.max().scalar == 3)
    }
    check(Int.self)
    check(Int8.self)
    check(Int16.self)
    check(Int32.self)
    check(Int64.self)
    check(UInt8.self)
    check(UInt16.self)
    check(UInt32.self)
    check(UInt64.self)
    check(Float.self)
    check(Double.self)
  }

  @Test func buffersAreNotCopied() {
    final class Flag: @unchecked Sendable { var isFreed = false }
    let flag = Flag()
    do {
      let buffer = UnsafeMutableBufferPointer<Double>.allocate(capacity: 3)
      _ = buffer.initialize(fromContentsOf: [1, 2, 3])
      let x = NDArray(unsafeNoCopy: buffer, shape: [3]) { memory in
        memory.deallocate()
        flag.isFreed = true
      }
      #expect((x + 1).array == [2, 3, 4])
      x.withUnsafeBufferPointer { #expect($0.baseAddress == UnsafePointer(buffer.baseAddress)) }
    }
    #expect(flag.isFreed)
  }

  @Test func operators() {
    let x: NDArray<Float> = [1, 2, 3]
    let w: Float = 2
    #expect((w * x + 1).array == [3, 5, 7])
    #expect((1 / x).array == [1, 0.5, 1 / 3])
    #expect((-x).array == [-1, -2, -3])
    var y = x
    y += 1
    y *= x
    #expect(y.array == [2, 6, 12] && x.array == [1, 2, 3])
    #expect(x == [1, 2, 3] && x != y)
    #expect(((x .< 3) .& (x .!= 1)).array == [false, true, false])
    #expect((.!(x .== 2)).array == [true, false, true])
    #expect(select(x .> 1, x, 0).array == [0, 2, 3])
    let bytes: NDArray<UInt8> = [250, 7]
    #expect((bytes + 10).array == [4, 17] && (bytes % 4).array == [2, 3])
    #expect(maximum(x, 2).array == [2, 2, 3])
    #expect(clip(x, 1.5, nil).array == [1.5, 2, 3])
  }

  @Test func broadcasting() {
    let column: NDArray<Int> = [[1], [2]]
    let row: NDArray<Int> = [10, 20, 30]
    #expect((column + row).array == [11, 21, 31, 12, 22, 32])
  }

  @Test func indexing() {
    let x = NDArray<Int>.arange(12).reshaped(3, 4)
    #expect(x[1].array == [4, 5, 6, 7])
    #expect(x[-1, 0..<2].array == [8, 9])
    #expect(x[.ellipsis, 1].array == [1, 5, 9])
    #expect(x[.all, .newAxis].shape == [3, 1, 4])
    #expect(x[.slice(from: -1, by: -1), 0].array == [8, 4, 0])
    #expect(x[1..., ...1].array == [4, 5, 8, 9])
    let element: Int? = x[2, 3]
    #expect(element == 11)
  }

  @Test func setters() {
    var x = NDArray<Int>.zeros(2, 3)
    let before = x
    x[0] = [1, 2, 3]
    x[1, 0..<2] = 7
    x[.all, .slice(from: -1, by: -2)] = [[8, 9], [10, 11]]
    #expect(x.array == [9, 2, 8, 11, 7, 10])
    #expect(before.array == [0, 0, 0, 0, 0, 0])
    x[1, 1] = 100
    #expect(x[1, 1] == 100)
    x[.all] = 5
    #expect(x.array == [5, 5, 5, 5, 5, 5])
    x[0] += 1
    #expect(x.array == [6, 6, 6, 5, 5, 5])
  }

  @Test func views() {
    let x = NDArray<Int>.arange(6).reshaped(2, 3)
    #expect(x.transposed().array == [0, 3, 1, 4, 2, 5])
    #expect(x.transposed().reshaped(-1).array == [0, 3, 1, 4, 2, 5])
    #expect(x.flipped(axes: [1]).array == [2, 1, 0, 5, 4, 3])
    #expect(x.broadcast(to: [2, 2, 3]).count == 12)
    #expect(x.diagonal().array == [0, 4])
    #expect(concatenate([x, x], axis: 1).shape == [2, 6])
    #expect(stack([x[0], x[1]]).array == x.array)
  }

  @Test func reductions() {
    let x: NDArray<Float> = [[1, 2, 3], [4, 5, 6]]
    #expect(x.sum().scalar == 21 && x.sum(axis: 0).array == [5, 7, 9])
    #expect(x.mean(axis: 1, keepDims: true).shape == [2, 1])
    let twoThirds: [Float] = [2.0 / 3, 2.0 / 3]
    #expect(x.var(axis: 1).array == twoThirds)
    #expect(x.argmax(axis: 1).array == [2, 2] && x.min().scalar == 1)
    #expect((x .> 2).any().scalar && !(x .> 2).all().scalar && (x .> 2).countNonzero().scalar == 4)
    let small: NDArray<Int8> = [100, 100]
    let total: NDArray<Int64> = small.sum()
    #expect(total.scalar == 200 && small.mean().scalar == 100)
  }

  @Test func text() {
    let x: NDArray<Float> = [[1, 2.5], [3, 4]]
    #expect("\(x)" == "[[1.  2.5]\n [3.  4. ]]")
    #expect(x.debugDescription == "array([[1. , 2.5],\n       [3. , 4. ]], dtype=float32)")
    #expect("\(NDArray<Double>(scalar: 2))" == "2.0")
  }

  @Test func errors() throws {
    let x = NDArray<Double>.zeros(1024, 16)
    let mean = NDArray<Double>.zeros(1000)
    let error = try #require(throws: NDArrayError.self) { try checked { x - mean } }
    #expect(error.message == "cannot broadcast f64[1024, 16] with f64[1000]" && error.kind == .shape)
    #expect(error.notes == ["axis 1 has 16 and 1000; only equal lengths, or 1, go together"])
    #expect(throws: NDArrayError.self) { try checked { (x[2000] + mean).reshaped(7) } }
    #expect(throws: NDArrayError.self) { try checked { pow(NDArray<Int>([2]), NDArray<Int>([-1])).array } }
    #expect(try checked { (mean + 1).sum().scalar } == 1000)
  }

  @Test func severalAtOnce() {
    let x = NDArray<Double>.arange(1000)
    let (sum, flags) = (x.sum(), x .> 500)
    evaluate(sum, flags)
    #expect(sum.scalar == 499_500 && flags.countNonzero().scalar == 499)
  }

  @Test func longChains() {
    var x: NDArray<Int> = [0]
    for _ in 0..<100_000 { x += 1 }
    #expect(x.array == [100_000])
  }

  @Test func files() throws {
    let path = FileManager.default.temporaryDirectory.path + "/lazy-arrays-\(UInt64.random(in: 0...UInt64.max)).npy"
    let x: NDArray<Float> = [[1, 2], [3, 4]]
    try (x * 2).write(npy: path)
    #expect(try NDArray<Float>(npy: path).array == [2, 4, 6, 8])
    let error = #expect(throws: NDArrayError.self) { try NDArray<Int>(npy: path) }
    #expect(error?.kind == .dtype)
  }

  @Test func linearAlgebra() throws {
    let a: NDArray<Double> = [[2, 1], [1, 3]]
    #expect(matmul(a, a).array == [5, 5, 5, 10])
    #expect(outer(a[0], a[1]).array == [2, 6, 1, 3])
    #expect(trace(a).scalar == 5)
    let inverse = try checked { inv(a).array }
    #expect(zip(inverse, [0.6, -0.2, -0.2, 0.4]).allSatisfy { abs($0 - $1) < 1e-15 })
    let (values, vectors) = eigh(a)
    #expect(allClose(matmul(vectors * values, vectors.transposed()), a))
    #expect(throws: NDArrayError.self) { try checked { inv(NDArray<Double>.ones(2, 2)).array } }
  }
}
