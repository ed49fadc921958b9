import ArrayGraph
import Glibc

// qr, svd, and what is made from singular values: lstsq, pinv, matrix_rank.
extension Factorisation {
  /// `geqrf`, then `orgqr` for Q.
  func orthogonalTriangular(_ mode: LinearOperation.QRMode) throws(ArrayError) {
    let (m, n, k) = (rows, columns, min(rows, columns))
    let width = mode == .complete ? m : k
    let (narrowM, narrowN) = (try operation.int32(m), try operation.int32(n))
    // Q may have more columns than a; the reflectors stand in its first ones.
    let factors = try scratch(T.self, m * max(n, width))
    defer { free(factors) }
    let tau = try scratch(T.self, k)
    defer { free(tau) }
    for index in matrices {
      load(index, to: factors)
      if k > 0 { try check(try routines.geqrf(narrowM, narrowN, factors, tau), at: index) }
      let r = output(mode == .r ? 0 : 1) + index * width * n
      for i in 0..<width {
        for j in 0..<n { r[i * n + j] = j < i ? 0 : factors[j * m + i] }
      }
      if mode == .r || m * width == 0 { continue }
      if k == 0 {
        factors.update(repeating: 0, count: m * width)
        for i in 0..<width { factors[i * m + i] = 1 }
      } else {
        try check(try routines.orgqr(narrowM, Int32(width), Int32(k), factors, tau), at: index)
      }
      store(factors, rows: m, columns: width, to: output(0) + index * m * width)
    }
  }

  private func check(_ info: Int32, at index: Int) throws(ArrayError) {
    guard info == 0 else {
      throw failure(.value, "\(operation.name): LAPACK refused argument \(-info)", at: index)
    }
  }

  /// `gesdd`. NaN and infinity never reach LAPACK, which need not come back from them: they do not converge.
  /// (NumPy says so for NaN; for infinity it gives NaN, says so, or runs for ever, depending on where it
  /// stands.)
  func singularValues(_ vectors: Routines<T>.Vectors) throws(ArrayError) {
    let (m, n, k) = (rows, columns, min(rows, columns))
    let (uColumns, vRows) = vectors == .all ? (m, n) : (k, k)
    let wanted = vectors != .none
    let matrix = try scratch(T.self, size)
    defer { free(matrix) }
    let u = try scratch(T.self, wanted ? m * uColumns : 0)
    defer { free(u) }
    let vt = try scratch(T.self, wanted ? vRows * n : 0)
    defer { free(vt) }
    for index in matrices {
      try singularValues(
        vectors, of: index, matrix, output(wanted ? 1 : 0) + index * k, u, vt)
      guard wanted else { continue }
      store(u, rows: m, columns: uColumns, to: output(0) + index * m * uColumns)
      store(vt, rows: vRows, columns: n, to: output(2) + index * vRows * n)
    }
  }

  /// The factors of one matrix, column-major. An empty matrix has no singular values and identities beside
  /// them.
  private func singularValues(
    _ vectors: Routines<T>.Vectors, of index: Int, _ matrix: UnsafeMutablePointer<T>,
    _ s: UnsafeMutablePointer<T>, _ u: UnsafeMutablePointer<T>, _ vt: UnsafeMutablePointer<T>
  ) throws(ArrayError) {
    let (m, n, k) = (rows, columns, min(rows, columns))
    let (uColumns, vRows) = vectors == .all ? (m, n) : (k, k)
    if k > 0 {
      load(index, to: matrix)
      let narrow = (try operation.int32(m), try operation.int32(n))
      guard isFinite(matrix), try routines.gesdd(vectors, narrow.0, narrow.1, matrix, s, u, vt) == 0 else {
        throw failure(.value, "SVD did not converge", at: index)
      }
      return
    }
    guard vectors != .none else { return }
    u.update(repeating: 0, count: m * uColumns)
    vt.update(repeating: 0, count: vRows * n)
    for i in 0..<uColumns { u[i * m + i] = 1 }
    for i in 0..<vRows { vt[i * vRows + i] = 1 }
  }

  /// `gelsd` on one matrix; right sides are the columns of `b`.
  func leastSquares(_ b: LinearBuffer, rcond: Double?) throws(ArrayError) {
    let (m, n, k) = (rows, columns, min(rows, columns))
    let right = b.asColumn
    let (width, tall) = (right.columns, max(m, n, 1))
    let rank = out[1].elements(Int32.self)
    rank[0] = 0
    guard k > 0 else {
      output(0).update(repeating: 0, count: out[0].count)
      return
    }
    let narrow = (try operation.int32(m), try operation.int32(n), try operation.int32(width))
    let cutoff = rcond.map { T($0) } ?? Self.precision * T(max(m, n))
    // LAPACK wants a right side even where the user has none: the rank and the singular values are asked for
    // too.
    let matrix = try scratch(T.self, size)
    defer { free(matrix) }
    let x = try scratch(T.self, tall * max(width, 1))
    defer { free(x) }
    load(0, to: matrix)
    x.update(repeating: 0, count: tall * max(width, 1))
    let source = right.matrix(T.self, 0)
    for j in 0..<width {
      for i in 0..<m { x[j * tall + i] = source[i, j] }
    }
    guard isFinite(matrix), (0..<tall * width).allSatisfy({ x[$0].isFinite }),
      try routines.gelsd(
        narrow.0, narrow.1, max(narrow.2, 1), matrix, x, output(2), rcond: cutoff, rank: &rank[0])
        == 0
    else { throw failure(.value, "SVD did not converge in Linear Least Squares", at: 0) }
    store(x, rows: n, columns: width, leading: tall, to: output(0))
  }

  /// V · diag(1 / s, or 0 where s is small) · Uᵀ.
  func pseudoInverse(rcond: Double) throws(ArrayError) {
    let (m, n, k) = (rows, columns, min(rows, columns))
    guard size > 0 else { return }
    let narrow = (try operation.int32(m), try operation.int32(n), try operation.int32(k))
    let matrix = try scratch(T.self, size)
    defer { free(matrix) }
    let (u, vt) = (try scratch(T.self, m * k), try scratch(T.self, k * n))
    defer {
      free(u)
      free(vt)
    }
    let s = try scratch(T.self, k)
    defer { free(s) }
    for index in matrices {
      try singularValues(.reduced, of: index, matrix, s, u, vt)
      let cutoff = T(rcond) * s[0]
      for j in 0..<k {
        let factor: T = s[j] > cutoff ? 1 / s[j] : 0
        for i in 0..<m { u[j * m + i] *= factor }
      }
      // Row-major (n × m) is column-major (m × n): U' · Vᵀ lands transposed, which is what is wanted.
      routines.gemm(
        false, false, narrow.0, narrow.1, narrow.2, u, narrow.0, vt, narrow.2, output(0) + index * size,
        narrow.0)
    }
  }

  /// How many singular values are above the tolerance.
  func rank(tolerance: Double?) throws(ArrayError) {
    let k = min(rows, columns)
    let ranks = out[0].elements(Int64.self)
    let matrix = try scratch(T.self, size)
    defer { free(matrix) }
    let s = try scratch(T.self, k)
    defer { free(s) }
    for index in matrices {
      guard k > 0 else {
        ranks[index] = 0
        continue
      }
      try singularValues(.none, of: index, matrix, s, s, s)
      let limit = tolerance.map { T($0) } ?? s[0] * T(max(rows, columns)) * Self.precision
      ranks[index] = Int64((0..<k).count { s[$0] > limit })
    }
  }
}
