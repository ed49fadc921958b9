/// The shape that two stacks of matrices have together under NumPy's broadcasting; nil where they do not fit.
func broadcastBatch(_ a: some Collection<Int>, _ b: some Collection<Int>) -> [Int]? {
  let rank = max(a.count, b.count)
  let left = Array(repeating: 1, count: rank - a.count) + a
  let right = Array(repeating: 1, count: rank - b.count) + b
  var shape: [Int] = []
  for (x, y) in zip(left, right) {
    guard x == y || x == 1 || y == 1 else { return nil }
    shape.append(x == 1 ? y : x)
  }
  return shape
}

/// For each matrix of the stack `batch`, in C order, the index of the matrix in an operand whose own stack
/// is `own`, broadcast to it.
func batchIndices(of own: some Collection<Int>, in batch: [Int]) -> [Int] {
  let padded = Array(repeating: 1, count: batch.count - own.count) + own
  var indices = [0]
  var strides = Array(repeating: 0, count: batch.count)
  var step = 1
  for axis in batch.indices.reversed() {
    strides[axis] = padded[axis] == 1 ? 0 : step
    step *= padded[axis]
  }
  for axis in batch.indices {
    indices = indices.flatMap { base in (0..<batch[axis]).map { base + $0 * strides[axis] } }
  }
  return indices
}
