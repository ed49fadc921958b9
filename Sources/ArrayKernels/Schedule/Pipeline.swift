import ArrayGraph

/// Maps that follow each other and read of those before them, if anything, a few rows at a time, as the sweeps of a stencil
/// by slices do: they can run in step, so that of what lies between them only a window of rows is ever in memory.
///
/// A *row* is what belongs to one position along the first axis of a result. To compute its row `r`, an operand of a
/// stage reads the row `r + distance` of an earlier stage's result, and another one perhaps another row.
package struct Pipeline: Hashable, Sendable {
  /// Neighbours in the schedule.
  package var steps: Range<Int>
  /// One a step.
  package var stages: [Stage]

  package struct Stage: Hashable, Sendable {
    /// What it stores, all of one shape.
    package var outputs: [Int]
    package var rowCount: Int
    /// Elements of a row.
    package var rowLength: Int
    /// How far the leading loop of the kernel goes for one row.
    package var leadingExtent: Int
    /// Those of its operands that another stage stores.
    package var reads: [Read] = []
    /// To give the last stage's rows `a ..< b`, this one computes the rows `a + begin ..< b + end`.
    package var begin = 0
    package var end = 0
  }

  package struct Read: Hashable, Sendable {
    package var operand: Int
    package var stage: Int
    /// From the row that is computed to the row that is read.
    package var distance: Int
    /// Where in that row the operand begins, in elements.
    package var offset: Int
  }
}

extension Pipeline {
  /// Stages beyond which a pipeline is divided: each has a window in the cache.
  private static let stageLimit = 32

  /// All pipelines of a schedule, in order.
  static func all(in schedule: Schedule) -> [Pipeline] {
    let lastUse = schedule.lastUses
    var found: [Pipeline] = []
    var start = 0
    while start < schedule.steps.count {
      if let pipeline = longest(in: schedule, from: start, lastUse) {
        found.append(pipeline)
        start = pipeline.steps.upperBound
      } else {
        start += 1
      }
    }
    return found
  }

  /// The longest pipeline that begins with step `start`, if there is one: what its stages store is read by nobody else,
  /// but for the last one's results.
  private static func longest(in schedule: Schedule, from start: Int, _ lastUse: [Int: Int]) -> Pipeline? {
    var stages: [Stage] = []
    var lastRead = start
    var length = 0
    for k in start..<min(start + stageLimit, schedule.steps.count) {
      guard case .kernel(let step) = schedule.steps[k],
        let stage = Stage(step, schedule.graph, after: stages, isJoin: schedule.isJoin)
      else { break }
      stages.append(stage)
      if k > start && lastRead <= k { length = stages.count }
      for output in stage.outputs { lastRead = max(lastRead, lastUse[output] ?? k) }
    }
    guard length > 1 else { return nil }
    var pipeline = Pipeline(steps: start..<start + length, stages: Array(stages.prefix(length)))
    pipeline.findRows()
    return pipeline
  }

  /// The same as two pipelines, cut near the middle: of the first, the second reads only what the last stage stores. Nil
  /// where there is no such place.
  package var halves: (Pipeline, Pipeline)? {
    func isCut(_ cut: Int) -> Bool {
      stages[cut...].allSatisfy { $0.reads.allSatisfy { $0.stage >= cut - 1 } }
        && stages[(cut + 1)...].allSatisfy { $0.reads.isEmpty || $0.reads.contains { $0.stage >= cut } }
    }
    let cuts = (1..<stages.count).sorted { abs(2 * $0 - stages.count) < abs(2 * $1 - stages.count) }
    return cuts.first(where: isCut).map { (part(0..<$0), part($0..<stages.count)) }
  }

  private func part(_ range: Range<Int>) -> Pipeline {
    let stages = stages[range].map { stage in
      var stage = stage
      (stage.begin, stage.end) = (0, 0)
      stage.reads = stage.reads.filter { range.contains($0.stage) }
      for k in stage.reads.indices { stage.reads[k].stage -= range.lowerBound }
      return stage
    }
    let first = steps.lowerBound
    var part = Pipeline(steps: first + range.lowerBound..<first + range.upperBound, stages: stages)
    part.findRows()
    return part
  }

  /// From the last stage back, the rows that each must compute.
  private mutating func findRows() {
    var known = [Bool](repeating: false, count: stages.count)
    for t in stages.indices.reversed() {
      for read in stages[t].reads {
        let (begin, end) = (stages[t].begin + read.distance, stages[t].end + read.distance)
        let isFirst = !known[read.stage]
        stages[read.stage].begin = isFirst ? begin : min(stages[read.stage].begin, begin)
        stages[read.stage].end = isFirst ? end : max(stages[read.stage].end, end)
        known[read.stage] = true
      }
    }
  }
}

extension Pipeline.Stage {
  /// A step as the stage that follows `stages`. Nil where it is none or stores pieces of a join.
  fileprivate init?(_ step: KernelStep, _ graph: Graph, after stages: [Pipeline.Stage], isJoin: (Int) -> Bool) {
    guard step.kernel.form == .map, step.tiling == nil, step.count > 0, !step.outputs.contains(where: isJoin),
      let first = step.outputs.first,
      let rowCount = graph.vertices[first].shape.first
    else { return nil }
    let leading = step.outerExtents.first ?? step.innerExtent
    guard leading % rowCount == 0 else { return nil }
    outputs = step.outputs
    self.rowCount = rowCount
    rowLength = graph.vertices[first].count / rowCount
    leadingExtent = leading / rowCount

    for (k, binding) in step.bindings.enumerated() {
      switch step.kernel.operands[k].role {
      case .index: continue
      case .output:
        guard binding.offset == 0, leadingStride(binding) == rowLength else { return nil }
      case .input:
        guard let stage = stages.firstIndex(where: { $0.outputs.contains(binding.vertex) }) else { continue }
        let length = stages[stage].rowLength
        let span = span(binding, step)
        let distance = span.lowerBound.flooredQuotient(length)
        guard leadingStride(binding) == length, span.upperBound.flooredQuotient(length) == distance else { return nil }
        reads.append(
          Pipeline.Read(operand: k, stage: stage, distance: distance, offset: binding.offset - distance * length))
      }
    }
  }

  /// How far apart in an operand's memory the elements of neighbouring rows lie.
  private func leadingStride(_ binding: KernelStep.Binding) -> Int {
    leadingExtent * (binding.outerStrides.first ?? binding.innerStride)
  }

  /// The elements of an operand that row 0 needs.
  private func span(_ binding: KernelStep.Binding, _ step: KernelStep) -> ClosedRange<Int> {
    var extents = step.outerExtents + [step.innerExtent]
    extents[0] = leadingExtent
    var (least, greatest) = (binding.offset, binding.offset)
    for (extent, stride) in zip(extents, binding.outerStrides + [binding.innerStride]) {
      let reach = (extent - 1) * stride
      if reach < 0 { least += reach } else { greatest += reach }
    }
    return least...greatest
  }
}

extension Int {
  fileprivate func flooredQuotient(_ divisor: Int) -> Int {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
