import ArgumentParser
import ArrayLLVM
import ArrayRuntime
import ArrayScript

/// Not the argument of a call in a program.
typealias Argument = ArgumentParser.Argument

// Every command says its name: asking the runtime for the names of ten types takes a millisecond of each start.

private let outputHelp = ArgumentHelp(
  "Write an output as an .npy file; - is standard output.", valueName: "NAME=PATH")
private let fileHelp = ArgumentHelp("An expression file; - is standard input.", valueName: "FILE")

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a file; print its outputs, or write those named with -o.")

  @Argument(help: fileHelp) var file: String
  @OptionGroup var inputs: InputOptions
  @Option(name: .customShort("o"), help: outputHelp) var outputs: [String] = []
  @OptionGroup var engine: EngineArguments

  func run() throws {
    let program = Program(file: file, text: try readProgram(file))
    try Request(program, inputs, outputs: outputs, engine).run()
  }
}

struct Eval: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Evaluate one expression.")

  @Argument(help: ArgumentHelp("The expression.", valueName: "EXPR")) var expression: String
  @OptionGroup var inputs: InputOptions
  @Option(name: .customShort("o"), help: outputHelp) var outputs: [String] = []
  @OptionGroup var engine: EngineArguments

  func run() throws {
    let program = Program(file: "EXPR", text: expression, isExpression: true)
    try Request(program, inputs, outputs: outputs, engine).run()
  }
}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Parse and type-check a file; show every error found.")

  @Argument(help: fileHelp) var file: String
  @OptionGroup var inputs: InputOptions
  @Flag(help: "Print errors only.") var quiet = false

  func run() throws {
    var request = Request(program: Program(file: file, text: try readProgram(file)))
    try request.add(inputs: inputs.inputs, outputs: [])
    request.seed = inputs.seed
    request.quiet = quiet
    try request.check()
  }
}

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Show what will run: kernels, bytes moved against the least possible, why fusions were not made.")

  @Argument(help: fileHelp) var file: String
  @OptionGroup var inputs: InputOptions
  @Option(help: ArgumentHelp("The stage to show: graph, schedule, kernel, ir or asm.", valueName: "STAGE"))
  var emit: Engine.Stage = .schedule
  @Flag(
    help:
      "Run it; show bytes, operations and time of each kernel beside what this machine allows, measured on the spot.")
  var roofline = false
  @OptionGroup var engine: EngineArguments

  func run() throws {
    let program = Program(file: file, text: try readProgram(file))
    let request = try Request(program, inputs, engine)
    if roofline { try request.explainRoofline() } else { try request.explain(emit) }
  }
}

extension Engine.Stage: ExpressibleByArgument {}

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Compile a file to a C function, or write the NumPy program that it means.")

  @Argument(help: fileHelp) var file: String
  @Option(
    name: .customShort("o"),
    help: ArgumentHelp("What to write: OUT.o, .so, .a, .ll, .s, .bc, or .py.", valueName: "OUT")) var output: String
  @Option(help: ArgumentHelp("Write the C header too.", valueName: "OUT.h")) var header: String?
  @Option(
    help: ArgumentHelp(
      "The processor to compile for.", valueName: "TARGET"))
  var target: TargetChoice = .native
  @Flag(help: "Print errors only.") var quiet = false

  func run() throws {
    try TargetChoice.checkVariable()
    var request = Request(program: Program(file: file, text: try readProgram(file)))
    request.quiet = quiet
    try request.build(output, header: header, target: target)
  }
}

extension TargetChoice: ExpressibleByArgument {
  /// Throws where `ARRAYC_TARGET` says what it cannot.
  static func checkVariable() throws {
    guard let named = Environment.value(variable), !named.isEmpty, TargetChoice(rawValue: named) == nil else { return }
    throw ValidationError("\(variable) is \(list), not '\(named)'")
  }
}

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure a file fused, unfused and interpreted, side by side.")

  @Argument(help: fileHelp) var file: String
  @OptionGroup var inputs: InputOptions
  @Option(name: .customLong("repeat"), help: ArgumentHelp("How many samples are taken.", valueName: "N"))
  var repeats: Int?
  @Option(help: ArgumentHelp("How long each variant is measured, without --repeat.", valueName: "SECONDS"))
  var seconds = 0.5
  @Option(
    name: .customLong("variant"),
    help: ArgumentHelp(
      "Measure only this: fused, unfused, interpreted, or jit (called as a compiled function); may be repeated.",
      valueName: "VARIANT"))
  var variants: [Benchmark.VariantName] = []
  @OptionGroup var engine: EngineArguments

  func validate() throws {
    guard (0...3600).contains(seconds) else { throw ValidationError("--seconds takes a number from 0 to 3600") }
    if let repeats, !(1...1_000_000).contains(repeats) {
      throw ValidationError("--repeat takes a number from 1 to 1000000")
    }
  }

  func run() throws {
    let program = Program(file: file, text: try readProgram(file))
    try Benchmark(try Request(program, inputs, engine), repeats: repeats, seconds: seconds, variants: variants).run()
  }
}

extension Benchmark.VariantName: ExpressibleByArgument {}

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Show which LLVM, BLAS and processor features were found, and where was looked.")

  func run() throws { Terminal.write(DoctorReport.text()) }
}

struct Operations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ops", abstract: "Show the operations, from their table.")

  @Argument(help: ArgumentHelp("One operation.", valueName: "NAME")) var name: String?

  func run() throws {
    Terminal.write(
      try name.map { name throws(CommandFailure) in try OperationsText.one(name) } ?? OperationsText.list())
  }
}

struct Cache: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Show or clear the compiled kernels that are kept for later runs.",
    discussion: """
      They lie in arrayc in $XDG_CACHE_HOME, or in ~/.cache. ARRAYC_CACHE names another folder, or is none. What was \
      used least recently makes room for new ones.
      """,
    subcommands: [List.self, Clear.self, Path.self, Size.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Show each kernel: its bytes, when it was used last, what it computes.")
    func run() throws { Terminal.write(try CacheReport.list()) }
  }
  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "clear", abstract: "Remove every kernel.")
    func run() throws { Terminal.write(try CacheReport.clear()) }
  }
  struct Path: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "path", abstract: "Show the folder.")
    func run() throws { Terminal.write(try CacheReport.path()) }
  }
  struct Size: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "size", abstract: "Show how many kernels there are and what they take.")
    func run() throws { Terminal.write(try CacheReport.size()) }
  }
}
