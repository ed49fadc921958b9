import ArrayFunctions
import ArrayGraph
import ArrayLinear

/// The matrix product of matrices, stacks of them, or vectors, as NumPy's `@`.
///
///     let product = matmul(a, b) + 1                    // the addition is a sweep after the product
public func matmul<Element: ArrayNumber>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.recording([], file, line) { () throws(ArrayError) -> Node in try a.node.matmul(b.node) }
}

/// The product of scalars, vectors or matrices; of more axes the last with the last but one.
public func dot<Element: ArrayNumber>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.recording([], file, line) { () throws(ArrayError) -> Node in try a.node.dot(b.node) }
}

/// The products of every element of `a` with every one of `b`.
public func outer<Element: ArrayNumber>(_ a: NDArray<Element>, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.recording([a.count, b.count]) { () throws(ArrayError) -> Node in try a.node.outer(b.node) }
}

/// The sum along the diagonal of a matrix.
public func trace<Element: ArrayNumber>(
  _ a: NDArray<Element>, offset: Int = 0, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element.Accumulator> {
  NDArray<Element.Accumulator>.recording([], file, line) { () throws(ArrayError) -> Node in
    try a.node.diagonal(offset: offset).sum([-1])
  }
}

/// The Euclidean norm of all elements, or of the vectors along some axes.
public func norm<Element: ArrayFloat>(
  _ x: NDArray<Element>, axes: [Int]? = nil, keepDims: Bool = false, file: StaticString = #fileID,
  line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.recording([], file, line) { () throws(ArrayError) -> Node in
    try x.node.norm(axes: axes, keepDims: keepDims)
  }
}

/// The inverse of a matrix, or of each of a stack. A singular matrix is an error when elements are read.
public func inv<Element: ArrayFloat>(
  _ a: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  factors(.inv, [a], 1, file, line)[0]
}

/// The solution `x` of `a · x = b`. A singular matrix is an error when elements are read.
///
///     let solution = try checked { try solve(a, b).evaluated() }
public func solve<Element: ArrayFloat>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  factors(.solve, [a, b], 1, file, line)[0]
}

/// The determinant of a matrix, or of each of a stack.
public func det<Element: ArrayFloat>(
  _ a: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  factors(.det, [a], 1, file, line)[0]
}

/// Eigenvalues, ascending, and eigenvectors of a symmetric matrix, of which the lower triangle is read.
///
///     let (values, vectors) = eigh(a)
///     let again = matmul(vectors * values, vectors.transposed())
public func eigh<Element: ArrayFloat>(
  _ a: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> (values: NDArray<Element>, vectors: NDArray<Element>) {
  let results = factors(.eigh(lower: true), [a], 2, file, line)
  return (results[0], results[1])
}

/// The eigenvalues of a symmetric matrix, ascending.
public func eigvalsh<Element: ArrayFloat>(
  _ a: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  factors(.eigvalsh(lower: true), [a], 1, file, line)[0]
}

/// Eigenvalues and right eigenvectors. Complex ones are an error when elements are read.
public func eig<Element: ArrayFloat>(
  _ a: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> (values: NDArray<Element>, vectors: NDArray<Element>) {
  let results = factors(.eig, [a], 2, file, line)
  return (results[0], results[1])
}

/// The eigenvalues. Complex ones are an error when elements are read.
public func eigvals<Element: ArrayFloat>(
  _ a: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  factors(.eigvals, [a], 1, file, line)[0]
}

/// The factors of `a = u · diag(s) · vt`, singular values descending.
public func svd<Element: ArrayFloat>(
  _ a: NDArray<Element>, fullMatrices: Bool = true, file: StaticString = #fileID, line: UInt = #line
) -> (u: NDArray<Element>, s: NDArray<Element>, vt: NDArray<Element>) {
  let results = factors(.svd(full: fullMatrices), [a], 3, file, line)
  return (results[0], results[1], results[2])
}

/// The factors of `a = q · r`: orthonormal columns and an upper triangle.
public func qr<Element: ArrayFloat>(
  _ a: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> (q: NDArray<Element>, r: NDArray<Element>) {
  let results = factors(.qr(.reduced), [a], 2, file, line)
  return (results[0], results[1])
}

/// The lower triangular factor of a positive definite matrix.
public func cholesky<Element: ArrayFloat>(
  _ a: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  factors(.cholesky(upper: false), [a], 1, file, line)[0]
}

private func factors<Element: ArrayFloat>(
  _ operation: LinearOperation, _ inputs: [NDArray<Element>], _ count: Int, _ file: StaticString, _ line: UInt
) -> [NDArray<Element>] {
  do throws(ArrayError) {
    return try operation.record(inputs.map(\.node)).map { NDArray(node: $0) }
  } catch {
    ErrorScope.fail(error, file, line)
    return (0..<count).map { _ in NDArray(node: Node.full([], Literal(0, Element.dtype))) }
  }
}
