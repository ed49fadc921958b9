/// The tables of operations, compiled for SIMD lanes: what the interpreter runs.
package struct LoopTable: Sendable {
  /// The row of an operation for the dtype it computes in.
  package let rows: [OperationKey: BlockLoop]
  package let casts: [DType: [DType: BlockLoop]]
  package let reductions: [ReductionKey: ReductionLoop]

  package struct OperationKey: Hashable, Sendable {
    package var name: String
    package var dtype: DType
  }
  package struct ReductionKey: Hashable, Sendable {
    package var reduction: Reduction
    package var dtype: DType
  }

  package func loop(_ name: String, _ dtype: DType) -> BlockLoop? {
    rows[OperationKey(name: name, dtype: dtype)]
  }
  package func reduction(_ reduction: Reduction, _ dtype: DType) -> ReductionLoop? {
    reductions[ReductionKey(reduction: reduction, dtype: dtype)]
  }

  /// The table for this processor.
  package static let shared = HardwareMultiplyAdd.isAvailable ? hardware() : soft()

  /// The table that needs no fused multiply-add instruction; the same bits, slowly.
  package static func soft() -> LoopTable {
    LoopTable(
      f32: allFloatRows(SIMDFloatLane<Float, SoftMultiplyAdd>.self),
      f64: allFloatRows(SIMDFloatLane<Double, SoftMultiplyAdd>.self))
  }
  private static func hardware() -> LoopTable {
    LoopTable(f32: hardwareRowsF32(), f64: hardwareRowsF64())
  }

  private init(f32: [(String, BlockLoop)], f64: [(String, BlockLoop)]) {
    var rows: [OperationKey: BlockLoop] = [:]
    func enter(_ dtype: DType, _ list: [(String, BlockLoop)]) {
      for (name, program) in list { rows[OperationKey(name: name, dtype: dtype)] = program }
    }
    enter(.f32, f32)
    enter(.f64, f64)
    enter(.bool, boolRows(SIMDIntegerLane<UInt8>.self).map { ($0.name, $0.program) })
    enter(.i8, integers(Int8.self))
    enter(.i16, integers(Int16.self))
    enter(.i32, integers(Int32.self))
    enter(.i64, integers(Int64.self))
    enter(.u8, integers(UInt8.self))
    enter(.u16, integers(UInt16.self))
    enter(.u32, integers(UInt32.self))
    enter(.u64, integers(UInt64.self))
    self.rows = rows
    casts = castLoops
    reductions = reductionLoops()
  }
}

@inline(__always)
private func integers<S: LaneElement & FixedWidthInteger>(_: S.Type) -> [(String, BlockLoop)] {
  let rows = numberRows(SIMDIntegerLane<S>.self) + integerRows(SIMDIntegerLane<S>.self)
  return rows.map { ($0.name, $0.program) }
}

@inline(__always)
private func floatPrograms<L: FloatLane>(_: L.Type) -> [(String, BlockLoop)] where L.Program == BlockLoop {
  let rows = numberRows(L.self) + floatRows(L.self) + mathRows(L.self)
  return rows.map { ($0.name, $0.program) }
}

private func hardwareRowsF32() -> [(String, BlockLoop)] {
  floatPrograms(SIMDFloatLane<Float, HardwareMultiplyAdd>.self)
}
private func hardwareRowsF64() -> [(String, BlockLoop)] {
  floatPrograms(SIMDFloatLane<Double, HardwareMultiplyAdd>.self)
}

/// Left generic on purpose: processors without the instruction are rare, and compiling every formula for them
/// would double this module.
@_semantics("optimize.sil.specialize.generic.never")
@inline(never)
private func allFloatRows<L: FloatLane>(_: L.Type) -> [(String, BlockLoop)] where L.Program == BlockLoop {
  let rows = numberRows(L.self) + floatRows(L.self) + mathRows(L.self)
  return rows.map { ($0.name, $0.program) }
}

private func reductionLoops() -> [LoopTable.ReductionKey: ReductionLoop] {
  var table: [LoopTable.ReductionKey: ReductionLoop] = [:]
  func enter(_ reduction: Reduction, _ dtype: DType, _ loop: ReductionLoop) {
    table[LoopTable.ReductionKey(reduction: reduction, dtype: dtype)] = loop
  }
  for reduction in Reduction.allCases {
    enter(reduction, .f32, floatReduction(reduction, Float.self))
    enter(reduction, .f64, floatReduction(reduction, Double.self))
    enter(reduction, .bool, integerReduction(reduction, UInt8.self))
    enter(reduction, .i8, integerReduction(reduction, Int8.self))
    enter(reduction, .i16, integerReduction(reduction, Int16.self))
    enter(reduction, .i32, integerReduction(reduction, Int32.self))
    enter(reduction, .i64, integerReduction(reduction, Int64.self))
    enter(reduction, .u8, integerReduction(reduction, UInt8.self))
    enter(reduction, .u16, integerReduction(reduction, UInt16.self))
    enter(reduction, .u32, integerReduction(reduction, UInt32.self))
    enter(reduction, .u64, integerReduction(reduction, UInt64.self))
  }
  return table
}

@inline(__always)
private func floatReduction<S: LaneFloat>(_ reduction: Reduction, _: S.Type) -> ReductionLoop {
  typealias L = SIMDFloatLane<S, HardwareMultiplyAdd>
  switch reduction {
  case .sum: return L.reductionLoop(Reduction.Sum.self)
  case .prod: return L.reductionLoop(Reduction.Prod.self)
  case .max: return L.reductionLoop(Reduction.Max.self)
  case .min: return L.reductionLoop(Reduction.Min.self)
  }
}

@inline(__always)
private func integerReduction<S: LaneElement & FixedWidthInteger>(
  _ reduction: Reduction, _: S.Type
) -> ReductionLoop {
  typealias L = SIMDIntegerLane<S>
  switch reduction {
  case .sum: return L.reductionLoop(Reduction.Sum.self)
  case .prod: return L.reductionLoop(Reduction.Prod.self)
  case .max: return L.reductionLoop(Reduction.Max.self)
  case .min: return L.reductionLoop(Reduction.Min.self)
  }
}
