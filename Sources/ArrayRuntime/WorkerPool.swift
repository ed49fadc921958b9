import CLanes
import CMachine
import Glibc
import Synchronization

/// Threads that work through the units of a kernel together with the thread that asks.
///
/// The units are divided into one run of neighbours a thread, and the same thread gets the same run whenever it is asked
/// again, so that it finds in its caches what it wrote. Who is done takes what others would come to last.
///
/// A worker that has just been busy waits awake for a while: then it hears of new work in less than a microsecond, where
/// waking it would take many. One pool serves the process. Whoever asks while it is busy, or after a `fork` (the threads
/// stayed with the parent), works alone; results never depend on it.
package final class WorkerPool: Sendable {
  private let team = Team()
  private let owner = getpid()
  private let isBusy = Atomic<Bool>(false)

  package static let shared = WorkerPool()
  package init() {}

  /// The processors that this process may use.
  package static let processorCount = Int(cmachine_processor_count())

  package enum Order: Sendable, CaseIterable {
    /// Each thread has a part of its own.
    case apart
    /// The same, and the last piece of it comes first.
    case backwards
    /// All threads take the next pieces of the whole, so that a unit may wait for those before it.
    case together
  }

  /// Calls `body` with ranges that cover `0 ..< units`, on up to `threads` threads, and returns when all is done.
  ///
  /// - Parameters:
  ///   - grain: units of one call at most.
  ///   - isShort: the work takes so little time that no sleeping thread is woken for it, but where such work comes again
  ///     and again.
  package func run(
    units: Int, grain: Int, threads: Int, order: Order = .apart, isShort: Bool = false,
    _ body: (Int, Int) -> Void
  ) {
    let grain = max(grain, 1)
    let helpers = min(threads, units) - 1
    guard helpers > 0, owner == getpid(), isBusy.exchange(true, ordering: .acquiring) == false else {
      let begins = stride(from: 0, to: units, by: grain)
      if order == .backwards {
        for begin in begins.reversed() { body(begin, min(begin + grain, units)) }
      } else {
        for begin in begins { body(begin, min(begin + grain, units)) }
      }
      return
    }
    withoutActuallyEscaping(body) { body in
      team.job.prepare(units: units, grain: grain, threads: helpers + 1, order: order, body)
      team.call(helpers, isShort: isShort)
      team.job.work(0)
      team.dismiss(helpers)
      team.job.body = nil
    }
    isBusy.store(false, ordering: .releasing)
  }

  /// What only the thread that made the pool busy may change.
  private final class Team: @unchecked Sendable {
    let job = Job()
    private var workers: [Worker] = []
    /// When short work last found somebody asleep.
    private var lastMissed = ContinuousClock.Instant.now - .seconds(1)
    /// Short work that comes again after this time or less is worth waking somebody for.
    private static let loopTime = Duration.microseconds(1000)

    func call(_ helpers: Int, isShort: Bool) {
      while workers.count < helpers { workers.append(Worker(workers.count + 1, job)) }
      let wakes = !isShort || !workers[..<helpers].contains { $0.isAsleep } || isInLoop()
      let staysAwake = helpers < WorkerPool.processorCount
      for worker in workers[..<helpers] { worker.call(wakes: wakes, staysAwake: staysAwake) }
    }

    func dismiss(_ helpers: Int) {
      for worker in workers[..<helpers] { worker.dismiss() }
    }

    private func isInLoop() -> Bool {
      let now = ContinuousClock.now
      defer { lastMissed = now }
      return now - lastMissed < Team.loopTime
    }
  }
}

extension WorkerPool {
  /// Units in parts. It is made anew for each call, in place.
  private final class Job: @unchecked Sendable {
    var body: ((Int, Int) -> Void)?
    private var units = 0
    private var grain = 1
    /// Units of a step: parts count in steps, since their numbers have 32 bits.
    private var step = 1
    private var parts: [Part] = []
    private var partCount = 1
    private var isBackwards = false

    func prepare(units: Int, grain: Int, threads: Int, order: Order, _ body: @escaping (Int, Int) -> Void) {
      self.body = body
      self.units = units
      step = units >> 31 + 1
      self.grain = max(1, grain / step)
      isBackwards = order == .backwards
      partCount = order == .together ? 1 : threads
      while parts.count < partCount { parts.append(Part()) }
      let steps = (units + step - 1) / step
      for k in 0..<partCount { parts[k].fill(steps * k / partCount..<steps * (k + 1) / partCount) }
    }

    /// What thread `k` does: its part, then what is left of others.
    func work(_ k: Int) {
      guard let body else { return }
      let (parts, partCount, grain, isBackwards) = (parts, partCount, grain, isBackwards)
      func run(_ steps: Range<Int>) { body(steps.lowerBound * step, min(steps.upperBound * step, units)) }
      let own = k % partCount
      while let steps = parts[own].take(grain, fromEnd: isBackwards) { run(steps) }
      for other in 1..<partCount {
        while let steps = parts[(own + other) % partCount].take(grain, fromEnd: !isBackwards) { run(steps) }
      }
    }
  }

  /// One thread's share of a job.
  private final class Part: Sendable {
    /// Begin and end of what is left, in the low and the high half.
    private let left = Atomic<UInt64>(0)
    /// So that no two parts lie in one cache line.
    private let apart = InlineArray<14, UInt64>(repeating: 0)

    func fill(_ range: Range<Int>) { left.store(Part.word(range.lowerBound, range.upperBound), ordering: .relaxed) }

    /// Takes at most `limit` of what is left.
    ///
    /// No more than half of it: the pieces become smaller towards the end, so that all threads are done at the same time.
    func take(_ limit: Int, fromEnd: Bool) -> Range<Int>? {
      var old = left.load(ordering: .relaxed)
      while true {
        let (begin, end) = (Int(old & 0xffff_ffff), Int(old >> 32))
        if begin >= end { return nil }
        let piece = min(limit, (end - begin + 1) / 2)
        let middle = fromEnd ? end - piece : begin + piece
        let rest = fromEnd ? Part.word(begin, middle) : Part.word(middle, end)
        let (isTaken, found) = left.compareExchange(expected: old, desired: rest, ordering: .relaxed)
        if isTaken { return fromEnd ? middle..<end : begin..<middle }
        old = found
      }
    }

    private static func word(_ begin: Int, _ end: Int) -> UInt64 { UInt64(end) << 32 | UInt64(begin) }
  }

  /// A thread and what it is about.
  private final class Worker: @unchecked Sendable {
    private enum Phase: Int, AtomicRepresentable {
      /// Awake, with nothing to do.
      case idle
      case asleep
      /// Asked to work; whoever asked may still change his mind.
      case called
      case working
      /// Working, while the one who asked sleeps until it is done.
      case awaited
    }
    private let phase = Atomic<Phase>(.idle)
    private let staysAwake = Atomic<Bool>(true)
    /// These live as long as the process.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// How long a worker waits awake for work, and a caller for the worker.
    private static let patience = Duration.microseconds(1000)

    init(_ number: Int, _ job: Job) {
      pthread_mutex_init(mutex, nil)
      pthread_cond_init(changed, nil)
      Threads.detach(name: "arrayc worker") { [self] in
        while true {
          waitForCall()
          job.work(number)
          if phase.exchange(.idle, ordering: .acquiringAndReleasing) == .awaited { signal() }
        }
      }
    }

    var isAsleep: Bool { phase.load(ordering: .relaxed) == .asleep }

    func call(wakes: Bool, staysAwake: Bool) {
      if !wakes && isAsleep { return }
      self.staysAwake.store(staysAwake, ordering: .relaxed)
      if phase.exchange(.called, ordering: .acquiringAndReleasing) == .asleep { signal() }
    }

    /// Sees that the worker is done, or never begins.
    func dismiss() {
      if change(.called, to: .idle) { return }
      waitAwake { phase.load(ordering: .acquiring) != .working }
      if change(.working, to: .awaited) { sleep(while: .awaited) }
    }

    private func waitForCall() {
      while true {
        if staysAwake.load(ordering: .relaxed) { waitAwake { phase.load(ordering: .relaxed) == .called } }
        if change(.called, to: .working) { return }
        if change(.idle, to: .asleep) { sleep(while: .asleep) }
      }
    }

    private func change(_ old: Phase, to new: Phase) -> Bool {
      phase.compareExchange(expected: old, desired: new, ordering: .acquiringAndReleasing).exchanged
    }

    private func waitAwake(until isTrue: () -> Bool) {
      if isTrue() { return }
      let start = ContinuousClock.now
      repeat {
        for _ in 0..<64 {
          if isTrue() { return }
          lanes_pause()
        }
      } while ContinuousClock.now - start < Worker.patience
    }

    private func sleep(while asleep: Phase) {
      pthread_mutex_lock(mutex)
      while phase.load(ordering: .acquiring) == asleep { pthread_cond_wait(changed, mutex) }
      pthread_mutex_unlock(mutex)
    }

    private func signal() {
      pthread_mutex_lock(mutex)
      pthread_cond_signal(changed)
      pthread_mutex_unlock(mutex)
    }
  }
}

/// Threads of our own, which never keep the process alive.
package enum Threads {
  private final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a detached thread; without one (the system may refuse) the work is not done, so only use it for work
  /// that somebody else would do too.
  package static func detach(name: String, _ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 8 << 20)
    var thread = pthread_t()
    let start = Unmanaged.passRetained(Start(body))
    let status = pthread_create(
      &thread, &attributes,
      { raw in
        Unmanaged<Start>.fromOpaque(raw!).takeRetainedValue().body()
        return nil
      }, start.toOpaque())
    if status != 0 { start.release() }
    pthread_attr_destroy(&attributes)
  }
}
