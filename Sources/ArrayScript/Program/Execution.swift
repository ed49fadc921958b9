import ArrayFiles
import ArrayFunctions
import ArrayGraph
import ArrayRuntime

/// How a command ended.
package enum ExitStatus: Int32, Sendable {
  case done = 0
  /// The program or its input is wrong.
  case wrong = 1
  /// The command line is wrong.
  case usage = 2
  /// A limit was reached.
  case limit = 3
}

/// A command that ended before its work was done: what standard error shows, and the exit status.
package struct CommandFailure: Error, Sendable {
  package let status: ExitStatus
  package let message: String

  package init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}

extension CheckedProgram {
  /// The failure for an error of evaluation.
  func failure(_ error: ArrayError, at range: SourceRange? = nil) -> CommandFailure {
    CommandFailure(error.kind == .memory ? .limit : .wrong, render([Diagnostic(error, at: range)]))
  }

  /// Throws what is wrong with the program, if something is.
  package func requireCorrect() throws(CommandFailure) {
    guard !isCorrect else { return }
    throw CommandFailure(diagnostics.contains(where: \.isLimit) ? .limit : .wrong, render())
  }

  /// Evaluates what is shown and stored, together, then does the prints in their order.
  ///
  /// Where evaluation fails, what was printed before the failure is printed still, as Python would.
  package func run(
    _ outputs: [Output], evaluate: ([Node]) throws(ArrayError) -> Void, write: (String) -> Void
  ) throws(CommandFailure) {
    do throws(ArrayError) {
      try evaluate(printedNodes + outputs.map(\.node))
    } catch {
      if error.kind == .memory { throw failure(error) }
      try runOneByOne(outputs, evaluate: evaluate, write: write)
      throw failure(error)
    }
    for action in prints {
      do throws(ArrayError) { write(try action.text.text()) } catch { throw failure(error, at: action.range) }
    }
  }

  private func runOneByOne(
    _ outputs: [Output], evaluate: ([Node]) throws(ArrayError) -> Void, write: (String) -> Void
  ) throws(CommandFailure) {
    for action in prints {
      do throws(ArrayError) {
        try evaluate(action.text.nodes)
        write(try action.text.text())
      } catch { throw failure(error, at: action.range) }
    }
    for output in outputs {
      do throws(ArrayError) { try evaluate([output.node]) } catch { throw failure(error, at: output.range) }
    }
  }

  /// What is shown of the outputs: `name: dtype[shape]` and NumPy's text below it.
  package func shown(_ outputs: [Output]) -> String {
    outputs.map {
      "\($0.name): \(Shape.text($0.node.dtype, $0.node.shape))\n\(ValueText.str(Value.array($0.node)))\n"
    }
    .joined()
  }

  /// The outputs that were named, in the order of the names.
  package func outputs(named names: [String]) throws(CommandFailure) -> [Output] {
    var result: [Output] = []
    for name in names {
      guard let output = outputs.first(where: { $0.name == name }) else {
        let known = outputs.map(\.name).filter { !$0.hasPrefix("_") }
        let list =
          known.isEmpty ? "the program has no outputs" : "its outputs are \(known.joined(separator: ", "))"
        throw CommandFailure(
          .usage,
          "error: '\(name)' is not an output of \(program.source.file)\(Suggestion.text(name, among: known))\nnote: \(list)\n"
        )
      }
      result.append(output)
    }
    return result
  }

  /// Every output that does not begin with `_`.
  package var shownOutputs: [Output] { outputs.filter { !$0.name.hasPrefix("_") } }
}

/// Writes an output as an `.npy` file, beside and then renamed; `-` is standard output.
package func store(_ output: Output, path: String) throws(CommandFailure) {
  let node = output.node
  let done: Result<Void, ArrayError>? = ElementReader.withElements(node) { pointer in
    do throws(ArrayError) {
      let bytes = UnsafeRawBufferPointer(start: pointer, count: node.count * node.dtype.size)
      try writeNpy(
        path: path == "-" ? "/dev/stdout" : path, dtype: node.dtype, shape: node.shape, data: bytes)
      return .success(())
    } catch { return .failure(error) }
  }
  if case .failure(let error)? = done { throw CommandFailure(.wrong, "error: \(error.message)\n") }
}
