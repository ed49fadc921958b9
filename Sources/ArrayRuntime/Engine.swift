import ArrayGraph
import ArrayKernels
import Synchronization

/// Evaluates nodes: graph, passes, schedule, and the run of its steps.
package final class Engine: Sendable {
  package let options: EngineOptions
  let interpreter: any KernelCompiler
  /// Nil where there is no compiler of native code.
  let native: (any KernelCompiler)?
  /// Nil where native code does not outlive the process.
  let archive: (any KernelArchive)?
  let cache: KernelCache
  let tables = ReductionTables()
  let plans = PlanCache()
  private let workspaces = WorkspacePool()
  let queue = CompileQueue()
  let pool: BufferPool
  let workers: WorkerPool
  /// Threads that work on one kernel at most.
  let threads: Int
  /// Bytes that a kernel must touch for its results to be stored past the caches.
  let streamingFootprint: Int
  /// Bytes of rows that the steps of a pipeline may keep between them.
  let pipelineBytes: Int
  /// What a library call may use: the threads of this engine, one index at a time, begun in order.
  let callContext: CallContext
  private let counts = Mutex(Counters())
  private let isWorthWaiting = Atomic(false)
  /// Whether the last long walk went backwards.
  private let wentBackwards = Atomic(true)

  /// - Parameters:
  ///   - interpreter: what runs a kernel at once.
  ///   - native: what makes it fast, behind the interpreter's back; nil for machines without LLVM.
  ///   - archive: what native code earlier processes made, and later ones will find.
  package init(
    interpreter: any KernelCompiler, native: (any KernelCompiler)?, archive: (any KernelArchive)? = nil,
    options: EngineOptions = EngineOptions(), cache: KernelCache = KernelCache(),
    pool: BufferPool = .shared, workers: WorkerPool = .shared
  ) {
    self.interpreter = interpreter
    self.native = options.backend == .interpreter ? nil : native
    self.archive = options.keepsKernels ? archive : nil
    self.options = options
    self.cache = cache
    self.pool = pool
    self.workers = workers
    threads = max(1, options.threads ?? WorkerPool.processorCount)
    streamingFootprint = options.streamingFootprint ?? Streaming.footprint(threads: threads)
    pipelineBytes = options.pipelineBytes ?? PipelineLaunch.bytes
    callContext = CallContext(threads: threads, streamingFootprint: streamingFootprint) { [threads] count, body in
      workers.run(units: count, grain: 1, threads: threads, order: .together) { begin, end in
        for index in begin..<end { body(index) }
      }
    }
  }

  package var counters: Counters { counts.withLock { $0 } }
  func count(_ change: (inout Counters) -> Void) { counts.withLock { change(&$0) } }
  func add(_ more: Counters) { counts.withLock { $0.add(more) } }

  /// Makes the elements of all `nodes` at once, so that they share kernels.
  ///
  /// Throws what only the data could tell (a singular matrix, no memory), with the place the node carries.
  package func evaluate(_ nodes: [Node]) throws(ArrayError) {
    // As a rule all are still to be made, and then nothing is copied.
    try make(nodes.contains { $0.isEvaluated } ? nodes.filter { !$0.isEvaluated } : nodes)
  }

  /// The same for one node.
  package func evaluate(_ node: Node) throws(ArrayError) {
    if !node.isEvaluated { try make(CollectionOfOne(node)) }
  }

  private func make(_ pending: some RandomAccessCollection<Node>) throws(ArrayError) {
    guard !pending.isEmpty else { return }
    let workspace = workspaces.take()
    defer { workspaces.giveBack(workspace) }
    for node in pending { workspace.signature.read(node) }
    if let plan = workspace.plan(plans), let binding = plan.binding {
      var run = Run(self, plan, workspace.signature.literals, workspace.signature.calls)
      for (vertex, slot) in binding.data { run.bind(vertex, workspace.signature.storage(slot)) }
      try run.start()
      for (k, node) in pending.enumerated() {
        if let storage = run.storage(of: binding.roots[k]) { node.fulfil(storage) }
      }
      return
    }
    let wanted = Array(pending)
    let plan = Plan(self, schedule(of: wanted))
    var run = Run(self, plan)
    try run.start()
    // Before the nodes have their results: the plan is made from what they were.
    if let reusable = plan.reusable(&workspace.signature, wanted) { plans.insert(reusable) }
    run.fulfilRoots()
  }

  /// The schedule that evaluating `nodes` would run now.
  package func schedule(_ nodes: [Node]) -> Schedule { schedule(of: nodes.filter { !$0.isEvaluated }) }

  private func schedule(of nodes: [Node]) -> Schedule {
    Schedule(Pass.runAll(Graph(nodes), joinLimit: options.joinLimit ?? Pass.joinLimit), fuse: options.fuse)
  }

  /// Evaluates on its own once a chain of unevaluated nodes is this long, so that recording never grows for ever.
  package static let depthLimit = 1024

  // MARK: Kernels

  /// The entry of a kernel, looked up by all that the kernel is: here, and where earlier processes left native code.
  func entry(_ kernel: Kernel) -> CachedKernel {
    let (entry, isKnown) = cache.entry(kernel)
    if isKnown {
      count { $0.memoryHits += 1 }
    } else if native != nil {
      _ = recall(entry)
    }
    return entry
  }

  /// Sees that a kernel can run, with native code already made or asked for if that pays.
  func prepare(_ entry: CachedKernel, work: Int) throws(ArrayError) {
    cache.use(entry)
    if entry.isNative { return }
    guard let native else {
      _ = try entry.interpreted(by: interpreter)
      return
    }
    if options.backend == .llvm {
      compile(entry, native)
      if let failure = entry.failure { throw failure }
      return
    }
    if work >= Engine.keepThreshold { isWorthWaiting.store(true, ordering: .relaxed) }
    if entry.requestNative(work: work, threshold: Engine.compileThreshold) {
      queue.add {
        // Another process may have compiled it since.
        if self.recall(entry) { return }
        ExitGate.run { self.compile(entry, native) }
      }
    }
    if !entry.isNative { _ = try entry.interpreted(by: interpreter) }
  }

  /// The order of the next walk through much more memory than the caches hold: it begins where the last one ended, since
  /// of what that one touched the end is still in the caches. That is what the next kernel reads as a rule, or the same
  /// one in a loop. What streams its results gains nothing.
  func turn() -> WorkerPool.Order {
    wentBackwards.logicalXor(true, ordering: .relaxed).newValue ? .backwards : .apart
  }

  /// Memory for `count` elements. Throws `.memory`.
  func allocate(_ count: Int, _ dtype: DType) throws(ArrayError) -> Storage {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: dtype.size)
    return try pool.allocate(overflow ? Int.max : bytes, limit: options.maxMemory)
  }

  /// Operations on elements after which compiling (some milliseconds) is likely to pay.
  static let compileThreshold = 1 << 18

  /// Operations on elements after which the next process will be glad of native code: some milliseconds.
  private static let keepThreshold = 1 << 22

  /// To be called when a process has what it wants and would end while kernels are being compiled: waits until they
  /// are kept for the next one, where that pays, but for no more than a second.
  package func keepKernels() {
    guard isWorthWaiting.load(ordering: .relaxed), let archive, archive.canKeep else { return }
    queue.waitUntilIdle(seconds: 1)
  }

  /// Takes the native code that an earlier process made, if there is some.
  private func recall(_ entry: CachedKernel) -> Bool {
    guard let found = archive?.find(entry.kernel) else { return false }
    entry.finish(.success(found))
    count { $0.diskHits += 1 }
    return true
  }

  private func compile(_ entry: CachedKernel, _ compiler: any KernelCompiler) {
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let compiled = try compiler.compile(entry.kernel)
      // It is used before it is kept, since somebody may be waiting.
      entry.finish(.success(compiled))
      defer { archive?.keep(compiled, for: entry.kernel) }
      let elapsed = (clock.now - start).components
      count {
        $0.compiled += 1
        $0.compileNanoseconds += Int(elapsed.seconds) * 1_000_000_000 + Int(elapsed.attoseconds / 1_000_000_000)
      }
    } catch {
      entry.finish(.failure(error))
    }
  }
}
