import ArrayGraph
import CLinear

// Stacks of small matrices, as rotations of points are: what each product would take to be set up is many times what it
// takes. One loop does all of them, if a step of the same length leads from each matrix to the next. The bits are those of
// the own kernel (`BlockedProduct`).
struct SmallStack<T: BitwiseCopyable>: @unchecked Sendable {
  private let loop: linear_stack_loop
  private let stack: linear_stack
  private let context: LinearContext

  /// Columns of the right matrices, for which there are loops, what is summed, and elements of the result.
  private static var mostColumns: Int { Int(linear_stack_columns) }
  private static var mostSummed: Int { Int(linear_stack_depth) }
  private static var mostElements: Int { 64 }
  /// Multiplications for which another thread is worth waking.
  private static var leastPart: Int { 1 << 16 }

  /// Nil where the matrices are larger, or lie by no one step.
  init?(
    _ left: LinearBuffer, _ right: LinearBuffer, _ batch: [Int], to target: UnsafeMutablePointer<T>,
    _ loops: TileLoops?, _ context: LinearContext
  ) {
    guard let loop = loops?.stack, right.columns <= Self.mostColumns, left.columns <= Self.mostSummed,
      left.rows * right.columns <= Self.mostElements, let stepA = left.step(in: batch),
      let stepB = right.step(in: batch)
    else { return nil }
    (self.loop, self.context) = (loop, context)
    let (rankA, rankB) = (left.shape.count, right.shape.count)
    stack = linear_stack(
      a: left.pointer, a_matrix: stepA, a_row: left.strides[rankA - 2], a_column: left.strides[rankA - 1],
      b: right.pointer, b_matrix: stepB, b_row: right.strides[rankB - 2], b_column: right.strides[rankB - 1],
      c: target, count: batch.reduce(1, *), rows: left.rows, columns: right.columns, depth: left.columns)
  }

  func run() {
    let one = stack.rows * stack.columns * max(stack.depth, 1)
    let parts = max(1, min(context.threads, stack.count / max(1, Self.leastPart / one)))
    if parts == 1 { return run(0..<stack.count) }
    context.parallel(parts) { run(stack.count * $0 / parts..<stack.count * ($0 + 1) / parts) }
  }

  private func run(_ pairs: Range<Int>) {
    var part = stack
    let size = MemoryLayout<T>.stride
    part.a += pairs.lowerBound * stack.a_matrix * size
    part.b += pairs.lowerBound * stack.b_matrix * size
    part.c += pairs.lowerBound * stack.rows * stack.columns * size
    part.count = pairs.count
    loop(&part)
  }
}

extension LinearBuffer {
  /// Elements from each matrix to the next one of the stack `batch`, if it is one number: 0 where there is but one matrix.
  func step(in batch: [Int]) -> Int? {
    let own = Array(shape.dropLast(2))
    if own.allSatisfy({ $0 == 1 }) { return 0 }
    guard own.drop(while: { $0 == 1 }).elementsEqual(batch.drop { $0 == 1 }) else { return nil }
    return Layout(strides: Array(strides.dropLast(2))).reshaped(own, to: [batch.reduce(1, *)])?.strides.first
  }
}
