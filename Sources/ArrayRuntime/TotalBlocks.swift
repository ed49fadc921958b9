import ArrayGraph
import ArrayKernels
import Lanes

/// The blocks of a reduction of everything: subtrees of its tree that threads share, and what is above them.
struct TotalBlocks: Sendable {
  private let step: KernelStep
  private let blocks: [KernelArguments.Block]
  private let tree: [ReductionTree.Leaf]
  /// Held, since the blocks point into them.
  private let tables: [ReductionTables.Table]

  /// Blocks that threads share evenly, and short enough that native code soon takes over, but each costs a few hundred
  /// cycles.
  private static let wanted = 64
  private static let longestWanted = 1 << 18

  /// Blocks of at most `limit` elements, or of the length that serves threads best.
  init(_ step: KernelStep, limit: Int?, _ cache: ReductionTables) {
    self.step = step
    let limit = limit ?? min(max(step.sweepExtent / Self.wanted, Cluster.wholeLimit), Self.longestWanted)
    tree = ReductionTree(interleaved: step.sweepExtent, limit: limit).leaves
    let tables = tree.map { cache.interleaved(Int($0.length)) }
    self.tables = tables
    var start = 0
    blocks = zip(tree, tables).map { leaf, table in
      defer { start += Int(leaf.length) }
      return KernelArguments.Block(
        start: start, end: start + Int(leaf.length), leaves: table.leaves, leafCount: table.count)
    }
  }

  var count: Int { blocks.count }
  /// Elements of the longest block.
  var longest: Int { tree.map { Int($0.length) }.max() ?? 0 }
  /// The elements of a block.
  func elements(of block: Int) -> Range<Int> { blocks[block].start..<blocks[block].end }

  /// Lets `body` run the kernel over all blocks, and stores what they give together.
  func run<Result>(
    _ arguments: UnsafeMutablePointer<Int>, _ storages: borrowing VertexMemory, _ body: () -> Result
  ) -> Result {
    let accumulators = step.kernel.accumulators
    let count = blocks.count * accumulators.count
    return withUnsafeTemporaryAllocation(of: KernelArguments.Partial.self, capacity: count) { partials in
      partials.initialize(repeating: KernelArguments.Partial())
      arguments[KernelArguments.partials] = Int(bitPattern: partials.baseAddress)
      let result = blocks.withUnsafeBufferPointer { blocks in
        arguments[KernelArguments.blocks] = Int(bitPattern: blocks.baseAddress)
        return body()
      }
      for (k, accumulator) in accumulators.enumerated() {
        guard let storage = storages[step.totals[k]] else { continue }
        let own = stride(from: k, to: count, by: accumulators.count).map { partials[$0] }
        let total = accumulator.reduction.isSearch ? best(accumulator, own) : combined(accumulator, own)
        withUnsafeBytes(of: total.bits) {
          storage.pointer.copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: total.dtype.size)
        }
      }
      return result
    }
  }

  /// The dtype in which an accumulator's values are combined.
  private func dtype(_ accumulator: Kernel.Accumulator) -> DType {
    let dtype = step.kernel.values[accumulator.source].dtype
    return dtype == .bool ? .u8 : dtype
  }

  /// Combines the blocks of one accumulator, by the tree above them. There may be thousands: no heap for each.
  private func combined(_ accumulator: Kernel.Accumulator, _ partials: [KernelArguments.Partial]) -> Literal {
    let dtype = dtype(accumulator)
    guard let row = LoopTable.shared.loop(accumulator.reduction.combiningRow, dtype) else { return Literal(0, dtype) }
    /// `a = combine(a, b)`
    func combine(_ a: inout UInt64, _ b: UInt64) {
      var b = b
      withUnsafeMutableBytes(of: &a) { a in
        withUnsafeMutableBytes(of: &b) { b in
          guard let a = a.baseAddress, let b = b.baseAddress else { return }
          row.run(a, a, b, a, 1, 0b11)
        }
      }
    }
    var stack: [UInt64] = []
    for (partial, leaf) in zip(partials, tree) {
      stack.append(partial.bits)
      for _ in 0..<leaf.combines {
        let last = stack.removeLast()
        combine(&stack[stack.count - 1], last)
      }
    }
    var total = stack.last ?? 0
    if accumulator.reduction == .sum, dtype.isFloat {
      var start = Literal(0.0, dtype).bits
      combine(&start, total)
      total = start
    }
    return Literal(dtype: dtype, bits: total)
  }

  /// The position of the best of all blocks, which come in order: of equals the first one stays.
  private func best(_ accumulator: Kernel.Accumulator, _ partials: [KernelArguments.Partial]) -> Literal {
    let search = LoopTable.shared.search(accumulator.reduction, dtype(accumulator))
    guard var best = partials.first, let search else { return Literal(0, .i64) }
    for partial in partials.dropFirst() {
      withUnsafeBytes(of: partial.bits) { value in
        search.find(&best.bits, &best.position, value.baseAddress.unsafelyUnwrapped, 1, partial.position)
      }
    }
    return Literal(Int(best.position), .i64)
  }
}
