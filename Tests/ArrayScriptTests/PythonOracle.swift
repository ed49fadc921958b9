import Foundation

/// Runs a Python program once over many cases: `cases` arrive as a JSON array on standard input, the program
/// prints a JSON array of strings.
enum PythonOracle {
  struct Failure: Error { var message: String }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static var interpreter: String {
    if let named = ProcessInfo.processInfo.environment["ARRAYC_PYTHON"] { return named }
    let own = root.appending(path: ".build/python/bin/python3").path
    return FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
  }

  static func run(_ program: String, cases: [[String]]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "arrayscript-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appending(path: "cases.json")
    let output = folder.appending(path: "results.json")
    try JSONSerialization.data(withJSONObject: cases).write(to: input)
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [interpreter, "-W", "ignore", "-c", program]
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0,
      let results = try JSONSerialization.jsonObject(with: Data(contentsOf: output)) as? [String],
      results.count == cases.count
    else { throw Failure(message: "Python failed with status \(process.terminationStatus)") }
    return results
  }
}

/// A small generator with a fixed seed (SplitMix64, Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
