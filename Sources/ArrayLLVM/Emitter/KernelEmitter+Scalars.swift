import ArrayGraph
import ArrayKernels
import CLLVM
import Lanes

// Operations of lanes with a scalar that does not change in a loop: what they need of it is made before the loop, once a row,
// or once a call.
//
//     call:  y = 1 / b;  z = …                     // a divisor that is the same all along
//     row:   y = 1 / b;  z = …                     // one of its own, where the row is long
//     loop:  a · y …                               // `Division.swift`; shifts of bytes and division of integers likewise
extension KernelEmitter {
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
  /// Takes those of one row, in the scope of its loops.
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
  func quotient(
    _ dividend: IRValue, _ divisor: VectorDivisor, _ dtype: DType, isOfIntegers: Bool, mask: IRValue?
  ) -> IRValue {
    dtype == .f64
      ? LLVMFloatLane<Binary64>.quotient(dividend, divisor, isOfIntegers: isOfIntegers, mask: mask)
      : LLVMFloatLane<Binary32>.quotient(dividend, divisor, isOfIntegers: isOfIntegers, mask: mask)
  }
}
