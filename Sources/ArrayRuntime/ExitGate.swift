import CExit
import Glibc

/// Holds `exit` back while a compiler works: `exit` would destroy what the compiler's library has made, under the thread
/// that uses it.
///
/// A handler alone comes too late: `exit` takes the newest first, and a library registers its own when it is loaded and
/// whenever it makes something for the first time. So the process's first thread, which nearly always is the one that
/// ends it, waits before all handlers.
enum ExitGate {
  nonisolated(unsafe) private static let mutex = {
    let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    return mutex
  }()
  private static let owner = getpid()
  /// Only the thread that ends the process sets it and looks at it.
  nonisolated(unsafe) private static var isClosed = false

  /// The mutex is never given back: what runs now ends, and nothing starts any more. A child of `fork` has no such thread.
  private static func close() {
    guard getpid() == owner, !isClosed else { return }
    isClosed = true
    pthread_mutex_lock(mutex)
  }

  private static let closesOnFirstThread: Void = {
    _ = owner
    cexit_before_handlers { ExitGate.close() }
  }()
  /// For the others, once the library is there.
  private static let closesOnAnyThread: Void = { atexit { ExitGate.close() } }()

  static func run(_ job: () -> Void) {
    _ = closesOnFirstThread
    pthread_mutex_lock(mutex)
    job()
    _ = closesOnAnyThread
    pthread_mutex_unlock(mutex)
  }
}
