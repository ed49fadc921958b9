import Glibc
import Testing

@testable import ArrayFiles

/// Reads that are long enough for several threads.
struct LargeReadTests {
  private static let pattern = (0..<(9 << 20) + 12_345).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 11) }

  @Test func everyByteComesFromItsPlace() throws {
    let folder = try TemporaryFolder()
    let source = try FileSource(path: folder.file("x.bin", Self.pattern))
    for offset in [0, 1, 128, 5 << 20] {
      let bytes = try source.part(offset..<source.count, name: "part").all()
      #expect(Array(bytes.unsafeBytes) == Array(Self.pattern[offset...]), "from \(offset) on")
    }
  }

  /// What was read before is not shown as if it were the file.
  @Test(arguments: [0, 1, 3 << 20, 9 << 20])
  func aFileThatBecomesShorterIsAnError(_ length: Int) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("x.bin", Self.pattern)
    let source = try FileSource(path: path)
    try #require(truncate(path, length) == 0)
    let error = caught { try source.all() }
    #expect(
      error?.message
        == "\(path): became shorter while it was read: \(Self.pattern.count) bytes expected, \(length) found")
  }
}
