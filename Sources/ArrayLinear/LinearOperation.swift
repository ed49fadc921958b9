import ArrayGraph
import Lanes

/// One linear algebra call, with the choices that change its results' types: what a library-call node of the
/// graph holds.
package enum LinearOperation: Hashable, Sendable {
  /// NumPy's `@`: (…, n, k) by (…, k, m), one-dimensional operands as row on the left and column on the
  /// right.
  case matmul
  /// `np.dot`: the last axis of the first with the last but one of the second, all other axes side by side.
  case dot
  case inv
  /// Solves a·x = b; b is a vector when it has one dimension, otherwise (a stack of) matrices, as in NumPy 2.
  case solve
  case det
  /// Results: sign, natural logarithm of the absolute value.
  case slogdet
  /// Eigenvalues ascending and eigenvectors of a symmetric matrix, of which one triangle is read.
  case eigh(lower: Bool)
  case eigvalsh(lower: Bool)
  /// Eigenvalues and right eigenvectors; complex ones are an error.
  case eig
  case eigvals
  /// Results: U, singular values descending, V transposed.
  case svd(full: Bool)
  case svdvals
  case qr(QRMode)
  case cholesky(upper: Bool)
  /// Least squares by singular values: results x, rank (`i32`), singular values.
  ///
  /// `rcond` nil is NumPy's default, the precision times the longer side. (NumPy's residuals have a shape
  /// that depends on the rank, and are composed by the caller.)
  case lstsq(rcond: Double?)
  /// Pseudo-inverse; singular values up to `rcond` times the largest count as zero. Nil is NumPy's 1e-15.
  case pinv(rcond: Double?)
  /// The number of singular values above `tolerance` (nil: largest · longer side · precision), as `i64`.
  case matrixRank(tolerance: Double?)

  /// Which factors `qr` gives.
  package enum QRMode: String, Hashable, Sendable { case reduced, complete, r }

  /// NumPy's name for it.
  package var name: String {
    switch self {
    case .matmul: "matmul"
    case .dot: "dot"
    case .inv: "inv"
    case .solve: "solve"
    case .det: "det"
    case .slogdet: "slogdet"
    case .eigh: "eigh"
    case .eigvalsh: "eigvalsh"
    case .eig: "eig"
    case .eigvals: "eigvals"
    case .svd: "svd"
    case .svdvals: "svdvals"
    case .qr: "qr"
    case .cholesky: "cholesky"
    case .lstsq: "lstsq"
    case .pinv: "pinv"
    case .matrixRank: "matrix_rank"
    }
  }

  /// How many arrays go in.
  package var inputCount: Int {
    switch self {
    case .matmul, .dot, .solve, .lstsq: 2
    default: 1
    }
  }

  /// A product runs for every dtype and without a library; all others are factorisations of `f32` or `f64`.
  package var isProduct: Bool { self == .matmul || self == .dot }

  /// The dtype that a factorisation's inputs must be cast to first: `f32` when all are `f32`, otherwise
  /// `f64`, as NumPy does. Nil for a product, whose inputs are promoted as those of any operator.
  package func inputType(for dtypes: [DType]) -> DType? {
    if isProduct { return nil }
    return dtypes.allSatisfy { $0 == .f32 } ? .f32 : .f64
  }
}
