import ArrayKernels
import CLanes
import Lanes

/// A copy of units of a few bytes that are put into their order in registers (`ShuffledUnits`). (A million pixels of three
/// bytes, each row of them turned round: 0.149 ms cell by cell, and 0.102 so.)
struct ShuffledCopy: TileWalk {
  private let shuffled: ShuffledUnits
  private let others: [CopiedCells.Axis]
  private let runs: Int
  /// Whole blocks of a tile, and of the last one of a run.
  private let blocks: (whole: Int, last: Int)
  private let input: Int
  private let output: Int

  /// Units of a tile.
  private static let tile = 1 << 12

  /// Nil where the step does more than to copy, or there are no such units.
  init?(_ step: KernelStep, _ layout: KernelArguments) {
    guard let copied = CopiedCells(step, layout), let first = copied.axes.first, first.output == copied.bytes else {
      return nil
    }
    var axes = copied.axes
    var cells = ShuffledUnits.Axis(1, 0)
    if axes.count > 1, axes[1].output == first.output * first.extent, first.extent < ShuffledUnits.blockBytes {
      cells = (first.extent, first.input)
      axes.removeFirst()
    }
    let units = axes.removeFirst()
    guard let shuffled = ShuffledUnits(cell: copied.bytes, cells: cells, units: (units.extent, units.input)) else {
      return nil
    }
    (self.shuffled, others, input, output) = (shuffled, axes, copied.input, copied.output)
    runs = (units.extent + Self.tile - 1) / Self.tile
    let last = units.extent - (runs - 1) * Self.tile
    blocks = (shuffled.blocks(of: Self.tile), shuffled.blocks(of: last))
  }

  var count: Int { others.reduce(runs) { $0 * $1.extent } }

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int, _: any CompiledKernel) {
    for tile in begin..<end {
      let first = tile % runs * Self.tile
      var (from, to) = (arguments[input] + first * shuffled.units.step, arguments[output] + first * shuffled.unitBytes)
      let place = others.offsets(of: tile / runs)
      from += place.input
      to += place.output
      let length = min(Self.tile, shuffled.units.extent - first)
      copy(length, blocks: length == Self.tile ? blocks.whole : blocks.last, from, to)
    }
  }

  /// Copies so many units, of which so many are in whole blocks.
  private func copy(_ length: Int, blocks: Int, _ from: Int, _ to: Int) {
    guard let source = UnsafeRawPointer(bitPattern: from), let target = UnsafeMutableRawPointer(bitPattern: to) else {
      return
    }
    let (step, bytes) = (shuffled.units.step, shuffled.unitBytes)
    let done = blocks * shuffled.unitsOfBlock
    ShuffleLoop.shared(
      from: source + shuffled.start, step: shuffled.unitsOfBlock * step, to: target,
      outStep: shuffled.unitsOfBlock * bytes, blocks: blocks, places: shuffled.places)
    lanes_copy_cells(
      target + done * bytes, source + done * step, shuffled.cell, length - done, bytes, step,
      shuffled.cells.extent, shuffled.cell, shuffled.cells.step)
  }
}
