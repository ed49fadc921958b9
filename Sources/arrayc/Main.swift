import ArgumentParser
import ArrayScript

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The command line. Each command turns its options into a request; the work is done in `ArrayScript`.
struct Arrayc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "arrayc",
    abstract:
      "Compiles array expressions: small Python programs with NumPy's meaning, fused into native loops.",
    version: "arrayc 0.1.0",
    subcommands: [
      Run.self, Eval.self, Check.self, Explain.self, Build.self, Bench.self, Doctor.self, Operations.self, Cache.self,
    ])
}

@main
enum Main {
  /// Exit status: 0 done, 1 the program or its input is wrong, 2 the command line is wrong, 3 a limit was reached.
  static func main() {
    do {
      var command = try Arrayc.parseAsRoot(arguments(CommandLine.arguments.dropFirst()))
      try command.run()
      Terminal.leave(.done)
    } catch let failure as CommandFailure {
      Terminal.write(failure.message, toError: true)
      Terminal.leave(failure.status)
    } catch {
      let isHelp = Arrayc.exitCode(for: error) == .success
      Terminal.write(Arrayc.fullMessage(for: error) + "\n", toError: !isHelp)
      Terminal.leave(isHelp ? .done : .usage)
    }
  }

  /// The arguments, with an expression of `eval` that begins with a minus sign behind `--`, so that it is no option.
  private static func arguments(_ given: some Sequence<String>) -> [String] {
    var arguments = Array(given)
    guard arguments.first == "eval" else { return arguments }
    let options = arguments.prefix { $0 != "--" }
    let expression = options.firstIndex { argument in
      argument.count > 1 && argument.hasPrefix("-") && !argument.hasPrefix("--")
        && !["-i", "-o", "-h"].contains(argument)
    }
    guard let expression, options.count == arguments.count else { return arguments }
    arguments += ["--", arguments.remove(at: expression)]
    return arguments
  }
}
