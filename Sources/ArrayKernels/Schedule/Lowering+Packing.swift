import ArrayGraph

// Operands that keep others from being walked in long runs are packed by kernels of their own, which pays where the packed
// elements are read often.
extension Lowering {
  /// Packs operands whose reduced axes cannot become one.
  mutating func packWhatIsNotARun() {
    if isRun { return }
    for k in accesses.indices where accesses[k].role != .output && !collapses(accesses[k]) {
      pack(k, along: Array(sweepAxes))
    }
  }

  /// Packs what is the same along a run and lies apart along the last kept axis, as a column does that each element of a
  /// short vector is compared with: lanes then lie along that axis (`shortRuns`). (13 numbers each counted among 50 001 of
  /// such a column 0.45 ms, and 0.063 so.)
  mutating func packWhatRunsShare() {
    let (kept, runs) = (sweepAxes.lowerBound, cluster.full[sweepAxes].reduce(1, *))
    guard self.runs == .known, sweepAxes.upperBound == cluster.full.count, kept > 0,
      Lowering.leastShared...ReductionTree.leafLimit ~= runs, cluster.full[kept - 1] >= Lowering.leastLanes
    else { return }
    let apart = accesses.indices.filter {
      accesses[$0].role == .input && !(0...1).contains(accesses[$0].strides[kept - 1])
    }
    let areShared = apart.allSatisfy { k in
      sweepAxes.allSatisfy { accesses[k].strides[$0] == 0 }
        && (0..<kept).allSatisfy { accesses[k].strides[$0] != 0 || cluster.full[$0] == 1 }
    }
    if areShared { for k in apart { pack(k, along: []) } }
  }

  /// Packs what keeps short rows from becoming longer ones, and is the same for many of them: the weights of a channel,
  /// beside `x[:-2, 1:-1]` of an image whose pixels are rows of channels. (Nine of them and 49 × 51 rows of 40 `f32`: 86 µs,
  /// and 42 so.) Before a run of a few elements that is reduced, it is the kept axes that become longer ones.
  mutating func packWhatIsRepeated() {
    let end = sweepAxes.lowerBound
    guard runs == .known, sweepAxes.upperBound == cluster.full.count, end > 1, !cluster.full.contains(0),
      cluster.full.reduce(1, *) >= Lowering.leastRepeating
    else { return }
    let size = accesses.filter { $0.role != .index }.map { graph.vertices[$0.vertex].dtype.size }.max() ?? 1
    let isMap = cluster.axes == nil
    let (enough, least) =
      isMap
      ? (Lowering.longEnoughRow / size, Lowering.longerRow / size) : (Lowering.leastLanes, Lowering.leastLanes)
    let groups = collapse(Array(0..<end))
    // One axis of rows: those are repeated tile by tile (`Tiling.MergedRows`).
    guard groups.count > (isMap ? 2 : 1), let own = groups.last?.extent, own < enough,
      isMap || cluster.full[end...].reduce(1, *) <= Kernel.Spacing.longestRow(size)
    else { return }
    var (extent, packed) = (cluster.full[end - 1], [Int]())
    var longest: (extent: Int, packed: [Int], axes: [Int])?
    for axis in (0..<end - 1).reversed() where extent < enough {
      extent *= cluster.full[axis]
      packed = accesses.indices.filter { k in
        !(axis..<end - 1).allSatisfy { accesses[k].strides[$0] == accesses[k].strides[$0 + 1] * cluster.full[$0 + 1] }
      }
      guard packed.allSatisfy({ isRepeated($0, along: Array(axis..<end)) }) else { break }
      longest = (extent, packed, Array(axis..<end))
    }
    guard let longest, longest.extent >= least else { return }
    for k in longest.packed { pack(k, along: longest.axes) }
  }

  /// Whether an operand, packed along these axes, has far fewer elements than are computed.
  func isRepeated(_ k: Int, along axes: [Int]) -> Bool {
    let extents = packedAxes(k, along: axes).map { cluster.full[$0] }
    return accesses[k].role == .input && extents.reduce(1, *) * Lowering.readsOfPacked <= cluster.full.reduce(1, *)
  }

  /// The axes of an operand that is packed along these.
  private func packedAxes(_ k: Int, along axes: [Int]) -> [Int] {
    cluster.full.indices.filter { axes.contains($0) || accesses[k].strides[$0] != 0 }
  }

  /// Packs an operand along these axes, and those along which it varies.
  private mutating func pack(_ k: Int, along axes: [Int]) {
    let (access, axes) = (accesses[k], packedAxes(k, along: axes))
    let shape = axes.map { cluster.full[$0] }
    graph.vertices.append(
      Graph.Vertex(
        kind: .copy,
        inputs: [Graph.Edge(access.vertex, Layout(offset: access.offset, strides: axes.map { access.strides[$0] }))],
        dtype: graph.vertices[access.vertex].dtype, shape: shape))
    let packed = graph.vertices.count - 1
    steps += lowered(Cluster(full: shape, members: [packed], outputs: [packed]))
    var strides = [Int](repeating: 0, count: cluster.full.count)
    for (axis, stride) in zip(axes, Layout(rowMajor: shape).strides) { strides[axis] = stride }
    accesses[k] = Access(vertex: packed, offset: 0, strides: strides, role: .input)
  }

  /// How often each packed element is read at least.
  private static let readsOfPacked = 4
  /// Elements of a run that shares an operand: shorter ones are spread.
  private static let leastShared = 10
  /// Elements below which packing takes as long as it saves.
  private static let leastRepeating = 1 << 13
  /// Bytes of rows that are left alone, and that packing has to reach.
  private static let longEnoughRow = 256
  private static let longerRow = 128
}
