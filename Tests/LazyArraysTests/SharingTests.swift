import Foundation
import LazyArrays
import Testing

/// Long chains, and many threads that read the same arrays.
@Suite struct SharingTests {
  @Test func aMillionOperations() {
    var x: NDArray<Float> = [0, 1, 2]
    for _ in 0..<1_000_000 { x += 1 }
    #expect(x.array == [1_000_000, 1_000_001, 1_000_002])
  }

  @Test func aLongChainThatIsNeverReadIsReleased() {
    var x = NDArray<Int>.ones(1000)
    for _ in 0..<1_000_000 { x = -x }
    #expect(x.shape == [1000])
  }

  /// Everybody reads arrays that nobody has computed yet, and records more on them.
  @Test func aHundredThreads() {
    let x = NDArray<Double>.arange(10_000).reshaped(100, 100)
    let mean = x.mean(axis: 1, keepDims: true)
    let scaled = (x - mean) / x.std(axis: 1, keepDims: true)
    let total = (scaled * scaled).sum()
    let group = DispatchGroup()
    let failures = Failures()
    for k in 0..<100 {
      let thread = Thread {
        let mine = (scaled[k] * Double(k) + x[k]).sum().scalar
        if abs(mine - x[k].sum().scalar) > 1e-6 { failures.add("row \(k): \(mine)") }
        if abs(total.scalar - 10_000) > 1e-8 { failures.add("total: \(total.scalar)") }
        var own = x
        own[k] = 0
        if own[k].sum().scalar != 0 || own == x && k > 0 { failures.add("row \(k) was not set") }
        group.leave()
      }
      group.enter()
      thread.start()
    }
    group.wait()
    #expect(failures.all == [])
    #expect(x.sum().scalar == 49_995_000)
  }

  private final class Failures: @unchecked Sendable {
    private let lock = NSLock()
    private var messages: [String] = []
    var all: [String] { lock.withLock { messages } }
    func add(_ message: String) { lock.withLock { messages.append(message) } }
  }
}
