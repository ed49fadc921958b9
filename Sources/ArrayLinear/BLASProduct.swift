/// A product by BLAS, whole or in parts of its result.
///
/// BLAS itself runs on one thread here: parts go to the threads of the engine, so that one setting governs all of them.
struct BLASProduct<T: LinearScalar>: @unchecked Sendable {
  private let blas: Routines<T>
  private let a: MatrixView<T>
  private let b: MatrixView<T>
  // Parts write disjoint elements of c, which is what makes sharing it sound.
  private let c: UnsafeMutablePointer<T>
  private let ldc: Int

  /// c (rows `ldc` apart) = a · b. Nil where a length is more than BLAS's 32-bit integers can say.
  init?(_ library: BLASLibrary, _ a: MatrixView<T>, _ b: MatrixView<T>, _ c: UnsafeMutablePointer<T>, _ ldc: Int) {
    let lengths = a.rows | a.columns | b.columns | ldc
    let strides = a.rowStride | a.columnStride | b.rowStride | b.columnStride
    guard lengths | strides <= Int32.max else { return nil }
    (blas, self.a, self.b, self.c, self.ldc) = (Routines<T>(library), a, b, c, ldc)
  }

  /// Into how many parts the result is worth to be cut for that many threads.
  func partCount(_ threads: Int) -> Int {
    let isByVector = a.rows == 1 || b.columns == 1
    if a.rows * b.columns * a.columns < (isByVector ? Self.vectorLimit : Self.matrixLimit) { return 1 }
    return max(1, min(threads, max(a.rows, b.columns) / Self.line))
  }

  /// Multiplications below which one thread does all. By a vector each reads an element of its own from memory, by a
  /// matrix they share them.
  private static var vectorLimit: Int { 1 << 18 }
  private static var matrixLimit: Int { 1 << 21 }
  /// The elements of a cache line.
  private static var line: Int { 64 / MemoryLayout<T>.size }

  func run() { run(rows: 0..<a.rows, columns: 0..<b.columns) }

  /// One of `count` parts: the result is cut across its longer side, between cache lines.
  func run(part: Int, of count: Int) {
    let length = max(a.rows, b.columns)
    func border(_ part: Int) -> Int { part == count ? length : length * part / count / Self.line * Self.line }
    let range = border(part)..<border(part + 1)
    if a.rows >= b.columns { run(rows: range, columns: 0..<b.columns) } else { run(rows: 0..<a.rows, columns: range) }
  }

  private func run(rows: Range<Int>, columns: Range<Int>) {
    let (a, b) = (a.rows(rows), b.columns(columns))
    let c = c + rows.lowerBound * ldc + columns.lowerBound
    let (m, n, k) = (Int32(a.rows), Int32(b.columns), Int32(a.columns))
    let (lda, ldb) = (Int32(max(a.rowStride, a.columnStride)), Int32(max(b.rowStride, b.columnStride)))
    // A row-major matrix is the column-major one of its transpose, so cᵀ = bᵀ · aᵀ is computed.
    let (flippedA, flippedB) = (a.columnStride != 1, b.columnStride != 1)
    let (stepA, stepB) = (Int32(a.columnStride), Int32(b.rowStride))
    if m == 1 && n == 1 {
      c[0] = blas.dot(k, a.pointer, stepA, b.pointer, stepB)
    } else if n == 1 {
      flippedA
        ? blas.gemv(false, m, k, a.pointer, lda, b.pointer, stepB, c, Int32(ldc))
        : blas.gemv(true, k, m, a.pointer, lda, b.pointer, stepB, c, Int32(ldc))
    } else if m == 1 {
      flippedB
        ? blas.gemv(true, k, n, b.pointer, ldb, a.pointer, stepA, c, 1)
        : blas.gemv(false, n, k, b.pointer, ldb, a.pointer, stepA, c, 1)
    } else {
      blas.gemm(flippedB, flippedA, n, m, k, b.pointer, ldb, a.pointer, lda, c, Int32(ldc))
    }
  }
}
