/// A snapshot of what is to be evaluated: vertices in an order in which inputs come first.
///
/// Passes are functions from graph to graph. Axes of length 1 are dropped from every shape here, and views are not
/// vertices but layouts on edges, so that equal computations look equal.
package struct Graph: Sendable {
  package struct Vertex: Sendable {
    package var kind: Kind
    package var inputs: [Edge]
    package var dtype: DType
    /// Without axes of length 1.
    package var shape: [Int]
    package var source: SourceRange?
    /// The nodes whose result this vertex is.
    package var nodes: [Node]
    /// Whether it is a literal that was recorded: another expression of the same structure may have another value there.
    /// All other literals are the work of the graph and its passes.
    package var isRecorded = false

    package var count: Int { shape.reduce(1, *) }

    package init(
      kind: Kind, inputs: [Edge], dtype: DType, shape: [Int], source: SourceRange? = nil, nodes: [Node] = []
    ) {
      self.kind = kind
      self.inputs = inputs
      self.dtype = dtype
      self.shape = shape
      self.source = source
      self.nodes = nodes
    }
  }

  package enum Kind: Sendable {
    case data(Storage)
    case literal(Literal)
    case index
    case elementwise(Operation, dtype: DType)
    case cast
    /// Reduces the axes `axes` of what it reads, which has the shape `domain`.
    case reduce(Reduction, axes: Range<Int>, domain: [Int])
    case copy
    case library(LibraryCall, result: Int)
    /// The array whose pieces its inputs are: each is computed straight into its place.
    case join([Box])
  }

  /// What a vertex reads: another vertex, through a layout if not as it is.
  package struct Edge: Hashable, Sendable {
    package var vertex: Int
    /// Nil where element i is element i, or where a vertex of one element is read everywhere.
    package var layout: Layout?

    package init(_ vertex: Int, _ layout: Layout? = nil) {
      self.vertex = vertex
      self.layout = layout
    }
  }

  package var vertices: [Vertex] = []
  /// The vertices whose elements are wanted.
  package var roots: [Int] = []

  package init() {}
}

extension Graph.Kind {
  /// Memory, constants and indices need no computation.
  package var isSource: Bool {
    switch self {
    case .data, .literal, .index: true
    default: false
    }
  }
  /// Kinds that a kernel computes element by element.
  package var isElementwise: Bool {
    switch self {
    case .elementwise, .cast: true
    default: false
    }
  }
}

extension Graph {
  /// Takes what `nodes` need. Walks with a list of its own, not the stack: a chain may be a million nodes long.
  package init(_ nodes: [Node]) {
    var builder = GraphBuilder()
    for node in nodes { builder.visit(node) }
    var known: Set<Int> = []
    for node in nodes {
      let vertex = builder.rootVertex(node)
      if known.insert(vertex).inserted { roots.append(vertex) }
    }
    vertices = builder.vertices
  }

  /// The shape over which a vertex is computed: its own, or what a reduction reads.
  package func domain(_ vertex: Int) -> [Int] {
    if case .reduce(_, _, let domain) = vertices[vertex].kind { domain } else { vertices[vertex].shape }
  }

  /// The shape as which a vertex reads its input `k`: a library call and a join have one for each.
  package func shapeRead(by vertex: Int, input k: Int) -> [Int] {
    switch vertices[vertex].kind {
    case .library(let call, _): call.operands[k].shape.filter { $0 != 1 }
    case .join(let boxes): boxes[k].shape
    default: domain(vertex)
    }
  }
}

/// Turns nodes into vertices.
private struct GraphBuilder {
  var vertices: [Graph.Vertex] = []
  private var seen: [ObjectIdentifier: Graph.Edge] = [:]
  private var calls: [ObjectIdentifier: [Int]] = [:]

  mutating func visit(_ root: Node) {
    var stack: [(node: Node, expanded: Bool)] = [(root, false)]
    while let (node, expanded) = stack.popLast() {
      if seen[ObjectIdentifier(node)] != nil { continue }
      let kind = node.kind
      if expanded {
        add(node, kind)
        continue
      }
      stack.append((node, true))
      Node.forEachInput(kind) { if seen[ObjectIdentifier($0)] == nil { stack.append(($0, false)) } }
    }
  }

  /// The vertex that holds a node's elements in order; for a view, a copy.
  mutating func rootVertex(_ node: Node) -> Int {
    let edge = seen[ObjectIdentifier(node)]!
    guard case .view = node.kind else { return edge.vertex }
    vertices.append(
      Graph.Vertex(
        kind: .copy, inputs: [edge], dtype: node.dtype, shape: squeezed(node.shape), source: node.source,
        nodes: [node]))
    seen[ObjectIdentifier(node)] = Graph.Edge(vertices.count - 1)
    return vertices.count - 1
  }

  private mutating func add(_ node: Node, _ kind: Node.Kind) {
    var vertex = Graph.Vertex(
      kind: .index, inputs: [], dtype: node.dtype, shape: squeezed(node.shape), source: node.source, nodes: [node])
    switch kind {
    case .data(let storage): vertex.kind = .data(storage)
    case .literal(let literal):
      vertex.kind = .literal(literal)
      vertex.isRecorded = true
    case .index: vertex.kind = .index
    case .elementwise(let operation, let dtype, let inputs):
      vertex.kind = .elementwise(operation, dtype: dtype)
      let constant = inputs.constant(dtype).map { self.literal($0.literal, isRecorded: true) }
      vertex.inputs = (0..<inputs.count).compactMap { k in
        inputs[k].map { spread(edge($0), over: vertex.shape) } ?? constant
      }
    case .cast(let input):
      vertex.kind = .cast
      vertex.inputs = [edge(input)]
    case .copy(let input):
      vertex.kind = .copy
      vertex.inputs = [edge(input)]
    case .library(let call, let result):
      // A call that was run for another of its results.
      if let storage = call.finished?[result] {
        vertex.kind = .data(storage)
      } else {
        vertex.kind = .library(call, result: result)
        vertex.inputs = call.inputs.map { edge($0) }
      }
    case .view(let base, let layout):
      var read = edge(base)
      let strides = node.shape.indices.filter { node.shape[$0] != 1 }.map { layout.strides[$0] }
      let squeezedLayout = Layout(offset: layout.offset, strides: strides)
      let source = vertices[read.vertex].shape
      let same = source == vertex.shape && squeezedLayout.isRowMajor(vertex.shape)
      read.layout = same || source.isEmpty ? nil : squeezedLayout
      seen[ObjectIdentifier(node)] = read
      return
    case .reduce(let reduction, let input, let axes):
      let before = input.shape[..<axes.lowerBound].filter { $0 != 1 }.count
      let length = input.shape[axes].filter { $0 != 1 }.count
      vertex.kind = .reduce(reduction, axes: before..<(before + length), domain: squeezed(input.shape))
      vertex.inputs = [edge(input)]
      if length == 0 { vertex = oneElementRun(vertex, reduction) }
    }
    vertices.append(vertex)
    seen[ObjectIdentifier(node)] = Graph.Edge(vertices.count - 1)
  }

  private func edge(_ node: Node) -> Graph.Edge { seen[ObjectIdentifier(node)]! }

  /// One element of an array, as that of `x[3]` in `y * x[3]`, is read as a view of all of the result.
  private func spread(_ edge: Graph.Edge, over shape: [Int]) -> Graph.Edge {
    guard let layout = edge.layout, layout.strides.isEmpty else { return edge }
    return Graph.Edge(edge.vertex, Layout(offset: layout.offset, strides: shape.map { _ in 0 }))
  }

  /// A reduction over axes of length 1 is the start value combined with the one element, which stands at 0.
  private mutating func oneElementRun(_ vertex: Graph.Vertex, _ reduction: Reduction) -> Graph.Vertex {
    var vertex = vertex
    if reduction.isSearch {
      vertex.kind = .copy
      vertex.inputs = [literal(Literal(0, vertex.dtype))]
    } else if reduction == .sum, vertex.dtype.isFloat, let add = Operation.named("add") {
      vertex.kind = .elementwise(add, dtype: vertex.dtype)
      vertex.inputs = [literal(Literal(0.0, vertex.dtype)), vertex.inputs[0]]
    } else {
      vertex.kind = .copy
    }
    return vertex
  }

  private mutating func literal(_ value: Literal, isRecorded: Bool = false) -> Graph.Edge {
    var vertex = Graph.Vertex(kind: .literal(value), inputs: [], dtype: value.dtype, shape: [])
    vertex.isRecorded = isRecorded
    vertices.append(vertex)
    return Graph.Edge(vertices.count - 1)
  }

  private func squeezed(_ shape: [Int]) -> [Int] { shape.filter { $0 != 1 } }
}
