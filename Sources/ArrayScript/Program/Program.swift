import ArrayFunctions
import ArrayGraph

/// A parsed program and what is asked of it.
package struct Program: Sendable {
  package let source: SourceText
  package let module: Module
  /// Mistakes of syntax; where there are some, nothing else is looked at.
  package let syntax: [Diagnostic]
  /// The program is the expression of `arrayc eval`: what its last statement means is the output `out`.
  package let isExpression: Bool

  package init(file: String, text: String, isExpression: Bool = false) {
    source = SourceText(file: file, text: text)
    let parsed = Parser.parse(source)
    module = parsed.module
    syntax = parsed.diagnostics
    self.isExpression = isExpression
  }

  /// Finds out what the program means.
  ///
  /// - Parameters:
  ///   - inputs: what `-i` gave.
  ///   - elements: evaluates what conditions and numbers need; nil to check types and shapes only, with inputs made up.
  ///   - lengths: what dimensions stand for without `elements`.
  ///   - command: how the program was called, for the command line that a missing input shows.
  package func check(
    inputs: Inputs, elements: ElementReader?, command: String = "run", lengths: [String: Int] = [:]
  )
    -> CheckedProgram
  {
    guard syntax.isEmpty else {
      let all = syntax + Unsupported.diagnostics(in: module)
      return CheckedProgram(program: self, diagnostics: all, sources: [source])
    }
    let checker = Checker(inputs: inputs, elements: elements, source: source, lengths: lengths)
    checker.check(module)
    checker.reportMissing(
      module, command: command, subject: isExpression ? Self.quoted(text) : Self.quoted(source.file))
    var result = CheckedProgram(
      program: self, diagnostics: checker.diagnostics, sources: [source] + inputs.sources)
    result.prints = checker.prints
    result.outputs = checker.outputs
    result.inputs = checker.declaredInputs
    result.dimensions = checker.dimensions.order
    result.dataDependence = checker.dataDependence
    if isExpression, let meaning = checker.lastExpression {
      switch meaning {
      case .value(.array(let node)): result.outputs = [Output(name: "out", node: node, range: nil)]
      case .value(.none) where !checker.prints.isEmpty: break
      default: result.result = meaning
      }
    }
    return result
  }

  private var text: String { source.text(0, source.scalars.count) }

  /// The word as a shell reads it.
  static func quoted(_ word: String) -> String {
    let plain = word.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789_./-+=:,%@".unicodeScalars.contains($0))
    }
    return plain && !word.isEmpty
      ? word
      : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

/// One array that a program gives.
package struct Output: Sendable {
  package let name: String
  package let node: Node
  package let range: SourceRange?
}

/// One input that a program declares.
package struct DeclaredInput: Sendable {
  package let name: String
  package let type: InputType
  package let node: Node
}

/// What a program means: its outputs as lazy arrays, what it prints, or what is wrong with it.
package struct CheckedProgram {
  package let program: Program
  package var diagnostics: [Diagnostic]
  package let sources: [SourceText]
  package var outputs: [Output] = []
  package var prints: [PrintAction] = []
  package var inputs: [DeclaredInput] = []
  /// The names of dimensions in the order in which they first appear.
  package var dimensions: [String] = []
  /// Where elements decide what the program means, if it was checked without them.
  package var dataDependence: SourceRange?
  /// What the expression of `arrayc eval` means where it is no array.
  package var result: Meaning?

  package var isCorrect: Bool { !diagnostics.contains { $0.severity == .error } }

  /// The diagnostics as the user reads them.
  package func render(_ diagnostics: [Diagnostic]? = nil) -> String {
    DiagnosticRenderer(sources).render(diagnostics ?? self.diagnostics)
  }

  /// Arrays whose elements `print` and `arrayc eval` show.
  package var printedNodes: [Node] {
    var nodes = prints.flatMap(\.text.nodes)
    result?.collectNodes(into: &nodes)
    return nodes
  }
}

extension Checker {
  /// The arrays that top-level assignments bound, in their order.
  var outputs: [Output] {
    assigned.compactMap { name in
      guard let binding = names[name], case .value(.array(let node))? = binding.meaning else { return nil }
      return Output(name: name, node: node, range: binding.range)
    }
  }

  /// Says which inputs are missing, with a command line that would work.
  func reportMissing(_ module: Module, command: String, subject: String) {
    guard let some = missing.first else { return }
    // A statement ends at its first missing name; the command line needs them all.
    let used = UsedNames(module)
    for name in used.bare.subtracting(used.called).sorted() {
      let isKnown = names[name] != nil || Builtin(rawValue: name) != nil || Self.library(name) != nil
      if !isKnown, dimensions.owner(of: name) == nil, nearestName(to: name) == nil {
        missing.append(MissingInput(name: name, range: some.range, type: nil))
      }
    }
    var seen: Set<String> = []
    missing = missing.filter { seen.insert($0.name).inserted }
    let given = inputs.names.map { " -i \($0)=\(Program.quoted(inputs.source(of: $0) ?? ""))" }
    let proposed = missing.map { " -i \($0.name)=\(proposal(for: $0))" }
    let note = Diagnostic.Note("this would work: arrayc \(command) \(subject)\((given + proposed).joined())")
    let declared = missing.filter { $0.type != nil }
    guard let first = declared.first else {
      if let last = diagnostics.lastIndex(where: { $0.message.contains("is not defined") }) {
        diagnostics[last].notes.append(note)
      }
      return
    }
    let list = declared.map { "'\($0.name)'" }
    let message =
      list.count == 1
      ? "the input \(list[0]) is missing"
      : "the inputs \(list.dropLast().joined(separator: ", ")) and \(list[list.count - 1]) are missing"
    diagnostics.append(Diagnostic(.error, message, at: first.range, notes: [note]))
  }
}
