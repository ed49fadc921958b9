import ArrayGraph
import ArrayLinear

private let pair = [Parameter("a", .array), Parameter("b", .array)]
private let vectors = [Parameter("x1", .array), Parameter("x2", .array)]
private let matrix = [Parameter("a", .array)]

let linearFunctions: [Function] = {
  var family = Family()
  family.add(
    "matmul", aliases: ["linalg.matmul"], vectors, "The matrix product of two stacks of matrices, or of vectors: `@`."
  ) { (a) throws(ArrayError) -> Node in try a.node(0).matmul(a.node(1)) }
  family.add(
    "dot", pair, "The product of scalars, vectors or matrices; of more axes the last with the last but one.",
    isMethod: true
  ) { (a) throws(ArrayError) -> Node in try a.node(0).dot(a.node(1)) }
  family.add("vdot", pair, "The sum of the products of all elements, both arrays flattened.") {
    (a) throws(ArrayError) -> Node in try a.node(0).raveled.dot(a.node(1).raveled)
  }
  family.add(
    "vecdot", aliases: ["linalg.vecdot"], vectors + [Parameter("axis", .integer, default: .int(-1))],
    "The sums of products along one axis."
  ) { (a) throws(ArrayError) -> Node in
    let products = try Ops.multiply(a.node(0), a.node(1))
    return try products.sum([a.integer(2)], dtype: products.dtype)
  }
  family.add("inner", pair, "The sums of products over the last axes of both.") { (a) throws(ArrayError) -> Node in
    try a.node(0).inner(a.node(1))
  }
  family.add(
    "outer", aliases: ["linalg.outer"], pair, "The products of every element of `a` with every one of `b`."
  ) { (a) throws(ArrayError) -> Node in try a.node(0).outer(a.node(1)) }
  family.add(
    "trace",
    [
      Parameter("a", .array), Parameter("offset", .integer, default: .int(0)),
      Parameter("axis1", .integer, default: .int(0)), Parameter("axis2", .integer, default: .int(1)),
      Parameter("dtype", .dtype, default: Value.none),
    ], "The sum along a diagonal.", isMethod: true
  ) { (a) throws(ArrayError) -> Node in
    try a.node(0).diagonal(offset: a.integer(1), a.integer(2), a.integer(3)).sum([-1], dtype: a.dtype(4))
  }
  family.add(
    "linalg.trace",
    [
      Parameter("x", .array), Parameter("offset", .integer, default: .int(0)),
      Parameter("dtype", .dtype, default: Value.none),
    ], "The sum along the diagonal of the last two axes."
  ) { (a) throws(ArrayError) -> Node in
    try a.node(0).diagonal(offset: a.integer(1), -2, -1).sum([-1], dtype: a.dtype(2))
  }
  family.add(
    "linalg.diagonal", [Parameter("x", .array), Parameter("offset", .integer, default: .int(0))],
    "The diagonals of the last two axes."
  ) { (a) throws(ArrayError) -> Node in try a.node(0).diagonal(offset: a.integer(1), -2, -1) }
  family.add(
    "linalg.norm",
    [
      Parameter("x", .array), Parameter("ord", .any, default: Value.none),
      Parameter("axis", .axes, default: Value.none), Parameter("keepdims", .boolean, default: .bool(false)),
    ], "The norm of vectors or matrices: Euclidean or Frobenius unless `ord` names another."
  ) { (a) throws(ArrayError) -> Node in
    try a.node(0).norm(NormOrder(a[1]), axes: a.axes(2), keepDims: a.boolean(3))
  }
  family.factorisation("linalg.inv", matrix, "The inverse; a singular matrix is an error.") { _ in .inv }
  family.factorisation(
    "linalg.solve", pair, "The solution `x` of `a @ x = b`; a singular matrix is an error.", count: 2
  ) {
    _ in .solve
  }
  family.factorisation("linalg.det", matrix, "The determinant.") { _ in .det }
  family.factorisation("linalg.slogdet", matrix, "Sign and logarithm of the magnitude of the determinant.") { _ in
    .slogdet
  }
  family.factorisation("linalg.eigh", triangular, "Eigenvalues, ascending, and eigenvectors of a symmetric matrix.") {
    (a) throws(ArrayError) -> LinearOperation in .eigh(lower: try isLower(a))
  }
  family.factorisation("linalg.eigvalsh", triangular, "The eigenvalues of a symmetric matrix, ascending.") {
    (a) throws(ArrayError) -> LinearOperation in .eigvalsh(lower: try isLower(a))
  }
  family.factorisation("linalg.eig", matrix, "Eigenvalues and right eigenvectors; complex ones are an error.") { _ in
    .eig
  }
  family.factorisation("linalg.eigvals", matrix, "The eigenvalues; complex ones are an error.") { _ in .eigvals }
  family.factorisation(
    "linalg.svd",
    [
      Parameter("a", .array), Parameter("full_matrices", .boolean, default: .bool(true)),
      Parameter("compute_uv", .boolean, default: .bool(true)),
    ], "The factors `U`, singular values (descending) and `Vh` of a matrix."
  ) { (a) throws(ArrayError) -> LinearOperation in try a.boolean(2) ? .svd(full: a.boolean(1)) : .svdvals }
  family.factorisation("linalg.svdvals", [Parameter("x", .array)], "The singular values, descending.") { _ in .svdvals }
  family.factorisation(
    "linalg.qr", [Parameter("a", .array), Parameter("mode", .string, default: .string("reduced"))],
    "The factors `Q` (orthonormal columns) and `R` (upper triangle) of a matrix."
  ) { (a) throws(ArrayError) -> LinearOperation in
    guard let mode = LinearOperation.QRMode(rawValue: try a.string(1)) else {
      throw ArrayError(.value, "Unrecognized mode '\(try a.string(1))': 'reduced', 'complete' or 'r' is needed")
    }
    return .qr(mode)
  }
  family.factorisation(
    "linalg.cholesky", [Parameter("a", .array), Parameter("upper", .boolean, default: .bool(false))],
    "The triangular factor of a positive definite matrix: `L @ L.T` is `a`."
  ) { (a) throws(ArrayError) -> LinearOperation in .cholesky(upper: try a.boolean(1)) }
  family.factorisation(
    "linalg.pinv", [Parameter("a", .array), Parameter("rcond", .number, default: Value.none)],
    "The pseudo-inverse by singular values."
  ) { (a) throws(ArrayError) -> LinearOperation in .pinv(rcond: try a.optionalNumber(1)) }
  family.factorisation(
    "linalg.matrix_rank", [Parameter("A", .array), Parameter("tol", .number, default: Value.none)],
    "The number of singular values above a tolerance."
  ) { (a) throws(ArrayError) -> LinearOperation in .matrixRank(tolerance: try a.optionalNumber(1)) }
  return family.functions
}()

private let triangular = [Parameter("a", .array), Parameter("UPLO", .string, default: .string("L"))]

private func isLower(_ a: Arguments) throws(ArrayError) -> Bool {
  switch try a.string(1).uppercased() {
  case "L": true
  case "U": false
  default: throw ArrayError(.value, "UPLO argument must be 'L' or 'U'")
  }
}

extension Family {
  /// A call of one matrix, or two, whose results are one array or a tuple of them.
  fileprivate mutating func factorisation(
    _ name: String, _ parameters: [Parameter], _ doc: String, count: Int = 1,
    _ operation: @escaping @Sendable (Arguments) throws(ArrayError) -> LinearOperation
  ) {
    addGeneral(name, parameters, doc) { (a) throws(ArrayError) -> Value in
      var inputs: [Node] = []
      for k in 0..<count { inputs.append(try a.node(k)) }
      let results = try operation(a).record(inputs)
      return results.count == 1 ? .array(results[0]) : .tuple(results.map { .array($0) })
    }
  }
}
