import ArrayGraph
import Foundation
import Testing

@testable import ArrayFiles

@Suite struct WriteTests {
  private let values: [UInt8] = [1, 2, 3, 4]

  private func write(_ path: String) throws {
    try values.withUnsafeBytes { try writeNpy(path: path, dtype: .i16, shape: [2], data: $0) }
  }

  @Test func whatIsWrittenIsReadAndNothingElseIsLeft() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("x.npy")
    for _ in 0..<2 {
      try write(path)
      let array = try readNpy(path: path)
      #expect(array.dtype == .i16 && array.shape == [2] && array.array == values)
      try array.writeNpy(path: path)
    }
    #expect(try folder.names == ["x.npy"])
  }

  @Test func permissionsAndLinksStay() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("x.npy", [1])
    let link = try folder.file("link.npy")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    try write(link)
    #expect(try readNpy(path: path).array == values)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
  }

  @Test func foldersThatTakeNoFile() throws {
    let folder = try TemporaryFolder()
    let missing = try folder.file("no/x.npy")
    #expect(
      caught { try write(missing) }?.message
        == "\(missing): cannot be written: no file can be made in '\(folder.path)/no/': No such file or directory"
    )
    #expect(caught { try write(folder.path) }?.message == "\(folder.path): is a folder, not a file")
    #expect(caught { try write("") }?.message == "a file name is empty")
    // Refuses files even to a superuser, whom permissions do not stop.
    let readOnly = "/proc/self/x.npy"
    #expect(
      caught { try write(readOnly) }?.message.hasPrefix("\(readOnly): cannot be written: no file can be")
        == true)
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path) }
    if geteuid() != 0 {
      let path = try folder.file("x.npy")
      #expect(caught { try write(path) }?.message.hasSuffix("Permission denied") == true)
    }
    #expect(try folder.names == [])
  }

  @Test func aFullDiskIsAnError() throws {
    #expect(
      caught { try write("/dev/full") }?.message == "/dev/full: cannot be written: No space left on device")
  }

  @Test func aFailedWriteLeavesTheOldFile() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("x.npy", [1, 2, 3])
    // The second page cannot be read, which stops the system's writing in its middle.
    let page = 4096
    let map = try #require(mmap(nil, 2 * page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    defer { munmap(map, 2 * page) }
    mprotect(map + page, page, PROT_NONE)
    let data = UnsafeRawBufferPointer(start: map, count: 2 * page)
    let error = caught { try writeNpy(path: path, dtype: .u8, shape: [2 * page], data: data) }
    #expect(error?.message == "\(path): cannot be written: Bad address")
    #expect(try folder.names == ["x.npy"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([1, 2, 3]))
  }

  @Test func sourcesAreToldApart() {
    #expect(ArraySource("a/x.npy") == .npy(path: "a/x.npy"))
    #expect(ArraySource("x.NPZ:k:1.npz") == .npz(path: "x.NPZ", key: "k:1.npz"))
    #expect(ArraySource("c:x.npz:k") == .npz(path: "c:x.npz", key: "k"))
    #expect(ArraySource("x.csv") == .csv(path: "x.csv", column: nil))
    #expect(ArraySource("x.csv:price: EUR") == .csv(path: "x.csv", column: "price: EUR"))
    #expect(ArraySource("-") == .standardInput)
    #expect(ArraySource("np.arange(10)") == nil && ArraySource("2.5") == nil && ArraySource(".npy") == nil)
  }
}
