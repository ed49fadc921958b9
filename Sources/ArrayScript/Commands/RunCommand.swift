import ArrayGraph
import ArrayRuntime
import LazyArrays

extension Request {
  /// `arrayc run` and `arrayc eval`.
  package func run() throws(CommandFailure) {
    let engine = Session.makeEngine(self.engine)
    let elements = ElementReader { (nodes: [Node]) throws(ArrayError) in try engine.evaluate(nodes) }
    let inputs = makeInputs(elements)
    let checked = program.check(
      inputs: inputs, elements: elements, command: program.isExpression ? "eval" : "run")
    try checked.requireCorrect()
    try requireUsed(inputs, checked)
    if !quiet {
      let warnings = checked.diagnostics.filter { $0.severity == .warning }
      Terminal.write(checked.render(warnings), toError: true)
    }
    let outputs = stores.isEmpty ? checked.shownOutputs : try checked.outputs(named: stores.map(\.name))
    let toError = json || stores.contains { $0.path == "-" || $0.path.hasPrefix("/dev/") }
    let clock = ContinuousClock()
    let start = clock.now
    try checked.run(
      outputs, evaluate: { (nodes) throws(ArrayError) in try engine.evaluate(nodes) },
      write: { Terminal.write($0, toError: toError) })
    let runTime = (clock.now - start).seconds
    let storeStart = clock.now
    for (output, target) in zip(outputs, stores) { try store(output, path: target.path) }
    let storeTime = (clock.now - storeStart).seconds
    if stores.isEmpty, !json, !quiet {
      if checked.prints.isEmpty { Terminal.write(checked.shown(outputs)) }
      if let result = checked.result {
        do throws(ArrayError) { Terminal.write(try ValueText.str(result) + "\n") } catch {
          throw checked.failure(error)
        }
      }
    }
    let report = RunReport(
      outputs: outputs, loadTime: inputs.loadTime, runTime: runTime, storeTime: storeTime,
      counters: engine.counters)
    if time { Terminal.write(report.line, toError: true) }
    if json { Terminal.write(report.json.text + "\n") }
    engine.keepKernels()
  }
}

/// What `--time` and `--json` say of a run.
struct RunReport {
  let outputs: [Output]
  let loadTime: Double
  let runTime: Double
  let storeTime: Double
  let counters: Counters

  private var compileTime: Double { Double(counters.compileNanoseconds) * 1e-9 }

  var json: JSONText {
    var report = JSONText()
    report.add(
      "outputs",
      outputs.map { output in
        var object = JSONText()
        object.add("name", output.name)
        object.add("dtype", output.node.dtype.name)
        object.add("shape", output.node.shape)
        return object
      })
    report.add("load_ms", milliseconds(loadTime))
    report.add("compile_ms", milliseconds(compileTime))
    report.add("run_ms", milliseconds(runTime))
    report.add("store_ms", milliseconds(storeTime))
    report.add("kernels", counters.kernels)
    report.add("compiled", counters.compiled)
    report.add("memory_hits", counters.memoryHits)
    report.add("disk_hits", counters.diskHits)
    report.add("interpreted", counters.interpreted)
    report.add("peak_bytes", BufferPool.shared.peak)
    return report
  }

  var line: String {
    "load \(milliseconds(loadTime)) ms, compile \(milliseconds(compileTime)) ms, run \(milliseconds(runTime)) ms, "
      + "store \(milliseconds(storeTime)) ms; \(counters.kernels) kernel\(counters.kernels == 1 ? "" : "s"), "
      + "\(counters.compiled) compiled, \(counters.memoryHits + counters.diskHits) known, "
      + "\(counters.interpreted) interpreted\n"
  }
}
