import Synchronization

/// A constant that is made when it is first asked for, and costs one load from then on.
///
/// A `static let` does the same; but where the standard library asks `pthread_once` at each use, as on Linux, that
/// takes 170 instructions, as much as recording a node. So this is for constants that recording uses.
///
///     private let squares = MadeOnce<[Int]>()
///     func square(_ k: Int) -> Int { squares.pointer { (0..<10).map { $0 * $0 } }.pointee[k] }
///
/// `@unchecked Sendable`: what the pointer shows never changes.
package struct MadeOnce<Value: Sendable>: ~Copyable, @unchecked Sendable {
  private let place = Atomic<UnsafeMutablePointer<Value>?>(nil)

  package init() {}

  /// Where the constant is, for good. `make` may run on several threads at once; the first result stays.
  @inline(__always)
  package func pointer(_ make: () -> Value) -> UnsafePointer<Value> {
    UnsafePointer(place.load(ordering: .acquiring) ?? made(make))
  }

  @inline(never)
  private func made(_ make: () -> Value) -> UnsafeMutablePointer<Value> {
    let new = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    new.initialize(to: make())
    let (exchanged, known) = place.compareExchange(expected: nil, desired: new, ordering: .acquiringAndReleasing)
    guard !exchanged, let known else { return new }
    new.deinitialize(count: 1)
    new.deallocate()
    return known
  }
}
