import ArrayGraph
import Glibc

/// The bytes of a file, or of a part of one, read at any place. Its name stands in every error.
struct FileSource {
  let name: String
  let count: Int
  private let start: Int
  private let storage: Storage

  private enum Storage {
    case descriptor(FileDescriptor)
    case memory(HostBuffer)
  }

  /// Closed with its last reference.
  private final class FileDescriptor {
    let number: Int32
    init(_ number: Int32) { self.number = number }
    deinit { close(number) }
  }

  static let isFolder = "is a folder, not a file"

  /// Opens a file; what cannot be read at any place, such as a pipe, is read to its end first.
  init(path: String) throws(ArrayError) {
    guard !path.utf8.contains(0) else { throw ArrayError(.file, "a file name cannot contain a zero byte") }
    let number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw fileError(path, "cannot be opened: \(systemMessage())") }
    try self.init(name: path, descriptor: FileDescriptor(number))
  }

  /// Everything that comes on standard input.
  static func standardInput() throws(ArrayError) -> FileSource {
    let name = "standard input"
    let number = dup(0)
    guard number >= 0 else { throw fileError(name, "cannot be read: \(systemMessage())") }
    return FileSource(name: name, memory: try readToEnd(FileDescriptor(number), name: name))
  }

  init(name: String, memory: HostBuffer) {
    self.init(name: name, start: 0, count: memory.count, storage: .memory(memory))
  }

  private init(name: String, descriptor: FileDescriptor) throws(ArrayError) {
    var status = stat()
    guard fstat(descriptor.number, &status) == 0 else {
      throw fileError(name, "cannot be read: \(systemMessage())")
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw fileError(name, Self.isFolder)
    case S_IFREG:
      self.init(name: name, start: 0, count: Int(status.st_size), storage: .descriptor(descriptor))
    default: self.init(name: name, memory: try Self.readToEnd(descriptor, name: name))
    }
  }

  private init(name: String, start: Int, count: Int, storage: Storage) {
    self.name = name
    self.start = start
    self.count = count
    self.storage = storage
  }

  /// A range of this source, under a name of its own. The range must lie inside.
  func part(_ range: Range<Int>, name: String) -> FileSource {
    FileSource(name: name, start: start + range.lowerBound, count: range.count, storage: storage)
  }

  /// Fills `target` from `offset` on. Callers ask for no more than `count` has; if a file has become shorter in the
  /// meantime, that is an error.
  func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(ArrayError) {
    guard offset >= 0, offset <= count, target.count <= count - offset else {
      throw fileError(name, "ends after \(count) bytes, but \(target.count) are expected at \(offset)")
    }
    guard let base = target.baseAddress, target.count > 0 else { return }
    switch storage {
    case .memory(let buffer): memcpy(base, buffer.pointer + start + offset, target.count)
    case .descriptor(let descriptor):
      guard let failure = SharedRead.fill(target, from: descriptor.number, at: start + offset) else { return }
      throw failure.code != 0
        ? fileError(name, "cannot be read: \(systemMessage(failure.code))")
        : fileError(
          name, "became shorter while it was read: \(target.count) bytes expected, \(failure.found) found")
    }
  }

  /// A few bytes, for headers.
  func bytes(at offset: Int, count: Int) throws(ArrayError) -> [UInt8] {
    guard offset >= 0, count >= 0, offset <= self.count, count <= self.count - offset else {
      throw fileError(name, "ends after \(self.count) bytes, but \(count) are expected at \(offset)")
    }
    var result = [UInt8](repeating: 0, count: count)
    var failure: ArrayError?
    result.withUnsafeMutableBytes { target in
      do throws(ArrayError) { try read(at: offset, into: target) } catch { failure = error }
    }
    if let failure { throw failure }
    return result
  }

  /// The whole source in one block.
  func all() throws(ArrayError) -> HostBuffer {
    if case .memory(let buffer) = storage, start == 0, count == buffer.count { return buffer }
    return try HostBuffer.make(count: count) { target throws(ArrayError) in try read(at: 0, into: target) }
  }

  private static func readToEnd(_ descriptor: FileDescriptor, name: String) throws(ArrayError) -> HostBuffer {
    var pieces: [HostBuffer] = []
    var count = 0
    var size = 1 << 16
    while true {
      var used = 0
      let piece = try HostBuffer.make(count: size) { target throws(ArrayError) in
        while used < size, let base = target.baseAddress {
          let step = Glibc.read(descriptor.number, base + used, size - used)
          if step < 0 && errno == EINTR { continue }
          guard step >= 0 else { throw fileError(name, "cannot be read: \(systemMessage())") }
          if step == 0 { break }
          used += step
        }
      }
      pieces.append(piece)
      count += used
      if used < size { break }
      size = min(size * 2, 1 << 26)
    }
    return try HostBuffer.make(count: count) { target throws(ArrayError) in
      var done = 0
      for piece in pieces {
        let step = min(piece.count, count - done)
        if let base = target.baseAddress { memcpy(base + done, piece.pointer, step) }
        done += step
      }
    }
  }
}

/// The error of a file: its name, then what is wrong with it.
func fileError(_ name: String, _ message: String, notes: [String] = []) -> ArrayError {
  ArrayError(.file, "\(name): \(message)", notes: notes)
}

/// What the system says about the call that just failed.
func systemMessage(_ code: Int32 = errno) -> String {
  guard let text = strerror(code) else { return "error \(code)" }
  return String(cString: text)
}
