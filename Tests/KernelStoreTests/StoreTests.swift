import Foundation
import Testing

@testable import KernelStore

/// What one process keeps, another one finds; damaged files are as if they were not there.
@Suite struct StoreTests {
  private let key: [UInt8] = [1, 2, 3]
  private let content = Array("the content of an entry".utf8)

  @Test func whatIsKeptIsFound() throws {
    let folder = try TestFolder()
    #expect(folder.store().find(key) == nil && !FileManager.default.fileExists(atPath: folder.storePath))
    folder.store().keep(content, for: key, note: "first")
    #expect(folder.store().find(key) == content)
    #expect(folder.store().find([1, 2]) == nil && folder.store().find([]) == nil)
    folder.store().keep([], for: key, note: "second")
    #expect(folder.store().find(key) == [])
    let large = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    folder.store().keep(large, for: [], note: "third")
    #expect(folder.store().find([]) == large)
    #expect(folder.names.count == 2)
  }

  @Test func foldersAndFilesAreForTheirOwnerAlone() throws {
    let folder = try TestFolder()
    folder.store().keep(content, for: key, note: "")
    for path in [folder.path + "/a", folder.storePath, folder.file(key)] {
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode.map { $0 & 0o077 } == 0, "\(path)")
    }
  }

  /// A wrong byte anywhere: in the head, the checksum, the lengths, the key, the note, the content.
  @Test func everyDamagedByteIsNoticed() throws {
    let folder = try TestFolder()
    folder.store().keep(content, for: key, note: "note")
    let sound = try folder.read(key)
    for index in sound.indices {
      var damaged = sound
      damaged[index] ^= 1
      try folder.write(damaged, key)
      #expect(folder.store().find(key) == nil, "byte \(index)")
    }
    // Kept again, it is sound again.
    folder.store().keep(content, for: key, note: "note")
    #expect(try folder.store().find(key) == content && folder.read(key) == sound)
  }

  @Test func aFileThatEndsElsewhereIsNoticed() throws {
    let folder = try TestFolder()
    folder.store().keep(content, for: key, note: "note")
    let sound = try folder.read(key)
    for length in 0..<sound.count {
      try folder.write(sound.prefix(length), key)
      #expect(folder.store().find(key) == nil, "\(length) bytes")
    }
    try folder.write(sound + [0], key)
    #expect(folder.store().find(key) == nil)
  }

  /// Lengths that are wrong although the checksum is right: what a program with a mistake might write.
  @Test func lengthsPastTheEndAreNoticed() throws {
    let folder = try TestFolder()
    folder.store().keep(content, for: key, note: "note")
    let sound = try folder.read(key)
    for (position, length) in [(48, UInt64.max), (48, 1 << 40), (56, UInt64.max), (56, 1000), (48, UInt64.max - 3)] {
      var body = Array(sound[48...])
      withUnsafeBytes(of: length.littleEndian) { body.replaceSubrange(position - 48..<position - 40, with: $0) }
      try folder.write(sound[..<16] + SHA256.hash(body) + body, key)
      #expect(folder.store().find(key) == nil, "length \(length) at \(position)")
    }
  }

  /// The name is right but the entry is of another key: copied by hand, or two keys of one hash.
  @Test func anEntryOfAnotherKeyIsNotTaken() throws {
    let folder = try TestFolder()
    folder.store().keep(content, for: key, note: "")
    try folder.write(try folder.read(key), [9])
    #expect(folder.store().find([9]) == nil)
  }

  @Test func thousandThreadsKeepAndFind() async throws {
    let folder = try TestFolder()
    let store = folder.store()
    await withTaskGroup(of: Void.self) { group in
      for k in 0..<1000 {
        group.addTask {
          let key = [UInt8(k % 7)]
          let content = Array(repeating: UInt8(k % 7), count: 10_000)
          store.keep(content, for: key, note: "")
          let found = store.find(key)
          #expect(found == content)
        }
      }
    }
    #expect(folder.names.count == 7)
  }

  @Test func listsAndClears() throws {
    let folder = try TestFolder()
    #expect(try folder.store().list().isEmpty && folder.store().clear() == 0)
    for k in 0..<3 {
      folder.store().keep(content, for: [UInt8(k)], note: "note \(k)")
      folder.use([UInt8(k)], at: 1000 * (k + 1))
    }
    try folder.write([1, 2, 3], [99])
    folder.use([99], at: 500)
    let listed = try folder.store().list()
    #expect(listed.map(\.note) == ["note 2", "note 1", "note 0"])
    #expect(listed.map(\.lastUse) == [3000, 2000, 1000])
    let size = try folder.store().size()
    #expect(size.count == 4 && size.bytes == listed.reduce(3) { $0 + $1.size })
    // Files of others stay.
    let other = folder.storePath + "/README"
    try Data().write(to: URL(filePath: other))
    #expect(try folder.store().clear() == 4)
    #expect(folder.names == ["README"] && folder.store().find(key) == nil)
  }

  /// The vectors of FIPS 180-4, and lengths at the border of a block.
  @Test func theHashIsSHA256() {
    func hex(_ text: String) -> String { Entry.name(Array(text.utf8)).replacing(".kernel", with: "") }
    #expect(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      hex(String(repeating: "a", count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
