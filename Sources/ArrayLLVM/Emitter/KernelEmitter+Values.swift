import ArrayGraph
import ArrayKernels
import CLLVM
import Lanes

/// Where in the iteration space code is being appended.
struct Position {
  /// Along the sweep axis and along the inner axis; nil where the code does not stand in such a loop.
  var sweep: IRValue?
  var inner: IRValue?
  var lanes = 1
  /// How many of the lanes are elements, where not all are.
  var rest: IRValue?
  /// The same as truth values, one a lane.
  var mask: IRValue?
  /// True where contiguous outputs are to be stored past the caches; their addresses are aligned then, and all lanes
  /// are elements.
  var streams: IRValue?
  /// True where scalars have lanes too: those of several rows.
  var lanesAreRows = false
}

extension KernelEmitter {
  private var lanesLieAlongSweep: Bool { kernel.form == .rows || kernel.form == .total }

  /// Appends the computation of a value and remembers it.
  func compute(_ id: Kernel.ValueID, _ p: Position) throws(ArrayError) {
    let value = kernel.values[id]
    let isVector = hasLanes[id] || p.lanesAreRows
    let lanes = isVector ? p.lanes : 1
    e.lanes = lanes
    e.mark()
    let result: IRValue
    switch value.source {
    case .literal, .reduced: return
    case .load(let operand):
      result = load(operand, p, lanes: lanes)
    case .cast(let argument):
      result = e.cast(try use(argument, lanes), from: kernel.values[argument].dtype, to: value.dtype)
    case .operation(let operation, let dtype, let arguments):
      guard let program = RowTable.shared.rows[dtype]?[operation.name] else {
        throw ArrayError(.unsupported, "no row \(operation.name) for \(dtype)")
      }
      if let divisor = divisors[id], divisor.lanes == lanes {
        result = quotient(
          try use(arguments[0], lanes), divisor, dtype, isOfIntegers: isOfInteger(arguments[0]), mask: p.mask)
        break
      }
      var values: [IRValue] = []
      for argument in arguments { values.append(try use(argument, lanes)) }
      if operation.name == "exp2", isOfInteger(arguments[0]) {
        result = powerOfTwo(values[0], dtype)
        break
      }
      result = overRun(operation, dtype, values) { program.emit($0) } ?? program.emit(values)
      emitBytes(operation, dtype, values, result: result)
    }
    if isVector { vectors[id] = result } else { scalars[id] = result }
  }

  /// A value with as many lanes as its user has.
  func use(_ id: Kernel.ValueID, _ lanes: Int) throws(ArrayError) -> IRValue {
    if hasLanes[id] || lanes > 1, let vector = vectors[id] { return vector }
    guard let scalar = scalars[id] else {
      throw ArrayError(.unsupported, "value \(id) of a kernel is used before it is computed")
    }
    return e.splat(scalar, lanes)
  }

  /// Fills the lanes of scalars that the values of a loop use, before the loop.
  func splatArguments(of ids: [Kernel.ValueID], stores: [Kernel.ValueID] = [], _ lanes: Int) {
    guard lanes > 1 else { return }
    func splat(_ id: Kernel.ValueID) {
      if !hasLanes[id], vectors[id] == nil, let scalar = scalars[id], !ids.contains(id) {
        vectors[id] = e.splat(scalar, lanes)
      }
    }
    for id in ids where hasLanes[id] {
      switch kernel.values[id].source {
      case .operation(_, _, let arguments): arguments.forEach(splat)
      case .cast(let argument): splat(argument)
      default: break
      }
    }
    stores.forEach(splat)
  }

  // MARK: Operations with a scalar

  /// Makes what shifts of bytes by a scalar need, before a loop.
  func prepareShifts(of ids: [Kernel.ValueID], _ lanes: Int) {
    var known: Set<Kernel.ValueID> = []
    for shift in operationsWithScalars(["left_shift", "right_shift"], ids) where lanes > 1 && shift.dtype.size == 1 {
      guard let scalar = scalars[shift.scalar], let vector = vectors[shift.scalar], known.insert(shift.scalar).inserted
      else { continue }
      e.byteShifts[vector] = KnownByteShift(scalar, lanes: lanes)
    }
  }

  /// Makes what divisions by a scalar need, before a loop over `length` elements, where the divider is what it waits for.
  func prepareDivisors(of ids: [Kernel.ValueID], _ lanes: Int, length: IRValue) {
    let kept = e.lanes
    defer { e.lanes = kept }
    for division in operationsWithScalars(["floor_divide", "remainder", "fmod"], ids) where lanes > 1 {
      guard let scalar = scalars[division.scalar], let vector = vectors[division.scalar] else { continue }
      e.integerDivisors[vector] = KnownIntegerDivisor(
        scalar, division.dtype, lanes: lanes, ofFar: multiplier(division.scalar, division.dtype))
    }
    // A short loop would wait for the reciprocal (measured: from eight vectors of four registers on it pays).
    let isLong = e.compare(CLLVMIntSLE, e.int(8 * lanes), length)
    prepareKnownDivisors(of: ids, lanes)
    for division in divisionsToMultiply(ids, lanes) where divisors[division.id]?.lanes != lanes {
      guard let scalar = scalars[division.scalar] else { continue }
      let known = ifThen(isLong, else: noFacts(division.dtype)) { facts(of: scalar, division.dtype, lanes: 1) }
      divisors[division.id] = divisor(scalar, known, division.dtype, lanes)
    }
  }
  /// The same of divisors of which that is known already.
  func prepareKnownDivisors(of ids: [Kernel.ValueID], _ lanes: Int) {
    for division in divisionsToMultiply(ids, lanes, areKnown: true) where divisors[division.id]?.lanes != lanes {
      guard let scalar = scalars[division.scalar], let known = divisorFacts[division.scalar] else { continue }
      divisors[division.id] = divisor(scalar, known, division.dtype, lanes)
    }
  }
  /// Makes what is known of the divisors that are the same all along, once a call.
  func prepareDivisorsOfAll() {
    let ids = Array(kernel.values.indices)
    for division in operationsWithScalars(["divide"], ids, among: kernel.once)
    where multiplies(division.dtype, width, areKnown: true) {
      guard let scalar = scalars[division.scalar], divisorFacts[division.scalar] == nil else { continue }
      divisorFacts[division.scalar] = facts(of: scalar, division.dtype, lanes: 1)
    }
  }

  /// By what a literal divisor of 64 bits multiplies, made once a call.
  private func multiplier(_ id: Kernel.ValueID, _ dtype: DType) -> KnownMultiplier? {
    guard case .literal = kernel.values[id].source, dtype.size == 8, !dtype.isFloat, let scalar = scalars[id] else {
      return nil
    }
    if let known = multipliers[id] { return known }
    let made = inEntry { KnownMultiplier(scalar, isSigned: dtype == .i64) }
    multipliers[id] = made
    return made
  }

  /// What divisions by scalars of several rows need, from the divisors in the lanes of one vector.
  func factsOfDivisors(
    of ids: [Kernel.ValueID], _ lanes: Int, _ rows: [Kernel.ValueID: IRValue], _ count: Int
  ) -> [(division: WithScalar, facts: [IRValue])] {
    let kept = e.lanes
    defer { e.lanes = kept }
    return divisionsToMultiply(ids, lanes).compactMap { division in
      rows[division.scalar].map { (division, facts(of: $0, division.dtype, lanes: count)) }
    }
  }
  /// Takes those of one row.
  func takeDivisors(_ facts: [(division: WithScalar, facts: [IRValue])], of row: IRValue, _ lanes: Int) {
    for (division, facts) in facts {
      guard let scalar = scalars[division.scalar] else { continue }
      let own = facts.map { e.c.LLVMBuildExtractElement(e.builder, $0, row, "") }
      divisorFacts[division.scalar] = own
      divisors[division.id] = divisor(scalar, own, division.dtype, lanes)
    }
  }

  /// An operation of lanes and a scalar, as a division by one.
  struct WithScalar {
    var id: Kernel.ValueID
    var scalar: Kernel.ValueID
    var dtype: DType
  }
  /// Divisions for which loops wait, so that multiplying is worth its preparations.
  private func divisionsToMultiply(_ ids: [Kernel.ValueID], _ lanes: Int, areKnown: Bool = false) -> [WithScalar] {
    let divisions = operationsWithScalars(["divide"], ids)
    // (With AVX-512, formulas of up to 16 instructions a division: 0.69 to 1.07 of the time; with AVX2, f32, those of 7 to 10
    // up to 1.18, f64, whose divider takes twice as long, 0.5 to 0.7. What is taken apart when it is loaded keeps the divider
    // waiting: means of three channels of bytes 1.2.)
    let mostInstructions = e.target.hasAVX512 || divisions.allSatisfy { $0.dtype == .f64 } ? 16 : 6
    let instructions = cost(ids).instructions + (e.target.hasAVX512 ? 0 : 6 * spacedLoads(ids))
    guard instructions <= mostInstructions * divisions.count else { return [] }
    return divisions.filter { multiplies($0.dtype, lanes, areKnown: areKnown) }
  }
  private func multiplies(_ dtype: DType, _ lanes: Int, areKnown: Bool) -> Bool {
    switch (dtype, areKnown) {
    case (.f64, false): LLVMFloatLane<Binary64>.multiplies(lanes: lanes)
    case (.f64, true): LLVMFloatLane<Binary64>.multipliesByKnown(lanes: lanes)
    case (_, false): LLVMFloatLane<Binary32>.multiplies(lanes: lanes)
    case (_, true): LLVMFloatLane<Binary32>.multipliesByKnown(lanes: lanes)
    }
  }
  private func spacedLoads(_ ids: [Kernel.ValueID]) -> Int {
    ids.count { id in
      guard case .load(let operand) = kernel.values[id].source, case .spaced = kernel.operands[operand].layout else {
        return false
      }
      return true
    }
  }
  private func operationsWithScalars(
    _ names: [String], _ ids: [Kernel.ValueID], among scalars: [Kernel.ValueID]? = nil
  ) -> [WithScalar] {
    ids.compactMap { id in
      guard case .operation(let operation, let dtype, let arguments) = kernel.values[id].source,
        names.contains(operation.name), hasLanes[id], !hasLanes[arguments[1]],
        scalars?.contains(arguments[1]) ?? !ids.contains(arguments[1])
      else { return nil }
      return WithScalar(id: id, scalar: arguments[1], dtype: dtype)
    }
  }
  private func facts(of divisors: IRValue, _ dtype: DType, lanes: Int) -> [IRValue] {
    dtype == .f64
      ? LLVMFloatLane<Binary64>.facts(of: divisors, lanes: lanes)
      : LLVMFloatLane<Binary32>.facts(of: divisors, lanes: lanes)
  }
  private func noFacts(_ dtype: DType) -> [IRValue] {
    dtype == .f64 ? LLVMFloatLane<Binary64>.noFacts : LLVMFloatLane<Binary32>.noFacts
  }
  private func divisor(_ scalar: IRValue, _ facts: [IRValue], _ dtype: DType, _ lanes: Int) -> VectorDivisor {
    dtype == .f64
      ? LLVMFloatLane<Binary64>.divisor(scalar, facts, lanes: lanes)
      : LLVMFloatLane<Binary32>.divisor(scalar, facts, lanes: lanes)
  }
  private func quotient(
    _ dividend: IRValue, _ divisor: VectorDivisor, _ dtype: DType, isOfIntegers: Bool, mask: IRValue?
  ) -> IRValue {
    dtype == .f64
      ? LLVMFloatLane<Binary64>.quotient(dividend, divisor, isOfIntegers: isOfIntegers, mask: mask)
      : LLVMFloatLane<Binary32>.quotient(dividend, divisor, isOfIntegers: isOfIntegers, mask: mask)
  }
  /// Two to the power of an integer made a float, which the formula gives too. (10⁵ `2.0 ** e`, µs: 53 and 21.)
  private func powerOfTwo(_ exponent: IRValue, _ dtype: DType) -> IRValue {
    dtype == .f64
      ? LLVMFloatLane<Binary64>.exp2(whole: LLVMFloatLane(exponent)).v
      : LLVMFloatLane<Binary32>.exp2(whole: LLVMFloatLane(exponent)).v
  }
  /// Whether a value is an integer made a float.
  private func isOfInteger(_ id: Kernel.ValueID) -> Bool {
    guard case .cast(let argument) = kernel.values[id].source else { return false }
    return !kernel.values[argument].dtype.isFloat
  }

  // MARK: Memory

  private func stride(_ operand: Int) -> IRValue? {
    switch kernel.operands[operand].layout {
    case .contiguous, .broadcast: nil
    case .strided: word(lanesLieAlongSweep ? words.sweepStride(operand) : words.innerStride(operand))
    case .spaced(let spacing): e.int(spacing.distance)
    }
  }

  /// `position · stride` in elements for each axis of `p` along which the operand moves, that of the lanes last.
  private func offsets(_ operand: Int, _ p: Position) -> [IRValue] {
    func across(_ position: IRValue?, _ strideWord: Int) -> IRValue? { position.map { e.mul($0, word(strideWord)) } }
    func along(_ position: IRValue?) -> IRValue? {
      guard let position else { return nil }
      switch kernel.operands[operand].layout {
      case .contiguous: return position
      case .broadcast: return nil
      case .strided, .spaced: return e.mul(position, stride(operand) ?? e.int(1))
      }
    }
    let offsets =
      lanesLieAlongSweep
      ? [across(p.inner, words.innerStride(operand)), along(p.sweep)]
      : [across(p.sweep, words.sweepStride(operand)), along(p.inner)]
    return offsets.compactMap { $0 }
  }

  /// Where the operand is at `p`, or the index that it is there.
  func address(_ operand: Int, _ p: Position) -> IRValue {
    let description = kernel.operands[operand]
    let type = e.memoryType(description.dtype)
    return offsets(operand, p).reduce(bases[operand]) {
      description.role == .index ? e.add($0, $1) : e.offset(type, $0, $1)
    }
  }

  private func load(_ operand: Int, _ p: Position, lanes: Int) -> IRValue {
    let description = kernel.operands[operand]
    if description.role == .index { return loadIndex(operand, p, lanes: lanes) }
    let type = e.memoryType(description.dtype)
    let size = description.dtype.size
    let start = address(operand, p)
    let loaded: IRValue
    if lanes == 1 {
      loaded = e.load(type, start, alignment: size)
    } else if case .spaced(let spacing) = description.layout, takesApart(spacing, description.dtype, p) {
      loaded = loadSpaced(spacing, description.dtype, start, p)
    } else if let stride = stride(operand) {
      loaded = loadApart(type, size, start, stride, p)
    } else if let mask = p.mask {
      let vector = e.wide(type, lanes)
      let pointer = e.bitcastPointer(start, to: vector)
      loaded = e.maskedIntrinsic(
        "llvm.masked.load", [vector, e.pointer(vector)], [pointer, mask, e.c.LLVMConstNull(vector)],
        position: 1, address: 0, alignment: size)
    } else {
      let vector = e.wide(type, lanes)
      loaded = e.load(vector, e.bitcastPointer(start, to: vector), alignment: size)
    }
    return description.dtype == .bool ? truths(ofBytes: loaded, lanes: lanes) : loaded
  }

  private func loadIndex(_ operand: Int, _ p: Position, lanes: Int) -> IRValue {
    let first = address(operand, p)
    if lanes == 1 { return first }
    let iota = e.iota(lanes, bits: 64)
    let stride = stride(operand)
    let indices = e.add(e.splat(first, lanes), stride.map { e.mul(iota, e.splat($0, lanes)) } ?? iota)
    if stride == nil, kernel.operands[operand].layout == .contiguous { e.startsOfRuns[indices] = first }
    return indices
  }

  private func lanePointers(_ type: IRType, _ start: IRValue, _ stride: IRValue, _ lanes: Int) -> IRValue {
    e.offset(type, start, e.mul(e.iota(lanes, bits: 64), e.splat(stride, lanes)))
  }
  /// Lanes that lie `stride` apart, one load each: that takes fewer cycles than a processor's gather. (Two columns of
  /// 2 · 10⁵ rows of ten f64, Zen 4: 0.29 ms gathered, 0.20 so.) Some of the lanes alone are gathered where there are masks.
  private func loadApart(_ type: IRType, _ size: Int, _ start: IRValue, _ stride: IRValue, _ p: Position) -> IRValue {
    if let mask = p.mask, e.target.hasAVX512, size >= 4 {
      let vector = e.wide(type, p.lanes)
      let pointers = lanePointers(type, start, stride, p.lanes)
      return e.maskedIntrinsic(
        "llvm.masked.gather", [vector, e.c.LLVMTypeOf(pointers)],
        [pointers, mask, e.c.LLVMConstNull(vector)],
        position: 1, address: 0, alignment: size)
    }
    // Each register counts from its own first lane, so that all share the offsets.
    let lanes = min(p.lanes, (e.target.hasAVX512 ? 64 : 32) / size)
    let offsets = (0..<lanes).reduce(into: [e.int(0)]) { known, _ in known.append(e.add(known[known.count - 1], stride))
    }
    var first = start
    let parts = Swift.stride(from: 0, to: p.lanes, by: lanes).map { begin in
      var part = e.c.LLVMGetUndef(e.wide(type, lanes))
      for lane in 0..<lanes {
        // A lane past the end reads the first element, which is there.
        let isInside = p.rest.map { e.compare(CLLVMIntSLT, e.int(begin + lane), $0) }
        let place = e.offset(type, first, offsets[lane])
        let own = isInside.map { e.select($0, place, start) } ?? place
        part = e.insert(part, e.load(type, own, alignment: size), lane)
      }
      first = e.offset(type, first, offsets[lanes])
      return part
    }
    return e.joined(parts, lanes: lanes)
  }

  /// Stores a value at a position; a scalar fills the lanes.
  func store(_ id: Kernel.ValueID, _ operand: Int, _ p: Position) {
    let description = kernel.operands[operand]
    let lanes = description.layout == .broadcast ? 1 : p.lanes
    guard var value = try? use(id, lanes) else { return }
    if description.dtype == .bool { value = bytes(ofTruths: value, lanes: lanes) }
    let type = e.memoryType(description.dtype)
    let size = description.dtype.size
    let start = address(operand, p)
    if lanes == 1 {
      e.store(value, start, alignment: size)
    } else if let stride = stride(operand) {
      storeApart(value, type, size, start, stride, p)
    } else if let mask = p.mask {
      let vector = e.wide(type, lanes)
      let pointer = e.bitcastPointer(start, to: vector)
      streaming(value, pointer, operand, p, bytes: lanes * size) {
        e.maskedIntrinsic(
          "llvm.masked.store", [vector, e.pointer(vector)], [value, pointer, mask],
          position: 2, address: 1, alignment: size)
      }
    } else {
      let pointer = e.bitcastPointer(start, to: e.wide(type, lanes))
      streaming(value, pointer, operand, p, bytes: lanes * size) { e.store(value, pointer, alignment: size) }
    }
  }

  /// `if (streams) store past the caches; else ordinary`: a branch and not a second loop, since it costs nothing
  /// beside the loads and stores of a vector and the formulas stand there once.
  private func streaming(
    _ value: IRValue, _ pointer: IRValue, _ operand: Int, _ p: Position, bytes: Int, _ ordinary: () -> Void
  ) {
    guard let streams = p.streams, isStreamed(operand) else { return ordinary() }
    let (past, through, join) = (newBlock("past"), newBlock("through"), newBlock("stored"))
    e.branch(streams, past, through)
    e.position(past)
    e.storeStreaming(value, pointer, alignment: min(bytes, 64))
    e.branch(join)
    e.position(through)
    ordinary()
    e.branch(join)
    e.position(join)
  }

  /// One store a lane, too: that takes half as long as a processor's scatter. (Twelve columns of 50 000 rows of `f64`, Zen 4:
  /// 0.30 ms scattered, 0.175 so.)
  private func storeApart(
    _ value: IRValue, _ type: IRType, _ size: Int, _ start: IRValue, _ stride: IRValue, _ p: Position
  ) {
    if let mask = p.mask, e.target.hasAVX512, size >= 4 {
      let pointers = lanePointers(type, start, stride, p.lanes)
      e.maskedIntrinsic(
        "llvm.masked.scatter", [e.wide(type, p.lanes), e.c.LLVMTypeOf(pointers)], [value, pointers, mask],
        position: 2, address: 1, alignment: size)
      return
    }
    var offset = e.int(0)
    for lane in 0..<p.lanes {
      e.store(e.extract(value, lane), e.offset(type, start, offset), alignment: size)
      offset = e.add(offset, stride)
    }
  }
}
