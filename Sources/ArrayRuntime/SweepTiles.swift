import ArrayKernels
import CLanes
import Lanes

/// The tiles of a `.short` step: some lanes of the inner axis, for a block of rows.
///
///     for each tile of the inner axis × block of rows
///       pack the runs of each operand that lies across the lanes, unless the tile before had the same ones
///       run the kernel over the block of rows: pointers to the tile's first elements, its extent
///       bring runs that it stored back
///
/// Where the packed operands are the same for all rows, a block has many of them, else one. Each run is computed on its
/// own, so tiles change no bit.
struct SweepTiles: TileWalk {
  private let step: KernelStep
  private let tiling: Tiling
  private let layout: KernelArguments
  private let columns: Int
  private let columnBlocks: Int
  private let rows: Int
  private let rowsInBlock: Int
  private let rowBlocks: Int
  /// Elements between two rows of a packed tile: a line more than they need, lest they fall into one set of the cache.
  private let pitch: Int
  private let tileBytes: Int
  /// Whether a block's runs are those of one row only.
  private let packsEachRow: Bool
  private let hasPackedResults: Bool
  /// Whether memory is asked for ahead. (`x @ w`, 100 000 × 10 f64, in the third-level cache, 0.41 ms with it and 0.33
  /// without; 2 000 000 × 10, 11.1 and 12.5.)
  private let asksAhead: Bool

  /// A tile should stay in the first-level cache; where each is read once, so should what it is packed from.
  private static let fittingBytes = (onceRead: 1 << 14, reused: 1 << 15)
  /// Elements that a block of rows reduces at least, so that packing is a small part of the work.
  private static let leastWork = 1 << 19

  /// `isFar` says that the caches do not hold what the step touches.
  init(_ step: KernelStep, _ tiling: Tiling, _ layout: KernelArguments, isFar: Bool) {
    (self.step, self.tiling, self.layout) = (step, tiling, layout)
    let size = tiling.packed.map { step.kernel.operands[$0].dtype.size }.max() ?? 8
    rows = step.outerExtents.reduce(1, *)
    packsEachRow =
      rows == 1
      || tiling.packed.contains { k in
        zip(step.outerExtents, step.bindings[k].outerStrides).contains { $0 > 1 && $1 != 0 }
      }
    let bytes = packsEachRow ? SweepTiles.fittingBytes.onceRead : SweepTiles.fittingBytes.reused
    let fitting = bytes / (step.sweepExtent * size * tiling.packed.count)
    columns = min(max(step.innerExtent, 1), min(max(fitting, 64), 1024) & ~63)
    columnBlocks = (step.innerExtent + columns - 1) / columns
    rowsInBlock = packsEachRow ? 1 : max(1, min(rows, SweepTiles.leastWork / (columns * step.sweepExtent)))
    rowBlocks = (rows + rowsInBlock - 1) / rowsInBlock
    pitch = columns + 64 / size
    tileBytes = step.sweepExtent * pitch * size
    hasPackedResults = tiling.packed.contains { step.kernel.operands[$0].role == .output }
    asksAhead = isFar && packsEachRow
  }

  var count: Int { columnBlocks * rowBlocks }

  /// The first row of a tile, and its first column: runs that are packed anew for each row lie along it, so its blocks
  /// follow each other.
  private func place(of tile: Int) -> (row: Int, column: Int) {
    packsEachRow
      ? (tile / columnBlocks, tile % columnBlocks * columns)
      : (tile % rowBlocks * rowsInBlock, tile / rowBlocks * columns)
  }

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int, _ kernel: any CompiledKernel) {
    var words = Array(UnsafeBufferPointer(start: arguments, count: layout.count))
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: tileBytes * tiling.packed.count, alignment: 64)
    defer { scratch.deallocate() }
    for (place, k) in tiling.packed.enumerated() {
      words[layout.pointer(k)] = Int(bitPattern: scratch + place * tileBytes)
      words[layout.innerStride(k)] = 1
      words[layout.sweepStride(k)] = pitch
      for axis in step.outerExtents.indices { words[layout.outerStride(k, axis)] = 0 }
    }
    if hasPackedResults { words[KernelArguments.streams] = 0 }
    var packedColumn = -1
    for tile in begin..<end {
      let (row, column) = place(of: tile)
      if packsEachRow || column != packedColumn {
        move(&words, to: column, ofRow: row, arguments, scratch)
        packedColumn = column
      }
      if asksAhead, tile + 1 < count { ask(for: tile + 1, arguments) }
      words.withUnsafeBufferPointer { words in
        if let words = words.baseAddress { kernel.run(words, begin: row, end: min(row + rowsInBlock, rows)) }
      }
      if hasPackedResults { storeResults(from: column, ofRow: row, arguments, scratch) }
    }
  }

  /// Where an operand's runs of a row and the columns from `column` on begin.
  private func address(_ k: Int, _ arguments: UnsafePointer<Int>, row: Int, column: Int) -> Int {
    arguments[layout.pointer(k)] + step.offset(k, row: row, inner: column) * step.kernel.operands[k].dtype.size
  }

  /// Asks for the memory of the packed operands of a tile, so that it comes while there is other work.
  private func ask(for tile: Int, _ arguments: UnsafePointer<Int>) {
    let (row, column) = place(of: tile)
    for k in tiling.packed where step.bindings[k].innerStride == step.sweepExtent {
      let start = address(k, arguments, row: row, column: column)
      let runs = min(columns, step.innerExtent - column)
      for byte in stride(from: 0, to: runs * step.sweepExtent * step.kernel.operands[k].dtype.size, by: 64) {
        if let line = UnsafeRawPointer(bitPattern: start + byte) { lanes_prefetch(line) }
      }
    }
  }

  /// Makes the words those of the columns from `column` on, and packs the runs of a row there.
  private func move(
    _ words: inout [Int], to column: Int, ofRow row: Int, _ arguments: UnsafePointer<Int>,
    _ scratch: UnsafeMutableRawPointer
  ) {
    let width = min(columns, step.innerExtent - column)
    var nothing: [LinesAhead] = []
    words[KernelArguments.innerExtent] = width
    words[KernelArguments.chunkLength] = width
    for (k, operand) in step.kernel.operands.enumerated() where !tiling.packed.contains(k) {
      let size = operand.role == .index ? 1 : operand.dtype.size
      words[layout.pointer(k)] = arguments[layout.pointer(k)] + column * step.bindings[k].innerStride * size
    }
    for (place, k) in tiling.packed.enumerated() where step.kernel.operands[k].role == .input {
      guard let source = UnsafeRawPointer(bitPattern: address(k, arguments, row: row, column: column)) else { continue }
      let piece = TransposeLoop.Piece(
        rows: step.sweepExtent, columns: width, stride: step.bindings[k].innerStride, pitch: pitch)
      TransposeLoop.shared(elementSize: step.kernel.operands[k].dtype.size)(
        from: source, to: scratch + place * tileBytes, piece, beside: &nothing)
    }
  }

  /// Brings the runs of a row and the columns from `column` on to where they belong.
  private func storeResults(
    from column: Int, ofRow row: Int, _ arguments: UnsafePointer<Int>, _ scratch: UnsafeMutableRawPointer
  ) {
    var nothing: [LinesAhead] = []
    let width = min(columns, step.innerExtent - column)
    for (place, k) in tiling.packed.enumerated() where step.kernel.operands[k].role == .output {
      let address = address(k, arguments, row: row, column: column)
      guard let target = UnsafeMutableRawPointer(bitPattern: address) else { continue }
      let piece = TransposeLoop.Piece(
        rows: width, columns: step.sweepExtent, stride: pitch, pitch: step.bindings[k].innerStride)
      TransposeLoop.shared(elementSize: step.kernel.operands[k].dtype.size)(
        from: scratch + place * tileBytes, to: target, piece, beside: &nothing)
    }
  }
}
