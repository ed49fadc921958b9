import ArrayGraph
import ArrayKernels

/// A library call made ready: all that stays the same on whatever memory it runs.
final class LibraryLaunch: Sendable {
  let call: LibraryCall
  /// Bytes of the inputs and the results.
  let bytesMoved: Int
  private let inputs: [Operand]
  private let results: [Operand]
  /// The vertices of its results that somebody reads.
  let outputs: [(vertex: Int, result: Int)]

  /// Where an array lies in the vertex that holds it.
  private struct Operand: Sendable {
    var vertex = 0
    var dtype: DType
    var shape: [Int]
    var layout: Layout

    func buffer(_ storage: Storage) -> LibraryBuffer {
      LibraryBuffer(
        dtype: dtype, shape: shape, strides: layout.strides, pointer: storage.pointer + layout.offset * dtype.size)
    }
  }

  init(_ step: LibraryStep, _ graph: Graph) {
    guard let first = step.vertices.first, case .library(let call, _) = graph.vertices[first].kind else {
      preconditionFailure("a library step is the results of a call")
    }
    self.call = call
    bytesMoved = (call.operands + call.results).map { $0.dtype.size * $0.shape.reduce(1, *) }.reduce(0, +)
    inputs = zip(graph.vertices[first].inputs, call.operands).map { edge, operand in
      Operand(
        vertex: edge.vertex, dtype: operand.dtype, shape: operand.shape,
        layout: edge.layout?.expanded(to: operand.shape) ?? Layout(rowMajor: operand.shape))
    }
    results = call.results.map { Operand(dtype: $0.dtype, shape: $0.shape, layout: Layout(rowMajor: $0.shape)) }
    outputs = step.vertices.compactMap { vertex in
      if case .library(_, let result) = graph.vertices[vertex].kind { (vertex, result) } else { nil }
    }
  }

  private init(detaching launch: LibraryLaunch) {
    call = launch.call.detached()
    bytesMoved = launch.bytesMoved
    (inputs, results, outputs) = (launch.inputs, launch.results, launch.outputs)
  }

  /// The same for any call of these types, holding on to none.
  func detached() -> LibraryLaunch { LibraryLaunch(detaching: self) }

  /// Makes memory for the results of `call`, and runs it. With `pieces`, those are its one input.
  func run(
    _ engine: Engine, _ call: LibraryCall, _ storages: borrowing VertexMemory, pieces: LibraryBuffer.Pieces? = nil
  ) throws(ArrayError) {
    var inputBuffers: [LibraryBuffer] = []
    for (k, input) in inputs.enumerated() where pieces == nil {
      guard let storage = storages[input.vertex] else { throw ArrayError(.library, "\(call.name) has no input \(k)") }
      inputBuffers.append(input.buffer(storage))
    }
    var made: [Storage] = []
    var outputBuffers: [LibraryBuffer] = []
    for result in results {
      let storage = try engine.allocate(result.shape.reduce(1, *), result.dtype)
      made.append(storage)
      outputBuffers.append(result.buffer(storage))
    }
    if let pieces, let input = inputs.first, let first = outputBuffers.first {
      // Such an input has no memory; the address is that of anything.
      var buffer = LibraryBuffer(dtype: input.dtype, shape: input.shape, pointer: first.pointer)
      buffer.pieces = pieces
      inputBuffers = [buffer]
    }
    try call.run(inputBuffers, outputBuffers, engine.callContext)
    call.finish(made)
    for (vertex, result) in outputs { storages[vertex] = made[result] }
  }
}
