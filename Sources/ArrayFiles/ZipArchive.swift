import ArrayGraph

/// The table of contents of a zip file, as `numpy.savez` writes them: members stored or deflated, zip64 where large.
///
/// Layout after the APPNOTE of the format, sections 4.3 and 4.5: the end record stands last, it points to the central
/// directory, which points to each member.
struct ZipArchive {
  struct Member {
    var name: String
    var isDeflated: Bool
    var packedCount: Int
    var count: Int
    var checksum: UInt32
    var headerStart: Int
  }

  private let source: FileSource
  private(set) var members: [Member] = []
  /// Where the members end and the directory begins.
  private var directoryStart = 0

  init(_ source: FileSource) throws(ArrayError) {
    self.source = source
    let directory = try Self.findDirectory(source)
    directoryStart = directory.start
    let bytes = LittleEndian(try source.bytes(at: directory.start, count: directory.count))
    var offset = 0
    for _ in 0..<directory.members {
      guard bytes.has(46, at: offset), bytes.u32(offset) == 0x0201_4b50 else {
        throw fileError(
          source.name,
          "has a damaged directory: \(directory.members) members expected, \(members.count) found")
      }
      let nameCount = bytes.u16(offset + 28)
      let extraCount = bytes.u16(offset + 30)
      let total = 46 + nameCount + extraCount + bytes.u16(offset + 32)
      guard bytes.has(total, at: offset) else {
        throw fileError(
          source.name, "has a damaged directory: member \(members.count + 1) reaches beyond its end")
      }
      try addMember(bytes, at: offset, nameCount: nameCount, extraCount: extraCount)
      offset += total
    }
    guard offset == directory.count else {
      throw fileError(
        source.name, "has a damaged directory: \(directory.count) bytes expected, \(offset) found")
    }
  }

  private mutating func addMember(
    _ bytes: LittleEndian, at offset: Int, nameCount: Int, extraCount: Int
  ) throws(ArrayError) {
    let name = bytes.string(at: offset + 46, count: nameCount)
    let method = bytes.u16(offset + 10)
    guard bytes.u16(offset + 8) & 1 == 0 else {
      throw ArrayError(.unsupported, "\(source.name): member '\(name)' is encrypted")
    }
    guard method == 0 || method == 8 else {
      throw ArrayError(
        .unsupported, "\(source.name): member '\(name)' is packed by method \(method)",
        notes: ["stored (0) and deflated (8) members are read"])
    }
    var sizes = [Int(bytes.u32(offset + 24)), Int(bytes.u32(offset + 20)), Int(bytes.u32(offset + 42))]
    // A size of all ones stands in the zip64 field, in this order.
    var wide = bytes.zip64Field(at: offset + 46 + nameCount, count: extraCount)[...]
    for index in sizes.indices where sizes[index] == 0xffff_ffff {
      guard let value = wide.popFirst(), let size = Int(exactly: value) else {
        throw fileError(source.name, "has a damaged directory: the size of '\(name)' is missing")
      }
      sizes[index] = size
    }
    let member = Member(
      name: name, isDeflated: method == 8, packedCount: sizes[1], count: sizes[0],
      checksum: bytes.u32(offset + 16), headerStart: sizes[2])
    guard member.headerStart <= directoryStart, member.packedCount <= directoryStart - member.headerStart
    else {
      throw fileError(
        source.name,
        "member '\(name)' of \(member.packedCount) bytes at \(member.headerStart) reaches beyond the directory at "
          + "\(directoryStart)")
    }
    // Deflate packs 1032 bytes into one at best (zlib's technical notes): larger claims are lies.
    let isPossible =
      member.isDeflated
      ? member.count / 1032 <= member.packedCount + 1 : member.count == member.packedCount
    guard isPossible else {
      throw fileError(
        source.name, "member '\(name)' claims \(member.count) bytes, packed into \(member.packedCount)")
    }
    members.append(member)
  }

  /// The bytes of a member, unpacked and compared with its checksum.
  func contents(_ member: Member) throws(ArrayError) -> FileSource {
    let name = "\(source.name):\(member.name)"
    guard member.headerStart <= directoryStart - 30 else {
      throw fileError(name, "begins at \(member.headerStart), beyond the directory at \(directoryStart)")
    }
    let header = LittleEndian(try source.bytes(at: member.headerStart, count: 30))
    let start = member.headerStart + 30 + header.u16(26) + header.u16(28)
    guard header.u32(0) == 0x0403_4b50 else {
      throw fileError(name, "is not at byte \(member.headerStart), where the directory says")
    }
    guard start <= directoryStart, member.packedCount <= directoryStart - start else {
      throw fileError(
        name, "is cut off: \(member.packedCount) bytes expected, \(max(directoryStart - start, 0)) found")
    }
    let packed = source.part(start..<start + member.packedCount, name: name)
    let buffer = member.isDeflated ? try inflate(packed, count: member.count) : try packed.all()
    let checksum = crc(buffer)
    guard checksum == member.checksum else {
      throw fileError(
        name,
        "is damaged: checksum \(String(member.checksum, radix: 16)) expected, "
          + "\(String(checksum, radix: 16)) found")
    }
    return FileSource(name: name, memory: buffer)
  }

  private static func findDirectory(
    _ source: FileSource
  ) throws(ArrayError) -> (start: Int, count: Int, members: Int) {
    // The end record has 22 bytes and a comment of up to 65535.
    let tailStart = max(source.count - 22 - 65535, 0)
    let tail = LittleEndian(try source.bytes(at: tailStart, count: source.count - tailStart))
    let end = stride(from: tail.count - 22, through: 0, by: -1).first {
      tail.u32($0) == 0x0605_4b50 && tail.u16($0 + 20) == tail.count - $0 - 22
    }
    guard let end else {
      throw fileError(source.name, "is not an .npz archive, or is cut off: no end record found")
    }
    var members = UInt64(tail.u16(end + 10))
    var count = UInt64(tail.u32(end + 12))
    var start = UInt64(tail.u32(end + 16))
    var limit = tailStart + end
    if members == 0xffff || count == 0xffff_ffff || start == 0xffff_ffff, end >= 20,
      tail.u32(end - 20) == 0x0706_4b50
    {
      guard let place = Int(exactly: tail.u64(end - 12)), place <= limit - 20 - 56 else {
        throw fileError(source.name, "has a damaged end record: the zip64 record lies outside of the file")
      }
      let record = LittleEndian(try source.bytes(at: place, count: 56))
      guard record.u32(0) == 0x0606_4b50 else {
        throw fileError(source.name, "has a damaged end record: no zip64 record at \(place)")
      }
      (members, count, start) = (record.u64(32), record.u64(40), record.u64(48))
      limit = place
    }
    guard count <= UInt64(limit), start <= UInt64(limit) - count else {
      throw fileError(
        source.name,
        "has a damaged end record: a directory of \(count) bytes at \(start), \(limit) bytes before it")
    }
    // A member takes at least 46 bytes.
    guard members <= count / 46 else {
      throw fileError(source.name, "claims \(members) members in a directory of \(count) bytes")
    }
    return (Int(start), Int(count), Int(members))
  }
}

/// Little-endian numbers at places in a block of bytes. Callers check that they are inside with `has`.
private struct LittleEndian {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  func has(_ count: Int, at offset: Int) -> Bool { offset <= bytes.count - count }

  private func number(_ offset: Int, _ count: Int) -> UInt64 {
    bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  func u16(_ offset: Int) -> Int { Int(number(offset, 2)) }
  func u32(_ offset: Int) -> UInt32 { UInt32(number(offset, 4)) }
  func u64(_ offset: Int) -> UInt64 { number(offset, 8) }

  func string(at offset: Int, count: Int) -> String {
    String(decoding: bytes[offset..<offset + count], as: UTF8.self)
  }

  /// The numbers of the extra field with the identifier 1; none when it is missing or broken.
  func zip64Field(at start: Int, count: Int) -> [UInt64] {
    var offset = start
    while offset + 4 <= start + count {
      let size = u16(offset + 2)
      guard offset + 4 + size <= start + count else { return [] }
      if u16(offset) == 1 {
        return stride(from: offset + 4, through: offset + 4 + size - 8, by: 8).map { u64($0) }
      }
      offset += 4 + size
    }
    return []
  }
}
