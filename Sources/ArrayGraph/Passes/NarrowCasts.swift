extension Graph {
  /// Makes a cast of what is computed a computation of casts, where that needs no more of them and has more lanes.
  ///
  /// A choice is made in the dtype to which it is cast: `where(A > 50, 255, 0)` has NumPy's eight bytes an element, and
  /// `.astype(u8)` leaves one. (2000 × 2000 `u8`, one thread: 0.61 ms, 0.11 since.) So are sums, products and bits of
  /// integers, of which the lower bits need the lower bits of the operands only; of many elements too.
  ///
  ///     cast u8 (where(a, 1, where(b, x + 2, 3)))   ->   where(a, u8 1, where(b, u8 x + u8 2, u8 3))
  func withNarrowCasts() -> Graph {
    var narrowing = Narrowing(self)
    return narrowing.run()
  }
}

private struct Narrowing {
  private let old: Graph
  private var new = Graph()
  /// Where each vertex is among the new ones.
  private var places: [Int] = []
  /// How often each vertex is read; what is wanted is read once more.
  private var uses: [Int]

  /// Operations through which one cast moves at most.
  private static let mostOperations = 64

  init(_ graph: Graph) {
    old = graph
    uses = Array(repeating: 0, count: graph.vertices.count)
    for vertex in graph.vertices { for edge in vertex.inputs { uses[edge.vertex] += 1 } }
    for root in graph.roots { uses[root] += 1 }
  }

  mutating func run() -> Graph {
    if !old.vertices.indices.contains(where: isWorthMoving) { return old }
    new.vertices.reserveCapacity(old.vertices.count)
    for i in old.vertices.indices {
      if isWorthMoving(i) {
        places.append(cast(old.vertices[i].inputs[0].vertex, to: old.vertices[i]))
      } else {
        var vertex = old.vertices[i]
        vertex.inputs = vertex.inputs.map(moved)
        places.append(append(vertex))
      }
    }
    new.roots = old.roots.map { places[$0] }
    return new.pruned()
  }

  // MARK: What is moved

  private func isWorthMoving(_ i: Int) -> Bool {
    guard case .cast = old.vertices[i].kind, let input = old.vertices[i].inputs.first, input.layout == nil,
      case let source = old.vertices[input.vertex], source.shape == old.vertices[i].shape
    else { return false }
    var (casts, operations) = (0, 0)
    count(input.vertex, old.vertices[i].dtype, &casts, &operations)
    // Of constants alone a cast is made once a kernel. Where an array is cast as before, one operation is not worth it.
    return operations > casts && (casts == 0 || casts == 1 && old.vertices[i].dtype.size < source.dtype.size)
  }

  /// The casts of whole arrays that one to `dtype` becomes, and the operations through which it moves.
  private func count(_ i: Int, _ dtype: DType, _ casts: inout Int, _ operations: inout Int) {
    if casts > 1 || operations > Self.mostOperations {
      casts = 2
    } else if isPassed(i, by: dtype) {
      operations += 1
      for edge in castInputs(i) { countRead(edge, dtype, &casts, &operations) }
    } else if !isFree(i, by: dtype) {
      casts += 1
    }
  }
  private func countRead(_ edge: Graph.Edge, _ dtype: DType, _ casts: inout Int, _ operations: inout Int) {
    if edge.layout == nil {
      count(edge.vertex, dtype, &casts, &operations)
    } else if !isFree(edge.vertex, by: dtype) {
      casts += 1
    }
  }

  /// Whether a cast moves from a vertex to what that reads.
  private func isPassed(_ i: Int, by dtype: DType) -> Bool {
    let vertex = old.vertices[i]
    if case .reduce(let reduction, _, _) = vertex.kind {
      return (reduction == .sum || reduction == .prod) && vertex.dtype.isInteger && dtype.isInteger
        && dtype.size < vertex.dtype.size && uses[i] == 1 && !vertex.shape.isEmpty
    }
    guard case .elementwise(let operation, let own) = vertex.kind else { return false }
    let isChoice = operation.name == "where"
    let isNarrower = own.isInteger && dtype.isInteger && dtype.size < own.size && operation.keepsLowBits
    let isShared = uses[i] > 1 && !(isChoice && castInputs(i).allSatisfy { isFree($0.vertex, by: dtype) })
    return (isChoice || isNarrower) && !isShared && !vertex.shape.isEmpty
  }

  /// Whether a cast of a vertex costs nothing: one element is cast once, and integers that were cast are cast anyway.
  private func isFree(_ i: Int, by dtype: DType) -> Bool {
    let vertex = old.vertices[i]
    return vertex.shape.isEmpty || isRecast(i, by: dtype)
  }

  /// Whether a vertex is a cast of integers of which another cast may be made instead.
  private func isRecast(_ i: Int, by dtype: DType) -> Bool {
    guard case .cast = old.vertices[i].kind, dtype.isInteger, old.vertices[i].dtype.isInteger,
      dtype.size <= old.vertices[i].dtype.size
    else { return false }
    let source = old.vertices[old.vertices[i].inputs[0].vertex].dtype
    return source.isInteger || source == .bool
  }

  private func castInputs(_ i: Int) -> ArraySlice<Graph.Edge> {
    guard case .elementwise(let operation, _) = old.vertices[i].kind else { return old.vertices[i].inputs[...] }
    return old.vertices[i].inputs.dropFirst(operation.name == "where" ? 1 : 0)
  }

  // MARK: The new vertices

  private func moved(_ edge: Graph.Edge) -> Graph.Edge { Graph.Edge(places[edge.vertex], edge.layout) }

  private mutating func append(_ vertex: Graph.Vertex) -> Int {
    new.vertices.append(vertex)
    return new.vertices.count - 1
  }

  /// What vertex `i` is in the dtype of a cast of it, which gives its nodes and its place in the source.
  private mutating func cast(_ i: Int, to target: Graph.Vertex) -> Int {
    let dtype = target.dtype
    var vertex = old.vertices[i]
    vertex.dtype = dtype
    vertex.nodes = target.nodes
    if isPassed(i, by: dtype) {
      if case .elementwise(let operation, _) = vertex.kind { vertex.kind = .elementwise(operation, dtype: dtype) }
      let kept = vertex.inputs.count - castInputs(i).count
      vertex.inputs = vertex.inputs[..<kept].map(moved) + castInputs(i).map { cast($0, to: dtype) }
      return append(vertex)
    }
    let source = isRecast(i, by: dtype) ? moved(vertex.inputs[0]) : Graph.Edge(places[i])
    if new.vertices[source.vertex].dtype == dtype, source.layout == nil, vertex.nodes.isEmpty,
      new.vertices[source.vertex].shape == vertex.shape
    {
      return source.vertex
    }
    return append(
      Graph.Vertex(
        kind: .cast, inputs: [source], dtype: dtype, shape: vertex.shape, source: vertex.source, nodes: vertex.nodes))
  }

  private mutating func cast(_ edge: Graph.Edge, to dtype: DType) -> Graph.Edge {
    var target = old.vertices[edge.vertex]
    (target.dtype, target.nodes) = (dtype, [])
    // What is read through a view is cast as it is.
    if edge.layout == nil || isFree(edge.vertex, by: dtype) {
      return Graph.Edge(cast(edge.vertex, to: target), edge.layout)
    }
    let cast = Graph.Vertex(
      kind: .cast, inputs: [Graph.Edge(places[edge.vertex])], dtype: dtype, shape: target.shape, source: target.source)
    return Graph.Edge(append(cast), edge.layout)
  }
}

extension Operation {
  /// Whether the lower bits of the result, of integers, need the lower bits of the operands only.
  fileprivate var keepsLowBits: Bool {
    [
      "add", "subtract", "multiply", "square", "negative", "bitwise_and", "bitwise_or", "bitwise_xor", "invert",
      "where",
    ].contains(name)
  }
}
