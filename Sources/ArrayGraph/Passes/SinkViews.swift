extension Graph {
  /// Turns views of a computed array into the same computation on views of its inputs, where that costs nothing.
  ///
  /// It costs when elements are read in more than one way (but for casts to wider dtypes, and one or two cheap operations),
  /// or when a broadcast would repeat an expensive operation for each row; then the array is stored and the views read
  /// memory. So does a library call that can take a view.
  func withSunkenViews() -> Graph {
    var sinking = Sinking(self)
    // Readers first: what they become decides how their inputs are read.
    for i in vertices.indices.reversed() { sinking.visit(i) }
    return sinking.graph.pruned()
  }
}

private struct Sinking {
  private(set) var graph: Graph
  /// The number of vertices that were there before; those behind it are clones.
  private let count: Int
  private var isReadAsItIs: [Bool]
  /// The edges that are views, by the vertex that they read.
  private var views: [Int: [(reader: Int, input: Int)]] = [:]

  init(_ graph: Graph) {
    self.graph = graph
    count = graph.vertices.count
    isReadAsItIs = Array(repeating: false, count: count)
    for root in graph.roots { isReadAsItIs[root] = true }
  }

  /// A view that is wanted of a vertex.
  private struct View: Hashable {
    var layout: Layout
    var shape: [Int]
  }

  mutating func visit(_ i: Int) {
    let readers = views.removeValue(forKey: i) ?? []
    if !isReadAsItIs[i] {
      if readers.isEmpty { return }
      if sink(i, readers) { return }
    }
    noteInputs(of: i)
  }

  private mutating func noteInputs(of reader: Int) {
    for (k, edge) in graph.vertices[reader].inputs.enumerated() {
      guard let layout = edge.layout else {
        isReadAsItIs[edge.vertex] = true
        continue
      }
      if case .library(let call, _) = graph.vertices[reader].kind, call.reads(k, through: layout) {
        isReadAsItIs[edge.vertex] = true
      } else {
        views[edge.vertex, default: []].append((reader, k))
      }
    }
  }

  /// Lets each reader read a clone that computes what it views; false, and nothing has happened, where one of them
  /// cannot be, or where it is not wise.
  private mutating func sink(_ i: Int, _ readers: [(reader: Int, input: Int)]) -> Bool {
    guard graph.vertices[i].kind.isElementwise else { return false }
    var places: [View: [(reader: Int, input: Int)]] = [:]
    var views: [View] = []
    for place in readers {
      guard let layout = graph.vertices[place.reader].inputs[place.input].layout else { return false }
      let view = View(layout: layout, shape: graph.shapeRead(by: place.reader, input: place.input))
      if places.updateValue((places[view] ?? []) + [place], forKey: view) == nil { views.append(view) }
    }
    let isOneLayout = views.allSatisfy { $0.layout == views[0].layout }
    let isRead = views.reduce(0) { $0 + $1.shape.reduce(1, *) }
    guard
      isOneLayout || isRead <= graph.vertices[i].count || isCheapCast(i) && views.count <= Self.mostCasts
        || isDoneAgain(i, views)
    else { return false }
    var clones: [Graph.Vertex] = []
    for view in views {
      let isForClone = places[view, default: []].contains { $0.reader >= count }
      guard let clone = clone(i, view, isForClone: isForClone) else { return false }
      clones.append(clone)
    }
    for (view, clone) in zip(views, clones) {
      graph.vertices.append(clone)
      let made = graph.vertices.count - 1
      for place in places[view] ?? [] { graph.vertices[place.reader].inputs[place.input] = Graph.Edge(made) }
      noteInputs(of: made)
    }
    return true
  }

  /// Whether a vertex casts what lies in memory to a wider dtype: that takes no longer than to load the result.
  private func isCheapCast(_ i: Int) -> Bool {
    let vertex = graph.vertices[i]
    guard case .cast = vertex.kind, vertex.inputs[0].layout == nil,
      case let source = graph.vertices[vertex.inputs[0].vertex], case .data = source.kind
    else { return false }
    return source.dtype.size < vertex.dtype.size
  }
  /// Views by which such a cast is made again. (Of bytes, ms made once and made again: differences of neighbours in `i16`,
  /// 2000 × 2000, 0.28 and 0.095; four neighbours in `i16`, 1000 × 1000, 0.109 and 0.063; five in `f32` 0.22 and 0.17, eight
  /// 0.30 and 0.36, nine 0.32 both.)
  private static let mostCasts = 5

  private func isComputed(_ i: Int, wider dtype: DType) -> Bool {
    let vertex = graph.vertices[i]
    if vertex.shape.isEmpty || vertex.dtype.size <= dtype.size { return false }
    if case .index = vertex.kind { return true }
    return vertex.kind.isElementwise
  }

  /// Whether a vertex is so little work on what lies in memory that to do it again for each of a few views takes no longer
  /// than to store it and to load what is viewed. (Differences of the squares of neighbours in `h = u[1:] * u[:-1]`: of 10⁶
  /// `f64` made once 0.35 ms, and made again 0.22; of 10⁴ 3.9 and 2.5 µs.)
  ///
  /// One operation on one array, for which nothing more is loaded, may be done again more often. (`i32`, 501 × 503, five
  /// neighbours of `g >> 2`: made once 0.119 ms, though in step, and made again 0.084.)
  private func isDoneAgain(_ i: Int, _ views: [View]) -> Bool {
    guard views.count <= Self.mostViewsOfOne, let steps = steps(i, atMost: Self.mostSteps), steps > 0 else {
      return false
    }
    let isOfOne = steps == 1 && graph.vertices[i].inputs.count { !graph.vertices[$0.vertex].shape.isEmpty } == 1
    return (isOfOne || views.count <= Self.mostViews)
      && views.allSatisfy { $0.shape.reduce(1, *) <= graph.vertices[i].count }
  }
  private static let (mostViews, mostViewsOfOne, mostSteps) = (3, 5, 2)

  /// Cheap operations that lead from memory to a vertex, each counted as often as it is read; nil where they are more, or
  /// others. What is one number for all elements is free.
  private func steps(_ i: Int, atMost most: Int) -> Int? {
    let vertex = graph.vertices[i]
    switch vertex.kind {
    case .data, .literal, .index: return 0
    case .elementwise(let operation, _):
      if most == 0 || operation.isExpensive || operation.rule == .floating { return nil }
    case .cast: if most == 0 || graph.vertices[vertex.inputs[0].vertex].dtype.size > vertex.dtype.size { return nil }
    default: return nil
    }
    var sum = 1
    for edge in vertex.inputs where !graph.vertices[edge.vertex].shape.isEmpty {
      guard let own = steps(edge.vertex, atMost: most - sum) else { return nil }
      sum += own
    }
    return sum
  }

  /// The vertex that computes what `view` shows of another, or nil if that is not affine or not wise.
  private func clone(_ i: Int, _ view: View, isForClone: Bool) -> Graph.Vertex? {
    let vertex = graph.vertices[i]
    if view.shape.reduce(1, *) > vertex.count {
      // What is repeated for each row may be one cheap operation, but not all that led to it.
      if isForClone { return nil }
      if case .elementwise(let operation, _) = vertex.kind,
        operation.isExpensive || isDivision(vertex) && view.shape.reduce(1, *) >= Self.mostDivisions * vertex.count,
        view.layout.strides.last != 0
      {
        return nil
      }
      // Of a mask that is repeated less is read than of what it was made from.
      if view.layout.strides.last != 0, vertex.inputs.contains(where: { isComputed($0.vertex, wider: vertex.dtype) }) {
        return nil
      }
    }
    var clone = vertex
    clone.shape = view.shape
    clone.nodes = []
    for k in vertex.inputs.indices {
      let edge = vertex.inputs[k]
      let source = graph.vertices[edge.vertex].shape
      if source.isEmpty { continue }
      let inner = edge.layout ?? Layout(rowMajor: vertex.shape)
      guard let layout = inner.composed(vertex.shape, with: view.layout, view.shape) else { return nil }
      let isSame = source == view.shape && layout.isRowMajor(view.shape)
      clone.inputs[k] = Graph.Edge(edge.vertex, isSame ? nil : layout)
    }
    return clone
  }

  /// Whether a vertex divides by more than one number, by which its elements would be multiplied.
  private func isDivision(_ vertex: Graph.Vertex) -> Bool {
    guard case .elementwise(let operation, _) = vertex.kind, operation.name == "divide" else { return false }
    let divisor = vertex.inputs[1]
    return !(divisor.layout?.strides.allSatisfy { $0 == 0 } ?? graph.vertices[divisor.vertex].shape.isEmpty)
  }
  /// How often a division is done again before it is stored. (A quotient of 401 `f64` in each of 301 rows 0.078 ms, stored
  /// 0.041; of 10⁶ in each of two rows 0.87 and 1.12.)
  private static let mostDivisions = 8
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
