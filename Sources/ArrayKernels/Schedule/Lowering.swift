import ArrayGraph

/// Turns a cluster into a kernel with its extents and operands.
///
/// Neighbouring axes that every operand walks alike become one. If the reduced axes cannot become one for some
/// operand, what is reduced is computed by a kernel of its own first, or that operand is packed by one.
struct Lowering {
  var graph: Graph
  let cluster: Cluster
  private let members: Set<Int>
  var steps: [KernelStep] = []

  /// Neighbouring axes as one, with a stride an access.
  typealias Axes = (extent: Int, strides: [Int])

  /// An operand over the axes of the cluster's full shape.
  struct Access: Hashable {
    var vertex: Int
    var offset: Int
    var strides: [Int]
    var role: Kernel.Operand.Role
  }
  var accesses: [Access] = []
  private var accessIndex: [Access: Int] = [:]

  var values: [Kernel.Value] = []
  private var computed: [Kernel.Value: Int] = [:]
  var literals: [Literal] = []
  var literalVertices: [Int] = []
  private var valueOf: [Int: Int] = [:]
  private var loadOf: [Int: Int] = [:]
  typealias Store = (value: Int, access: Int, isKept: Bool)
  var stores: [Store] = []
  var accumulators: [Kernel.Accumulator] = []
  private var operationCount = 0

  /// One-element computations that are stored; the others ride along in the kernels that read them.
  private let storedScalars: Set<Int>

  /// Where the pieces of joins are stored.
  private let places: [Int: Place]

  let runs: RunLengths

  /// Where a vertex is stored that is a piece of a join.
  struct Place {
    var join: Int
    var layout: Layout

    /// By vertex.
    static func all(in graph: Graph) -> [Int: Place] {
      var places: [Int: Place] = [:]
      for (i, vertex) in graph.vertices.enumerated() {
        guard case .join(let boxes) = vertex.kind else { continue }
        let whole = Layout(rowMajor: vertex.shape)
        for (edge, box) in zip(vertex.inputs, boxes) {
          places[edge.vertex] = Place(join: i, layout: box.layout(of: whole))
        }
      }
      return places
    }
  }

  init(
    _ graph: Graph, _ cluster: Cluster, storedScalars: Set<Int> = [], places: [Int: Place] = [:],
    runs: RunLengths = .known
  ) {
    self.places = places
    self.runs = runs
    self.graph = graph
    self.cluster = cluster
    self.storedScalars = storedScalars
    members = Set(cluster.members)
  }

  mutating func run() -> [KernelStep] {
    for member in cluster.members { _ = value(of: member) }
    for output in cluster.outputs { addStore(output) }
    let spread = spreadSeveralAxes()
    if spread == nil {
      if !isRun, let (map, reduction) = cluster.divided(graph), isWorthDividing(map, reduction) {
        return lowered(map) + lowered(reduction)
      }
      packWhatIsNotARun()
      packWhatRunsShare()
      packWhatIsRepeated()
    }
    let step = assemble(spread)
    let hasPhases = runs == .known && (step.isReducedByLeaves || cluster.isTall)
    return steps + (hasPhases ? Phases.of(step, &graph) : [step])
  }

  // MARK: Values

  var sweepAxes: Range<Int> { cluster.axes ?? cluster.full.count..<cluster.full.count }

  /// The value of a vertex that the kernel computes, or loads.
  private mutating func value(of vertex: Int) -> Int {
    if let known = valueOf[vertex] { return known }
    let v = graph.vertices[vertex]
    let isKept = cluster.kept.contains(vertex)
    let made: Int
    switch v.kind {
    case .elementwise(let operation, let dtype):
      let arguments = v.inputs.map { read($0, isKept) }
      made = appendOnce(Kernel.Value(.operation(operation, dtype: dtype, arguments), v.dtype))
    case .cast:
      made = appendOnce(Kernel.Value(.cast(read(v.inputs[0], isKept)), v.dtype))
    case .copy:
      made = read(v.inputs[0], isKept)
      operationCount += 1
    case .reduce(let reduction, _, _):
      let source = read(v.inputs[0], false)
      made = append(Kernel.Value(.reduced, v.dtype))
      accumulators.append(Kernel.Accumulator(reduction, source: source, result: made))
      operationCount += 1
    case .literal(let literal):
      literals.append(literal)
      literalVertices.append(vertex)
      made = append(Kernel.Value(.literal(literals.count - 1), v.dtype))
    case .data, .index, .library, .join:
      made = load(Graph.Edge(vertex), false)
    }
    valueOf[vertex] = made
    return made
  }

  /// The value that a member reads along an edge.
  private mutating func read(_ edge: Graph.Edge, _ isKept: Bool) -> Int {
    let vertex = graph.vertices[edge.vertex]
    if members.contains(edge.vertex) { return value(of: edge.vertex) }
    if case .literal = vertex.kind { return value(of: edge.vertex) }
    if vertex.shape.isEmpty, vertex.kind.isElementwise, !storedScalars.contains(edge.vertex) {
      return value(of: edge.vertex)
    }
    return load(edge, isKept)
  }

  private mutating func load(_ edge: Graph.Edge, _ isKept: Bool) -> Int {
    let vertex = graph.vertices[edge.vertex]
    let shape = isKept ? cluster.keptShape : cluster.full
    let layout: Layout
    if let own = edge.layout, !own.strides.isEmpty {
      layout = own
    } else if edge.layout != nil || vertex.shape.isEmpty {
      // What rides along as a scalar may read one element of an array.
      layout = Layout(offset: edge.layout?.offset ?? 0, strides: shape.map { _ in 0 })
    } else {
      layout = Layout(rowMajor: shape)
    }
    var role = Kernel.Operand.Role.input
    if case .index = vertex.kind { role = .index }
    let access = Access(
      vertex: edge.vertex, offset: layout.offset, strides: isKept ? spread(layout.strides) : layout.strides, role: role)
    let index = intern(access)
    if let known = loadOf[index] { return known }
    let made = append(Kernel.Value(.load(operand: index), vertex.dtype))
    loadOf[index] = made
    return made
  }

  /// Strides over the kept axes as strides over all axes: 0 along the reduced ones.
  private func spread(_ strides: [Int]) -> [Int] {
    guard let axes = cluster.axes else { return strides }
    return Array(strides[..<axes.lowerBound]) + [Int](repeating: 0, count: axes.count)
      + Array(strides[axes.lowerBound...])
  }

  private mutating func addStore(_ vertex: Int) {
    let isKept = cluster.kept.contains(vertex)
    let place =
      places[vertex] ?? Place(join: vertex, layout: Layout(rowMajor: isKept ? cluster.keptShape : cluster.full))
    let strides = place.layout.strides
    let access = Access(
      vertex: place.join, offset: place.layout.offset, strides: isKept ? spread(strides) : strides, role: .output)
    stores.append((value(of: vertex), intern(access), isKept))
  }

  private mutating func intern(_ access: Access) -> Int {
    if let known = accessIndex[access] { return known }
    accesses.append(access)
    accessIndex[access] = accesses.count - 1
    return accesses.count - 1
  }

  private mutating func append(_ value: Kernel.Value) -> Int {
    values.append(value)
    return values.count - 1
  }

  /// An operation on the same values is the same value. The graph cannot share all of these: a sunk view leaves a
  /// computation of the full shape beside that of the kept one.
  private mutating func appendOnce(_ value: Kernel.Value) -> Int {
    if let known = computed[value] { return known }
    operationCount += 1
    computed[value] = append(value)
    return values.count - 1
  }

  /// Whether a map of what is reduced stores no more arrays than its operands would be packed in, nor far more elements. A
  /// map and a total take turns, so that theirs are never in memory.
  private func isWorthDividing(_ map: Cluster, _ reduction: Cluster) -> Bool {
    guard map.outputs.allSatisfy({ places[$0] == nil }) else { return false }
    if cluster.isTotal { return true }
    let reduced = Set(reduction.kept.flatMap { graph.vertices[$0].inputs.map(\.vertex) }).subtracting(map.members)
    let stored = map.outputs.filter { !cluster.outputs.contains($0) }.count
    let packed = accesses.indices.filter { accesses[$0].role != .output && !collapses(accesses[$0]) }
    if packed.allSatisfy({ isRepeated($0, along: Array(sweepAxes)) }) { return false }
    return stored + packed.filter { reduced.contains(accesses[$0].vertex) }.count <= packed.count
  }

  /// The steps of a part of this cluster.
  mutating func lowered(_ part: Cluster) -> [KernelStep] {
    var lowering = Lowering(
      exchange(&graph, with: Graph()), part, storedScalars: storedScalars, places: places, runs: runs)
    let steps = lowering.run()
    graph = lowering.graph
    return steps
  }

  // MARK: Axes

  /// Whether the reduced axes become one for every operand.
  var isRun: Bool { cluster.full[sweepAxes].contains(0) || accesses.allSatisfy(collapses) }

  func collapses(_ access: Access) -> Bool {
    sweepAxes.dropLast().allSatisfy { access.strides[$0] == access.strides[$0 + 1] * cluster.full[$0 + 1] }
  }

  /// Merges neighbouring axes that every operand walks alike; without elements, all of them.
  func collapse(_ axes: [Int]) -> [Axes] {
    if let last = axes.last, axes.contains(where: { cluster.full[$0] == 0 }) {
      return [(0, accesses.map { $0.strides[last] })]
    }
    var groups: [Axes] = []
    for axis in axes {
      let strides = accesses.map { $0.strides[axis] }
      let extent = cluster.full[axis]
      if let last = groups.last, zip(last.strides, strides).allSatisfy({ $0 == $1 * extent }) {
        groups[groups.count - 1] = (last.extent * extent, strides)
      } else {
        groups.append((extent, strides))
      }
    }
    return groups
  }

  // MARK: Assembly

  /// What the outputs are, or are pieces of, each once.
  private var storedVertices: [Int] {
    var known: Set<Int> = []
    return cluster.outputs.map { places[$0]?.join ?? $0 }.filter { known.insert($0).inserted }
  }

  private mutating func assemble(_ known: [Axes]?) -> KernelStep {
    let zeros = accesses.map { _ in 0 }
    let rank = cluster.full.count
    var outer = known == nil ? collapse(Array(0..<sweepAxes.lowerBound)) : []
    var sweep = (extent: 1, strides: zeros)
    var inner = (extent: 1, strides: accesses.map { $0.role == .output ? 1 : 0 })
    let form: Kernel.Form
    let lengths: [ExtentRanges]
    var merged: Tiling.MergedRows?
    let spread: [Axes]?
    if known != nil {
      (form, lengths, spread) = (.map, [], known)
    } else if cluster.axes == nil {
      if let last = outer.popLast() { inner = last }
      merged = mergedRows(outer, inner)
      spread = merged == nil ? spreadRows([], [inner], outer) : nil
      lengths = runs == .known && merged == nil && spread == nil ? shortRows(inner, outer) : []
      if spread != nil {
        form = .map
      } else if let lanes = outer.last, isShort(inner, outer, lengths) {
        form = .short
        (sweep, inner) = (inner, lanes)
        outer.removeLast()
      } else {
        form = .map
      }
    } else {
      let sweeps = collapse(Array(sweepAxes))
      precondition(sweeps.count <= 1, "what is reduced is no run")
      sweep = sweeps.first ?? sweep
      let innerAxes = collapse(Array(sweepAxes.upperBound..<rank))
      let areLong = innerAxes.last.map { areFewLongRows(sweep, $0, outer + innerAxes.dropLast()) } ?? false
      spread = areLong ? nil : spreadRows([sweep], innerAxes, outer) ?? spreadSweep(sweep, innerAxes, outer)
      lengths = innerAxes.isEmpty && spread == nil ? shortRuns(sweep, outer) : []
      if spread != nil {
        form = .map
      } else if let last = innerAxes.last {
        form = areLong ? .short : .columns
        inner = last
        outer += innerAxes.dropLast()
      } else if let last = outer.last, isShort(sweep, outer, lengths) || runsLieAcross(sweep, outer) {
        form = .short
        inner = last
        outer.removeLast()
      } else {
        form = cluster.isTotal ? .total : .rows
      }
    }
    if let spread, let rows = spread.last {
      (outer, inner) = (Array(spread.dropLast()), rows)
      sweep = (1, accesses.map { _ in 0 })
    }

    let vectorIsSweep = form == .rows || form == .total
    let vector = vectorIsSweep ? sweep : inner
    // A result that is kept is one element a row; its layout along the sweep says nothing.
    var layouts = vector.strides.map { $0 == 0 ? .broadcast : $0 == 1 ? .contiguous : Kernel.Layout.strided }
    let areNarrow = form == .map && merged == nil && areNarrow(inner, outer)
    if form != .short { findSpacings(&layouts, vector, outer, form, areNarrow) }
    let operands = accesses.indices.map { k in
      Kernel.Operand(accesses[k].role, graph.vertices[accesses[k].vertex].dtype, layouts[k])
    }
    var kernel = Kernel(
      form: form, outerRank: outer.count, literals: literals.map(\.dtype), operands: operands, values: values)
    let varying = variation(outer, sweep.strides, inner.strides, form)
    arrange(&kernel, varying, vectorIsSweep, hasSweep: form != .map)
    kernel.reuseExpensiveValues()
    if areNarrow {
      kernel.rows = .narrow
    } else if form == .map, kernel.row.isEmpty, rowsOverlap(outer.last, inner) {
      kernel.rows = .overlapping
    }

    var step = KernelStep(
      kernel: kernel, outerExtents: outer.map(\.extent), sweepExtent: sweep.extent, innerExtent: inner.extent,
      bindings: accesses.indices.map { k in
        KernelStep.Binding(
          vertex: accesses[k].vertex, offset: accesses[k].offset, outerStrides: outer.map { $0.strides[k] },
          sweepStride: sweep.strides[k], innerStride: inner.strides[k])
      },
      literals: literals, literalVertices: literalVertices, outputs: storedVertices, operationCount: operationCount)
    if form == .map {
      step.tiling =
        merged.map { Tiling($0, of: kernel) }
        ?? (kernel.rows == .narrow ? nil : Tiling(kernel, outer: outer, inner: inner))
    }
    if form == .short {
      step.tiling = Tiling(short: kernel)
      step.lengths = lengths
    }
    if form == .total {
      step.totals = kernel.accumulators.map { accumulator in
        cluster.members.first { valueOf[$0] == accumulator.result && cluster.kept.contains($0) } ?? 0
      }
    }
    return step
  }

  /// Finds the operands that lie a few elements apart along the vector axis, and which of them lie in each other's gaps.
  /// What is contiguous along another axis is brought side by side tile by tile instead. In narrow rows only those that are
  /// turned round are found: of others a row has less than a vector. Results of maps are found where
  /// they fill each other's gaps.
  private func findSpacings(
    _ layouts: inout [Kernel.Layout], _ vector: Axes, _ outer: [Axes], _ form: Kernel.Form, _ areNarrow: Bool
  ) {
    if vector.extent < (form == .rows ? 4 : Lowering.leastLanes), !areNarrow { return }
    let lines = outer.filter { runs != .known || $0.extent >= Tiling.leastExtent }
    func size(_ k: Int) -> Int { graph.vertices[accesses[k].vertex].dtype.size }
    let spaced = accesses.indices.filter { k in
      (accesses[k].role == .input || accesses[k].role == .output && form == .map)
        && (accesses[k].role == .input
          ? !(0...1).contains(vector.strides[k]) : 2...Kernel.Spacing.mostStored ~= vector.strides[k])
        && lines.allSatisfy { $0.strides[k] != 1 } && (!areNarrow || vector.strides[k] == -1)
    }
    var groups: [[Int]] = []
    for k in spaced.sorted(by: { accesses[$0].offset < accesses[$1].offset }) {
      let known = groups.firstIndex { group in
        let first = accesses[group[0]]
        return first.vertex == accesses[k].vertex && first.strides == accesses[k].strides
          && first.role == accesses[k].role
          && accesses[k].offset - first.offset < min(abs(vector.strides[k]), Kernel.Spacing.longestRow(size(k)))
      }
      if let known { groups[known].append(k) } else { groups.append([k]) }
    }
    for group in groups {
      let (distance, number, first) = (vector.strides[group[0]], group.min() ?? 0, accesses[group[0]].offset)
      let reach = accesses[group[group.count - 1]].offset - first
      let areBrought =
        accesses[group[0]].role == .output
        ? group.count == distance
        : Kernel.Spacing.isNear(distance, count: group.count, span: reach + 1, size: size(group[0]))
      if !areBrought { continue }
      for k in group {
        layouts[k] = .spaced(
          Kernel.Spacing(
            distance: vector.strides[k], group: number, behind: accesses[k].offset - first, reach: reach))
      }
    }
  }
  /// Whether two operands are the same memory some of these rows apart; where lengths are not known, anywhere apart, since
  /// what is two rows for one length is a row and some columns for another.
  private func rowsOverlap(_ rows: Axes?, _ inner: Axes) -> Bool {
    guard let rows, runs != .known || rows.extent >= Kernel.rowsSideBySide else { return false }
    let inputs = accesses.indices.filter {
      accesses[$0].role == .input && inner.strides[$0] == 1 && rows.strides[$0] >= inner.extent
    }
    func overlap(_ apart: Int, _ stride: Int) -> Bool {
      runs == .known ? apart > stride / 2 && apart < Kernel.rowsSideBySide * stride : apart > 0
    }
    return inputs.contains { a in
      inputs.contains { b in
        accesses[a].vertex == accesses[b].vertex && rows.strides[a] == rows.strides[b]
          && overlap(accesses[b].offset - accesses[a].offset, rows.strides[a])
      }
    }
  }

  /// Along which groups of axes a value varies.
  private struct Variation: OptionSet {
    let rawValue: Int
    static let outer = Variation(rawValue: 1)
    static let sweep = Variation(rawValue: 2)
    static let inner = Variation(rawValue: 4)
  }

  private func variation(
    _ outer: [Axes], _ sweep: [Int], _ inner: [Int], _ form: Kernel.Form
  ) -> [Variation] {
    var result: [Variation] = []
    for value in values {
      switch value.source {
      case .literal: result.append([])
      case .load(let k):
        var varies: Variation = []
        if outer.contains(where: { $0.strides[k] != 0 }) { varies.insert(.outer) }
        if sweep[k] != 0 { varies.insert(.sweep) }
        if inner[k] != 0 { varies.insert(.inner) }
        result.append(varies)
      case .operation(_, _, let arguments):
        result.append(arguments.reduce(into: []) { $0.formUnion(result[$1]) })
      case .cast(let argument): result.append(result[argument])
      case .reduced: result.append(form.sweepsAcrossLanes ? [.outer, .inner] : .outer)
      }
    }
    return result
  }

  /// Puts every value where it is computed least often, and sweeps in the order in which their results are needed.
  private func arrange(_ kernel: inout Kernel, _ varying: [Variation], _ vectorIsSweep: Bool, hasSweep: Bool) {
    var level = [Int](repeating: 0, count: values.count)
    for id in values.indices {
      switch values[id].source {
      case .literal, .load: level[id] = 0
      case .operation(_, _, let arguments): level[id] = arguments.map { level[$0] }.max() ?? 0
      case .cast(let argument): level[id] = level[argument]
      case .reduced:
        let source = accumulators.first { $0.result == id }?.source ?? 0
        level[id] = level[source] + 1
      }
    }
    kernel.once = values.indices.filter { varying[$0].isEmpty }
    let body = values.indices.filter { id in
      if case .reduced = values[id].source { return false }
      return !varying[id].isEmpty && !varying[id].contains(.sweep)
    }
    let isRowLevel = { (id: Int) in vectorIsSweep || !varying[id].contains(.inner) }
    var statements: [Kernel.Statement] = []
    let rowValues = body.filter { isRowLevel($0) }
    if !vectorIsSweep { kernel.row = rowValues.map { .compute($0) } }

    let fullStores = stores.filter { !$0.isKept }
    let keptStores = stores.filter { $0.isKept }
    let last = (accumulators.map { level[$0.source] } + fullStores.map { level[$0.value] }).max() ?? 0
    for current in 0...(last + 1) {
      for id in body where level[id] == current && (vectorIsSweep || !isRowLevel(id)) {
        statements.append(.compute(id))
      }
      guard hasSweep else { continue }
      let reduced = accumulators.filter { level[$0.source] == current }
      let stored = fullStores.filter { level[$0.value] == current }
      if reduced.isEmpty && stored.isEmpty { continue }
      let needed = closure(reduced.map(\.source) + stored.map(\.value), varying)
      statements.append(
        .sweep(
          Kernel.Sweep(
            compute: needed, accumulators: reduced, stores: stored.map { Kernel.Store($0.value, $0.access) })))
    }
    if !hasSweep { statements += fullStores.map { .store($0.value, operand: $0.access) } }
    if kernel.form != .total { statements += keptStores.map { .store($0.value, operand: $0.access) } }
    if vectorIsSweep { kernel.row = statements } else { kernel.chunk = statements }
  }

  /// The values along the sweep that `wanted` need, in order.
  private func closure(_ wanted: [Int], _ varying: [Variation]) -> [Int] {
    var needed: Set<Int> = []
    var pending = wanted
    while let id = pending.popLast() {
      guard varying[id].contains(.sweep), needed.insert(id).inserted else { continue }
      switch values[id].source {
      case .operation(_, _, let arguments): pending += arguments
      case .cast(let argument): pending.append(argument)
      default: break
      }
    }
    return needed.sorted()
  }
}
