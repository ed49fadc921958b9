import ArrayGraph
import Lanes

extension LinearOperation {
  /// `matmul` and `dot` for every dtype: which matrices are multiplied, and where the results go.
  func runProduct(_ a: LinearBuffer, _ b: LinearBuffer, _ out: LinearBuffer, _ context: LinearContext)
    throws(ArrayError)
  {
    switch out.dtype {
    case .f32: try product(FloatProduct<Float>(context: context), a, b, out)
    case .f64: try product(FloatProduct<Double>(context: context), a, b, out)
    case .i8: try product(IntegerProduct<Int8>(context: context), a, b, out)
    case .i16: try product(IntegerProduct<Int16>(context: context), a, b, out)
    case .i32: try product(IntegerProduct<Int32>(context: context), a, b, out)
    case .i64: try product(IntegerProduct<Int64>(context: context), a, b, out)
    case .u8: try product(IntegerProduct<UInt8>(context: context), a, b, out)
    case .u16: try product(IntegerProduct<UInt16>(context: context), a, b, out)
    case .u32: try product(IntegerProduct<UInt32>(context: context), a, b, out)
    case .u64: try product(IntegerProduct<UInt64>(context: context), a, b, out)
    case .bool: try product(LogicalProduct(context: context), a, b, out)
    }
  }

  private func product<P: MatrixProduct>(
    _ product: P, _ a: LinearBuffer, _ b: LinearBuffer, _ out: LinearBuffer
  ) throws(ArrayError) {
    let target = out.elements(P.Element.self)
    guard out.count > 0 else { return }
    var (left, right) = (a, b)
    if b.shape.count == 1 { right.shape = [b.shape[0], 1] }
    if self == .dot {
      // All axes of a but the last are rows; each matrix of b fills its own columns of every row.
      var matrices = [left]
      if left.isTransposed {
        matrices = (0..<left.matrixCount).map { index in
          var one = left
          one.pointer += index * left.rows * left.columns * left.dtype.size
          one.shape = [left.rows, left.columns]
          return one
        }
      } else {
        matrices[0].shape = [a.shape.dropLast().reduce(1, *), a.shape[a.shape.count - 1]]
      }
      let ldc = right.matrixCount * right.columns
      var row = 0
      for matrix in matrices {
        for index in 0..<right.matrixCount {
          try product.multiply(
            matrix.matrix(P.Element.self, offset: 0),
            right.matrix(P.Element.self, offset: index * right.rows * right.columns),
            to: target + row * ldc + index * right.columns, ldc: ldc)
        }
        row += matrix.rows
      }
      return
    }
    if a.shape.count == 1 { left.shape = [1, a.shape[0]] }
    let (m, n, k) = (left.rows, right.columns, left.columns)
    let (batchA, batchB) = (left.shape.dropLast(2), right.shape.dropLast(2))
    if !left.isTransposed && batchB.allSatisfy({ $0 == 1 }) && batchB.count <= batchA.count {
      // One matrix on the right: the stack on the left is one tall matrix.
      left.shape = [batchA.reduce(1, *) * m, k]
      return try product.multiply(
        left.matrix(P.Element.self, offset: 0), right.matrix(P.Element.self, offset: 0), to: target, ldc: n)
    }
    let batch = broadcastBatch(batchA, batchB) ?? []
    let (indicesA, indicesB) = (batchIndices(of: batchA, in: batch), batchIndices(of: batchB, in: batch))
    for index in indicesA.indices {
      try product.multiply(
        left.matrix(P.Element.self, offset: indicesA[index] * m * k),
        right.matrix(P.Element.self, offset: indicesB[index] * k * n), to: target + index * m * n, ldc: n)
    }
  }
}

/// How one matrix is multiplied with another, by element type.
protocol MatrixProduct {
  associatedtype Element
  /// c (rows `ldc` apart) = a · b; neither has an axis of length 0 but the summed one.
  func multiply(
    _ a: MatrixView<Element>, _ b: MatrixView<Element>, to c: UnsafeMutablePointer<Element>, ldc: Int
  ) throws(ArrayError)
}

/// By BLAS: an inner product, a matrix by a vector, or two matrices, chosen as NumPy does; or by own kernels.
struct FloatProduct<T: LinearScalar>: MatrixProduct {
  let context: LinearContext

  func multiply(
    _ a: MatrixView<T>, _ b: MatrixView<T>, to c: UnsafeMutablePointer<T>, ldc: Int
  ) throws(ArrayError) {
    guard a.columns > 0 else {
      for row in 0..<a.rows { (c + row * ldc).update(repeating: 0, count: b.columns) }
      return
    }
    guard !context.reproducible, let library = context.library,
      let m = Int32(exactly: a.rows), let n = Int32(exactly: b.columns), let k = Int32(exactly: a.columns),
      let lda = Int32(exactly: max(a.rowStride, a.columnStride)),
      let ldb = Int32(exactly: max(b.rowStride, b.columnStride)), let ldc32 = Int32(exactly: ldc)
    else { return try blockedProduct(a, b, to: c, ldc: ldc, parallel: context.parallel) }
    let blas = Routines<T>(library)
    // A row-major matrix is the column-major one of its transpose, so cᵀ = bᵀ · aᵀ is computed.
    let (flippedA, flippedB) = (a.columnStride != 1, b.columnStride != 1)
    let (stepA, stepB) = (Int32(a.columnStride), Int32(b.rowStride))
    if m == 1 && n == 1 {
      c[0] = blas.dot(k, a.pointer, stepA, b.pointer, stepB)
    } else if n == 1 {
      flippedA
        ? blas.gemv(false, m, k, a.pointer, lda, b.pointer, stepB, c, ldc32)
        : blas.gemv(true, k, m, a.pointer, lda, b.pointer, stepB, c, ldc32)
    } else if m == 1 {
      flippedB
        ? blas.gemv(true, k, n, b.pointer, ldb, a.pointer, stepA, c, 1)
        : blas.gemv(false, n, k, b.pointer, ldb, a.pointer, stepA, c, 1)
    } else {
      blas.gemm(flippedB, flippedA, n, m, k, b.pointer, ldb, a.pointer, lda, c, ldc32)
    }
  }
}

/// Integers wrap, so the order of summation does not matter: rows of c gather multiples of rows of b.
struct IntegerProduct<T: FixedWidthInteger & Sendable>: ExactProduct {
  let context: LinearContext

  func multiply(
    _ a: MatrixView<T>, _ b: MatrixView<T>, to c: UnsafeMutablePointer<T>, ldc: Int
  ) throws(ArrayError) {
    try gatherRows(Self.self, a, b, to: c, ldc: ldc, context.parallel)
  }

  @inline(__always) static func step(_ sum: T, _ x: T, _ y: T) -> T { sum &+ x &* y }
}

/// Booleans: or of ands, as NumPy's. One byte an element, 0 or 1.
struct LogicalProduct: ExactProduct {
  let context: LinearContext

  func multiply(
    _ a: MatrixView<UInt8>, _ b: MatrixView<UInt8>, to c: UnsafeMutablePointer<UInt8>, ldc: Int
  ) throws(ArrayError) {
    try gatherRows(Self.self, a, b, to: c, ldc: ldc, context.parallel)
  }

  @inline(__always) static func step(_ sum: UInt8, _ x: UInt8, _ y: UInt8) -> UInt8 { sum | x & y }
}
