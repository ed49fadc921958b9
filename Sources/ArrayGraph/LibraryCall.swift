import Synchronization

/// Memory that a library call reads or writes, packed in row-major order.
package struct LibraryBuffer: @unchecked Sendable {
  package var dtype: DType
  package var shape: [Int]
  package var pointer: UnsafeMutableRawPointer

  package init(dtype: DType, shape: [Int], pointer: UnsafeMutableRawPointer) {
    self.dtype = dtype
    self.shape = shape
    self.pointer = pointer
  }
}

/// A call of code that is not generated here (matrix product, factorisation); a node for each of its results.
package final class LibraryCall: Sendable {
  package typealias Run = @Sendable (_ inputs: [LibraryBuffer], _ outputs: [LibraryBuffer]) throws(ArrayError) -> Void

  package let name: String
  package let inputs: [Node]
  package let results: [(dtype: DType, shape: [Int])]
  package let source: SourceRange?
  package let run: Run
  private let storages = Mutex<[Storage]?>(nil)

  package init(
    name: String, inputs: [Node], results: [(dtype: DType, shape: [Int])], source: SourceRange? = nil,
    run: @escaping Run
  ) {
    self.name = name
    self.inputs = inputs
    self.results = results
    self.source = source
    self.run = run
  }

  /// A node for each result.
  package func nodes() -> [Node] {
    results.indices.map { Node(.library(self, result: $0), results[$0].dtype, results[$0].shape, source) }
  }

  /// What the call gave, once it has run.
  package var finished: [Storage]? { storages.withLock { $0 } }
  package func finish(_ results: [Storage]) { storages.withLock { $0 = $0 ?? results } }
}
