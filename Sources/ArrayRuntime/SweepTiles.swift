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
/// The packed operands are the same for all rows, and results of whole runs have but one. Each run is computed on its own,
/// so tiles change no bit.
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
  private let hasPackedResults: Bool

  /// A tile should stay in the first-level cache; where each is read once, so should what it is packed from.
  private static let fittingBytes = (onceRead: 1 << 14, reused: 1 << 15)
  /// Elements that a block of rows reduces at least, so that packing is a small part of the work.
  private static let leastWork = 1 << 19

  init(_ step: KernelStep, _ tiling: Tiling, _ layout: KernelArguments) {
    (self.step, self.tiling, self.layout) = (step, tiling, layout)
    let size = tiling.packed.map { step.kernel.operands[$0].dtype.size }.max() ?? 8
    rows = step.outerExtents.reduce(1, *)
    let bytes = rows == 1 ? SweepTiles.fittingBytes.onceRead : SweepTiles.fittingBytes.reused
    let fitting = bytes / (step.sweepExtent * size * tiling.packed.count)
    columns = min(max(step.innerExtent, 1), min(max(fitting, 64), 1024) & ~63)
    columnBlocks = (step.innerExtent + columns - 1) / columns
    rowsInBlock = max(1, min(rows, SweepTiles.leastWork / (columns * step.sweepExtent)))
    rowBlocks = (rows + rowsInBlock - 1) / rowsInBlock
    pitch = columns + 64 / size
    tileBytes = step.sweepExtent * pitch * size
    hasPackedResults = tiling.packed.contains { step.kernel.operands[$0].role == .output }
  }

  var count: Int { columnBlocks * rowBlocks }

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int, _ kernel: any CompiledKernel) {
    var words = Array(UnsafeBufferPointer(start: arguments, count: layout.count))
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: tileBytes * tiling.packed.count, alignment: 64)
    defer { scratch.deallocate() }
    for (place, k) in tiling.packed.enumerated() {
      words[layout.pointer(k)] = Int(bitPattern: scratch + place * tileBytes)
      words[layout.innerStride(k)] = 1
      words[layout.sweepStride(k)] = pitch
    }
    if hasPackedResults { words[KernelArguments.streams] = 0 }
    var packedBlock = -1
    for tile in begin..<end {
      let (block, first) = (tile / rowBlocks, tile % rowBlocks * rowsInBlock)
      if block != packedBlock {
        move(&words, to: block * columns, of: arguments, scratch)
        packedBlock = block
      }
      if rowBlocks == 1, tile + 1 < count { ask(for: block + 1, arguments) }
      words.withUnsafeBufferPointer { words in
        if let words = words.baseAddress { kernel.run(words, begin: first, end: min(first + rowsInBlock, rows)) }
      }
      if hasPackedResults { storeResults(of: block * columns, arguments, scratch) }
    }
  }

  /// Asks for the memory of the packed operands of a block of columns, so that it comes while there is other work.
  private func ask(for block: Int, _ arguments: UnsafePointer<Int>) {
    for k in tiling.packed where step.bindings[k].innerStride == step.sweepExtent {
      let bytes = step.sweepExtent * step.kernel.operands[k].dtype.size
      let first = block * columns
      let end = min(first + columns, step.innerExtent) * bytes
      for byte in stride(from: first * bytes, to: end, by: 64) {
        if let line = UnsafeRawPointer(bitPattern: arguments[layout.pointer(k)] + byte) { lanes_prefetch(line) }
      }
    }
  }

  /// Brings the runs of the columns from `column` on to where they belong.
  private func storeResults(of column: Int, _ arguments: UnsafePointer<Int>, _ scratch: UnsafeMutableRawPointer) {
    var nothing: [LinesAhead] = []
    let width = min(columns, step.innerExtent - column)
    for (place, k) in tiling.packed.enumerated() where step.kernel.operands[k].role == .output {
      let (size, stride) = (step.kernel.operands[k].dtype.size, step.bindings[k].innerStride)
      guard let target = UnsafeMutableRawPointer(bitPattern: arguments[layout.pointer(k)] + column * stride * size)
      else { continue }
      let piece = TransposeLoop.Piece(rows: width, columns: step.sweepExtent, stride: pitch, pitch: stride)
      TransposeLoop.shared(elementSize: size)(
        from: scratch + place * tileBytes, to: target, piece, beside: &nothing)
    }
  }

  /// Makes the words those of the columns from `column` on.
  private func move(
    _ words: inout [Int], to column: Int, of arguments: UnsafePointer<Int>, _ scratch: UnsafeMutableRawPointer
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
      let (size, stride) = (step.kernel.operands[k].dtype.size, step.bindings[k].innerStride)
      guard let source = UnsafeRawPointer(bitPattern: arguments[layout.pointer(k)] + column * stride * size) else {
        continue
      }
      let piece = TransposeLoop.Piece(rows: step.sweepExtent, columns: width, stride: stride, pitch: pitch)
      TransposeLoop.shared(elementSize: size)(
        from: source, to: scratch + place * tileBytes, piece, beside: &nothing)
    }
  }
}
