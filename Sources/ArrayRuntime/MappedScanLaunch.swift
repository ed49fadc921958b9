import ArrayGraph
import ArrayKernels
import Synchronization

/// A `MappedScan` made ready. The call asks for pieces, in whatever order and on whatever threads it likes:
///
///     for each piece: run the map for the chunks of rows that hold its elements
final class MappedScanLaunch: StepsTogether {
  let steps: Range<Int>
  private let map: Launch
  private let scan: LibraryLaunch
  private let chunks: MapChunks
  /// The words that are the address to which the map stores, and bytes of an element.
  private let stored: Int
  private let size: Int

  init?(_ pair: MappedScan, _ map: Launch, _ scan: LibraryLaunch, _ graph: Graph) {
    guard map.kernel != nil, let operand = map.step.bindings.firstIndex(where: { $0.vertex == pair.between }) else {
      return nil
    }
    // A plan may outlive the call, whose place another one takes.
    (steps, self.map, self.scan) = (pair.steps, map, scan.detached())
    chunks = MapChunks(map.step, piecesHoldRows: false)
    stored = KernelArguments(map.step.kernel).pointer(operand)
    size = graph.vertices[pair.between].dtype.size
  }

  var output: Int? { scan.outputs.first?.vertex }

  func run(
    _ engine: Engine, _ storages: borrowing VertexMemory, literals: [[Launch.LiteralWord]],
    _ values: UnsafeBufferPointer<Literal>, call: LibraryCall?, _ counters: inout Counters
  ) throws(ArrayError) {
    guard let kernel = map.kernel, let call else { throw ArrayError(.library, "a scan without its call") }
    try engine.prepare(kernel, work: map.work)
    var words = map.arguments(storages, literals: literals.first ?? [], values, mayStream: false)
    words[KernelArguments.chunkLength] = chunks.length
    let source = Source(kernel, words, stored, size, chunks)
    try scan.run(engine, call, storages, pieces: source.pieces)
    map.count(&counters, isInterpreted: !source.isNative.load(ordering: .relaxed))
    counters.libraryCalls += 1
    counters.bytesMoved += scan.bytesMoved
  }

  /// What the map makes, by the piece.
  private final class Source: Sendable {
    private let kernel: CachedKernel
    private let words: [Int]
    private let stored: Int, size: Int
    private let chunks: MapChunks
    let isNative = Atomic(false)

    init(_ kernel: CachedKernel, _ words: [Int], _ stored: Int, _ size: Int, _ chunks: MapChunks) {
      (self.kernel, self.words, self.stored, self.size, self.chunks) = (kernel, words, stored, size, chunks)
    }

    /// For the time of one call.
    var pieces: LibraryBuffer.Pieces { LibraryBuffer.Pieces(margin: chunks.length) { self.make($0, $1) } }

    private func make(_ elements: Range<Int>, _ memory: UnsafeMutableRawPointer) {
      let native = kernel.native
      if native != nil { isNative.store(true, ordering: .relaxed) }
      var words = words
      words[stored] = Int(bitPattern: memory) - elements.lowerBound * size
      let units = chunks.units(of: elements).numbers
      (native ?? kernel.best)?.run(words, begin: units.lowerBound, end: units.upperBound)
    }
  }
}
