extension Graph {
  /// Turns a view of a computed array into the same computation on views of its inputs, where that costs nothing.
  ///
  /// It costs when the array is read in another way too, or when a broadcast would repeat an expensive operation
  /// for each row; then the array is stored and the view reads memory. So does a library call that can take the view.
  func withSunkenViews() -> Graph {
    var graph = self
    var readings = [Set<Layout?>](repeating: [], count: vertices.count)
    for vertex in vertices { for edge in vertex.inputs { readings[edge.vertex].insert(edge.layout) } }
    for root in roots { readings[root].insert(nil) }
    let onlyReadAsView = readings.map { $0.count == 1 && $0.first != .some(nil) }

    var clones: [Clone: Int] = [:]
    var next = 0
    while next < graph.vertices.count {
      for k in graph.vertices[next].inputs.indices {
        let edge = graph.vertices[next].inputs[k]
        guard let layout = edge.layout else { continue }
        // Clones were made because their only reader wants them so.
        guard edge.vertex >= vertices.count || onlyReadAsView[edge.vertex] else { continue }
        if case .library(let call, _) = graph.vertices[next].kind, call.reads(k, through: layout) { continue }
        let wanted = Clone(vertex: edge.vertex, layout: layout, shape: graph.shapeRead(by: next, input: k))
        if let clone = clones[wanted] {
          graph.vertices[next].inputs[k] = Edge(clone)
        } else if let clone = graph.clone(wanted) {
          graph.vertices.append(clone)
          clones[wanted] = graph.vertices.count - 1
          graph.vertices[next].inputs[k] = Edge(graph.vertices.count - 1)
        }
      }
      next += 1
    }
    return graph.pruned()
  }

  private struct Clone: Hashable {
    var vertex: Int
    var layout: Layout
    var shape: [Int]
  }

  /// The vertex that computes what `wanted` shows of another, or nil if that is not affine or not wise.
  private func clone(_ wanted: Clone) -> Vertex? {
    let vertex = vertices[wanted.vertex]
    guard vertex.kind.isElementwise else { return nil }
    if case .elementwise(let operation, _) = vertex.kind, operation.isExpensive,
      wanted.shape.reduce(1, *) > vertex.count, wanted.layout.strides.last != 0
    {
      return nil
    }
    var clone = vertex
    clone.shape = wanted.shape
    clone.nodes = []
    for k in vertex.inputs.indices {
      let edge = vertex.inputs[k]
      let source = vertices[edge.vertex].shape
      if source.isEmpty { continue }
      let inner = edge.layout ?? Layout(rowMajor: vertex.shape)
      guard let layout = inner.composed(vertex.shape, with: wanted.layout, wanted.shape) else { return nil }
      let isSame = source == wanted.shape && layout.isRowMajor(wanted.shape)
      clone.inputs[k] = Edge(edge.vertex, isSame ? nil : layout)
    }
    return clone
  }
}

extension Operation {
  /// True for what costs much more than loading its operands.
  package var isExpensive: Bool {
    switch rule {
    case .arithmetic, .comparison, .predicate, .logical, .bitwise, .shift, .select, .rounding: false
    case .number: name == "pow" || name == "remainder" || name == "floor_divide" || name == "fmod"
    case .floating: !["divide", "fma", "deg2rad", "rad2deg", "copysign", "reciprocal"].contains(name)
    }
  }
}
