import Foundation
import Testing

/// The examples of doc comments, of the README and of `docs/` compile.
@Suite struct DocumentationTests {
  /// What examples may use without declaring it.
  private static let given = """
      var (x, y): (NDArray<Float>, NDArray<Float>) = (.ones(4, 4), .ones(4, 4))
      let (a, b, c): (NDArray<Double>, NDArray<Double>, NDArray<Double>) = (.eye(4), .eye(4), .eye(4))
      _ = (x, y, a, b, c)
    """

  @Test func examplesCompile() throws {
    let examples = try Self.examples()
    #expect(examples.count > 20)
    var text = "import LazyArrays\n"
    for (k, example) in examples.enumerated() {
      text += "\nfunc example\(k)() throws {\n\(Self.given)\n  do {\n"
      text += "    #sourceLocation(file: \"\(example.file)\", line: \(example.line))\n"
      text += example.lines.filter { $0 != "import LazyArrays" }.joined(separator: "\n")
      text += "\n    #sourceLocation()\n  }\n}\n"
    }
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("examples-\(UUID().uuidString).swift")
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let errors = try SwiftCompiler.errors(file, scopes: 20_000)
    #expect(errors == [], "\(errors.joined(separator: "\n"))")
  }

  private struct Example {
    var file: String
    var line: Int
    var lines: [String] = []
  }

  private static func examples() throws -> [Example] {
    var all: [Example] = []
    for path in ["README.md", "docs/pipeline.md"] { all += fenced(path, try lines(path)) }
    let room = "Sources/LazyArrays"
    let files = FileManager.default.enumerator(atPath: SwiftCompiler.root.appendingPathComponent(room).path)
    for case let file as String in files ?? .init() where file.hasSuffix(".swift") {
      all += indented("\(room)/\(file)", try lines("\(room)/\(file)"))
    }
    return all
  }

  private static func lines(_ path: String) throws -> [String] {
    try String(contentsOf: SwiftCompiler.root.appendingPathComponent(path), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The blocks between ```` ```swift ```` and ```` ``` ````.
  private static func fenced(_ file: String, _ lines: [String]) -> [Example] {
    var found: [Example] = []
    var isInside = false
    for (k, line) in lines.enumerated() {
      if line == "```swift" {
        found.append(Example(file: file, line: k + 2))
        isInside = true
      } else if line == "```" {
        isInside = false
      } else if isInside {
        found[found.count - 1].lines.append(line)
      }
    }
    return found
  }

  /// The blocks of doc comments that are indented by four columns and stand behind an empty line.
  private static func indented(_ file: String, _ lines: [String]) -> [Example] {
    var found: [Example] = []
    var isInside = false
    var isBehindEmpty = false
    for (k, line) in lines.enumerated() {
      let comment = line.drop { $0 == " " }
      if comment.hasPrefix("///     "), isInside || isBehindEmpty {
        if !isInside { found.append(Example(file: file, line: k + 1)) }
        found[found.count - 1].lines.append(String(comment.dropFirst(8)))
        isInside = true
      } else {
        isInside = isInside && comment == "///"
      }
      isBehindEmpty = comment == "///"
    }
    return found
  }
}
