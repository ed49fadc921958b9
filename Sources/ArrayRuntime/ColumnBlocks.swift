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
/// Of a search, a block's result is a place; the elements there are compared again.
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
    var way: Way
    var offset: Int
  }
  /// How two results become one.
  private enum Way {
    case combine(BlockLoop)
    /// By the elements of an operand.
    case search(SearchLoop, operand: Int)
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
  /// The same where two places are to be compared for each column, an element at a time.
  private static let leastSearchedRows = 1 << 12

  /// Nil where the rows need not or cannot be divided: there are as many units as wanted, or what is done with a result
  /// comes in the same kernel.
  convenience init?(
    _ step: KernelStep, _ layout: KernelArguments, units: Int, wanted: Int, _ tables: ReductionTables
  ) {
    guard units > 0, units < wanted else { return nil }
    let share = step.sweepExtent / ((wanted + units - 1) / units)
    self.init(step, layout, units: units, limit: max(share, ColumnBlocks.leastRows(step)), tables)
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
    self.results = results.map { operand, dtype, way in
      defer { offset += blocks.count * ColumnBlocks.pitch(kept, dtype) }
      return Result(operand: operand, dtype: dtype, way: way, offset: offset)
    }
    (self.step, self.layout, self.blocks, self.kept) = (step, layout, blocks, kept)
    unitsInBlock = units
    partialBytes = offset
  }

  /// Whether the rows of a step can be divided.
  static func fits(_ step: KernelStep) -> Bool {
    (step.isReducedByLeaves || step.kernel.form == .columns && step.sweepExtent > leastRows(step))
      && results(step) != nil
  }
  private static func leastRows(_ step: KernelStep) -> Int {
    step.kernel.accumulators.contains(where: \.reduction.isSearch) ? leastSearchedRows : leastRows
  }

  /// The results of a kernel with one sweep that does no more with them than store them; nil for others.
  private static func results(_ step: KernelStep) -> [(operand: Int, dtype: DType, way: Way)]? {
    var sweep: Kernel.Sweep?
    var results: [(operand: Int, dtype: DType, way: Way)] = []
    for statement in step.kernel.chunk {
      switch statement {
      case .compute: if sweep != nil { return nil }
      case .sweep(let only):
        if sweep != nil { return nil }
        sweep = only
      case .store(let value, let operand):
        guard let accumulator = sweep?.accumulators.first(where: { $0.result == value }) else { return nil }
        let stored = step.kernel.operands[operand].dtype
        let dtype = stored == .bool ? .u8 : stored
        guard let way = way(accumulator, dtype, step.kernel) else { return nil }
        results.append((operand, dtype, way))
      }
    }
    return sweep == nil ? nil : results
  }

  /// What is searched must be in memory, where the elements can be found again.
  private static func way(_ accumulator: Kernel.Accumulator, _ dtype: DType, _ kernel: Kernel) -> Way? {
    guard accumulator.reduction.isSearch else {
      return LoopTable.shared.loop(accumulator.reduction.combiningRow, dtype).map { .combine($0) }
    }
    guard case .load(let operand) = kernel.values[accumulator.source].source, kernel.operands[operand].role == .input,
      dtype == .i64
    else { return nil }
    let searched = kernel.operands[operand].dtype
    let search = LoopTable.shared.search(accumulator.reduction, searched == .bool ? .u8 : searched)
    return search.map { .search($0, operand: operand) }
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
      let combine: BlockLoop
      switch result.way {
      case .combine(let loop): combine = loop
      case .search(let search, let operand):
        find(search, operand, arguments, partials, pitch, output)
        continue
      }
      var stack: [UnsafeMutableRawPointer] = []
      for (k, block) in blocks.enumerated() {
        stack.append(partials + k * pitch)
        for _ in 0..<block.combines {
          let b = stack.removeLast()
          let a = stack[stack.count - 1]
          combine.run(a, a, b, a, kept, 0b11)
        }
      }
      output.copyMemory(from: partials, byteCount: kept * result.dtype.size)
    }
  }

  /// The first of the best elements that the blocks have found, for each column.
  private func find(
    _ search: SearchLoop, _ operand: Int, _ arguments: UnsafePointer<Int>, _ partials: UnsafeMutableRawPointer,
    _ pitch: Int, _ output: UnsafeMutableRawPointer
  ) {
    let (size, stride) = (step.kernel.operands[operand].dtype.size, step.bindings[operand].sweepStride)
    for column in 0..<kept {
      let (row, inner) = column.quotientAndRemainder(dividingBy: step.innerExtent)
      let start = arguments[layout.pointer(operand)] + step.offset(operand, row: row, inner: inner) * size
      var best: UInt64 = 0
      var position: Int64 = 0
      for (k, block) in blocks.enumerated() {
        let place = Int((partials + k * pitch).load(fromByteOffset: column * 8, as: Int64.self)) + block.start
        guard let element = UnsafeRawPointer(bitPattern: start + place * stride * size) else { continue }
        if k == 0 {
          withUnsafeMutableBytes(of: &best) { $0.copyMemory(from: UnsafeRawBufferPointer(start: element, count: size)) }
          position = Int64(place)
        } else {
          search.find(&best, &position, element, 1, Int64(place))
        }
      }
      output.storeBytes(of: position, toByteOffset: column * 8, as: Int64.self)
    }
  }
}
