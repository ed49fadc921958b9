import ArrayGraph
import ArrayLLVM
import ArrayRuntime
import LazyArrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `arrayc bench`: the program fused, unfused and interpreted, side by side, in one run.
///
/// A timing is one whole evaluation with fresh outputs. Compiling and loading come before it; how it is recorded,
/// `Evaluations` say.
package struct Benchmark {
  struct Variant {
    let name: String
    let options: EngineOptions
    /// The program is a function that is called.
    var isFunction = false
  }

  /// What one variant took.
  struct Measurement {
    let name: String
    let kernels: Int
    let compileTime: Double
    let times: [Double]
    let bytesMoved: Int
    let peakBytes: Int
    let outputs: [Output]

    var least: Double { times.min() ?? 0 }
    var median: Double {
      let sorted = times.sorted()
      guard !sorted.isEmpty else { return 0 }
      return sorted.count % 2 == 1
        ? sorted[sorted.count / 2] : (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
    }
    var bandwidth: Double { least > 0 ? Double(bytesMoved) / least / 1e9 : 0 }
  }

  /// What is measured, by the name that `--variant` takes.
  package enum VariantName: String, CaseIterable, Sendable {
    case fused, unfused, interpreted
    /// Fused, as a function that was compiled with `jit`.
    case jit

    /// What is compared where nothing is chosen.
    static let usual: [VariantName] = [.fused, .unfused, .interpreted]
  }

  private let request: Request
  private let repeats: Int?
  private let budget: Double
  private let chosen: [VariantName]
  /// Evaluations shorter than this are timed many at a time.
  private static let shortest = 1e-4

  /// `seconds` is how long one variant is measured where the number of samples is not given; without `variants` the usual ones
  /// are.
  package init(_ request: Request, repeats: Int?, seconds: Double = 0.5, variants: [VariantName] = []) {
    self.request = request
    self.repeats = repeats
    budget = seconds
    chosen = variants.isEmpty ? VariantName.usual : variants
  }

  /// Measures and prints. Throws `wrong` where the variants gave different bits.
  package func run() throws(CommandFailure) {
    let loader = Session.makeEngine(request.engine)
    let elements = ElementReader { (nodes: [Node]) throws(ArrayError) in try loader.evaluate(nodes) }
    let inputs = request.makeInputs(elements)
    let first = try request.program.checkedForBench(inputs, elements)
    try request.requireUsed(inputs, first)
    guard !first.shownOutputs.isEmpty else {
      throw CommandFailure(.wrong, "error: \(request.program.source.file) has no outputs to measure\n")
    }
    var results: [Measurement] = []
    for variant in variants { results.append(try measure(variant, inputs)) }
    let difference = difference(results)
    let threads = request.engine.threads ?? WorkerPool.processorCount
    let backend = hasNative ? "llvm" : "interpreter"
    if request.json {
      Terminal.write(json(results, backend, threads, difference).text + "\n")
    } else {
      Terminal.write(table(results, backend, threads, difference))
    }
    if let difference { throw CommandFailure(.wrong, "error: \(difference)\n") }
  }

  private var hasNative: Bool { request.engine.backend != .interpreter && (try? LLVMOnDemand.shared.get()) != nil }

  private var variants: [Variant] {
    var native = request.engine
    // What compiling takes is measured too.
    native.keepsKernels = false
    if hasNative { native.backend = .llvm }
    var unfused = native
    unfused.fuse = false
    var interpreted = request.engine
    interpreted.backend = .interpreter
    return chosen.map { name in
      let options =
        switch name {
        case .fused, .jit: native
        case .unfused: unfused
        case .interpreted: interpreted
        }
      return Variant(name: name.rawValue, options: options, isFunction: name == .jit)
    }
  }

  private func measure(_ variant: Variant, _ inputs: Inputs) throws(CommandFailure) -> Measurement {
    let engine = Session.makeEngine(variant.options)
    BufferPool.shared.resetPeak()
    let evaluations: any Evaluations =
      variant.isFunction
      ? try FunctionCalls(request.program, inputs, engine) : RecordedPrograms(request.program, inputs, engine)
    var (time, outputs) = try evaluations.run(1)
    let before = engine.counters
    (time, outputs) = try evaluations.run(1)
    let after = engine.counters
    let inOne = time < Self.shortest ? max(1, min(10_000, Int(Self.shortest / max(time, 1e-7)))) : 1
    var times: [Double] = []
    let clock = ContinuousClock()
    let start = clock.now
    func isEnough() -> Bool {
      if let repeats { return times.count >= repeats }
      return times.count >= 3 && (clock.now - start).seconds >= budget
    }
    while !isEnough() { times.append(try evaluations.run(inOne).time / Double(inOne)) }
    return Measurement(
      name: variant.name, kernels: after.kernels - before.kernels,
      compileTime: Double(engine.counters.compileNanoseconds) * 1e-9, times: times,
      bytesMoved: after.bytesMoved - before.bytesMoved, peakBytes: BufferPool.shared.peak, outputs: outputs)
  }

  // MARK: The same bits

  /// What differs between the variants' outputs; nil where all bits are the same. NaNs are all one.
  private func difference(_ results: [Measurement]) -> String? {
    guard let first = results.first else { return nil }
    for other in results.dropFirst() {
      for (a, b) in zip(first.outputs, other.outputs) where !Self.haveSameBits(a.node, b.node) {
        return "'\(a.name)' differs between \(first.name) and \(other.name)"
      }
    }
    return nil
  }

  private static func haveSameBits(_ a: Node, _ b: Node) -> Bool {
    guard a.dtype == b.dtype, a.shape == b.shape else { return false }
    let result = ElementReader.withElements(a) { x in
      ElementReader.withElements(b) { y in
        switch a.dtype {
        case .f32:
          let (x, y) = (x.assumingMemoryBound(to: Float.self), y.assumingMemoryBound(to: Float.self))
          return (0..<a.count).allSatisfy {
            x[$0].bitPattern == y[$0].bitPattern || (x[$0].isNaN && y[$0].isNaN)
          }
        case .f64:
          let (x, y) = (x.assumingMemoryBound(to: Double.self), y.assumingMemoryBound(to: Double.self))
          return (0..<a.count).allSatisfy {
            x[$0].bitPattern == y[$0].bitPattern || (x[$0].isNaN && y[$0].isNaN)
          }
        default:
          let count = a.count * a.dtype.size
          return UnsafeRawBufferPointer(start: x, count: count).elementsEqual(
            UnsafeRawBufferPointer(start: y, count: count))
        }
      }
    }
    return (result ?? nil) ?? false
  }

  // MARK: What is shown

  private func json(_ results: [Measurement], _ backend: String, _ threads: Int, _ difference: String?)
    -> JSONText
  {
    var report = JSONText()
    report.add("file", request.program.source.file)
    report.add("backend", backend)
    report.add("threads", threads)
    report.add(
      "variants",
      results.map { result in
        var object = JSONText()
        object.add("name", result.name)
        object.add("kernels", result.kernels)
        object.add("compile_ms", milliseconds(result.compileTime))
        object.add("min_ms", result.least * 1e3)
        object.add("median_ms", result.median * 1e3)
        object.add("repeats", result.times.count)
        object.add("bytes_moved", result.bytesMoved)
        object.add("gb_per_s", (result.bandwidth * 1e3).rounded() / 1e3)
        object.add("peak_bytes", result.peakBytes)
        return object
      })
    report.add("checks", difference ?? "identical")
    return report
  }

  private func table(_ results: [Measurement], _ backend: String, _ threads: Int, _ difference: String?)
    -> String
  {
    let head = ["", "kernels", "compile ms", "min ms", "median ms", "MB moved", "GB/s", "peak MB", "speed"]
    let unfused = results.first { $0.name == "unfused" }?.least ?? 0
    let rows = results.map { result in
      [
        result.name, String(result.kernels), Self.short(result.compileTime * 1e3),
        Self.short(result.least * 1e3),
        Self.short(result.median * 1e3), Self.short(Double(result.bytesMoved) / 1e6),
        Self.short(result.bandwidth),
        Self.short(Double(result.peakBytes) / 1e6),
        result.least > 0 && unfused > 0 ? Self.short(unfused / result.least) + "x" : "",
      ]
    }
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    let lines = ([head] + rows).map { row in
      row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
    }
    let checks = difference ?? (results.count > 1 ? "all gave identical bits" : "nothing to compare with")
    return
      "\(request.program.source.file): backend \(backend), \(threads) thread\(threads == 1 ? "" : "s"); \(checks)\n"
      + lines.joined(separator: "\n") + "\n"
  }

  /// Three digits.
  private static func short(_ number: Double) -> String {
    guard number.isFinite else { return "-" }
    guard number != 0 else { return "0" }
    let digits = min(max(2 - Int(log10(abs(number)).rounded(.down)), 0), 6)
    return (try? PythonNumber.float(number).formatted(".\(digits)f")) ?? "\(number)"
  }
}
