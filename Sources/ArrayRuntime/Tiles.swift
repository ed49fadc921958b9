import ArrayKernels
import Lanes

/// How a step with a `Tiling` is run tile by tile.
protocol TileWalk: Sendable {
  var count: Int { get }
  /// Runs the tiles `begin ..< end` with the arguments of the whole step.
  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int, _ kernel: any CompiledKernel)
}

extension KernelStep {
  /// Elements from an operand's first one to the one at `inner` of a row.
  func offset(_ k: Int, row: Int, inner: Int) -> Int {
    var (rest, elements) = (row, inner * bindings[k].innerStride)
    for axis in outerExtents.indices.reversed() {
      elements += rest % outerExtents[axis] * bindings[k].outerStrides[axis]
      rest /= outerExtents[axis]
    }
    return elements
  }
}

/// The tiles of a map with operands that lie across each other.
///
///     for each tile of rows (the tiling's axis) × columns (the inner axis), columns first:
///       pack the tile of each operand that lies across into rows
///       run the kernel over the tile: pointers to the tile's first elements, its extents
///
/// Where a result may stay in the caches and nothing else is read, tiles are packed where it lies, and the kernel works in
/// place; a copy is done then. Elements are computed one by one in a map, so the order of the tiles changes no bit.
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
  /// Elements between two rows of a packed tile: an odd number of lines, lest they fall into one set of the cache.
  private let pitch: Int
  private let tileBytes: Int
  /// The result, where tiles are packed there.
  private let target: Int?
  /// Whether whole rows of all operands lie one behind the other, so that those of a tile are one row.
  private let areOneRow: Bool

  /// Eight lines of each column are read together, since one line a visit costs the memory more, and the rows of a tile
  /// are long enough for the other operands.
  ///
  /// Where results are streamed and rows are whole lines, less is better: reading and streaming take turns before either
  /// has to wait for memory alone. Other rows have ends that are stored as usual, so they should be long. With vectors of
  /// half a line a block visits each line twice, and larger tiles are better: 4096 × 4096 in 22.7 ms with 128 × 512, in
  /// 16.3 with 256 × 1024.
  ///
  ///     ms for 4-byte elements, bytes of a column × of a row     128 × 512   256 × 1024   512 × 2048
  ///     4096 × 4096                                                    8.0          9.2          9.6
  ///     3001 × 3001                                                   10.1          7.2          6.0
  private static let tile = (column: 512, row: 2048)
  private static let streamedTile = TransposeLoop.turnsWholeLines ? (column: 128, row: 512) : (column: 256, row: 1024)

  init(_ step: KernelStep, _ tiling: Tiling, _ axis: Int, _ layout: KernelArguments, mayStream: Bool) {
    (self.step, self.tiling, self.layout) = (step, tiling, layout)
    self.axis = axis
    let hasWholeLines = step.kernel.operands.indices.allSatisfy { k in
      let operand = step.kernel.operands[k]
      return operand.role != .output || step.bindings[k].outerStrides[axis] * operand.dtype.size % 64 == 0
    }
    let bytes = mayStream && hasWholeLines ? Tiles.streamedTile : Tiles.tile
    let size = tiling.packed.map { step.kernel.operands[$0].dtype.size }.max() ?? 8
    rows = min(step.outerExtents[axis], bytes.column / size)
    columns = min(step.innerExtent, bytes.row / size)
    let target = mayStream || step.kernel.rows == .overlapping ? nil : step.onlyResult
    self.target = target.flatMap { Tiles.mayBeTurned(step, $0, axis) ? $0 : nil }
    let areRowsBehind = step.kernel.operands.indices.allSatisfy { k in
      let binding = step.bindings[k]
      return tiling.packed.contains(k) || binding.innerStride == 1 && binding.outerStrides[axis] == step.innerExtent
    }
    areOneRow = areRowsBehind && columns == step.innerExtent && self.target != nil
    pitch = ((columns * size + 63) / 64 | 1) * 64 / size
    tileBytes = rows * pitch * size
    rowBlocks = (step.outerExtents[axis] + rows - 1) / rows
    columnBlocks = (step.innerExtent + columns - 1) / columns
    others = step.outerExtents.indices.filter { $0 != axis }
  }

  /// Whether columns may be stored where the result lies: elements are moved by vectors, whose rows do not fall into one
  /// set of the cache. (1000 × 1000, in a scratch tile first and at once: f64 0.40 and 0.24 ms, f32 0.22 and 0.13; but
  /// 2048 × 512 of f32 0.22 and 0.25, of bytes 0.8 and 2.6.)
  private static func mayBeTurned(_ step: KernelStep, _ result: Int, _ axis: Int) -> Bool {
    let size = step.kernel.operands[result].dtype.size
    let binding = step.bindings[result]
    return binding.innerStride == 1 && binding.outerStrides[axis] * size % 4096 != 0
  }

  var count: Int { others.reduce(rowBlocks * columnBlocks) { $0 * step.outerExtents[$1] } }

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int, _ kernel: any CompiledKernel) {
    var words = Array(UnsafeBufferPointer(start: arguments, count: layout.count))
    for axis in others { words[KernelArguments.outerExtents + axis] = 1 }
    let scratchBytes = target == nil ? tileBytes * tiling.packed.count : 0
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: scratchBytes, alignment: 64)
    defer { scratch.deallocate() }
    let pitch = target.map { step.bindings[$0].outerStrides[axis] } ?? pitch
    for (place, k) in tiling.packed.enumerated() {
      words[layout.pointer(k)] = Int(bitPattern: scratch + place * tileBytes)
      words[layout.innerStride(k)] = 1
      words[layout.outerStride(k, axis)] = pitch
    }
    var coordinates = [Int](repeating: 0, count: step.outerExtents.count)
    var beside: [LinesAhead] = []
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
      beside.removeAll(keepingCapacity: true)
      for (k, operand) in step.kernel.operands.enumerated() where !tiling.packed.contains(k) {
        let start = arguments[layout.pointer(k)] + offset(k, coordinates, column)
        words[layout.pointer(k)] = start
        guard operand.role == .input, operand.layout == .contiguous, let start = UnsafeRawPointer(bitPattern: start)
        else { continue }
        let size = operand.dtype.size
        beside.append(
          LinesAhead(
            rows: height, of: start, bytes: width * size, stride: step.bindings[k].outerStrides[axis] * size))
      }
      for k in tiling.packed {
        let start = arguments[layout.pointer(k)] + offset(k, coordinates, column)
        if let target { words[layout.pointer(k)] = words[layout.pointer(target)] }
        guard let source = UnsafeRawPointer(bitPattern: start),
          let packed = UnsafeMutableRawPointer(bitPattern: words[layout.pointer(k)])
        else { continue }
        let piece = TransposeLoop.Piece(
          rows: height, columns: width, stride: step.bindings[k].innerStride, pitch: pitch,
          reach: step.innerExtent - column)
        TransposeLoop.shared(elementSize: step.kernel.operands[k].dtype.size)(
          from: source, to: packed, piece, beside: &beside)
      }
      if target != nil && step.copy != nil { continue }
      if areOneRow {
        words[KernelArguments.innerExtent] = height * width
        words[KernelArguments.chunkLength] = height * width
        words[KernelArguments.outerExtents + axis] = 1
      }
      words.withUnsafeBufferPointer { words in
        guard let words = words.baseAddress else { return }
        kernel.run(words, begin: 0, end: words[KernelArguments.outerExtents + axis])
      }
    }
  }

  /// By how much an operand's word differs at a tile from that of the first one.
  private func offset(_ k: Int, _ coordinates: [Int], _ column: Int) -> Int {
    let (operand, binding) = (step.kernel.operands[k], step.bindings[k])
    var elements = column * binding.innerStride
    for (axis, coordinate) in coordinates.enumerated() { elements += coordinate * binding.outerStrides[axis] }
    return operand.role == .index ? elements : elements * operand.dtype.size
  }
}
