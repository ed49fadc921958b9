import ArrayGraph
import Glibc

// eigh, eigvalsh, eig, eigvals.
extension Factorisation {
  /// `syevd` on one triangle. A triangle that is not finite never reaches LAPACK, whose iterations need not
  /// end on it: as in NumPy 2 × 2 and smaller give NaN, larger ones do not converge.
  func symmetricEigenvalues(vectors: Bool, lower: Bool) throws(ArrayError) {
    let n = rows
    guard size > 0 else { return }
    let narrow = try operation.int32(n)
    let matrix = try scratch(T.self, size)
    defer { free(matrix) }
    let work = try routines.symmetricWork(vectors: vectors, lower: lower, narrow)
    for index in matrices {
      load(index, to: matrix)
      let values = output(0) + index * n
      if n == 1 {
        values[0] = matrix[0]
        if vectors { output(1)[index] = 1 }
        continue
      }
      let finite = (0..<n).allSatisfy { column in
        (lower ? column..<n : 0..<column + 1).allSatisfy { matrix[column * n + $0].isFinite }
      }
      if !finite && n == 2 {
        values.update(repeating: .nan, count: n)
        if vectors { (output(1) + index * size).update(repeating: .nan, count: size) }
        continue
      }
      guard finite, routines.syevd(vectors: vectors, lower: lower, narrow, matrix, values, work) == 0 else {
        throw failure(.value, "Eigenvalues did not converge", at: index)
      }
      if vectors { store(matrix, rows: n, columns: n, to: output(1) + index * size) }
    }
  }

  /// `geev`, as long as every eigenvalue is real.
  func eigenvalues(vectors: Bool) throws(ArrayError) {
    let n = rows
    guard size > 0 else { return }
    let narrow = try operation.int32(n)
    let matrix = try scratch(T.self, size)
    defer { free(matrix) }
    let imaginary = try scratch(T.self, n)
    defer { free(imaginary) }
    let right = try scratch(T.self, vectors ? size : 0)
    defer { free(right) }
    for index in matrices {
      load(index, to: matrix)
      guard isFinite(matrix) else { throw failure(.value, "Array must not contain infs or NaNs", at: index) }
      let info = try routines.geev(
        narrow, matrix, output(0) + index * n, imaginary, vectors: vectors ? right : nil)
      guard info == 0 else { throw failure(.value, "Eigenvalues did not converge", at: index) }
      guard (0..<n).allSatisfy({ imaginary[$0] == 0 }) else {
        var error = failure(
          .value, "\(operation.name): the eigenvalues are complex, and complex numbers are not there yet",
          at: index)
        error.notes.append("a symmetric matrix has real eigenvalues: use eigh or eigvalsh")
        throw error
      }
      if vectors { store(right, rows: n, columns: n, to: output(1) + index * size) }
    }
  }
}
