import ArrayGraph
import Glibc

/// The BLAS and LAPACK routines for one element type, with Swift's calling manners: counts by value, work
/// space asked for and freed inside, LAPACK's `info` as the result (0: done, above 0: the numerical trouble).
///
/// All matrices are column-major with leading dimension as stated, or the number of rows.
struct Routines<T: LinearScalar> {
  let symbols: Symbols

  init(_ library: BLASLibrary) { symbols = T.symbols(of: library) }

  /// A character, which costs small products less than a string that is chosen.
  private static func flag(_ transpose: Bool) -> CChar { CChar(bitPattern: UInt8(ascii: transpose ? "T" : "N")) }

  /// c (m × n) = op(a) · op(b), or what it was and that; op is a transposition where the flag says so.
  func gemm(
    _ transposeA: Bool, _ transposeB: Bool, _ m: Int32, _ n: Int32, _ k: Int32, _ a: UnsafePointer<T>,
    _ lda: Int32,
    _ b: UnsafePointer<T>, _ ldb: Int32, _ c: UnsafeMutablePointer<T>, _ ldc: Int32, isAdded: Bool = false
  ) {
    var (m, n, k, lda, ldb, ldc, one, before) = (m, n, k, lda, ldb, ldc, T(1), isAdded ? T(1) : T(0))
    var (flagA, flagB) = (Self.flag(transposeA), Self.flag(transposeB))
    symbols.gemm(&flagA, &flagB, &m, &n, &k, &one, a, &lda, b, &ldb, &before, c, &ldc, 1, 1)
  }

  /// The upper triangle of c (n × n) = op(a) · op(a)ᵀ, where op(a) has k columns.
  func syrk(
    _ transpose: Bool, _ n: Int32, _ k: Int32, _ a: UnsafePointer<T>, _ lda: Int32, _ c: UnsafeMutablePointer<T>,
    _ ldc: Int32
  ) {
    var (n, k, lda, ldc, one, zero, flag) = (n, k, lda, ldc, T(1), T(0), Self.flag(transpose))
    symbols.syrk("U", &flag, &n, &k, &one, a, &lda, &zero, c, &ldc, 1, 1)
  }

  /// y = op(a) · x for a of m rows and n columns.
  func gemv(
    _ transpose: Bool, _ m: Int32, _ n: Int32, _ a: UnsafePointer<T>, _ lda: Int32, _ x: UnsafePointer<T>,
    _ incX: Int32, _ y: UnsafeMutablePointer<T>, _ incY: Int32
  ) {
    var (m, n, lda, incX, incY, one, zero, flag) = (m, n, lda, incX, incY, T(1), T(0), Self.flag(transpose))
    symbols.gemv(&flag, &m, &n, &one, a, &lda, x, &incX, &zero, y, &incY, 1)
  }

  func dot(_ n: Int32, _ x: UnsafePointer<T>, _ incX: Int32, _ y: UnsafePointer<T>, _ incY: Int32) -> T {
    T.dot(symbols, n, x, incX, y, incY)
  }

  /// Solves a·x = b in place of b (n × columns); a becomes its LU factors.
  func gesv(
    _ n: Int32, _ columns: Int32, _ a: UnsafeMutablePointer<T>, _ pivots: UnsafeMutablePointer<Int32>,
    _ b: UnsafeMutablePointer<T>
  ) -> Int32 {
    var (n, columns, ld, info) = (n, columns, max(n, 1), Int32(0))
    symbols.gesv(&n, &columns, a, &ld, pivots, b, &ld, &info)
    return info
  }

  /// LU factors of a square matrix, in place.
  func getrf(_ n: Int32, _ a: UnsafeMutablePointer<T>, _ pivots: UnsafeMutablePointer<Int32>) -> Int32 {
    var (m, n, ld, info) = (n, n, max(n, 1), Int32(0))
    symbols.getrf(&m, &n, a, &ld, pivots, &info)
    return info
  }

  /// The Cholesky factor in the lower or upper triangle, in place; the other triangle is left as it was.
  func potrf(lower: Bool, _ n: Int32, _ a: UnsafeMutablePointer<T>) -> Int32 {
    var (n, ld, info) = (n, max(n, 1), Int32(0))
    symbols.potrf(lower ? "L" : "U", &n, a, &ld, &info, 1)
    return info
  }

  /// Eigenvalues of a symmetric matrix; with `vectors`, a becomes the eigenvectors.
  func syevd(
    vectors: Bool, lower: Bool, _ n: Int32, _ a: UnsafeMutablePointer<T>, _ w: UnsafeMutablePointer<T>,
    _ work: borrowing SymmetricWork<T>
  ) -> Int32 {
    var (n, ld, info, length, integerLength) = (n, max(n, 1), Int32(0), work.length, work.integerLength)
    symbols.syevd(
      vectors ? "V" : "N", lower ? "L" : "U", &n, a, &ld, w, work.numbers, &length, work.integers, &integerLength,
      &info, 1, 1)
    return info
  }

  /// Memory for `syevd`; to ask how much it needs takes as long as a small matrix.
  func symmetricWork(vectors: Bool, lower: Bool, _ n: Int32) throws(ArrayError) -> SymmetricWork<T> {
    var (n, ld, info, integers, size) = (n, max(n, 1), Int32(0), Int32(0), T(0))
    var (query, integerQuery, matrix, values) = (Int32(-1), Int32(-1), T(0), T(0))
    symbols.syevd(
      vectors ? "V" : "N", lower ? "L" : "U", &n, &matrix, &ld, &values, &size, &query, &integers, &integerQuery, &info,
      1, 1)
    return try SymmetricWork(length: workLength(size), integerLength: max(integers, 1))
  }

  /// Eigenvalues (real and imaginary parts) and right eigenvectors of any square matrix; a is overwritten.
  func geev(
    _ n: Int32, _ a: UnsafeMutablePointer<T>, _ real: UnsafeMutablePointer<T>,
    _ imaginary: UnsafeMutablePointer<T>, vectors: UnsafeMutablePointer<T>?
  ) throws(ArrayError) -> Int32 {
    var (n, ld, info, size, query) = (n, max(n, 1), Int32(0), T(0), Int32(-1))
    // A routine that is told not to compute vectors still wants an address.
    let right = UnsafeMutableRawPointer(vectors ?? real)
    let left = UnsafeMutableRawPointer(real)
    let job = vectors == nil ? "N" : "V"
    symbols.geev(
      "N", job, &n, a, &ld, real, imaginary, left, &ld, right, &ld, &size, &query, &info, 1, 1)
    var length = try workLength(size)
    let work = try scratch(T.self, Int(length))
    defer { free(work) }
    symbols.geev(
      "N", job, &n, a, &ld, real, imaginary, left, &ld, right, &ld, work, &length, &info, 1, 1)
    return info
  }

  /// Which singular vectors `gesdd` computes.
  enum Vectors: String { case all = "A", reduced = "S", none = "N" }

  /// Singular values of a (m × n, overwritten) and, unless `none`, U (m rows) and Vᵀ (n columns).
  func gesdd(
    _ vectors: Vectors, _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<T>, _ s: UnsafeMutablePointer<T>,
    _ u: UnsafeMutablePointer<T>, _ vt: UnsafeMutablePointer<T>
  ) throws(ArrayError) -> Int32 {
    let k = min(m, n)
    var (m, n, ld, info, size, query) = (m, n, max(m, 1), Int32(0), T(0), Int32(-1))
    var ldvt = max(vectors == .all ? n : k, 1)
    let integers = try scratch(Int32.self, 8 * Int(k))
    defer { free(integers) }
    symbols.gesdd(
      vectors.rawValue, &m, &n, a, &ld, s, u, &ld, vt, &ldvt, &size, &query, integers, &info, 1)
    var length = try workLength(size)
    let work = try scratch(T.self, Int(length))
    defer { free(work) }
    symbols.gesdd(
      vectors.rawValue, &m, &n, a, &ld, s, u, &ld, vt, &ldvt, work, &length, integers, &info, 1)
    return info
  }

  /// Householder QR in place: R above, the reflectors below, their factors in `tau` (min(m, n)).
  func geqrf(
    _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<T>, _ tau: UnsafeMutablePointer<T>
  ) throws(ArrayError) -> Int32 {
    var (m, n, ld, info, size, query) = (m, n, max(m, 1), Int32(0), T(0), Int32(-1))
    symbols.geqrf(&m, &n, a, &ld, tau, &size, &query, &info)
    var length = max(try workLength(size), n)
    let work = try scratch(T.self, Int(length))
    defer { free(work) }
    symbols.geqrf(&m, &n, a, &ld, tau, work, &length, &info)
    return info
  }

  /// The first `columns` columns of Q from `k` reflectors, in place.
  func orgqr(
    _ m: Int32, _ columns: Int32, _ k: Int32, _ q: UnsafeMutablePointer<T>, _ tau: UnsafePointer<T>
  ) throws(ArrayError) -> Int32 {
    var (m, columns, k, ld, info, size, query) = (m, columns, k, max(m, 1), Int32(0), T(0), Int32(-1))
    symbols.orgqr(&m, &columns, &k, q, &ld, tau, &size, &query, &info)
    var length = max(try workLength(size), columns)
    let work = try scratch(T.self, Int(length))
    defer { free(work) }
    symbols.orgqr(&m, &columns, &k, q, &ld, tau, work, &length, &info)
    return info
  }

  /// Least squares by singular values: b (max(m, n) × columns) becomes x in its first n rows.
  func gelsd(
    _ m: Int32, _ n: Int32, _ columns: Int32, _ a: UnsafeMutablePointer<T>, _ b: UnsafeMutablePointer<T>,
    _ s: UnsafeMutablePointer<T>, rcond: T, rank: inout Int32
  ) throws(ArrayError) -> Int32 {
    var (m, n, columns, lda, ldb) = (m, n, columns, max(m, 1), max(m, n, 1))
    var (info, size, query, integers, rcond) = (Int32(0), T(0), Int32(-1), Int32(0), rcond)
    symbols.gelsd(
      &m, &n, &columns, a, &lda, b, &ldb, s, &rcond, &rank, &size, &query, &integers, &info)
    var length = try workLength(size)
    let work = try scratch(T.self, Int(length))
    defer { free(work) }
    let integerWork = try scratch(Int32.self, Int(max(integers, 1)))
    defer { free(integerWork) }
    symbols.gelsd(
      &m, &n, &columns, a, &lda, b, &ldb, s, &rcond, &rank, work, &length, integerWork, &info)
    return info
  }

  /// A work length that came back as a floating-point number, which in single precision may have been rounded
  /// down.
  private func workLength(_ size: T) throws(ArrayError) -> Int32 {
    guard let length = Int32(exactly: size.nextUp.rounded(.up)), length > 0 else {
      throw ArrayError(.unsupported, "the matrix is too large for LAPACK's 32-bit work lengths")
    }
    return length
  }
}

extension LinearOperation {
  /// A length as LAPACK takes it; throws past 2³¹ − 1.
  func int32(_ length: Int) throws(ArrayError) -> Int32 {
    guard let narrow = Int32(exactly: length) else {
      throw ArrayError(
        .unsupported, "\(name): a length of \(length) is more than LAPACK can take (\(Int32.max))")
    }
    return narrow
  }
}

/// What `syevd` computes in, for matrices of one size.
struct SymmetricWork<T: LinearScalar>: ~Copyable {
  let length: Int32
  let integerLength: Int32
  let numbers: UnsafeMutablePointer<T>
  let integers: UnsafeMutablePointer<Int32>

  /// The integers lie behind the numbers: none is longer than a number.
  init(length: Int32, integerLength: Int32) throws(ArrayError) {
    (self.length, self.integerLength) = (length, integerLength)
    numbers = try scratch(T.self, Int(length) + Int(integerLength))
    integers = UnsafeMutableRawPointer(numbers + Int(length)).bindMemory(to: Int32.self, capacity: Int(integerLength))
  }
  deinit { free(numbers) }
}
