import ArrayKernels
import CLanes

/// A map that only copies, and whose operands have a few elements after each other in common: pixels of a turned image,
/// rows of blocks. Cells of bytes are moved, in tiles of the axis along which they are read and the one along which they
/// are written, so that both sides stay in the cache.
///
///     img.transpose(1, 0, 2)       cells of 3 bytes, read along rows of the image and written along its columns
///
/// A kernel computes addresses for each run, which takes longer than to copy it.
struct CellCopy: TileWalk {
  private let cell: Int
  /// Along which results lie closest, and along which what is read does, in tiles.
  private let columns: CopiedCells.Axis
  private let rows: CopiedCells.Axis
  /// All others.
  private let others: [CopiedCells.Axis]
  private let rowBlocks: Int
  private let tileRows: Int
  private let input: Int
  private let output: Int

  /// Bytes of the longest cells: longer runs are as fast in the kernel, and faster where it stores them past the caches
  /// (10⁵ rows of 512 bytes turned round: 0.9 ms, and 1.6 as cells).
  private static let longestCell = (near: 1 << 9, far: 1 << 6)
  private static let tile = (rows: 32, columns: 64)
  /// Cells of a tile where there is but one axis of them.
  private static let run = 1 << 11

  /// Nil where the step does more than to copy, or has no runs of a few elements. `isFar` says that results may go past
  /// the caches.
  init?(_ step: KernelStep, _ layout: KernelArguments, isFar: Bool) {
    guard let cells = CopiedCells(step, layout) else { return nil }
    (cell, input, output) = (cells.bytes, cells.input, cells.output)
    var axes = cells.axes
    let longest = isFar ? Self.longestCell.far : Self.longestCell.near
    guard cell > cells.element, cell <= longest, !axes.isEmpty else { return nil }
    if axes.count == 1 {
      // Tiles are what threads share.
      (columns, rows, tileRows) = (CopiedCells.Axis(extent: 1, input: 0, output: 0), axes.removeFirst(), Self.run)
    } else {
      columns = axes.removeFirst()
      let place = axes.indices.min { axes[$0].input.magnitude < axes[$1].input.magnitude } ?? 0
      (rows, tileRows) = (axes.remove(at: place), Self.tile.rows)
    }
    others = axes
    rowBlocks = (rows.extent + tileRows - 1) / tileRows
  }

  var count: Int { others.reduce(rowBlocks) { $0 * $1.extent } }

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int, _: any CompiledKernel) {
    for tile in begin..<end {
      let row = tile % rowBlocks * tileRows
      var (from, to) = (arguments[input] + row * rows.input, arguments[output] + row * rows.output)
      let place = others.offsets(of: tile / rowBlocks)
      from += place.input
      to += place.output
      let height = min(tileRows, rows.extent - row)
      for column in stride(from: 0, to: columns.extent, by: Self.tile.columns) {
        let width = min(Self.tile.columns, columns.extent - column)
        guard let source = UnsafeRawPointer(bitPattern: from + column * columns.input),
          let target = UnsafeMutableRawPointer(bitPattern: to + column * columns.output)
        else { continue }
        lanes_copy_cells(
          target, source, cell, height, rows.output, rows.input, width, columns.output, columns.input)
      }
    }
  }
}
