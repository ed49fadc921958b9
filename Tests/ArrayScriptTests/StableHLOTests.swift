import ArrayFiles
import ArrayFunctions
import ArrayGraph
import ArrayRuntime
import Foundation
import LazyArrays
import Testing

@testable import ArrayScript

/// Operator cases that another implementation answered, run through the language: `../shared/stablehlo`.
@Suite struct StableHLOTests {
  private struct Case: Decodable {
    var name: String
    var numpy_expr: String
    var inputs: [String: ArrayType]
    var expected: ArrayType
  }

  private struct ArrayType: Decodable {
    var dtype: String
    var shape: [Int]

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      dtype = try values.decode(String.self)
      shape = try values.decode([Int].self)
    }
  }

  static let folder = StageTests.root.deletingLastPathComponent().appending(path: "shared/stablehlo")
  static let isThere = FileManager.default.fileExists(atPath: folder.appending(path: "cases.json").path)

  @Test(.enabled(if: isThere, "there is no ../shared/stablehlo")) func cases() throws {
    let data = try Data(contentsOf: Self.folder.appending(path: "cases.json"))
    let all = try JSONDecoder().decode([Case].self, from: data).filter { one in
      ([one.expected] + one.inputs.values).allSatisfy { Checker.dtype(named: $0.dtype) != nil }
    }
    var options = EngineOptions()
    options.backend = Session.engine.options.backend
    let engine = Session.makeEngine(options)
    let elements = ElementReader { (nodes: [Node]) throws(ArrayError) in try engine.evaluate(nodes) }
    var passed = 0
    var later = 0
    for one in all {
      let file = Self.folder.appending(path: "stablehlo-testdata.npz").path + ":\(one.name)/"
      let arguments = try one.inputs.keys.sorted().map { try #require(Inputs.Argument("\($0)=\(file)\($0)")) }
      let checked = Program(file: "EXPR", text: one.numpy_expr, isExpression: true)
        .check(inputs: Inputs(arguments, elements: elements), elements: elements, command: "eval")
      guard checked.isCorrect else {
        if checked.diagnostics.allSatisfy({ isUnknown($0.message) }) {
          later += 1
        } else {
          Issue.record("\(one.name): \(checked.render())")
        }
        continue
      }
      let node = try #require(checked.outputs.first?.node, "\(one.name) gives no array")
      try engine.evaluate([node])
      let expected = try #require(ArraySource(file + "expected")).read()
      if let difference = difference(node, expected) {
        Issue.record("\(one.name): arrayc eval '\(one.numpy_expr)': \(difference)")
      } else {
        passed += 1
      }
    }
    #expect(passed >= 520, "\(passed) passed, \(later) name functions that come later")
  }

  private func isUnknown(_ message: String) -> Bool {
    message.contains("is not defined") || message.contains("has no function")
      || message.contains("has no attribute 'accumulate'") || message.contains("have no attribute")
      || message.contains("not part of this version")
  }

  /// Nil where dtype, shape and elements agree: floats within a few ulp, as both sides may round differently.
  private func difference(_ node: Node, _ expected: HostArray) -> String? {
    guard node.dtype == expected.dtype, node.shape == expected.shape else {
      return "\(node.dtype)\(node.shape), expected \(expected.dtype)\(expected.shape)"
    }
    let size = node.dtype.size
    let tolerance = node.dtype == .f32 ? 4e-6 : 2e-13
    return ElementReader.withElements(node) { pointer -> String? in
      for i in 0..<node.count {
        let ours = Literal(node.dtype, at: pointer + i * size)
        let theirs = Literal(node.dtype, at: expected.bytes.pointer + i * size)
        if ours.bits == theirs.bits { continue }
        guard node.dtype.isFloat else { return "element \(i) is \(ours), expected \(theirs)" }
        let (a, b) = (ours.double, theirs.double)
        if a.isNaN && b.isNaN || abs(a - b) <= tolerance * Swift.max(1, abs(b)) { continue }
        return "element \(i) is \(a), expected \(b)"
      }
      return nil
    } ?? nil
  }
}
