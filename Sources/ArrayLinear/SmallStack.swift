import ArrayGraph
import CLinear

// Stacks of small matrices, as rotations of points are: what each product would take to be set up is many times what it
// takes. One loop does all of them, if a step of the same length leads from each matrix to the next; where they are
// broadcast along several axes, one for each run of such. The bits are those of the own kernel (`BlockedProduct`).
struct SmallStack<T: BitwiseCopyable>: @unchecked Sendable {
  private let loop: linear_stack_loop
  /// The first run of pairs.
  private let stack: linear_stack
  /// Where the matrices of each run begin, in elements behind those of the first one.
  private let runs: [(a: Int, b: Int)]
  private let context: LinearContext

  /// Columns of the right matrices, for which there are loops, what is summed, and elements of the result.
  private static var mostColumns: Int { Int(linear_stack_columns) }
  private static var mostSummed: Int { Int(linear_stack_depth) }
  private static var mostElements: Int { 128 }
  /// Pairs from which on a run of them is worth its call.
  private static var leastRun: Int { 4 }
  /// Multiplications for which another thread is worth waking.
  private static var leastPart: Int { 1 << 16 }

  /// Nil where the matrices are larger, or few of them lie by one step.
  init?(
    _ left: LinearBuffer, _ right: LinearBuffer, _ batch: [Int], to target: UnsafeMutablePointer<T>,
    _ loops: TileLoops?, _ context: LinearContext
  ) {
    guard let loop = loops?.stack, right.columns <= Self.mostColumns, left.columns <= Self.mostSummed,
      left.rows * right.columns <= Self.mostElements,
      let (outer, stepA, stepB) = Self.longestRun(left, right, batch)
    else { return nil }
    (self.loop, self.context) = (loop, context)
    let (rankA, rankB) = (left.shape.count, right.shape.count)
    let count = batch[outer...].reduce(1, *)
    stack = linear_stack(
      a: left.pointer, a_matrix: stepA, a_row: left.strides[rankA - 2], a_column: left.strides[rankA - 1],
      b: right.pointer, b_matrix: stepB, b_row: right.strides[rankB - 2], b_column: right.strides[rankB - 1],
      c: target, count: count, rows: left.rows, columns: right.columns, depth: left.columns)
    if outer == 0 {
      runs = [(0, 0)]
    } else {
      let (a, b) = (
        batchIndices(of: left.shape.dropLast(2), in: batch), batchIndices(of: right.shape.dropLast(2), in: batch)
      )
      runs = stride(from: 0, to: a.count, by: count).map {
        (left.offset(ofMatrix: a[$0]), right.offset(ofMatrix: b[$0]))
      }
    }
  }

  /// The first axis from which on each matrix of both stacks leads to the next one by one step, and the steps.
  private static func longestRun(
    _ left: LinearBuffer, _ right: LinearBuffer, _ batch: [Int]
  ) -> (outer: Int, stepA: Int, stepB: Int)? {
    for outer in batch.indices {
      let inner = batch[outer...]
      if outer > 0, inner.reduce(1, *) < leastRun { return nil }
      if let a = left.step(in: inner), let b = right.step(in: inner) { return (outer, a, b) }
    }
    return nil
  }

  func run() {
    let one = stack.rows * stack.columns * max(stack.depth, 1)
    let count = stack.count * runs.count
    let parts = max(1, min(context.threads, count / max(1, Self.leastPart / one)))
    if parts == 1 { return run(0..<count) }
    context.parallel(parts) { run(count * $0 / parts..<count * ($0 + 1) / parts) }
  }

  private func run(_ pairs: Range<Int>) {
    let size = MemoryLayout<T>.stride
    var first = pairs.lowerBound
    while first < pairs.upperBound {
      let (run, within) = first.quotientAndRemainder(dividingBy: stack.count)
      var part = stack
      part.count = min(stack.count - within, pairs.upperBound - first)
      part.a += (runs[run].a + within * stack.a_matrix) * size
      part.b += (runs[run].b + within * stack.b_matrix) * size
      part.c += first * stack.rows * stack.columns * size
      loop(&part)
      first += part.count
    }
  }
}

extension LinearBuffer {
  /// Elements from each matrix to the next one along the last axes `batch` of a stack, if it is one number: 0 where there is
  /// but one matrix.
  func step(in batch: ArraySlice<Int>) -> Int? {
    let own = Array(shape.dropLast(2).suffix(batch.count))
    if own.allSatisfy({ $0 == 1 }) { return 0 }
    guard own.drop(while: { $0 == 1 }).elementsEqual(batch.drop { $0 == 1 }) else { return nil }
    return Layout(strides: Array(strides.dropLast(2).suffix(batch.count))).reshaped(own, to: [batch.reduce(1, *)])?
      .strides.first
  }
}
