import ArrayFunctions
import ArrayGraph
import ArrayRuntime
import Foundation
import LazyArrays
import Testing

@testable import ArrayScript

/// What each stage makes of a program, beside it. A program's first line says its inputs: `# -i x=…`.
/// `ARRAYC_UPDATE_GOLDEN=1` rewrites the texts.
@Suite struct StageTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Stages")
  static let root = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let examples: [(name: String, arguments: [String])] = [
    ("black_scholes", ["S=np.ones(8)", "K=np.ones(8)", "T=np.ones(8)"]),
    ("feature_scaling", ["X=np.ones((6, 4))"]),
    ("gaussian", ["x=np.ones(8)"]),
    ("polynomial", ["x=np.ones(8)"]),
    ("softmax", ["X=np.ones((3, 8)):f32"]),
  ]

  static var cases: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".arr") }.map { String($0.dropLast(4)) }.sorted()
  }

  @Test(arguments: examples.map(\.name)) func example(_ name: String) throws {
    let arguments = try #require(Self.examples.first { $0.name == name }).arguments
    let path = "Examples/\(name).arr"
    let text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    try compare("example-\(name)", file: path, text, arguments, fuse: true)
  }

  @Test func thereAreFiles() { #expect(Self.cases.count >= 15) }

  @Test(arguments: cases) func stages(_ name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name + ".arr"), encoding: .utf8)
    let first = try #require(text.split(separator: "\n").first)
    let arguments = first.components(separatedBy: "-i ").dropFirst().map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    try compare(name, file: name + ".arr", text, arguments, fuse: name != "unfused")
  }

  private func compare(
    _ name: String, file: String, _ text: String, _ arguments: [String], fuse: Bool
  ) throws {
    var options = EngineOptions()
    options.backend = .interpreter
    options.fuse = fuse
    let engine = Session.makeEngine(options)
    let elements = ElementReader { (nodes: [Node]) throws(ArrayError) in try engine.evaluate(nodes) }
    let inputs = Inputs(try arguments.map { try #require(Inputs.Argument($0)) }, elements: elements)
    let checked = Program(file: file, text: text).check(inputs: inputs, elements: elements, command: "explain")
    #expect(checked.isCorrect, "\(checked.render())")
    let nodes = checked.printedNodes + checked.shownOutputs.map(\.node)
    var shown = ""
    for stage in [Engine.Stage.graph, .schedule, .kernel] {
      shown += "== \(stage.rawValue)\n\(try engine.explain(nodes, stage: stage))\n"
    }
    let expected = Self.folder.appending(path: name + ".txt")
    if ProcessInfo.processInfo.environment["ARRAYC_UPDATE_GOLDEN"] == "1" {
      try shown.write(to: expected, atomically: true, encoding: .utf8)
    }
    #expect(shown == (try String(contentsOf: expected, encoding: .utf8)))
  }

  /// Every reason why a fusion is not made that the scheduler's source names stands in one of the texts.
  @Test func everyReasonIsShown() throws {
    let room = Self.root.appending(path: "Sources/ArrayKernels/Schedule/Clustering.swift")
    let source = try String(contentsOf: room, encoding: .utf8)
    let texts = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".txt") }
      .map { try String(contentsOf: Self.folder.appending(path: $0), encoding: .utf8) }.joined()
    let sentence = /(?:return |reason: |\? |: )"(?<text>[a-z][^"]* [^"]*)"/
    let reasons = Set(source.matches(of: sentence).map { String($0.output.text) })
    #expect(reasons.count > 8)
    for reason in reasons.sorted() {
      // That one takes a long program; see below.
      if reason.contains("operationLimit") { continue }
      let plain = reason.components(separatedBy: "\\(")[0]
      #expect(texts.contains(": \(plain)"), "no program shows: \(reason)")
    }
  }

  @Test func kernelsHoldAtMostSoManyOperations() throws {
    let text = "y = x\n" + String(repeating: "y = y * x\n", count: 250)
    let engine = Session.makeEngine(EngineOptions(backend: .interpreter))
    let elements = ElementReader { (nodes: [Node]) throws(ArrayError) in try engine.evaluate(nodes) }
    let inputs = Inputs([try #require(Inputs.Argument("x=np.ones(8)"))], elements: elements)
    let checked = Program(file: "long.arr", text: text).check(
      inputs: inputs, elements: elements, command: "explain")
    let schedule = try engine.explain(checked.outputs.map(\.node), stage: .schedule)
    #expect(schedule.contains("the kernel holds 200 operations already"), "\(schedule)")
  }
}
