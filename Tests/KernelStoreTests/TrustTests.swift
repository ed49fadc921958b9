import ArrayGraph
import Foundation
import Glibc
import Testing

@testable import KernelStore

/// Machine code is only taken from where nobody else can have put it.
@Suite struct TrustTests {
  private let key: [UInt8] = [1]
  private let content: [UInt8] = [2, 3]

  @Test(arguments: [0o720, 0o702, 0o777, 0o1777] as [mode_t])
  func aFolderThatOthersMayWriteToIsNotUsed(_ mode: mode_t) throws {
    let folder = try TestFolder()
    folder.store().keep(content, for: key, note: "")
    chmod(folder.storePath, mode)
    #expect(folder.store().find(key) == nil)
    folder.store().keep(content, for: [5], note: "")
    #expect(folder.names.count == 1)
    #expect { try folder.store().checkUsable() } throws: { "\($0)".contains("users other than its owner may write") }
    chmod(folder.storePath, 0o755)
    #expect(folder.store().find(key) == content)
  }

  @Test(arguments: [0o620, 0o602, 0o666] as [mode_t])
  func aFileThatOthersMayWriteIsNotUsedAndReplaced(_ mode: mode_t) throws {
    let folder = try TestFolder()
    folder.store().keep(content, for: key, note: "")
    chmod(folder.file(key), mode)
    #expect(folder.store().find(key) == nil)
    folder.store().keep(content, for: key, note: "")
    #expect(folder.store().find(key) == content)
  }

  @Test(.enabled(if: isRoot, "only root may give files away")) func whatBelongsToOthersIsNotUsed() throws {
    let folder = try TestFolder()
    folder.store().keep(content, for: key, note: "")
    chown(folder.file(key), somebodyElse, somebodyElse)
    #expect(folder.store().find(key) == nil)
    folder.store().keep(content, for: key, note: "")
    #expect(folder.store().find(key) == content)
    chown(folder.storePath, somebodyElse, somebodyElse)
    #expect(folder.store().find(key) == nil)
    #expect { try folder.store().checkUsable() } throws: { "\($0)".contains("belongs to user \(somebodyElse)") }
  }

  /// As with `sudo`, which keeps `HOME`: nothing may be made there that its owner cannot use.
  @Test(.enabled(if: isRoot, "only root may give files away")) func nothingIsMadeInTheHomeOfOthers() throws {
    let folder = try TestFolder()
    chown(folder.path, somebodyElse, somebodyElse)
    let store = KernelStore(.folder(folder.path + "/.cache/arrayc", home: folder.path))
    store.keep(content, for: key, note: "")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    #expect { try store.checkUsable() } throws: { "\($0)".contains("belongs to another user") }
  }

  /// A link would lead out of the folder, a pipe would wait for ever, a folder cannot be replaced.
  @Test func onlyOrdinaryFilesAreUsed() throws {
    let folder = try TestFolder()
    folder.store().keep(content, for: key, note: "")
    let elsewhere = folder.path + "/elsewhere"
    try FileManager.default.moveItem(atPath: folder.file(key), toPath: elsewhere)
    symlink(elsewhere, folder.file(key))
    #expect(folder.store().find(key) == nil)
    folder.store().keep(content, for: key, note: "")
    #expect(folder.store().find(key) == content)

    unlink(folder.file(key))
    mkfifo(folder.file(key), 0o600)
    #expect(folder.store().find(key) == nil)
    unlink(folder.file(key))
    mkdir(folder.file(key), 0o700)
    #expect(folder.store().find(key) == nil)
    folder.store().keep(content, for: key, note: "")
    #expect(folder.store().find(key) == nil && folder.names.count == 1)
  }

  /// No folder can be made below a file, and none in `/proc`.
  @Test func withoutAFolderNothingIsKeptAndNothingFails() throws {
    let folder = try TestFolder()
    try Data().write(to: URL(filePath: folder.path + "/file"))
    for path in [folder.path + "/file", folder.path + "/file/store", "/proc/arrayc/store", ""] {
      let store = KernelStore(.folder(path, home: nil))
      store.keep(content, for: key, note: "")
      #expect(store.find(key) == nil)
      #expect(throws: ArrayError.self) { try store.checkUsable() }
    }
    let none = KernelStore(.nowhere(why: "because"))
    none.keep(content, for: key, note: "")
    #expect(none.find(key) == nil)
    #expect { try none.checkUsable() } throws: { "\($0)" == "because" }
  }

  @Test func theEnvironmentChooses() {
    func location(_ variables: [String: String]) -> StoreLocation { StoreLocation { variables[$0] } }
    #expect(location(["HOME": "/h"]) == .folder("/h/.cache/arrayc", home: "/h"))
    #expect(location(["HOME": "/h", "XDG_CACHE_HOME": "/x"]) == .folder("/x/arrayc", home: "/x"))
    #expect(location(["HOME": "/h", "XDG_CACHE_HOME": "x"]) == .folder("/h/.cache/arrayc", home: "/h"))
    #expect(location(["HOME": "/h", "ARRAYC_CACHE": "/c"]) == .folder("/c", home: nil))
    #expect(location(["HOME": "/h", "ARRAYC_CACHE": ""]) == .folder("/h/.cache/arrayc", home: "/h"))
    let here = FileManager.default.currentDirectoryPath
    #expect(location(["ARRAYC_CACHE": "c/d"]) == .folder("\(here)/c/d", home: nil))
    for nowhere in [["HOME": "/h", "ARRAYC_CACHE": "none"], [:], ["HOME": "h"]] {
      guard case .nowhere = location(nowhere) else {
        Issue.record("\(nowhere) names a folder")
        continue
      }
    }
  }
}
