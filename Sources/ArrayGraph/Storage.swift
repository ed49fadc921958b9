/// Memory that holds the elements of an array, packed in row-major order.
///
/// It is written once, by whoever made it, before anybody else sees it; from then on it is only read.
package final class Storage: @unchecked Sendable {
  package let pointer: UnsafeMutableRawPointer
  package let byteCount: Int
  private let release: @Sendable (UnsafeMutableRawPointer, Int) -> Void

  /// Takes memory over; `release` is called once, when nobody needs it any more.
  package init(
    pointer: UnsafeMutableRawPointer, byteCount: Int,
    release: @escaping @Sendable (UnsafeMutableRawPointer, Int) -> Void
  ) {
    self.pointer = pointer
    self.byteCount = byteCount
    self.release = release
  }

  /// Fresh memory, aligned for the widest vectors.
  package static func allocate(_ byteCount: Int) -> Storage {
    let pointer = UnsafeMutableRawPointer.allocate(byteCount: Swift.max(byteCount, 64), alignment: 64)
    return Storage(pointer: pointer, byteCount: byteCount) { pointer, _ in pointer.deallocate() }
  }

  deinit { release(pointer, byteCount) }
}
