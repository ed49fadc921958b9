import ArrayGraph
import Glibc

// LU and Cholesky: inv, solve, det, slogdet, cholesky.
extension Factorisation {
  /// a · x = identity by `gesv`, as NumPy does.
  func inverse() throws(ArrayError) {
    let n = rows
    guard size > 0 else { return }
    let narrow = try operation.int32(n)
    let (factors, pivots, x) = (
      try scratch(T.self, size), try scratch(Int32.self, n), try scratch(T.self, size)
    )
    defer { release(factors, pivots, x) }
    for index in matrices {
      load(index, to: factors)
      x.update(repeating: 0, count: size)
      for i in 0..<n { x[i * n + i] = 1 }
      guard routines.gesv(narrow, narrow, factors, pivots, x) == 0 else {
        throw failure(.singular, "singular matrix", at: index)
      }
      store(x, rows: n, columns: n, to: output(0) + index * size)
    }
  }

  /// a · x = b for the stacks of both broadcast together.
  func solve(_ b: LinearBuffer) throws(ArrayError) {
    let right = b.asColumn
    let (n, width) = (rows, right.columns)
    guard out[0].count > 0 else { return }
    let (narrow, narrowWidth) = (try operation.int32(n), try operation.int32(width))
    let (batchA, batchB) = (a.shape.dropLast(2), right.shape.dropLast(2))
    let batch = broadcastBatch(batchA, batchB) ?? []
    let (indicesA, indicesB) = (batchIndices(of: batchA, in: batch), batchIndices(of: batchB, in: batch))
    let (factors, pivots, x) = (
      try scratch(T.self, size), try scratch(Int32.self, n), try scratch(T.self, n * width)
    )
    defer { release(factors, pivots, x) }
    for index in matrices {
      load(indicesA[index], to: factors)
      right.matrix(T.self, indicesB[index]).copyColumnMajor(to: x)
      guard routines.gesv(narrow, narrowWidth, factors, pivots, x) == 0 else {
        throw failure(.singular, "singular matrix", at: indicesA[index])
      }
      store(x, rows: n, columns: width, to: output(0) + index * n * width)
    }
  }

  /// Sign and logarithm of the determinant (`slogdet`), or sign · exp(logarithm) (`det`): NumPy's own
  /// formula, which neither overflows half-way nor calls a singular matrix an error.
  func determinant() throws(ArrayError) {
    let n = rows
    let narrow = try operation.int32(n)
    let factors = try scratch(T.self, size)
    defer { free(factors) }
    let pivots = try scratch(Int32.self, n)
    defer { free(pivots) }
    for index in matrices {
      var (sign, logarithm) = (T(1), T(0))
      if n > 0 {
        load(index, to: factors)
        if routines.getrf(narrow, factors, pivots) > 0 {
          (sign, logarithm) = (0, -.infinity)
        } else {
          for i in 0..<n {
            if pivots[i] != Int32(i + 1) { sign = -sign }
            let element = factors[i * n + i]
            if element < 0 { sign = -sign }
            logarithm += T.naturalLog(element < 0 ? -element : element)
          }
        }
      }
      if operation == .slogdet {
        output(0)[index] = sign
        output(1)[index] = logarithm
      } else {
        output(0)[index] = sign * T.exponential(logarithm)
      }
    }
  }

  /// The triangular factor; the other triangle is zero.
  func cholesky(upper: Bool) throws(ArrayError) {
    let n = rows
    guard size > 0 else { return }
    let narrow = try operation.int32(n)
    let factor = try scratch(T.self, size)
    defer { free(factor) }
    for index in matrices {
      load(index, to: factor)
      guard routines.potrf(lower: !upper, narrow, factor) == 0 else {
        throw failure(.value, "Matrix is not positive definite", at: index)
      }
      for column in 0..<n {
        let other = upper ? column + 1..<n : 0..<column
        for row in other { factor[column * n + row] = 0 }
      }
      store(factor, rows: n, columns: n, to: output(0) + index * size)
    }
  }

  private func release(
    _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<Int32>, _ z: UnsafeMutablePointer<T>
  ) {
    free(x)
    free(y)
    free(z)
  }
}
