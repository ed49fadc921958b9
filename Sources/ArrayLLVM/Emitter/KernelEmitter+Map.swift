import ArrayGraph
import ArrayKernels
import CLLVM

// Loops along the vector axis: whole vectors, then what is left.
//
//     for (i = start; i < start + (n & ~63); i += 64) out[i : 64] = a[i : 64] * b[i : 64] + c;   // small bodies
//     for (; i < stop; i += 16)                       out[i : min(16, stop - i)] = …;            // masked vectors
//
//     %a = load <64 x float>, ptr %p, align 4         %m = fmul <64 x float> %a, %b
//     %mask = icmp ult <16 x i32> <0, 1, …>, splat    %a = call @llvm.masked.load.v16f32(ptr %p, i32 4, %mask, zero)
//
// Without masks, whole vectors of 16 follow and then single elements.
extension KernelEmitter {
  /// The part of a map or columns kernel that runs along the inner axis, for one chunk.
  func emitChunk(_ start: IRValue, _ stop: IRValue) throws(ArrayError) {
    let sweeps = kernel.chunk.contains { if case .sweep = $0 { true } else { false } }
    var computed: [Kernel.ValueID] = []
    var stored: [Kernel.ValueID] = []
    for statement in kernel.chunk {
      switch statement {
      case .compute(let id): computed.append(id)
      case .store(let id, _): stored.append(id)
      case .sweep(let sweep):
        computed += sweep.compute
        stored += sweep.stores.map(\.value)
      }
    }
    let before = sweeps ? [] : computed
    try vectorLoops(laneCounts(computed), from: start, to: stop, splatting: before, stores: stored) {
      p throws(ArrayError) in
      for statement in self.kernel.chunk {
        switch statement {
        case .compute(let id): try self.compute(id, p)
        case .store(let id, let operand): self.store(id, operand, p)
        case .sweep(let sweep): try self.emitColumnSweep(sweep, p)
        }
      }
    }
  }

  /// The lanes of the loops over whole vectors. A small body takes several vectors at a time, so that they overlap;
  /// a large one has no loop but the masked one, because a second copy costs more to compile than masks do to run.
  func laneCounts(_ computed: [Kernel.ValueID]) -> [Int] {
    let cost = computed.reduce(0) { sum, id in
      guard hasLanes[id] else { return sum }
      guard case .operation(let operation, let dtype, _) = kernel.values[id].source else { return sum + 1 }
      return sum + costs.cost(operation.name, dtype, library, e.target)
    }
    if !usesMasks { return cost <= 24 ? [width * 4, width] : [width] }
    return cost <= 24 ? [width * 4] : cost <= 80 ? [width * 2] : []
  }

  /// Runs `body` over `start ..< stop` for each of the lane counts, then over what is left.
  func vectorLoops(
    _ lanes: [Int], from start: IRValue, to stop: IRValue, splatting computed: [Kernel.ValueID],
    stores: [Kernel.ValueID], _ body: (Position) throws(ArrayError) -> Void
  ) throws(ArrayError) {
    var start = start
    for count in lanes {
      let full = e.and(e.sub(stop, start), e.int(-count))
      let end = e.add(start, full, "end")
      try scoped { () throws(ArrayError) in
        splatArguments(of: computed, stores: stores, count)
        try loop("lanes\(count)", from: start, to: end, step: count) { (index, _) throws(ArrayError) in
          try scoped { () throws(ArrayError) in try body(vectorPosition(index, count)) }
          return []
        }
      }
      start = end
    }
    if usesMasks {
      try loop("masked", from: start, to: stop, step: width) { (index, _) throws(ArrayError) in
        try scoped { () throws(ArrayError) in try body(maskedPosition(index, e.sub(stop, index))) }
        return []
      }
    } else {
      try loop("single", from: start, to: stop, step: 1) { (index, _) throws(ArrayError) in
        try scoped { () throws(ArrayError) in try body(vectorPosition(index, 1)) }
        return []
      }
    }
  }

  /// `lanes` elements from `index` on, along the vector axis.
  func vectorPosition(_ index: IRValue, _ lanes: Int) -> Position {
    switch kernel.form {
    case .map, .columns: Position(inner: index, lanes: lanes)
    case .rows, .total: Position(sweep: index, lanes: lanes)
    }
  }
  /// One vector of which only the first `rest` lanes are elements; all of them where `rest` is more.
  func maskedPosition(_ index: IRValue, _ rest: IRValue) -> Position {
    var position = vectorPosition(index, width)
    position.rest = rest
    let count = e.c.LLVMBuildTrunc(e.builder, rest, e.i32, "")
    position.mask = e.compare(CLLVMIntULT, e.iota(width, bits: 32), e.splat(count, width))
    return position
  }
}
