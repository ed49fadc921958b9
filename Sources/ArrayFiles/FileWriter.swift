import ArrayGraph
import Glibc

/// Writes a file as a whole: to a temporary file beside it, which is then renamed, so that nobody ever sees half of it.
///
/// What is not a plain file, such as `/dev/stdout` or a pipe, is written to directly. An existing file keeps its
/// permissions; a link keeps pointing to the file, which is replaced.
/// - Parameter parts: the contents, one after the other.
/// - Throws: `.file`; the temporary file is gone then, and the old file is as it was.
package func writeFile(path: String, parts: [UnsafeRawBufferPointer]) throws(ArrayError) {
  guard !path.isEmpty, !path.utf8.contains(0) else {
    throw ArrayError(.file, path.isEmpty ? "a file name is empty" : "a file name cannot contain a zero byte")
  }
  var status = stat()
  let exists = stat(path, &status) == 0
  if exists {
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else { throw fileError(path, "is a folder, not a file") }
    guard access(path, W_OK) == 0 else { throw fileError(path, "cannot be written: \(systemMessage())") }
    if kind != S_IFREG { return try writeDirectly(path, parts) }
  }
  let target = exists ? resolved(path) : path
  let (temporary, descriptor) = try createBeside(target, name: path)
  var isOpen = true
  do throws(ArrayError) {
    if exists { _ = fchmod(descriptor, status.st_mode & 0o7777) }
    try write(parts, to: descriptor, name: path)
    isOpen = false
    guard close(descriptor) == 0 else { throw fileError(path, "cannot be written: \(systemMessage())") }
    guard rename(temporary, target) == 0 else {
      throw fileError(path, "cannot be written: \(systemMessage())")
    }
  } catch {
    if isOpen { close(descriptor) }
    unlink(temporary)
    throw error
  }
}

/// The file that a link stands for.
private func resolved(_ path: String) -> String {
  guard let text = realpath(path, nil) else { return path }
  defer { free(text) }
  return String(cString: text)
}

/// A new file in the same folder, so that renaming it stays inside one file system.
private func createBeside(_ target: String, name: String) throws(ArrayError) -> (
  path: String, descriptor: Int32
) {
  let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
  for _ in 0..<100 {
    let mark = String(UInt32.random(in: .min ... .max), radix: 36)
    let path = "\(folder).\(getpid())-\(mark).tmp"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor >= 0 { return (path, descriptor) }
    if errno != EEXIST { break }
  }
  throw fileError(
    name, "cannot be written: no file can be made in '\(folder.isEmpty ? "." : folder)': \(systemMessage())")
}

private func writeDirectly(_ path: String, _ parts: [UnsafeRawBufferPointer]) throws(ArrayError) {
  let descriptor = open(path, O_WRONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw fileError(path, "cannot be written: \(systemMessage())") }
  defer { close(descriptor) }
  try write(parts, to: descriptor, name: path)
}

private func write(
  _ parts: [UnsafeRawBufferPointer], to descriptor: Int32, name: String
) throws(ArrayError) {
  for part in parts {
    var rest = part
    while rest.count > 0 {
      let step = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if step < 0 && errno == EINTR { continue }
      guard step > 0 else { throw fileError(name, "cannot be written: \(systemMessage())") }
      rest = UnsafeRawBufferPointer(rebasing: rest[step...])
    }
  }
}
