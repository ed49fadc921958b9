import ArrayGraph
import Lanes

/// What runs, in order: kernels and library calls over the vertices of a graph.
package struct Schedule: Sendable {
  package enum Step: Sendable {
    case kernel(KernelStep)
    case library(LibraryStep)
  }

  package var graph: Graph
  package var steps: [Step] = []
  /// Each edge along which nothing was fused, with the reason.
  package var breaks: [FusionBreak] = []
  /// Steps that can run in step.
  package private(set) var pipelines: [Pipeline] = []
  /// Steps that can take turns over blocks of rows.
  package private(set) var rowsAndColumns: [RowsAndColumns] = []
  /// Steps that can take turns over the blocks of a reduction of everything.
  package private(set) var mappedTotals: [MappedTotal] = []
  /// Steps of which the second can ask the first one for pieces.
  package private(set) var mappedScans: [MappedScan] = []

  /// Schedules a graph that the passes have run over. Without `fuse`, every operation is a kernel of its own; `runs` says
  /// what the kernels may depend on.
  package init(_ graph: Graph, fuse: Bool = true, runs: RunLengths = .known) {
    self.graph = graph
    var clusters = Clustering(graph, fuse: fuse)
    clusters.run()
    breaks = clusters.breaks
    let storedScalars = clusters.storedScalars
    let places = Lowering.Place.all(in: graph)
    for group in clusters.inOrder() {
      switch group {
      case .library(let vertices):
        steps.append(.library(LibraryStep(vertices: vertices)))
      case .join: continue
      case .cluster(let cluster):
        // Handed over, since it may append vertices: with a second owner it would copy them all.
        var lowering = Lowering(
          exchange(&self.graph, with: Graph()), cluster, storedScalars: storedScalars, places: places,
          runs: runs)
        let lowered = lowering.run()
        self.graph = lowering.graph
        steps += lowered.map { .kernel($0) }
      }
    }
    if fuse {
      pipelines = Pipeline.all(in: self)
      rowsAndColumns = RowsAndColumns.all(in: self)
      let others = pipelines.map(\.steps) + rowsAndColumns.map(\.steps)
      func isFree(_ steps: Range<Int>) -> Bool { !others.contains { $0.overlaps(steps) } }
      mappedTotals = MappedTotal.all(in: self).filter { isFree($0.steps) }
      mappedScans = MappedScan.all(in: self).filter { isFree($0.steps) }
      let asked = Set(mappedScans.map(\.between))
      breaks.removeAll { asked.contains($0.producer) }
    }
  }

  /// Why an array between two operations is stored.
  package struct FusionBreak: Hashable, Sendable {
    package var producer: Int
    package var consumer: Int
    package var reason: String
  }
}

/// The results of one library call.
package struct LibraryStep: Sendable {
  package var vertices: [Int]
}

extension Schedule {
  /// Whether a vertex is made of pieces that several steps may store.
  func isJoin(_ vertex: Int) -> Bool { if case .join = graph.vertices[vertex].kind { true } else { false } }

  /// The last step that reads or makes each vertex; of what is wanted, none ever is the last (`Int.max`).
  package var lastUses: [Int: Int] {
    var lastUse: [Int: Int] = [:]
    for (k, step) in steps.enumerated() {
      switch step {
      case .kernel(let kernel): for binding in kernel.bindings { lastUse[binding.vertex] = k }
      case .library(let call):
        for vertex in call.vertices {
          lastUse[vertex] = k
          for edge in graph.vertices[vertex].inputs { lastUse[edge.vertex] = k }
        }
      }
    }
    for root in graph.roots { lastUse[root] = .max }
    return lastUse
  }

  /// Bytes that all steps read and write, but for what stays in the cache between two that take turns.
  package var bytesMoved: Int {
    let between = mappedTotals.flatMap(\.between) + mappedScans.map(\.between)
    let kept = between.map { graph.vertices[$0].count * graph.vertices[$0].dtype.size }.reduce(0, +)
    return steps.map(bytesMoved).reduce(0, +) - 2 * kept
  }

  /// Bytes that a step reads and writes; of a library call, its inputs and results.
  package func bytesMoved(_ step: Step) -> Int {
    switch step {
    case .kernel(let kernel): return kernel.bytesMoved
    case .library(let call):
      let inputs = call.vertices.first.map { graph.vertices[$0].inputs.map(\.vertex) } ?? []
      return (inputs + call.vertices).map { graph.vertices[$0].count * graph.vertices[$0].dtype.size }.reduce(0, +)
    }
  }
}

/// A kernel with the extents and operands of one evaluation.
package struct KernelStep: Sendable {
  package var kernel: Kernel
  package var outerExtents: [Int]
  package var sweepExtent: Int
  package var innerExtent: Int
  /// One an operand of the kernel.
  package var bindings: [Binding]
  package var literals: [Literal]
  /// The vertices that the literals are.
  package var literalVertices: [Int]
  /// The vertices it stores, or pieces of which it stores.
  package var outputs: [Int]
  /// How many operations of the graph it does.
  package var operationCount: Int

  /// Where an operand's elements lie in the vertex that holds them, in elements.
  package struct Binding: Hashable, Sendable {
    package var vertex: Int
    package var offset: Int
    package var outerStrides: [Int]
    package var sweepStride: Int
    package var innerStride: Int
  }

  /// The vertices that accumulators of a `.total` kernel give, by accumulator.
  package var totals: [Int] = []

  /// The lengths for which a kernel is that is for short runs or rows.
  package var lengths: [ExtentRanges] = []

  /// For a map some of whose operands lie across the others: how the engine walks it.
  package var tiling: Tiling?

  /// The rows that the engine takes as one.
  package var rowsAsOne: Int { if case .rows(let rows)? = tiling?.way { rows } else { 1 } }

  /// The kernel that the engine runs; `kernel` does the whole step in one call.
  package var engineKernel: Kernel { tiling?.kernel ?? kernel }

  /// Elements over which it iterates.
  package var count: Int { outerExtents.reduce(1, *) * sweepExtent * innerExtent }
}

extension KernelStep {
  /// Whether its runs are longer than its kernel can reduce in one call: the engine divides them into leaves.
  package var isReducedByLeaves: Bool { kernel.form == .short && sweepExtent > ReductionTree.leafLimit }

  /// Bytes of all operands, each element once.
  package var bytesMoved: Int {
    var total = 0
    for (operand, binding) in zip(kernel.operands, bindings) where operand.role != .index {
      total += bytes(operand, binding)
    }
    return total
  }

  /// Bytes that it must read from memory and those that it must write: views of the same elements are read once, and
  /// those of `vertices` not at all.
  package func leastBytes(_ graph: Graph, except vertices: Set<Int> = []) -> (read: Int, written: Int) {
    var reads: [Int: Int] = [:]
    var written = 0
    for (operand, binding) in zip(kernel.operands, bindings) {
      switch operand.role {
      case .input: reads[binding.vertex, default: 0] += bytes(operand, binding)
      case .output: written += bytes(operand, binding)
      case .index: continue
      }
    }
    func size(_ vertex: Int) -> Int { graph.vertices[vertex].count * graph.vertices[vertex].dtype.size }
    // What it stores and reads again is in the caches by then.
    let fresh = reads.filter { !outputs.contains($0.key) && !vertices.contains($0.key) }
    let read = fresh.map { min($0.value, size($0.key)) }.reduce(0, +)
    return (read, written)
  }

  private func bytes(_ operand: Kernel.Operand, _ binding: Binding) -> Int {
    var elements = 1
    for (stride, extent) in zip(binding.outerStrides, outerExtents) where stride != 0 { elements *= extent }
    if binding.sweepStride != 0 { elements *= sweepExtent }
    if binding.innerStride != 0 { elements *= innerExtent }
    return elements * operand.dtype.size
  }
}
