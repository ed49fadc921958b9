import ArrayKernels
import Lanes

/// The pieces of a map's rows, where elements of some operands lie a few elements apart, as in `x[::2]`, `x[::-1]` and
/// `pixels[:, 0]`.
///
///     for each row × piece of the inner axis
///       bring the piece of each such operand side by side, unless the row before had the same one
///       run the kernel over the piece: pointers to its first elements, its extent
///
/// Whole vectors are taken apart in registers, which a gather of the processor does not (measured: 4 to 10 times
/// slower). Elements are computed one by one in a map, so pieces change no bit.
struct RowPieces: TileWalk {
  private let step: KernelStep
  private let tiling: Tiling
  private let layout: KernelArguments
  private let length: Int
  private let piecesInRow: Int
  private let rows: Int
  /// Whether an operand that is packed is the same for all rows.
  private let isReused: Bool

  /// What is packed should stay in the first-level cache, beside what it is packed from.
  private static let fittingBytes = 1 << 13

  init(_ step: KernelStep, _ tiling: Tiling, _ layout: KernelArguments) {
    (self.step, self.tiling, self.layout) = (step, tiling, layout)
    let bytes = tiling.packed.map { step.kernel.operands[$0].dtype.size }.reduce(0, +)
    length = max(RowPieces.fittingBytes / bytes, 64) & ~63
    piecesInRow = (step.innerExtent + length - 1) / length
    rows = step.outerExtents.reduce(1, *)
    isReused = tiling.packed.contains { k in
      zip(step.outerExtents, step.bindings[k].outerStrides).allSatisfy { $0 == 1 || $1 == 0 }
    }
  }

  var count: Int { piecesInRow * rows }

  /// The row of a piece, and where in it the piece begins. Rows that read the same elements follow each other.
  private func place(of piece: Int) -> (row: Int, start: Int) {
    isReused ? (piece % rows, piece / rows * length) : (piece / piecesInRow, piece % piecesInRow * length)
  }

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int, _ kernel: any CompiledKernel) {
    var words = Array(UnsafeBufferPointer(start: arguments, count: layout.count))
    for axis in step.outerExtents.indices { words[KernelArguments.outerExtents + axis] = 1 }
    let pitch = length * 8
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: pitch * tiling.packed.count, alignment: 64)
    defer { scratch.deallocate() }
    for k in tiling.packed { words[layout.innerStride(k)] = 1 }
    var packed = tiling.packed.map { _ in 0 }
    for piece in begin..<end {
      let (row, start) = place(of: piece)
      let count = min(length, step.innerExtent - start)
      words[KernelArguments.innerExtent] = count
      words[KernelArguments.chunkLength] = count
      for (k, operand) in step.kernel.operands.enumerated() {
        let size = operand.role == .index ? 1 : operand.dtype.size
        words[layout.pointer(k)] = arguments[layout.pointer(k)] + step.offset(k, row: row, inner: start) * size
      }
      for (place, k) in tiling.packed.enumerated() {
        guard let source = UnsafeRawPointer(bitPattern: words[layout.pointer(k)]) else { continue }
        let target = scratch + place * pitch
        if packed[place] != words[layout.pointer(k)] {
          PickLoop.shared(elementSize: step.kernel.operands[k].dtype.size)(
            from: source, to: target, count: count, distance: step.bindings[k].innerStride)
          packed[place] = words[layout.pointer(k)]
        }
        words[layout.pointer(k)] = Int(bitPattern: target)
      }
      words.withUnsafeBufferPointer { words in
        if let words = words.baseAddress { kernel.run(words, begin: 0, end: 1) }
      }
    }
  }
}
