/// A pass: a named function from graph to graph.
package struct Pass: Sendable {
  package let name: String
  package let run: @Sendable (Graph) -> Graph
}

extension Pass {
  /// The passes in their order, each with its reason. Joins of fewer than `joinLimit` elements stay library calls.
  package static func all(joinLimit: Int) -> [Pass] {
    [
      // Operations on constants only become constants, by the table that kernels use.
      Pass(name: "fold") { $0.folded() },
      // +x, --x, casts to the own dtype: only what keeps every bit, and never by a literal's value.
      Pass(name: "simplify") { $0.simplified() },
      // A cast of what is chosen, or of integers that are added, becomes a computation of casts; after folding, since what
      // was folded would bind the plan to the values of constants.
      Pass(name: "narrow casts") { $0.withNarrowCasts() },
      // What is computed of joined arrays becomes a join of what is computed of their pieces.
      Pass(name: "divide joins") { $0.withDividedJoins(from: joinLimit) },
      // A view of a computation becomes the computation of views, so that views end at memory.
      Pass(name: "sink views") { $0.withSunkenViews() },
      // Equal computations become one; after sinking, since clones may be equal.
      Pass(name: "share") { $0.shared() },
      // Reductions along several axes cast what they read, each for itself; after sharing, which would undo it.
      Pass(name: "repeat casts") { $0.withRepeatedCasts() },
      // Library calls get memory that they can read, joins pieces that only they need, roots packed memory; what no root
      // needs is dropped.
      Pass(name: "pack") { $0.packed() },
    ]
  }

  /// Elements from which on joins are divided. Of 10 000 elements that takes less than half the time of joining and
  /// computing; much smaller ones are not worth the additional kernels, which have to be compiled.
  package static let joinLimit = 1 << 12

  /// Runs every pass; `inspect` sees the graph after each (dumps, verification).
  package static func runAll(
    _ graph: Graph, joinLimit: Int = Pass.joinLimit, inspect: (String, Graph) -> Void = { _, _ in }
  ) -> Graph {
    var graph = graph
    for pass in all(joinLimit: joinLimit) {
      graph = pass.run(graph)
      inspect(pass.name, graph)
    }
    return graph
  }
}
