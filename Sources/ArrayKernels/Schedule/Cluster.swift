import ArrayGraph

/// Vertices that become one kernel.
package struct Cluster: Sendable {
  /// The shape it iterates over, and which of its axes the cluster reduces.
  package var full: [Int]
  package var axes: Range<Int>?
  package var members: [Int] = []
  /// Members of the shape that is left after the reduction.
  package var kept: Set<Int> = []
  /// Members whose elements are stored.
  package var outputs: [Int] = []

  package var keptShape: [Int] {
    guard let axes else { return full }
    return Array(full[..<axes.lowerBound] + full[axes.upperBound...])
  }

  /// Elements up to which a reduction of everything runs in one piece, so that what follows it can join.
  package static let wholeLimit = 1 << 15

  /// True where the one result of a large reduction is combined from blocks that run in parallel.
  package var isTotal: Bool {
    guard axes != nil else { return false }
    return keptShape.reduce(1, *) == 1 && full.reduce(1, *) > Cluster.wholeLimit
  }

  /// True where columns are so tall that no second-level cache holds a strip of them.
  package var isTall: Bool {
    guard let axes else { return false }
    let rows = full[axes].reduce(1, *)
    return rows >= Cluster.tallRows && rows * full[axes.upperBound...].reduce(1, *) > Cluster.tallCount
  }
  private static let tallRows = 1 << 10
  private static let tallCount = 1 << 18

  /// True where so few elements are reduced to each one that they may be written out.
  package var reducesFew: Bool { axes.map { full[$0].reduce(1, *) <= Cluster.fewest } ?? false }
  private static let fewest = 16

  /// What is computed element by element, and the reductions of it. Nil where nothing is, or where some of it needs a
  /// reduction's result. What is but cast to a wider dtype is stored before that: truth values that are counted are bytes.
  func divided(_ graph: Graph) -> (map: Cluster, reduction: Cluster)? {
    var computed = Set(members).subtracting(kept)
    func inputs(_ vertices: Set<Int>) -> [Int] { vertices.flatMap { graph.vertices[$0].inputs.map(\.vertex) } }
    if axes == nil || computed.isEmpty || inputs(computed).contains(where: kept.contains) { return nil }
    for i in computed.subtracting(outputs).sorted() {
      guard case .cast = graph.vertices[i].kind, let source = graph.vertices[i].inputs.first?.vertex,
        computed.contains(source), graph.vertices[source].dtype.size < graph.vertices[i].dtype.size,
        !inputs(computed).contains(i)
      else { continue }
      computed.remove(i)
    }
    let reducing = Set(members).subtracting(computed)
    let read = Set(inputs(reducing)).union(outputs).intersection(computed)
    var (map, reduction) = (Cluster(full: full), self)
    (map.members, map.outputs) = (members.filter(computed.contains), read.sorted())
    (reduction.members, reduction.outputs) = (members.filter(reducing.contains), outputs.filter(kept.contains))
    return (map, reduction)
  }

  /// The layout through which the members of the full shape see one of the kept shape.
  package var broadcastOfKept: Layout {
    guard let axes else { return Layout(rowMajor: full) }
    let strides = Layout(rowMajor: keptShape).strides
    let zeros = [Int](repeating: 0, count: axes.count)
    return Layout(strides: Array(strides[..<axes.lowerBound]) + zeros + Array(strides[axes.lowerBound...]))
  }
}
