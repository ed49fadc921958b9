import ArrayGraph
import ArrayKernels
import Synchronization

/// A pipeline made ready: its steps run in step over blocks of rows, and what lies between two of them is kept in a
/// ring of rows that stays in the second-level cache.
///
/// Threads take bands of rows of the last result. Each computes what its band needs of the earlier ones, so a few rows
/// at the borders are computed twice, and nobody waits.
final class PipelineLaunch: StepsTogether {
  let steps: Range<Int>
  private let stages: [Stage]
  /// Rows of the last result for which all stages run before the next ones are begun.
  private let block: Int
  private let rowCount: Int
  private let bands: Int
  private let threads: Int
  /// Of the rings of one band, in bytes.
  private let memoryBytes: Int

  private final class Stage: Sendable {
    let launch: Launch
    /// The rows that it computes for the last stage's rows a ..< b are a + begin ..< b + end.
    let begin: Int
    let end: Int
    let leadingExtent: Int
    /// The words that point into memory that is there anyway, and by how much they move from row to row.
    let fixed: [(word: Int, step: Int)]
    /// The words that point into a ring.
    let ringed: [(word: Int, ring: Ring, distance: Int, offset: Int)]
    /// The words that are strides from row to row in a ring.
    let pitches: [(word: Int, pitch: Int)]

    init(_ launch: Launch, _ rows: Pipeline.Stage, _ rings: [Int: Ring]) {
      self.launch = launch
      (begin, end, leadingExtent) = (rows.begin, rows.end, rows.leadingExtent)
      let step = launch.step
      let layout = KernelArguments(step.kernel)
      var fixed: [(word: Int, step: Int)] = []
      var ringed: [(word: Int, ring: Ring, distance: Int, offset: Int)] = []
      var pitches: [(word: Int, pitch: Int)] = []
      for (k, (operand, binding)) in zip(step.kernel.operands, step.bindings).enumerated() {
        let size = operand.role == .index ? 1 : operand.dtype.size
        if let ring = rings[binding.vertex], operand.role != .index {
          let read = rows.reads.first { $0.operand == k }
          ringed.append((layout.pointer(k), ring, read?.distance ?? 0, (read?.offset ?? 0) * size))
          if ring.isPadded { pitches.append((layout.outerStride(k, 0), ring.rowBytes / size)) }
        } else {
          let stride = binding.outerStrides.first ?? binding.innerStride
          fixed.append((layout.pointer(k), rows.leadingExtent * stride * size))
        }
      }
      (self.fixed, self.ringed, self.pitches) = (fixed, ringed, pitches)
    }
  }

  /// Memory for the rows of one result that are still needed: row r is at place r modulo `rows`.
  private struct Ring: Sendable {
    var rowBytes: Int
    /// Whether each row begins at a cache line of its own: vectors that lie in one line are loaded twice as fast.
    var isPadded: Bool
    var rows: Int
    /// Behind the start of a band's memory.
    var offset = 0
  }

  /// The pipeline in as few parts as there is room in the cache: what is needed at a time grows with the stages. None where
  /// all that lies between them fits anyway. (Ten sweeps of a stencil over 2000 × 2000 f64 with 384 KiB of cache, in ms on
  /// one thread and two: step by step 51.7 / 32.6, in parts 21.1 / 13.4.)
  static func parts(
    _ engine: Engine, _ pipeline: Pipeline, _ launches: ArraySlice<Launch>, _ graph: Graph
  ) -> [PipelineLaunch] {
    let between = pipeline.stages.dropLast().flatMap(\.outputs).reduce(0) { sum, output in
      sum + graph.vertices[output].count * graph.vertices[output].dtype.size
    }
    guard pipeline.stages.count > 1, between > usualShare(of: engine.pipelineBytes) else { return [] }
    if let whole = PipelineLaunch(engine, pipeline, Array(launches), graph) { return [whole] }
    guard let (first, second) = pipeline.halves else { return [] }
    return parts(engine, first, launches.prefix(first.stages.count), graph)
      + parts(engine, second, launches.dropFirst(first.stages.count), graph)
  }

  /// Nil where what is needed at a time does not fit the cache, or where a stage is more than its kernel: cells that are copied
  /// turned have a walk of their own.
  private init?(_ engine: Engine, _ pipeline: Pipeline, _ launches: [Launch], _ graph: Graph) {
    guard let last = pipeline.stages.last, launches.allSatisfy({ $0.kernel != nil && !$0.walksTiles }) else {
      return nil
    }
    steps = pipeline.steps
    rowCount = last.rowCount

    // The rows of each result that must be kept beside those of the block.
    var kept = pipeline.stages.map { _ in 0 }
    for stage in pipeline.stages {
      for read in stage.reads {
        kept[read.stage] = max(kept[read.stage], pipeline.stages[read.stage].end - stage.end - read.distance)
      }
    }
    // Where the leading loop is that over rows, these may lie apart.
    let isPadded =
      pipeline.stages.allSatisfy { $0.leadingExtent == 1 }
      && launches.allSatisfy { !$0.step.outerExtents.isEmpty }
    var rings: [Int: Ring] = [:]
    var (rowBytes, keptBytes) = (0, 0)
    for (s, stage) in pipeline.stages.enumerated().dropLast() {
      for output in stage.outputs {
        let bytes = stage.rowLength * graph.vertices[output].dtype.size
        let ring = Ring(rowBytes: isPadded ? (bytes + 63) & ~63 : bytes, isPadded: isPadded, rows: kept[s])
        rings[output] = ring
        rowBytes += ring.rowBytes
        keptBytes += ring.rowBytes * kept[s]
      }
    }
    // At least one row more than what is kept.
    let wanted = max(2 * keptBytes, keptBytes + rowBytes, Self.usualShare(of: engine.pipelineBytes))
    block = (min(wanted, engine.pipelineBytes) - keptBytes) / max(rowBytes, 1)
    guard block > 0 else { return nil }

    var offset = 0
    for (output, ring) in rings.sorted(by: { $0.key < $1.key }) {
      rings[output]?.rows = ring.rows + block
      rings[output]?.offset = offset
      offset += (ring.rowBytes * (ring.rows + block) + 63) & ~63
    }
    memoryBytes = offset
    stages = zip(launches, pipeline.stages).map { Stage($0, $1, rings) }

    threads = launches.contains { $0.threads > 1 } ? engine.threads : 1
    let twice = max(1, stages.map { $0.end - $0.begin }.max() ?? 0)
    bands =
      threads == 1
      ? 1 : max(1, min(threads * 4, rowCount / (10 * twice + block)), min(threads, rowCount / (2 * twice + block)))
  }

  /// What is kept between the stages may take three quarters of the second-level cache; the rest is for what is read
  /// from memory.
  static let bytes = Streaming.secondLevelCache / 4 * 3

  /// What they take of so much, if what must be kept is not more than half of it: the inputs and the results of a block lie
  /// in that cache too. (2 MiB of it, ms with all three quarters and with a quarter of them: two sweeps over 10⁶ `f64`
  /// 1.72, 0.95, over 2000 × 2000 8.3, 6.4, a filter of bytes 1.01, 0.76.)
  private static func usualShare(of bytes: Int) -> Int { bytes / 4 }

  /// A vertex that it stores.
  var output: Int? { stages.last?.launch.step.outputs.first }

  // MARK: Running

  /// Makes memory for what the last step stores, and runs them all.
  func run(
    _ engine: Engine, _ storages: borrowing VertexMemory, literals: [[Launch.LiteralWord]],
    _ values: UnsafeBufferPointer<Literal>,
    call: LibraryCall?, _ counters: inout Counters
  ) throws(ArrayError) {
    for stage in stages {
      if let kernel = stage.launch.kernel { try engine.prepare(kernel, work: stage.launch.work) }
    }
    try stages.last?.launch.allocateOutputs(engine, storages)
    let arguments = stages.enumerated().map { t, stage in
      var words = stage.launch.arguments(
        storages, literals: t < literals.count ? literals[t] : [], values, mayStream: t == stages.count - 1)
      for (word, pitch) in stage.pitches { words[word] = pitch }
      return words
    }
    let failure = Mutex<ArrayError?>(nil)
    let nativeStages = Mutex<Set<Int>>([])
    engine.workers.run(units: bands, grain: 1, threads: threads) { begin, end in
      do throws(ArrayError) {
        let memory = try engine.allocate(self.memoryBytes, .u8)
        for band in begin..<end {
          var run = Band(self, self.rowCount * band / self.bands..<self.rowCount * (band + 1) / self.bands, memory)
          run.start(arguments)
          nativeStages.withLock { $0.formUnion(run.nativeStages) }
        }
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    let native = nativeStages.withLock { $0 }
    for (t, stage) in stages.enumerated() {
      stage.launch.count(&counters, isInterpreted: !native.contains(t))
    }
  }

  /// The run of all stages over one band of the last one's rows.
  private struct Band {
    private let launch: PipelineLaunch
    private let rows: Range<Int>
    private let memory: Storage
    private(set) var nativeStages: Set<Int> = []

    init(_ launch: PipelineLaunch, _ rows: Range<Int>, _ memory: Storage) {
      (self.launch, self.rows, self.memory) = (launch, rows, memory)
    }

    mutating func start(_ whole: [[Int]]) {
      let stages = launch.stages
      // All stages' words, one behind the other, changed in place: a call for a few rows is over within a microsecond.
      let words = UnsafeMutablePointer<Int>.allocate(capacity: whole.reduce(0) { $0 + $1.count })
      defer { words.deallocate() }
      var arguments: [UnsafeMutablePointer<Int>] = []
      var used = 0
      for own in whole {
        (words + used).initialize(from: own, count: own.count)
        arguments.append(words + used)
        used += own.count
      }
      var next = stages.map { rows.lowerBound + $0.begin }
      for (t, stage) in stages.enumerated() {
        for (word, step) in stage.fixed { arguments[t][word] += next[t] * step }
      }
      // The first rows of the first stages are needed long before the first row of the last one.
      var front = rows.lowerBound - (stages.map { $0.end - $0.begin }.max() ?? 0)
      while front < rows.upperBound {
        front = min(front + launch.block, rows.upperBound)
        for (t, stage) in stages.enumerated() where next[t] < front + stage.end {
          let native = stage.launch.kernel?.native
          if native != nil { nativeStages.insert(t) }
          guard let kernel = native ?? stage.launch.kernel?.best else { continue }
          next[t] = run(kernel, stage, arguments[t], next[t]..<front + stage.end)
        }
      }
      if let last = arguments.last { Streaming.end(last) }
    }

    /// Runs a stage for some rows, as many at a time as lie one behind the other in each ring; the row that follows.
    private func run(
      _ kernel: any CompiledKernel, _ stage: Stage, _ words: UnsafeMutablePointer<Int>, _ rows: Range<Int>
    ) -> Int {
      var row = rows.lowerBound
      while row < rows.upperBound {
        var count = rows.upperBound - row
        for (word, ring, distance, offset) in stage.ringed {
          let place = (row + distance) % ring.rows
          count = min(count, ring.rows - place)
          words[word] = Int(bitPattern: memory.pointer) + ring.offset + place * ring.rowBytes + offset
        }
        kernel.run(words, begin: 0, end: stage.launch.limit(words, toLeading: count * stage.leadingExtent))
        for (word, step) in stage.fixed { words[word] += count * step }
        row += count
      }
      return row
    }
  }
}
