import ArrayGraph

/// Decides which vertices share a kernel.
///
/// Walks the vertices in order; each joins the cluster of what it reads if the two iterate over the same elements
/// and no path leads out of the cluster and back in. Whatever a vertex does not join it reads from memory, and the
/// reason is kept.
struct Clustering {
  enum Group {
    case cluster(Cluster)
    case library([Int])
    /// Its pieces are the work of clusters.
    case join
  }

  /// Operations that one kernel holds at most: registers and compile time are finite.
  static let operationLimit = 200
  /// Clusters with the same memory and shape that a vertex tries to join at most.
  private static let readersTried = 64

  let graph: Graph
  let fuse: Bool
  var breaks: [Schedule.FusionBreak] = []

  var clusters: [Cluster] = []
  private var dependencies = Dependencies()
  var clusterOf: [Int?]
  /// A library call is a cluster of its own: its number, and the vertices of its results.
  private var libraries: [ObjectIdentifier: Int] = [:]
  var libraryVertices: [Int: [Int]] = [:]
  /// The clusters that read a vertex while they iterate over a shape.
  private var readers: [Reading: [Int]] = [:]
  /// Of each one-element computation that rides along: the vertices in memory or in clusters that it needs, and the
  /// computations that it is.
  private var scalars: [Int: (sources: [Int], operations: [Int])] = [:]
  /// The one-element computations that ride along in each cluster.
  private var riding: [Set<Int>] = []
  /// How often each vertex is read; what is wanted is read once more.
  private var uses: [Int]
  /// Where the pieces of joins are stored.
  private let places: [Int: Lowering.Place]

  private struct Reading: Hashable {
    var vertex: Int
    var full: [Int]
  }

  init(_ graph: Graph, fuse: Bool) {
    self.graph = graph
    self.fuse = fuse
    places = Lowering.Place.all(in: graph)
    clusterOf = Array(repeating: nil, count: graph.vertices.count)
    uses = Array(repeating: 0, count: graph.vertices.count)
    for vertex in graph.vertices {
      for edge in vertex.inputs { uses[edge.vertex] += 1 }
    }
    for root in graph.roots { uses[root] += 1 }
  }

  /// One-element computations ride along in every kernel that reads them; they are stored only as roots.
  func isScalarComputation(_ vertex: Int) -> Bool {
    graph.vertices[vertex].shape.isEmpty && graph.vertices[vertex].kind.isElementwise
  }

  mutating func run() {
    let roots = Set(graph.roots)
    let neededInMemory = Set(
      graph.vertices.flatMap { vertex -> [Int] in
        switch vertex.kind {
        case .library, .join: vertex.inputs.map(\.vertex)
        default: []
        }
      })
    for i in graph.vertices.indices {
      switch graph.vertices[i].kind {
      case .data, .literal, .index: continue
      case .library(let call, _): placeLibrary(i, call)
      case .join: placeJoin(i)
      case .elementwise, .cast:
        let isWanted = roots.contains(i) || neededInMemory.contains(i)
        if fuse && isScalarComputation(i) && !isWanted && ridesAlong(i) { continue }
        place(i)
      case .copy, .reduce: place(i)
      }
    }
    if fuse {
      moveRepeated(besides: roots.union(neededInMemory))
      moveWidened(besides: roots.union(neededInMemory))
    }
    chooseOutputs(roots, neededInMemory)
  }

  // MARK: Placing

  private mutating func placeLibrary(_ i: Int, _ call: LibraryCall) {
    let cluster: Int
    if let known = libraries[ObjectIdentifier(call)] {
      cluster = known
    } else {
      cluster = open(Cluster(full: []))
      libraries[ObjectIdentifier(call)] = cluster
    }
    clusterOf[i] = cluster
    libraryVertices[cluster, default: []].append(i)
    depend(cluster, on: inputClusters(i))
    for edge in graph.vertices[i].inputs where clusterOf[edge.vertex] != nil {
      breaks.append(.init(producer: edge.vertex, consumer: i, reason: "a library call reads stored memory"))
    }
  }

  /// A join is there when all clusters have stored their pieces: a library call without work.
  private mutating func placeJoin(_ i: Int) {
    if fuse { mergeColumns(of: i) }
    let cluster = open(Cluster(full: []))
    clusterOf[i] = cluster
    libraryVertices[cluster] = [i]
    depend(cluster, on: inputClusters(i))
  }

  /// Brings the columns of a join's short rows into one kernel, which stores whole vectors of them; those of rows of rows
  /// too, where all have the same shape.
  private mutating func mergeColumns(of i: Int) {
    guard case .join(let boxes) = graph.vertices[i].kind, boxes.allSatisfy({ $0.ranges.last?.count == 1 }),
      boxes.count <= Kernel.Spacing.mostStored
    else { return }
    dependencies.beginSearches()
    let columns = graph.vertices[i].inputs.compactMap { clusterOf[$0.vertex] }.filter { clusters[$0].axes == nil }
    guard let first = columns.first else { return }
    for other in Set(columns.dropFirst()).sorted() where other != first && canMerge(other, into: first) {
      merge(other, into: first)
    }
  }

  private func isExpensive(_ i: Int) -> Bool {
    if case .elementwise(let operation, _) = graph.vertices[i].kind { operation.isExpensive } else { false }
  }
  private func isJoin(_ i: Int) -> Bool { if case .join = graph.vertices[i].kind { true } else { false } }

  private mutating func place(_ i: Int) {
    dependencies.beginSearches()
    let vertex = graph.vertices[i]
    var reasons: [Int: String] = [:]
    if fuse {
      for edge in vertex.inputs {
        guard let cluster = clusterOf[edge.vertex], libraryVertices[cluster] == nil else { continue }
        if let reason = join(i, cluster, edge) {
          reasons[edge.vertex] = reason
        } else {
          mergeInputs(i)
          noteBreaks(i, reasons)
          return
        }
      }
      if joinReader(i) {
        noteBreaks(i, reasons)
        return
      }
    }
    var cluster = Cluster(full: graph.domain(i))
    if case .reduce(_, let axes, _) = vertex.kind {
      cluster.axes = axes
      cluster.kept = [i]
    }
    cluster.members = fuse ? takeProducers(of: i) + [i] : [i]
    let id = open(cluster)
    for member in cluster.members { clusterOf[member] = id }
    for member in cluster.members {
      depend(id, on: inputClusters(member).filter { $0 != id })
      riding[id].formUnion(scalarOperations(member))
      noteReads(member, id)
      noteBreaks(member, reasons)
    }
  }

  /// What a reduction that needs a kernel of its own takes along out of the kernel that it cannot join: the
  /// computations that nobody else reads. That kernel reduces along other axes, and would only have stored them. They
  /// need its results, which are smaller, and at most two arrays of its size.
  private mutating func takeProducers(of i: Int) -> [Int] {
    guard case .reduce = graph.vertices[i].kind, let edge = graph.vertices[i].inputs.first,
      let id = clusterOf[edge.vertex], libraryVertices[id] == nil, !clusters[id].kept.isEmpty
    else { return [] }
    let cluster = clusters[id]
    var taken: [Int] = []
    var read: Set<Int> = []
    var stays = false
    // Later ones first, so that all readers of a vertex are seen before itself.
    var pending: [Int: Int] = [:]
    func see(_ edge: Graph.Edge) -> Bool {
      if isLiteral(edge.vertex) || cluster.kept.contains(edge.vertex) { return true }
      if clusterOf[edge.vertex] == id {
        pending[edge.vertex, default: 0] += 1
        return edge.layout == nil
      }
      if graph.vertices[edge.vertex].count * 2 > cluster.full.reduce(1, *) { read.insert(edge.vertex) }
      return true
    }
    guard see(edge), !pending.isEmpty else { return [] }
    while let next = pending.keys.max(), let seen = pending.removeValue(forKey: next) {
      if seen < uses[next] {
        // Others read it too: it stays, and is stored in place of what is taken.
        if taken.isEmpty || stays { return [] }
        stays = true
        read.insert(next)
      } else {
        guard graph.vertices[next].kind.isElementwise, graph.vertices[next].inputs.allSatisfy(see) else { return [] }
        taken.append(next)
      }
      if read.count > 2 { return [] }
    }
    let moved = Set(taken)
    clusters[id].members.removeAll { moved.contains($0) }
    return taken.reversed()
  }

  /// Joins the cluster of an input; gives the reason if that cannot be.
  private mutating func join(_ i: Int, _ id: Int, _ edge: Graph.Edge) -> String? {
    let vertex = graph.vertices[i]
    let cluster = clusters[id]
    if !hasPlace(i, id) {
      return "the kernel holds \(Self.operationLimit) operations already"
    }
    var axes = cluster.axes
    var isKept = false
    // The blocks of a reduction are combined where its own result lies, which is not where a piece of a join does. What
    // is reduced of a few elements has no blocks; of several formulas each is better on its own.
    if case .copy = vertex.kind, case .reduce = graph.vertices[edge.vertex].kind,
      !cluster.reducesFew || cluster.members.contains(where: isExpensive)
    {
      return "the result of a reduction is copied when it is complete"
    }
    if case .reduce(_, let reduced, let domain) = vertex.kind {
      if cluster.kept.contains(edge.vertex) {
        return "a reduction of a reduction's result is a second sweep over other axes"
      }
      guard domain == cluster.full else { return "the reduction reads another shape" }
      if let own = axes, own != reduced { return "the kernel reduces other axes" }
      axes = reduced
      isKept = true
    } else if cluster.kept.contains(edge.vertex) {
      if cluster.isTotal { return "the blocks of a reduction of everything must all end before its result is read" }
      if vertex.shape == cluster.full && edge.layout == cluster.broadcastOfKept
        || (edge.layout == nil && cluster.keptShape.isEmpty && vertex.shape == cluster.full)
      {
        isKept = vertex.shape == cluster.keptShape
      } else if vertex.shape == cluster.keptShape && edge.layout == nil {
        isKept = true
      } else {
        return "it is read through a view of another shape"
      }
    } else {
      guard vertex.shape == cluster.full else { return "the consumer has another shape" }
    }
    var candidate = cluster
    candidate.axes = axes
    if let reason = obstacle(i, id, candidate, isKept) { return reason }
    clusters[id].axes = axes
    add(i, to: id, isKept)
    return nil
  }

  /// What forbids that vertex `i` joins, looking at all of its inputs.
  private mutating func obstacle(_ i: Int, _ id: Int, _ cluster: Cluster, _ isKept: Bool) -> String? {
    let isReduction = if case .reduce = graph.vertices[i].kind { true } else { false }
    if isReduction && cluster.isTotal && dependsOnKept(i, cluster) {
      return "the blocks of a reduction of everything must all end before its result is read"
    }
    if !storeRuns(cluster.members + [i], cluster, besides: isKept ? cluster.kept.union([i]) : cluster.kept) {
      return "a piece of a join lies apart along the axes that are reduced"
    }
    for edge in graph.vertices[i].inputs {
      if isScalarComputation(edge.vertex), clusterOf[edge.vertex] == nil {
        for source in sources(of: edge) where clusterOf[source] == id {
          return "a one-element result is read by every element"
        }
      }
      guard let other = clusterOf[edge.vertex] else { continue }
      if other == id {
        let fromKept = cluster.kept.contains(edge.vertex)
        if cluster.isTotal && fromKept {
          return "the blocks of a reduction of everything must all end before its result is read"
        }
        switch (fromKept, isKept, isReduction) {
        case (false, false, _), (false, true, true):
          if edge.layout != nil { return "it is read through a view, and elsewhere as it is" }
        case (false, true, false): return "the consumer has another shape"
        case (true, true, true): return "a reduction of a reduction's result is a second sweep over other axes"
        case (true, true, false):
          if edge.layout != nil { return "it is read through a view, and elsewhere as it is" }
        case (true, false, _):
          if edge.layout != cluster.broadcastOfKept && !(edge.layout == nil && cluster.keptShape.isEmpty) {
            return "it is read through a view, and elsewhere as it is"
          }
        }
      }
    }
    let others = inputClusters(i).filter { $0 != id }
    if others.contains(where: { dependencies.needs($0, id) }) || !dependencies.raise(id, above: others) {
      return "another operand of the consumer needs its stored result"
    }
    return nil
  }

  /// Whether each piece of a join that a cluster stores is one run along the axes that are reduced, as a sweep has to be.
  private func storeRuns(_ members: [Int], _ cluster: Cluster, besides kept: Set<Int>) -> Bool {
    guard let axes = cluster.axes, axes.count > 1, !places.isEmpty else { return true }
    return members.allSatisfy { member in
      guard let place = places[member], !kept.contains(member) else { return true }
      let strides = place.layout.strides
      return axes.dropLast().allSatisfy { strides[$0] == strides[$0 + 1] * cluster.full[$0 + 1] }
    }
  }

  private func dependsOnKept(_ i: Int, _ cluster: Cluster) -> Bool {
    graph.vertices[i].inputs.contains { cluster.kept.contains($0.vertex) }
  }

  /// Whether a one-element computation is computed anew in each kernel that reads it: it is stored instead where that
  /// would be more than a kernel holds.
  private mutating func ridesAlong(_ scalar: Int) -> Bool {
    var sources: [Int] = []
    var pending = [scalar]
    var seen: Set<Int> = []
    var operations: [Int] = []
    while let i = pending.popLast() {
      guard seen.insert(i).inserted else { continue }
      if isScalarComputation(i) && clusterOf[i] == nil {
        operations.append(i)
        if operations.count >= Self.operationLimit { return false }
        pending += graph.vertices[i].inputs.map(\.vertex)
      } else {
        sources.append(i)
      }
    }
    scalars[scalar] = (sources, operations)
    return true
  }

  /// The vertices whose elements are read along an edge: of a one-element computation that rides along, its sources.
  private func sources(of edge: Graph.Edge) -> [Int] {
    guard clusterOf[edge.vertex] == nil else { return [edge.vertex] }
    return scalars[edge.vertex]?.sources ?? [edge.vertex]
  }

  /// The one-element computations that a vertex takes along.
  private func scalarOperations(_ i: Int) -> [Int] {
    graph.vertices[i].inputs.flatMap { clusterOf[$0.vertex] == nil ? scalars[$0.vertex]?.operations ?? [] : [] }
  }

  /// Whether a cluster can hold one more vertex, with what it takes along.
  func hasPlace(_ i: Int, _ id: Int) -> Bool {
    let more = scalarOperations(i)
    let riders = more.isEmpty ? riding[id].count : riding[id].union(more).count
    return clusters[id].members.count + riders < Self.operationLimit
  }

  /// After `i` has joined a cluster, tries to bring its other inputs' clusters in.
  private mutating func mergeInputs(_ i: Int) {
    for edge in graph.vertices[i].inputs {
      guard let id = clusterOf[i], let other = clusterOf[edge.vertex], other != id, libraryVertices[other] == nil,
        canMerge(other, into: id)
      else { continue }
      merge(other, into: id)
    }
  }

  private mutating func canMerge(_ other: Int, into id: Int) -> Bool {
    let (a, b) = (clusters[id], clusters[other])
    guard a.full == b.full, a.members.count + b.members.count <= Self.operationLimit else { return false }
    let riders = riding[id].union(riding[other]).count
    if a.members.count + b.members.count + riders > Self.operationLimit { return false }
    if let x = a.axes, let y = b.axes, x != y { return false }
    if dependencies.needs(other, id) { return false }
    // Only directly: every path from `other` to `id` must be an edge that fusing removes.
    if dependencies.inputs(of: id).contains(where: { $0 != other && dependencies.needs($0, other) }) { return false }
    var merged = a
    merged.axes = a.axes ?? b.axes
    merged.kept.formUnion(b.kept)
    if merged.isTotal && merged.members.contains(where: { dependsOnKept($0, merged) }) { return false }
    if !storeRuns(a.members + b.members, merged, besides: merged.kept) { return false }
    // Each edge between the two must be one that a kernel can follow.
    func isInside(_ vertex: Int) -> Bool { clusterOf[vertex] == id || clusterOf[vertex] == other }
    for member in a.members + b.members {
      let isReduction = if case .reduce = graph.vertices[member].kind { true } else { false }
      for edge in graph.vertices[member].inputs {
        guard isInside(edge.vertex) else {
          if sources(of: edge).contains(where: isInside) { return false }
          continue
        }
        let fromKept = merged.kept.contains(edge.vertex)
        let toKept = merged.kept.contains(member)
        switch (fromKept, toKept) {
        case (false, false): if edge.layout != nil { return false }
        case (false, true): if edge.layout != nil || !isReduction { return false }
        case (true, true): if edge.layout != nil || isReduction { return false }
        case (true, false):
          if edge.layout != merged.broadcastOfKept && !(edge.layout == nil && merged.keptShape.isEmpty) { return false }
        }
      }
    }
    return dependencies.prepareMerge(other, into: id)
  }

  private mutating func merge(_ other: Int, into id: Int) {
    let moved = clusters[other]
    clusters[id].members += moved.members
    clusters[id].members.sort()
    clusters[id].kept.formUnion(moved.kept)
    clusters[id].axes = clusters[id].axes ?? moved.axes
    clusters[other].members = []
    riding[id].formUnion(riding[other])
    riding[other] = []
    for member in moved.members {
      clusterOf[member] = id
      noteReads(member, id)
    }
    dependencies.merge(other, into: id)
  }

  /// Joins a cluster that reads the same memory over the same shape, so that it is read once.
  private mutating func joinReader(_ i: Int) -> Bool {
    let vertex = graph.vertices[i]
    let domain = graph.domain(i)
    for edge in vertex.inputs where !isLiteral(edge.vertex) {
      for id in openReaders(Reading(vertex: edge.vertex, full: domain)) where dependencies.canLook() && hasPlace(i, id)
      {
        var cluster = clusters[id]
        var isKept = false
        if case .reduce(_, let axes, _) = vertex.kind {
          if let own = cluster.axes, own != axes { continue }
          cluster.axes = axes
          isKept = true
        }
        guard obstacle(i, id, cluster, isKept) == nil else { continue }
        clusters[id].axes = cluster.axes
        add(i, to: id, isKept)
        return true
      }
    }
    return false
  }

  /// The first clusters that have a place for one more; those without will not have one for later readers either.
  private mutating func openReaders(_ reading: Reading) -> [Int] {
    guard let all = readers[reading] else { return [] }
    let first = all.prefix(Self.readersTried)
    let open = first.filter { !clusters[$0].members.isEmpty && clusters[$0].members.count < Self.operationLimit }
    if open.count < first.count { readers[reading] = open + all[first.endIndex...] }
    return open
  }

  // MARK: Bookkeeping

  private mutating func open(_ cluster: Cluster) -> Int {
    clusters.append(cluster)
    riding.append([])
    return dependencies.add()
  }

  mutating func add(_ i: Int, to id: Int, _ isKept: Bool) {
    clusters[id].members.append(i)
    if isKept { clusters[id].kept.insert(i) }
    clusterOf[i] = id
    dependencies.note(id, needs: inputClusters(i))
    riding[id].formUnion(scalarOperations(i))
    noteReads(i, id)
  }

  /// Notes what a cluster needs that nobody reads yet.
  private mutating func depend(_ id: Int, on others: [Int]) {
    dependencies.beginSearches()
    _ = dependencies.raise(id, above: others.filter { $0 != id })
    dependencies.note(id, needs: others)
  }

  private func inputClusters(_ i: Int) -> [Int] {
    graph.vertices[i].inputs.flatMap { sources(of: $0).compactMap { clusterOf[$0] } }
  }

  private mutating func noteReads(_ i: Int, _ id: Int) {
    for edge in graph.vertices[i].inputs where !isLiteral(edge.vertex) {
      let reading = Reading(vertex: edge.vertex, full: clusters[id].full)
      // One that was noted long ago is noted again, which does no harm.
      if readers[reading]?.suffix(8).contains(id) != true { readers[reading, default: []].append(id) }
    }
  }

  private func isLiteral(_ vertex: Int) -> Bool {
    if case .literal = graph.vertices[vertex].kind { true } else { graph.vertices[vertex].shape.isEmpty }
  }

  private mutating func noteBreaks(_ i: Int, _ reasons: [Int: String]) {
    for edge in graph.vertices[i].inputs {
      if isScalarComputation(edge.vertex), clusterOf[edge.vertex] == nil {
        for source in sources(of: edge) where clusterOf[source] != nil && clusterOf[source] != clusterOf[i] {
          let reason = reasons[source] ?? "a one-element result is read by every element"
          breaks.append(.init(producer: source, consumer: i, reason: reason))
        }
      }
      guard let other = clusterOf[edge.vertex], other != clusterOf[i] else { continue }
      let fallback =
        !fuse
        ? "fusion is switched off"
        : isJoin(edge.vertex)
          ? "all pieces of a join must be stored before it is read"
          : libraryVertices[other] != nil
            ? "a library call gives stored memory" : "the operations iterate over different shapes"
      breaks.append(.init(producer: edge.vertex, consumer: i, reason: reasons[edge.vertex] ?? fallback))
    }
  }

  private mutating func chooseOutputs(_ roots: Set<Int>, _ neededInMemory: Set<Int>) {
    breaks.removeAll { clusterOf[$0.producer] == clusterOf[$0.consumer] }
    var stored = roots.union(neededInMemory)
    for i in graph.vertices.indices where clusterOf[i] != nil {
      for edge in graph.vertices[i].inputs {
        for source in sources(of: edge) where clusterOf[source] != nil && clusterOf[source] != clusterOf[i] {
          stored.insert(source)
        }
      }
    }
    for id in clusters.indices {
      clusters[id].members.sort()
      clusters[id].outputs = clusters[id].members.filter { stored.contains($0) }
    }
  }

  /// One-element computations that are members of a cluster, and so in memory.
  var storedScalars: Set<Int> {
    Set(graph.vertices.indices.filter { isScalarComputation($0) && clusterOf[$0] != nil })
  }

  /// The clusters and library calls, each after what it depends on.
  func inOrder() -> [Group] {
    let live = clusters.indices.filter { !clusters[$0].members.isEmpty || libraryVertices[$0] != nil }
    let depths = dependencies.depths(live)
    /// By what must come before; of those that need equally much, in the order in which they were recorded.
    func key(_ id: Int) -> (Int, Int) {
      (depths[id] ?? 0, clusters[id].members.first ?? libraryVertices[id]?.first ?? 0)
    }
    return live.sorted { key($0) < key($1) }.map { id in
      guard let vertices = libraryVertices[id] else { return .cluster(clusters[id]) }
      return vertices.contains(where: isJoin) ? .join : .library(vertices)
    }
  }
}
