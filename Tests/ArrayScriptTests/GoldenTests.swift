import Foundation
import Testing

@testable import ArrayScript

/// One tiny file for each mistake, beside the text that the user sees. `ARRAYC_UPDATE_GOLDEN=1` rewrites the
/// texts.
@Suite struct GoldenTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  static var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".arr") }.map { String($0.dropLast(4)) }.sorted()
  }

  @Test func thereAreFiles() { #expect(Self.names.count > 50) }

  @Test(arguments: names) func message(_ name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name + ".arr"), encoding: .utf8)
    let checked = Program(file: name + ".arr", text: text).check(
      inputs: Inputs([]), elements: nil, command: "check")
    let shown = checked.render()
    let expectedFile = Self.folder.appending(path: name + ".txt")
    if ProcessInfo.processInfo.environment["ARRAYC_UPDATE_GOLDEN"] == "1" {
      try shown.write(to: expectedFile, atomically: true, encoding: .utf8)
    }
    #expect(shown == (try String(contentsOf: expectedFile, encoding: .utf8)))
  }
}
