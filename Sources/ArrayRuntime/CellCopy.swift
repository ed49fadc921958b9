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
  /// An axis of the result: positions, and the bytes between two of them.
  private struct Axis {
    var extent: Int
    var input: Int
    var output: Int
  }
  private let cell: Int
  /// Along which results lie closest, and along which what is read does, in tiles.
  private let columns: Axis
  private let rows: Axis
  /// All others.
  private let others: [Axis]
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
    let kernel = step.kernel
    guard kernel.form == .map || kernel.form == .short, let (source, target) = step.copy else { return nil }
    let size = kernel.operands[source].dtype.size
    let (from, to) = (step.bindings[source], step.bindings[target])
    var axes = zip(step.outerExtents, zip(from.outerStrides, to.outerStrides)).map {
      Axis(extent: $0, input: $1.0 * size, output: $1.1 * size)
    }
    axes.append(Axis(extent: step.sweepExtent, input: from.sweepStride * size, output: to.sweepStride * size))
    axes.append(Axis(extent: step.innerExtent, input: from.innerStride * size, output: to.innerStride * size))
    axes = axes.filter { $0.extent != 1 }.sorted { $0.output < $1.output }

    var cell = size
    while let axis = axes.first, axis.input == cell, axis.output == cell {
      cell *= axis.extent
      axes.removeFirst()
    }
    let longest = isFar ? Self.longestCell.far : Self.longestCell.near
    guard cell > size, cell <= longest, !axes.isEmpty else { return nil }
    self.cell = cell
    if axes.count == 1 {
      // Tiles are what threads share.
      (columns, rows, tileRows) = (Axis(extent: 1, input: 0, output: 0), axes.removeFirst(), Self.run)
    } else {
      columns = axes.removeFirst()
      let place = axes.indices.min { axes[$0].input.magnitude < axes[$1].input.magnitude } ?? 0
      (rows, tileRows) = (axes.remove(at: place), Self.tile.rows)
    }
    others = axes
    rowBlocks = (rows.extent + tileRows - 1) / tileRows
    (input, output) = (layout.pointer(source), layout.pointer(target))
  }

  var count: Int { others.reduce(rowBlocks) { $0 * $1.extent } }

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int, _: any CompiledKernel) {
    for tile in begin..<end {
      let row = tile % rowBlocks * tileRows
      var rest = tile / rowBlocks
      var (from, to) = (arguments[input] + row * rows.input, arguments[output] + row * rows.output)
      for axis in others {
        let position = rest % axis.extent
        rest /= axis.extent
        from += position * axis.input
        to += position * axis.output
      }
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
