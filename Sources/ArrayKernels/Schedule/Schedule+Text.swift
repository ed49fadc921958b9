import ArrayGraph

extension Schedule: CustomStringConvertible {
  /// What runs in which order, the bytes it moves, and why each array in between is stored.
  package var description: String {
    var lines: [String] = []
    let together =
      pipelines.map(\.steps) + rowsAndColumns.map(\.steps) + mappedTotals.map(\.steps) + mappedScans.map(\.steps)
    let usage = StorageUsage(self, together: together)
    for (k, step) in steps.enumerated() {
      switch step {
      case .kernel(let kernel):
        let extents =
          kernel.outerExtents.map(String.init) + ["sweep \(kernel.sweepExtent)", "inner \(kernel.innerExtent)"]
        let outputs = kernel.outputs.map {
          "\(isJoin($0) ? "pieces of " : "")%\($0) \(Shape.text(graph.vertices[$0].dtype, graph.vertices[$0].shape))"
        }
        lines.append(
          "kernel \(k): \(kernel.kernel.form.rawValue), \(kernel.operationCount) operations, over \(extents.joined(separator: " × ")), "
            + "\(kernel.bytesMoved) bytes, gives \(outputs.joined(separator: ", "))"
            + (usage.overwritten[k].map { " in the memory of %\($0)" } ?? ""))
      case .library(let call):
        lines.append(
          "library call \(k): \(call.vertices.map { graph.vertices[$0].kind.name }.joined(separator: ", ")), "
            + "\(bytesMoved(step)) bytes")
      }
    }
    for pipeline in pipelines {
      lines.append(
        "kernels \(pipeline.steps.lowerBound) to \(pipeline.steps.upperBound - 1): in step, a few rows of each, where the "
          + "arrays between them do not fit the cache")
    }
    for pair in rowsAndColumns {
      lines.append(
        "kernels \(pair.first) and \(pair.first + 1): in turn, some rows of each, where the cache does not hold what both "
          + "read")
    }
    for pair in mappedTotals {
      lines.append(
        "kernels \(pair.first) and \(pair.first + 1): in turn, a block of each, so that what lies between them stays in the "
          + "cache")
    }
    for pair in mappedScans {
      lines.append(
        "kernel \(pair.first) and library call \(pair.first + 1): in turn, a block of each, so that what lies between them "
          + "stays in the cache")
    }
    for stop in breaks {
      let from = graph.vertices[stop.producer].kind.name.trimmingSuffix
      let to = graph.vertices[stop.consumer].kind.name.trimmingSuffix
      lines.append("not fused: %\(stop.producer) \(from) -> %\(stop.consumer) \(to): \(stop.reason)")
    }
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// Kind names end in " of " where their operand follows.
  fileprivate var trimmingSuffix: String { hasSuffix(" of ") ? String(dropLast(4)) : self }
}
