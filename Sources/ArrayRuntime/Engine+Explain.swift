import ArrayGraph
import ArrayKernels

extension Engine {
  /// What each stage makes, for those who want to see it.
  package enum Stage: String, CaseIterable, Sendable { case graph, schedule, kernel, ir, asm }

  /// Shows what evaluating `nodes` now would make at a stage, without running it.
  package func explain(_ nodes: [Node], stage: Stage) throws(ArrayError) -> String {
    let schedule = schedule(nodes)
    switch stage {
    case .graph: return schedule.graph.description
    case .schedule: return "\(schedule)\n\(summary(schedule))"
    case .kernel: return sections(schedule) { $0.description }
    case .ir: return try listings(schedule, .ir)
    case .asm: return try listings(schedule, .assembly)
    }
  }

  /// Bytes moved against the least that any schedule must move: what is read from outside and what is wanted.
  private func summary(_ schedule: Schedule) -> String {
    let moved = schedule.bytesMoved
    let isRoot = Set(schedule.graph.roots)
    var least = 0
    for (i, vertex) in schedule.graph.vertices.enumerated() {
      if case .data = vertex.kind { least += vertex.count * vertex.dtype.size }
      if isRoot.contains(i) { least += vertex.count * vertex.dtype.size }
    }
    let ratio = least == 0 ? 1 : (Double(moved) / Double(least) * 100).rounded() / 100
    return "\(schedule.steps.count) steps, \(moved) bytes moved, \(least) at least (\(ratio) times)"
  }

  private func sections(_ schedule: Schedule, _ text: (Kernel) -> String) -> String {
    var parts: [String] = []
    for (k, step) in schedule.steps.enumerated() {
      switch step {
      case .kernel(let kernel): parts.append("# kernel \(k)\n\(text(kernel.engineKernel))")
      case .library(let call):
        parts.append(
          "# library call \(k): \(call.vertices.map { schedule.graph.vertices[$0].kind.name }.joined(separator: ", "))")
      }
    }
    return parts.joined(separator: "\n\n")
  }

  private func listings(_ schedule: Schedule, _ listing: KernelListing) throws(ArrayError) -> String {
    var texts: [String] = []
    for case .kernel(let step) in schedule.steps {
      guard let text = try native?.listing(step.engineKernel, listing) else {
        throw ArrayError(.library, "\(listing.rawValue) is made by LLVM, which this run does not use")
      }
      texts.append(text)
    }
    var next = 0
    return sections(schedule) { _ in
      defer { next += 1 }
      return texts[next]
    }
  }
}
