import ArrayGraph
import ArrayKernels
import Synchronization

/// A `MappedTotal` made ready. Threads take blocks of the reduction's tree:
///
///     for each block, in parallel:
///       run the map for the chunks of rows that hold the block's elements, into memory of the thread's own
///       run the reduction over the block: a partial result
///     combine the partial results by the tree above the blocks
///
/// What two blocks have of one chunk is computed twice.
final class MappedTotalLaunch: StepsTogether {
  let steps: Range<Int>
  private let map: Launch
  private let total: Launch
  private let blocks: TotalBlocks
  private let chunks: MapChunks
  /// What the map stores and the reduction reads, by the words that are its address, and where it lies in a thread's
  /// memory.
  private let between: [Between]
  private let memoryBytes: Int
  private let threads: Int

  private struct Between: Sendable {
    var stored: Int
    var read: [Int]
    var size: Int
    var offset: Int
  }

  /// Bytes of what lies between the two in one block. (`sum(abs(x[:, None] - y))`, 2000 × 2000 `f32`, in ms on two
  /// threads: 16 KiB 0.36 to 0.45, 32 KiB 0.27, 128 KiB 0.29; on one 0.46 to 0.49 with all of them.)
  private static let blockBytes = 1 << 15

  init?(_ engine: Engine, _ pair: MappedTotal, _ map: Launch, _ total: Launch, _ graph: Graph) {
    guard map.kernel != nil, total.kernel != nil else { return nil }
    (steps, self.map, self.total) = (pair.steps, map, total)
    threads = max(map.threads, total.threads)
    let sizes = pair.between.map { graph.vertices[$0].dtype.size }
    blocks = total.blocks(ofElements: max(Self.blockBytes / sizes.reduce(0, +), 1 << 10), engine.tables)
    chunks = MapChunks(map.step, piecesHoldRows: true)

    func words(_ step: KernelStep, _ vertex: Int) -> [Int] {
      let layout = KernelArguments(step.kernel)
      return step.bindings.indices.filter { step.bindings[$0].vertex == vertex }.map(layout.pointer)
    }
    var between: [Between] = []
    var bytes = 0
    for (vertex, size) in zip(pair.between, sizes) {
      between.append(
        Between(stored: words(map.step, vertex)[0], read: words(total.step, vertex), size: size, offset: bytes))
      bytes += ((blocks.longest + 2 * chunks.length) * size + 63) & ~63
    }
    (self.between, memoryBytes) = (between, bytes)
  }

  var output: Int? { total.step.outputs.first }

  func run(
    _ engine: Engine, _ storages: borrowing VertexMemory, literals: [[Launch.LiteralWord]],
    _ values: UnsafeBufferPointer<Literal>,
    call: LibraryCall?, _ counters: inout Counters
  ) throws(ArrayError) {
    guard let mapKernel = map.kernel, let totalKernel = total.kernel else { return }
    for launch in [map, total] {
      if let kernel = launch.kernel { try engine.prepare(kernel, work: launch.work) }
    }
    try total.allocateOutputs(engine, storages)
    func arguments(_ k: Int, _ launch: Launch) -> [Int] {
      launch.arguments(storages, literals: k < literals.count ? literals[k] : [], values, mayStream: false)
    }
    var ofMap = arguments(0, map)
    ofMap[KernelArguments.chunkLength] = chunks.length
    var ofTotal = arguments(1, total)
    let failure = Mutex<ArrayError?>(nil)
    let mapIsNative = Atomic(false)
    let totalIsNative = Atomic(false)
    let grain = max(1, blocks.count / (threads * Self.piecesPerThread))
    ofTotal.withUnsafeMutableBufferPointer { words in
      guard let start = words.baseAddress else { return }
      blocks.run(start, storages) { [ofMap] in
        let ofTotal = Array(UnsafeBufferPointer(start: start, count: words.count))
        engine.workers.run(units: blocks.count, grain: grain, threads: threads) { begin, end in
          do throws(ArrayError) {
            let memory = try engine.allocate(self.memoryBytes, .u8)
            var (ofMap, ofTotal) = (ofMap, ofTotal)
            for block in begin..<end {
              let (native, nativeOfTotal) = (mapKernel.native, totalKernel.native)
              if native != nil { mapIsNative.store(true, ordering: .relaxed) }
              if nativeOfTotal != nil { totalIsNative.store(true, ordering: .relaxed) }
              let elements = self.blocks.elements(of: block)
              let units = self.chunks.units(of: elements)
              for array in self.between {
                let address = Int(bitPattern: memory.pointer) + array.offset - units.start * array.size
                ofMap[array.stored] = address
                for word in array.read { ofTotal[word] = address }
              }
              (native ?? mapKernel.best)?.run(ofMap, begin: units.numbers.lowerBound, end: units.numbers.upperBound)
              (nativeOfTotal ?? totalKernel.best)?.run(ofTotal, begin: block, end: block + 1)
            }
          } catch {
            failure.withLock { $0 = $0 ?? error }
          }
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    map.count(&counters, isInterpreted: !mapIsNative.load(ordering: .relaxed))
    total.count(&counters, isInterpreted: !totalIsNative.load(ordering: .relaxed))
  }
  private static let piecesPerThread = 8
}
