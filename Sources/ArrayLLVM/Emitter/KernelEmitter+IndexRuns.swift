import ArrayKernels
import CLLVM
import Lanes

// Comparisons of indices with a number, as in `np.tril` and causal masks. The indices of a vector follow each other, so what
// decides is how far the number lies behind the first one: it is held to the vector's length and compared with 0, 1, 2 …
// in bytes, where the indices themselves have eight.
//
//     start, start + 1, … < bound    =    0, 1, … < min(max(bound - start, 0), lanes)
//
// (A causal mask of 1000 × 1000 f32: 0.28 ms, and 0.085 so.)
extension KernelEmitter {
  /// The result of an operation on such vectors, if it is a comparison with a number; a sum with one begins elsewhere.
  func overRun(
    _ operation: Operation, _ dtype: DType, _ values: [IRValue], _ emit: ([IRValue]) -> IRValue
  ) -> IRValue? {
    guard dtype == .i64, values.count == 2, e.lanes > 1, e.lanes <= 64 else { return nil }
    let (starts, numbers) = (values.map { e.startsOfRuns[$0] }, values.map { e.scalarsOfSplats[$0] })
    switch (starts[0], numbers[1], starts[1], numbers[0]) {
    case (let start?, let number?, _, _):
      if let comparison = Self.comparisons[operation.name] { return compared(start, comparison, number, emit) }
      guard operation.name == "add" || operation.name == "subtract" else { return nil }
      let result = emit(values)
      e.startsOfRuns[result] = operation.name == "add" ? e.add(start, number) : e.sub(start, number)
      return result
    case (_, _, let start?, let number?):
      if let mirrored = Self.mirrored[operation.name], let comparison = Self.comparisons[mirrored] {
        return compared(start, comparison, number) { emit([$0[1], $0[0]]) }
      }
      guard operation.name == "add" else { return nil }
      let result = emit(values)
      e.startsOfRuns[result] = e.add(number, start)
      return result
    default: return nil
    }
  }

  /// What is compared with the held distance, and how.
  private struct Comparison {
    var predicate: UInt32
    /// What is added to the distance.
    var more = 0
    var isEquality = false
  }
  private static let comparisons = [
    "less": Comparison(predicate: UInt32(CLLVMIntULT)),
    "less_equal": Comparison(predicate: UInt32(CLLVMIntULT), more: 1),
    "greater": Comparison(predicate: UInt32(CLLVMIntUGE), more: 1),
    "greater_equal": Comparison(predicate: UInt32(CLLVMIntUGE)),
    "equal": Comparison(predicate: UInt32(CLLVMIntEQ), isEquality: true),
    "not_equal": Comparison(predicate: UInt32(CLLVMIntNE), isEquality: true),
  ]
  private static let mirrored = [
    "less": "greater", "less_equal": "greater_equal", "greater": "less", "greater_equal": "less_equal",
    "equal": "equal", "not_equal": "not_equal",
  ]

  private func compared(
    _ start: IRValue, _ comparison: Comparison, _ number: IRValue, _ emit: ([IRValue]) -> IRValue
  ) -> IRValue? {
    guard let function = e.function else { return nil }
    let lanes = e.lanes
    // Where the indices pass the greatest number, they are compared themselves.
    let isRun = e.compare(CLLVMIntSLE, start, e.int(Int.max - lanes))
    return e.either(isRun, ("run", "indices", "compared"), in: function) {
      let distance = e.intrinsic("llvm.ssub.sat", [e.i64], [number, start])
      let held: IRValue
      if comparison.isEquality {
        held = e.select(e.compare(CLLVMIntULT, distance, e.int(lanes)), distance, e.int(lanes))
      } else {
        let (least, most) = (e.int(-comparison.more), e.int(lanes - comparison.more))
        let raised = e.select(e.compare(CLLVMIntSLT, distance, least), least, distance)
        held = e.add(e.select(e.compare(CLLVMIntSLT, raised, most), raised, most), e.int(comparison.more))
      }
      let byte = e.c.LLVMBuildTrunc(e.builder, held, e.integerType(8), "")
      return e.compare(comparison.predicate, e.iota(lanes, bits: 8), e.splat(byte, lanes))
    } else: {
      emit([e.add(e.splat(start, lanes), e.iota(lanes, bits: 64)), e.splat(number, lanes)])
    }
  }
}
