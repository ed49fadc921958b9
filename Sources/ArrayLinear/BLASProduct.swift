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
  /// Whether b is a's transpose, `A @ A.T`: half of the result is computed, the other half mirrored, as NumPy does it.
  private let isSymmetric: Bool

  /// c (rows `ldc` apart) = a · b. Nil where a length is more than BLAS's 32-bit integers can say.
  init?(_ library: BLASLibrary, _ a: MatrixView<T>, _ b: MatrixView<T>, _ c: UnsafeMutablePointer<T>, _ ldc: Int) {
    let lengths = a.rows | a.columns | b.columns | ldc
    let strides = a.rowStride | a.columnStride | b.rowStride | b.columnStride
    guard lengths | strides <= Int32.max else { return nil }
    (blas, self.a, self.b, self.c, self.ldc) = (Routines<T>(library), a, b, c, ldc)
    isSymmetric = a.isTransposed(b) && a.rows >= Self.leastSymmetric
  }

  /// Into how many parts the result is worth to be cut for that many threads.
  func partCount(_ threads: Int) -> Int {
    // Each part reads all of a again, and has few rows to do with it. (20 × 10 000 by its transpose: no faster so.)
    if isSymmetric && a.rows < Self.leastDivided { return 1 }
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

  func run() { run(part: 0, of: 1) }

  /// One of `count` parts: the result is cut across its longer side, between cache lines.
  func run(part: Int, of count: Int) {
    if isSymmetric { return runSymmetric(part: part, of: count) }
    let length = max(a.rows, b.columns)
    func border(_ part: Int) -> Int { part == count ? length : length * part / count / Self.line * Self.line }
    let range = border(part)..<border(part + 1)
    if a.rows >= b.columns { run(rows: range, columns: 0..<b.columns) } else { run(rows: 0..<a.rows, columns: range) }
  }

  /// Rows below which a symmetric result is computed like any other, and by one thread.
  private static var leastSymmetric: Int { 16 }
  private static var leastDivided: Int { 48 }

  /// Some rows of the lower triangle, so that each part has the same area, and the columns that mirror them.
  private func runSymmetric(part: Int, of count: Int) {
    func border(_ part: Int) -> Int {
      let row = Double(a.rows) * (Double(part) / Double(count)).squareRoot()
      return part == count ? a.rows : Int(row) / Self.line * Self.line
    }
    let rows = border(part)..<border(part + 1)
    if rows.isEmpty { return }
    if rows.lowerBound > 0 { run(rows: rows, columns: 0..<rows.lowerBound) }
    let own = a.rows(rows)
    // What is a row-major matrix's lower triangle is the upper one of a column-major one.
    blas.syrk(
      own.columnStride == 1, Int32(own.rows), Int32(own.columns), own.pointer,
      Int32(max(own.rowStride, own.columnStride)), c + rows.lowerBound * (ldc + 1), Int32(ldc))
    for top in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.line) {
      let bottom = min(top + Self.line, rows.upperBound)
      for left in stride(from: 0, to: bottom, by: Self.line) {
        for column in left..<min(left + Self.line, bottom) {
          for row in max(top, column + 1)..<max(bottom, column + 1) {
            c[column &* ldc &+ row] = c[row &* ldc &+ column]
          }
        }
      }
    }
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
      // Of the whole product, so that its parts are cut alike on any number of threads.
      let results = self.a.rows * self.b.columns
      let most = results <= Self.fewResults ? Int32(Self.mostUnpacked / results) : k
      for first in stride(from: 0, to: k, by: Int(most)) {
        blas.gemm(
          flippedB, flippedA, n, m, min(most, k - first), b.pointer + Int(first) * b.rowStride, ldb,
          a.pointer + Int(first) * a.columnStride, lda, c, Int32(ldc), isAdded: first > 0)
      }
    }
  }

  /// Multiplications up to which BLAS does not copy both matrices into blocks first; a product of a few long rows with a few
  /// long columns is added of as many such. (One thread, ms in one and so: 5 × 40 001 by its transpose `f32` 0.34, 0.043, `f64`
  /// 0.52, 0.087; 3 × 40 001 by 40 columns 0.95, 0.43, 1.14, 0.81; 32 × 10 001 by as many 0.34, 0.27, 0.62, 0.68; 48 × 10 001
  /// 0.55, 0.70, 1.52, 1.59.)
  private static var mostUnpacked: Int { 1_000_000 }
  private static var fewResults: Int { 1024 }
}
