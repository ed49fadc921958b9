import ArrayGraph
import ArrayKernels
import CLLVM

// Rows of a map that are but a few vectors and do not lie one behind the other, as those of `x[:, :10]`. What a row takes
// beside its elements counts there: the rows along the last outer axis are one loop, whose body counts the operands'
// addresses up and has the row's own vectors, of which the last one is masked.
//
//     for (row = begin; row < end; row++) {
//       for (i = 0; i < (n & ~15); i += 16) out[i : 16] = a[i : 16] + 1;
//       if (i < n) out[i : n - i] = a[i : n - i] + 1;
//       a += stride of a;  out += stride of out;
//     }
//
// Without masks the last one is taken by its bits: eight elements, four, two and one.
extension KernelEmitter {
  /// Whether a chunk is a whole row, and narrow rows are one loop. Whole lines that go past the caches are stored by the
  /// loops for any rows. (16 of 20 columns of `f64` from memory, 300 000 rows: 1.76 ms, 2.12 so.) Nil for other kernels.
  func startsNarrowRows(chunks: IRValue?) -> IRValue? {
    guard takesNarrowRows, let chunks, !coordinates.isEmpty else { return nil }
    let areWhole = e.compare(CLLVMIntEQ, chunks, e.int(1))
    let stored = chunkValues.stored
    guard stored.contains(where: { isStreamed($0.operand) }) else { return areWhole }
    let goPastCaches = e.and(streams, rowsAreAligned(stored))
    return e.select(goPastCaches, e.c.LLVMConstNull(e.integerType(1)), areWhole)
  }

  /// Whether narrow rows are one loop: formulas only where what is left of them is one masked vector, and not long
  /// ones, which are faster with two vectors at a time. (Sines and cosines of 2000 rows of 64 `f32` 0.065 ms, and 0.073
  /// so; exponentials of rows of 40 with AVX2 0.20, 0.21.) Some lanes of a register that is gathered or scattered take
  /// longer than half a register of which all are, and half of that.
  func narrowRows() -> (areTaken: Bool, withMasks: Bool) {
    guard kernel.rows == .narrow else { return (false, usesMasks) }
    let liesApart = kernel.operands.contains { $0.role != .index && $0.layout == .strided }
    let withMasks = usesMasks && !liesApart
    let cost = cost(Array(kernel.values.indices))
    let areTaken = cost.instructions <= (withMasks ? 60 : Self.mostOneByOne) && cost.tableRegisters == 0
    return (areTaken, areTaken ? withMasks : usesMasks)
  }

  /// The rows from unit `index` on, up to the end of the last outer axis. Gives how many they are; the caller goes on by
  /// one of them, as behind any other row.
  func emitNarrowRows(from index: IRValue, to end: IRValue) throws(ArrayError) -> IRValue {
    let last = coordinates[coordinates.count - 1]
    let first = e.load(e.i64, last, alignment: 8)
    let count = minimum(
      e.sub(end, index), e.sub(word(KernelArguments.outerExtents + kernel.outerRank - 1), first))
    let (computed, stored) = chunkValues
    let values = stored.map(\.value)
    // What is known before the rows, and what each of them computes first.
    let ofRows = computed.filter { id in
      guard case .operation(_, _, let arguments) = kernel.values[id].source else { return false }
      return arguments.contains { argument in
        kernel.row.contains { if case .compute(argument) = $0 { true } else { false } }
      }
    }
    let (kept, extent) = (bases, word(KernelArguments.innerExtent))
    try scoped { () throws(ArrayError) in
      splatArguments(of: computed, stores: values, width)
      prepareShifts(of: computed, width)
      prepareDivisors(of: computed, width, length: e.mul(count, extent))
      try loop("row", from: e.int(0), to: count, step: 1, carried: kept) { (_, here) throws(ArrayError) in
        bases = here
        try scoped { () throws(ArrayError) in
          for statement in self.kernel.row { try self.emitScalar(statement) }
          splatArguments(of: computed, stores: values, width)
          prepareShifts(of: ofRows, width)
          prepareDivisors(of: ofRows, width, length: extent)
          try self.emitNarrowRow()
        }
        return nextBases(here)
      }
    }
    bases = kept
    e.store(e.add(first, e.sub(count, e.int(1))), last, alignment: 8)
    storeBases()
    return count
  }

  private func emitNarrowRow() throws(ArrayError) {
    let extent = word(KernelArguments.innerExtent)
    let whole = e.and(extent, e.int(-width))
    func turn(_ position: Position) throws(ArrayError) {
      try scoped { () throws(ArrayError) in try self.emitChunkStatements(position) }
    }
    try laneLoop("lanes", from: e.int(0), to: whole, step: width) { (index, _) throws(ArrayError) in
      try turn(vectorPosition(index, width))
      return []
    }
    if usesMasks {
      try ifThen(e.compare(CLLVMIntNE, whole, extent)) { () throws(ArrayError) in
        try turn(maskedPosition(whole, e.sub(extent, whole)))
      }
      return
    }
    var (lanes, done) = (width / 2, whole)
    while lanes > 0 {
      try ifThen(e.compare(CLLVMIntNE, e.and(extent, e.int(lanes)), e.int(0))) { () throws(ArrayError) in
        try scoped { () throws(ArrayError) in
          vectors = [:]
          splatArguments(of: self.chunkValues.computed, stores: self.chunkValues.stored.map(\.value), lanes)
          try turn(vectorPosition(done, lanes))
        }
      }
      done = e.add(done, e.and(extent, e.int(lanes)))
      lanes /= 2
    }
  }
}
