import ArrayGraph

/// Neighbouring steps that are run together, some rows of each at a time.
protocol StepsTogether: Sendable {
  var steps: Range<Int> { get }
  /// A vertex that the last one stores.
  var output: Int? { get }
  /// Makes memory for what they store, and runs them all; `literals` are those of each, `call` what the last one calls, if
  /// it is a library call.
  func run(
    _ engine: Engine, _ storages: borrowing VertexMemory, literals: [[Launch.LiteralWord]],
    _ values: UnsafeBufferPointer<Literal>,
    call: LibraryCall?, _ counters: inout Counters
  ) throws(ArrayError)
}
