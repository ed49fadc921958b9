import ArrayGraph

/// A relocatable ELF object for x86-64, taken apart. Every offset is checked against the file, because objects are
/// also read from the cache on disk.
struct ObjectFile {
  struct Section {
    var name: String
    var type: Int
    var flags: Int
    var offset: Int
    var size: Int
    var link: Int
    var info: Int
    var alignment: Int

    /// Occupies memory when the code runs. Notes and unwind tables do not count: kernels neither throw nor unwind.
    var isLoaded: Bool { flags & 2 != 0 && type != 7 && size > 0 && name != ".eh_frame" }
    /// Also true of zero-filled sections, which have no bytes in the file.
    var isWritable: Bool { flags & 1 != 0 || type == 8 }
  }
  struct Symbol {
    var name: String
    var section: Int
    var value: Int
  }
  struct Relocation {
    var section: Int
    var offset: Int
    var type: Int
    var symbol: Int
    var addend: Int
  }

  private(set) var sections: [Section] = []
  private(set) var symbols: [Symbol] = []
  private(set) var relocations: [Relocation] = []

  init(_ bytes: [UInt8]) throws(ArrayError) {
    let reader = Reader(bytes: bytes)
    // Magic, 64 bits, little-endian; relocatable; x86-64.
    guard bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]), try reader.integer(16, 2) == 1,
      try reader.integer(18, 2) == 62
    else { throw Self.damaged("it is no x86-64 object") }
    let table = try reader.integer(40, 8)
    let entrySize = try reader.integer(58, 2)
    let count = try reader.integer(60, 2)
    let nameSection = try reader.integer(62, 2)
    guard entrySize >= 64 else { throw Self.damaged("its section table is too small") }
    try reader.check(table, count * entrySize)

    var names: [Int] = []
    for index in 0..<count {
      let at = table + index * entrySize
      names.append(try reader.integer(at, 4))
      let section = Section(
        name: "", type: try reader.integer(at + 4, 4), flags: try reader.integer(at + 8, 8),
        offset: try reader.integer(at + 24, 8), size: try reader.integer(at + 32, 8),
        link: try reader.integer(at + 40, 4), info: try reader.integer(at + 44, 4),
        alignment: max(1, try reader.integer(at + 48, 8)))
      if section.type != 8 { try reader.check(section.offset, section.size) }
      guard section.alignment <= 4096 else {
        throw Self.damaged("a section wants alignment \(section.alignment)")
      }
      sections.append(section)
    }
    guard nameSection < sections.count else { throw Self.damaged("it has no section names") }
    for index in sections.indices {
      sections[index].name = try reader.string(sections[nameSection], names[index])
    }
    for section in sections where section.type == 2 {
      guard section.link < sections.count else { throw Self.damaged("its symbols have no names") }
      for at in stride(from: section.offset, to: section.offset + section.size, by: 24) {
        symbols.append(
          Symbol(
            name: try reader.string(sections[section.link], try reader.integer(at, 4)),
            section: try reader.integer(at + 6, 2), value: try reader.integer(at + 8, 8)))
      }
    }
    for section in sections where section.type == 4 {
      for at in stride(from: section.offset, to: section.offset + section.size, by: 24) {
        let relocation = Relocation(
          section: section.info, offset: try reader.integer(at, 8), type: try reader.integer(at + 8, 4),
          symbol: try reader.integer(at + 12, 4), addend: try reader.integer(at + 16, 8))
        guard relocation.symbol < symbols.count else { throw Self.damaged("a relocation has no symbol") }
        relocations.append(relocation)
      }
    }
  }

  private static func damaged(_ why: String) -> ArrayError {
    ArrayError(.file, "compiled code cannot be read: \(why)")
  }

  private struct Reader {
    let bytes: [UInt8]

    func check(_ offset: Int, _ size: Int) throws(ArrayError) {
      guard offset >= 0, size >= 0, offset <= bytes.count, size <= bytes.count - offset else {
        throw damaged("it is cut off")
      }
    }
    func integer(_ offset: Int, _ size: Int) throws(ArrayError) -> Int {
      try check(offset, size)
      var value: UInt64 = 0
      for index in 0..<size { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
      return Int(truncatingIfNeeded: value)
    }
    func string(_ section: Section, _ offset: Int) throws(ArrayError) -> String {
      guard offset >= 0, offset <= section.size else { throw damaged("a name is cut off") }
      let rest = bytes[(section.offset + offset)..<(section.offset + section.size)]
      return String(decoding: rest.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
