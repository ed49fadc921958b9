import ArrayGraph
import Glibc
import Lanes

/// An operand in memory. Results are packed; inputs are stacks of matrices as `Layout.isStackOfMatrices` says.
package typealias LinearBuffer = LibraryBuffer

extension LinearBuffer {
  var count: Int { shape.reduce(1, *) }
  var rows: Int { shape[shape.count - 2] }
  var columns: Int { shape[shape.count - 1] }
  var matrixCount: Int { shape.dropLast(2).reduce(1, *) }

  /// A vector as the only column of a matrix; matrices as they are.
  var asColumn: LinearBuffer { shape.count == 1 ? reshaped(shape + [1], strides + [1]) : self }
  /// A vector as the only row of a matrix.
  var asRow: LinearBuffer { shape.count == 1 ? reshaped([1] + shape, [1] + strides) : self }

  /// All matrices of a stack below each other, where they lie so.
  var asOneMatrix: LinearBuffer? {
    let tall = [shape.dropLast().reduce(1, *), columns]
    guard columns == 1 || strides[shape.count - 1] == 1,
      let layout = Layout(strides: strides).reshaped(shape, to: tall), layout.isStackOfMatrices(tall)
    else { return nil }
    return reshaped(tall, layout.strides)
  }

  private func reshaped(_ shape: [Int], _ strides: [Int]) -> LinearBuffer {
    LinearBuffer(dtype: dtype, shape: shape, strides: strides, pointer: pointer)
  }

  func elements<T>(_: T.Type) -> UnsafeMutablePointer<T> { pointer.assumingMemoryBound(to: T.self) }

  /// Elements from the first matrix of the stack to another one, by its number in C order.
  func offset(ofMatrix index: Int) -> Int {
    var (rest, offset) = (index, 0)
    for axis in shape.indices.dropLast(2).reversed() {
      offset += rest % shape[axis] * strides[axis]
      rest /= shape[axis]
    }
    return offset
  }

  /// A matrix of the stack, by its number in C order.
  func matrix<T>(_: T.Type, _ index: Int) -> MatrixView<T> {
    let offset = offset(ofMatrix: index)
    let (across, along) = (strides[shape.count - 2], strides[shape.count - 1])
    // An axis of length 1 gets the stride that makes the matrix contiguous along rows or columns.
    let columnStride = columns == 1 ? 1 : along
    return MatrixView(
      pointer: UnsafePointer(elements(T.self) + offset), rows: rows, columns: columns,
      rowStride: rows > 1 ? across : columnStride == 1 ? max(columns, 1) : 1, columnStride: columnStride)
  }
}

/// A matrix somewhere in memory; one of its strides is 1.
struct MatrixView<T> {
  var pointer: UnsafePointer<T>
  var rows: Int
  var columns: Int
  var rowStride: Int
  var columnStride: Int

  /// Some of its rows, or some of its columns.
  func rows(_ range: Range<Int>) -> MatrixView {
    var part = self
    part.pointer += range.lowerBound * rowStride
    part.rows = range.count
    return part
  }
  func columns(_ range: Range<Int>) -> MatrixView {
    var part = self
    part.pointer += range.lowerBound * columnStride
    part.columns = range.count
    return part
  }

  var transposed: MatrixView {
    MatrixView(
      pointer: pointer, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride)
  }

  /// Whether another one is the same memory, transposed.
  func isTransposed(_ other: MatrixView) -> Bool {
    pointer == other.pointer && rows == other.columns && columns == other.rows && rowStride == other.columnStride
      && columnStride == other.rowStride
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

package typealias ParallelFor = CallContext.Parallel

/// With what an operation runs.
package struct LinearContext: Sendable {
  /// The BLAS library; nil runs products on own kernels and makes factorisations throw.
  package var library: BLASLibrary?
  /// Products run on own kernels: the same bits on every machine and for every number of threads.
  package var reproducible: Bool
  /// The threads among which `parallel` spreads work.
  package var threads: Int
  /// Spreads the parts of a product over threads. How it does never changes a result of an own product.
  package var parallel: ParallelFor

  package init(
    library: BLASLibrary? = BLASSearch.shared.library, reproducible: Bool = false, threads: Int = 1,
    parallel: @escaping ParallelFor = { count, body in for index in 0..<count { body(index) } }
  ) {
    self.library = library
    self.reproducible = reproducible
    self.threads = threads
    self.parallel = parallel
  }

  /// The same for one thread.
  var alone: LinearContext { LinearContext(library: library, reproducible: reproducible) }

  /// The library for a factorisation, or the error that says what to install.
  func library(for operation: LinearOperation) throws(ArrayError) -> BLASLibrary {
    if let library { return library }
    throw ArrayError(
      .library, "\(operation.name) needs OpenBLAS: install libopenblas-dev, or name one in ARRAYC_BLAS")
  }
}
