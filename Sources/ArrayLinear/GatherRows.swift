import ArrayGraph
import Glibc

/// Arithmetic whose sums have no order: wrapping integers, logic.
protocol ExactProduct: MatrixProduct where Element: Sendable & ExpressibleByIntegerLiteral {
  /// `sum` with the product of x and y added; sums start at 0.
  static func step(_ sum: Element, _ x: Element, _ y: Element) -> Element
}

/// The product in exact arithmetic: `c[i, :] = step(c[i, :], a[i, p], b[p, :])` for each p.
///
/// Rows of c run in parallel, 64 at a time; a transposed b is copied once.
@inline(__always)
func gatherRows<P: ExactProduct>(
  _: P.Type, _ a: MatrixView<P.Element>, _ b: MatrixView<P.Element>, to c: UnsafeMutablePointer<P.Element>,
  ldc: Int, _ parallel: ParallelFor
) throws(ArrayError) {
  var rowsOfB = b
  var copy: UnsafeMutablePointer<P.Element>?
  defer { free(copy) }
  if b.columnStride != 1 && b.columns > 1 {
    let memory = try scratch(P.Element.self, b.rows * b.columns)
    copy = memory
    b.transposed.copyColumnMajor(to: memory)
    rowsOfB = MatrixView(
      pointer: UnsafePointer(memory), rows: b.rows, columns: b.columns, rowStride: b.columns, columnStride: 1)
  }
  let rows = Rows(a: a, b: rowsOfB, c: c, ldc: ldc)
  let block = 64
  parallel((a.rows + block - 1) / block) { index in
    for i in index * block..<min((index + 1) * block, rows.a.rows) {
      let target = rows.c + i &* rows.ldc
      target.update(repeating: 0, count: rows.b.columns)
      for p in 0..<rows.a.columns {
        let x = rows.a[i, p]
        let source = rows.b.pointer + p &* rows.b.rowStride
        for j in 0..<rows.b.columns { target[j] = P.step(target[j], x, source[j]) }
      }
    }
  }
}

/// The pointers of one product; blocks write disjoint rows of c, so threads may share them.
private struct Rows<T>: @unchecked Sendable {
  let a: MatrixView<T>
  let b: MatrixView<T>
  let c: UnsafeMutablePointer<T>
  let ldc: Int
}
