import ArrayGraph
import Glibc
import Lanes

/// An operand in memory: contiguous, C order, owned by the caller for the time of the call.
package struct LinearBuffer {
  package var dtype: DType
  package var shape: [Int]
  package var pointer: UnsafeMutableRawPointer
  /// The memory holds the last two axes swapped (`x.T` without a copy). `shape` is the one the user sees.
  /// Inputs only.
  package var isTransposed: Bool

  package init(dtype: DType, shape: [Int], pointer: UnsafeMutableRawPointer, isTransposed: Bool = false) {
    self.dtype = dtype
    self.shape = shape
    self.pointer = pointer
    self.isTransposed = isTransposed && shape.count >= 2
  }

  var count: Int { shape.reduce(1, *) }
  var rows: Int { shape[shape.count - 2] }
  var columns: Int { shape[shape.count - 1] }
  var matrixCount: Int { shape.dropLast(2).reduce(1, *) }

  func elements<T>(_: T.Type) -> UnsafeMutablePointer<T> { pointer.assumingMemoryBound(to: T.self) }

  /// The matrix that starts `offset` elements into the buffer.
  func matrix<T>(_: T.Type, offset: Int) -> MatrixView<T> {
    // A single row lies in memory the same way when it is transposed.
    let swapped = isTransposed && rows > 1
    return MatrixView(
      pointer: UnsafePointer(elements(T.self) + offset), rows: rows, columns: columns,
      rowStride: swapped ? 1 : columns, columnStride: swapped ? rows : 1)
  }
}

/// A matrix somewhere in memory; one of its strides is 1.
struct MatrixView<T> {
  var pointer: UnsafePointer<T>
  var rows: Int
  var columns: Int
  var rowStride: Int
  var columnStride: Int

  var transposed: MatrixView {
    MatrixView(
      pointer: pointer, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride)
  }

  subscript(row: Int, column: Int) -> T {
    @inline(__always) get { pointer[row &* rowStride &+ column &* columnStride] }
  }

  /// Copies into Fortran's order: column after column.
  func copyColumnMajor(to target: UnsafeMutablePointer<T>) {
    if rowStride == 1 && (columnStride == rows || columns <= 1) {
      target.update(from: pointer, count: rows * columns)
      return
    }
    transpose(rows, columns, from: pointer, rowStride, columnStride, to: target)
  }
}

/// Writes the element (i, j) of a strided matrix to `target[j * rows + i]`, tile by tile so that both sides
/// stay in cache.
func transpose<T>(
  _ rows: Int, _ columns: Int, from source: UnsafePointer<T>, _ rowStride: Int, _ columnStride: Int,
  to target: UnsafeMutablePointer<T>
) {
  let tile = 32
  for top in stride(from: 0, to: rows, by: tile) {
    for left in stride(from: 0, to: columns, by: tile) {
      for i in top..<min(top + tile, rows) {
        for j in left..<min(left + tile, columns) {
          target[j &* rows &+ i] = source[i &* rowStride &+ j &* columnStride]
        }
      }
    }
  }
}

/// Memory for the time of one call; the caller frees it. Throws where the system has none left.
func scratch<T>(_: T.Type, _ count: Int) throws(ArrayError) -> UnsafeMutablePointer<T> {
  let (bytes, overflow) = max(count, 1).multipliedReportingOverflow(by: MemoryLayout<T>.stride)
  var memory: UnsafeMutableRawPointer?
  guard !overflow, posix_memalign(&memory, max(MemoryLayout<T>.alignment, 16), bytes) == 0, let memory else {
    throw ArrayError(.memory, "no memory for \(count) scratch elements of a linear algebra routine")
  }
  return memory.bindMemory(to: T.self, capacity: max(count, 1))
}

/// Runs `body` for each index below `count`, possibly at the same time.
package typealias ParallelFor = @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

/// With what an operation runs.
package struct LinearContext: Sendable {
  /// The BLAS library; nil runs products on own kernels and makes factorisations throw.
  package var library: BLASLibrary?
  /// Products run on own kernels: the same bits on every machine and for every number of threads.
  package var reproducible: Bool
  /// Spreads the blocks of an own product over threads. How it does never changes a result.
  package var parallel: ParallelFor

  package init(
    library: BLASLibrary? = BLASSearch.shared.library, reproducible: Bool = false,
    parallel: @escaping ParallelFor = { count, body in for index in 0..<count { body(index) } }
  ) {
    self.library = library
    self.reproducible = reproducible
    self.parallel = parallel
  }

  /// The library for a factorisation, or the error that says what to install.
  func library(for operation: LinearOperation) throws(ArrayError) -> BLASLibrary {
    if let library { return library }
    throw ArrayError(
      .library, "\(operation.name) needs OpenBLAS: install libopenblas-dev, or name one in ARRAYC_BLAS")
  }
}
