import ArrayGraph
import ArrayKernels
import Lanes
import Synchronization

/// A kernel step made ready: all that stays the same on whatever memory and with whatever literals it runs.
final class Launch: Sendable {
  let step: KernelStep
  /// Nil where there is nothing to run.
  let kernel: CachedKernel?
  /// The vertices that it stores, with their sizes.
  private let outputs: [(vertex: Int, count: Int, dtype: DType)]
  /// The kernel's arguments, without addresses.
  private let words: [Int]
  /// The words that are addresses: of which vertex, and how many bytes behind its start.
  private let addresses: [(word: Int, vertex: Int, offset: Int)]
  private let layout: KernelArguments
  private let tiles: (any TileWalk)?
  /// The tiles, where they are blocks of rows whose results are still to be combined.
  private let columnBlocks: ColumnBlocks?
  /// Held, since words point into them.
  private let tables: [ReductionTables.Table]
  /// Of a reduction of everything.
  private let blocks: TotalBlocks?
  private let units: Int
  let threads: Int
  private let grain: Int
  /// Units of a piece where walks through memory turn round; nil where the caches hold all that is touched.
  private let turningGrain: Int?
  let work: Int
  /// Whether it is done before a sleeping thread is awake.
  private let isShort: Bool
  private let bytesMoved: Int
  private let mayStream: Bool

  init(_ engine: Engine, _ step: KernelStep, _ graph: Graph) {
    self.step = step
    outputs = step.outputs.map { ($0, graph.vertices[$0].count, graph.vertices[$0].dtype) }
    bytesMoved = step.bytesMoved
    work = step.count * max(step.operationCount, 1)
    let layout = KernelArguments(step.kernel)
    self.layout = layout
    let least = step.leastBytes(graph)
    let touched = least.read + least.written
    let mayStream = Streaming.pays(bytes: touched, stored: least.written, footprint: engine.streamingFootprint)
    let tiling = step.tiling.map { tiling -> any TileWalk in
      switch tiling.way {
      case .axis(let axis):
        MatrixStack(step, tiling, axis, layout, mayStream: mayStream)
          ?? Tiles(step, tiling, axis, layout, mayStream: mayStream)
      case .runs: SweepTiles(step, tiling, layout, isFar: touched >= engine.streamingFootprint)
      case .rows(let rows): MergedRows(step, tiling, rows, layout)
      }
    }
    let rows = step.outerExtents.reduce(1, *)
    guard rows > 0, step.innerExtent > 0, step.kernel.form != .map || step.count > 0 else {
      (kernel, words, addresses, tables, blocks) = (nil, [], [], [], nil)
      (units, threads, grain, tiles, columnBlocks) = (0, 1, 1, nil, nil)
      (isShort, self.mayStream, turningGrain) = (true, false, nil)
      return
    }
    kernel = engine.entry(step.engineKernel)
    self.mayStream = mayStream

    var words = [Int](repeating: 0, count: layout.count)
    var addresses: [(word: Int, vertex: Int, offset: Int)] = []
    let cost = step.estimatedCost
    threads = cost >= Launch.parallelLimit ? engine.threads : 1
    isShort = cost < Launch.shortLimit
    let chunkLength = Launch.chunkLength(step, threads: threads)
    words[KernelArguments.innerExtent] = step.innerExtent
    words[KernelArguments.sweepExtent] = step.sweepExtent
    words[KernelArguments.chunkLength] = chunkLength
    for (axis, extent) in step.outerExtents.enumerated() { words[KernelArguments.outerExtents + axis] = extent }
    for (k, binding) in step.bindings.enumerated() {
      let operand = step.kernel.operands[k]
      if operand.role == .index {
        words[layout.pointer(k)] = binding.offset
      } else {
        addresses.append((layout.pointer(k), binding.vertex, binding.offset * operand.dtype.size))
      }
      words[layout.sweepStride(k)] = binding.sweepStride
      words[layout.innerStride(k)] = binding.innerStride
      for (axis, stride) in binding.outerStrides.enumerated() { words[layout.outerStride(k, axis)] = stride }
    }
    for (k, literal) in step.literals.enumerated() {
      words[layout.literal(k)] = Int(bitPattern: UInt(literal.bits))
    }

    var tables: [ReductionTables.Table] = []
    switch step.kernel.form {
    case .map, .total: break
    case .rows, .columns, .short:
      let isColumns = step.kernel.form == .columns
      let table = isColumns ? engine.tables.rows(step.sweepExtent) : engine.tables.interleaved(step.sweepExtent)
      tables = [table]
      words[KernelArguments.leaves] = Int(bitPattern: table.leaves)
      words[KernelArguments.leafCount] = table.count
    }
    let blocks = step.kernel.form == .total ? TotalBlocks(step, limit: nil, engine.tables) : nil
    (self.words, self.addresses, self.tables, self.blocks) = (words, addresses, tables, blocks)

    let units =
      switch step.kernel.form {
      case .rows: rows
      case .total: blocks?.count ?? 0
      case .map, .columns, .short: rows * ((step.innerExtent + chunkLength - 1) / chunkLength)
      }
    let copy: (any TileWalk)? = ShuffledCopy(step, layout) ?? CellCopy(step, layout, isFar: mayStream)
    columnBlocks =
      copy != nil
      ? nil
      : step.isReducedByLeaves
        ? ColumnBlocks(step, layout, units: units, limit: ReductionTree.leafLimit, engine.tables)
        : threads == 1
          ? nil : ColumnBlocks(step, layout, units: units, wanted: threads * Launch.chunksPerThread, engine.tables)
    tiles = copy ?? columnBlocks ?? tiling
    self.units = tiles?.count ?? units
    // Pieces of about a quarter of a million operations, so that native code can take over between two of them.
    grain = max(1, units * (1 << 18) / max(work, 1))
    turningGrain =
      touched > Launch.turningLimit * engine.streamingFootprint
      ? max(1, Int(Double(units) * Double(Launch.turningPiece) / Double(touched))) : nil
  }

  /// A word that is a literal, with its number in the expression.
  struct LiteralWord: Sendable {
    var word: Int
    var slot: Int
  }

  /// The words that differ between expressions of one structure, by the numbers of vertices that are literals; other
  /// literals stand among the words for good.
  func literalWords(_ slots: [Int: Int]) -> [LiteralWord] {
    if kernel == nil { return [] }
    return step.literalVertices.enumerated().compactMap { k, vertex in
      slots[vertex].map { LiteralWord(word: layout.literal(k), slot: $0) }
    }
  }

  /// Estimated nanoseconds below which one thread does all: telling another one costs more.
  private static let parallelLimit = 4000.0
  /// Estimated nanoseconds below which no sleeping thread is woken for work that comes once.
  private static let shortLimit = 30_000.0

  /// A chunk is a piece of a row: long enough to hide the call, short enough to share among threads.
  private static func chunkLength(_ step: KernelStep, threads: Int) -> Int {
    switch step.kernel.form {
    case .map where step.kernel.rows == .overlapping && step.innerExtent <= longestRow: step.innerExtent
    case .map: min(max(step.innerExtent, 1), shared(step, threads, longestChunk))
    case .columns: min(max(step.innerExtent, 1), stripWidth(step, ColumnBlocks.fits(step) ? 1 : threads))
    case .short: min(max(step.innerExtent, 1), shared(step, threads, 1 << 12))
    case .rows, .total: 1
    }
  }

  /// The length at most `longest` that gives each of several threads a few chunks, if they do not become too short.
  private static func shared(_ step: KernelStep, _ threads: Int, _ longest: Int) -> Int {
    if threads == 1 { return longest }
    let chunks = threads * chunksPerThread
    let share = (step.outerExtents.reduce(1, *) * step.innerExtent + chunks - 1) / chunks
    return min(longest, max(leastChunk, (share + 63) & ~63))
  }
  private static let chunksPerThread = 8
  private static let leastChunk = 512
  private static let longestChunk = 1 << 14
  /// Rows that overlap are taken whole up to here, and side by side.
  private static let longestRow = 1 << 16

  /// Columns of a strip: a share of each thread, but a row's piece should be so long that what the processor fetches
  /// behind its end does not matter (4096 × 1024 elements of 4 bytes standardised: 1.2 ms in strips of 4 KiB, 2.1 of
  /// 2 KiB), unless the work does not wait for memory. Where a strip is swept several times and the second-level cache
  /// can hold its rows, they stay there.
  private static func stripWidth(_ step: KernelStep, _ threads: Int) -> Int {
    let size = step.kernel.operands.map(\.dtype.size).max() ?? 1
    let sweeps = step.kernel.chunk.count { if case .sweep = $0 { true } else { false } }
    let cached = Streaming.secondLevelCache / 2 / (max(step.sweepExtent, 1) * size) & ~63
    let share = (step.innerExtent / threads + 63) & ~63
    if sweeps > 1, cached >= leastStrip { return max(leastStrip, min(share, cached, longestStrip)) }
    return max(step.kernel.values.contains(where: \.isExpensive) ? leastStrip : 4096 / size, min(share, longestStrip))
  }
  private static let leastStrip = 256
  /// Their partial results must stay in the first-level cache.
  private static let longestStrip = 4096

  /// How many times the footprint from which on stores go past the caches walks touch that turn round. (One thread, over
  /// and over, forwards only against forwards and backwards: sums of 80 MB 2.42 and 2.18 ms where the last cache has
  /// 32 MB, 40 to 56 MB the same; on another machine 40 to 80 MB 0.94 to 0.99, 120 MB 1.12, 160 MB 1.08, 320 MB 1.03.)
  private static let turningLimit = 3
  /// Bytes of a piece where a walk goes backwards: at the start of each one the processor has to find out anew what to
  /// fetch ahead (pieces of 64 KiB lose what turning round gains, those of 1 MiB half of it).
  private static let turningPiece = 4 << 20

  // MARK: Running

  /// Makes memory for what the step stores, and runs it. With a vertex to overwrite its memory becomes the result's.
  func run(
    _ engine: Engine, _ storages: borrowing VertexMemory, overwriting overwritten: Int?, literals: [LiteralWord],
    _ values: UnsafeBufferPointer<Literal>,
    _ counters: inout Counters
  ) throws(ArrayError) {
    if let overwritten, let storage = storages[overwritten] {
      storages[outputs[0].vertex] = storage
    } else {
      try allocateOutputs(engine, storages)
    }
    guard let kernel else { return }
    try engine.prepare(kernel, work: work)
    let partials = try columnBlocks.map { blocks throws(ArrayError) in try engine.allocate(blocks.partialBytes, .u8) }
    var isInterpreted = true
    withUnsafeTemporaryAllocation(of: Int.self, capacity: words.count) { arguments in
      _ = arguments.initialize(from: words)
      // What is overwritten was just read, and is in the caches.
      bind(arguments, storages, literals, values, mayStream: mayStream && overwritten == nil)
      guard let start = arguments.baseAddress else { return }
      if let partials { start[KernelArguments.partials] = Int(bitPattern: partials.pointer) }
      isInterpreted =
        blocks?.run(start, storages) { runUnits(engine, kernel, start) } ?? runUnits(engine, kernel, start)
      columnBlocks?.combine(start)
      withExtendedLifetime(partials) {}
    }
    count(&counters, isInterpreted: isInterpreted)
  }

  /// Puts the addresses of memory that is there, and the literals, into arguments.
  @inline(__always)
  private func bind(
    _ arguments: UnsafeMutableBufferPointer<Int>, _ storages: borrowing VertexMemory, _ literals: [LiteralWord],
    _ values: UnsafeBufferPointer<Literal>, mayStream: Bool
  ) {
    for address in addresses {
      if let storage = storages[address.vertex] {
        arguments[address.word] = Int(bitPattern: storage.pointer + address.offset)
      }
    }
    for literal in literals { arguments[literal.word] = Int(bitPattern: UInt(values[literal.slot].bits)) }
    if mayStream, Streaming.pays(step, arguments, layout) { arguments[KernelArguments.streams] = 1 }
  }

  /// Runs all units; true if the interpreter did every one.
  private func runUnits(_ engine: Engine, _ kernel: CachedKernel, _ arguments: UnsafeMutablePointer<Int>) -> Bool {
    // Looked up once: threads that ask for it with every piece wait for each other. Nothing takes over from it, so pieces
    // may be large.
    if let native = kernel.native {
      let order = turningGrain == nil ? .apart : engine.turn()
      if threads == 1, order == .apart {
        run(native, arguments, 0, units)
      } else {
        let grain = order == .apart ? units : turningGrain ?? units
        engine.workers.run(units: units, grain: grain, threads: threads, order: order, isShort: isShort) { begin, end in
          run(native, arguments, begin, end)
        }
      }
      return false
    }
    if threads == 1, units <= grain {
      guard let best = kernel.best else { return true }
      run(best, arguments, 0, units)
      return true
    }
    let isInterpreted = Atomic<Bool>(true)
    engine.workers.run(units: units, grain: grain, threads: threads, isShort: isShort) { begin, end in
      let native = kernel.native
      if native != nil { isInterpreted.store(false, ordering: .relaxed) }
      if let best = native ?? kernel.best { run(best, arguments, begin, end) }
    }
    return isInterpreted.load(ordering: .relaxed)
  }

  private func run(_ kernel: any CompiledKernel, _ arguments: UnsafePointer<Int>, _ begin: Int, _ end: Int) {
    if let tiles {
      tiles.run(arguments, begin: begin, end: end, kernel)
    } else {
      kernel.run(arguments, begin: begin, end: end)
    }
    Streaming.end(arguments)
  }

  // MARK: Together with other steps

  /// Makes memory for what the step stores; that of a join may be there already, with other pieces in it.
  func allocateOutputs(_ engine: Engine, _ storages: borrowing VertexMemory) throws(ArrayError) {
    for output in outputs where storages[output.vertex] == nil {
      storages[output.vertex] = try engine.allocate(output.count, output.dtype)
    }
  }

  /// The arguments for all rows; addresses of vertices that have no memory are left out.
  func arguments(
    _ storages: borrowing VertexMemory, literals: [LiteralWord], _ values: UnsafeBufferPointer<Literal>, mayStream: Bool
  ) -> [Int] {
    var arguments = words
    arguments.withUnsafeMutableBufferPointer {
      bind($0, storages, literals, values, mayStream: mayStream && self.mayStream)
    }
    return arguments
  }

  /// The blocks of at most `limit` rows that a columns step can be divided into, as one strip. None where it searches:
  /// what is compared at last need not be in memory by then.
  func blocks(ofRows limit: Int, _ tables: ReductionTables) -> ColumnBlocks? {
    guard words[KernelArguments.chunkLength] >= step.innerExtent,
      !step.kernel.accumulators.contains(where: \.reduction.isSearch)
    else { return nil }
    return ColumnBlocks(step, layout, units: 1, limit: limit, tables)
  }

  /// The blocks of at most `limit` elements of a reduction of everything.
  func blocks(ofElements limit: Int, _ tables: ReductionTables) -> TotalBlocks {
    TotalBlocks(step, limit: limit, tables)
  }

  /// Makes arguments those of a map whose leading axis is shorter, and that walks no tiles; the units that it has then.
  func limit(_ arguments: UnsafeMutablePointer<Int>, toLeading extent: Int) -> Int {
    if step.outerExtents.isEmpty {
      let chunk = min(extent, Launch.longestChunk)
      arguments[KernelArguments.innerExtent] = extent
      arguments[KernelArguments.chunkLength] = chunk
      return (extent + chunk - 1) / chunk
    }
    arguments[KernelArguments.outerExtents] = extent
    return units / step.outerExtents[0] * extent
  }

  /// Whether it is anything else than calls of the kernel.
  var walksTiles: Bool { tiles != nil }

  func count(_ counters: inout Counters, isInterpreted: Bool) {
    counters.kernels += 1
    counters.bytesMoved += bytesMoved
    if isInterpreted { counters.interpreted += 1 }
  }
}
