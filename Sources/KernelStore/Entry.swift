/// One file of the store.
///
///     byte 0     16 bytes that say what it is, with the version of this format
///     byte 16    SHA-256 of all that follows
///     byte 48    length of the key, 8 bytes
///     byte 56    length of the note, 8 bytes
///     byte 64    the key, the note, the content to the end of the file
///
/// The key stands in full, so that an entry under a name that two keys share is never taken for the other's.
struct Entry {
  var key: [UInt8]
  /// For people who look: what this is.
  var note: String
  var content: [UInt8]

  private static let magic = Array("arrayc kernel 1\n".utf8)
  private static let bodyStart = 48
  private static let headSize = 64

  init(key: [UInt8], note: String, content: [UInt8]) {
    self.key = key
    self.note = note
    self.content = content
  }

  var bytes: [UInt8] {
    let note = Array(self.note.utf8)
    var body: [UInt8] = []
    body.reserveCapacity(16 + key.count + note.count + content.count)
    for length in [key.count, note.count] {
      withUnsafeBytes(of: UInt64(length).littleEndian) { body += $0 }
    }
    body += key
    body += note
    body += content
    return Self.magic + SHA256.hash(body) + body
  }

  /// Nil for a file that is not exactly as it was written.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.headSize, bytes.starts(with: Self.magic),
      bytes[Self.magic.count..<Self.bodyStart].elementsEqual(SHA256.hash(bytes[Self.bodyStart...]))
    else { return nil }
    let lengths = [48, 56].map { start in
      bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt64.self)) }
    }
    let rest = UInt64(bytes.count - Self.headSize)
    guard lengths[0] <= rest, lengths[1] <= rest - lengths[0] else { return nil }
    let noteStart = Self.headSize + Int(lengths[0])
    let contentStart = noteStart + Int(lengths[1])
    key = Array(bytes[Self.headSize..<noteStart])
    note = String(decoding: bytes[noteStart..<contentStart], as: UTF8.self)
    content = Array(bytes[contentStart...])
  }

  /// The file in which the entry of a key is kept.
  static func name(_ key: [UInt8]) -> String {
    SHA256.hash(key).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0\(digits)" : digits
    }.joined() + suffix
  }
  private static let suffix = ".kernel"

  /// True of the names that entries have; anything else in the folder is not ours.
  static func isName(_ name: String) -> Bool {
    name.hasSuffix(suffix) && name.utf8.count == 64 + suffix.utf8.count
      && name.utf8.prefix(64).allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}
