import ArrayGraph
import ArrayLinear

extension LinearOperation {
  /// Records the call: inputs cast to the dtype it computes in, one node a result. Throws `.shape` and `.dtype`.
  package func record(_ inputs: [Node]) throws(ArrayError) -> [Node] {
    let common = inputType(for: inputs.map(\.dtype)) ?? DType.promoted(inputs.map(\.dtype)) ?? .f64
    let operands = inputs.map { $0.cast(to: common) }
    let results = try resultTypes(inputs: operands.map { ($0.dtype, $0.shape) })
    let source = SourceRange.current
    let call = LibraryCall(
      name: name, inputs: operands, results: results.map { (dtype: $0.0, shape: $0.1) }, reading: .matrices,
      source: source
    ) { (inputs, outputs, context) throws(ArrayError) in
      do throws(ArrayError) {
        try run(
          inputs: inputs, outputs: outputs,
          context: LinearContext(threads: context.threads, parallel: context.parallel))
      } catch {
        var located = error
        located.source = error.source ?? source
        throw located
      }
    }
    return call.nodes()
  }
}

/// How products with vectors are recorded.
package enum VectorProducts {
  /// As sums, all of them: for who has no library to call.
  @TaskLocal package static var areSums = false
}

extension Node {
  /// NumPy's `@`. Throws `.shape`.
  package func matmul(_ other: Node) throws(ArrayError) -> Node { try product(.matmul, other) }

  /// `np.dot`: a product of scalars, vectors, matrices or more. Throws `.shape`.
  package func dot(_ other: Node) throws(ArrayError) -> Node {
    if rank == 0 || other.rank == 0 { return try Ops.multiply(self, other) }
    return try product(.dot, other)
  }

  /// With a vector, the sums of products that it is, which fuse with what makes the operands and with what follows; a
  /// library call where that is faster, of two matrices, and of truth values.
  private func product(_ operation: LinearOperation, _ other: Node) throws(ArrayError) -> Node {
    let dtype = DType.promoted([dtype, other.dtype]) ?? .f64
    if areColumnsOfIntegers(other, dtype) {
      _ = try operation.resultTypes(inputs: [(dtype, shape), (dtype, other.shape)])
      return try columns(of: cast(to: dtype), times: other.cast(to: dtype))
    }
    if isTall(beside: other, dtype) {
      _ = try operation.resultTypes(inputs: [(dtype, shape), (dtype, other.shape)])
      // What is computed of many operations, or of an expensive one, might be computed for each column.
      let stored = isCheap(atMost: 8) ? self : Node(.copy(self), self.dtype, shape)
      let rows = stored.cast(to: dtype).reshaped(shape + [1])
      return try Ops.multiply(rows, other.cast(to: dtype)).reduce(.sum, axes: [rank - 1])
    }
    let isSum = rank == 1 ? other.isSummed(in: dtype) : other.rank == 1 && isSummed(in: dtype)
    guard isSum, dtype != .bool else { return try operation.record([self, other])[0] }
    _ = try operation.resultTypes(inputs: [(dtype, shape), (dtype, other.shape)])
    let (a, b) = (cast(to: dtype), other.cast(to: dtype))
    if rank == 1 && other.rank == 1 { return try Ops.multiply(a, b).reduce(.sum, axes: [0]) }
    return try rank == 1 ? b.summed(-2, times: a) : a.summed(-1, times: b)
  }

  /// Whether a product is one of many short rows of integers with a few columns, all of which one kernel computes, with what
  /// makes the operands and what follows. (200 000 rows of three `i32` by 3 × 3, one thread: 0.26 ms by the library, 0.073
  /// so; of more than four columns, or of `i64`, what follows finds too few registers. Fewer rows the library does faster.)
  /// Integers wrap, so that the order of summation does not matter.
  private func areColumnsOfIntegers(_ other: Node, _ dtype: DType) -> Bool {
    guard !dtype.isFloat, dtype != .bool, dtype.size <= 4, rank >= 2, other.rank == 2, let length = shape.last,
      length == other.shape[0], !VectorProducts.areSums
    else { return false }
    let columns = other.shape[1]
    return 2...8 ~= length && 2...(dtype.size == 1 ? 8 : 4) ~= columns && length * columns <= 32
      && count / length >= 4096
  }
  private func columns(of rows: Node, times other: Node) throws(ArrayError) -> Node {
    var columns: [Node] = []
    for column in 0..<other.shape[1] {
      let factors = try other.indexed([.slice(start: nil, stop: nil, step: nil), .integer(column)])
      columns.append(try rows.summed(-1, times: factors))
    }
    return try Node.stacked(columns, axis: -1)
  }

  /// Whether a product is one of many rows of a few floats with a few columns: recorded as the sums that it is, which the
  /// own product adds in the same order, it is one kernel with what makes the rows and with what follows. (Rows of `f32`, 50 001
  /// by 2 × 3, 4 × 4, 8 × 2, ms by the own product and so: 0.077, 0.113, 0.27 and 0.020, 0.037, 0.070; of `f64` 0.087, 0.18, 0.32
  /// and 0.058, 0.138, 0.188; 300 001 by 3 × 3 plus a row 1.78 and 0.69; but by 4 × 8 0.16 and 0.31.)
  private func isTall(beside other: Node, _ dtype: DType) -> Bool {
    guard dtype.isFloat, rank >= 2, other.rank == 2, let length = shape.last, length == other.shape[0],
      !VectorProducts.areSums
    else { return false }
    return 2...8 ~= length && 2...6 ~= other.shape[1] && count / length >= 4096
  }

  /// Whether it is stored, or made of what is by so many cheap operations at most.
  private func isCheap(atMost most: Int) -> Bool {
    var (left, pending) = (most, [self])
    while let node = pending.popLast() {
      switch node.kind {
      case .elementwise(let operation, _, _):
        left -= 1
        if left < 0 || operation.isExpensive || operation.name == "divide" { return false }
      case .cast, .view: break
      default: continue
      }
      Node.forEachInput(node.kind) { pending.append($0) }
    }
    return true
  }

  /// Whether the product of a vector with this array is recorded as sums: where the array is a vector too, is computed
  /// (then it is never stored), or has short rows, and for integers.
  ///
  /// What the array is decides, and not whether it was evaluated, since the order of summation depends on it. Long rows
  /// BLAS reads faster (one thread, f32: 10 000 × 300 in 0.16 ms against 0.30, 1000 × 1000 in 0.051 against 0.067), short
  /// ones it does not (f64: 100 000 × 64 in 4.2 ms against 1.4).
  private func isSummed(in dtype: DType) -> Bool {
    if rank < 2 || !dtype.isFloat || VectorProducts.areSums { return true }
    if case .elementwise = form { return true }
    if case .cast = form { return true }
    return shape[rank - (isTransposed ? 2 : 1)] <= (dtype == .f32 ? 128 : 256)
  }

  /// The sums along one of the last two axes of what a vector along that axis gives times this array. A transposed matrix
  /// is read the way it lies.
  private func summed(_ axis: Int, times vector: Node) throws(ArrayError) -> Node {
    if isTransposed { return try matrixTransposed().summed(-3 - axis, times: vector) }
    // It is read again for every row.
    let stored = vector.isComputed && !vector.isEvaluated ? Node(.copy(vector), dtype, vector.shape) : vector
    let factors = axis == -1 ? stored : stored.reshaped([vector.count, 1])
    return try Ops.multiply(self, factors).reduce(.sum, axes: [rank + axis])
  }

  private var isTransposed: Bool { axisOrder.isTransposed(rank) }

  /// Whether its elements are still to be made by operations on elements.
  private var isComputed: Bool {
    switch kind {
    case .elementwise, .cast: !isConstant
    case .view(let base, _): base.isComputed
    default: false
    }
  }

  /// The sums of products over the last axes of both. Throws `.shape`.
  package func inner(_ other: Node) throws(ArrayError) -> Node {
    if rank == 0 || other.rank == 0 { return try Ops.multiply(self, other) }
    return try dot(other.rank == 1 ? other : other.matrixTransposed())
  }

  /// A product of every element of this array with every one of the other, both flattened.
  package func outer(_ other: Node) throws(ArrayError) -> Node {
    try Ops.multiply(reshaped([count, 1]), other.reshaped([1, other.count]))
  }

  /// The Frobenius or Euclidean norm over some axes, or all; `order` as NumPy's `ord`. Throws `.value`, `.axis`.
  package func norm(
    _ order: NormOrder? = nil, axes: [Int]? = nil, keepDims: Bool = false
  ) throws(ArrayError) -> Node {
    let x = dtype.isFloat ? self : cast(to: .f64)
    let positions = try reductionAxes(axes)
    guard let order else { return try x.euclidean(positions, keepDims) }
    guard positions.count <= 2 && (axes != nil || rank <= 2), !positions.isEmpty else {
      throw ArrayError(.value, "Improper number of dimensions to norm.")
    }
    return try positions.count == 1
      ? x.vectorNorm(order, positions, keepDims) : x.matrixNorm(order, positions, keepDims)
  }

  private func euclidean(_ axes: [Int], _ keepDims: Bool) throws(ArrayError) -> Node {
    try Ops.unary("sqrt", Ops.multiply(self, self).sum(axes, keepDims: keepDims))
  }

  private func vectorNorm(_ order: NormOrder, _ axes: [Int], _ keepDims: Bool) throws(ArrayError) -> Node {
    guard case .number(let p) = order else {
      throw ArrayError(.value, "Invalid norm order '\(order.text)' for vectors")
    }
    let size = try Ops.unary("abs", self)
    switch p {
    case .infinity: return try size.max(axes, keepDims: keepDims)
    case -.infinity: return try size.min(axes, keepDims: keepDims)
    case 0:
      return try Ops.unary("logical_not", Ops.equal(self, Ops.scalar(0, like: self)))
        .cast(to: dtype).sum(axes, keepDims: keepDims)
    case 1: return try size.sum(axes, keepDims: keepDims)
    case 2: return try euclidean(axes, keepDims)
    default:
      let power = Ops.named("pow")
      let total = try elementwise(power, [.strong(size), .weakFloat(p)]).sum(axes, keepDims: keepDims)
      return try elementwise(power, [.strong(total), .weakFloat(1 / p)])
    }
  }

  private func matrixNorm(_ order: NormOrder, _ axes: [Int], _ keepDims: Bool) throws(ArrayError) -> Node {
    let (row, column) = (axes[0], axes[1])
    func extremeOfSums(_ summed: Int, _ kept: Int, greatest: Bool) throws(ArrayError) -> Node {
      let sums = try Ops.unary("abs", self).sum([summed], keepDims: true)
      let result = try greatest ? sums.max([kept], keepDims: true) : sums.min([kept], keepDims: true)
      return keepDims ? result : try result.squeezed(axes)
    }
    func singular(_ pick: (Node) throws(ArrayError) -> Node) throws(ArrayError) -> Node {
      let matrices = try moved([row, column], to: [-2, -1])
      let found = try pick(LinearOperation.svdvals.record([matrices])[0])
      return found.keeping(axes, of: shape, if: keepDims)
    }
    switch order {
    case .frobenius: return try euclidean(axes, keepDims)
    case .nuclear: return try singular { (values) throws(ArrayError) in try values.sum([-1]) }
    case .number(1): return try extremeOfSums(row, column, greatest: true)
    case .number(-1): return try extremeOfSums(row, column, greatest: false)
    case .number(.infinity): return try extremeOfSums(column, row, greatest: true)
    case .number(-.infinity): return try extremeOfSums(column, row, greatest: false)
    case .number(2): return try singular { (values) throws(ArrayError) in try values.max([-1]) }
    case .number(-2): return try singular { (values) throws(ArrayError) in try values.min([-1]) }
    case .number: throw ArrayError(.value, "Invalid norm order for matrices.")
    }
  }
}

/// Which norm: a number `p`, or one of the norms of matrices that have names.
package enum NormOrder: Hashable, Sendable {
  case number(Double)
  case frobenius, nuclear

  var text: String {
    switch self {
    case .number(let p): "\(p)"
    case .frobenius: "fro"
    case .nuclear: "nuc"
    }
  }

  /// Reads NumPy's `ord`. Throws `.value`.
  init?(_ value: Value) throws(ArrayError) {
    switch value {
    case .none: return nil
    case .int(let number): self = .number(Double(number))
    case .float(let number): self = .number(number)
    case .string("fro"): self = .frobenius
    case .string("nuc"): self = .nuclear
    default: throw ArrayError(.value, "Invalid norm order: a number, 'fro' or 'nuc' is needed, not \(value.kindName)")
    }
  }
}
