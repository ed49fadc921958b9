extension Graph {
  /// Makes one vertex of all that compute the same.
  func shared() -> Graph {
    var graph = self
    var first: [Identity: Int] = [:]
    var forward = Array(vertices.indices)
    for i in vertices.indices {
      graph.vertices[i].inputs = graph.vertices[i].inputs.map { Edge(forward[$0.vertex], $0.layout) }
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
