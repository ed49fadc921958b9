import ArrayFiles
import ArrayGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes shared libraries and archives of one object.
enum Linker {
  private static let programs = ["cc", "clang", "gcc", "ld.lld", "ld"]

  /// Links a shared library with the first linker that is found. Throws `wrong` if there is none, or if it fails.
  static func sharedLibrary(_ object: [UInt8]) throws(CommandFailure) -> [UInt8] {
    var template = Array("/tmp/arrayc-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw failure("no temporary folder can be made") }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let (input, output) = ("\(folder)/in.o", "\(folder)/out.so")
    defer {
      unlink(input)
      unlink(output)
      rmdir(folder)
    }
    do throws(ArrayError) { try Self.write(object, input) } catch { throw failure(error.message) }
    for program in programs {
      guard let status = run([program, "-shared", "-o", output, input]) else { continue }
      guard status == 0, let library = read(output) else {
        throw failure("\(program) ended with status \(status)")
      }
      return library
    }
    throw CommandFailure(
      .wrong,
      "error: no linker was found for a shared library\nnote: looked for \(programs.joined(separator: ", ")); "
        + "an object (-o OUT.o) or an archive (-o OUT.a) needs none\n")
  }

  private static func failure(_ reason: String) -> CommandFailure {
    CommandFailure(.wrong, "error: the shared library cannot be linked: \(reason)\n")
  }

  private static func write(_ bytes: [UInt8], _ path: String) throws(ArrayError) {
    let result: Result<Void, ArrayError> = bytes.withUnsafeBytes { bytes in
      do throws(ArrayError) { return .success(try writeFile(path: path, parts: [bytes])) } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  private static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return count == 0 ? bytes : nil }
      bytes += buffer[..<count]
    }
  }

  /// The exit status; nil if there is no such program.
  private static func run(_ words: [String]) -> Int32? {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    guard posix_spawnp(&process, words[0], nil, nil, &arguments, environ) == 0 else { return nil }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { return 127 } }
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128
    return code == 127 ? nil : code
  }

  /// A static library with one member and the index that linkers need (System V format).
  ///
  ///     !<arch>  header "/"  count and offsets, big-endian; names   header "NAME.o/"  the object
  static func archive(_ object: [UInt8], name: String) -> [UInt8] {
    let symbol = Array(name.utf8) + [0]
    var index = [UInt8](repeating: 0, count: 8) + symbol
    if index.count % 2 == 1 { index.append(0) }
    let offset = UInt32(8 + 60 + index.count)
    index.replaceSubrange(0..<4, with: bigEndian(1))
    index.replaceSubrange(4..<8, with: bigEndian(offset))
    let padding: [UInt8] = object.count % 2 == 1 ? [0x0A] : []
    let member = String(name.prefix(13)) + ".o/"
    return Array("!<arch>\n".utf8) + header("/", index.count) + index + header(member, object.count) + object
      + padding
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }

  private static func header(_ name: String, _ size: Int) -> [UInt8] {
    func field(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: width - text.utf8.count)
    }
    return Array(
      (field(name, 16) + field("0", 12) + field("0", 6) + field("0", 6) + field("644", 8)
        + field(String(size), 10)
        + "`\n").utf8)
  }
}
