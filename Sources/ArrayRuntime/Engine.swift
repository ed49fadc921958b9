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
  let queue = CompileQueue()
  let pool: BufferPool
  let workers: WorkerPool
  private let counts = Mutex(Counters())
  private let isWorthWaiting = Atomic(false)

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
  }

  package var counters: Counters { counts.withLock { $0 } }
  func count(_ change: (inout Counters) -> Void) { counts.withLock { change(&$0) } }

  var threads: Int { max(1, options.threads ?? WorkerPool.processorCount) }

  /// Makes the elements of all `nodes` at once, so that they share kernels.
  ///
  /// Throws what only the data could tell (a singular matrix, no memory), with the place the node carries.
  package func evaluate(_ nodes: [Node]) throws(ArrayError) {
    let pending = nodes.filter { $0.storage == nil }
    guard !pending.isEmpty else { return }
    let signature = Signature(pending)
    if let plan = plans.find(signature.words) {
      var run = Run(self, plan, signature)
      try run.start()
      for (node, root) in zip(pending, plan.roots) { if let storage = run.storage(of: root) { node.fulfil(storage) } }
      return
    }
    let schedule = Schedule(Pass.runAll(Graph(pending)), fuse: options.fuse)
    var run = Run(self, schedule)
    try run.start()
    // Before the nodes have their results: the plan is made from what they were.
    if !signature.hasLibraryCalls, let plan = Plan(schedule, signature, wanted: pending, cache) {
      plans.insert(plan, for: signature.words)
    }
    run.fulfilRoots()
  }

  /// The schedule that evaluating `nodes` would run now.
  package func schedule(_ nodes: [Node]) -> Schedule {
    Schedule(Pass.runAll(Graph(nodes.filter { $0.storage == nil })), fuse: options.fuse)
  }

  /// Evaluates on its own once a chain of unevaluated nodes is this long, so that recording never grows for ever.
  package static let depthLimit = 1024

  /// To be called for each recorded node.
  package func keepShallow(_ node: Node) throws(ArrayError) {
    if node.depth >= Engine.depthLimit { try evaluate([node]) }
  }

  // MARK: Kernels

  /// The entry of a kernel, with native code already made or asked for if that pays. A plan knows the entry; else it
  /// is looked up by all that the kernel is.
  func prepare(_ step: KernelStep, _ known: CachedKernel?) throws(ArrayError) -> CachedKernel {
    let (entry, isKnown) = known.map { ($0, true) } ?? cache.entry(step.engineKernel)
    if isKnown { count { $0.memoryHits += 1 } }
    guard let native else {
      _ = try entry.interpreted(by: interpreter)
      return entry
    }
    if !isKnown { _ = recall(entry) }
    if options.backend == .llvm {
      if entry.native == nil {
        compile(entry, native)
        if let failure = entry.failure { throw failure }
      }
      return entry
    }
    let work = step.count * max(step.operationCount, 1)
    if entry.native == nil, work >= Engine.keepThreshold { isWorthWaiting.store(true, ordering: .relaxed) }
    if entry.requestNative(work: work, threshold: Engine.compileThreshold) {
      // Another process may have compiled it since.
      queue.add { if !self.recall(entry) { self.compile(entry, native) } }
    }
    if entry.native == nil { _ = try entry.interpreted(by: interpreter) }
    return entry
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
