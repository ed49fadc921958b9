import ArrayRuntime
import Synchronization
import Testing

/// Units of work on threads.
@Suite struct WorkerPoolTests {
  /// Counts how often each unit was done.
  private final class Tally: Sendable {
    let counts: Mutex<[Int]>
    init(_ units: Int) { counts = Mutex(Array(repeating: 0, count: units)) }
    func add(_ range: Range<Int>) { counts.withLock { counts in for unit in range { counts[unit] += 1 } } }
    var isOnce: Bool { counts.withLock { $0.allSatisfy { $0 == 1 } } }
  }

  /// More threads than the machine has processors, fewer units than threads, pieces that do not divide the units.
  @Test func everyUnitIsDoneOnce() {
    let pool = WorkerPool()
    for threads in [1, 2, 3, 9] {
      for units in [0, 1, 2, 3, 7, 64, 1000] {
        for grain in [1, 3, 5000] {
          for isShort in [false, true] {
            for order in WorkerPool.Order.allCases {
              let tally = Tally(units)
              pool.run(units: units, grain: grain, threads: threads, order: order, isShort: isShort) { begin, end in
                #expect(begin < end && end <= units && end - begin <= grain)
                tally.add(begin..<end)
              }
              #expect(tally.isOnce, "\(units) units by \(grain) on \(threads) threads, \(order)")
            }
          }
        }
      }
    }
  }

  /// Numbers of units that do not fit the halves of a word.
  @Test func manyUnits() {
    let units = 1 << 40 + 12345
    let sum = Atomic<Int>(0)
    WorkerPool().run(units: units, grain: 1 << 36, threads: 3) { begin, end in
      sum.wrappingAdd(end - begin, ordering: .relaxed)
    }
    #expect(sum.load(ordering: .relaxed) == units)
  }

  /// Each thread begins with the last piece of its part; pieces themselves go forwards.
  @Test func backwardsBeginsAtTheEnd() {
    var begins: [Int] = []
    WorkerPool().run(units: 10, grain: 4, threads: 1, order: .backwards) { begin, _ in begins.append(begin) }
    #expect(begins == [8, 4, 0])
    let pool = WorkerPool()
    for _ in 0..<50 {
      let first = Atomic<Int>(-1)
      pool.run(units: 1000, grain: 7, threads: 2, order: .backwards) { begin, _ in
        if begin < 500 { _ = first.compareExchange(expected: -1, desired: begin, ordering: .relaxed) }
      }
      // A part is walked from its end, by its owner; who helps takes from its beginning.
      #expect([493, 0].contains(first.load(ordering: .relaxed)))
    }
  }

  /// Each unit waits for the one before it.
  @Test func togetherBeginsInOrder() {
    let pool = WorkerPool()
    for _ in 0..<200 {
      let done = Atomic<Int>(0)
      pool.run(units: 50, grain: 1, threads: 4, order: .together) { begin, _ in
        while done.load(ordering: .acquiring) < begin { continue }
        done.store(begin + 1, ordering: .releasing)
      }
      #expect(done.load(ordering: .relaxed) == 50)
    }
  }

  /// Who asks while the pool is busy works alone: from inside a unit, and from other threads.
  @Test func askedWhileBusy() async {
    let pool = WorkerPool()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<50 {
            let tally = Tally(64)
            pool.run(units: 8, grain: 1, threads: 2) { begin, end in
              for unit in begin..<end {
                pool.run(units: 8, grain: 3, threads: 2) { tally.add(unit * 8 + $0..<unit * 8 + $1) }
              }
            }
            #expect(tally.isOnce)
          }
        }
      }
    }
  }
}
