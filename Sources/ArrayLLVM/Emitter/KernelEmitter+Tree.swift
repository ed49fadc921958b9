import ArrayGraph
import ArrayKernels
import CLLVM
import Lanes

// The tree of a reduction: leaves in order, each result pushed on a stack and combined with what lies there. The uppermost
// value is in a register, so that the result of a single leaf does not go through memory.
//
//     for (leaf = 0; leaf < leafCount; leaf += 1) {                    // or 8, which are a whole subtree
//       stack[depth++] = value;                                        // the first time nobody asks for it
//       value = reduce(position, position + leaves[leaf].length);  position += leaves[leaf].length;
//       for (k = leaves[leaf].combines; k > 0; k--) value = stack[--depth] + value;
//     }
extension KernelEmitter {
  /// Where a sweep begins, and the table of its leaves: a pointer as an integer, and their number.
  struct Leaves {
    var start: IRValue
    var pointer: IRValue
    var count: IRValue
  }

  /// What leaves that stand next to each other gave.
  struct Subtree {
    var values: [IRValue]
    /// How many they are, and where their run ends.
    var leaves: IRValue
    var end: IRValue
    /// How many combinations follow them.
    var combines: IRValue

    init(values: [IRValue], leaves: IRValue, end: IRValue, combines: IRValue) {
      (self.values, self.leaves, self.end, self.combines) = (values, leaves, end, combines)
    }
    /// From what branches give together.
    init(all: [IRValue]) {
      self.init(values: Array(all.dropFirst(3)), leaves: all[0], end: all[1], combines: all[2])
    }
    var all: [IRValue] { [leaves, end, combines] + values }
  }

  func dtype(_ accumulator: Kernel.Accumulator) -> DType { kernel.values[accumulator.source].dtype }

  func combine(_ accumulator: Kernel.Accumulator, _ a: IRValue, _ b: IRValue, lanes: Int) -> IRValue {
    e.lanes = lanes
    guard let row = RowTable.shared.rows[dtype(accumulator)]?[accumulator.reduction.combiningRow] else {
      return a
    }
    return row.emit([a, b])
  }
  func identity(_ accumulator: Kernel.Accumulator, lanes: Int) -> IRValue {
    e.lanes = lanes
    let dtype = dtype(accumulator)
    guard let identity = RowTable.shared.identities[dtype] else {
      return e.constant(e.registerType(dtype), 0)
    }
    return identity(accumulator.reduction)
  }
  /// What the result of the tree is combined with: +0 for a sum of floats, else the identity.
  func start(_ accumulator: Kernel.Accumulator, lanes: Int) -> IRValue {
    let dtype = dtype(accumulator)
    guard accumulator.reduction == .sum, dtype.isFloat else { return identity(accumulator, lanes: lanes) }
    return e.c.LLVMConstNull(e.wide(e.registerType(dtype), lanes))
  }

  /// What the table of leaves at `pointer` says of one.
  func entry(_ index: IRValue, of pointer: IRValue) -> (length: IRValue, combines: IRValue) {
    let table = e.c.LLVMBuildIntToPtr(e.builder, pointer, e.pointer(e.i32), "leaves")
    let place = e.offset(e.i32, table, e.mul(index, e.int(2)))
    let length = e.load(e.i32, place, alignment: 4, "length")
    let combines = e.load(e.i32, e.offset(e.i32, place, e.int(1)), alignment: 4, "combines")
    return (e.c.LLVMBuildSExt(e.builder, length, e.i64, ""), e.c.LLVMBuildSExt(e.builder, combines, e.i64, ""))
  }

  /// Reduces by the tree, to scalars or for so many rows at once; `subtree` reduces one leaf or several from a place in the
  /// table and a position on. Gives the tree's values.
  func emitTree(
    _ accumulators: [Kernel.Accumulator], _ leaves: Leaves, lanes: Int = 1,
    _ subtree: (_ leaf: IRValue, _ begin: IRValue) throws(ArrayError) -> Subtree
  ) throws(ArrayError) -> [IRValue] {
    let types = accumulators.map { e.wide(e.registerType(dtype($0)), lanes) }
    let stacks = types.map { e.alloca(e.c.LLVMArrayType($0, UInt32(ReductionTree.stackDepth)), "stack") }
    let alignments = accumulators.map { dtype($0).size }
    func slot(_ k: Int, _ depth: IRValue) -> IRValue {
      e.offset(types[k], e.bitcastPointer(stacks[k], to: types[k]), depth)
    }
    let first = [leaves.start, e.int(0)] + accumulators.map { identity($0, lanes: lanes) }
    let last = try loop("leaf", from: e.int(0), to: leaves.count, carried: first) { (index, state) throws(ArrayError) in
      for k in accumulators.indices { e.store(state[k + 2], slot(k, state[1]), alignment: alignments[k]) }
      let reduced = try subtree(index, state[0])
      let depth = e.add(state[1], e.int(1))
      let combined = try loop(
        "combine", from: e.int(0), to: reduced.combines, step: 1, carried: [depth] + reduced.values
      ) { (_, carried) throws(ArrayError) in
        let depth = e.sub(carried[0], e.int(1))
        return [depth]
          + accumulators.indices.map { k in
            let left = e.load(types[k], slot(k, depth), alignment: alignments[k])
            return combine(accumulators[k], left, carried[k + 1], lanes: lanes)
          }
      }
      return (e.add(index, reduced.leaves), [reduced.end] + combined)
    }
    return Array(last.dropFirst(2))
  }
}
