import ArrayGraph
import ArrayKernels
import CLLVM

// A columns kernel, for one strip of the inner axis. Memory is read as a stream: a row's piece from end to end, with the
// partial results of the strip in the first-level cache; several rows side by side where they are pieces of longer ones.
//
//     for (leaf …) {
//       top = stack[depth];  top[:] = identity;
//       for (s in leaf; s += 4) for (i in strip: lanes) { t = top[i];  t += a[s][i];  …  t += a[s + 3][i];  top[i] = t; }
//       for (combines) { depth--;  stack[depth][:] += stack[depth + 1][:]; }
//     }
//     sum[:] = 0.0 + stack[0][:];
//     for (i in strip: lanes) out[i] = f(sum[i]);
//
// So each statement is a loop over the strip of its own. A value with lanes that a later loop uses waits in memory
// meanwhile, in an array as long as the strip. In a narrow strip the partial results are in registers
// (`KernelEmitter+NarrowColumns`).
extension KernelEmitter {
  /// The strip at work, and the arrays of the values that wait.
  struct Strip {
    var start: IRValue
    var stop: IRValue
    var arrays: [Kernel.ValueID: IRValue] = [:]
  }

  func emitStrip(_ start: IRValue, _ stop: IRValue) throws(ArrayError) {
    var strip = Strip(start: start, stop: stop)
    var between: [Kernel.Statement] = []
    for (index, statement) in kernel.chunk.enumerated() {
      guard case .sweep(let sweep) = statement else {
        between.append(statement)
        continue
      }
      try emitBetween(between, before: index, &strip)
      between = []
      if sweep.accumulators.isEmpty {
        try emitStores(sweep, strip)
      } else {
        let parts = parts(sweep)
        if let sweep = parts.reduction { try emitReduction(sweep, &strip) }
        if let sweep = parts.search { try emitSearch(sweep, &strip) }
      }
    }
    try emitBetween(between, before: kernel.chunk.count, &strip)
  }

  // MARK: What happens once a column

  /// Computes and stores, and lays aside what the statements from `next` on need.
  private func emitBetween(_ statements: [Kernel.Statement], before next: Int, _ strip: inout Strip) throws(ArrayError)
  {
    if statements.isEmpty { return }
    var computed: [Kernel.ValueID] = []
    var stores: [Kernel.Store] = []
    for statement in statements {
      if case .compute(let id) = statement { computed.append(id) }
      if case .store(let id, let operand) = statement { stores.append(Kernel.Store(id, operand)) }
    }
    let later = used(by: kernel.chunk[next...])
    let kept = computed.filter { hasLanes[$0] && later.contains($0) }
    for id in kept { strip.arrays[id] = stripArray(kernel.values[id].dtype, count: e.int(1), strip) }
    let arrays = strip.arrays
    try vectorLoops(
      laneCounts(computed), from: strip.start, to: strip.stop, splatting: computed, stores: stores
    ) { p throws(ArrayError) in
      self.fetch(computed, stores, except: computed, strip, p)
      for statement in statements {
        switch statement {
        case .compute(let id): try self.compute(id, p)
        case .store(let id, let operand): self.store(id, operand, p)
        case .sweep: break
        }
      }
      for id in kept {
        if let array = arrays[id] {
          self.storeStrip(try self.use(id, p.lanes), self.kernel.values[id].dtype, array, p)
        }
      }
    }
  }

  private func used(by statements: ArraySlice<Kernel.Statement>) -> Set<Kernel.ValueID> {
    var used: Set<Kernel.ValueID> = []
    for statement in statements {
      switch statement {
      case .compute(let id): used.formUnion(arguments(of: [id]))
      case .store(let id, _): used.insert(id)
      case .sweep(let sweep):
        used.formUnion(arguments(of: sweep.compute) + sweep.stores.map(\.value) + sweep.accumulators.map(\.source))
      }
    }
    return used
  }
  func arguments(of ids: [Kernel.ValueID]) -> [Kernel.ValueID] {
    ids.flatMap { id -> [Kernel.ValueID] in
      switch kernel.values[id].source {
      case .operation(_, _, let arguments): return arguments
      case .cast(let argument): return [argument]
      case .literal, .load, .reduced: return []
      }
    }
  }

  // MARK: Sweeps

  /// A sweep that only stores: first the rows that are joined to longer ones, then the others.
  private func emitStores(_ sweep: Kernel.Sweep, _ strip: Strip) throws(ArrayError) {
    let (lanes, rows) = (laneCounts(sweep.compute), word(KernelArguments.sweepExtent))
    guard let joined = try joinedRows(sweep, strip) else {
      return try emitRows(sweep, 1, lanes, from: e.int(0), to: rows, strip, [])
    }
    // A loop of two turns: the rows' code stands there once.
    try loop("stores", from: e.int(0), to: e.int(2), step: 1) { (turn, _) throws(ArrayError) in
      let isJoined = e.compare(CLLVMIntEQ, turn, e.int(0))
      var own = strip
      own.stop = e.select(isJoined, joined.strip.stop, strip.stop)
      for id in strip.arrays.keys.sorted() {
        guard let array = strip.arrays[id], let repeated = joined.strip.arrays[id], array != repeated else { continue }
        own.arrays[id] = e.select(isJoined, repeated, array)
      }
      try emitRows(
        sweep, 1, lanes, from: e.select(isJoined, e.int(0), joined.whole), to: e.select(isJoined, joined.whole, rows),
        own, [], step: e.select(isJoined, joined.count, e.int(1)))
      return []
    }
  }

  private func emitReduction(_ sweep: Kernel.Sweep, _ strip: inout Strip) throws(ArrayError) {
    let accumulators = sweep.accumulators
    let leafCount = word(KernelArguments.leafCount)
    // The stack of the tree is at most as deep as its leaves have bits, and one more.
    let depth = inEntry {
      let zeros = e.intrinsic("llvm.ctlz", [e.i64], [leafCount, e.c.LLVMConstInt(e.integerType(1), 0, 0)])
      return e.sub(e.int(65), zeros)
    }
    let dtypes = accumulators.map { kernel.values[$0.source].dtype }
    let stacks = dtypes.map { stripArray($0, count: depth, strip) }
    let whole = strip
    func level(_ k: Int, _ depth: IRValue) -> IRValue {
      e.offset(e.memoryType(dtypes[k]), stacks[k], e.mul(depth, pitch))
    }
    /// `array[:] = value(array, :)` for each accumulator.
    func each(
      _ levels: [IRValue], _ value: (Int, Position) throws(ArrayError) -> IRValue
    ) throws(ArrayError) {
      // Whole vectors only: the arrays have room for the last one.
      try laneLoop("strip", from: whole.start, to: whole.stop, step: width) { (index, _) throws(ArrayError) in
        let p = vectorPosition(index, width)
        for k in accumulators.indices { self.storeStrip(try value(k, p), dtypes[k], levels[k], p) }
        return []
      }
    }
    /// Combines the top of the stacks with what is below as often as a leaf says; gives how many are left.
    func combineTops(_ depth: IRValue, _ combines: IRValue) throws(ArrayError) -> IRValue {
      let left = try loop("combine", from: e.int(0), to: combines, step: 1, carried: [depth]) {
        (_, depth) throws(ArrayError) in
        let below = e.sub(depth[0], e.int(1))
        let levels = accumulators.indices.map { (level($0, below), level($0, depth[0])) }
        try each(levels.map(\.0)) { (k, p) throws(ArrayError) in
          let left = self.loadStrip(dtypes[k], levels[k].0, p)
          return self.combine(
            accumulators[k], left, self.loadStrip(dtypes[k], levels[k].1, p), lanes: p.lanes)
        }
        return [below]
      }
      return left[0]
    }
    /// One leaf, from the row and the depth of the stacks in `state` on.
    func emitLeaf(_ index: IRValue, _ state: [IRValue]) throws(ArrayError) -> [IRValue] {
      let leaf = self.entry(index, of: word(KernelArguments.leaves))
      let end = e.add(state[0], leaf.length)
      let tops = accumulators.indices.map { level($0, state[1]) }
      try each(tops) { (k, p) throws(ArrayError) in self.identity(accumulators[k], lanes: p.lanes) }
      try emitLeafRows(sweep, from: state[0], to: end, whole, tops)
      return [end, e.add(try combineTops(state[1], leaf.combines), e.int(1))]
    }
    // They take one vector each.
    let group = leavesAtOnce(sweep).map { count in
      (count: count, sums: dtypes.map { array(e.memoryType($0), count: e.int(count * width), "leaves") })
    }
    _ = try loop(
      "leaf", from: e.int(0), to: leafCount, carried: [e.int(0), e.int(0)]
    ) { (index, state) throws(ArrayError) in
      guard let (count, sums) = group else { return (e.add(index, e.int(1)), try emitLeaf(index, state)) }
      let leaves = leafGroup(count, at: index, row: state[0])
      let results = try ifThen(fits(leaves, sweep, whole)) { () throws(ArrayError) in
        try self.emitLeafGroup(sweep, leaves, whole, to: sums)
        // They are pushed in their order.
        let depth = try loop("push", from: e.int(0), to: e.int(count), step: 1, carried: [state[1]]) {
          (k, depth) throws(ArrayError) in
          let own = accumulators.indices.map {
            fromStart(of: whole, dtypes[$0], e.offset(e.memoryType(dtypes[$0]), sums[$0], e.mul(k, e.int(width))))
          }
          try each(accumulators.indices.map { level($0, depth[0]) }) { (a, p) throws(ArrayError) in
            self.loadStrip(dtypes[a], own[a], p)
          }
          let leaf = self.entry(e.add(index, k), of: word(KernelArguments.leaves))
          return [e.add(try combineTops(depth[0], leaf.combines), e.int(1))]
        }
        return [e.add(index, e.int(count)), leaves.end, depth[0]]
      } else: { () throws(ArrayError) in
        [e.add(index, e.int(1))] + (try emitLeaf(index, state))
      }
      return (results[0], Array(results[1...]))
    }
    try each(stacks) { (k, p) throws(ArrayError) in
      self.combine(
        accumulators[k], self.start(accumulators[k], lanes: p.lanes), self.loadStrip(dtypes[k], stacks[k], p),
        lanes: p.lanes)
    }
    for (k, accumulator) in accumulators.enumerated() { strip.arrays[accumulator.result] = stacks[k] }
  }

  /// Adds the rows `begin ..< end` of a leaf to the arrays `tops`.
  private func emitLeafRows(
    _ sweep: Kernel.Sweep, from begin: IRValue, to end: IRValue, _ strip: Strip, _ tops: [IRValue]
  ) throws(ArrayError) {
    func emitLongRows() throws(ArrayError) {
      let rows = rowCount(sweep)
      var single = begin
      if rows > 1 {
        single = e.add(begin, e.and(e.sub(end, begin), e.int(-rows)))
        single = e.select(isOneStream(sweep, strip), begin, single)
        // Several rows overlap as several vectors would.
        try emitRows(sweep, rows, [width], from: begin, to: single, strip, tops)
      }
      try emitRows(sweep, 1, laneCounts(sweep.compute), from: single, to: end, strip, tops)
    }
    let fitsSeveral = fitsRegisters(sweep) && canMask(sweep.compute, [])
    guard fitsSeveral || fitsOneVector(sweep) else { return try emitLongRows() }
    let longest = fitsSeveral ? 2 * narrowVectors * width : width
    let isNarrow = e.compare(CLLVMIntSLE, e.sub(strip.stop, strip.start), e.int(longest))
    try ifThenElse(isNarrow) { () throws(ArrayError) in
      try emitNarrowRows(sweep, from: begin, to: end, strip, tops)
    } else: { () throws(ArrayError) in
      try emitLongRows()
    }
  }

  /// How many rows are read side by side where they lie apart: several, so that the partial results are fetched less often,
  /// and the processor foresees more of memory. (Sums of 4096 × 4096 elements of 4 bytes: 13 GB/s one by one, 25 by
  /// fours.) Formulas rather take several vectors of one row.
  func rowCount(_ sweep: Kernel.Sweep) -> Int { cost(sweep.compute).instructions <= 12 ? 4 : 1 }

  /// Bytes of a row's piece up to which its partial results leave room in the first-level cache.
  private static let longestOfOneStream = 16 << 10

  /// Whether each row begins where the one before it ends: rows one by one are one stream through memory then, and rows side
  /// by side would be several in one page. (Sums over the middle axis of 100 × 200 × 300 elements of 4 bytes: 0.66 ms one
  /// by one, 1.16 by fours.) Partial results that fill the first-level cache are rather fetched less often. (Sums of
  /// columns, 134 MB: rows of 16 KiB one by one 29 GB/s, by fours 27; rows of 32 KiB 19 and 30.) `arrays` says of how many
  /// there are.
  func isOneStream(_ sweep: Kernel.Sweep, _ strip: Strip, arrays: Int = 1) -> IRValue {
    let width = e.sub(strip.stop, strip.start)
    var result = e.c.LLVMConstInt(e.integerType(1), 1, 0)
    for id in sweep.compute {
      guard case .load(let operand) = kernel.values[id].source, kernel.operands[operand].layout == .contiguous else {
        continue
      }
      let limit = Self.longestOfOneStream / (arrays * kernel.operands[operand].dtype.size)
      result = e.and(result, e.compare(CLLVMIntSLE, word(words.sweepStride(operand)), width))
      result = e.and(result, e.compare(CLLVMIntSLE, width, e.int(limit)))
    }
    return result
  }

  /// The rows `begin ..< end` of the strip, `count` at a time; their sum goes to the arrays `tops`, an accumulator each.
  private func emitRows(
    _ sweep: Kernel.Sweep, _ count: Int, _ laneCounts: [Int], from begin: IRValue, to end: IRValue, _ strip: Strip,
    _ tops: [IRValue], step: IRValue? = nil
  ) throws(ArrayError) {
    let lanes = sweep.compute.filter { hasLanes[$0] }
    _ = try loop("rows\(count)", from: begin, to: end, carried: []) { (first, _) throws(ArrayError) in
      try scoped { () throws(ArrayError) in
        let rows = try self.rows(sweep, count, from: first)
        let sources = sweep.accumulators.map { Kernel.Store($0.source, 0) }
        try vectorLoops(
          laneCounts, from: strip.start, to: strip.stop, at: first, splatting: lanes, stores: sweep.stores
        ) { p throws(ArrayError) in
          self.fetch(lanes, sweep.stores + sources, except: sweep.compute, strip, p)
          var sums = sweep.accumulators.indices.map { k in
            self.loadStrip(self.kernel.values[sweep.accumulators[k].source].dtype, tops[k], p)
          }
          for row in rows {
            try self.evaluate(sweep, row, p) { () throws(ArrayError) in
              for (k, accumulator) in sweep.accumulators.enumerated() {
                sums[k] = self.combine(accumulator, sums[k], try self.use(accumulator.source, p.lanes), lanes: p.lanes)
              }
            }
          }
          for (k, accumulator) in sweep.accumulators.enumerated() {
            self.storeStrip(sums[k], self.kernel.values[accumulator.source].dtype, tops[k], p)
          }
        }
      }
      return (e.add(first, step ?? e.int(count)), [])
    }
  }

  /// A row of several that are read side by side.
  struct SideBySide {
    var position: IRValue
    /// What is the same for all columns is computed once a row: scalars, and where its operands begin.
    var scalars: [Kernel.ValueID: IRValue]
    var bases: [IRValue]
  }
  /// Computes and stores what the lanes of `p` do in one of these rows, for `body` to use.
  func evaluate(
    _ sweep: Kernel.Sweep, _ row: SideBySide, _ p: Position, _ body: () throws(ArrayError) -> Void
  ) throws(ArrayError) {
    try scoped { () throws(ArrayError) in
      let kept = bases
      defer { bases = kept }
      (scalars, bases) = (row.scalars, row.bases)
      for id in sweep.compute where hasLanes[id] { try compute(id, p) }
      for item in sweep.stores { store(item.value, item.operand, p) }
      try body()
    }
  }
  private func rowStarts(_ sweep: Kernel.Sweep, _ row: IRValue) -> [IRValue] {
    var starts = bases
    for operand in Set(loaded(sweep) + sweep.stores.map(\.operand)).sorted() {
      starts[operand] = address(operand, Position(sweep: row))
    }
    return starts
  }
  func rows(_ sweep: Kernel.Sweep, _ count: Int, from first: IRValue) throws(ArrayError) -> [SideBySide] {
    var rows: [SideBySide] = []
    for k in 0..<count {
      let row = k == 0 ? first : e.add(first, e.int(k))
      try scoped { () throws(ArrayError) in
        for id in sweep.compute where !hasLanes[id] { try compute(id, Position(sweep: row)) }
        rows.append(SideBySide(position: row, scalars: scalars, bases: rowStarts(sweep, row)))
      }
    }
    return rows
  }

  // MARK: Arrays as long as the strip

  /// The elements of one: whole vectors wherever the first one begins.
  private var pitch: IRValue {
    inEntry {
      let length = e.add(word(KernelArguments.chunkLength), e.int(2 * width - 1))
      return e.and(length, e.int(-width))
    }
  }
  func stripArray(_ dtype: DType, count: IRValue, _ strip: Strip) -> IRValue {
    let pitch = pitch
    return fromStart(of: strip, dtype, array(e.memoryType(dtype), count: inEntry { e.mul(count, pitch) }, "strip"))
  }
  /// Where the column of index 0 would be, if the strip's first one is at `array`.
  func fromStart(of strip: Strip, _ dtype: DType, _ array: IRValue) -> IRValue {
    e.offset(e.memoryType(dtype), array, e.sub(e.int(0), strip.start))
  }

  /// Makes the values that others of this loop use and that wait in memory known.
  func fetch(
    _ computed: [Kernel.ValueID], _ stores: [Kernel.Store], except own: [Kernel.ValueID], _ strip: Strip, _ p: Position
  ) {
    for id in Set(arguments(of: computed) + stores.map(\.value)).subtracting(own).sorted() {
      if let array = strip.arrays[id] { vectors[id] = loadStrip(kernel.values[id].dtype, array, p) }
    }
  }

  private func stripAddress(_ dtype: DType, _ array: IRValue, _ p: Position) -> IRValue {
    let type = e.memoryType(dtype)
    let place = p.inner.map { e.offset(type, array, $0) } ?? array
    return p.lanes == 1 ? place : e.bitcastPointer(place, to: e.wide(type, p.lanes))
  }
  func loadStrip(_ dtype: DType, _ array: IRValue, _ p: Position) -> IRValue {
    let type = e.wide(e.memoryType(dtype), p.lanes)
    let value = e.load(type, stripAddress(dtype, array, p), alignment: dtype.size)
    return dtype == .bool ? e.compare(CLLVMIntNE, value, e.c.LLVMConstNull(type)) : value
  }
  func storeStrip(_ value: IRValue, _ dtype: DType, _ array: IRValue, _ p: Position) {
    let type = e.wide(e.memoryType(dtype), p.lanes)
    e.storeWhole(
      dtype == .bool ? e.c.LLVMBuildZExt(e.builder, value, type, "") : value,
      stripAddress(dtype, array, p), alignment: dtype.size)
  }
}
