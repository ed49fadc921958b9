import ArrayGraph
import ArrayKernels
import CLLVM

// A search for the first true element, or the first false one, in rows and total kernels: nothing beats it, so that it ends
// there.
//
//     for (s = begin; s <= end - 64 && !any of a[s : 64]; s += 64);
//     for (; s <= end - 16; s += 16) if (any of a[s : 16]) { place = s + the first such lane;  break; }
//     the same for what is left, masked or one by one
extension KernelEmitter {
  /// Vectors that are tested together.
  private static let truthsAtOnce = 4

  /// The truth value for whose first true, or false, element is searched; nil for another search.
  func searchedTruth(_ sweep: Kernel.Sweep) -> Kernel.ValueID? {
    guard kernel.form == .rows || kernel.form == .total, sweep.accumulators.count == 1, sweep.stores.isEmpty,
      case .cast(let truth) = kernel.values[sweep.accumulators[0].source].source, kernel.values[truth].dtype == .bool
    else { return nil }
    return truth
  }

  /// The first such element of `begin ..< end`, or the first one of all.
  func emitTruthSearch(
    _ truth: Kernel.ValueID, _ sweep: Kernel.Sweep, from begin: IRValue, to end: IRValue
  ) throws(ArrayError) -> (place: IRValue, isFound: IRValue) {
    let isWanted = sweep.accumulators[0].reduction == .argmax
    let computed = sweep.compute.filter { $0 <= truth }
    /// Which elements at `position` are wanted, a bit each.
    func wanted(_ position: Position) throws(ArrayError) -> IRValue {
      try scoped { () throws(ArrayError) in
        for id in computed { try compute(id, position) }
        let truths = try use(truth, position.lanes)
        let found = isWanted ? truths : e.c.LLVMBuildNot(e.builder, truths, "")
        let inside = position.mask.map { e.and(found, $0) } ?? found
        return position.lanes == 1 ? inside : e.c.LLVMBuildBitCast(e.builder, inside, e.integerType(position.lanes), "")
      }
    }
    /// Steps of some vectors of `lanes` while there are `least` elements and none is wanted: goes on at `hit` where one is,
    /// with its bits, and else at `past`. Gives the position.
    func skip(
      _ lanes: Int, vectors count: Int = 1, least: Int, from start: IRValue, hit: IRBlock, past: IRBlock
    ) throws(ArrayError) -> (s: IRValue, bits: IRValue) {
      try scoped { () throws(ArrayError) in
        vectors = [:]
        splatArguments(of: computed, stores: [truth], lanes)
        let (test, step) = (newBlock("test"), newBlock("step"))
        let before = e.block
        e.branch(test)
        e.position(test)
        let s = e.phi(e.i64, "s")
        e.incoming(s, start, before)
        e.branch(e.compare(CLLVMIntSLE, e.add(s, e.int(least)), end), step, past)
        e.position(step)
        var bits = try wanted(least < lanes ? maskedPosition(s, e.sub(end, s)) : vectorPosition(s, lanes))
        for k in 1..<count { bits = e.or(bits, try wanted(vectorPosition(e.add(s, e.int(k * lanes)), lanes))) }
        e.incoming(s, e.add(s, e.int(count * lanes)), e.block)
        e.branch(e.compare(CLLVMIntEQ, bits, e.c.LLVMConstNull(e.c.LLVMTypeOf(bits))), test, hit)
        return (s, bits)
      }
    }
    let done = newBlock("first")
    var results: [(place: IRValue, isFound: Int, block: IRBlock)] = []
    let glanced = newBlock("glanced")
    let turn = Self.truthsAtOnce
    var start = try skip(width, vectors: turn, least: turn * width, from: begin, hit: glanced, past: glanced).s
    e.position(glanced)
    for (lanes, least) in [(width, width), (usesMasks ? width : 1, 1)] {
      let (hit, past) = (newBlock("hit"), newBlock("past"))
      let (s, bits) = try skip(lanes, least: least, from: start, hit: hit, past: past)
      e.position(hit)
      results.append((lanes == 1 ? s : e.add(s, firstLane(bits, lanes)), 1, e.block))
      e.branch(done)
      e.position(past)
      start = s
    }
    results.append((begin, 0, e.block))
    e.branch(done)
    e.position(done)
    let (place, isFound) = (e.phi(e.i64, "place"), e.phi(e.integerType(1), "found"))
    for result in results {
      e.incoming(place, result.place, result.block)
      e.incoming(isFound, e.c.LLVMConstInt(e.integerType(1), UInt64(result.isFound), 0), result.block)
    }
    return (place, isFound)
  }

  /// The number of the lowest bit that is set.
  private func firstLane(_ bits: IRValue, _ lanes: Int) -> IRValue {
    let lane = e.intrinsic("llvm.cttz", [e.integerType(lanes)], [bits, e.c.LLVMConstInt(e.integerType(1), 0, 0)])
    return lanes < 64 ? e.c.LLVMBuildZExt(e.builder, lane, e.i64, "") : lane
  }

  /// What a block of a total gives of such a search; where a block before it in the same call has found one, nothing.
  func emitTruthSearch(
    _ truth: Kernel.ValueID, _ sweep: Kernel.Sweep, ofBlock begin: IRValue, _ end: IRValue
  ) throws(ArrayError) -> Found {
    let (byte, isTrue) = (e.integerType(8), sweep.accumulators[0].reduction == .argmax)
    let known = e.alloca(byte, "known")
    inEntry { e.store(e.c.LLVMConstNull(byte), known, alignment: 1) }
    let isUnknown = e.compare(CLLVMIntEQ, e.load(byte, known, alignment: 1), e.c.LLVMConstNull(byte))
    let nothing = e.c.LLVMConstNull(e.integerType(1))
    let found = try ifThen(isUnknown, else: [begin, nothing]) { () throws(ArrayError) in
      let (place, isFound) = try emitTruthSearch(truth, sweep, from: begin, to: end)
      e.store(e.c.LLVMBuildZExt(e.builder, isFound, byte, ""), known, alignment: 1)
      return [place, isFound]
    }
    func value(_ isTrue: Bool) -> IRValue { e.c.LLVMConstInt(byte, isTrue ? 1 : 0, 0) }
    return Found(value: e.select(found[1], value(isTrue), value(!isTrue)), place: found[0])
  }
}
