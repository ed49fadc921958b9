import Glibc
import Synchronization

/// Threads that work through the units of a kernel together with the thread that asks.
///
/// One pool serves the process. Whoever asks while it is busy, or after a `fork` (the threads stayed with the
/// parent), works alone; results never depend on it.
package final class WorkerPool: Sendable {
  private final class Job: @unchecked Sendable {
    let units: Int
    let grain: Int
    let body: (Int, Int) -> Void
    let next = Atomic<Int>(0)

    init(_ units: Int, _ grain: Int, _ body: @escaping (Int, Int) -> Void) {
      self.units = units
      self.grain = grain
      self.body = body
    }

    func work() {
      while true {
        let begin = next.wrappingAdd(grain, ordering: .relaxed).oldValue
        if begin >= units { return }
        body(begin, min(begin + grain, units))
      }
    }
  }

  /// What the mutex guards. The condition variables live as long as the process.
  private final class Shared: @unchecked Sendable {
    let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    let done = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    var job: Job?
    var generation = 0
    /// Workers that may still join the current job, and those inside it.
    var places = 0
    var inside = 0
    var started = 0

    init() {
      pthread_mutex_init(mutex, nil)
      pthread_cond_init(wake, nil)
      pthread_cond_init(done, nil)
    }
  }

  private let shared = Shared()
  private let owner = getpid()
  private let isBusy = Atomic<Bool>(false)

  package static let shared = WorkerPool()
  package init() {}

  /// The processors that are there.
  package static let processorCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// Calls `body` with ranges that cover `0 ..< units`, on up to `threads` threads, and returns when all is done.
  package func run(units: Int, grain: Int, threads: Int, _ body: @escaping (Int, Int) -> Void) {
    let job = Job(units, max(grain, 1), body)
    let helpers = min(threads, (units + job.grain - 1) / job.grain) - 1
    guard helpers > 0, owner == getpid(), isBusy.exchange(true, ordering: .acquiring) == false else {
      job.work()
      return
    }
    pthread_mutex_lock(shared.mutex)
    while shared.started < helpers { startWorker() }
    shared.job = job
    shared.generation += 1
    shared.places = helpers
    pthread_cond_broadcast(shared.wake)
    pthread_mutex_unlock(shared.mutex)

    job.work()

    pthread_mutex_lock(shared.mutex)
    shared.places = 0
    while shared.inside > 0 { pthread_cond_wait(shared.done, shared.mutex) }
    shared.job = nil
    pthread_mutex_unlock(shared.mutex)
    isBusy.store(false, ordering: .releasing)
  }

  private func startWorker() {
    shared.started += 1
    let shared = shared
    Threads.detach(name: "arrayc worker") {
      var seen = 0
      pthread_mutex_lock(shared.mutex)
      while true {
        while shared.generation == seen || shared.places == 0 {
          seen = shared.generation
          pthread_cond_wait(shared.wake, shared.mutex)
        }
        seen = shared.generation
        shared.places -= 1
        shared.inside += 1
        let job = shared.job
        pthread_mutex_unlock(shared.mutex)
        job?.work()
        pthread_mutex_lock(shared.mutex)
        shared.inside -= 1
        if shared.inside == 0 { pthread_cond_signal(shared.done) }
      }
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
