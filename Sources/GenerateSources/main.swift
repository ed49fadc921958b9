import ArrayFunctions
import Foundation

// Writes the files that are made from the tables. Run it from the package's root: swift run GenerateSources

/// What a file should hold: all of it, or its sections.
var files = GeneratedFiles.all
for section in GeneratedFiles.sections {
  let text = try String(contentsOfFile: section.path, encoding: .utf8)
  guard let whole = GeneratedFiles.replacing(section.name, in: text, with: section.text) else {
    print("\(section.path) has no section \(section.name)")
    exit(1)
  }
  files.append((section.path, whole))
}

for (path, text) in files {
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
