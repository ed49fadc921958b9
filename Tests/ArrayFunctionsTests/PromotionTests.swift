import ArrayFunctions
import ArrayGraph
import Foundation
import Testing

/// The dtype of every operation on every pair of dtypes, against NumPy's own answers.
@Suite struct PromotionTests {
  @Test func everyPair() throws {
    let answers = try PythonOracle.lines(of: "numpy_types.py")
    #expect(answers.count > 4000)
    for line in answers {
      let fields = line.split(separator: " ").map(String.init)
      guard let function = FunctionTable.named(fields[0]) else { continue }
      var arguments = fields[1...2].filter { $0 != "-" }.map(operand)
      if function.name == "where" { arguments.insert(.array(array(.bool, 2)), at: 0) }
      for parameter in function.parameters.dropFirst(arguments.count) {
        arguments.append(try #require(parameter.defaultValue))
      }
      let found: String
      do {
        found = try function.body(arguments).node.dtype.name
      } catch {
        let isHalf = String(describing: error).contains("half precision")
        found = isHalf ? "half" : (error as? ArrayError)?.kind == .dtype ? "error" : "\(error)"
      }
      #expect(found == fields[3], "\(line)")
    }
  }

  private func operand(_ name: String) -> Value {
    switch name {
    case "[int]": .int(2)
    case "[float]": .float(2.5)
    case "[bool]": .bool(true)
    default: .array(array(DType(named: name) ?? .bool, 2))
    }
  }
}

/// NumPy, asked once for a list of answers.
enum PythonOracle {
  static var python: String {
    if let named = ProcessInfo.processInfo.environment["ARRAYC_PYTHON"] { return named }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let own = root.appendingPathComponent(".build/python/bin/python3").path
    return FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
  }

  static func lines(of script: String, _ arguments: String...) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(script).path
    process.arguments = [python, path] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
