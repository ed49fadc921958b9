import ArrayGraph
import Lanes
import Testing

@testable import ArrayLinear

/// One user mistake each: the kind, the sentence, and the notes.
@Suite struct ErrorTests {
  private func failure(_ operation: LinearOperation, _ inputs: (DType, [Int])...) -> ArrayError? {
    do {
      _ = try operation.resultTypes(inputs: inputs)
      return nil
    } catch { return error }
  }

  private func failure(
    _ operation: LinearOperation, _ inputs: [TestArray], _ context: LinearContext = LinearContext()
  )
    -> ArrayError?
  {
    do {
      _ = try run(operation, inputs, context)
      return nil
    } catch { return error as? ArrayError }
  }

  @Test func innerLengths() {
    #expect(
      failure(.matmul, (.f32, [2, 3]), (.f32, [4, 5]))
        == ArrayError(
          .shape, "matmul: cannot multiply f32[2, 3] with f32[4, 5]",
          notes: [
            "the last axis of the first has 3, the last axis but one of the second has 4; they must be equal"
          ]))
    #expect(
      failure(.dot, (.f64, [2, 3]), (.f64, [4]))?.notes.first?.contains("the only axis of the second has 4")
        == true)
  }

  @Test func stacks() {
    #expect(
      failure(.matmul, (.f64, [2, 2, 3]), (.f64, [3, 3, 3]))?.notes
        == ["the stacks [2] and [3] do not broadcast; only equal lengths, or 1, go together"])
  }

  @Test func scalars() {
    #expect(failure(.matmul, (.f64, []), (.f64, [3]))?.notes == ["use * to scale an array"])
  }

  @Test func dtypes() {
    #expect(failure(.inv, (.i64, [2, 2]))?.kind == .dtype)
    #expect(failure(.matmul, (.f32, [2, 2]), (.f64, [2, 2]))?.kind == .dtype)
    #expect(LinearOperation.inv.inputType(for: [.i8]) == .f64)
    #expect(LinearOperation.solve.inputType(for: [.f32, .f32]) == .f32)
    #expect(LinearOperation.solve.inputType(for: [.f32, .i8]) == .f64)
  }

  @Test func squareMatrices() {
    #expect(failure(.inv, (.f64, [2, 3]))?.message == "inv: f64[2, 3] is not square")
    #expect(failure(.det, (.f64, [3]))?.message == "det: f64[3] is not a matrix")
    #expect(
      failure(.solve, (.f64, [2, 2]), (.f64, [3]))?.message
        == "solve: f64[2, 2] does not go with the right side f64[3]")
  }

  @Test func singularMatrix() {
    let flat = TestArray(.f64, [2, 2], [1.0, 2, 2, 4])
    #expect(failure(.inv, [flat]) == ArrayError(.singular, "singular matrix"))
    let stack = TestArray(.f64, [2, 2, 2], [1.0, 0, 0, 1, 1, 2, 2, 4])
    #expect(failure(.inv, [stack])?.notes == ["matrix 1 of the stack of 2, in inv"])
    #expect(failure(.solve, [flat, TestArray(.f64, [2], [1.0, 2])])?.kind == .singular)
  }

  @Test func notPositiveDefinite() {
    let matrix = TestArray(.f32, [2, 2], [1, 2, 2, 1] as [Float])
    #expect(
      failure(.cholesky(upper: false), [matrix]) == ArrayError(.value, "Matrix is not positive definite"))
  }

  @Test func complexEigenvalues() {
    let rotation = TestArray(.f64, [2, 2], [0.0, 1, -1, 0])
    for operation in [LinearOperation.eig, .eigvals] {
      #expect(
        failure(operation, [rotation])?.message
          == "\(operation.name): the eigenvalues are complex, and complex numbers are not there yet")
    }
  }

  @Test func infinityHasNoSingularValues() {
    let matrix = TestArray(.f64, [2, 2], [1, 0, 0, Double.infinity])
    for operation in [LinearOperation.svdvals, .svd(full: true), .pinv(rcond: nil)] {
      #expect(failure(operation, [matrix]) == ArrayError(.value, "SVD did not converge"))
    }
  }

  @Test func withoutLibrary() {
    let matrix = TestArray(.f64, [5, 5], [Double](repeating: 1, count: 25))
    #expect(
      failure(.inv, [matrix], LinearContext(library: nil))
        == ArrayError(
          .library, "inv needs OpenBLAS: install libopenblas-dev, or name one in ARRAYC_BLAS"))
    #expect(failure(.matmul, [matrix, matrix], LinearContext(library: nil)) == nil)
  }
}
