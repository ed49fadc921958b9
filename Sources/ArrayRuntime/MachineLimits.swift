import ArrayGraph
import CMachine
import Lanes

/// How fast this machine is, measured when somebody asks: a few milliseconds for each answer.
///
/// The threads are those that kernels run on, so a limit on two threads is one of two threads that have just been
/// woken, as they are for a kernel.
final class MachineLimits {
  private let workers: WorkerPool
  private let pool: BufferPool
  private let threads: Int
  private var bandwidths: [Sweeps: Double] = [:]
  private var rates: [DType: Double] = [:]
  /// Footprints above are like this one: memory, and no cache. Touching more for the first time would take too long.
  private static let largestFootprint = 128 << 20
  private static let seconds = 0.004

  /// Reads and writes in one of three mixes, over so many bytes.
  private struct Sweeps: Hashable {
    var kinds: [UInt32]
    var arrays: Int
    var bytes: Int
  }

  init(workers: WorkerPool, pool: BufferPool, threads: Int) {
    self.workers = workers
    self.pool = pool
    self.threads = threads
  }

  /// Bytes a second for work that reads and writes so many bytes, each once: the better of stores through the caches
  /// and past them.
  func bandwidth(read: Int, written: Int) throws(ArrayError) -> Double {
    let (kinds, arrays) = Self.kinds(read: read, written: written)
    // The nearest power of two: nearby footprints share a measurement.
    let power = 1 << (Int.bitWidth - (max(read + written, 1 << 12) * 2 / 3).leadingZeroBitCount)
    let sweeps = Sweeps(kinds: kinds.map(\.rawValue), arrays: arrays, bytes: min(power, Self.largestFootprint))
    if let known = bandwidths[sweeps] { return known }
    var best = 0.0
    for kind in kinds { best = max(best, try bandwidth(kind, sweeps)) }
    bandwidths[sweeps] = best
    return best
  }

  private static func kinds(read: Int, written: Int) -> (kinds: [cmachine_sweep], arrays: Int) {
    if written * 10 < read { return ([cmachine_read], 1) }
    if read * 10 < written { return ([cmachine_write, cmachine_write_past], 1) }
    if read * 2 < written * 3 { return ([cmachine_copy, cmachine_copy_past], 2) }
    return ([cmachine_triad, cmachine_triad_past], 3)
  }

  private func bandwidth(_ kind: cmachine_sweep, _ sweeps: Sweeps) throws(ArrayError) -> Double {
    let part = max(64, sweeps.bytes / sweeps.arrays / threads / 64 * 64)
    var memory: [Storage] = []
    for _ in 0..<sweeps.arrays {
      let storage = try pool.allocate(part * threads)
      storage.pointer.initializeMemory(as: UInt8.self, repeating: 0, count: part * threads)
      memory.append(storage)
    }
    let arrays = memory.map { UInt(bitPattern: $0.pointer) }
    // Long enough for the threads to be awake, short enough for several samples.
    let repeats = max(1, (16 << 20) / (part * threads * sweeps.arrays))
    let time = least { begin, end in
      for unit in begin..<end {
        let parts = arrays.map { UnsafeMutableRawPointer(bitPattern: $0 + UInt(unit * part)) }
        for _ in 0..<repeats {
          cmachine_run_sweep(kind, parts[0], parts[min(1, parts.count - 1)], parts[parts.count - 1], part)
        }
      }
    }
    withExtendedLifetime(memory) {}
    return Double(part * threads * sweeps.arrays * repeats) / time
  }

  /// Instructions on elements a second, where each is as fast as a multiply-add: how many elements are done at once
  /// depends on their size.
  func rate(_ dtype: DType) -> Double {
    let isNarrow = dtype.size <= 4
    let key: DType = isNarrow ? .f32 : .f64
    if let known = rates[key] { return known }
    let rounds = 20_000
    let lanes = isNarrow ? cmachine_multiply_add_f32(1) : cmachine_multiply_add_f64(1)
    let time = least { begin, end in
      for _ in begin..<end { _ = isNarrow ? cmachine_multiply_add_f32(rounds) : cmachine_multiply_add_f64(rounds) }
    }
    let rate = lanes * Double(rounds * threads) / time
    rates[key] = rate
    return rate
  }

  /// The least time in which every thread does its unit once.
  private func least(_ body: @escaping (Int, Int) -> Void) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    var best = Double.infinity
    var samples = 0
    while samples < 4 || (clock.now - start) / .seconds(1) < Self.seconds {
      let before = clock.now
      workers.run(units: threads, grain: 1, threads: threads, body)
      best = min(best, (clock.now - before) / .seconds(1))
      samples += 1
    }
    return best
  }
}
