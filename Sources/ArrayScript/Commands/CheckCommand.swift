import ArrayFunctions
import ArrayGraph
import ArrayLLVM
import ArrayRuntime
import LazyArrays

extension Request {
  /// `arrayc check`: every error of types and shapes, without inputs and without evaluating anything.
  package func check() throws(CommandFailure) {
    let inputs = makeInputs(nil)
    let checked = program.check(inputs: inputs, elements: nil, command: "check")
    try checked.requireCorrect()
    try requireUsed(inputs, checked)
    if !quiet { Terminal.write(checked.render(), toError: true) }
  }

  /// `arrayc explain`: what would run, at one of the stages.
  package func explain(_ stage: Engine.Stage) throws(CommandFailure) {
    try explain(Session.makeEngine(engine)) { (engine, nodes) throws(ArrayError) in
      try engine.explain(nodes, stage: stage)
    }
  }

  /// `arrayc explain --roofline`: the time of each step beside what the machine allows. Native code is waited for.
  package func explainRoofline() throws(CommandFailure) {
    var options = engine
    if options.backend == .auto, (try? LLVMOnDemand.shared.get()) != nil { options.backend = .llvm }
    try explain(Session.makeEngine(options)) { (engine, nodes) throws(ArrayError) in
      try engine.roofline(nodes).description
    }
  }

  private func explain(
    _ engine: Engine, _ show: (Engine, [Node]) throws(ArrayError) -> String
  ) throws(CommandFailure) {
    let elements = ElementReader { (nodes: [Node]) throws(ArrayError) in try engine.evaluate(nodes) }
    let inputs = makeInputs(elements)
    let checked = program.check(inputs: inputs, elements: elements, command: "explain")
    try checked.requireCorrect()
    try requireUsed(inputs, checked)
    let nodes = checked.printedNodes + checked.shownOutputs.map(\.node)
    do throws(ArrayError) {
      let text = try show(engine, nodes)
      Terminal.write(text.hasSuffix("\n") ? text : text + "\n")
    } catch {
      throw checked.failure(error)
    }
  }
}

/// `arrayc ops`: the functions, from their table.
package enum OperationsText {
  package static func list() -> String {
    var text = ""
    for family in FunctionTable.families {
      text += "\(text.isEmpty ? "" : "\n")\(family.title)\n"
      for function in family.functions {
        text += "  \(function.name.padded(to: 22)) \(function.doc)\n"
      }
    }
    return text
  }

  package static func one(_ name: String) throws(CommandFailure) -> String {
    let plain =
      ["np.", "numpy."].first { name.hasPrefix($0) }.map { String(name.dropFirst($0.count)) } ?? name
    guard let function = FunctionTable.named(plain) ?? FunctionTable.method(plain) else {
      let suggestion = Suggestion.text(plain, among: Checker.functionNames)
      throw CommandFailure(.wrong, "error: there is no operation '\(name)'\(suggestion)\n")
    }
    var text = "\(Checker.signature(function))\n\(function.doc)\n"
    if !function.aliases.isEmpty { text += "also called \(function.aliases.joined(separator: ", "))\n" }
    if function.isMethod { text += "also a method: x.\(function.name)(…)\n" }
    return text
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
