import ArrayGraph
import Glibc
import Lanes
import Synchronization

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
    let (left, right) = (a.asRow, b.asColumn)
    let (m, n) = (left.rows, right.columns)
    if self == .dot {
      // All axes of a but the last are rows; each matrix of b fills its own columns of every row.
      let ldc = right.matrixCount * n
      let whole = left.asOneMatrix ?? left
      for row in 0..<whole.matrixCount {
        for index in 0..<right.matrixCount {
          try product.multiply(
            whole.matrix(P.Element.self, row), right.matrix(P.Element.self, index),
            to: target + row * m * ldc + index * n, ldc: ldc)
        }
      }
      return
    }
    let (batchA, batchB) = (left.shape.dropLast(2), right.shape.dropLast(2))
    if batchA.isEmpty && batchB.isEmpty {
      return try product.multiply(
        left.matrix(P.Element.self, 0), right.matrix(P.Element.self, 0), to: target, ldc: n)
    }
    if batchB.allSatisfy({ $0 == 1 }) && batchB.count <= batchA.count, let tall = left.asOneMatrix {
      // One matrix on the right: the stack on the left is one tall matrix.
      return try product.multiply(
        tall.matrix(P.Element.self, 0), right.matrix(P.Element.self, 0), to: target, ldc: n)
    }
    let batch = broadcastBatch(batchA, batchB) ?? []
    if let small = SmallStack(left, right, batch, to: target, product.loops, product.context) { return small.run() }
    let (indicesA, indicesB) = (batchIndices(of: batchA, in: batch), batchIndices(of: batchB, in: batch))
    let stack = StackedProduct(
      product: product, left: left, right: right, indicesA: indicesA, indicesB: indicesB, target: target)
    try stack.run()
  }
}

/// A product of each pair of matrices of two stacks. Threads share the pairs where each is too small to be shared.
private struct StackedProduct<P: MatrixProduct>: @unchecked Sendable {
  var product: P
  let left: LinearBuffer
  let right: LinearBuffer
  /// The matrix of each stack, pair by pair.
  let indicesA: [Int]
  let indicesB: [Int]
  // Parts write disjoint matrices of the target, which is what makes sharing it sound.
  let target: UnsafeMutablePointer<P.Element>

  /// Multiplications below which one thread does a matrix, and those that it is worth to wake another one for.
  private static var alone: Int { 1 << 20 }
  private static var least: Int { 1 << 17 }

  func run() throws(ArrayError) {
    let one = left.rows * right.columns * left.columns
    let parts = min(product.context.threads, indicesA.count)
    if parts == 1 || one > Self.alone || one * indicesA.count < Self.least { return try run(indicesA.indices) }
    var stack = self
    stack.product.context = product.context.alone
    let failure = Mutex<ArrayError?>(nil)
    product.context.parallel(parts) { [stack] part in
      do throws(ArrayError) {
        let count = stack.indicesA.count
        try stack.run(count * part / parts..<count * (part + 1) / parts)
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private func run(_ pairs: Range<Int>) throws(ArrayError) {
    let size = left.rows * right.columns
    for k in pairs {
      try product.multiply(
        left.matrix(P.Element.self, indicesA[k]), right.matrix(P.Element.self, indicesB[k]), to: target + k * size,
        ldc: right.columns)
    }
  }
}

/// How one matrix is multiplied with another, by element type.
protocol MatrixProduct: SendableMetatype {
  associatedtype Element: BitwiseCopyable
  var context: LinearContext { get set }
  /// The loops of the own kernel.
  var loops: TileLoops? { get }
  /// c (rows `ldc` apart) = a · b; neither has an axis of length 0 but the summed one.
  func multiply(
    _ a: MatrixView<Element>, _ b: MatrixView<Element>, to c: UnsafeMutablePointer<Element>, ldc: Int
  ) throws(ArrayError)
}

/// By BLAS: an inner product, a matrix by a vector, or two matrices, chosen as NumPy does; or by the own kernel.
struct FloatProduct<T: LinearScalar>: MatrixProduct {
  var context: LinearContext
  var loops: TileLoops? { T.tileLoops }

  func multiply(
    _ a: MatrixView<T>, _ b: MatrixView<T>, to c: UnsafeMutablePointer<T>, ldc: Int
  ) throws(ArrayError) {
    guard a.columns > 0 else {
      for row in 0..<a.rows { (c + row * ldc).update(repeating: 0, count: b.columns) }
      return
    }
    guard !context.reproducible, !Self.isSlim(a, b), let library = context.library,
      let call = BLASProduct(library, a, b, c, ldc)
    else {
      return try blockedProduct(a, b, to: c, ldc: ldc, T.tileLoops, parallel: context.parallel)
    }
    let parts = call.partCount(context.threads)
    if parts == 1 {
      call.run()
    } else {
      context.parallel(parts) { call.run(part: $0, of: parts) }
    }
  }
}

extension FloatProduct {
  /// Whether so little is summed, or each row of the result is so short, that the own kernel is faster than BLAS, which
  /// copies all of both matrices into blocks first. (One thread, f64, ms by OpenBLAS and by the own kernel: 300 000 × 3 by
  /// 3 × 3 2.7 and 0.9, 100 000 × 8 by 8 × 8 1.5 and 0.7, 3 × 3 by 3 × 300 000 1.3 and 0.6, 20 000 × 128 by 128 × 4 4.9 and
  /// 3.8, 3 × 64 by 64 × 20 000 0.49 and 0.17; but 1000 × 256 by 256 × 16 0.34 and 0.36, 16 × 16 by 16 × 8192 0.20 and 0.27.)
  private static func isSlim(_ a: MatrixView<T>, _ b: MatrixView<T>) -> Bool {
    if a.rows == 1 || b.columns == 1 { return false }
    let isOneTile = b.columns * MemoryLayout<T>.size <= 64
    // A few rows by long rows that no second-level cache holds: they are read once, a few at a time.
    let bytes = b.rows * b.columns * MemoryLayout<T>.size
    if a.rows <= 4, b.columnStride == 1, a.columns <= 256, b.columns >= 256, bytes >= 1 << 22 { return true }
    return a.columns <= 8 || a.columns <= 16 && b.columns <= 64 || a.columns <= 256 && isOneTile
  }
}

/// Integers wrap, so the order of summation does not matter.
struct IntegerProduct<T: FixedWidthInteger & BitwiseCopyable & Sendable>: MatrixProduct {
  var context: LinearContext
  var loops: TileLoops? { TileTable.fastest.integers[MemoryLayout<T>.size] }

  func multiply(
    _ a: MatrixView<T>, _ b: MatrixView<T>, to c: UnsafeMutablePointer<T>, ldc: Int
  ) throws(ArrayError) {
    guard let loops else { return }
    try exactProduct(a, b, to: c, ldc: ldc, loops, context)
  }
}

/// Booleans: or of ands, as NumPy's. One byte an element, 0 or 1.
struct LogicalProduct: MatrixProduct {
  var context: LinearContext
  var loops: TileLoops? { TileTable.fastest.logical }

  func multiply(
    _ a: MatrixView<UInt8>, _ b: MatrixView<UInt8>, to c: UnsafeMutablePointer<UInt8>, ldc: Int
  ) throws(ArrayError) {
    try exactProduct(a, b, to: c, ldc: ldc, TileTable.fastest.logical, context)
  }
}

/// The product in an arithmetic whose empty sums are zero bytes.
private func exactProduct<T: BitwiseCopyable>(
  _ a: MatrixView<T>, _ b: MatrixView<T>, to c: UnsafeMutablePointer<T>, ldc: Int, _ loops: TileLoops,
  _ context: LinearContext
) throws(ArrayError) {
  guard a.columns > 0 else {
    for row in 0..<a.rows { memset(c + row * ldc, 0, b.columns * MemoryLayout<T>.stride) }
    return
  }
  try blockedProduct(a, b, to: c, ldc: ldc, loops, parallel: context.parallel)
}
