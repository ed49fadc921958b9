import ArrayGraph
import Lanes
import Synchronization

extension LinearOperation {
  /// Computes the results into `outputs`, whose dtypes and shapes are those of `resultTypes`.
  ///
  /// Throws what only the data can tell (`.singular`, `.value` where an iteration does not converge, an
  /// eigenvalue is complex, or a matrix is not positive definite), `.library` where a factorisation finds no
  /// OpenBLAS, and `.memory`. After an error the outputs hold nothing of use. Inputs are never written.
  package func run(inputs: [LinearBuffer], outputs: [LinearBuffer], context: LinearContext = LinearContext())
    throws(ArrayError)
  {
    assert((try? resultTypes(inputs: inputs.map { ($0.dtype, $0.shape) }))?.map(\.1) == outputs.map(\.shape))
    if isProduct { return try runProduct(inputs[0], inputs[1], outputs[0], context) }
    switch inputs[0].dtype {
    case .f32: try factorise(Float.self, inputs, outputs, context)
    default: try factorise(Double.self, inputs, outputs, context)
    }
  }

  private func factorise<T: LinearScalar>(
    _: T.Type, _ inputs: [LinearBuffer], _ outputs: [LinearBuffer], _ context: LinearContext
  ) throws(ArrayError) {
    if case .matrixRank = self, inputs[0].shape.count < 2 {
      let (elements, step) = (inputs[0].elements(T.self), inputs[0].strides.first ?? 1)
      outputs[0].elements(Int64.self)[0] = (0..<inputs[0].count).contains { elements[$0 * step] != 0 } ? 1 : 0
      return
    }
    if let small = SmallFactors<T>(self, inputs, outputs, context) { return try small.run() }
    let library = try context.library(for: self)
    var stack = Array(inputs[0].shape.dropLast(2))
    if case .solve = self { stack = broadcastBatch(stack, inputs[1].asColumn.shape.dropLast(2)) ?? [] }
    // Of empty matrices there may be more than a number holds; of those nothing is stored, whatever comes out here.
    let count = stack.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    let call = Factorisation<T>(
      operation: self, routines: Routines<T>(library), a: inputs[0], out: outputs, matrices: 0..<max(count, 0))
    let parts = call.partCount(context.threads)
    if parts == 1 {
      // (n of 20, 60, 100, 200, 400, ms on one thread and on two of the library's: eigvalsh 0.023, 0.14, 0.36, 1.9, 8.1 and
      // 0.043, 0.24, 0.47, 1.7, 7.1; inv 0.007, 0.050, 0.18, 1.7, 7.5 and 0.011, 0.045, 0.16, 1.4, 7.7.)
      library.setThreads(call.isSmall ? 1 : context.threads)
      defer { library.setThreads(1) }
      return try run(call, inputs)
    }
    // Parts are in order, and each stops at its first failure: the first of these is that of the first matrix that fails.
    let failures = Mutex<[ArrayError?]>(Array(repeating: nil, count: parts))
    context.parallel(parts) { part in
      var some = call
      some.matrices = count * part / parts..<count * (part + 1) / parts
      do throws(ArrayError) { try run(some, inputs) } catch { failures.withLock { $0[part] = error } }
    }
    if let error = failures.withLock({ $0.lazy.compactMap(\.self).first }) { throw error }
  }

  /// Factorises the matrices of a call.
  private func run<T: LinearScalar>(_ call: Factorisation<T>, _ inputs: [LinearBuffer]) throws(ArrayError) {
    switch self {
    case .matmul, .dot: break
    case .inv: try call.inverse()
    case .solve: try call.solve(inputs[1])
    case .det: try call.determinant()
    case .slogdet: try call.determinant()
    case .cholesky(let upper): try call.cholesky(upper: upper)
    case .eigh(let lower): try call.symmetricEigenvalues(vectors: true, lower: lower)
    case .eigvalsh(let lower): try call.symmetricEigenvalues(vectors: false, lower: lower)
    case .eig: try call.eigenvalues(vectors: true)
    case .eigvals: try call.eigenvalues(vectors: false)
    case .svd(let full): try call.singularValues(full ? .all : .reduced)
    case .svdvals: try call.singularValues(.none)
    case .qr(let mode): try call.orthogonalTriangular(mode)
    case .lstsq(let rcond): try call.leastSquares(inputs[1], rcond: rcond)
    case .pinv(let rcond): try call.pseudoInverse(rcond: rcond ?? 1e-15)
    case .matrixRank(let tolerance): try call.rank(tolerance: tolerance)
    }
  }
}

/// One factorisation of a stack of matrices: what its methods, one file a family, have in common.
///
/// Parts of a stack write disjoint results, which is what makes sharing their memory between threads sound.
struct Factorisation<T: LinearScalar>: @unchecked Sendable {
  let operation: LinearOperation
  let routines: Routines<T>
  let a: LinearBuffer
  let out: [LinearBuffer]
  /// Which matrices of the stack, or of those that are solved.
  var matrices: Range<Int>

  var rows: Int { a.rows }
  var columns: Int { a.columns }
  var size: Int { rows * columns }

  /// Rows and columns below which the library's own threads gain nothing, and stacks are shared by ours.
  private static var leastShared: Int { 256 }
  var isSmall: Bool { max(rows, columns) < Self.leastShared }

  /// Into how many parts a stack is worth to be cut for that many threads.
  func partCount(_ threads: Int) -> Int {
    let one = size * min(rows, columns)
    if !isSmall || one < Self.leastCall { return 1 }
    return max(1, min(threads, matrices.count / max(1, Self.partCost / one)))
  }
  /// Multiplications of one matrix below which threads wait for the library's lock more than they compute (2242 systems of
  /// 3 × 3 on one thread 0.60 ms, on two 0.82; 332 of 8 × 8 0.36 and 0.27), and those for which another thread is woken.
  private static var leastCall: Int { 1 << 8 }
  private static var partCost: Int { 1 << 15 }

  /// Where the elements of output `index` begin.
  func output(_ index: Int) -> UnsafeMutablePointer<T> { out[index].elements(T.self) }

  /// Copies matrix `index` of the stack into Fortran's order.
  func load(_ index: Int, to target: UnsafeMutablePointer<T>) {
    a.matrix(T.self, index).copyColumnMajor(to: target)
  }

  /// Copies a column-major matrix out into C order.
  func store(
    _ source: UnsafePointer<T>, rows: Int, columns: Int, leading: Int? = nil,
    to target: UnsafeMutablePointer<T>
  ) {
    transpose(columns, rows, from: source, leading ?? rows, 1, to: target)
  }

  func failure(_ kind: ArrayError.Kind, _ message: String, at index: Int) -> ArrayError {
    a.failure(kind, message, at: index, of: operation)
  }

  /// Is every element of the column-major `matrix` finite?
  func isFinite(_ matrix: UnsafePointer<T>) -> Bool {
    (0..<size).allSatisfy { matrix[$0].isFinite }
  }

  /// The difference between 1 and the next number.
  static var precision: T { T.ulpOfOne }
}
