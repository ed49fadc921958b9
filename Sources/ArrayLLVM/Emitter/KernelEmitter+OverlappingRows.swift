import ArrayGraph
import ArrayKernels
import CLLVM

// Rows of a map that read the same memory, side by side: what the first one brings into the first-level cache the others
// find there, where one after the other each would fetch it again. (A five-point stencil of 2000 × 2000 `f64`: one row
// at a time 3.25 ms, four 1.84; a copy takes 1.66. Two gain less, eight nothing more.)
//
//     for (row = begin; row + 4 <= end; row += 4)
//       for (i = 0; i < n; i += 8)
//         for (k = 0; k < 4; k++) out[row + k][i : 8] = a[row + k - 1][i : 8] + a[row + k + 1][i : 8];
extension KernelEmitter {
  /// Shorter rows are still in the first-level cache when the next ones need them (rows of 4 KiB: 0.9 times as fast side
  /// by side).
  private static let leastRowBytes = 6 << 10

  /// Whether so many rows from unit `index` on are taken side by side: whole ones, all in the same plane. Nil for kernels
  /// whose rows share nothing.
  func startsOverlappingRows(_ index: IRValue, to end: IRValue, chunks: IRValue?) -> IRValue? {
    let (computed, stored) = chunkValues
    guard kernel.rows == .overlapping, let chunks, let last = coordinates.last, !laneCounts(computed).isEmpty else {
      return nil
    }
    let count = e.int(Kernel.rowsSideBySide)
    let row = e.load(e.i64, last, alignment: 8)
    let isInPlane = e.compare(
      CLLVMIntSLE, e.add(row, count), word(KernelArguments.outerExtents + kernel.outerRank - 1))
    let isInRange = e.compare(CLLVMIntSLE, e.add(index, count), end)
    let size = stored.map { kernel.operands[$0.operand].dtype.size }.max() ?? 1
    let isLong = e.compare(CLLVMIntSLE, e.int(Self.leastRowBytes / size), word(KernelArguments.innerExtent))
    return e.and(e.and(e.compare(CLLVMIntEQ, chunks, e.int(1)), isLong), e.and(isInPlane, isInRange))
  }

  /// These rows. The caller goes on by one of them, as behind any other row.
  func emitOverlappingRows() throws(ArrayError) -> IRValue {
    guard let last = coordinates.last else { return e.int(1) }
    let kept = bases
    defer { bases = kept }
    let outer = coordinates.dropLast().map { e.load(e.i64, $0, alignment: 8) }
    let first = e.load(e.i64, last, alignment: 8)
    let rows = (0..<Kernel.rowsSideBySide).map { k in
      kernel.operands.indices.map { base($0, outer: outer + [e.add(first, e.int(k))]) }
    }
    let (computed, stored) = chunkValues
    try vectorLoops(
      laneCounts(computed), from: e.int(0), to: word(KernelArguments.innerExtent), splatting: computed,
      stores: stored, canStream: rowsAreAligned(stored)
    ) { p throws(ArrayError) in
      for row in rows {
        self.bases = row
        try self.scoped { () throws(ArrayError) in try self.emitChunkStatements(p) }
      }
      self.bases = kept
    }
    e.store(e.add(first, e.int(Kernel.rowsSideBySide - 1)), last, alignment: 8)
    storeBases()
    return e.int(Kernel.rowsSideBySide)
  }

  /// Whether all rows of what is stored begin at the same place of a cache line, so that one head serves all.
  func rowsAreAligned(_ stores: [Kernel.Store]) -> IRValue {
    var strides = e.int(0)
    for store in stores where isStreamed(store.operand) {
      let stride = word(words.outerStride(store.operand, kernel.outerRank - 1))
      strides = e.or(strides, e.mul(stride, e.int(kernel.operands[store.operand].dtype.size)))
    }
    return e.compare(CLLVMIntEQ, e.and(strides, e.int(63)), e.int(0))
  }
}
