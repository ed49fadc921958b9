import Glibc
import Synchronization

/// One thread that compiles behind everybody's back. The newest job comes first: its kernel is the one that runs right
/// now in the interpreter, while those before it may be done.
///
/// The child of a `fork` has neither the thread nor a compiler in a state that can be known. Its queue drops every job:
/// there, kernels run in the interpreter unless they are known or kept on disk.
final class CompileQueue: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let becameIdle = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var jobs: [@Sendable () -> Void] = []
  private var isRunning = false
  /// The process that has the thread; 0 before there is one. It is asked before the mutex, which a child may find
  /// locked for ever.
  private let owner = Atomic<pid_t>(0)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(becameIdle, nil)
  }

  private var isOrphaned: Bool {
    let owner = owner.load(ordering: .relaxed)
    return owner != 0 && owner != getpid()
  }

  func add(_ job: @escaping @Sendable () -> Void) {
    if isOrphaned { return }
    owner.store(getpid(), ordering: .relaxed)
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
      guard let job = jobs.popLast() else {
        isRunning = false
        pthread_cond_broadcast(becameIdle)
        pthread_mutex_unlock(mutex)
        return
      }
      pthread_mutex_unlock(mutex)
      job()
    }
  }

  /// Returns when every job is done, or after that many seconds.
  func waitUntilIdle(seconds: Int) {
    if isOrphaned { return }
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    deadline.tv_sec += seconds
    pthread_mutex_lock(mutex)
    while isRunning, pthread_cond_timedwait(becameIdle, mutex, &deadline) == 0 {}
    pthread_mutex_unlock(mutex)
  }
}
