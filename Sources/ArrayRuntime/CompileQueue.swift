import Glibc

/// One thread that compiles behind everybody's back, in the order in which it is asked.
///
/// A process that ends while it compiles would tear down the compiler's library under it. So `exit` waits for the
/// job that runs, and no other one starts.
final class CompileQueue: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var jobs: [@Sendable () -> Void] = []
  private var isRunning = false

  init() { pthread_mutex_init(mutex, nil) }

  func add(_ job: @escaping @Sendable () -> Void) {
    pthread_mutex_lock(mutex)
    jobs.append(job)
    let mustStart = !isRunning
    isRunning = true
    pthread_mutex_unlock(mutex)
    if mustStart { Threads.detach(name: "arrayc compiler") { self.work() } }
  }

  private func work() {
    while true {
      pthread_mutex_lock(mutex)
      if jobs.isEmpty {
        isRunning = false
        pthread_mutex_unlock(mutex)
        return
      }
      let job = jobs.removeFirst()
      pthread_mutex_unlock(mutex)
      ExitGate.run(job)
    }
  }
}

/// Holds `exit` back while a job runs.
enum ExitGate {
  nonisolated(unsafe) private static let mutex = {
    let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    return mutex
  }()

  /// Handlers run in the reverse order of their registration. The first one is there before the first job, the
  /// second one after it, when the library that it loaded has registered its own: then ours comes before those.
  private static let registered: Void = close()
  private static let registeredAgain: Void = close()

  private static func close() {
    atexit {
      // Never given back: what runs now ends, and nothing starts any more. A child of `fork` has no such thread.
      guard getpid() == ExitGate.owner, !ExitGate.isClosed else { return }
      ExitGate.isClosed = true
      pthread_mutex_lock(ExitGate.mutex)
    }
  }
  /// Only the thread that ends the process looks at it.
  nonisolated(unsafe) private static var isClosed = false
  private static let owner = getpid()

  static func run(_ job: () -> Void) {
    _ = owner
    _ = registered
    pthread_mutex_lock(mutex)
    job()
    _ = registeredAgain
    pthread_mutex_unlock(mutex)
  }
}
