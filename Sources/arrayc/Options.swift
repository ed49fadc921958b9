import ArgumentParser
import ArrayLLVM
import ArrayRuntime
import ArrayScript

/// Where the elements of inputs come from.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customShort("i"),
    help: ArgumentHelp(
      "Bind an input: a .npy file, file.npz:key, file.csv, file.csv:column, - for standard input, or an expression: "
        + "2.5, '[1, 2]', 'np.arange(10)', 'random(1000, 1000)', 'normal(1000):f32'.",
      valueName: "NAME=SOURCE"))
  var inputs: [String] = []

  @Option(help: "The seed of random() and normal().")
  var seed: UInt64 = 0
}

/// How programs are run.
struct EngineArguments: ParsableArguments {
  @Option(help: ArgumentHelp("What runs kernels: auto, llvm or interpreter.", valueName: "BACKEND"))
  var backend: EngineOptions.Backend?

  @Flag(name: .customLong("no-fuse"), help: "Make every operation a kernel of its own.")
  var isUnfused = false

  @Option(
    help: ArgumentHelp("Threads that work on one kernel at most; all cores by default.", valueName: "N"))
  var threads: Int?

  @Option(
    name: .customLong("max-memory"),
    help: ArgumentHelp("Bytes of array memory, as in 512M or 2G; more ends with status 3.", valueName: "SIZE")
  )
  var maximumMemory: String?

  @Flag(help: "Print what was asked for and errors, nothing else.")
  var quiet = false

  @Flag(help: "Print how long loading, compiling, running and storing took.")
  var time = false

  @Flag(help: "Print one JSON object about the work; what print() shows goes to standard error.")
  var json = false

  func options() throws -> EngineOptions {
    try TargetChoice.checkVariable()
    var options = EngineOptions()
    if let backend {
      options.backend = backend
    } else if let named = Environment.value("ARRAYC_BACKEND"), !named.isEmpty {
      guard let backend = EngineOptions.Backend(rawValue: named) else {
        throw ValidationError("ARRAYC_BACKEND is auto, llvm or interpreter, not '\(named)'")
      }
      options.backend = backend
    }
    options.fuse = !isUnfused
    if let threads {
      guard (1...4096).contains(threads) else {
        throw ValidationError("--threads takes a number from 1 to 4096")
      }
      options.threads = threads
    }
    if let maximumMemory {
      guard let bytes = parseSize(maximumMemory) else {
        throw ValidationError("--max-memory takes a size such as 512M or 2G, not '\(maximumMemory)'")
      }
      options.maxMemory = bytes
    }
    return options
  }
}

extension EngineOptions.Backend: ExpressibleByArgument {}

extension Request {
  init(
    _ program: Program, _ inputs: InputOptions, outputs: [String] = [], _ engine: EngineArguments
  ) throws {
    self.init(program: program)
    try add(inputs: inputs.inputs, outputs: outputs)
    seed = inputs.seed
    self.engine = try engine.options()
    quiet = engine.quiet
    time = engine.time
    json = engine.json
  }
}
