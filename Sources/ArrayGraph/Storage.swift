import Glibc

/// Memory that holds the elements of an array, packed in row-major order.
///
/// It is written once, by whoever made it, before anybody else sees it; from then on it is only read.
package final class Storage: @unchecked Sendable {
  package let pointer: UnsafeMutableRawPointer
  package let byteCount: Int
  private let owner: Owner

  /// Who takes the memory back, once, when nobody needs it any more.
  private enum Owner {
    case system
    case pool(any StoragePool)
    case lender(@Sendable (UnsafeMutableRawPointer, Int) -> Void)
  }

  /// Borrows memory; `release` is called once, when nobody needs it any more.
  package init(
    pointer: UnsafeMutableRawPointer, byteCount: Int,
    release: @escaping @Sendable (UnsafeMutableRawPointer, Int) -> Void
  ) {
    (self.pointer, self.byteCount, owner) = (pointer, byteCount, .lender(release))
  }

  /// Memory that goes back to a pool.
  package init(pointer: UnsafeMutableRawPointer, byteCount: Int, pool: any StoragePool) {
    (self.pointer, self.byteCount, owner) = (pointer, byteCount, .pool(pool))
  }

  /// Fresh memory, aligned for the widest vectors.
  package static func allocate(_ byteCount: Int) -> Storage {
    guard let memory = ElementMemory.allocate(byteCount) else {
      preconditionFailure("there is no memory for an array of \(byteCount) bytes")
    }
    return Storage(memory, byteCount)
  }

  private init(_ pointer: UnsafeMutableRawPointer, _ byteCount: Int) {
    (self.pointer, self.byteCount, owner) = (pointer, byteCount, .system)
  }

  deinit {
    switch owner {
    case .system: free(pointer)
    case .pool(let pool): pool.recycle(pointer, byteCount)
    case .lender(let release): release(pointer, byteCount)
    }
  }
}

/// What keeps memory for the next array.
package protocol StoragePool: AnyObject, Sendable {
  /// Takes back memory that was asked for with `byteCount`.
  func recycle(_ pointer: UnsafeMutableRawPointer, _ byteCount: Int)
}
