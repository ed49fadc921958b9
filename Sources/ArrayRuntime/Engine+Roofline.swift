import ArrayGraph
import ArrayKernels
import Lanes

/// What each step of an evaluation did, how long it took, and how long it would take if memory and arithmetic were
/// used as well as this machine allows.
package struct Roofline: Sendable {
  package struct Step: Sendable {
    package var name: String
    /// Bytes that must be read and written, each element once.
    package var bytes: Int
    /// Instructions on elements; nil for library calls, whose inside is not known here.
    package var operations: Int?
    package var seconds: Double
    /// Seconds that moving the bytes and doing the operations would take.
    package var memoryLimit: Double
    package var arithmeticLimit: Double

    package var limit: Double { max(memoryLimit, arithmeticLimit) }
    package var bound: String { memoryLimit >= arithmeticLimit ? "memory" : "arithmetic" }
  }

  package var steps: [Step]
  package var threads: Int
  package var backend: String
  package var evaluations: Int
  /// One line for each step: what it is.
  var schedule: String
}

extension Engine {
  /// How long an evaluation is repeated, and how often at most.
  private static let rooflineSeconds = 0.3
  private static let rooflineRepeats = 100

  /// Evaluates `nodes` several times over, without keeping the results, and compares the least time of each step with
  /// the limits of this machine.
  package func roofline(_ nodes: [Node]) throws(ArrayError) -> Roofline {
    let schedule = schedule(nodes)
    let plan = Plan(self, schedule)
    // The first run compiles, and touches fresh memory.
    var first = Run(self, plan)
    try first.start()
    var least = Array(repeating: Double.infinity, count: schedule.steps.count)
    let clock = ContinuousClock()
    let start = clock.now
    var evaluations = 0
    repeat {
      var run = Run(self, plan)
      least = zip(least, try run.startTimed()).map { min($0, $1) }
      evaluations += 1
    } while evaluations < Self.rooflineRepeats && (clock.now - start) / .seconds(1) < Self.rooflineSeconds

    let limits = MachineLimits(workers: workers, pool: pool, threads: threads)
    var steps: [Roofline.Step] = []
    var k = 0
    while k < schedule.steps.count {
      let range = plan.together[k]?.steps ?? k..<k + 1
      switch schedule.steps[k] {
      case .kernel: steps.append(try rooflineStep(range, least[k], schedule, limits))
      case .library(let call): steps.append(rooflineStep(k, call, least[k], schedule))
      }
      k = range.upperBound
    }
    let lines = schedule.description.split(separator: "\n").prefix(schedule.steps.count)
    return Roofline(
      steps: steps, threads: threads, backend: native?.name ?? interpreter.name, evaluations: evaluations,
      schedule: lines.joined(separator: "\n"))
  }

  /// A kernel, or those that run together: what lies between them need not be moved, and what several read moves once.
  private func rooflineStep(
    _ range: Range<Int>, _ seconds: Double, _ schedule: Schedule, _ limits: MachineLimits
  ) throws(ArrayError) -> Roofline.Step {
    let compiler = native ?? interpreter
    var operations: [DType: Int] = [:]
    var (read, written) = (0, 0)
    var near: Set<Int> = []
    for case .kernel(let step) in schedule.steps[range] {
      step.forEachOperation { dtype, operation, elements in
        operations[dtype, default: 0] += elements * (operation.map { compiler.instructions($0, dtype) } ?? 1)
      }
      let bytes = step.leastBytes(schedule.graph, except: near)
      read += bytes.read
      written = bytes.written
      near.formUnion(step.bindings.map(\.vertex))
    }
    return Roofline.Step(
      name: range.count == 1 ? "kernel \(range.lowerBound)" : "kernels \(range.lowerBound) to \(range.upperBound - 1)",
      bytes: read + written, operations: operations.values.reduce(0, +), seconds: seconds,
      memoryLimit: read + written == 0
        ? 0 : Double(read + written) / (try limits.bandwidth(read: read, written: written)),
      arithmeticLimit: operations.map { Double($1) / limits.rate($0) }.reduce(0, +))
  }

  private func rooflineStep(_ k: Int, _ call: LibraryStep, _ seconds: Double, _ schedule: Schedule) -> Roofline.Step {
    Roofline.Step(
      name: "library \(k)", bytes: schedule.bytesMoved(.library(call)), operations: nil, seconds: seconds,
      memoryLimit: 0, arithmeticLimit: 0)
  }
}

extension KernelStep {
  /// Calls `body` for each operation, cast and accumulation on lanes, with the number of elements it is done for. What
  /// happens once a row or once altogether does not count.
  func forEachOperation(_ body: (DType, Operation?, Int) -> Void) {
    let hasLanes = kernel.hasLanes
    func visit(_ value: Kernel.ValueID, _ elements: Int) {
      guard hasLanes[value] else { return }
      switch kernel.values[value].source {
      case .operation(let operation, let dtype, _): body(dtype, operation, elements)
      case .cast: body(kernel.values[value].dtype, nil, elements)
      case .literal, .load, .reduced: return
      }
    }
    let rows = outerExtents.reduce(1, *)
    for (statements, elements) in [(kernel.row, rows), (kernel.chunk, rows * innerExtent)] {
      for statement in statements {
        switch statement {
        case .compute(let value): visit(value, elements)
        case .store: continue
        case .sweep(let sweep):
          for value in sweep.compute { visit(value, count) }
          for accumulator in sweep.accumulators { body(kernel.values[accumulator.source].dtype, nil, count) }
        }
      }
    }
  }
}

extension Roofline: CustomStringConvertible {
  package var description: String {
    let head = ["", "time ms", "of all", "MB", "GB/s", "M operations", "G/s", "limit ms", "bound by", "of the limit"]
    let all = steps.map(\.seconds).reduce(0, +)
    let rows = steps.map { step in
      var cells = [
        step.name, Self.digits(step.seconds * 1e3), Self.percent(step.seconds, all),
        Self.digits(Double(step.bytes) / 1e6),
        Self.digits(Double(step.bytes) / step.seconds / 1e9),
      ]
      guard let operations = step.operations else { return cells + ["-", "-", "-", "-", "-"] }
      cells += [
        Self.digits(Double(operations) / 1e6), Self.digits(Double(operations) / step.seconds / 1e9),
        Self.digits(step.limit * 1e3), step.bound, Self.percent(step.limit, step.seconds),
      ]
      return cells
    }
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    let lines = ([head] + rows).map { row in
      row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
    }
    return """
      \(backend), \(threads) thread\(threads == 1 ? "" : "s"), least of \(evaluations) evaluations
      \(lines.joined(separator: "\n"))

      \(schedule)
      """
  }

  private static func percent(_ part: Double, _ whole: Double) -> String {
    whole > 0 ? "\(Int((part / whole * 100).rounded())) %" : "-"
  }

  /// Three digits.
  private static func digits(_ number: Double) -> String {
    guard number.isFinite, number > 0 else { return "0" }
    var scale = 1.0
    while number * scale < 100 && scale < 1e9 { scale *= 10 }
    let rounded = (number * scale).rounded() / scale
    return number >= 100 ? String(Int(number.rounded())) : "\(rounded)"
  }
}
