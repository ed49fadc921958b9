import CLanes

/// A row of the tables, or a cast, as a loop over a block of elements in memory.
package struct BlockLoop: @unchecked Sendable {
  /// Destination, up to three operands, number of elements, and which operands advance with the elements: bit k is set
  /// for operand k. One that does not is a splat, `splatBytes` of equal elements. Operands that the row does not have
  /// may be any pointers; the destination may be an operand.
  package let run: lanes_loop

  /// Bytes of the widest vector.
  package static let splatBytes = Int(LANES_SPLAT_BYTES)
}

/// A reduction over one dtype: of elements `a`, or of what a row gives for the elements `a` and `b`.
package struct ReductionLoop: @unchecked Sendable {
  let reduceLeaves: lanes_reduce
  let reduceWholeRows: lanes_reduce_rows
  /// Combines some rows with the elements of a row, one after the other: that row, both operands with the bytes from one
  /// row to the next, elements of a row, rows, and which operands advance. One that does not has one element a row.
  package let reduceColumns: lanes_reduce_columns
  /// Writes the value that leaves every other one as it is, some times.
  package let identity: @convention(c) (UnsafeMutableRawPointer, Int) -> Void

  /// Reduces the elements of some leaves of a tree and pushes each result on a stack that holds `depth` already,
  /// combining as they say; gives the new depth.
  package func reduce(
    _ stack: UnsafeMutableRawPointer, _ depth: Int, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer,
    _ leaves: UnsafePointer<ReductionTree.Leaf>, _ count: Int
  ) -> Int {
    reduceLeaves(stack, depth, a, b, UnsafeRawPointer(leaves).assumingMemoryBound(to: lanes_leaf.self), count)
  }

  /// Reduces `rows` rows, of the leaves of one tree each, to an element each. Operands go with the bytes from one row to the
  /// next.
  package func reduceRows(
    _ out: UnsafeMutableRawPointer, _ a: UnsafeRawPointer, _ aStride: Int, _ b: UnsafeRawPointer, _ bStride: Int,
    _ leaves: UnsafePointer<ReductionTree.Leaf>, _ count: Int, rows: Int
  ) {
    let leaves = UnsafeRawPointer(leaves).assumingMemoryBound(to: lanes_leaf.self)
    reduceWholeRows(out, a, aStride, b, bStride, leaves, count, rows)
  }
}

/// A search for the greatest or the least element over one dtype. It keeps the best value so far and where it stands;
/// at first that is the identity, at the first element's place.
package struct SearchLoop: @unchecked Sendable {
  /// Best value and its position, elements, their number, and where the first of them stands.
  package let find: lanes_find
  /// The same for columns: best values and their positions, the elements of one row, their number, whether they advance,
  /// and the number of the row.
  package let findInColumns: lanes_find_in_columns
  /// Writes the value that beats nothing, some times.
  package let identity: @convention(c) (UnsafeMutableRawPointer, Int) -> Void
}
