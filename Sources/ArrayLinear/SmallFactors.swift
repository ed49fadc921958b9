import ArrayGraph
import CLinear
import Synchronization

// Stacks of small matrices, a matrix in each lane: a call of LAPACK takes many times what it computes. Needs no library, and
// gives the same bits on every machine.
struct SmallFactors<T: LinearScalar>: @unchecked Sendable {
  private let operation: LinearOperation
  private let loop: linear_small_loop
  private let stack: linear_small
  private let a: LinearBuffer
  /// Of each matrix's result.
  private let elements: Int
  private let context: LinearContext

  /// Multiplications for which another thread is worth waking.
  private static var leastPart: Int { 1 << 14 }

  /// Nil where the operation is another one, the matrices are larger, or they lie by no one step.
  init?(_ operation: LinearOperation, _ inputs: [LinearBuffer], _ outputs: [LinearBuffer], _ context: LinearContext) {
    let a = inputs[0]
    let n = a.rows
    guard n == a.columns, (1...Int(linear_small_rows)).contains(n) else { return nil }
    let loops = T.smallLoops
    var stack = linear_small()
    stack.rows = n
    var (matrices, upper) = (Array(a.shape.dropLast(2)), false)
    switch operation {
    case .det: loop = loops.solve
    case .inv:
      loop = loops.solve
      stack.columns = n
    case .solve:
      loop = loops.solve
      let b = inputs[1].asColumn
      guard let together = broadcastBatch(matrices, b.shape.dropLast(2)), let step = b.step(in: together),
        (1...Int(linear_small_rows)).contains(b.columns)
      else { return nil }
      matrices = together
      stack.columns = b.columns
      (stack.b, stack.b_matrix) = (UnsafeRawPointer(b.pointer), step)
      (stack.b_row, stack.b_column) = (b.strides[b.shape.count - 2], b.strides[b.shape.count - 1])
    case .cholesky(let isUpper):
      loop = loops.cholesky
      upper = isUpper
    default: return nil
    }
    guard let step = a.step(in: matrices), let count = Self.count(matrices), count > 0 else { return nil }
    let (row, column) = (a.strides[a.shape.count - 2], a.strides[a.shape.count - 1])
    (stack.a, stack.a_matrix, stack.count) = (UnsafeRawPointer(a.pointer), step, count)
    (stack.a_row, stack.a_column) = upper ? (column, row) : (row, column)
    (stack.out_row, stack.out_column) = upper ? (1, n) : (n, 1)
    stack.out = outputs[0].pointer
    elements = operation == .det ? 1 : operation == .solve ? n * stack.columns : n * n
    (self.operation, self.stack, self.a, self.context) = (operation, stack, a, context)
  }

  private static func count(_ matrices: [Int]) -> Int? {
    var count = 1
    for length in matrices {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      if overflow { return nil }
      count = product
    }
    return count
  }

  func run() throws(ArrayError) {
    let one = stack.rows * stack.rows * (stack.rows + stack.columns)
    let parts = max(1, min(context.threads, stack.count / max(1, Self.leastPart / one)))
    if parts == 1 { return try report(run(0..<stack.count)) }
    // Of each part the first matrix that fails: the first part that has one has the first of all.
    let failures = Mutex<[Int?]>(Array(repeating: nil, count: parts))
    context.parallel(parts) { part in
      let failed = run(stack.count * part / parts..<stack.count * (part + 1) / parts)
      failures.withLock { $0[part] = failed }
    }
    try report(failures.withLock { $0.lazy.compactMap(\.self).first })
  }

  /// The first matrix of some that has no result.
  private func run(_ matrices: Range<Int>) -> Int? {
    var part = stack
    let size = MemoryLayout<T>.stride
    part.a += matrices.lowerBound * stack.a_matrix * size
    part.b? += matrices.lowerBound * stack.b_matrix * size
    part.out += matrices.lowerBound * elements * size
    part.count = matrices.count
    let failed = loop(&part)
    return failed < 0 ? nil : matrices.lowerBound + failed
  }

  private func report(_ failed: Int?) throws(ArrayError) {
    guard let failed else { return }
    // One matrix may stand for the whole stack of right sides.
    let matrix = stack.a_matrix == 0 ? 0 : failed
    switch operation {
    case .cholesky: throw a.failure(.value, "Matrix is not positive definite", at: matrix, of: operation)
    default: throw a.failure(.singular, "singular matrix", at: matrix, of: operation)
    }
  }
}

extension LinearBuffer {
  /// The error of one matrix; in a stack a note says which.
  func failure(_ kind: ArrayError.Kind, _ message: String, at index: Int, of operation: LinearOperation) -> ArrayError {
    ArrayError(
      kind, message,
      notes: matrixCount > 1 ? ["matrix \(index) of the stack of \(matrixCount), in \(operation.name)"] : [])
  }
}
