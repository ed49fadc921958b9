import ArrayGraph
import CLLVM

// Loop distribution: a long body becomes short loops, one after the other, over a few vectors.
//
// Each step of a formula waits for the one before, and a processor looks ahead a few hundred instructions: less than one
// turn of a long body, so that nothing fills the waiting. Of a short body several turns are in flight. What later loops
// need lies in buffers that the first-level cache holds. (Without AVX-512, 10⁶ elements, one thread, ms before and since:
// Black-Scholes f64 18.0, 12.3; f32 6.3, 4.4; gelu in its tanh form 1.63, 0.96.)
//
// Loops are cut where a lookup loads lanes one by one: they are read from the buffer, where they were stored long ago.
// A load that waits for a store of the same turn takes longer than from the cache. Between those places they are cut
// where the fewest values are needed on both sides.
//
//     for (first = start; first < stop; first += 256) {
//       last = min(first + 256, stop);
//       for (i = first; i < last; i += 16) { …; saved0[i - first : 16] = t; saved1[i - first : 16] = places; }
//       for (i = first; i < last; i += 16) { …; out[i : 16] = …; }
//     }
//
//     part:     %i = phi [first], [%i.next];  %t = …;  store <16 x float> %t, ptr (%saved0 + %i - %first);  …
//     lanes16:  %i = phi …;  %t.again = load <16 x float>, ptr (%saved0 + %i - %first);  …
extension KernelEmitter {
  /// `for (i = start; i < stop; i += step) body(i)`, where `body` computes with `step` lanes and is cut at some of the
  /// marks that it makes.
  func distributedLoop(
    _ name: String, from start: IRValue, to stop: IRValue, step: Int, _ body: (IRValue) throws(ArrayError) -> Void
  ) throws(ArrayError) {
    let length = step * Distribution.turn
    try loop("turn", from: start, to: stop, step: length) { (first, _) throws(ArrayError) in
      let last = minimum(e.add(first, e.int(length)), stop)
      let (parts, rest) = (newBlock("parts"), newBlock("rest"))
      e.branch(parts)
      e.position(rest)
      var distribution: Distribution?
      try laneLoop(name, from: first, to: last, step: step) { (index, _) throws(ArrayError) in
        let block = e.block
        e.marks = (block, [])
        try body(index)
        let marks = e.marks?.places ?? []
        e.marks = nil
        distribution = Distribution(e, block, index: index, first: first, lanes: step, marks, cost: e.cost.instructions)
        return []
      }
      let after = e.block
      e.position(parts)
      if let distribution {
        for part in distribution.movedParts {
          try laneLoop("part", from: first, to: last, step: step) { (index, _) in
            distribution.move(part, index: index)
            return []
          }
        }
        e.branch(rest)
        distribution.finish()
      }
      e.position(after)
      return []
    }
  }
}

extension Emitter {
  /// A place between two instructions where a loop may be cut.
  struct Mark {
    /// The instruction before it.
    var last: IRValue
    /// What formulas had appended before it.
    var cost: Int
    /// Whether lanes are needed one by one from here on, which they are in memory.
    var isLookup: Bool
  }
  /// Marks where the builder stands, if that is in the block whose marks are wanted.
  func mark(isLookup: Bool = false) {
    guard let marks, marks.block == block, let last = c.LLVMGetLastInstruction(block) else { return }
    self.marks?.places.append(Mark(last: last, cost: cost.instructions, isLookup: isLookup))
  }
}
