import ArrayGraph
import ArrayKernels
import Synchronization

/// One kernel with its arguments, run over all of its units.
struct Invocation {
  private let engine: Engine
  private let step: KernelStep
  private var words: [Int]
  private let layout: KernelArguments
  private(set) var wasInterpreted = false
  private let tiles: Tiles?
  /// Held until the kernel has run, since words point into them.
  private var tables: [ReductionTables.Table] = []
  private var blocks: [KernelArguments.Block] = []
  private var blockTree: [ReductionTree.Leaf] = []
  private var partials: [UInt64] = []

  init(_ engine: Engine, _ step: KernelStep, _ literals: [Literal], _ storages: [Storage?]) {
    self.engine = engine
    self.step = step
    let layout = KernelArguments(step.kernel)
    self.layout = layout
    tiles = step.tiling.map { Tiles(step, $0, layout) }
    words = Array(repeating: 0, count: layout.count)
    words[KernelArguments.innerExtent] = step.innerExtent
    words[KernelArguments.sweepExtent] = step.sweepExtent
    words[KernelArguments.chunkLength] = Invocation.chunkLength(step)
    for (axis, extent) in step.outerExtents.enumerated() { words[KernelArguments.outerExtents + axis] = extent }
    for (k, binding) in step.bindings.enumerated() {
      let operand = step.kernel.operands[k]
      if operand.role == .index {
        words[layout.pointer(k)] = binding.offset
      } else if let storage = storages[binding.vertex] {
        words[layout.pointer(k)] = Int(bitPattern: storage.pointer + binding.offset * operand.dtype.size)
      }
      words[layout.sweepStride(k)] = binding.sweepStride
      words[layout.innerStride(k)] = binding.innerStride
      for (axis, stride) in binding.outerStrides.enumerated() { words[layout.outerStride(k, axis)] = stride }
    }
    for (k, literal) in literals.enumerated() {
      words[layout.literal(k)] = Int(bitPattern: UInt(literal.bits))
    }
    let footprint = engine.options.streamingFootprint ?? Streaming.footprint * engine.threads
    if Streaming.pays(step, words, layout, limit: footprint) { words[KernelArguments.streams] = 1 }
    prepareTrees()
  }

  /// A chunk is a piece of a row: long enough to hide the call, short enough to share among threads.
  private static func chunkLength(_ step: KernelStep) -> Int {
    switch step.kernel.form {
    case .map: min(max(step.innerExtent, 1), 1 << 14)
    // A strip of columns is swept several times: all its rows should stay in the second-level cache.
    case .columns: min(max(step.innerExtent, 1), 256)
    case .rows, .total: 1
    }
  }

  private mutating func prepareTrees() {
    switch step.kernel.form {
    case .map: return
    case .rows, .columns:
      let table =
        step.kernel.form == .rows ? engine.tables.interleaved(step.sweepExtent) : engine.tables.rows(step.sweepExtent)
      tables = [table]
      words[KernelArguments.leaves] = Int(bitPattern: table.leaves)
      words[KernelArguments.leafCount] = table.count
    case .total:
      blockTree = ReductionTree(interleaved: step.sweepExtent, limit: Cluster.wholeLimit).leaves
      var start = 0
      for block in blockTree {
        let table = engine.tables.interleaved(Int(block.length))
        tables.append(table)
        blocks.append(KernelArguments.Block(start: start, leaves: table.leaves, leafCount: table.count))
        start += Int(block.length)
      }
      partials = Array(repeating: 0, count: blocks.count * step.kernel.accumulators.count)
    }
  }

  private var units: Int {
    if let tiles { return tiles.count }
    switch step.kernel.form {
    case .rows: return step.outerExtents.reduce(1, *)
    case .total: return blocks.count
    case .map, .columns:
      let length = words[KernelArguments.chunkLength]
      return step.outerExtents.reduce(1, *) * ((step.innerExtent + length - 1) / length)
    }
  }

  /// Elements below which one thread does all: waking another costs more.
  private static let parallelLimit = 1 << 16

  mutating func run(_ entry: CachedKernel) {
    let (units, tiles) = (units, tiles)
    let work = step.count * max(step.operationCount, 1)
    let threads = work >= Invocation.parallelLimit ? engine.threads : 1
    // Pieces of about a quarter of a million operations, so that native code can take over between two of them.
    let grain = max(1, min(units / (threads * 4), units * (1 << 18) / max(work, 1)))
    let usesInterpreterOnly = Atomic<Bool>(true)
    blocks.withUnsafeBufferPointer { blocks in
      partials.withUnsafeMutableBufferPointer { partials in
        words[KernelArguments.blocks] = Int(bitPattern: blocks.baseAddress)
        words[KernelArguments.partials] = Int(bitPattern: partials.baseAddress)
        words.withUnsafeBufferPointer { words in
          guard let arguments = words.baseAddress else { return }
          let body = { (begin: Int, end: Int) in
            let native = entry.native
            if native != nil { usesInterpreterOnly.store(false, ordering: .relaxed) }
            guard let kernel = native ?? entry.best else { return }
            if let tiles {
              tiles.run(arguments, begin: begin, end: end, kernel)
            } else {
              kernel.run(arguments, begin: begin, end: end)
            }
          }
          if threads == 1 && entry.native != nil {
            body(0, units)
          } else {
            engine.workers.run(units: units, grain: grain, threads: threads, body)
          }
        }
      }
    }
    wasInterpreted = usesInterpreterOnly.load(ordering: .relaxed)
    withExtendedLifetime(tables) {}
  }

  /// Combines the blocks of a reduction of everything, by the tree above them.
  func combineTotals(_ storages: [Storage?]) {
    guard step.kernel.form == .total else { return }
    let accumulators = step.kernel.accumulators
    for (k, accumulator) in accumulators.enumerated() {
      guard let storage = storages[step.totals[k]] else { continue }
      let dtype = step.kernel.values[accumulator.source].dtype
      let computed = dtype == .bool ? DType.u8 : dtype
      guard let combine = Operation.named(accumulator.reduction.combiningRow) else { continue }
      var stack: [Literal] = []
      for (block, leaf) in blockTree.enumerated() {
        stack.append(Literal(dtype: computed, bits: partials[block * accumulators.count + k]))
        for _ in 0..<leaf.combines {
          let b = stack.removeLast()
          let a = stack.removeLast()
          if let both = Literal.apply(combine, computed, [a, b]) { stack.append(both) }
        }
      }
      var total = stack.last ?? Literal(0, computed)
      if accumulator.reduction == .sum && computed.isFloat {
        total = Literal.apply(combine, computed, [Literal(0.0, computed), total]) ?? total
      }
      withUnsafeBytes(of: total.bits) {
        storage.pointer.copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: computed.size)
      }
    }
  }
}
