import ArrayKernels
import CLLVM
import Lanes

// The tree of a reduction, whose length only the running program knows.
extension ProgramEmitter {
  /// Whether a kernel looks at the tree: integers and searches along the lanes follow none, and a short run is one leaf.
  func readsLeaves(_ kernel: Kernel) -> Bool {
    switch kernel.form {
    case .map, .short: false
    case .columns, .total: true
    case .rows: kernel.accumulators.contains { !$0.reduction.isSearch && kernel.values[$0.source].dtype.isFloat }
    }
  }

  /// `int64_t tree(int64_t count, struct leaf *leaves)`: writes the leaves of `ReductionTree` and counts them. The last
  /// leaf of each split run is followed by one combination more.
  ///
  ///     if (count <= 128) { leaves[0] = {count, 0};  return 1; }
  ///     if (three splits give eight leaves) { leaves[0..7] = {…, 0}, {…, 1}, {…, 0}, {…, 2}, …, {…, 3};  return 8; }
  ///     left = count / 2 & ~7;  first = tree(left, leaves);  second = tree(count - left, leaves + first);
  ///     leaves[first + second - 1].combines += 1;  return first + second;
  func tree(isInterleaved: Bool) -> IRValue {
    let name = "\(program.name)_\(isInterleaved ? "runs" : "rows")"
    if let known = e.c.LLVMGetNamedFunction(e.module, name) { return known }
    let here = e.block
    defer { e.position(here) }
    var types = [e.i64, e.i64]
    let type = e.c.LLVMFunctionType(e.i64, &types, 2, 0)
    let tree = e.c.LLVMAddFunction(e.module, name, type)
    let (count, leaves) = (e.c.LLVMGetParam(tree, 0), e.c.LLVMGetParam(tree, 1))
    func newBlock(_ name: String) -> IRBlock { e.c.LLVMAppendBasicBlockInContext(e.context, tree, name) }
    let (entry, leaf) = (newBlock("entry"), newBlock("leaf"))
    let (long, eighths, split) = (newBlock("long"), newBlock("eighths"), newBlock("split"))
    let limit = e.int(ReductionTree.leafLimit)
    func write(_ index: Int, length: IRValue, combines: Int) {
      let place = e.add(leaves, e.int(8 * index))
      store(e.c.LLVMBuildTrunc(e.builder, length, e.i32, ""), e.i32, place, alignment: 4)
      store(e.c.LLVMConstInt(e.i32, UInt64(combines), 0), e.i32, e.add(place, e.int(4)), alignment: 4)
    }
    e.position(entry)
    e.branch(e.compare(CLLVMIntSLE, count, limit), leaf, isInterleaved ? long : split)

    e.position(leaf)
    write(0, length: count, combines: 0)
    _ = e.c.LLVMBuildRet(e.builder, e.int(1))

    // Most leaves of a long run come in eights, which take no calls.
    e.position(long)
    let rest = e.and(count, e.int(7))
    func halves(_ groups: IRValue) -> [IRValue] {
      let half = e.c.LLVMBuildLShr(e.builder, groups, e.int(1), "")
      return [half, e.sub(groups, half)]
    }
    let quarters = halves(e.c.LLVMBuildLShr(e.builder, count, e.int(3), "")).flatMap(halves)
    var lengths = quarters.flatMap(halves).map { e.mul($0, e.int(8)) }
    lengths[7] = e.add(lengths[7], rest)
    // Of what a split gives, the first is the shortest, the last the longest.
    let splitsThrice = e.compare(CLLVMIntSLT, limit, e.mul(quarters[0], e.int(8)))
    e.branch(e.and(splitsThrice, e.compare(CLLVMIntSLE, lengths[7], limit)), eighths, split)

    e.position(eighths)
    for (k, length) in lengths.enumerated() { write(k, length: length, combines: (k + 1).trailingZeroBitCount) }
    _ = e.c.LLVMBuildRet(e.builder, e.int(8))

    e.position(split)
    let left: IRValue
    if isInterleaved {
      left = e.and(e.c.LLVMBuildUDiv(e.builder, count, e.int(2), ""), e.int(~7))
    } else {
      let runs = e.c.LLVMBuildUDiv(e.builder, e.add(count, e.sub(limit, e.int(1))), limit, "")
      left = e.mul(e.c.LLVMBuildUDiv(e.builder, runs, e.int(2), ""), limit)
    }
    let first = call(tree, [left, leaves])
    let second = call(tree, [e.sub(count, left), e.add(leaves, e.mul(first, e.int(8)))])
    let total = e.add(first, second)
    let last = e.sub(e.add(leaves, e.mul(total, e.int(8))), e.int(4))
    let combines = load(e.i32, last, alignment: 4)
    store(e.add(combines, e.c.LLVMConstInt(e.i32, 1, 0)), e.i32, last, alignment: 4)
    _ = e.c.LLVMBuildRet(e.builder, total)
    return tree
  }
}
