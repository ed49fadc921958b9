import Foundation

/// The built `arrayc`, run as a user runs it.
struct Command {
  var status: Int32
  var output: String
  var error: String

  /// Beside the test bundle, where the package manager puts executables.
  static let executable: URL? = {
    var folders = [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()].compactMap {
      $0
    }
    folders += Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
    folders.append(URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent())
    for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
      folders.append(URL(filePath: argument).deletingLastPathComponent())
    }
    for configuration in ["debug", "release"] {
      folders.append(root.appending(path: ".build/\(configuration)"))
    }
    return folders.map { $0.appending(path: "arrayc") }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
  }()

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static var python: String {
    if let named = ProcessInfo.processInfo.environment["ARRAYC_PYTHON"] { return named }
    let own = root.appending(path: ".build/python/bin/python3").path
    return FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
  }

  struct Missing: Error {}

  /// Runs `arrayc` with the arguments, in `folder`; `variables` are added to the environment.
  static func arrayc(
    _ arguments: String..., in folder: URL, input: Data? = nil, variables: [String: String] = [:]
  ) throws -> Command {
    guard let executable else { throw Missing() }
    return try run(executable.path, arguments, in: folder, input: input, variables: variables)
  }

  static func arrayc(_ arguments: [String], in folder: URL, variables: [String: String] = [:]) throws -> Command {
    guard let executable else { throw Missing() }
    return try run(executable.path, arguments, in: folder, variables: variables)
  }

  /// Runs a program; its output goes through files, so that none of the pipes can fill up.
  /// Kernels of other runs, and the user's own, are left alone unless `variables` say otherwise.
  static func run(
    _ program: String, _ arguments: [String], in folder: URL, input: Data? = nil, variables: [String: String] = [:]
  ) throws -> Command {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(["ARRAYC_CACHE": "none"]) { $1 }
      .merging(variables) { $1 }
    let mark = UUID().uuidString
    let files = ["in", "out", "err"].map {
      FileManager.default.temporaryDirectory.appending(path: "arrayc-\(mark).\($0)")
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for file in files { try (file == files[0] ? input ?? Data() : Data()).write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Command(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      error: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }
}

/// A folder of files for one test, gone afterwards.
final class Folder: Sendable {
  let url: URL

  init(_ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "arrayc-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files {
      try text.write(to: url.appending(path: name), atomically: false, encoding: .utf8)
    }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ name: String, _ data: Data) throws { try data.write(to: url.appending(path: name)) }
  func data(_ name: String) -> Data? { try? Data(contentsOf: url.appending(path: name)) }
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }
}

/// The bytes of an `.npy` file.
func npy(_ descr: String, _ shape: String, _ data: Data) -> Data {
  var header = "{'descr': '\(descr)', 'fortran_order': False, 'shape': \(shape), }"
  header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
  let count = header.utf8.count
  return Data(
    [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(count & 255), UInt8(count >> 8)] + Array(header.utf8)) + data
}

func bytes<T>(_ values: [T]) -> Data { values.withUnsafeBufferPointer { Data(buffer: $0) } }
