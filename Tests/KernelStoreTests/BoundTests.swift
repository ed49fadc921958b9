import Foundation
import Glibc
import Testing

@testable import KernelStore

/// The store stays below its limit, and what was used least recently goes first.
@Suite struct BoundTests {
  private let limit = 64 << 10
  private let content = Array(repeating: UInt8(7), count: 6000)

  @Test func theLeastRecentlyUsedGoesFirst() throws {
    let folder = try TestFolder()
    for k in 0..<10 {
      // A store anew for each, as if each came from a process of its own.
      folder.store(limit: limit).keep(content, for: [UInt8(k)], note: "")
      folder.use([UInt8(k)], at: 1000 + k)
    }
    #expect(folder.names.count == 10)
    // Used again: the oldest and the one in the middle.
    for k in [0, 5] { #expect(folder.store(limit: limit).find([UInt8(k)]) == content) }
    for k in 10..<14 { folder.store(limit: limit).keep(content, for: [UInt8(k)], note: "") }
    let left = (0..<14).filter { folder.store(limit: limit).find([UInt8($0)]) != nil }
    #expect(left == [0, 5, 6, 7, 8, 9, 10, 11, 12, 13], "\(left)")
    #expect(try folder.store().size().bytes <= limit)
  }

  @Test func oneProcessStaysBelow() throws {
    let folder = try TestFolder()
    let store = folder.store(limit: limit)
    for k in 0..<200 {
      store.keep(Array(repeating: 1, count: 100 + k * 20), for: [UInt8(k)], note: "")
      #expect(try store.size().bytes <= limit + limit / 16)
    }
    #expect(store.find([199]) != nil)
  }

  @Test func whatIsTooLargeIsNotKept() throws {
    let folder = try TestFolder()
    folder.store(limit: limit).keep(content, for: [1], note: "")
    folder.store(limit: limit).keep(Array(repeating: 0, count: limit / 4), for: [2], note: "")
    #expect(folder.names == [Entry.name([1])])
  }

  /// A writer that died leaves a part behind; a part that is being written stays.
  @Test func partsOfDeadWritersAreRemoved() throws {
    let folder = try TestFolder()
    folder.store().keep(content, for: [1], note: "")
    let (old, new) = (folder.file([1]) + ".99-abc.part", folder.file([1]) + ".98-abc.part")
    for path in [old, new] { try Data().write(to: URL(filePath: path)) }
    var times = [timeval(tv_sec: 1000, tv_usec: 0), timeval(tv_sec: 1000, tv_usec: 0)]
    utimes(old, &times)
    folder.store().keep(content, for: [2], note: "")
    #expect(!FileManager.default.fileExists(atPath: old) && FileManager.default.fileExists(atPath: new))
    #expect(try folder.store().clear() == 2)
    #expect(folder.names.isEmpty)
  }

  /// A file system of its own, so small that soon nothing fits any more, and then one that takes nothing.
  @Test(.enabled(if: isRoot, "only root may mount")) func fullAndReadOnlyDisksAreNoErrors() throws {
    let folder = try TestFolder()
    mkdir(folder.path + "/a", 0o700)
    mkdir(folder.storePath, 0o700)
    guard mount("none", folder.storePath, "tmpfs", 0, "size=32k,mode=700") == 0 else { return }
    defer { umount2(folder.storePath, Int32(MNT_DETACH)) }
    for k in 0..<10 { folder.store().keep(content, for: [UInt8(k)], note: "") }
    let found = (0..<10).map { folder.store().find([UInt8($0)]) }
    #expect(found[0] == content && found[9] == nil)
    #expect(folder.names.allSatisfy { Entry.isName($0) })

    try folder.store().checkUsable()
    #expect(mount("none", folder.storePath, nil, UInt(MS_REMOUNT | MS_RDONLY), nil) == 0)
    #expect(folder.store().find([0]) == content)
    folder.store().keep(content, for: [0], note: "")
    folder.store().keep(content, for: [11], note: "")
    #expect(folder.store().find([0]) == content && folder.store().find([11]) == nil)
    #expect { try folder.store().checkUsable() } throws: { "\($0)".contains("nothing can be written") }
  }
}
