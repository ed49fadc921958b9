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

  /// Two to the power of an integer made a float, which the formula gives too. (10⁵ `2.0 ** e`, µs: 53 and 21.)
  private func powerOfTwo(_ exponent: IRValue, _ dtype: DType) -> IRValue {
    dtype == .f64
      ? LLVMFloatLane<Binary64>.exp2(whole: LLVMFloatLane(exponent)).v
      : LLVMFloatLane<Binary32>.exp2(whole: LLVMFloatLane(exponent)).v
  }
  /// Whether a value is an integer made a float.
  func isOfInteger(_ id: Kernel.ValueID) -> Bool {
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
