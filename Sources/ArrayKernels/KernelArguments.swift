import ArrayGraph
import Lanes

/// Where each run-time argument of a kernel stands: one flat block of 64-bit words, the same for both compilers.
///
///     word 0            extent of the inner axis (1 without one)
///     word 1            extent of the sweep axis (1 without one)
///     word 2            length of a chunk along the inner axis
///     word 3            pointer to the leaves of the reduction tree over the sweep (`ReductionTree.Leaf`)
///     word 4            number of leaves
///     word 5            pointer to the blocks of a `.total` kernel (`KernelArguments.Block`)
///     word 6            pointer to the partial results of a `.total` kernel, block by block (`KernelArguments.Partial`)
///     word 7            1 where contiguous outputs are stored past the caches, else 0; the results are the same
///     then              outer extents
///     then, an operand  pointer (an index: its offset), sweep stride, inner stride, outer strides, in elements
///     then              literals, as their bits
///
/// A call runs the *units* `begin ..< end`. A unit is one row in `.rows`, one block in `.total`, and one chunk of
/// one row elsewhere: unit u is chunk `u % chunks` of row `u / chunks`, where `chunks` is the inner extent divided
/// by the chunk length, rounded up.
package struct KernelArguments: Sendable {
  package static let innerExtent = 0
  package static let sweepExtent = 1
  package static let chunkLength = 2
  package static let leaves = 3
  package static let leafCount = 4
  package static let blocks = 5
  package static let partials = 6
  /// Whether whole vectors of contiguous outputs are stored past the caches. Only for rows in which every contiguous
  /// output is aligned to 64 bytes at the same elements; whoever sets it sees to it that the stores have ended before
  /// another thread reads them (`Streaming.end`).
  package static let streams = 7
  package static let outerExtents = 8

  package let outerRank: Int
  package let operandCount: Int
  package let literalCount: Int

  package init(_ kernel: Kernel) {
    outerRank = kernel.outerRank
    operandCount = kernel.operands.count
    literalCount = kernel.literals.count
  }

  /// Words an operand takes.
  package var operandWords: Int { 3 + outerRank }
  package func pointer(_ operand: Int) -> Int { Self.outerExtents + outerRank + operand * operandWords }
  package func sweepStride(_ operand: Int) -> Int { pointer(operand) + 1 }
  package func innerStride(_ operand: Int) -> Int { pointer(operand) + 2 }
  package func outerStride(_ operand: Int, _ axis: Int) -> Int { pointer(operand) + 3 + axis }
  package func literal(_ index: Int) -> Int { pointer(operandCount) + index }
  package var count: Int { pointer(operandCount) + literalCount }

  /// One block of a `.total` kernel: a subtree of the reduction tree.
  package struct Block: @unchecked Sendable {
    /// The positions along the sweep.
    package var start: Int
    package var end: Int
    package var leaves: UnsafePointer<ReductionTree.Leaf>
    package var leafCount: Int

    package init(start: Int, end: Int, leaves: UnsafePointer<ReductionTree.Leaf>, leafCount: Int) {
      self.start = start
      self.end = end
      self.leaves = leaves
      self.leafCount = leafCount
    }
  }

  /// What one block of a `.total` kernel gives for one accumulator.
  package struct Partial: Sendable {
    /// The value, in the low bytes.
    package var bits: UInt64 = 0
    /// Of a search, where that value stands.
    package var position: Int64 = 0

    package init() {}

    package static let byteCount = MemoryLayout<Partial>.stride
  }
}
