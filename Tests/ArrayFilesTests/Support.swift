import ArrayGraph
import Foundation
import Lanes
import Testing

@testable import ArrayFiles

/// A folder for one test that is gone with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "array-files-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it; written first if there are bytes.
  func file(_ name: String, _ bytes: [UInt8]? = nil) throws -> String {
    let file = path + "/" + name
    if let bytes { try Data(bytes).write(to: URL(fileURLWithPath: file)) }
    return file
  }

  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
}

/// The bytes of an `.npy` file with this header text.
func npyBytes(_ header: String, data: [UInt8] = [], version: UInt8 = 1, length: Int? = nil) -> [UInt8] {
  let text = Array(header.utf8)
  let count = length ?? text.count
  let lengthBytes = (0..<(version == 1 ? 2 : 4)).map { UInt8(count >> (8 * $0) & 0xff) }
  return NpyHeader.magic + [version, 0] + lengthBytes + text + data
}

/// A source with these bytes, without a file.
func source(_ bytes: [UInt8], name: String = "x.npy") throws -> FileSource {
  FileSource(name: name, memory: try HostBuffer.make(count: bytes.count) { $0.copyBytes(from: bytes) })
}

/// The error that the body throws; nil, with an issue, when it throws none.
func caught<T>(_ body: () throws -> T) -> ArrayError? {
  do {
    let value = try body()
    Issue.record("no error but \(value)")
  } catch let error as ArrayError {
    return error
  } catch {
    Issue.record("not an ArrayError: \(error)")
  }
  return nil
}

extension HostArray {
  var array: [UInt8] { Array(bytes.unsafeBytes) }
  var doubles: [Double] { bytes.unsafeBytes.withMemoryRebound(to: Double.self) { Array($0) } }
}

/// Runs `numpy_files.py` into a folder.
func writeNumPyFiles(into folder: TemporaryFolder) throws {
  let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  try runPython([here.appending(path: "numpy_files.py").path, folder.path])
}

/// Runs a Python that has NumPy.
func runPython(_ arguments: [String]) throws {
  let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  let local = here.appending(path: "../../.build/python/bin/python3").path
  let environment = ProcessInfo.processInfo.environment["ARRAYC_PYTHON"]
  let python = environment ?? (FileManager.default.isExecutableFile(atPath: local) ? local : "python3")
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [python] + arguments
  try process.run()
  process.waitUntilExit()
  try #require(process.terminationStatus == 0, "Python failed: \(arguments)")
}
