import ArrayGraph
import Testing

@testable import ArrayFiles

/// One file a mistake, and the whole message for it.
@Suite struct NpyErrorTests {
  private static let good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }"

  private func message(_ bytes: [UInt8]) throws -> String? {
    let source = try source(bytes)
    return caught { try readNpy(source) }?.description
  }

  private func message(header: String, data: [UInt8] = []) throws -> String? {
    try message(npyBytes(header, data: data))
  }

  private func header(descr: String = "'<f4'", order: String = "False", shape: String = "(2,)") -> String {
    "{'descr': \(descr), 'fortran_order': \(order), 'shape': \(shape)}"
  }

  @Test func whatIsNoNpyFile() throws {
    #expect(
      try message([])
        == "x.npy: is not an .npy file: it begins with nothing where 93 4e 55 4d 50 59 is expected")
    #expect(
      try message(Array("PK\u{3}\u{4}....".utf8))?.hasSuffix(
        "note: it is an .npz archive: name one of its arrays, as in 'file.npz:key'") == true)
    #expect(try message(NpyHeader.magic) == "x.npy: ends inside its header, after 6 bytes")
    #expect(try message(NpyHeader.magic + [2, 0, 1, 0]) == "x.npy: ends inside its header, after 10 bytes")
    #expect(
      try message(NpyHeader.magic + [4, 0, 1, 0, 0, 0])
        == "x.npy: has version 4.0 of the .npy format; 1.0, 2.0 and 3.0 are read")
  }

  @Test func aLyingHeaderLength() throws {
    #expect(
      try message(npyBytes(Self.good, version: 2, length: 0xffff_ffff))
        == "x.npy: ends inside its header: 4294967295 bytes of header expected, 57 found")
    let huge = npyBytes(String(repeating: " ", count: 2 << 20), version: 2)
    #expect(try message(huge) == "x.npy: has a header of 2097152 bytes, at most 1048576 are expected")
  }

  @Test func dataThatDoNotFit() throws {
    #expect(
      try message(header: Self.good, data: [1, 2, 3])
        == "x.npy: is cut off: (2,) of f32 takes 8 bytes, 3 found")
    #expect(
      try message(header: Self.good, data: [UInt8](repeating: 0, count: 9))
        == "x.npy: has bytes behind its data: (2,) of f32 takes 8 bytes, 9 found")
  }

  @Test func impossibleShapes() throws {
    #expect(
      try message(header: header(shape: "(-1,)"))
        == "x.npy: has 'shape': (-1) with -1 where a length is expected")
    #expect(
      try message(header: header(shape: "(4294967296, 4294967296)"))
        == "x.npy: claims a shape of (4294967296, 4294967296), more than any memory holds")
    #expect(
      try message(header: header(shape: "(0, 9223372036854775807)"))?.contains("more than any memory") == true
    )
    #expect(
      try message(header: header(shape: "(99999999999999999999,)"))?.contains("a length is expected") == true)
    #expect(
      try message(header: header(shape: "(9223372036854775807,)"))?.contains("more than any memory holds")
        == true)
    #expect(try message(header: header(shape: "3")) == "x.npy: has 'shape': 3 where a tuple is expected")
    let many = "(" + String(repeating: "1, ", count: 65) + ")"
    #expect(try message(header: header(shape: many)) == "x.npy: has 65 axes, at most 64 are expected")
  }

  @Test func damagedHeaders() throws {
    #expect(try message(header: "hello") == "x.npy: has a damaged header: a value expected at its byte 0")
    #expect(
      try message(header: "(1, 2)") == "x.npy: has a damaged header: a dictionary expected, (1, 2) found")
    #expect(
      try message(header: "{'descr': '<f4'}")
        == "x.npy: has a damaged header: 'fortran_order' expected once, found 0 times")
    #expect(
      try message(header: Self.good.dropLast() + "'more': 1}")
        == "x.npy: has a damaged header: 3 keys expected, 4 found")
    #expect(
      try message(header: "{'descr")
        == "x.npy: has a damaged header: the end of a string expected at its byte 7")
    #expect(
      try message(header: Self.good + "x")?.contains("the end of the header expected at its byte 57") == true)
    let deep = String(repeating: "(", count: 100_000)
    #expect(try message(npyBytes(deep, version: 2))?.contains("less nesting expected") == true)
    #expect(
      try message(header: header(order: "None"))
        == "x.npy: has 'fortran_order': None where True or False is expected")
  }

  @Test func otherElementTypes() throws {
    let readable = "\nnote: read are bool, int8 to int64, uint8 to uint64, float32 and float64"
    for descr in ["'<f2'", "'<c8'", "'|O'", "'<f16'", "'<U3'", "'|f4'", "''", "'<'", "'<i3'", "'<b4'"] {
      #expect(
        try message(header: header(descr: descr)) == "x.npy: holds elements of type \(descr)" + readable)
    }
    #expect(
      try message(header: header(descr: "[('a', '<f4')]"))
        == "x.npy: holds records (('a', '<f4')), not plain numbers" + readable)
  }

  @Test func spellingsThatMeanTheSame() throws {
    for descr in ["'<f4'", "'f4'", "'=f4'", "\"<f4\""] {
      let array = try readNpy(
        source(npyBytes(header(descr: descr, shape: "(2L, 1)"), data: [0, 0, 128, 63, 0, 0, 0, 64])))
      #expect(array.shape == [2, 1])
      #expect(array.array == [0, 0, 128, 63, 0, 0, 0, 64])
    }
    let bools = try readNpy(source(npyBytes(header(descr: "'|b1'"), data: [0, 7])))
    #expect(bools.array == [0, 1])
  }

  @Test func pathsThatCannotBeRead() throws {
    let folder = try TemporaryFolder()
    let missing = try folder.file("missing.npy")
    #expect(
      caught { try readNpy(path: missing) }?.message
        == "\(missing): cannot be opened: No such file or directory")
    #expect(caught { try readNpy(path: folder.path) }?.message == "\(folder.path): is a folder, not a file")
    #expect(caught { try readNpy(path: "a\0b") }?.kind == .file)
    #expect(caught { try readNpy(path: "/dev/null") }?.message.contains("it begins with nothing") == true)
  }
}
