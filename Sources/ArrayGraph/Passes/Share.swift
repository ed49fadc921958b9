extension Graph {
  /// Makes one vertex of all that compute the same. What copies a whole computation in its order, as a reshaped copy does,
  /// has the same memory: it is that computation, and who reads it reads that through its own shape.
  func shared() -> Graph {
    var graph = self
    var first: [Identity: Int] = [:]
    var forward = Array(vertices.indices)
    for i in vertices.indices {
      graph.vertices[i].inputs = graph.vertices[i].inputs.map { edge in
        let (target, shape) = (forward[edge.vertex], vertices[edge.vertex].shape)
        let isSame = graph.vertices[target].shape == shape
        return Edge(target, edge.layout ?? (isSame ? nil : Layout(rowMajor: shape)))
      }
      if let computation = graph.repeated(by: i) {
        forward[i] = computation
        graph.vertices[computation].nodes += graph.vertices[i].nodes
        continue
      }
      guard let identity = Identity(graph.vertices[i]) else { continue }
      if let earlier = first[identity] {
        forward[i] = earlier
        graph.vertices[earlier].nodes += graph.vertices[i].nodes
      } else {
        first[identity] = i
      }
    }
    var known: Set<Int> = []
    graph.roots = roots.map { forward[$0] }.filter { known.insert($0).inserted }
    return graph
  }

  /// The computation whose elements, all of them in their order, vertex `i` copies.
  private func repeated(by i: Int) -> Int? {
    let vertex = vertices[i]
    guard case .copy = vertex.kind else { return nil }
    let edge = vertex.inputs[0]
    let source = vertices[edge.vertex]
    switch source.kind {
    case .data, .literal, .index: return nil
    case .elementwise, .cast, .reduce, .copy, .join, .library: break
    }
    guard source.count == vertex.count, vertex.count > 1, edge.layout?.isRowMajor(vertex.shape) ?? true else {
      return nil
    }
    return edge.vertex
  }

  /// What makes two vertices the same computation.
  private struct Identity: Hashable {
    enum Kind: Hashable {
      case data(ObjectIdentifier)
      /// What was recorded may have another value the next time, and stays apart from what a pass made.
      case literal(Literal, isRecorded: Bool)
      case index
      case elementwise(Operation, DType)
      case cast
      case reduce(Reduction, Range<Int>, [Int])
      case copy
      case join([Box])
    }
    var kind: Kind
    var inputs: [Edge]
    var dtype: DType
    var shape: [Int]

    init?(_ vertex: Vertex) {
      switch vertex.kind {
      case .data(let storage): kind = .data(ObjectIdentifier(storage))
      case .literal(let literal): kind = .literal(literal, isRecorded: vertex.isRecorded)
      case .index: kind = .index
      case .elementwise(let operation, let dtype): kind = .elementwise(operation, dtype)
      case .cast: kind = .cast
      case .reduce(let reduction, let axes, let domain): kind = .reduce(reduction, axes, domain)
      case .copy: kind = .copy
      case .join(let boxes): kind = .join(boxes)
      case .library: return nil
      }
      inputs = vertex.inputs
      dtype = vertex.dtype
      shape = vertex.shape
    }
  }
}
