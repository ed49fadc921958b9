import ArrayGraph
import Glibc
import Synchronization

/// Memory for results, kept when it is freed: fresh pages cost as much as the work that fills them.
package final class BufferPool: StoragePool {
  private struct State {
    /// Addresses, by size class.
    var free = [[UInt]](repeating: [], count: 4 * Int.bitWidth)
    var retained = 0
    var live = 0
    var peak = 0
  }
  private let state: Mutex<State>
  /// Bytes kept for reuse at most.
  private let retainLimit: Int
  /// Blocks from this size on come from the system page by page, in huge pages where it has them.
  private static let largeLimit = 1 << 20

  package init(retainLimit: Int = 1 << 30) {
    self.retainLimit = retainLimit
    state = Mutex(State())
  }

  package static let shared = BufferPool()

  /// Bytes in use now, and at most since `resetPeak()`.
  package var live: Int { state.withLock { $0.live } }
  package var peak: Int { state.withLock { $0.peak } }
  package func resetPeak() { state.withLock { $0.peak = $0.live } }

  /// Memory for `byteCount` bytes, aligned to 64 and readable up to the next multiple of 64.
  ///
  /// Throws `.memory` when the system has none, or when more than `limit` bytes would be in use.
  package func allocate(_ byteCount: Int, limit: Int? = nil) throws(ArrayError) -> Storage {
    guard byteCount >= 0, byteCount < Int.max / 2 else { throw BufferPool.outOfMemory(byteCount, nil) }
    let (size, sizeClass) = BufferPool.rounded(byteCount)
    let reserved: (address: UInt?, allowed: Bool) = state.withLock { state in
      if let limit, state.live + size > limit { return (nil, false) }
      state.live += size
      state.peak = max(state.peak, state.live)
      if let address = state.free[sizeClass].popLast() {
        state.retained -= size
        return (address, true)
      }
      return (nil, true)
    }
    guard reserved.allowed else { throw BufferPool.outOfMemory(byteCount, limit) }
    if let pointer = reserved.address.flatMap({ UnsafeMutableRawPointer(bitPattern: $0) }) ?? BufferPool.fresh(size) {
      return Storage(pointer: pointer, byteCount: byteCount, pool: self)
    }
    state.withLock { $0.live -= size }
    throw BufferPool.outOfMemory(byteCount, nil)
  }

  package func recycle(_ pointer: UnsafeMutableRawPointer, _ byteCount: Int) {
    let (size, sizeClass) = BufferPool.rounded(byteCount)
    let address = UInt(bitPattern: pointer)
    let isKept = state.withLock { state in
      state.live -= size
      guard state.retained + size <= retainLimit else { return false }
      state.retained += size
      state.free[sizeClass].append(address)
      return true
    }
    if !isKept { BufferPool.discard(pointer, size) }
  }

  /// Sizes are rounded up to a power of two or a quarter of it above, at least 64 bytes, so that buffers fit again.
  private static func rounded(_ byteCount: Int) -> (size: Int, sizeClass: Int) {
    let least = max(byteCount, 64)
    let exponent = Int.bitWidth - 1 - least.leadingZeroBitCount
    let step = 1 << (exponent - 2)
    let quarters = (least + step - 1) / step
    return (quarters * step, 4 * exponent + quarters - 4)
  }

  private static func fresh(_ size: Int) -> UnsafeMutableRawPointer? {
    if size < largeLimit { return aligned_alloc(64, (size + 63) & ~63) }
    let pointer = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let pointer, pointer != MAP_FAILED else { return nil }
    madvise(pointer, size, MADV_HUGEPAGE)
    return pointer
  }

  private static func discard(_ pointer: UnsafeMutableRawPointer, _ size: Int) {
    if size < largeLimit { free(pointer) } else { munmap(pointer, size) }
  }

  private static func outOfMemory(_ byteCount: Int, _ limit: Int?) -> ArrayError {
    if let limit {
      return ArrayError(.memory, "an array of \(byteCount) bytes would pass the memory limit of \(limit) bytes")
    }
    return ArrayError(.memory, "there is no memory for an array of \(byteCount) bytes")
  }
}
