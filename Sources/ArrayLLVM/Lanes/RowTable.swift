import CLLVM
import Lanes
import Synchronization

/// The tables of operations with LLVM lanes: emitters by dtype and name.
struct RowTable: @unchecked Sendable {
  let rows: [DType: [String: LLVMProgram]]
  /// The rows of truth values that are bytes.
  let truthBytes: [String: LLVMProgram]
  /// The value that leaves every other one as it is, by reduction.
  let identities: [DType: (Reduction) -> IRValue]
  let searches: [DType: SearchProgram]

  /// Formulas capture nothing, so that threads may share them.
  static let shared = RowTable()

  private init() {
    rows = [
      .bool: byName(boolRows(LLVMIntegerLane<TruthBit>.self)),
      .i8: integers(Signed8.self), .i16: integers(Signed16.self),
      .i32: integers(Signed32.self), .i64: integers(Signed64.self),
      .u8: integers(Unsigned8.self), .u16: integers(Unsigned16.self),
      .u32: integers(Unsigned32.self), .u64: integers(Unsigned64.self),
      .f32: floats(Binary32.self), .f64: floats(Binary64.self),
    ]
    truthBytes = byName(boolRows(LLVMIntegerLane<Unsigned8>.self))
    identities = [
      .bool: integerIdentity(TruthBit.self),
      .i8: integerIdentity(Signed8.self), .i16: integerIdentity(Signed16.self),
      .i32: integerIdentity(Signed32.self), .i64: integerIdentity(Signed64.self),
      .u8: integerIdentity(Unsigned8.self), .u16: integerIdentity(Unsigned16.self),
      .u32: integerIdentity(Unsigned32.self), .u64: integerIdentity(Unsigned64.self),
      .f32: { $0.identity(LLVMFloatLane<Binary32>.self).v },
      .f64: { $0.identity(LLVMFloatLane<Binary64>.self).v },
    ]
    searches = [
      .bool: SearchProgram(LLVMIntegerLane<TruthBit>.self),
      .i8: SearchProgram(LLVMIntegerLane<Signed8>.self), .i16: SearchProgram(LLVMIntegerLane<Signed16>.self),
      .i32: SearchProgram(LLVMIntegerLane<Signed32>.self), .i64: SearchProgram(LLVMIntegerLane<Signed64>.self),
      .u8: SearchProgram(LLVMIntegerLane<Unsigned8>.self), .u16: SearchProgram(LLVMIntegerLane<Unsigned16>.self),
      .u32: SearchProgram(LLVMIntegerLane<Unsigned32>.self), .u64: SearchProgram(LLVMIntegerLane<Unsigned64>.self),
      .f32: SearchProgram(LLVMFloatLane<Binary32>.self), .f64: SearchProgram(LLVMFloatLane<Binary64>.self),
    ]
  }
}

/// What a search does with elements: the functions of `Reduction` of these names.
struct SearchProgram {
  let isBeaten: (Reduction, IRValue, IRValue) -> IRValue
  let glance: (Reduction, IRValue, IRValue, IRValue) -> (extreme: IRValue, sum: IRValue)
  let mayBeat: (Reduction, IRValue, IRValue, IRValue) -> IRValue

  init<L: LLVMLane>(_: L.Type) {
    isBeaten = { $0.isBeaten(L($1), by: L($2)).v }
    glance = {
      let (extreme, sum) = $0.glance(L($1), L($2), at: L($3))
      return (extreme.v, sum.v)
    }
    mayBeat = { $0.mayBeat(L($1), extreme: L($2), sum: L($3)).v }
  }
}

/// What a row becomes.
struct RowCost {
  var instructions = 1
  /// Registers of one vector each that hold its tables.
  var tableRegisters = 0
  /// Lookups in more than two tables at once that lie in memory.
  var rowLookups = 0
}

/// The costs of rows, found by emitting each once: bodies are unrolled by them.
final class RowCosts: Sendable {
  private struct Key: Hashable {
    var dtype: DType
    var name: String
    var target: TargetFacts
  }
  private let known = Mutex<[Key: RowCost]>([:])

  func cost(_ name: String, _ dtype: DType, _ library: LLVMLibrary, _ target: TargetFacts) -> RowCost {
    let key = Key(dtype: dtype, name: name, target: target)
    if let cost = known.withLock({ $0[key] }) { return cost }
    let cost = measure(name, dtype, Emitter(library, target: target, moduleName: "cost"))
    known.withLock { $0[key] = cost }
    return cost
  }

  private func measure(_ name: String, _ dtype: DType, _ e: Emitter) -> RowCost {
    guard let signature = Operation.named(name)?.signature(dtype),
      let row = RowTable.shared.rows[dtype]?[name]
    else {
      return RowCost()
    }
    e.lanes = 8
    var types = Array(repeating: e.wide(e.registerType(dtype)), count: signature.operandCount)
    if signature == .select { types[0] = e.wide(e.integerType(1)) }
    let count = UInt32(types.count)
    let type = e.c.LLVMFunctionType(e.c.LLVMVoidTypeInContext(e.context), &types, count, 0)
    let function = e.c.LLVMAddFunction(e.module, "row", type)
    e.function = function
    e.position(e.c.LLVMAppendBasicBlockInContext(e.context, function, "entry"))
    e.run { _ = row.emit((0..<count).map { e.c.LLVMGetParam(function, $0) }) }
    return e.cost
  }
}

// Generic code on purpose: emission is never hot, and a copy of every formula for each dtype would be large.

@_semantics("optimize.sil.specialize.generic.never")
@inline(never)
private func byName<L: LLVMLane>(_ rows: [Row<L>]) -> [String: LLVMProgram] {
  Dictionary(rows.map { ($0.name, $0.program) }, uniquingKeysWith: { $1 })
}
@_semantics("optimize.sil.specialize.generic.never")
@inline(never)
private func integers<F: LLVMIntegerFormat>(_: F.Type) -> [String: LLVMProgram] {
  byName(numberRows(LLVMIntegerLane<F>.self) + integerRows(LLVMIntegerLane<F>.self))
}
@_semantics("optimize.sil.specialize.generic.never")
@inline(never)
private func floats<F: LLVMFloatFormat>(_: F.Type) -> [String: LLVMProgram] {
  typealias L = LLVMFloatLane<F>
  return byName(numberRows(L.self) + floatRows(L.self) + mathRows(L.self))
}
private func integerIdentity<F: LLVMIntegerFormat>(_: F.Type) -> (Reduction) -> IRValue {
  { $0.identity(LLVMIntegerLane<F>.self).v }
}
