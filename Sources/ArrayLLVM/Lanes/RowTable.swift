import Lanes

/// The tables of operations with LLVM lanes: emitters by dtype and name.
struct RowTable: @unchecked Sendable {
  let rows: [DType: [String: LLVMProgram]]
  /// The value that leaves every other one as it is, by reduction.
  let identities: [DType: (Reduction) -> IRValue]

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
