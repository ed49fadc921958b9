import ArrayGraph
import Glibc

/// The folder, opened and found to be the user's own. Files are reached through it and never by path, so that nobody
/// can put another folder in its place meanwhile.
struct StoreFolder: ~Copyable {
  private let descriptor: Int32
  let path: String

  /// Opens the folder; makes it first if it is `wanted`. Throws `file` where there is none, or none to be trusted.
  init(_ path: String, home: String?, wanted: Bool = false) throws(ArrayError) {
    if wanted { try Self.make(path, home) }
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure("the folder \(path) cannot be opened") }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, let reason = distrust(facts) else {
      self.descriptor = descriptor
      self.path = path
      return
    }
    close(descriptor)
    throw ArrayError(.file, "the folder \(path) is not used: \(reason)")
  }

  deinit { close(descriptor) }

  var isWritable: Bool { faccessat(descriptor, ".", W_OK, AT_EACCESS) == 0 }

  /// Folders on the way are made for the user alone. A home that belongs to somebody else (`sudo` keeps it) stays as
  /// it is: what we made there its owner could not use.
  private static func make(_ path: String, _ home: String?) throws(ArrayError) {
    var facts = stat()
    if stat(path, &facts) == 0 { return }
    if let home, stat(home, &facts) == 0, facts.st_uid != geteuid() {
      throw ArrayError(.file, "the folder \(path) is not made: \(home) belongs to another user")
    }
    for end in path.indices where end != path.startIndex && path[end] == "/" { mkdir(String(path[..<end]), 0o700) }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure("the folder \(path) cannot be made") }
  }

  private static func failure(_ what: String) -> ArrayError {
    ArrayError(.file, "\(what): \(String(cString: strerror(errno)))")
  }

  // MARK: Files

  /// The whole file, if it is an ordinary one that only this user can have written; it counts as used now.
  ///
  /// It is read and not mapped: what was checked must not change afterwards.
  func read(_ name: String, limit: Int) -> [UInt8]? {
    // Not blocking, in case it is a pipe; a link is not followed.
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, distrust(facts) == nil,
      (0...limit).contains(Int(facts.st_size))
    else { return nil }
    let size = Int(facts.st_size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let step = Glibc.read(file, buffer.baseAddress.map { $0 + count }, size - count)
        if step < 0 && errno == EINTR { continue }
        guard step > 0 else { return }
        count += step
      }
    }
    return bytes.count == size ? bytes : nil
  }

  /// Notes that a file was used now. Where that is not possible it seems older than it is.
  func touch(_ name: String) {
    _ = utimensat(descriptor, name, nil, AT_SYMLINK_NOFOLLOW)
  }

  /// Writes a file beside its place and moves it there, so that nobody ever sees a part of it. False where that
  /// fails: no space, no right.
  func write(_ bytes: [UInt8], as name: String) -> Bool {
    // Past this limit the system would end the process with a signal.
    var longest = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &longest) == 0, bytes.count <= longest.rlim_cur else {
      return false
    }
    let part = Self.partName(name)
    let file = openat(descriptor, part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    let isWritten = bytes.withUnsafeBytes { bytes in
      var rest = bytes
      while rest.count > 0 {
        let step = Glibc.write(file, rest.baseAddress, rest.count)
        if step < 0 && errno == EINTR { continue }
        guard step > 0 else { return false }
        rest = UnsafeRawBufferPointer(rebasing: rest[step...])
      }
      return true
    }
    // Closing may be where a full disk shows.
    guard close(file) == 0, isWritten, renameat(descriptor, part, descriptor, name) == 0 else {
      remove(part)
      return false
    }
    return true
  }

  @discardableResult func remove(_ name: String) -> Bool { unlinkat(descriptor, name, 0) == 0 }

  struct File {
    var name: String
    var size: Int
    /// Seconds since 1970.
    var lastUse: Double
  }

  /// The ordinary files in the folder, in no order.
  func files() -> [File] {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return [] }
    guard let stream = fdopendir(copy) else {
      close(copy)
      return []
    }
    defer { closedir(stream) }
    var files: [File] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var facts = stat()
      guard fstatat(descriptor, name, &facts, AT_SYMLINK_NOFOLLOW) == 0, facts.st_mode & S_IFMT == S_IFREG else {
        continue
      }
      let lastUse = Double(facts.st_mtim.tv_sec) + Double(facts.st_mtim.tv_nsec) * 1e-9
      files.append(File(name: name, size: Int(facts.st_size), lastUse: lastUse))
    }
    return files
  }

  // MARK: Names

  /// A name that no other process and no other thread uses.
  private static func partName(_ name: String) -> String {
    "\(name).\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 16))\(partSuffix)"
  }
  private static let partSuffix = ".part"

  /// True of what `write` makes on its way, and leaves there when its process dies.
  static func isPart(_ name: String) -> Bool { name.hasSuffix(partSuffix) }
}

/// Why something may have been written by others than the user who runs this; nil where it may not.
private func distrust(_ facts: stat) -> String? {
  if facts.st_uid != geteuid() { return "it belongs to user \(facts.st_uid), and this process runs as \(geteuid())" }
  if facts.st_mode & 0o022 != 0 { return "users other than its owner may write to it" }
  return nil
}
