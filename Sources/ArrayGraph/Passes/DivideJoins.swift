extension Graph {
  /// Turns what is computed, element by element, of joined arrays into a join of what is computed of their pieces. So
  /// `roll(x, 1) + x` reads x and stores the sum, and nothing in between is ever joined:
  ///
  ///     join(x[n-1:], x[:n-1]) + x   ->   join(x[n-1:] + x[:1], x[:n-1] + x[1:])
  ///
  /// Pieces lie between the seams of all joins that an operation reads. An array that is also read in a way that pieces
  /// cannot serve (a reduction, a reshape, another view of what was computed) is stored, each piece straight into its
  /// place, and read from there; nothing is computed twice. Joins of fewer than `limit` elements stay library calls.
  func withDividedJoins(from limit: Int) -> Graph {
    guard vertices.contains(where: { $0.joins(from: limit) }) else { return self }
    var division = Division(SeamSearch(self, limit))
    return division.run()
  }
}

extension Graph.Vertex {
  /// Whether it is a join of enough elements in few enough parts.
  fileprivate func joins(from limit: Int) -> Bool {
    guard case .library(let call, _) = kind, call.joinedAxis != nil else { return false }
    return count >= limit && count / call.inputs.count >= min(limit, SeamSearch.leastPart)
  }

  /// Whether a piece of it can be computed from pieces of its inputs.
  fileprivate var isDivisible: Bool { if case .copy = kind { true } else { kind.isElementwise } }
}

/// Where each vertex of a graph is to be cut, and who may read its pieces instead of the whole.
private struct SeamSearch {
  /// Elements that the parts of a join have on average at least; for smaller ones a kernel each is too much.
  static let leastPart = 1 << 10
  /// Pieces into which a computation is divided at most: each is a loop of its own, and code of its own.
  private static let pieceLimit = 27
  /// Elements of a row below which its pieces would be loops over a few elements.
  private static let leastRow = 64
  /// Elements of a matrix that may be cut into columns of parts of its rows.
  private static let smallMatrix = 36
  /// Elements of a row up to which each column is a piece: a loop over all of them stores whole vectors.
  private static let shortRow = 8

  let graph: Graph
  private let limit: Int
  /// The seams of joins, and of what is divided.
  private(set) var grids: [Int: Grid] = [:]
  private var readers: [[(vertex: Int, input: Int)]]
  /// Whether what a vertex computes is stored somewhere at last, and not only reduced.
  private var isStoredAtLast: [Bool]
  private var isWanted: [Bool]
  /// Whether a vertex has rows that are computed with what they were reduced to: one kernel does both, row by row.
  private var needsRows: [Bool]
  private var openness: [Int: Openness] = [:]

  /// Who reads the pieces of a vertex. All others read the array that they make.
  private enum Openness { case toAll, toStored, toNone }

  private struct View: Hashable {
    var layout: Layout?
    var shape: [Int]
  }

  init(_ graph: Graph, _ limit: Int) {
    (self.graph, self.limit) = (graph, limit)
    readers = Array(repeating: [], count: graph.vertices.count)
    needsRows = Array(repeating: false, count: graph.vertices.count)
    for (i, vertex) in graph.vertices.enumerated() {
      for (k, edge) in vertex.inputs.enumerated() { readers[edge.vertex].append((i, k)) }
    }
    isWanted = Array(repeating: false, count: graph.vertices.count)
    for root in graph.roots { isWanted[root] = true }
    isStoredAtLast = isWanted
    for i in graph.vertices.indices.reversed() where !isStoredAtLast[i] {
      isStoredAtLast[i] = readers[i].contains { reader, k in
        let vertex = graph.vertices[reader]
        if case .reduce = vertex.kind { return false }
        return isStoredAtLast[reader] || !vertex.isDivisible || vertex.inputs[k].layout != nil
      }
    }
    for (i, vertex) in graph.vertices.enumerated() {
      if case .reduce = vertex.kind {
        needsRows[i] = true
      } else if isJoin(i) {
        // What is a column already stays one.
        needsRows[i] = zip(vertex.inputs, parts(i)).contains { needsRows[$0.vertex] && $1.ranges.last?.count != 1 }
      } else if vertex.isDivisible {
        needsRows[i] = vertex.inputs.contains { needsRows[$0.vertex] }
      }
    }
    for i in graph.vertices.indices { findSeams(of: i) }
    uniteSeams()
  }

  func isJoin(_ i: Int) -> Bool { graph.vertices[i].joins(from: limit) }

  /// The parts of a join, as pieces of it.
  func parts(_ i: Int) -> [Box] {
    guard case .library(let call, _) = graph.vertices[i].kind, let joined = call.joinedAxis else { return [] }
    let shape = call.results[0].shape
    let axis = shape[..<joined].count { $0 != 1 }
    var start = 0
    return call.operands.map { operand in
      var ranges = graph.vertices[i].shape.map { 0..<$0 }
      ranges[axis] = start..<start + operand.shape[joined]
      start += operand.shape[joined]
      return Box(ranges)
    }
  }

  // MARK: Seams

  private mutating func findSeams(of i: Int) {
    let vertex = graph.vertices[i]
    let parts = isJoin(i) ? parts(i) : []
    guard !parts.isEmpty || vertex.isDivisible && vertex.count >= limit, !isWidenedForReductions(i) else { return }
    var own = Grid(vertex.shape)
    for part in parts { for axis in own.shape.indices { own.cut(axis, at: [part.ranges[axis].lowerBound]) } }
    cutColumns(&own, of: i)
    var grid = own
    for k in vertex.inputs.indices {
      guard let map = map(i, k), let seams = grids[vertex.inputs[k].vertex] else { continue }
      var read = Grid(graph.shapeRead(by: i, input: k))
      map.cut(&read, as: seams)
      if parts.isEmpty { grid.cut(as: read) } else { grid.cut(as: read, in: parts[k]) }
    }
    cutColumns(&grid, of: i)
    if isTooMuch(grid) { grid = own }
    if !grid.isWhole { grids[i] = grid }
  }

  /// Whether a vertex is but a cast to a wider dtype, in which it is reduced: who reads it casts what is narrower in memory.
  private func isWidenedForReductions(_ i: Int) -> Bool {
    let vertex = graph.vertices[i]
    guard case .cast = vertex.kind, !isWanted[i],
      graph.vertices[vertex.inputs[0].vertex].dtype.size < vertex.dtype.size
    else { return false }
    return readers[i].allSatisfy { reader, _ in
      if case .reduce = graph.vertices[reader].kind { true } else { false }
    }
  }

  private func isTooMuch(_ grid: Grid) -> Bool {
    if grid.count > Self.pieceLimit { return true }
    guard let row = grid.shape.last, let cuts = grid.cuts.last else { return false }
    let areColumns = cuts.count == row - 1 && row <= Self.shortRow
    let before = grid.shape.count - 2
    // Columns of a few rows each, of larger matrices, are no kernel's rows. (Two steps of a Haar transform of 2001 × 8 × 8:
    // 0.44 ms at once, and 0.05 one after the other.)
    if areColumns, before > 0, !grid.cuts[before].isEmpty, grid.shape[before] < Self.leastRow,
      grid.shape[before] * row > Self.smallMatrix
    {
      return true
    }
    return !cuts.isEmpty && !areColumns && row < min(limit, Self.leastRow)
  }

  /// Cuts short rows that are cut at all into columns.
  private func cutColumns(_ grid: inout Grid, of i: Int) {
    guard grid.shape.count > 1, let row = grid.shape.last, row <= Self.shortRow, grid.cuts.last?.isEmpty == false,
      !needsRows[i]
    else { return }
    grid.cut(grid.shape.count - 1, at: Array(1..<row))
  }

  /// Cuts operations that read each other alike, so that their pieces can be fused.
  private mutating func uniteSeams() {
    var leader = Array(graph.vertices.indices)
    func find(_ i: Int) -> Int {
      var i = i
      while leader[i] != i { i = leader[i] }
      return i
    }
    let divided = grids.keys.filter { graph.vertices[$0].isDivisible }.sorted()
    for i in divided {
      for (k, edge) in graph.vertices[i].inputs.enumerated() where edge.layout == nil {
        guard grids[edge.vertex] != nil, graph.vertices[edge.vertex].isDivisible, map(i, k) != nil else { continue }
        let (a, b) = (find(i), find(edge.vertex))
        leader[max(a, b)] = min(a, b)
      }
    }
    var united: [Int: Grid] = [:]
    for i in divided {
      guard let grid = grids[i] else { continue }
      united[find(i), default: grid].cut(as: grid)
    }
    for i in divided {
      guard let grid = united[find(i)] else { continue }
      grids[i] = isTooMuch(grid) ? nil : grid
    }
  }

  // MARK: Reading pieces

  /// How vertex `i` reads the pieces of its input `k`; nil where it reads the whole.
  mutating func map(_ i: Int, _ k: Int) -> AxisMap? {
    let edge = graph.vertices[i].inputs[k]
    guard grids[edge.vertex] != nil else { return nil }
    switch openness(edge.vertex) {
    case .toAll: break
    case .toStored: guard isStoredAtLast[i] else { return nil }
    case .toNone: return nil
    }
    return mapOfPieces(i, k)
  }

  private func mapOfPieces(_ i: Int, _ k: Int) -> AxisMap? {
    guard isJoin(i) || graph.vertices[i].isDivisible && graph.vertices[i].count >= limit else { return nil }
    let edge = graph.vertices[i].inputs[k]
    return AxisMap(edge.layout, of: graph.vertices[edge.vertex].shape, as: graph.shapeRead(by: i, input: k))
  }

  private mutating func openness(_ i: Int) -> Openness {
    if let known = openness[i] { return known }
    let found = findOpenness(i)
    openness[i] = found
    return found
  }

  private func findOpenness(_ i: Int) -> Openness {
    let needsWhole =
      isWanted[i] || readers[i].contains { mapOfPieces($0.vertex, $0.input) == nil }
    // Where several read it only to reduce what they make of it, it had better be stored once than each of these.
    let isOnlyReduced =
      Set(readers[i].map(\.vertex)).count > 1 && !readers[i].contains { isStoredAtLast[$0.vertex] }
    if isJoin(i) { return needsWhole || isOnlyReduced ? .toNone : .toAll }
    let views = Set(
      readers[i].map { reader, k in
        View(layout: graph.vertices[reader].inputs[k].layout, shape: graph.shapeRead(by: reader, input: k))
      })
    let isReadTwice = views.reduce(0) { $0 + $1.shape.reduce(1, *) } > graph.vertices[i].count
    if isReadTwice || isOnlyReduced { return .toNone }
    if !needsWhole { return .toAll }
    return views.allSatisfy { $0.layout == nil } ? .toStored : .toNone
  }
}

/// Makes the pieces.
private struct Division {
  private var search: SeamSearch
  private var graph: Graph
  /// What the pieces of each divided vertex are, in the order of its grid.
  private var pieces: [Int: [Graph.Edge]] = [:]
  /// The vertices at which pieces lie together.
  private var wholes: [Int: Int] = [:]

  init(_ search: SeamSearch) {
    self.search = search
    graph = search.graph
  }

  mutating func run() -> Graph {
    for i in search.graph.vertices.indices {
      let vertex = search.graph.vertices[i]
      if let grid = search.grids[i] {
        pieces[i] = search.isJoin(i) ? joined(i, grid) : grid.boxes.map { computed(i, $0) }
      } else {
        for (k, edge) in vertex.inputs.enumerated() {
          graph.vertices[i].inputs[k].vertex = whole(edge.vertex)
        }
      }
    }
    graph.roots = graph.roots.map { whole($0) }
    return graph.pruned()
  }

  /// A piece of a join: a piece of one of its parts.
  private mutating func joined(_ i: Int, _ grid: Grid) -> [Graph.Edge] {
    let parts = search.parts(i)
    return grid.boxes.map { box in
      let k = parts.firstIndex { $0.contains(box) } ?? 0
      return read(i, k, box.relative(to: parts[k]))
    }
  }

  /// A piece of what an operation computes.
  private mutating func computed(_ i: Int, _ box: Box) -> Graph.Edge {
    var piece = search.graph.vertices[i]
    piece.shape = box.shape
    piece.nodes = []
    for k in piece.inputs.indices { piece.inputs[k] = read(i, k, box) }
    graph.vertices.append(piece)
    return Graph.Edge(graph.vertices.count - 1)
  }

  /// A piece of what vertex `i` reads as its input `k`.
  private mutating func read(_ i: Int, _ k: Int, _ box: Box) -> Graph.Edge {
    let edge = search.graph.vertices[i].inputs[k]
    let shape = box.shape
    let source = search.graph.vertices[edge.vertex].shape
    if source.isEmpty && edge.layout == nil { return edge }
    if let map = search.map(i, k), let grid = search.grids[edge.vertex], let all = pieces[edge.vertex],
      let number = grid.piece(around: map.image(of: box))
    {
      let base = grid.boxes[number]
      let inner = all[number].layout ?? Layout(rowMajor: base.shape)
      if let layout = inner.composed(base.shape, with: map.layout(of: box, in: base), shape) {
        return self.edge(all[number].vertex, layout, shape)
      }
    }
    let row = search.graph.shapeRead(by: i, input: k)
    let vertex = whole(edge.vertex)
    return self.edge(vertex, box.layout(of: edge.layout ?? Layout(rowMajor: row)), shape)
  }

  private func edge(_ vertex: Int, _ layout: Layout, _ shape: [Int]) -> Graph.Edge {
    let isSame = graph.vertices[vertex].shape == shape && layout.isRowMajor(shape)
    return Graph.Edge(vertex, isSame ? nil : layout)
  }

  /// The vertex that has all elements of a vertex: its pieces side by side, if it is divided.
  private mutating func whole(_ i: Int) -> Int {
    guard let grid = search.grids[i], let pieces = pieces[i] else { return i }
    if let known = wholes[i] { return known }
    var join = search.graph.vertices[i]
    join.kind = .join(grid.boxes)
    join.inputs = pieces
    graph.vertices.append(join)
    wholes[i] = graph.vertices.count - 1
    return graph.vertices.count - 1
  }
}
