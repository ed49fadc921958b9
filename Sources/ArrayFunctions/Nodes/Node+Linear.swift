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

extension Node {
  /// NumPy's `@`. Throws `.shape`.
  package func matmul(_ other: Node) throws(ArrayError) -> Node { try LinearOperation.matmul.record([self, other])[0] }

  /// `np.dot`: a product of scalars, vectors, matrices or more. Throws `.shape`.
  package func dot(_ other: Node) throws(ArrayError) -> Node {
    if rank == 0 || other.rank == 0 { return try Ops.multiply(self, other) }
    return try LinearOperation.dot.record([self, other])[0]
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
