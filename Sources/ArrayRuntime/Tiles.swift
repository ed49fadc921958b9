import ArrayKernels

/// How a step with a `Tiling` is run tile by tile.
protocol TileWalk: Sendable {
  var count: Int { get }
  /// Runs the tiles `begin ..< end` with the arguments of the whole step.
  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int, _ kernel: any CompiledKernel)
}

/// The tiles of a map with operands that lie across each other.
///
///     for each tile of rows (the tiling's axis) × columns (the inner axis), columns first:
///       pack the tile of each operand that lies across into rows
///       run the kernel over the tile: pointers to the tile's first elements, its extents
///
/// Elements are computed one by one in a map, so the order of the tiles changes no bit.
struct Tiles: TileWalk {
  private let step: KernelStep
  private let tiling: Tiling
  private let axis: Int
  private let layout: KernelArguments
  private let rows: Int
  private let columns: Int
  private let rowBlocks: Int
  private let columnBlocks: Int
  /// Outer axes that are not tiled: each of their positions has all tiles.
  private let others: [Int]
  /// Elements between two rows of a packed tile: a line more than they need, lest they fall into one set of the cache.
  private let pitch: Int
  private let tileBytes: Int

  /// Four lines of each column are read together, since one line a visit costs the memory more; the rows of a tile
  /// are long enough for the other operands, and all of it stays in the second-level cache. (Measured on 4096 × 4096
  /// elements of 4 bytes from 64 to 2048 bytes each way: 8.4 ms here, 14 with one line, 9.4 with half the columns.)
  private static let rowBytes = 256
  private static let columnBytes = 1024

  init(_ step: KernelStep, _ tiling: Tiling, _ layout: KernelArguments) {
    (self.step, self.tiling, self.layout) = (step, tiling, layout)
    let axis = tiling.axis ?? 0
    self.axis = axis
    let size = tiling.packed.map { step.kernel.operands[$0].dtype.size }.max() ?? 8
    rows = min(step.outerExtents[axis], Tiles.rowBytes / size)
    columns = min(step.innerExtent, Tiles.columnBytes / size)
    pitch = (columns + 63) / 64 * 64 + 64
    tileBytes = rows * pitch * size
    rowBlocks = (step.outerExtents[axis] + rows - 1) / rows
    columnBlocks = (step.innerExtent + columns - 1) / columns
    others = step.outerExtents.indices.filter { $0 != axis }
  }

  var count: Int { others.reduce(rowBlocks * columnBlocks) { $0 * step.outerExtents[$1] } }

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int, _ kernel: any CompiledKernel) {
    var words = Array(UnsafeBufferPointer(start: arguments, count: layout.count))
    for axis in others { words[KernelArguments.outerExtents + axis] = 1 }
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: tileBytes * tiling.packed.count, alignment: 64)
    defer { scratch.deallocate() }
    for (place, k) in tiling.packed.enumerated() {
      words[layout.pointer(k)] = Int(bitPattern: scratch + place * tileBytes)
      words[layout.innerStride(k)] = 1
      words[layout.outerStride(k, axis)] = pitch
    }
    var coordinates = [Int](repeating: 0, count: step.outerExtents.count)
    for tile in begin..<end {
      let column = tile % columnBlocks * columns
      var rest = tile / columnBlocks
      let row = rest % rowBlocks * rows
      rest /= rowBlocks
      for axis in others.reversed() {
        coordinates[axis] = rest % step.outerExtents[axis]
        rest /= step.outerExtents[axis]
      }
      coordinates[axis] = row
      let height = min(rows, step.outerExtents[axis] - row)
      let width = min(columns, step.innerExtent - column)
      words[KernelArguments.innerExtent] = width
      words[KernelArguments.chunkLength] = width
      words[KernelArguments.outerExtents + axis] = height
      for (k, operand) in step.kernel.operands.enumerated() {
        let binding = step.bindings[k]
        var offset = column * binding.innerStride
        for (axis, coordinate) in coordinates.enumerated() { offset += coordinate * binding.outerStrides[axis] }
        let start = arguments[layout.pointer(k)]
        if operand.role == .index {
          words[layout.pointer(k)] = start + offset
        } else if !tiling.packed.contains(k) {
          words[layout.pointer(k)] = start + offset * operand.dtype.size
        } else if let target = UnsafeMutableRawPointer(bitPattern: words[layout.pointer(k)]),
          let source = UnsafeRawPointer(bitPattern: start + offset * operand.dtype.size)
        {
          let piece = Packing.Piece(rows: height, columns: width, stride: binding.innerStride, pitch: pitch)
          Packing.pack(target, from: source, piece, elementSize: operand.dtype.size)
        }
      }
      words.withUnsafeBufferPointer { words in
        if let words = words.baseAddress { kernel.run(words, begin: 0, end: height) }
      }
    }
  }
}
