import ArrayGraph
import ArrayKernels
import CLLVM

// Loops along the vector axis: whole vectors, then what is left.
//
//     for (i = start; i < head; i += 16)              …;                      // streaming: up to the alignment
//     for (; i < head + (n & ~63); i += 64) out[i : 64] = a[i : 64] * b[i : 64] + c;             // small bodies
//     for (; i < stop; i += 16)                       out[i : min(16, stop - i)] = …;            // masked vectors
//
//     %a = load <64 x float>, ptr %p, align 4         %m = fmul <64 x float> %a, %b
//     %mask = icmp ult <16 x i32> <0, 1, …>, splat    %a = call @llvm.masked.load.v16f32(ptr %p, i32 4, %mask, zero)
//
// Without masks, whole vectors of 16 follow, narrower ones, and then single elements. Formulas rather are computed once
// for all that is left, where AVX2's masks can do that.
extension KernelEmitter {
  /// The part of a map kernel that runs along the inner axis, for one chunk.
  func emitChunk(_ start: IRValue, _ stop: IRValue) throws(ArrayError) {
    let (computed, stored) = chunkValues
    try vectorLoops(laneCounts(computed), from: start, to: stop, splatting: computed, stores: stored) {
      p throws(ArrayError) in
      try self.emitChunkStatements(p)
    }
  }

  /// What the chunk computes and stores.
  var chunkValues: (computed: [Kernel.ValueID], stored: [Kernel.Store]) {
    var computed: [Kernel.ValueID] = []
    var stored: [Kernel.Store] = []
    for statement in kernel.chunk {
      if case .compute(let id) = statement { computed.append(id) }
      if case .store(let id, let operand) = statement { stored.append(Kernel.Store(id, operand)) }
    }
    return (computed, stored)
  }

  func emitChunkStatements(_ p: Position) throws(ArrayError) {
    for statement in kernel.chunk {
      switch statement {
      case .compute(let id): try compute(id, p)
      case .store(_, let operand) where p.lanes > 1 && isSpaced(operand): continue
      case .store(let id, let operand): store(id, operand, p)
      case .sweep: throw ArrayError(.unsupported, "a map has no sweep")
      }
    }
    if p.lanes > 1 { for columns in interleavedStores { try store(interleaved: columns, p) } }
  }

  /// What these values take.
  func cost(_ computed: [Kernel.ValueID]) -> RowCost {
    var sum = RowCost(instructions: 0)
    for id in computed where hasLanes[id] {
      var cost = RowCost()
      if case .operation(let operation, let dtype, _) = kernel.values[id].source {
        cost = costs.cost(operation.name, dtype, library, e.target)
      }
      sum.instructions += cost.instructions
      sum.tableRegisters += cost.tableRegisters
      sum.rowLookups += cost.rowLookups
    }
    return sum
  }

  /// The lanes of the loops over whole vectors. A formula is a chain in which each step waits for the one before, so
  /// that several vectors at a time fill the processor's pipelines (measured: up to 1.5 times faster with four, even
  /// where some values no longer find a register). Where tables would take more than half of the registers, four would
  /// spill too much, as would two of more than four results that are interleaved (eight of bytes: 0.058 ms, and 0.050 with
  /// one). A body that would take too long to compile has no loop but the masked one. Without masks there are half as many
  /// registers, of half the size: two vectors are four registers already (ns an element with four vectors, two and one: a
  /// polynomial of 10⁶ f32 0.18, 0.11, 0.11; exp2 of f64 1.45, 0.98, 1.1; hypot 2.1, 1.4, 1.4; sigmoid with two, one: 2.1,
  /// 2.6).
  func laneCounts(_ computed: [Kernel.ValueID]) -> [Int] {
    let sum = cost(computed)
    let most = interleavedStores.contains { $0.count > 4 } ? 1 : takesManyApart ? 2 : 4
    if !usesMasks {
      if takesManyApart {
        return [e.target.hasAVX512 ? max(min(width * most, Self.mostTakenApart), lanesTakenApart) : lanesTakenApart]
      }
      return sum.instructions <= 110 ? [width * 2, width] : [width]
    }
    if loadsLaneByLane(computed), sum.instructions <= 250 { return [width] }
    if sum.instructions <= 110, sum.tableRegisters <= 16 { return [width * most] }
    return sum.instructions <= 250 ? [width * min(most, 2)] : []
  }

  /// Instructions of a body that is done element by element where there are no masks for everything.
  static let mostOneByOne = 24

  /// Whether some lanes of a vector may be left out: where there are masks for everything; and with AVX2 where all that is
  /// moved are elements of 4 or 8 bytes side by side. Its masked stores are slow, but not beside a formula element by element.
  func canMask(_ computed: [Kernel.ValueID], _ stores: [Kernel.Store]) -> Bool {
    func isMasked(_ operand: Int) -> Bool {
      let description = kernel.operands[operand]
      return description.role == .index || description.layout == .broadcast
        || description.layout == .contiguous && description.dtype.size >= 4
    }
    if usesMasks { return true }
    return e.target.hasAVX2 && stores.allSatisfy { isMasked($0.operand) }
      && computed.allSatisfy { id in
        guard hasLanes[id], case .load(let operand) = kernel.values[id].source else { return true }
        return isMasked(operand)
      }
  }

  /// The lanes of narrower vectors for what is left of a row, where it would be done element by element. (10⁴ rows of f32,
  /// ms before and since: divided by the columns' maxima, rows of 10, 31 and 100: 0.170, 0.295, 0.259 and 0.089, 0.120,
  /// 0.225.)
  private func narrowLanes(_ computed: [Kernel.ValueID]) -> [Int] {
    if usesMasks || readsManyPieces || cost(computed).instructions > Self.mostOneByOne { return [] }
    return (takesManyApart ? [min(width / 2, 8)] : [width / 2, width / 4]).filter { $0 >= 4 }
  }

  /// Whether so many operands are taken apart or put together that few vectors of each keep the processor busy, and more
  /// take long to compile. (Eight columns of f64 without the last one, AVX2, with loops over two vectors, one, and parts of one,
  /// and with one of each: 91 and 53 ms to compile, 0.13 and 0.088 ms for 50 000 rows. Determinants of 10⁵ matrices of 3 × 3
  /// f64 by their nine elements, AVX-512, with four vectors, two and one: 0.29, 0.22, 0.137 ms.)
  private var takesManyApart: Bool {
    var columns: [Int: Int] = [:]
    for operand in kernel.operands {
      if case .spaced(let spacing) = operand.layout { columns[spacing.group, default: 0] += 1 }
    }
    return columns.values.contains { $0 > 4 } || columns.values.reduce(0, +) > 7
  }
  /// Whether operands are read as pieces of rows; a part of a vector would be loaded lane by lane. (Twelve of 16 columns of
  /// bytes 50 ms to compile, and 23 so.)
  private var readsManyPieces: Bool {
    kernel.operands.contains {
      if case .spaced(let spacing) = $0.layout {
        $0.role == .input && spacing.distance > Kernel.Spacing.longest
      } else {
        false
      }
    }
  }
  /// Whether an operand lies so far apart that each lane is loaded alone: one vector keeps the processor's loads busy. (Three
  /// columns of 2 · 10⁵ rows of ten f64 with four vectors and with one: 0.245 and 0.197 ms.)
  func loadsLaneByLane(_ computed: [Kernel.ValueID]) -> Bool {
    computed.contains { id in
      guard hasLanes[id], case .load(let operand) = kernel.values[id].source else { return false }
      return kernel.operands[operand].role == .input && kernel.operands[operand].layout == .strided
    }
  }
  /// Lanes of more than one vector that are taken apart at a time. (The greatest of 48 bytes, 64 lanes and 32: 82 and 30 ms to
  /// compile.)
  private static let mostTakenApart = 32
  /// The lanes of that one loop: what it takes apart fills 16 bytes at least, or it would be done in pieces.
  private var lanesTakenApart: Int {
    let sizes = kernel.operands.indices.filter { isSpaced($0) }.map { kernel.operands[$0].dtype.size }
    let least = sizes.min() ?? 1
    return max(min(width, least == 1 ? 32 : 16), Self.rowBytes / least)
  }

  /// Runs `body` over `start ..< stop`: what comes before the alignment of the outputs where they are streamed, whole
  /// vectors for each of the lane counts, and what is left. With `canStream`, they are streamed only where it is true;
  /// `sweep` is the position in a sweep around it. With `masksRest`, what is left is one masked vector though it be cheap.
  ///
  ///     begin:  br %rest(start, streams ? aligned : start)
  ///     rest:   masked vectors or single elements;   br (limit == stop), %done, %whole
  ///     whole:  the loops over whole vectors;        br %rest(end, stop)
  func vectorLoops(
    _ lanes: [Int], from start: IRValue, to stop: IRValue, at sweep: IRValue? = nil,
    splatting computed: [Kernel.ValueID], stores: [Kernel.Store], canStream: IRValue? = nil,
    masksRest: Bool = false, _ body: (Position) throws(ArrayError) -> Void
  ) throws(ArrayError) {
    let streamed = stores.first { isStreamed($0.operand) }
    let mayStream = streamed.map { _ in canStream.map { e.and(streams, $0) } ?? streams }
    var head = start
    if let streamed, let mayStream {
      head = e.select(mayStream, minimum(aligned(streamed.operand, start), stop), start)
      for item in stores where isStreamed(item.operand) { askForEnd(of: item.operand, stop, at: sweep, mayStream) }
    }
    let (rest, whole, done) = (newBlock("rest"), newBlock("whole"), newBlock("done"))
    let before = e.block
    let values = stores.map(\.value)
    e.branch(rest)

    e.position(rest)
    let from = e.phi(e.i64, "from")
    let limit = e.phi(e.i64, "limit")
    e.incoming(from, start, before)
    e.incoming(limit, head, before)
    let isCheap = cost(computed).instructions <= Self.mostOneByOne
    let isMasked = usesMasks || masksRest || !isCheap && canMask(computed, stores)
    try scoped { () throws(ArrayError) in
      let step = isMasked ? width : 1
      splatArguments(of: computed, stores: values, step)
      prepareKnownDivisors(of: computed, step)
      try laneLoop(isMasked ? "masked" : "single", from: from, to: limit, step: step) { (index, _) throws(ArrayError) in
        var position = isMasked ? maskedPosition(index, e.sub(limit, index)) : vectorPosition(index, 1)
        if isMasked, let mayStream {
          // What is not whole vectors of `lanes` streams too, but for the head. That ends before `stop`, or there is none.
          let isWhole = e.compare(CLLVMIntSLE, e.add(index, e.int(width)), limit)
          let isAligned = e.compare(CLLVMIntSLE, head, index)
          position.streams = e.and(e.and(mayStream, isAligned), isWhole)
        }
        try scoped { () throws(ArrayError) in try body(position) }
        return []
      }
    }
    e.branch(e.compare(CLLVMIntEQ, limit, stop), done, whole)

    e.position(whole)
    var end = limit
    let last = lanesLeft == 0 ? stop : maximum(limit, e.sub(stop, e.int(lanesLeft)))
    let isDistributed = cost(computed).rowLookups > 0
    for count in isDistributed ? [width] : lanes + (isMasked ? [] : narrowLanes(computed)) {
      let next = e.add(end, e.and(e.sub(last, end), e.int(-count)), "end")
      try scoped { () throws(ArrayError) in
        splatArguments(of: computed, stores: values, count)
        prepareShifts(of: computed, count)
        prepareDivisors(of: computed, count, length: e.sub(next, end))
        func turn(_ index: IRValue) throws(ArrayError) {
          try scoped { () throws(ArrayError) in
            var position = vectorPosition(index, count)
            position.streams = count < width ? nil : mayStream
            try body(position)
          }
        }
        if isDistributed {
          try distributedLoop("lanes\(count)", from: end, to: next, step: count, turn)
        } else {
          try laneLoop("lanes\(count)", from: end, to: next, step: count) { (index, _) throws(ArrayError) in
            try turn(index)
            return []
          }
        }
      }
      end = next
    }
    e.incoming(from, end, e.block)
    e.incoming(limit, stop, e.block)
    e.branch(rest)
    e.position(done)
  }

  /// What a later sweep reads again must stay in the caches.
  func isStreamed(_ operand: Int) -> Bool {
    kernel.operands[operand].layout == .contiguous
      && !kernel.values.contains { if case .load(operand) = $0.source { true } else { false } }
  }

  /// Asks for the line in which a streamed row ends, where it has a part of it. That part goes through the caches, and so
  /// does the head of the row behind it; stores are done in their order, so all of the next row would wait for the line.
  /// (A row added to 4096 rows of 4096 bytes that begin within a line: 0.72 ms, 0.91 unasked.)
  private func askForEnd(of operand: Int, _ stop: IRValue, at sweep: IRValue?, _ mayStream: IRValue) {
    var position = vectorPosition(stop, 1)
    position.sweep = sweep ?? position.sweep
    let bytes = e.bitcastPointer(address(operand, position), to: e.integerType(8))
    let place = e.and(e.c.LLVMBuildPtrToInt(e.builder, bytes, e.i64, ""), e.int(63))
    ifThen(e.and(mayStream, e.compare(CLLVMIntNE, place, e.int(0)))) { e.prefetchToWrite(bytes) }
  }

  /// The first position from `start` on at which the element of a contiguous operand is aligned to 64 bytes.
  private func aligned(_ operand: Int, _ start: IRValue) -> IRValue {
    let size = kernel.operands[operand].dtype.size
    let address = e.c.LLVMBuildPtrToInt(
      e.builder, address(operand, vectorPosition(start, 1)), e.i64, "")
    let bytes = e.and(e.sub(e.int(0), address), e.int(63))
    return e.add(start, e.c.LLVMBuildLShr(e.builder, bytes, e.int(size.trailingZeroBitCount), ""))
  }

  /// `lanes` elements from `index` on, along the vector axis.
  func vectorPosition(_ index: IRValue, _ lanes: Int) -> Position {
    switch kernel.form {
    case .map, .columns, .short: Position(inner: index, lanes: lanes)
    case .rows, .total: Position(sweep: index, lanes: lanes)
    }
  }
  /// One vector of which only the first `rest` lanes are elements; all of them where `rest` is more.
  func maskedPosition(_ index: IRValue, _ rest: IRValue) -> Position { maskedPosition(index, rest, lanes: width) }
  func maskedPosition(_ index: IRValue, _ rest: IRValue, lanes: Int) -> Position {
    var position = vectorPosition(index, lanes)
    position.rest = rest
    let count = e.c.LLVMBuildTrunc(e.builder, rest, e.i32, "")
    position.mask = e.compare(CLLVMIntULT, e.iota(lanes, bits: 32), e.splat(count, lanes))
    return position
  }
}
