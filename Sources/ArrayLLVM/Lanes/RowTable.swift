import CLLVM
import Lanes
import Synchronization

/// The tables of operations with LLVM lanes: emitters by dtype and name.
struct RowTable: @unchecked Sendable {
  let rows: [DType: [String: LLVMProgram]]
  /// The value that leaves every other one as it is, by reduction.
  let identities: [DType: (Reduction) -> IRValue]
  /// Whether a search that has found the first value takes the second one, by reduction.
  let comparisons: [DType: (Reduction, IRValue, IRValue) -> IRValue]

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
    identities = [
      .bool: integerIdentity(TruthBit.self),
      .i8: integerIdentity(Signed8.self), .i16: integerIdentity(Signed16.self),
      .i32: integerIdentity(Signed32.self), .i64: integerIdentity(Signed64.self),
      .u8: integerIdentity(Unsigned8.self), .u16: integerIdentity(Unsigned16.self),
      .u32: integerIdentity(Unsigned32.self), .u64: integerIdentity(Unsigned64.self),
      .f32: { $0.identity(LLVMFloatLane<Binary32>.self).v },
      .f64: { $0.identity(LLVMFloatLane<Binary64>.self).v },
    ]
    comparisons = [
      .bool: comparison(LLVMIntegerLane<TruthBit>.self),
      .i8: comparison(LLVMIntegerLane<Signed8>.self), .i16: comparison(LLVMIntegerLane<Signed16>.self),
      .i32: comparison(LLVMIntegerLane<Signed32>.self), .i64: comparison(LLVMIntegerLane<Signed64>.self),
      .u8: comparison(LLVMIntegerLane<Unsigned8>.self), .u16: comparison(LLVMIntegerLane<Unsigned16>.self),
      .u32: comparison(LLVMIntegerLane<Unsigned32>.self), .u64: comparison(LLVMIntegerLane<Unsigned64>.self),
      .f32: comparison(LLVMFloatLane<Binary32>.self), .f64: comparison(LLVMFloatLane<Binary64>.self),
    ]
  }
}

/// What a row becomes.
struct RowCost {
  var instructions = 1
  /// Registers of one vector each that hold its tables.
  var tableRegisters = 0
}

/// The costs of rows, found by emitting each once: bodies are unrolled by them.
final class RowCosts: Sendable {
  private struct Key: Hashable {
    var dtype: DType
    var name: String
  }
  private let known = Mutex<[Key: RowCost]>([:])

  func cost(_ name: String, _ dtype: DType, _ library: LLVMLibrary, _ target: TargetFacts) -> RowCost {
    let key = Key(dtype: dtype, name: name)
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
private func comparison<L: LLVMLane>(_: L.Type) -> (Reduction, IRValue, IRValue) -> IRValue {
  { $0.isBeaten(L($1), by: L($2)).v }
}
