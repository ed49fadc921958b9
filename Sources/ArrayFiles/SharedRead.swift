import Glibc
import Synchronization

/// A large read that several threads share, a piece at a time.
///
/// The bytes are in the system's cache as a rule, and the time goes into clearing the fresh pages that they are copied
/// to and into the copying itself: 24 MB took 6.4 ms on one thread and half of that on two.
///
/// `@unchecked Sendable`: no two threads write to the same piece, and whoever started them waits for all.
final class SharedRead: @unchecked Sendable {
  /// Where a read ended that did not reach its end.
  struct Failure {
    /// Bytes of the whole read that stand before that place.
    var found: Int
    /// What the system said; 0 where the file has no more bytes.
    var code: Int32
  }

  private let descriptor: Int32
  private let offset: Int
  private let target: UnsafeMutableRawBufferPointer
  private let next = Atomic<Int>(0)
  private let failure = Mutex<Failure?>(nil)

  /// A huge page, so that no two threads clear the same one.
  private static let pieceLength = 2 << 20
  /// Asked for once: the system reads a file to say it.
  private static let processorCount = sysconf(Int32(_SC_NPROCESSORS_ONLN))
  /// More threads than this find no more memory bandwidth.
  private static let mostThreads = 4

  private init(_ descriptor: Int32, _ offset: Int, _ target: UnsafeMutableRawBufferPointer) {
    (self.descriptor, self.offset, self.target) = (descriptor, offset, target)
  }

  /// Fills `target` with the bytes from `offset` on; where it cannot, says how far it came at least.
  static func fill(
    _ target: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int
  ) -> Failure? {
    let read = SharedRead(descriptor, offset, target)
    let pieces = (target.count + pieceLength - 1) / pieceLength
    let processors = pieces > 1 ? processorCount : 1
    let helpers = (1..<max(1, min(pieces, processors, mostThreads))).compactMap { _ in read.startHelper() }
    read.work()
    for helper in helpers { pthread_join(helper, nil) }
    return read.failure.withLock { $0 }
  }

  /// A thread that takes part; nil where the system refuses one, which the others make up for.
  private func startHelper() -> pthread_t? {
    var thread = pthread_t()
    let this = Unmanaged.passRetained(self)
    let status = pthread_create(
      &thread, nil,
      { raw in
        raw.map { Unmanaged<SharedRead>.fromOpaque($0).takeRetainedValue().work() }
        return nil
      }, this.toOpaque())
    if status != 0 { this.release() }
    return status == 0 ? thread : nil
  }

  private func work() {
    while true {
      let begin = next.wrappingAdd(Self.pieceLength, ordering: .relaxed).oldValue
      if begin >= target.count { return }
      read(begin, min(begin + Self.pieceLength, target.count))
    }
  }

  private func read(_ begin: Int, _ end: Int) {
    guard let base = target.baseAddress else { return }
    var done = begin
    while done < end {
      let step = pread(descriptor, base + done, end - done, off_t(offset + done))
      if step < 0 && errno == EINTR { continue }
      guard step > 0 else { return fail(Failure(found: done, code: step < 0 ? errno : 0)) }
      done += step
    }
  }

  /// The first place counts, whichever thread came to it.
  private func fail(_ new: Failure) {
    failure.withLock { known in
      if known.map({ new.found < $0.found }) ?? true { known = new }
    }
  }
}
