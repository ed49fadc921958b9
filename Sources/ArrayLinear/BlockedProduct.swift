import ArrayGraph
import CLinear
import Glibc

// The product without a library.
//
//   for each 512 columns of b                 (a panel of b stays in the second-level cache)
//     for each 256 of the summed axis         (packed: tiles of columns, row after row)
//       for each block of rows of a, in parallel
//         some rows × one tile of columns in registers (`CLinear`)
//
// With few rows b is read where it lies, its columns in parallel.
//
// What fixes the bits: an element is the sum, in ascending order, of partial sums over 256 products each; a
// partial sum starts at +0.0 and adds rounded products in ascending order. No fused multiply-add, no
// dependence on tiles, threads, the shape of the whole, or which operand was transposed.

/// The shapes of the blocks; only `depth` is visible in results.
private enum Block {
  static let depth = 256
  static let columns = 512
  /// Rows of a block, and the multiplications for which it is worth to be one.
  static let rows = 72
  static let leastWork = 1 << 16
  /// Rows up to which packing b would be most of the work.
  static let few = 16
}

/// The loops of one arithmetic, for tiles of 16, 32 and 64 bytes, and for stacks of small matrices.
struct TileLoops: Sendable {
  private let loops: [linear_tile_loop]
  let stack: linear_stack_loop?

  init(_ loops: linear_loops) {
    self.loops = [loops.tiles.0, loops.tiles.1, loops.tiles.2].compactMap { $0 }
    stack = loops.stack
  }

  /// The bytes of the least tile that takes a row of so many, and its loop.
  func tile(forRow bytes: Int) -> (bytes: Int, loop: linear_tile_loop) {
    let place = bytes <= 16 ? 0 : bytes <= 32 ? 1 : 2
    return (16 << place, loops[place])
  }
}

/// The loops of one instruction set.
struct TileTable: Sendable {
  let single: TileLoops
  let double: TileLoops
  /// By the bytes of an element; signed integers wrap to the same bits as unsigned ones.
  let integers: [Int: TileLoops]
  /// Or of ands, of bytes that are 0 or 1.
  let logical: TileLoops

  /// Systems and factors of small matrices.
  let smallSingle: linear_small_loops
  let smallDouble: linear_small_loops

  /// Those that this processor can run, the fastest first.
  static let all: [TileTable] = (0...).lazy.prefix { linear_tile_loops($0) != nil }.compactMap { index in
    linear_tile_loops(index).map { TileTable($0.pointee) }
  }
  static let fastest = all[0]

  private init(_ table: linear_tile_table) {
    (single, double, logical) = (TileLoops(table.f32), TileLoops(table.f64), TileLoops(table.logical))
    (smallSingle, smallDouble) = (table.small_f32, table.small_f64)
    integers = [1: TileLoops(table.i8), 2: TileLoops(table.i16), 4: TileLoops(table.i32), 8: TileLoops(table.i64)]
  }
}

/// c (row-major with row stride `ldc`) = a · b, none of whose axes is empty.
func blockedProduct<T: BitwiseCopyable>(
  _ a: MatrixView<T>, _ b: MatrixView<T>, to c: UnsafeMutablePointer<T>, ldc: Int, _ loops: TileLoops,
  parallel: ParallelFor
) throws(ArrayError) {
  let (bytes, loop) = loops.tile(forRow: b.columns * MemoryLayout<T>.stride)
  let lanes = bytes / MemoryLayout<T>.stride
  var product = TiledProduct(a: a, b: b, c: c, ldc: ldc, lanes: lanes, loop: loop)
  let whole = b.columns / lanes * lanes
  if a.rows <= Block.few && b.columnStride == 1 && whole > 0 {
    product.runInPlace(columns: whole, parallel)
    if whole == b.columns { return }
    // The last columns with some of those before them once more, rather than a copy; but not if they would be added twice.
    if b.rows <= Block.depth { return product.multiplyInPlace(0..<b.rows, b.columns - lanes..<b.columns) }
    product = TiledProduct(
      a: a, b: b.columns(whole..<b.columns), c: c + whole, ldc: ldc, lanes: lanes, loop: loop)
  }
  try product.run(parallel)
}

/// Blocks write disjoint elements of c, which is what makes sharing these pointers between threads sound.
private struct TiledProduct<T: BitwiseCopyable>: @unchecked Sendable {
  let a: MatrixView<T>
  let b: MatrixView<T>
  let c: UnsafeMutablePointer<T>
  let ldc: Int
  let lanes: Int
  let loop: linear_tile_loop

  func run(_ parallel: ParallelFor) throws(ArrayError) {
    let widest = min(b.columns, Block.columns)
    let tiles = (widest + lanes - 1) / lanes
    let packed = try scratch(T.self, tiles * lanes * min(Block.depth, b.rows))
    defer { free(packed) }
    let work = max(Block.leastWork / (widest * min(Block.depth, b.rows)), 1)
    let rows = max(Block.rows, (work + 7) & ~7)
    let blocks = (a.rows + rows - 1) / rows
    for left in stride(from: 0, to: b.columns, by: Block.columns) {
      let columns = left..<min(left + Block.columns, b.columns)
      for top in stride(from: 0, to: b.rows, by: Block.depth) {
        let depth = top..<min(top + Block.depth, b.rows)
        pack(depth, columns, to: packed)
        // A constant, so that the closure can be sent to other threads.
        let packedB = SharedPointer(pointer: UnsafePointer(packed))
        if blocks == 1 {
          multiply(0..<a.rows, depth, columns, packedB.pointer, row: lanes, tile: lanes * depth.count)
        } else {
          parallel(blocks) { block in
            let first = block * rows
            multiply(
              first..<min(first + rows, a.rows), depth, columns, packedB.pointer, row: lanes,
              tile: lanes * depth.count)
          }
        }
      }
    }
  }

  /// The first columns, whole tiles of them, from where b lies.
  func runInPlace(columns: Int, _ parallel: ParallelFor) {
    let work = max(Block.leastWork / (a.rows * b.rows), 1)
    let piece = (work + lanes - 1) / lanes * lanes
    parallel((columns + piece - 1) / piece) { index in
      let piece = index * piece..<min((index + 1) * piece, columns)
      for top in stride(from: 0, to: b.rows, by: Block.depth) {
        multiplyInPlace(top..<min(top + Block.depth, b.rows), piece)
      }
    }
  }

  /// A piece of the summed axis, and these columns, from where b lies.
  func multiplyInPlace(_ depth: Range<Int>, _ columns: Range<Int>) {
    let start = b.pointer + (depth.lowerBound * b.rowStride + columns.lowerBound)
    multiply(0..<a.rows, depth, columns, start, row: b.rowStride, tile: lanes)
  }

  /// What a piece of the summed axis gives to some rows and columns of c.
  private func multiply(
    _ rows: Range<Int>, _ depth: Range<Int>, _ columns: Range<Int>, _ b: UnsafePointer<T>, row: Int, tile: Int
  ) {
    var tiles = linear_tiles(
      a: a.pointer + (rows.lowerBound * a.rowStride + depth.lowerBound * a.columnStride), a_row: a.rowStride,
      a_column: a.columnStride, b: b, b_row: row, b_tile: tile, c: c + (rows.lowerBound * ldc + columns.lowerBound),
      c_row: ldc, rows: rows.count, columns: columns.count, depth: depth.count, adds: depth.lowerBound > 0)
    loop(&tiles)
  }

  /// Copies a block of b so that each tile of columns lies row after row; missing columns are zero.
  private func pack(_ depth: Range<Int>, _ columns: Range<Int>, to packed: UnsafeMutablePointer<T>) {
    var target = packed
    for first in stride(from: columns.lowerBound, to: columns.upperBound, by: lanes) {
      let count = min(lanes, columns.upperBound - first)
      for row in depth {
        let source = b.pointer + (row * b.rowStride + first * b.columnStride)
        if b.columnStride == 1 {
          memcpy(target, source, count * MemoryLayout<T>.stride)
        } else {
          for column in 0..<count { target[column] = source[column &* b.columnStride] }
        }
        if count < lanes { memset(target + count, 0, (lanes - count) * MemoryLayout<T>.stride) }
        target += lanes
      }
    }
  }
}

/// Memory that all threads read.
private struct SharedPointer<T>: @unchecked Sendable {
  let pointer: UnsafePointer<T>
}
