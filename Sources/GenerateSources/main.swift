import ArrayFunctions
import Foundation

// Writes the files that are made from the tables. Run it from the package's root: swift run GenerateSources

for (path, text) in GeneratedFiles.all {
  let url = URL(fileURLWithPath: path)
  if let old = try? String(contentsOf: url, encoding: .utf8), old == text { continue }
  do {
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
    print("wrote \(path)")
  } catch {
    print("cannot write \(path): \(error.localizedDescription)")
    exit(1)
  }
}
