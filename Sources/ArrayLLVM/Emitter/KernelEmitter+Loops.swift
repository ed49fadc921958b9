import ArrayGraph
import CLLVM

extension KernelEmitter {
  func newBlock(_ name: String) -> IRBlock { e.newBlock(name, in: function) }

  func minimum(_ a: IRValue, _ b: IRValue) -> IRValue { e.select(e.compare(CLLVMIntSLT, a, b), a, b) }
  func maximum(_ a: IRValue, _ b: IRValue) -> IRValue { e.select(e.compare(CLLVMIntSLT, a, b), b, a) }

  func ifThen(_ condition: IRValue, _ body: () throws(ArrayError) -> Void) throws(ArrayError) {
    let (then, join) = (newBlock("then"), newBlock("join"))
    e.branch(condition, then, join)
    e.position(then)
    try body()
    e.branch(join)
    e.position(join)
  }
  func ifThen(_ condition: IRValue, _ body: () -> Void) {
    let (then, join) = (newBlock("then"), newBlock("join"))
    e.branch(condition, then, join)
    e.position(then)
    body()
    e.branch(join)
    e.position(join)
  }
  func ifThenElse(
    _ condition: IRValue, _ body: () throws(ArrayError) -> Void, else other: () throws(ArrayError) -> Void
  ) throws(ArrayError) {
    _ = try ifThen(condition) { () throws(ArrayError) in
      try body()
      return []
    } else: { () throws(ArrayError) in
      try other()
      return []
    }
  }
  /// `condition ? body() : otherwise`, where the body is code.
  func ifThen<E: Error>(
    _ condition: IRValue, else otherwise: [IRValue], _ body: () throws(E) -> [IRValue]
  ) throws(E) -> [IRValue] {
    let (then, join) = (newBlock("then"), newBlock("join"))
    let before = e.block
    e.branch(condition, then, join)
    e.position(then)
    let values = try body()
    let last = e.block
    e.branch(join)
    e.position(join)
    return joined(values, from: last, otherwise, from: before)
  }
  /// `condition ? body() : other()`, where both are code.
  func ifThen(
    _ condition: IRValue, _ body: () throws(ArrayError) -> [IRValue],
    else other: () throws(ArrayError) -> [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    let (then, otherwise, join) = (newBlock("then"), newBlock("else"), newBlock("join"))
    e.branch(condition, then, otherwise)
    e.position(then)
    let values = try body()
    let last = e.block
    e.branch(join)
    e.position(otherwise)
    let others = try other()
    let otherLast = e.block
    e.branch(join)
    e.position(join)
    return joined(values, from: last, others, from: otherLast)
  }
  private func joined(
    _ values: [IRValue], from block: IRBlock, _ others: [IRValue], from otherBlock: IRBlock
  ) -> [IRValue] {
    zip(values, others).map { value, other in
      let phi = e.phi(e.c.LLVMTypeOf(value))
      e.incoming(phi, value, block)
      e.incoming(phi, other, otherBlock)
      return phi
    }
  }

  /// `for (i = start; i < stop; i += step) carried = body(i, carried)`; gives the carried values after it.
  ///
  ///     br (start < stop), %loop, %after
  ///     loop:   %i = phi [start], [%i.next];  %carried = phi …;  …;  br (%i.next < stop), %loop, %after
  @discardableResult
  func loop(
    _ name: String, from start: IRValue, to stop: IRValue, step: Int, carried: [IRValue] = [],
    _ body: (IRValue, [IRValue]) throws(ArrayError) -> [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    try loop(name, from: start, to: stop, carried: carried) { (index, carried) throws(ArrayError) in
      let results = try body(index, carried)
      return (e.add(index, e.int(step), "i.next"), results)
    }
  }
  /// The same along the axis of the lanes. Addresses there are made of a row's own, the index and constants, as the
  /// processor takes them (and of a product where elements lie a variable distance apart). LLVM's strength reduction, which
  /// looks for better indices and pointers to count by, finds none and takes long over it; it does not look where it does
  /// not see that the index counts. (Variances of columns: 0.20 s to compile with it, 0.15 without.)
  @discardableResult
  func laneLoop(
    _ name: String, from start: IRValue, to stop: IRValue, step: Int, carried: [IRValue] = [],
    _ body: (IRValue, [IRValue]) throws(ArrayError) -> [IRValue]
  ) throws(ArrayError) -> [IRValue] {
    try loop(name, from: start, to: stop, carried: carried) { (index, carried) throws(ArrayError) in
      let results = try body(index, carried)
      return (e.hidden(e.add(index, e.int(step)), "i.next"), results)
    }
  }
  /// The same where the body says with which index it goes on.
  func loop(
    _ name: String, from start: IRValue, to stop: IRValue, carried: [IRValue],
    _ body: (IRValue, [IRValue]) throws(ArrayError) -> (next: IRValue, carried: [IRValue])
  ) throws(ArrayError) -> [IRValue] {
    let (block, after) = (newBlock(name), newBlock("after." + name))
    let before = e.block
    e.branch(e.compare(CLLVMIntSLT, start, stop), block, after)
    e.position(block)
    let index = e.phi(e.i64, "i")
    e.incoming(index, start, before)
    let phis = carried.map { value in
      let phi = e.phi(e.c.LLVMTypeOf(value))
      e.incoming(phi, value, before)
      return phi
    }
    let (next, results) = try body(index, phis)
    let last = e.block
    e.incoming(index, next, last)
    for (phi, result) in zip(phis, results) { e.incoming(phi, result, last) }
    e.branch(e.compare(CLLVMIntSLT, next, stop), block, after)
    e.position(after)
    return zip(carried, results).map { value, result in
      let phi = e.phi(e.c.LLVMTypeOf(value))
      e.incoming(phi, value, before)
      e.incoming(phi, result, last)
      return phi
    }
  }

  /// Keeps what `body` computes out of what stands after it: another block does not dominate it.
  func scoped<R>(_ body: () throws(ArrayError) -> R) throws(ArrayError) -> R {
    let kept = (scalars, vectors, windows, divisors, divisorFacts, e.lanes)
    defer { (scalars, vectors, windows, divisors, divisorFacts, e.lanes) = kept }
    return try body()
  }
}
