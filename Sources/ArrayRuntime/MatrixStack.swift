import ArrayKernels
import CLanes
import Lanes

/// A map over a stack of small matrices of which some operands lie turned, as in `a + np.matrix_transpose(a)`.
///
///     for each block of matrices, of 8 KiB or of one:
///       turn the matrices of each such operand, one behind the other
///       run the kernel over the elements of the block as if they were one row
///
/// Tiles of one matrix each would cost a call of the kernel, whose rows are short besides. A copy is turned to where its
/// result lies. Elements are computed one by one in a map, so the order changes no bit.
struct MatrixStack: TileWalk {
  private let step: KernelStep
  private let layout: KernelArguments
  private let packed: [Int]
  private let rows: Int
  private let columns: Int
  private let matrices: Int
  /// Matrices of a block.
  private let length: Int
  /// The result, if all that is done is to copy.
  private let copied: Int?

  /// Elements of the largest matrices that are walked so, and copied so: vectors are short beside rows of larger ones.
  private static let largest = (computed: 1 << 13, copied: 1 << 14)
  /// Bytes of a block of an operand.
  private static let blockBytes = 1 << 13
  /// Rows or columns from which on blocks of a matrix are turned in registers. (Bytes, ns an element, one by one and in
  /// registers: 500 × 15 0.30 and 0.04, 12 × 16 0.27 and 0.62.)
  private static let leastTurned = (shorter: 16, longer: 64)

  /// Nil where matrices are large or few, or operands do not lie one matrix behind the other. Results that may go past the
  /// caches are stored by the kernel.
  init?(_ step: KernelStep, _ tiling: Tiling, _ axis: Int, _ layout: KernelArguments, mayStream: Bool) {
    let (rows, columns) = (step.outerExtents[axis], step.innerExtent)
    let outer = step.outerExtents.dropLast()
    let kernel = step.kernel
    let copy = mayStream ? nil : step.copy?.target
    let matrices = outer.reduce(1, *)
    guard axis == outer.count, matrices > 1, kernel.row.isEmpty,
      rows * columns <= (copy == nil ? Self.largest.computed : Self.largest.copied)
    else { return nil }
    // The axes in front of the matrices are one, so that an operand's next matrix is always as far away.
    func isEven(_ strides: [Int]) -> Bool {
      outer.indices.dropLast().allSatisfy { strides[$0] == strides[$0 + 1] * outer[$0 + 1] }
    }
    for (k, operand) in kernel.operands.enumerated() {
      let binding = step.bindings[k]
      let strides = binding.outerStrides
      guard isEven(strides), operand.role != .index else { return nil }
      if tiling.packed.contains(k) { continue }
      let isOneRow =
        binding.innerStride == 1 && strides[axis] == columns && strides[axis - 1] == rows * columns
        && operand.layout == .contiguous
      let isOneElement = binding.innerStride == 0 && strides.allSatisfy { $0 == 0 }
      guard isOneRow || isOneElement && operand.role == .input else { return nil }
    }
    (self.step, self.layout, packed, self.rows, self.columns) = (step, layout, tiling.packed, rows, columns)
    self.matrices = matrices
    let size = packed.map { kernel.operands[$0].dtype.size }.max() ?? 8
    length = max(1, Self.blockBytes / (size * rows * columns))
    copied = copy
  }

  var count: Int { (matrices + length - 1) / length }

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int, _ kernel: any CompiledKernel) {
    let blockBytes = copied == nil ? length * rows * columns * 8 : 0
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: blockBytes * packed.count, alignment: 64)
    defer { scratch.deallocate() }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: layout.count) { words in
      _ = words.initialize(from: UnsafeBufferPointer(start: arguments, count: layout.count))
      for axis in step.outerExtents.indices { words[KernelArguments.outerExtents + axis] = 1 }
      for (place, k) in packed.enumerated() {
        words[layout.pointer(k)] = Int(bitPattern: scratch + place * blockBytes)
        words[layout.innerStride(k)] = 1
      }
      for block in begin..<end {
        let first = block * length
        let count = min(length, matrices - first)
        for k in step.bindings.indices where !packed.contains(k) {
          words[layout.pointer(k)] = address(k, first, arguments)
        }
        for k in packed {
          let target = words[layout.pointer(copied ?? k)]
          guard let from = UnsafeRawPointer(bitPattern: address(k, first, arguments)),
            let to = UnsafeMutableRawPointer(bitPattern: target)
          else { continue }
          turn(k, from, to, count)
        }
        if copied != nil { continue }
        words[KernelArguments.innerExtent] = count * rows * columns
        words[KernelArguments.chunkLength] = count * rows * columns
        if let words = words.baseAddress { kernel.run(words, begin: 0, end: 1) }
      }
    }
  }

  /// Where an operand's matrix of that number begins.
  private func address(_ k: Int, _ matrix: Int, _ arguments: UnsafePointer<Int>) -> Int {
    arguments[layout.pointer(k)] + matrix * distance(k) * step.kernel.operands[k].dtype.size
  }

  /// Elements between two matrices of an operand.
  private func distance(_ k: Int) -> Int { step.bindings[k].outerStrides[step.outerExtents.count - 2] }

  private func turn(_ k: Int, _ from: UnsafeRawPointer, _ to: UnsafeMutableRawPointer, _ count: Int) {
    let (size, stride, distance) = (step.kernel.operands[k].dtype.size, step.bindings[k].innerStride, distance(k))
    if min(rows, columns) < Self.leastTurned.shorter && max(rows, columns) < Self.leastTurned.longer {
      return lanes_turn_matrices(to, from, size, count, distance, rows, columns, stride)
    }
    let loop = TransposeLoop.shared(elementSize: size)
    let piece = TransposeLoop.Piece(rows: rows, columns: columns, stride: stride, pitch: columns)
    var beside: [LinesAhead] = []
    for matrix in 0..<count {
      loop(
        from: from + matrix * distance * size, to: to + matrix * rows * columns * size, piece, beside: &beside)
    }
  }
}
