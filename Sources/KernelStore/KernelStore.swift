import ArrayGraph
import Glibc
import Synchronization

/// Bytes under keys in a folder of the user's own, where any number of processes find what another one kept.
///
/// Nothing here ever fails for its user: without a folder, without space or with a damaged file it is as if nothing
/// had been kept. Each call opens the folder anew, so a store has no state that a `fork`, a closed descriptor or a
/// removed folder could break.
package final class KernelStore: Sendable {
  package let location: StoreLocation
  /// Bytes that files may take together.
  package let limit: Int
  /// Bytes written since the folder was last measured; nil when it never was.
  private let unmeasured = Mutex<Int?>(nil)

  package static let defaultLimit = 128 << 20

  package init(_ location: StoreLocation, limit: Int = KernelStore.defaultLimit) {
    self.location = location
    self.limit = limit
  }

  /// The one of this process.
  package static let shared = KernelStore(.ofThisProcess)

  /// What was kept under a key. It counts as used now.
  package func find(_ key: [UInt8]) -> [UInt8]? {
    guard let folder = try? open() else { return nil }
    let name = Entry.name(key)
    guard let bytes = folder.read(name, limit: limit), let entry = Entry(bytes), entry.key == key else { return nil }
    folder.touch(name)
    return entry.content
  }

  /// Keeps `content`, in place of what was there. `note` is for people who list the store.
  package func keep(_ content: [UInt8], for key: [UInt8], note: String) {
    let bytes = Entry(key: key, note: note, content: content).bytes
    // What would push out everything else is not worth it.
    guard bytes.count <= limit / 4, let folder = try? open(wanted: true) else { return }
    guard folder.write(bytes, as: Entry.name(key)) else { return }
    let mustMeasure = unmeasured.withLock { written in
      let total = (written ?? limit) + bytes.count
      written = total >= limit / 16 ? 0 : total
      return total >= limit / 16
    }
    if mustMeasure { bound(folder) }
  }

  private func open(wanted: Bool = false) throws(ArrayError) -> StoreFolder {
    switch location {
    case .nowhere(let why): throw ArrayError(.file, why)
    case .folder(let path, let home): return try StoreFolder(path, home: home, wanted: wanted)
    }
  }

  // MARK: The bound

  /// Removes what was used least recently, until a little less than the limit is left: this process measures again
  /// only when it has written a sixteenth of the limit. Also what dead processes left half written.
  private func bound(_ folder: borrowing StoreFolder) {
    var files: [StoreFolder.File] = []
    let now = Double(time(nil))
    for file in folder.files() {
      if StoreFolder.isPart(file.name) && now - file.lastUse > Self.partLife {
        folder.remove(file.name)
      } else if Entry.isName(file.name) {
        files.append(file)
      }
    }
    var total = files.reduce(0) { $0 + $1.size }
    guard total > limit else { return }
    files.sort { $0.lastUse < $1.lastUse }
    for file in files where total > limit - limit / 16 {
      // Another process may have been quicker.
      folder.remove(file.name)
      total -= file.size
    }
  }

  /// Seconds in which any file is written.
  private static let partLife = 600.0

  // MARK: For people

  /// Throws `file`, with the reason, where nothing can be kept. Makes the folder if there is none.
  package func checkUsable() throws(ArrayError) {
    let folder = try open(wanted: true)
    guard folder.isWritable else { throw ArrayError(.file, "nothing can be written to the folder \(folder.path)") }
  }

  package struct Listing: Sendable {
    package var name: String
    package var note: String
    package var size: Int
    /// Seconds since 1970.
    package var lastUse: Double
  }

  /// The sound entries, those used last first. Throws `file` where there is a folder that is not to be used.
  package func list() throws(ArrayError) -> [Listing] {
    guard let folder = try existing() else { return [] }
    return folder.files().filter { Entry.isName($0.name) }.sorted { $0.lastUse > $1.lastUse }.compactMap { file in
      folder.read(file.name, limit: limit).flatMap { Entry($0) }.map {
        Listing(name: file.name, note: $0.note, size: file.size, lastUse: file.lastUse)
      }
    }
  }

  /// How many entries there are, and the bytes that they take, the damaged ones too.
  package func size() throws(ArrayError) -> (count: Int, bytes: Int) {
    guard let folder = try existing() else { return (0, 0) }
    let files = folder.files().filter { Entry.isName($0.name) }
    return (files.count, files.reduce(0) { $0 + $1.size })
  }

  /// Removes every entry, and tells how many there were. Files that the store has not made stay.
  @discardableResult package func clear() throws(ArrayError) -> Int {
    guard let folder = try existing() else { return 0 }
    var count = 0
    for file in folder.files() {
      if StoreFolder.isPart(file.name) { folder.remove(file.name) }
      if Entry.isName(file.name), folder.remove(file.name) { count += 1 }
    }
    return count
  }

  /// The folder, unless nobody has kept anything yet.
  private func existing() throws(ArrayError) -> StoreFolder? {
    if case .folder(let path, _) = location, access(path, F_OK) != 0 && errno == ENOENT { return nil }
    return try open()
  }
}
