import ArrayGraph
import CLLVM
import Lanes
import ArrayKernels

/// Turns a `Kernel` into one LLVM function.
///
///     void kernel(const int64_t *arguments, int64_t begin, int64_t end) {
///       // entry: arguments that are used, values of `once`
///       for (int64_t unit = begin; unit < end; unit++) {
///         // addresses of this row: pointer + Σ coordinate · stride
///         // the form's own loops: `KernelEmitter+Map`, `+Sweep`, `+Columns`
///         // next coordinates, by counting up
///       }
///     }
///
///     entry:  %word7 = load i64, …            once: scalars
///     start:  br (begin < end), %prepare, %done
///     unit:   %u = phi [begin], [%u.next] …   row: scalars, loops
///     done:   ret void
final class KernelEmitter {
  let kernel: Kernel
  let e: Emitter
  let words: KernelArguments
  let hasLanes: [Bool]
  let function: IRValue
  /// Lanes of one vector: 64 bytes of the widest dtype, the same for every processor; LLVM splits what is too wide.
  let width: Int
  /// Whether what is left of a loop is one masked vector; else it is a loop over single elements, or narrower vectors.
  private(set) var usesMasks: Bool
  /// Whether narrow rows are one loop.
  private(set) var takesNarrowRows = false

  private let entry: IRBlock
  private var wordValues: [Int: IRValue] = [:]
  /// Where each operand's current row begins: a typed pointer, or the `i64` an index starts from.
  var bases: [IRValue] = [] {
    didSet { windows = [:] }
  }
  /// Memory of where the operands are in a row, where that is counted up instead of multiplied out.
  private var rowBases: [IRValue] = []
  /// Coordinates of the current row, in memory.
  private(set) var coordinates: [IRValue] = []

  /// Values known where code is now being appended.
  var scalars: [Kernel.ValueID: IRValue] = [:]
  var vectors: [Kernel.ValueID: IRValue] = [:]
  /// What was loaded of elements that lie a few elements apart.
  var windows: [WindowKey: [[IRValue]]] = [:]
  /// What quotients need of their divisors, by the quotient.
  var divisors: [Kernel.ValueID: VectorDivisor] = [:]
  /// What is known of divisors, by the divisor.
  var divisorFacts: [Kernel.ValueID: [IRValue]] = [:]
  /// By what literal divisors of 64 bits multiply.
  var multipliers: [Kernel.ValueID: KnownMultiplier] = [:]

  let library: LLVMLibrary
  let costs: RowCosts

  static func emit(
    _ kernel: Kernel, name: String, into emitter: Emitter, _ library: LLVMLibrary, _ costs: RowCosts
  ) throws(ArrayError) {
    try emitter.run { () throws(ArrayError) in
      try KernelEmitter(kernel, name: name, emitter, library, costs).emit()
    }
  }

  private init(_ kernel: Kernel, name: String, _ e: Emitter, _ library: LLVMLibrary, _ costs: RowCosts) {
    (self.library, self.costs) = (library, costs)
    self.kernel = kernel
    self.e = e
    words = KernelArguments(kernel)
    hasLanes = kernel.hasLanes
    width = min(64 / KernelEmitter.laneSize(kernel, hasLanes), KernelEmitter.mostLanes)
    let scattersNarrow = kernel.operands.contains {
      $0.role == .output && $0.layout == .strided && $0.dtype.size < 4
    }
    // Masks of many windows, for what is left, take longer to compile than all the rest; but a short row is all rest, and
    // formulas are not computed element by element.
    let most = kernel.outerRank == 0 ? 4 : Kernel.Spacing.longest
    let readsManyApart = kernel.operands.contains {
      if case .spaced(let spacing) = $0.layout { $0.role == .input && spacing.distance > most } else { false }
    }
    let isFormula = kernel.values.contains {
      if case .operation(let operation, _, _) = $0.source { operation.isExpensive } else { false }
    }
    let masksTakeLong = kernel.form == .map && readsManyApart && !isFormula
    usesMasks = e.target.hasAVX512 && !scattersNarrow && !masksTakeLong

    var parameters = [e.pointer(e.i64), e.i64, e.i64]
    let type = e.c.LLVMFunctionType(e.c.LLVMVoidTypeInContext(e.context), &parameters, 3, 0)
    function = e.c.LLVMAddFunction(e.module, name, type)
    e.function = function
    for (index, name) in ["arguments", "begin", "end"].enumerated() {
      e.c.LLVMSetValueName2(e.c.LLVMGetParam(function, UInt32(index)), name, name.utf8.count)
    }
    e.add(e.functionAttributes, to: function)
    e.needsWholeRegisters = false
    e.prefersHalfRegisters = false
    entry = e.c.LLVMAppendBasicBlockInContext(e.context, function, "entry")
    (takesNarrowRows, usesMasks) = narrowRows()
    // Tables need the registers that constants would hold (gelu: 0.52 ms with both, 0.37 without).
    let hasTables = cost(Array(kernel.values.indices)).tableRegisters > 0
    (e.entryFunction, e.entry) = hasTables ? (nil, nil) : (function, entry)
    e.constants = [:]
    e.hasPairs = hasPairs
    e.prefersHalfRegisters = e.target.hasAVX512 && waitsForMemory
  }

  /// Whether the kernel has a sine and a cosine of one value.
  private var hasPairs: Bool {
    func arguments(of name: String) -> Set<[Kernel.ValueID]> {
      let found = kernel.values.compactMap { value -> [Kernel.ValueID]? in
        guard case .operation(let operation, _, let arguments) = value.source else { return nil }
        return operation.name == name ? arguments : nil
      }
      return Set(found)
    }
    return !arguments(of: "sin").isDisjoint(with: arguments(of: "cos"))
  }

  /// Lanes of vectors of elements of one and two bytes.
  private static let mostLanes = 32

  /// Bytes of the widest lanes that loops compute with. Positions that a search of columns finds are not among them:
  /// they are only stored.
  private static func laneSize(_ kernel: Kernel, _ hasLanes: [Bool]) -> Int {
    let positions = Set(kernel.accumulators.filter(\.reduction.isSearch).map(\.result))
    let computed = kernel.values.indices.filter { hasLanes[$0] && !positions.contains($0) }
    let sizes = computed.isEmpty ? kernel.operands.map(\.dtype.size) : computed.map { kernel.values[$0].dtype.size }
    return max(sizes.max() ?? 1, 1)
  }

  // MARK: The function

  private func emit() throws(ArrayError) {
    let start = newBlock("start")
    let unit = newBlock("unit")
    let done = newBlock("done")
    let begin = e.c.LLVMGetParam(function, 1)
    let end = e.c.LLVMGetParam(function, 2)

    e.position(start)
    e.lanes = 1
    // An empty range may come with extents of 0, by which nothing can be divided.
    let prepare = newBlock("prepare")
    e.branch(e.compare(CLLVMIntSLT, begin, end), prepare, done)
    e.position(prepare)
    bases = kernel.operands.indices.map { base($0, outer: []) }
    for (id, value) in kernel.values.enumerated() {
      if case .literal(let index) = value.source { scalars[id] = literal(index, value.dtype) }
    }
    for id in kernel.once { try compute(id, Position()) }
    prepareDivisorsOfAll()
    let chunks = hasChunks ? chunkCount() : nil
    let first = chunks.map { e.c.LLVMBuildUDiv(e.builder, begin, $0, "row") } ?? begin
    startCoordinates(first)
    let chunk = chunks.map { e.c.LLVMBuildURem(e.builder, begin, $0, "chunk") }
    e.branch(unit)
    let before = e.block

    e.position(unit)
    let index = e.phi(e.i64, "u")
    e.incoming(index, begin, before)
    let chunkIndex = chunk.map { chunk in
      let phi = e.phi(e.i64, "c")
      e.incoming(phi, chunk, before)
      return phi
    }
    if rowBases.isEmpty {
      let outer = coordinates.map { e.load(e.i64, $0, alignment: 8) }
      if !outer.isEmpty { bases = kernel.operands.indices.map { base($0, outer: outer) } }
    } else {
      bases = kernel.operands.indices.map { e.load(e.c.LLVMTypeOf(bases[$0]), rowBases[$0], alignment: 8) }
    }
    let rowEnd = rowEnd()
    var step = e.int(1)
    if let isGroup = startsRowGroup(index, end) {
      step = try ifThen(isGroup) { () throws(ArrayError) in
        [try self.emitRowGroups(from: index, to: end, rowEnd)]
      } else: { () throws(ArrayError) in
        try self.emitUnit(index, chunk: nil, rowEnd)
        self.advanceCoordinates()
        return [e.int(1)]
      }[0]
    } else if let areWhole = startsNarrowRows(chunks: chunks) {
      step = try ifThen(areWhole) { () throws(ArrayError) in
        [try self.emitNarrowRows(from: index, to: end)]
      } else: { () throws(ArrayError) in
        try self.emitUnit(index, chunk: chunkIndex, rowEnd)
        return [e.int(1)]
      }[0]
    } else if let overlap = startsOverlappingRows(index, to: end, chunks: chunks) {
      step = try ifThen(overlap) { () throws(ArrayError) in
        [try self.emitOverlappingRows()]
      } else: { () throws(ArrayError) in
        try self.emitUnit(index, chunk: chunkIndex, rowEnd)
        return [e.int(1)]
      }[0]
    } else {
      try emitUnit(index, chunk: chunkIndex, rowEnd)
      if chunks == nil { advanceCoordinates() }
    }

    if let chunks, let chunkIndex {
      let next = e.add(chunkIndex, e.int(1))
      let isLast = e.compare(CLLVMIntEQ, next, chunks)
      ifThen(isLast) { advanceCoordinates() }
      e.incoming(chunkIndex, e.select(isLast, e.int(0), next), e.block)
    }
    let next = e.add(index, step)
    e.incoming(index, next, e.block)
    e.branch(e.compare(CLLVMIntSLT, next, end), unit, done)
    e.position(done)
    _ = e.c.LLVMBuildRetVoid(e.builder)
    e.position(entry)
    e.branch(start)
    if e.prefersHalfRegisters, !e.needsWholeRegisters {
      e.add(e.registerAttributes(bits: 256), to: function)
    }
  }

  /// Whether the kernel does little with each element, and nothing between lanes. Half registers touch each line twice,
  /// which tells prefetchers sooner where memory is read, and cost nothing where it is not. (80 to 240 MB of `f64`, one
  /// thread: sums, dot products, triads and short polynomials 1.07 to 1.12 times as fast.) A whole register that is read
  /// where lines do not begin crosses one each time, a half one every second time. (Moving averages of `f64`: 1.1.)
  ///
  /// Narrower elements gain little from it (`f32` stencils of 10 to 14 operations on one processor 1.05 to 1.1), and lose
  /// where it is the loop that takes the time (on another one stencils of `f32` and `i32` 0.7 to 0.8, of `i16` 0.7).
  ///
  /// Where there is more to do they are more instructions: formulas of one operand, of 8 instructions and more, are 0.84
  /// to 0.95 times as fast at 16 MB, and 0.87 to 1.13 times at 160 to 240. So are truth values that are kept or counted,
  /// which have to be put together from more registers: `np.isclose` and `np.allclose` of `f64` 0.5 and 0.6,
  /// `np.sum(x > 0.5)` 0.7.
  private var waitsForMemory: Bool {
    let isPlain = !kernel.operands.contains(where: \.layout.hasGaps)
    let isSearch = kernel.accumulators.contains(where: \.reduction.isSearch)
    let givesMasks =
      kernel.operands.contains { $0.role == .output && $0.dtype == .bool }
      || kernel.values.contains {
        if case .cast(let id) = $0.source { kernel.values[id].dtype == .bool && !$0.dtype.isFloat } else { false }
      }
    let readsSeveral = kernel.operands.count { $0.role == .input && $0.layout == .contiguous } > 1
    let cost = cost(Array(kernel.values.indices))
    return (kernel.form == .map || kernel.form == .total) && Self.laneSize(kernel, hasLanes) == 8 && isPlain
      && !isSearch
      && !(givesMasks && width < KernelEmitter.mostLanes) && cost.tableRegisters == 0
      && (readsSeveral ? cost.instructions <= 16 : cost.instructions + hiddenInstructions < 8)
  }

  /// What divisions, which are partly done by multiplying, and conversions take beyond one instruction.
  private var hiddenInstructions: Int {
    kernel.values.indices.reduce(0) { sum, id in
      guard hasLanes[id] else { return sum }
      return switch kernel.values[id].source {
      case .operation(let operation, _, _) where operation.name == "divide": sum + 4
      case .cast: sum + 2
      default: sum
      }
    }
  }

  private func emitUnit(_ unit: IRValue, chunk: IRValue?, _ rowEnd: RowEnd?) throws(ArrayError) {
    let (keptScalars, keptVectors) = (scalars, vectors)
    switch kernel.form {
    case .map, .columns, .short:
      for statement in kernel.row { try emitScalar(statement) }
      let length = word(KernelArguments.chunkLength)
      let start = e.mul(chunk ?? e.int(0), length, "start")
      let stop = minimum(e.add(start, length), word(KernelArguments.innerExtent))
      switch kernel.form {
      case .columns: try emitStrip(start, stop)
      case .short: try emitShort(start, stop)
      default: try emitChunk(start, stop)
      }
    case .rows:
      for statement in kernel.row.prefix(rowEnd?.first ?? kernel.row.count) {
        if case .sweep(let sweep) = statement { try emitSweep(sweep) } else { try emitScalar(statement) }
      }
      if let rowEnd { try emitRowEnd(rowEnd, unit) }
    case .total:
      for statement in kernel.row {
        if case .sweep(let sweep) = statement {
          try emitTotal(sweep, unit)
        } else {
          try emitScalar(statement)
        }
      }
    }
    (scalars, vectors) = (keptScalars, keptVectors)
  }

  func emitScalar(_ statement: Kernel.Statement) throws(ArrayError) {
    switch statement {
    case .compute(let id): try compute(id, Position())
    case .store(let id, let operand): store(id, operand, Position())
    case .sweep: throw ArrayError(.unsupported, "a sweep cannot stand in the row of a \(kernel.form) kernel")
    }
  }

  // MARK: Rows and chunks

  private var hasChunks: Bool { kernel.form == .map || kernel.form.sweepsAcrossLanes }

  private func chunkCount() -> IRValue {
    let length = word(KernelArguments.chunkLength)
    let sum = e.sub(e.add(word(KernelArguments.innerExtent), length), e.int(1))
    return e.c.LLVMBuildUDiv(e.builder, sum, length, "chunks")
  }

  func base(_ operand: Int, outer: [IRValue]) -> IRValue {
    let row = outer.enumerated().map { axis, coordinate in
      e.mul(coordinate, word(words.outerStride(operand, axis)))
    }
    let pointer = word(words.pointer(operand))
    if kernel.operands[operand].role == .index { return row.reduce(pointer) { e.add($0, $1) } }
    let type = e.memoryType(kernel.operands[operand].dtype)
    let typed = e.c.LLVMBuildIntToPtr(e.builder, pointer, e.pointer(type), "")
    guard var sum = row.first else { return typed }
    for term in row.dropFirst() { sum = e.add(sum, term) }
    return e.offset(type, typed, sum, "operand\(operand)")
  }

  private func startCoordinates(_ row: IRValue) {
    var rest = row
    var values: [IRValue] = []
    for axis in (0..<kernel.outerRank).reversed() {
      let extent = word(KernelArguments.outerExtents + axis)
      values.append(e.c.LLVMBuildURem(e.builder, rest, extent, ""))
      if axis > 0 { rest = e.c.LLVMBuildUDiv(e.builder, rest, extent, "") }
    }
    coordinates = values.reversed().map { value in
      let place = e.alloca(e.i64, "coordinate")
      e.store(value, place, alignment: 8)
      return place
    }
    if kernel.form == .map, 2...3 ~= kernel.outerRank {
      rowBases = bases.map { e.alloca(e.c.LLVMTypeOf($0), "base") }
      storeBases()
    }
  }

  /// Where the operands are in the row that the coordinates name.
  func storeBases() {
    if rowBases.isEmpty { return }
    let outer = coordinates.map { e.load(e.i64, $0, alignment: 8) }
    for k in kernel.operands.indices { e.store(base(k, outer: outer), rowBases[k], alignment: 8) }
  }
  /// Where they are in the next row along the last outer axis.
  private func advanceBases() {
    for (k, operand) in kernel.operands.enumerated() {
      let (type, stride) = (e.c.LLVMTypeOf(bases[k]), word(words.outerStride(k, kernel.outerRank - 1)))
      let here = e.load(type, rowBases[k], alignment: 8)
      let next = operand.role == .index ? e.add(here, stride) : e.offset(e.memoryType(operand.dtype), here, stride)
      e.store(next, rowBases[k], alignment: 8)
    }
  }

  /// Counts up the last coordinate, and the one before it where that wraps.
  private func advanceCoordinates() {
    guard kernel.outerRank > 0 else { return }
    let done = newBlock("advanced")
    let (along, around) = rowBases.isEmpty ? (done, done) : (newBlock("along"), newBlock("around"))
    for axis in (0..<kernel.outerRank).reversed() {
      let next = e.add(e.load(e.i64, coordinates[axis], alignment: 8), e.int(1))
      if axis == 0 {
        e.store(next, coordinates[axis], alignment: 8)
        e.branch(around)
      } else {
        let wraps = e.compare(CLLVMIntEQ, next, word(KernelArguments.outerExtents + axis))
        e.store(e.select(wraps, e.int(0), next), coordinates[axis], alignment: 8)
        let carry = newBlock("carry")
        e.branch(wraps, carry, axis == kernel.outerRank - 1 ? along : around)
        e.position(carry)
      }
    }
    if !rowBases.isEmpty {
      e.position(along)
      advanceBases()
      e.branch(done)
      e.position(around)
      storeBases()
      e.branch(done)
    }
    e.position(done)
  }

  // MARK: Places that live as long as the call

  /// The argument word, loaded once at the function's entry.
  func word(_ index: Int) -> IRValue {
    if let value = wordValues[index] { return value }
    let value = inEntry {
      let address = e.offset(e.i64, e.c.LLVMGetParam(function, 0), e.int(index))
      return e.load(e.i64, address, alignment: 8, "word\(index)")
    }
    wordValues[index] = value
    return value
  }
  /// True in calls whose outputs are stored past the caches.
  var streams: IRValue { e.compare(CLLVMIntNE, word(KernelArguments.streams), e.int(0)) }
  private func literal(_ index: Int, _ dtype: DType) -> IRValue {
    let bits = word(words.literal(index))
    switch dtype {
    case .f64: return e.c.LLVMBuildBitCast(e.builder, bits, e.registerType(.f64), "")
    case .f32:
      let low = e.c.LLVMBuildTrunc(e.builder, bits, e.i32, "")
      return e.c.LLVMBuildBitCast(e.builder, low, e.registerType(.f32), "")
    case .bool: return e.compare(CLLVMIntNE, bits, e.int(0))
    case .i64, .u64: return bits
    default: return e.c.LLVMBuildTrunc(e.builder, bits, e.registerType(dtype), "")
    }
  }
  /// `count` elements on a cache line of their own; `count` must be known at the entry.
  func array(_ type: IRType, count: IRValue, _ name: String) -> IRValue {
    inEntry {
      let array = e.c.LLVMBuildArrayAlloca(e.builder, type, count, name)
      e.c.LLVMSetAlignment(array, 64)
      return array
    }
  }
  func inEntry<Result>(_ body: () -> Result) -> Result {
    let here = e.block
    e.position(entry)
    defer { e.position(here) }
    return body()
  }
}
