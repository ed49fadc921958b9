import ArrayGraph
import ArrayKernels
import CLLVM
import Lanes

// A search for the greatest or the least element along the vector axis, in rows and total kernels. With 64 lanes:
//
//     best[0..63] = -inf;  step[0..63] = 0
//     for (s = begin; s < begin + (n & ~63); s += 64) {
//       v = a[s : 64]
//       if (best is beaten by v) { best = v;  step = s - begin; }                              // lane by lane
//     }
//     place = step + 0..63;  then one half of the lanes against the other, until one is left
//     the same for what is left, with masked vectors or with single elements
//
// Most elements of a long sweep beat nothing. So where it is cheap, only a few thousand are searched like that, and then
// the next ones are glanced at, until some may beat what was found; those few thousand are searched again:
//
//     while (s <= end - 128) {
//       stop = s + min(2048, (end - s) & ~127);  seen = best;  sum = 0
//       for (k = s; k < stop; k += 16) { v = a[k : 16];  seen = seen > v ? seen : v;  sum += v; }   // eight in a turn
//       if (any(best is beaten by seen) || any(sum is NaN)) break
//       s = stop
//     }
//
// A block of a total kernel goes on with what the blocks before it gave, if the same call has run them.
//
// A lane whose best was never beaten is as if its first element had the identity, which is no more than that element
// is. Steps are as narrow as the elements, so that both have as many lanes in a register: a sweep is cut in pieces in
// which they do not overflow.
//
// Rows and totals of truth values are searched otherwise: `KernelEmitter+TruthSearch`.
//
// Beside other reductions a search has a loop of its own, since those walk the leaves of a tree.
extension KernelEmitter {
  /// The best value so far, and where it stands: a pair of scalars, or of vectors.
  struct Found {
    var value: IRValue
    var place: IRValue
  }

  /// The part of a sweep that follows a tree, and stores; and the part that searches. Nil if there is nothing to do.
  func parts(_ sweep: Kernel.Sweep) -> (reduction: Kernel.Sweep?, search: Kernel.Sweep?) {
    let searches = sweep.accumulators.filter(\.reduction.isSearch)
    if searches.isEmpty { return (sweep, nil) }
    if searches.count == sweep.accumulators.count { return (nil, sweep) }
    var reduction = sweep
    reduction.accumulators.removeAll(where: \.reduction.isSearch)
    return (reduction, Kernel.Sweep(compute: sweep.compute, accumulators: searches))
  }

  /// The best of the positions `begin ..< end` for each accumulator of a search, as scalars. With memory for what
  /// earlier positions gave, it is the best of those too, and stays there for later ones.
  func emitSearch(
    _ sweep: Kernel.Sweep, from begin: IRValue, to end: IRValue, after earlier: Earlier? = nil
  ) throws(ArrayError) -> [Found] {
    let known =
      earlier.map { load($0) } ?? sweep.accumulators.map { Found(value: identity($0, lanes: 1), place: begin) }
    let glances = canGlance(sweep)
    let piece = glances ? Self.searchedAtOnce : 1 << min(stepBits(sweep) - 1, 62)
    let first = glances && earlier != nil ? try emitGlances(sweep, known, from: begin, to: end) : begin
    var (start, best) = (first, known)
    if searchesTwice(sweep) {
      let length = e.sub(end, begin)
      let isNear = e.and(
        e.compare(CLLVMIntSLE, e.int(Self.searchedTwice.lowerBound), length),
        e.compare(CLLVMIntSLE, length, e.int(Self.searchedTwice.upperBound)))
      let turns = e.add(begin, e.select(isNear, e.and(length, e.int(-Self.glancedAtOnce * width)), e.int(0)))
      best = pairs(
        try ifThen(e.compare(CLLVMIntSLT, begin, turns), else: flat(known)) { () throws(ArrayError) in
          flat([try emitTwice(sweep, from: begin, to: turns)])
        })
      start = turns
    }
    let found = try loop("piece", from: start, to: end, carried: flat(best)) {
      (start, carried) throws(ArrayError) in
      let stop = minimum(end, e.add(start, e.int(piece)))
      var found = pairs(carried)
      var from = start
      for lanes in laneCounts(sweep.compute) + [usesMasks ? width : 1] {
        let isRest = lanes == (usesMasks ? width : 1)
        let to = isRest ? stop : e.add(from, e.and(e.sub(stop, from), e.int(-lanes)))
        let before = found
        found = pairs(
          try ifThen(e.compare(CLLVMIntSLT, from, to), else: flat(before)) { () throws(ArrayError) in
            let more = try emitLanes(sweep, lanes, from: from, to: to, isMasked: isRest && usesMasks)
            return flat(sweep.accumulators.indices.map { later($0, sweep, before[$0], more[$0]) })
          })
        from = to
      }
      return (glances ? try emitGlances(sweep, found, from: stop, to: end) : stop, flat(found))
    }
    if let earlier { store(pairs(found), earlier) }
    return pairs(found)
  }

  /// Memory for the best of what one call has searched, accumulator by accumulator.
  struct Earlier {
    var accumulators: [(value: IRValue, place: IRValue, type: IRType, alignment: Int)]
  }
  /// Memory that says nothing yet.
  func earlier(_ sweep: Kernel.Sweep) -> Earlier {
    Earlier(
      accumulators: sweep.accumulators.map { accumulator in
        let type = e.registerType(dtype(accumulator))
        let (value, place) = (e.alloca(type, "best"), e.alloca(e.i64, "place"))
        inEntry {
          e.store(identity(accumulator, lanes: 1), value, alignment: dtype(accumulator).size)
          e.store(e.int(0), place, alignment: 8)
        }
        return (value, place, type, dtype(accumulator).size)
      })
  }
  private func load(_ earlier: Earlier) -> [Found] {
    earlier.accumulators.map {
      Found(
        value: e.load($0.type, $0.value, alignment: $0.alignment), place: e.load(e.i64, $0.place, alignment: 8))
    }
  }
  private func store(_ found: [Found], _ earlier: Earlier) {
    for (found, memory) in zip(found, earlier.accumulators) {
      e.store(found.value, memory.value, alignment: memory.alignment)
      e.store(found.place, memory.place, alignment: 8)
    }
  }

  /// Elements that are searched at once where others are glanced at: where each of them beats the one before, a search
  /// takes little longer than without a glance, and a few thousand elements are not all searched.
  private static let searchedAtOnce = 2048
  /// Vectors at which a search glances in a turn of the innermost loop.
  private static let glancedAtOnce = 8

  /// Whether it is worth computing elements that are searched twice.
  private func canGlance(_ sweep: Kernel.Sweep) -> Bool {
    isCheap(sweep) && !loadsLaneByLane(sweep.compute) && sweep.stores.isEmpty
  }

  /// The first position from `start` on that has to be searched, as one of the elements from there on may beat what was
  /// found, or as few are left. The vectors are loaded one after the other, as memory is read fastest.
  private func emitGlances(
    _ sweep: Kernel.Sweep, _ found: [Found], from start: IRValue, to end: IRValue
  ) throws(ArrayError) -> IRValue {
    let (glance, look, done) = (newBlock("glance"), newBlock("look"), newBlock("glanced"))
    let turn = Self.glancedAtOnce * width
    let best = found.map { e.splat($0.value, width) }
    return try scoped { () throws(ArrayError) in
      vectors = [:]
      splatArguments(of: sweep.compute, stores: sweep.accumulators.map(\.source), width)
      let before = e.block
      e.branch(glance)
      e.position(glance)
      let s = e.phi(e.i64, "s")
      e.incoming(s, start, before)
      let left = e.and(e.sub(end, s), e.int(-turn))
      e.branch(e.compare(CLLVMIntSLT, e.int(0), left), look, done)
      e.position(look)
      let stop = e.add(s, minimum(left, e.int(Self.searchedAtOnce)))
      let seen = try self.look(sweep, best, from: s, to: stop)
      let no = e.c.LLVMConstNull(e.wide(e.integerType(1), width))
      let any = sweep.accumulators.indices.reduce(no) { any, j in
        e.lanes = width
        return e.or(any, mayBeat(sweep.accumulators[j], best[j], seen[j]))
      }
      let bits = e.integerType(width)
      let none = e.compare(
        CLLVMIntEQ, e.c.LLVMBuildBitCast(e.builder, any, bits, ""), e.c.LLVMConstNull(bits))
      e.incoming(s, stop, e.block)
      e.branch(none, glance, done)
      e.position(done)
      return s
    }
  }

  /// The best of whole turns from `start` to `stop` and of `best`, lane by lane, and sums that are NaN where an element is.
  private func look(
    _ sweep: Kernel.Sweep, _ best: [IRValue], from start: IRValue, to stop: IRValue
  ) throws(ArrayError) -> [(extreme: IRValue, sum: IRValue)] {
    let turn = Self.glancedAtOnce * width
    let zeros = sweep.accumulators.map { e.c.LLVMConstNull(e.wide(e.registerType(dtype($0)), width)) }
    let looked = try laneLoop("look", from: start, to: stop, step: turn, carried: best + zeros) {
      (position, carried) throws(ArrayError) in
      var seen = Array(zip(carried.prefix(best.count), carried.suffix(best.count)).map { (extreme: $0, sum: $1) })
      for k in 0..<Self.glancedAtOnce {
        try scoped { () throws(ArrayError) in
          let vector = vectorPosition(k == 0 ? position : e.add(position, e.int(k * width)), width)
          for id in sweep.compute { try compute(id, vector) }
          for (j, accumulator) in sweep.accumulators.enumerated() {
            let value = try use(accumulator.source, width)
            e.lanes = width
            self.glance(accumulator, &seen[j], at: value)
          }
        }
      }
      return seen.map(\.extreme) + seen.map(\.sum)
    }
    return zip(looked.prefix(best.count), looked.suffix(best.count)).map { (extreme: $0, sum: $1) }
  }

  // MARK: In two passes

  /// Elements of a row that the first-level cache holds beside others, and of which what is left of whole turns is a small
  /// part.
  private static let searchedTwice = 512...4096

  /// Whether a row is searched in two passes: for the best value, then for the first element that is equal to it. Both
  /// read the first-level cache. (Places of the least in rows of 1000 `f32` without AVX-512: 0.192 ns an element in one
  /// pass, 0.127 in two. With masks one pass takes four instructions a register.)
  private func searchesTwice(_ sweep: Kernel.Sweep) -> Bool {
    kernel.form == .rows && !usesMasks && sweep.accumulators.count == 1 && dtype(sweep.accumulators[0]).isFloat
      && canGlance(sweep)
  }

  /// The best of whole turns from `begin` to `end`, at least one.
  ///
  ///     m = best of a[begin ..< end]                         // if one is NaN: the search in one pass
  ///     for (s = begin; no lane of a[s : 128] == m; s += 128);
  ///     for (; no lane of a[s : 16] == m; s += 16);          place = s + the first such lane
  private func emitTwice(_ sweep: Kernel.Sweep, from begin: IRValue, to end: IRValue) throws(ArrayError) -> Found {
    let accumulator = sweep.accumulators[0]
    let integer = e.integerType(width)
    func bits(_ mask: IRValue) -> IRValue { e.c.LLVMBuildBitCast(e.builder, mask, integer, "") }
    func isNone(_ bits: IRValue) -> IRValue { e.compare(CLLVMIntEQ, bits, e.c.LLVMConstNull(integer)) }
    let values = try scoped { () throws(ArrayError) -> [IRValue] in
      vectors = [:]
      splatArguments(of: sweep.compute, stores: [accumulator.source], width)
      let seen = try look(sweep, [identity(accumulator, lanes: width)], from: begin, to: end)[0]
      let nan = e.c.LLVMBuildFCmp(e.builder, UInt32(CLLVMRealUNO), seen.sum, seen.sum, "")
      return try ifThen(isNone(bits(nan))) { () throws(ArrayError) in
        let lanes = Found(value: seen.extreme, place: e.iota(width, bits: stepBits(sweep)))
        let best = across(accumulator, lanes, width).value
        let wanted = e.splat(best, width)
        func equal(_ position: IRValue) throws(ArrayError) -> IRValue {
          try scoped { () throws(ArrayError) in
            for id in sweep.compute { try compute(id, vectorPosition(position, width)) }
            return e.c.LLVMBuildFCmp(e.builder, UInt32(CLLVMRealOEQ), try use(accumulator.source, width), wanted, "")
          }
        }
        /// The first step from `start` on in which some lane is equal, and the lanes.
        func first(_ name: String, from start: IRValue, vectors: Int) throws(ArrayError) -> (IRValue, IRValue) {
          let (block, found) = (newBlock(name), newBlock("found"))
          let before = e.block
          e.branch(block)
          e.position(block)
          let s = e.phi(e.i64, "s")
          e.incoming(s, start, before)
          var any = try equal(s)
          for k in 1..<vectors {
            any = e.or(any, try equal(e.add(s, e.int(k * width))))
          }
          let lanes = bits(any)
          let next = e.hidden(e.add(s, e.int(vectors * width)), "s.next")
          e.incoming(s, next, e.block)
          // Some lane is equal before `end`; the comparison keeps the loop within memory whatever a formula gives.
          let goesOn = e.and(isNone(lanes), e.compare(CLLVMIntSLT, next, end))
          e.branch(goesOn, block, found)
          e.position(found)
          return (s, lanes)
        }
        let turn = try first("turn", from: begin, vectors: Self.glancedAtOnce).0
        let (step, equals) = try first("vector", from: turn, vectors: 1)
        let lane = e.intrinsic("llvm.cttz", [integer], [equals, e.c.LLVMConstInt(e.integerType(1), 0, 0)])
        return [best, e.add(step, e.c.LLVMBuildZExt(e.builder, lane, e.i64, ""))]
      } else: { () throws(ArrayError) in
        flat(try emitLanes(sweep, width, from: begin, to: end, isMasked: false))
      }
    }
    return Found(value: values[0], place: values[1])
  }

  /// Bits of a step within a piece.
  func stepBits(_ sweep: Kernel.Sweep) -> Int {
    max(sweep.accumulators.map { kernel.values[$0.source].dtype.size * 8 }.min() ?? 64, 16)
  }

  /// Some lanes, which take turns at the elements of a part of a piece that is not empty.
  private func emitLanes(
    _ sweep: Kernel.Sweep, _ lanes: Int, from begin: IRValue, to end: IRValue, isMasked: Bool
  ) throws(ArrayError) -> [Found] {
    let accumulators = sweep.accumulators
    let bits = stepBits(sweep)
    let step = e.wide(e.integerType(bits), lanes)
    let found = try scoped { () throws(ArrayError) in
      vectors = [:]
      splatArguments(
        of: sweep.compute, stores: sweep.stores.map(\.value) + accumulators.map(\.source), lanes)
      let nothing = accumulators.map {
        Found(value: identity($0, lanes: lanes), place: e.c.LLVMConstNull(step))
      }
      return pairs(
        try laneLoop("search\(lanes)", from: begin, to: end, step: lanes, carried: flat(nothing)) {
          (s, carried) throws(ArrayError) in
          try scoped { () throws(ArrayError) in
            let position = isMasked ? maskedPosition(s, e.sub(end, s)) : vectorPosition(s, lanes)
            for id in sweep.compute { try compute(id, position) }
            for item in sweep.stores { store(item.value, item.operand, position) }
            let now = e.splat(narrow(e.sub(s, begin), bits), lanes)
            var next: [Found] = []
            for (accumulator, best) in zip(accumulators, pairs(carried)) {
              let value = try use(accumulator.source, lanes)
              var takes = isBeaten(accumulator, best.value, by: value, lanes: lanes)
              if let mask = position.mask { takes = e.and(takes, mask) }
              next.append(
                Found(value: e.select(takes, value, best.value), place: e.select(takes, now, best.place)))
            }
            return flat(next)
          }
        })
    }
    return zip(accumulators, found).map { accumulator, found in
      var best = found
      if lanes > 1 { best.place = e.add(best.place, e.iota(lanes, bits: bits)) }
      best = across(accumulator, best, lanes)
      best.place = e.add(begin, widen(best.place, e.i64))
      return best
    }
  }

  /// The best of all lanes: of equals, the one that stands first.
  private func across(_ accumulator: Kernel.Accumulator, _ found: Found, _ lanes: Int) -> Found {
    var (found, lanes) = (found, lanes)
    while lanes > 1 {
      lanes /= 2
      func half(_ first: Int) -> Found {
        let indices = Array(first..<first + lanes)
        if lanes == 1 { return Found(value: e.extract(found.value, first), place: e.extract(found.place, first)) }
        return Found(value: e.shuffle(found.value, indices), place: e.shuffle(found.place, indices))
      }
      let (a, b) = (half(0), half(lanes))
      let isLess = isBeaten(accumulator, b.value, by: a.value, lanes: lanes)
      let isFirst = e.compare(CLLVMIntSLT, b.place, a.place)
      let isGreater = isBeaten(accumulator, a.value, by: b.value, lanes: lanes)
      let takes = e.or(isGreater, e.and(isFirst, e.c.LLVMBuildNot(e.builder, isLess, "")))
      found = Found(value: e.select(takes, b.value, a.value), place: e.select(takes, b.place, a.place))
    }
    return found
  }

  /// The better of two scalars, of which `b` stands behind `a`.
  private func later(_ k: Int, _ sweep: Kernel.Sweep, _ a: Found, _ b: Found) -> Found {
    let takes = isBeaten(sweep.accumulators[k], a.value, by: b.value, lanes: 1)
    return Found(value: e.select(takes, b.value, a.value), place: e.select(takes, b.place, a.place))
  }

  // MARK: Columns

  /// The positions of the best elements of `p.lanes` columns. A step of -1 says that a piece has none that is better.
  func emitColumnSearch(
    _ sweep: Kernel.Sweep, _ p: Position, _ body: (IRValue) throws(ArrayError) -> Void
  ) throws(ArrayError) -> [Found] {
    let bits = stepBits(sweep)
    let piece = 1 << min(stepBits(sweep) - 1, 62)
    let extent = word(KernelArguments.sweepExtent)
    let step = e.wide(e.integerType(bits), p.lanes)
    let place = e.wide(e.i64, p.lanes)
    let nothing = sweep.accumulators.map {
      Found(value: identity($0, lanes: p.lanes), place: e.c.LLVMConstNull(place))
    }
    let found = try loop("piece", from: e.int(0), to: extent, step: piece, carried: flat(nothing)) {
      (start, carried) throws(ArrayError) in
      let stop = minimum(extent, e.add(start, e.int(piece)))
      let before = pairs(carried)
      let none = e.c.LLVMConstInt(e.integerType(bits), .max, 1)
      let unchanged = before.map { Found(value: $0.value, place: e.splatConstant(none, p.lanes)) }
      let after = pairs(
        try loop("search", from: start, to: stop, step: 1, carried: flat(unchanged)) {
          (s, carried) throws(ArrayError) in
          try scoped { () throws(ArrayError) in
            try body(s)
            let now = e.splat(narrow(e.sub(s, start), bits), p.lanes)
            var next: [Found] = []
            for (accumulator, best) in zip(sweep.accumulators, pairs(carried)) {
              let value = try use(accumulator.source, p.lanes)
              let takes = isBeaten(accumulator, best.value, by: value, lanes: p.lanes)
              next.append(
                Found(value: e.select(takes, value, best.value), place: e.select(takes, now, best.place)))
            }
            return flat(next)
          }
        })
      return flat(
        zip(before, after).map { before, after in
          let isBetter = e.compare(CLLVMIntSLE, e.c.LLVMConstNull(step), after.place)
          let here = e.add(widen(after.place, place), e.splat(start, p.lanes))
          return Found(value: after.value, place: e.select(isBetter, here, before.place))
        })
    }
    return pairs(found)
  }

  // MARK: Pairs

  private func flat(_ found: [Found]) -> [IRValue] { found.flatMap { [$0.value, $0.place] } }
  private func pairs(_ values: [IRValue]) -> [Found] {
    stride(from: 0, to: values.count, by: 2).map { Found(value: values[$0], place: values[$0 + 1]) }
  }

  func narrow(_ value: IRValue, _ bits: Int) -> IRValue {
    bits == 64 ? value : e.c.LLVMBuildTrunc(e.builder, value, e.integerType(bits), "")
  }
  func widen(_ value: IRValue, _ type: IRType) -> IRValue {
    e.c.LLVMTypeOf(value) == type ? value : e.c.LLVMBuildSExt(e.builder, value, type, "")
  }

  func isBeaten(_ accumulator: Kernel.Accumulator, _ a: IRValue, by b: IRValue, lanes: Int) -> IRValue {
    e.lanes = lanes
    return program(accumulator).map { $0.isBeaten(accumulator.reduction, a, b) } ?? a
  }
  private func glance(
    _ accumulator: Kernel.Accumulator, _ seen: inout (extreme: IRValue, sum: IRValue), at value: IRValue
  ) {
    seen = program(accumulator)?.glance(accumulator.reduction, seen.extreme, seen.sum, value) ?? seen
  }
  private func mayBeat(
    _ accumulator: Kernel.Accumulator, _ best: IRValue, _ seen: (extreme: IRValue, sum: IRValue)
  ) -> IRValue {
    program(accumulator)?.mayBeat(accumulator.reduction, best, seen.extreme, seen.sum) ?? best
  }
  private func program(_ accumulator: Kernel.Accumulator) -> SearchProgram? {
    RowTable.shared.searches[kernel.values[accumulator.source].dtype]
  }
}
