import ArrayGraph
import Foundation
import Lanes
import Testing

@testable import ArrayFiles

@Suite struct NumPyFilesTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try writeNumPyFiles(into: folder)
  }

  private func lines(_ name: String) throws -> [[String]] {
    try String(contentsOfFile: folder.file(name), encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: folder.file(name))))
  }

  private func shape(_ text: String) -> [Int] { text.split(separator: " ").compactMap { Int($0) } }

  @Test func everyFileOfNumPysIsRead() throws {
    let lines = try lines("manifest")
    #expect(lines.count > 500)
    for line in lines {
      let source = try #require(ArraySource(folder.file(line[0])))
      let array = try source.read()
      #expect(array.dtype.numpyName == line[1], "\(line)")
      #expect(array.shape == shape(line[2]), "\(line)")
      #expect(try array.array == bytes(line[3]), "\(line)")
      #expect(Int(bitPattern: array.bytes.pointer) % 64 == 0)
    }
  }

  @Test func writtenFilesAreNumPysByteForByte() throws {
    for line in try lines("saved") {
      let dtype = try #require(DType(named: line[0]))
      let path = try folder.file("written.npy")
      try bytes(line[3]).withUnsafeBytes {
        try writeNpy(path: path, dtype: dtype, shape: shape(line[1]), data: $0)
      }
      #expect(try bytes("written.npy") == bytes(line[2]), "\(line)")
    }
  }

  @Test func otherElementTypesAreOneError() throws {
    for number in 0..<10 {
      let path = try folder.file("unsupported-\(number).npy")
      let error = caught { try readNpy(path: path) }
      #expect(error?.kind == .unsupported)
      #expect(error?.message.hasPrefix(path + ": holds ") == true)
    }
  }

  @Test func aMissingKeyListsThoseThereAre() throws {
    let path = try folder.file("stored.npz")
    let error = caught { try readNpz(path: path, key: "weights") }
    #expect(error?.message == "\(path): has no array 'weights'")
    let keyless = #expect(throws: ArrayError.self) { try readNpz(path: path, key: "") }
    #expect(keyless?.message == "\(path): is an archive: name an array in it, as in \(path):KEY")
    #expect(keyless?.notes == error?.notes)
    #expect(error?.notes.first?.hasPrefix("it has 'key bool', 'key int8', ") == true)
    #expect(try npzKeys(path: path).count == 13)
    #expect(caught { try ArraySource(path)?.read() }?.notes.first?.hasPrefix("it has 'key bool'") == true)
  }

  /// Mutations of valid files: bits turned, bytes set to extremes, pieces left out, doubled or moved. Whatever comes
  /// out, it is an array that fits its shape or an `ArrayError`; a trap would end the test.
  @Test func mutatedFilesNeverTrap() throws {
    var random = SplitMix(state: 42)
    let npy = try ["float32-4.npy", "int16-8-both.npy", "bool-6-big.npy", "uint8-0.npy"].map { try bytes($0) }
    let small = ["stored.npz", "deflated.npz", "zip64.npz"]
    let npz = try small.map { try smallArchive(like: $0) }
    var reads = 0
    var errors = 0
    func attempt(_ read: () throws(ArrayError) -> HostArray) {
      do throws(ArrayError) {
        let array = try read()
        #expect(array.shape.reduce(array.dtype.size, *) == array.bytes.count)
        reads += 1
      } catch {
        #expect([.file, .unsupported, .memory].contains(error.kind), "\(error)")
        errors += 1
      }
    }
    for _ in 0..<6000 {
      // Early bytes are the header: half of the mutations go there.
      let file = mutated(npy[random.below(npy.count)], head: 128, &random)
      let source = try source(file)
      attempt { () throws(ArrayError) in try readNpy(source) }
    }
    for _ in 0..<6000 {
      let file = mutated(npz[random.below(npz.count)], head: 60, &random)
      let source = try source(file, name: "x.npz")
      attempt { () throws(ArrayError) in
        let archive = try ZipArchive(source)
        guard let member = archive.members.last else { throw ArrayError(.file, "x.npz: no members") }
        return try readNpy(archive.contents(member))
      }
    }
    #expect(reads > 100)
    #expect(errors > 6000)
  }

  /// The archive of that name if it is small, else its end: mutations should hit what matters.
  private func smallArchive(like name: String) throws -> [UInt8] {
    let path = try folder.file("small-" + name)
    let program = """
      import sys, zipfile
      if sys.argv[3] == 'zip64.npz': zipfile.ZIP64_LIMIT = 10; zipfile.ZIP_FILECOUNT_LIMIT = 0
      with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(sys.argv[2], 'w', old.infolist()[0].compress_type) as new:
        new.writestr('key int8.npy', old.read('key int8.npy')); new.writestr('a.npy', old.read('key float32.npy'))
      """
    try runPython(["-c", program, folder.file(name), path, name])
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private func mutated(_ file: [UInt8], head: Int, _ random: inout SplitMix) -> [UInt8] {
    var file = file
    for _ in 0...random.below(3) where !file.isEmpty {
      // The header, or the end where zip files keep their directory, or anywhere.
      let place =
        switch random.below(4) {
        case 0, 1: random.below(min(head, file.count))
        case 2: file.count - 1 - random.below(min(320, file.count))
        default: random.below(file.count)
        }
      switch random.below(7) {
      case 0: file[place] ^= 1 << UInt8(random.below(8))
      case 1: file[place] = [0, 0xff, 0x7f, 0x80, 0x39, 0x2d, 0x28, 0x27][random.below(8)]
      case 2: file.removeSubrange(place...)
      case 3: file.removeSubrange(place..<min(place + 1 + random.below(8), file.count))
      case 4: file.insert(contentsOf: file[place..<min(place + 1 + random.below(40), file.count)], at: place)
      case 5: for index in place..<min(place + 1 + random.below(8), file.count) { file[index] = 0xff }
      default: file.insert(UInt8(random.below(256)), at: place)
      }
    }
    return file
  }
}

/// A small seeded generator (Steele, Lea and Flood, 2014), so that a failure can be made again.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
