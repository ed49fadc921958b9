import ArrayGraph
import ArrayKernels
import Lanes

/// The blocks of rows of a step with one sweep across the lanes, so that threads share the rows of a tall array as well as
/// its columns. Where it reduces they are whole subtrees of the reduction tree; of a `.short` step that lies across, leaves.
///
///     for each block of rows × row of the outer axes × strip of columns, in parallel
///       run the kernel over the block alone: its result goes to the block's own row of partial results
///     combine the rows of partial results by the tree above the blocks
///
/// The kernel combines each block's result with what a reduction starts from. That changes no bit: for all but a sum of
/// floats it is the identity, and there it makes a -0 a +0, as the whole sum would do in the end.
final class ColumnBlocks: TileWalk {
  private struct Block {
    var start: Int
    var table: ReductionTables.Table
    var combines: Int32
  }
  /// A result: the operand that it is stored to, and where its partial results begin.
  private struct Result {
    var operand: Int
    var dtype: DType
    var combine: BlockLoop
    var offset: Int
  }
  private let step: KernelStep
  private let layout: KernelArguments
  private let unitsInBlock: Int
  private let blocks: [Block]
  private let results: [Result]
  /// Elements of each result.
  private let kept: Int
  /// Bytes of all partial results.
  let partialBytes: Int

  /// Rows of a block at least, so that combining is a small part of the work.
  private static let leastRows = 512

  /// Nil where the rows need not or cannot be divided: there are as many units as wanted, or what is done with a result
  /// comes in the same kernel.
  convenience init?(
    _ step: KernelStep, _ layout: KernelArguments, units: Int, wanted: Int, _ tables: ReductionTables
  ) {
    guard units > 0, units < wanted else { return nil }
    let share = step.sweepExtent / ((wanted + units - 1) / units)
    self.init(step, layout, units: units, limit: max(share, ColumnBlocks.leastRows), tables)
  }

  /// Blocks of at most `limit` rows. Nil where there would be one, where that is less than a leaf of the tree, or where
  /// what is done with a result comes in the same kernel.
  init?(_ step: KernelStep, _ layout: KernelArguments, units: Int, limit: Int, _ tables: ReductionTables) {
    guard limit >= ReductionTree.leafLimit, ColumnBlocks.fits(step), let results = ColumnBlocks.results(step) else {
      return nil
    }
    let isInterleaved = step.kernel.form == .short
    let tree =
      isInterleaved
      ? ReductionTree(interleaved: step.sweepExtent, limit: limit) : ReductionTree(rows: step.sweepExtent, limit: limit)
    if tree.leaves.count < 2 { return nil }
    var blocks: [Block] = []
    var start = 0
    for leaf in tree.leaves {
      let table = isInterleaved ? tables.interleaved(Int(leaf.length)) : tables.rows(Int(leaf.length))
      blocks.append(Block(start: start, table: table, combines: leaf.combines))
      start += Int(leaf.length)
    }
    let kept = step.outerExtents.reduce(1, *) * step.innerExtent
    var offset = 0
    self.results = results.map { operand, dtype, combine in
      defer { offset += blocks.count * ColumnBlocks.pitch(kept, dtype) }
      return Result(operand: operand, dtype: dtype, combine: combine, offset: offset)
    }
    (self.step, self.layout, self.blocks, self.kept) = (step, layout, blocks, kept)
    unitsInBlock = units
    partialBytes = offset
  }

  /// Whether the rows of a step can be divided.
  static func fits(_ step: KernelStep) -> Bool {
    (step.isReducedByLeaves || step.kernel.form == .columns && step.sweepExtent > leastRows) && results(step) != nil
  }

  /// The results of a kernel with one sweep that does no more with them than store them; nil for others.
  private static func results(_ step: KernelStep) -> [(operand: Int, dtype: DType, combine: BlockLoop)]? {
    var sweep: Kernel.Sweep?
    var results: [(operand: Int, dtype: DType, combine: BlockLoop)] = []
    for statement in step.kernel.chunk {
      switch statement {
      case .compute: if sweep != nil { return nil }
      case .sweep(let only):
        if sweep != nil { return nil }
        sweep = only
      case .store(let value, let operand):
        guard let reduction = sweep?.accumulators.first(where: { $0.result == value })?.reduction,
          !reduction.isSearch
        else { return nil }
        let stored = step.kernel.operands[operand].dtype
        let dtype = stored == .bool ? .u8 : stored
        guard let combine = LoopTable.shared.loop(reduction.combiningRow, dtype) else { return nil }
        results.append((operand, dtype, combine))
      }
    }
    return sweep == nil ? nil : results
  }

  /// Bytes of one block's partial results: whole cache lines.
  private static func pitch(_ kept: Int, _ dtype: DType) -> Int { (kept * dtype.size + 63) & ~63 }

  var count: Int { blocks.count * unitsInBlock }

  /// The rows of a block.
  func rows(of block: Int) -> Range<Int> {
    blocks[block].start..<(block + 1 < blocks.count ? blocks[block + 1].start : step.sweepExtent)
  }

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int, _ kernel: any CompiledKernel) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: layout.count) { words in
      _ = words.initialize(from: UnsafeBufferPointer(start: arguments, count: layout.count))
      guard let first = words.baseAddress else { return }
      var unit = begin
      while unit < end {
        let block = unit / unitsInBlock
        let last = min(end, (block + 1) * unitsInBlock)
        move(first, to: block, of: arguments)
        kernel.run(first, begin: unit - block * unitsInBlock, end: last - block * unitsInBlock)
        unit = last
      }
    }
  }

  /// Makes the words those of one block of rows.
  private func move(_ words: UnsafeMutablePointer<Int>, to index: Int, of arguments: UnsafePointer<Int>) {
    let block = blocks[index]
    words[KernelArguments.leaves] = Int(bitPattern: block.table.leaves)
    words[KernelArguments.leafCount] = block.table.count
    words[KernelArguments.sweepExtent] = rows(of: index).count
    for (k, operand) in step.kernel.operands.enumerated() {
      let size = operand.role == .index ? 1 : operand.dtype.size
      words[layout.pointer(k)] = arguments[layout.pointer(k)] + block.start * step.bindings[k].sweepStride * size
    }
    for result in results {
      words[layout.pointer(result.operand)] =
        arguments[KernelArguments.partials] + result.offset + index * ColumnBlocks.pitch(kept, result.dtype)
    }
  }

  /// Combines the partial results into the step's own, once all units are done.
  func combine(_ arguments: UnsafePointer<Int>) {
    for result in results {
      guard let partials = UnsafeMutableRawPointer(bitPattern: arguments[KernelArguments.partials] + result.offset),
        let output = UnsafeMutableRawPointer(bitPattern: arguments[layout.pointer(result.operand)])
      else { continue }
      let pitch = ColumnBlocks.pitch(kept, result.dtype)
      var stack: [UnsafeMutableRawPointer] = []
      for (k, block) in blocks.enumerated() {
        stack.append(partials + k * pitch)
        for _ in 0..<block.combines {
          let b = stack.removeLast()
          let a = stack[stack.count - 1]
          result.combine.run(a, a, b, a, kept, 0b11)
        }
      }
      output.copyMemory(from: partials, byteCount: kept * result.dtype.size)
    }
  }
}
