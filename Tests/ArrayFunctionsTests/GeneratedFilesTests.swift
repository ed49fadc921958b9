import ArrayFunctions
import Foundation
import Testing

/// The checked-in files that are made from the tables are what the tables say now.
@Suite struct GeneratedFilesTests {
  @Test(arguments: GeneratedFiles.all.map(\.path)) func isFresh(path: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    let expected = GeneratedFiles.all.first { $0.path == path }?.text
    #expect(text == expected, "\(path) is stale; run: swift run GenerateSources")
  }

  @Test(arguments: GeneratedFiles.sections.map(\.name)) func sectionIsFresh(name: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let section = try #require(GeneratedFiles.sections.first { $0.name == name })
    let text = try String(contentsOf: root.appendingPathComponent(section.path), encoding: .utf8)
    let expected = GeneratedFiles.replacing(name, in: text, with: section.text)
    #expect(text == expected, "\(section.path) is stale; run: swift run GenerateSources")
  }
}
