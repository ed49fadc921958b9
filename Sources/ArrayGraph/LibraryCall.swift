import Synchronization

/// Memory that a library call reads or writes. Packed in row-major order, but for inputs of a call that can do with less
/// (`LibraryCall.Reading`).
package struct LibraryBuffer: @unchecked Sendable {
  package var dtype: DType
  package var shape: [Int]
  /// One stride an axis, in elements.
  package var strides: [Int]
  package var pointer: UnsafeMutableRawPointer
  /// Where the elements come from, if they are not in memory: then nothing may be read or written at `pointer`.
  package var pieces: Pieces?

  /// Elements that are made when they are asked for, numbered in row-major order. (`LibraryCall.Reading.pieces`)
  package struct Pieces: Sendable {
    /// So many elements before and behind those that are asked for may be overwritten.
    package var margin: Int
    /// Writes the elements of a range, the first one to the pointer. Any thread may ask for any range.
    package var make: @Sendable (Range<Int>, UnsafeMutableRawPointer) -> Void

    package init(margin: Int, make: @escaping @Sendable (Range<Int>, UnsafeMutableRawPointer) -> Void) {
      (self.margin, self.make) = (margin, make)
    }
  }

  /// Packed where no strides are given.
  package init(dtype: DType, shape: [Int], strides: [Int]? = nil, pointer: UnsafeMutableRawPointer) {
    self.dtype = dtype
    self.shape = shape
    self.strides = strides ?? Layout(rowMajor: shape).strides
    self.pointer = pointer
  }
}

/// With what a library call runs.
package struct CallContext: Sendable {
  /// Runs `body` for each index below `count`, possibly at the same time. Indices are begun in order, so the work for
  /// one may wait for that of smaller ones.
  package typealias Parallel = @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

  package var parallel: Parallel
  /// The threads among which `parallel` spreads work.
  package var threads: Int
  /// Bytes from which on a call that touches them had better store its results past the caches.
  package var streamingFootprint: Int

  package init(threads: Int, streamingFootprint: Int, parallel: @escaping Parallel) {
    self.threads = threads
    self.streamingFootprint = streamingFootprint
    self.parallel = parallel
  }
}

/// A call of code that is not generated here (matrix product, factorisation, scan); a node for each of its results.
package final class LibraryCall: Sendable {
  package typealias Run =
    @Sendable (
      _ inputs: [LibraryBuffer], _ outputs: [LibraryBuffer], _ context: CallContext
    ) throws(ArrayError) -> Void

  /// How the inputs of a call may lie in memory; what lies otherwise is packed for it.
  package enum Reading: Int, Sendable {
    /// In row-major order without gaps.
    case packed
    /// As stacks of matrices, the last two axes, each contiguous along its rows or along its columns.
    case matrices
    /// In row-major order without gaps, in memory or made piece by piece while the call runs (`LibraryBuffer.Pieces`).
    case pieces
  }

  package let name: String
  package let inputs: [Node]
  /// The types of the inputs.
  package let operands: [(dtype: DType, shape: [Int])]
  package let results: [(dtype: DType, shape: [Int])]
  package let reading: Reading
  /// The axis along which the call joins its inputs, if that is all it does: then the graph may store what they are
  /// straight into its place.
  package let joinedAxis: Int?
  package let source: SourceRange?
  package let run: Run
  private let storages = Mutex<[Storage]?>(nil)
  private let isDetached: Bool

  package init(
    name: String, inputs: [Node], results: [(dtype: DType, shape: [Int])], reading: Reading = .packed,
    joinedAxis: Int? = nil, source: SourceRange? = nil, run: @escaping Run
  ) {
    self.name = name
    self.inputs = inputs
    operands = inputs.map { ($0.dtype, $0.shape) }
    self.results = results
    self.reading = reading
    self.joinedAxis = joinedAxis
    self.source = source
    self.run = run
    isDetached = false
  }

  private init(detaching call: LibraryCall) {
    (name, inputs, operands, results) = (call.name, [], call.operands, call.results)
    (reading, joinedAxis, source, run) = (call.reading, call.joinedAxis, call.source, call.run)
    isDetached = true
  }

  /// The same call without its nodes, for plans that outlive them: it keeps neither inputs nor results.
  package func detached() -> LibraryCall { LibraryCall(detaching: self) }

  /// A node for each result.
  package func nodes(axisOrder: AxisOrder = .rowMajor) -> [Node] {
    let place = source.map(SourceRange.Place.init)
    return results.indices.map {
      Node(.library(self, result: $0), results[$0].dtype, results[$0].shape, place, axisOrder: axisOrder)
    }
  }

  /// What the call gave, once it has run.
  package var finished: [Storage]? { storages.withLock { $0 } }
  package func finish(_ results: [Storage]) {
    if !isDetached { storages.withLock { $0 = $0 ?? results } }
  }

  /// Whether input `k`, without its axes of length 1, can be read through `layout` as it lies in memory.
  package func reads(_ k: Int, through layout: Layout) -> Bool {
    switch reading {
    case .packed, .pieces: false
    case .matrices: layout.expanded(to: operands[k].shape).isStackOfMatrices(operands[k].shape)
    }
  }
}
