import ArrayGraph
import Glibc
import Lanes

/// An array in main memory: contiguous, C order, the machine's byte order. Truth values are 0 or 1.
package struct HostArray: Sendable {
  package let dtype: DType
  package let shape: [Int]
  package let bytes: HostBuffer

  package init(dtype: DType, shape: [Int], bytes: HostBuffer) {
    self.dtype = dtype
    self.shape = shape
    self.bytes = bytes
  }

  /// How many elements there are.
  package var count: Int { bytes.count / dtype.size }
}

/// A block of memory that begins at a multiple of 64 and is freed with its last reference.
///
/// `@unchecked Sendable`: whoever makes the block fills it before it is shared; from then on it is only read.
package final class HostBuffer: @unchecked Sendable {
  /// The first byte. Valid as long as the buffer is referred to.
  package let pointer: UnsafeRawPointer
  package let count: Int
  private let allocation: UnsafeMutableRawPointer

  private init(allocation: UnsafeMutableRawPointer, count: Int) {
    self.allocation = allocation
    self.pointer = UnsafeRawPointer(allocation)
    self.count = count
  }

  deinit { free(allocation) }

  /// Makes a block and lets `fill` write it. Throws `.memory` when there is not enough, and what `fill` throws.
  package static func make(
    count: Int, fill: (UnsafeMutableRawBufferPointer) throws(ArrayError) -> Void
  ) throws(ArrayError) -> HostBuffer {
    guard let allocation = ElementMemory.allocate(count) else {
      throw ArrayError(.memory, "not enough memory for \(count) bytes")
    }
    let buffer = HostBuffer(allocation: allocation, count: count)
    try fill(UnsafeMutableRawBufferPointer(start: allocation, count: count))
    return buffer
  }

  package var unsafeBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: pointer, count: count) }
}
