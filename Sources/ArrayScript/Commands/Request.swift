import ArrayGraph
import ArrayRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What `run`, `eval`, `explain` and `bench` are asked to do.
package struct Request: Sendable {
  package var program: Program
  package var inputs: [Inputs.Argument] = []
  /// `-o NAME=PATH`, in the order of the command line.
  package var stores: [(name: String, path: String)] = []
  package var seed: UInt64 = 0
  package var engine = EngineOptions()
  package var quiet = false
  package var time = false
  package var json = false

  package init(program: Program) { self.program = program }

  /// Reads what `-i` and `-o` say. Throws `usage` for what is no `NAME=…` or stands twice.
  package mutating func add(inputs texts: [String], outputs: [String]) throws(CommandFailure) {
    for text in texts {
      guard let argument = Inputs.Argument(text) else {
        throw CommandFailure(.usage, "error: '-i \(text)' is not of the form NAME=SOURCE\n")
      }
      guard !inputs.contains(where: { $0.name == argument.name }) else {
        throw CommandFailure(.usage, "error: the input '\(argument.name)' is given twice\n")
      }
      inputs.append(argument)
    }
    for text in outputs {
      guard let equal = text.firstIndex(of: "="), equal != text.startIndex,
        text.index(after: equal) != text.endIndex
      else { throw CommandFailure(.usage, "error: '-o \(text)' is not of the form NAME=PATH\n") }
      let (name, path) = (String(text[..<equal]), String(text[text.index(after: equal)...]))
      guard path == "-" || path.hasPrefix("/dev/") || path.lowercased().hasSuffix(".npy") else {
        throw CommandFailure(
          .usage, "error: '-o \(text)': outputs are written as .npy files, or to - for standard output\n")
      }
      guard !stores.contains(where: { $0.name == name || ($0.path == path && path != "-") }) else {
        throw CommandFailure(.usage, "error: '-o \(text)': a name and a path can be given once only\n")
      }
      stores.append((name, path))
    }
  }

  func makeInputs(_ elements: ElementReader?) -> Inputs {
    Inputs(inputs, seed: seed, maximumBytes: engine.maxMemory, elements: elements)
  }

  /// Throws `usage` where `-i` gave what the program has no use for.
  func requireUsed(_ inputs: Inputs, _ program: CheckedProgram) throws(CommandFailure) {
    guard program.isCorrect, let name = inputs.unused.first else { return }
    let names = program.inputs.map(\.name)
    throw CommandFailure(
      .usage,
      "error: \(program.program.source.file) has no input '\(name)'\(Suggestion.text(name, among: names))\n"
        + (names.isEmpty ? "" : "note: its inputs are \(names.joined(separator: ", "))\n"))
  }
}

/// Parses a size such as `512M` or `2GiB`: bytes, with a suffix K, M, G or T for powers of 1024.
package func parseSize(_ text: String) -> Int? {
  let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
  guard let number = Double(digits), number >= 0 else { return nil }
  let suffix = text.dropFirst(digits.count).uppercased()
  let powers = ["": 0, "B": 0, "K": 1, "M": 2, "G": 3, "T": 4]
  var unit = suffix
  if unit.count > 1, unit.hasSuffix("B") { unit.removeLast() }
  if unit.count > 1, unit.hasSuffix("I") { unit.removeLast() }
  guard let power = powers[unit] else { return nil }
  let bytes = number * pow(1024, Double(power))
  return bytes < 9e18 ? Int(bytes) : nil
}

/// The text of a program; `-` is standard input.
package func readProgram(_ path: String) throws(CommandFailure) -> String {
  func fail(_ reason: String) -> CommandFailure { CommandFailure(.wrong, "error: \(path): \(reason)\n") }
  let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw fail("cannot be opened: \(String(cString: strerror(errno)))") }
  defer { if descriptor != 0 { close(descriptor) } }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &buffer, buffer.count)
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { throw fail("cannot be read: \(String(cString: strerror(errno)))") }
    if count == 0 { break }
    bytes += buffer[..<count]
    guard bytes.count <= maximumProgramBytes else {
      throw fail("is longer than \(maximumProgramBytes) bytes")
    }
  }
  guard let text = String(validating: bytes, as: UTF8.self) else { throw fail("is not UTF-8 text") }
  return text
}

/// No expression file is longer; what is has been named by mistake.
private let maximumProgramBytes = 16 << 20

/// Writes to standard output, or to standard error.
package enum Terminal {
  /// Ends the process at once: a compiler may be at work on another thread, and nobody waits for its code any more.
  package static func leave(_ status: ExitStatus) -> Never {
    fflush(nil)
    _exit(status.rawValue)
  }

  package static func write(_ text: String, toError: Bool = false) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while rest.count > 0 {
        #if canImport(Darwin)
          let step = Darwin.write(toError ? 2 : 1, rest.baseAddress, rest.count)
        #else
          let step = Glibc.write(toError ? 2 : 1, rest.baseAddress, rest.count)
        #endif
        if step < 0 && errno == EINTR { continue }
        guard step > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[step...])
      }
    }
  }
}
