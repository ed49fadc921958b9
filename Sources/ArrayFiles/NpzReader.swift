import ArrayGraph

/// Reads one array of an `.npz` archive by its key, with or without `.npy` at its end.
///
/// Throws `.file` when the archive is damaged or has no such key (the error lists those it has), and what `readNpy`
/// throws.
package func readNpz(path: String, key: String) throws(ArrayError) -> HostArray {
  let archive = try ZipArchive(FileSource(path: path))
  // The last of several members of one name is the one that counts, as in Python.
  let member = archive.members.last { $0.name == key + ".npy" } ?? archive.members.last { $0.name == key }
  guard let member else {
    let what = key.isEmpty ? "is an archive: name an array in it, as in \(path):KEY" : "has no array '\(key)'"
    throw fileError(path, what, notes: [keysText(archive)])
  }
  return try readNpy(archive.contents(member))
}

/// The keys of an `.npz` archive in the order of the file.
package func npzKeys(path: String) throws(ArrayError) -> [String] {
  keys(try ZipArchive(FileSource(path: path)))
}

private func keys(_ archive: ZipArchive) -> [String] {
  archive.members.map { $0.name.hasSuffix(".npy") ? String($0.name.dropLast(4)) : $0.name }
}

private func keysText(_ archive: ZipArchive) -> String {
  let keys = keys(archive)
  if keys.isEmpty { return "it has no arrays" }
  let shown = keys.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
  return "it has " + shown + (keys.count > 20 ? " and \(keys.count - 20) more" : "")
}
