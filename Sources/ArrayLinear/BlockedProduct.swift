import ArrayGraph
import Glibc

// The product without a library.
//
//   for each 512 columns of b                 (a panel of b stays in the second-level cache)
//     for each 256 of the summed axis         (packed: 8 (f32) or 4 (f64) columns side by side)
//       for each 72 rows of a, in parallel    (packed: 6 rows side by side)
//         6 rows × one tile of columns in registers
//
// What fixes the bits: an element is the sum, in ascending order, of partial sums over 256 products each; a
// partial sum starts at +0.0 and adds rounded products in ascending order. No fused multiply-add, no
// dependence on tiles, threads, the shape of the whole, or which operand was transposed.

/// The shapes of the blocks; only `depth` is visible in results.
private enum Block {
  static let depth = 256
  static let rows = 72
  static let columns = 512
  static let tileRows = 6
}

/// c (row-major with row stride `ldc`, column stride `stepC`) = a · b.
func blockedProduct<T: LinearScalar>(
  _ a: MatrixView<T>, _ b: MatrixView<T>, to c: UnsafeMutablePointer<T>, ldc: Int, stepC: Int = 1,
  parallel: ParallelFor
) throws(ArrayError) {
  // A single column is a single row of the transposed product: the row kernel has no idle columns.
  if b.columns == 1 && a.rows > 1 {
    return try blockedProduct(
      b.transposed, a.transposed, to: c, ldc: stepC, stepC: ldc, parallel: parallel)
  }
  let width = T.Tile.scalarCount
  let panels = (min(b.columns, Block.columns) + width - 1) / width
  let packedB = try scratch(T.Tile.self, panels * min(Block.depth, b.rows))
  defer { free(packedB) }
  for left in stride(from: 0, to: b.columns, by: Block.columns) {
    let columns = min(Block.columns, b.columns - left)
    for top in stride(from: 0, to: b.rows, by: Block.depth) {
      let depth = min(Block.depth, b.rows - top)
      packColumns(b, top, depth, left, columns, to: packedB)
      let step = Step(
        a: a, packedB: packedB, c: c + left * stepC, ldc: ldc, stepC: stepC, columns: columns, top: top,
        depth: depth)
      let blocks = (a.rows + Block.rows - 1) / Block.rows
      if blocks == 1 {
        step.run(block: 0)
      } else {
        parallel(blocks) { step.run(block: $0) }
      }
    }
  }
}

/// Copies a block of b so that each tile of columns lies row after row; missing columns are zero.
private func packColumns<T: LinearScalar>(
  _ b: MatrixView<T>, _ top: Int, _ depth: Int, _ left: Int, _ columns: Int,
  to packed: UnsafeMutablePointer<T.Tile>
) {
  let width = T.Tile.scalarCount
  var target = packed
  for first in stride(from: left, to: left + columns, by: width) {
    let count = min(width, left + columns - first)
    let source = b.pointer + top * b.rowStride + first * b.columnStride
    if count == width && b.columnStride == 1 {
      for row in 0..<depth {
        target[row] = UnsafeRawPointer(source + row &* b.rowStride).loadUnaligned(as: T.Tile.self)
      }
    } else {
      let elements = UnsafeMutableRawPointer(target).assumingMemoryBound(to: T.self)
      for row in 0..<depth {
        for column in 0..<width {
          elements[row &* width &+ column] =
            column < count ? source[row &* b.rowStride &+ column &* b.columnStride] : 0
        }
      }
    }
    target += depth
  }
}

/// One pass over the rows of a with one packed block of b. Blocks of rows write disjoint rows of c, which is
/// what makes sharing these pointers between threads sound.
private struct Step<T: LinearScalar>: @unchecked Sendable {
  let a: MatrixView<T>
  let packedB: UnsafeMutablePointer<T.Tile>
  let c: UnsafeMutablePointer<T>
  let ldc: Int
  let stepC: Int
  let columns: Int
  let top: Int
  let depth: Int

  func run(block: Int) {
    let first = block * Block.rows
    let last = min(first + Block.rows, a.rows)
    // At most 72 · 256 doubles; on the stack they would be too much for a pool thread.
    let packedA = UnsafeMutablePointer<T>.allocate(capacity: (last - first) * depth)
    defer { packedA.deallocate() }
    var target = packedA
    for row in stride(from: first, to: last, by: Block.tileRows) {
      let rows = min(Block.tileRows, last - row)
      for i in 0..<rows {
        let source = a.pointer + (row + i) * a.rowStride + top * a.columnStride
        for p in 0..<depth { target[p &* rows &+ i] = source[p &* a.columnStride] }
      }
      target += rows * depth
    }
    let width = T.Tile.scalarCount
    for panel in 0..<(columns + width - 1) / width {
      let tiles = packedB + panel * depth
      var rowsOfA = packedA
      var row = first
      while row < last {
        if last - row >= Block.tileRows {
          sixRows(rowsOfA, tiles, row, panel * width)
          rowsOfA += Block.tileRows * depth
          row += Block.tileRows
        } else {
          let rest = last - row
          for i in 0..<rest { oneRow(rowsOfA + i, rest, tiles, row + i, panel * width) }
          row = last
        }
      }
    }
  }

  @inline(__always)
  private func sixRows(
    _ a: UnsafeMutablePointer<T>, _ b: UnsafeMutablePointer<T.Tile>, _ row: Int, _ column: Int
  ) {
    var (c0, c1, c2, c3, c4, c5) = (
      zeroTile(T.self), zeroTile(T.self), zeroTile(T.self), zeroTile(T.self), zeroTile(T.self),
      zeroTile(T.self)
    )
    var a = a
    for p in 0..<depth {
      let tile = b[p]
      c0 = T.add(c0, T.scale(a[0], tile))
      c1 = T.add(c1, T.scale(a[1], tile))
      c2 = T.add(c2, T.scale(a[2], tile))
      c3 = T.add(c3, T.scale(a[3], tile))
      c4 = T.add(c4, T.scale(a[4], tile))
      c5 = T.add(c5, T.scale(a[5], tile))
      a += Block.tileRows
    }
    store(c0, row, column)
    store(c1, row + 1, column)
    store(c2, row + 2, column)
    store(c3, row + 3, column)
    store(c4, row + 4, column)
    store(c5, row + 5, column)
  }

  @inline(__always)
  private func oneRow(
    _ a: UnsafeMutablePointer<T>, _ step: Int, _ b: UnsafeMutablePointer<T.Tile>, _ row: Int, _ column: Int
  ) {
    var sum = zeroTile(T.self)
    for p in 0..<depth { sum = T.add(sum, T.scale(a[p &* step], b[p])) }
    store(sum, row, column)
  }

  /// Writes a tile's partial sums, or adds them to those of the blocks before.
  @inline(__always)
  private func store(_ tile: T.Tile, _ row: Int, _ column: Int) {
    let target = c + (row &* ldc &+ column &* stepC)
    for j in 0..<min(T.Tile.scalarCount, columns - column) {
      target[j &* stepC] = top == 0 ? tile[j] : target[j &* stepC] + tile[j]
    }
  }
}

@inline(__always)
private func zeroTile<T: LinearScalar>(_: T.Type) -> T.Tile { T.Tile(repeating: 0) }
