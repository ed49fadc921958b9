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
  /// The stack of results.
  private let matrices: [Int]
  /// Of each matrix's result.
  private let elements: Int
  private let context: LinearContext
  /// Where each matrix and its right side begin, in elements, if no one step leads from each to the next.
  private let places: [(a: Int, b: Int)]?

  /// Multiplications for which another thread is worth waking.
  private static var leastPart: Int { 1 << 14 }

  /// Nil where the operation is another one, or the matrices are larger.
  init?(_ operation: LinearOperation, _ inputs: [LinearBuffer], _ outputs: [LinearBuffer], _ context: LinearContext) {
    let a = inputs[0]
    let n = a.rows
    guard n == a.columns, (1...Int(linear_small_rows)).contains(n) else { return nil }
    let loops = T.smallLoops
    var stack = linear_small()
    stack.rows = n
    let own = Array(a.shape.dropLast(2))
    var (matrices, upper, sides) = (own, false, LinearBuffer?.none)
    switch operation {
    case .det: loop = loops.solve
    case .inv:
      loop = loops.solve
      stack.columns = n
    case .solve:
      loop = loops.solve
      let b = inputs[1].asColumn
      guard let together = broadcastBatch(own, b.shape.dropLast(2)), b.columns <= Int(linear_small_rows)
      else { return nil }
      (matrices, sides) = (together, b)
      stack.columns = b.columns
      stack.b = UnsafeRawPointer(b.pointer)
      (stack.b_row, stack.b_column) = (b.strides[b.shape.count - 2], b.strides[b.shape.count - 1])
    case .cholesky(let isUpper):
      loop = loops.cholesky
      upper = isUpper
    default: return nil
    }
    // Of no right sides there is nothing to solve.
    let isNothing = operation == .solve && stack.columns == 0
    guard let count = isNothing ? 0 : Shape.count(matrices) else { return nil }
    if count == 0 {
      places = []
    } else if let step = a.step(in: matrices[...]),
      let sideStep = sides?.step(in: matrices[...]) ?? (sides == nil ? 0 : nil)
    {
      (stack.a_matrix, stack.b_matrix, places) = (step, sideStep, nil)
    } else {
      let ofMatrices = batchIndices(of: own, in: matrices).map { a.offset(ofMatrix: $0) }
      let ofSides = sides.map { b in
        batchIndices(of: b.shape.dropLast(2), in: matrices).map { b.offset(ofMatrix: $0) }
      }
      places = ofMatrices.enumerated().map { ($1, ofSides?[$0] ?? 0) }
    }
    let (row, column) = (a.strides[a.shape.count - 2], a.strides[a.shape.count - 1])
    (stack.a, stack.count) = (UnsafeRawPointer(a.pointer), count)
    (stack.a_row, stack.a_column) = upper ? (column, row) : (row, column)
    (stack.out_row, stack.out_column) = upper ? (1, n) : (n, 1)
    stack.out = outputs[0].pointer
    elements = operation == .det ? 1 : operation == .solve ? n * stack.columns : n * n
    (self.operation, self.stack, self.a, self.context, self.matrices) = (operation, stack, a, context, matrices)
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
    if let places {
      part.count = 1
      return matrices.first { index in
        part.a = stack.a + places[index].a * size
        part.b = stack.b.map { $0 + places[index].b * size }
        part.out = stack.out + index * elements * size
        return loop(&part) >= 0
      }
    }
    part.a += matrices.lowerBound * stack.a_matrix * size
    part.b? += matrices.lowerBound * stack.b_matrix * size
    part.out += matrices.lowerBound * elements * size
    part.count = matrices.count
    let failed = loop(&part)
    return failed < 0 ? nil : matrices.lowerBound + failed
  }

  private func report(_ failed: Int?) throws(ArrayError) {
    guard let failed else { return }
    // Some matrices may stand for several right sides.
    let matrix = batchIndices(of: a.shape.dropLast(2), in: matrices)[failed]
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
