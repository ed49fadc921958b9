import Foundation
import Glibc

@testable import KernelStore

/// A folder for one test, gone afterwards, and the store in it.
final class TestFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "arrayc-store-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Where the store of this test lies: made by the first who keeps something.
  var storePath: String { path + "/a/b" }
  func store(limit: Int = KernelStore.defaultLimit) -> KernelStore {
    KernelStore(.folder(storePath, home: nil), limit: limit)
  }

  /// The files of the store.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: storePath)) ?? []).sorted() }
  func file(_ key: [UInt8]) -> String { "\(storePath)/\(Entry.name(key))" }
  func read(_ key: [UInt8]) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: file(key)))) }
  func write(_ bytes: some Sequence<UInt8>, _ key: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: file(key)))
  }
  func use(_ key: [UInt8], at seconds: Int) {
    var times = [timeval(tv_sec: seconds, tv_usec: 0), timeval(tv_sec: seconds, tv_usec: 0)]
    utimes(file(key), &times)
  }
}

let isRoot = geteuid() == 0
/// A user that is not the one who runs the tests; only root may give files to it.
let somebodyElse: uid_t = 54321
