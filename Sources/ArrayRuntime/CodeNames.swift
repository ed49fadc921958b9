import ArrayKernels
import CDebugger
import Glibc
import Synchronization

/// Names of generated code, for those who look at it from outside: `perf` and debuggers.
///
/// Both are off unless the environment asks for them. `ARRAYC_PERF_MAP=1` writes `/tmp/perf-PID.map`, where `perf` looks
/// names up; `ARRAYC_DEBUGGER=1` registers each kernel with an attached debugger.
package final class CodeNames: Sendable {
  private struct State {
    var count = 0
    /// The open perf map; -1 where there is none.
    var map: Int32
  }
  private let state: Mutex<State>
  private let registers: Bool

  /// What the environment of the process asks for; nil if nothing.
  static let shared: CodeNames? = {
    func isSet(_ name: String) -> Bool { getenv(name).map { String(cString: $0) == "1" } ?? false }
    let map = isSet("ARRAYC_PERF_MAP") ? "/tmp/perf-\(getpid()).map" : nil
    let registers = isSet("ARRAYC_DEBUGGER")
    return map != nil || registers ? CodeNames(map: map, registers: registers) : nil
  }()

  /// - Parameters:
  ///   - map: the path of the perf map to write. What stands there is replaced, and no link is followed: other users may
  ///     write into the folder.
  ///   - registers: whether debuggers are told.
  package init(map: String?, registers: Bool) {
    var descriptor: Int32 = -1
    if let map {
      unlink(map)
      descriptor = open(map, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o644)
    }
    state = Mutex(State(map: descriptor))
    self.registers = registers
  }

  deinit { state.withLock { if $0.map >= 0 { close($0.map) } } }

  /// Makes the code of a kernel known under a name that a reader recognises, as `kernel_0_map_f32_multiply_add`.
  package func add(_ kernel: Kernel, _ code: UnsafeRawBufferPointer) {
    guard let base = code.baseAddress else { return }
    state.withLock { state in
      let name = "kernel_\(state.count)_\(kernel.symbolName)"
      state.count += 1
      if state.map >= 0 {
        let start = String(UInt(bitPattern: base), radix: 16)
        let line = "\(start) \(String(code.count, radix: 16)) \(name)\n"
        _ = line.utf8CString.withUnsafeBytes { write(state.map, $0.baseAddress, $0.count - 1) }
      }
      if registers {
        let symbols = symbolFile(name: name, address: UInt(bitPattern: base), size: code.count)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: symbols.count, alignment: 8)
        memory.copyBytes(from: symbols)
        if cdebugger_register(memory.baseAddress, memory.count) == 0 { memory.deallocate() }
      }
    }
  }
}

extension Kernel {
  /// What it is in a few words, joined so that debuggers take them for one name: its form, the dtype it stores, its
  /// operations.
  fileprivate var symbolName: String {
    let operations = values.compactMap { value in
      if case .operation(let operation, _, _) = value.source { operation.name } else { nil }
    }
    let reductions = accumulators.map(\.reduction.rawValue)
    let dtype = operands.last { $0.role == .output }?.dtype ?? values.last?.dtype
    let names = operations + reductions
    let rest = names.count > 8 ? ["and", "\(names.count - 8)", "more"] : []
    return ([form.rawValue, dtype?.name ?? ""] + names.prefix(8) + rest).filter { !$0.isEmpty }.joined(separator: "_")
  }
}

/// A relocatable ELF file whose only section is `.text` at an address of this process, without its bytes, and whose
/// only symbol names it.
///
///     header, string table, symbol table (nothing, the function), section headers
private func symbolFile(name: String, address: UInt, size: Int) -> [UInt8] {
  var strings: [UInt8] = [0]
  func string(_ text: String) -> Int {
    defer { strings += Array(text.utf8) + [0] }
    return strings.count
  }
  let function = string(name)
  let sections = [".text", ".strtab", ".symtab"].map(string)
  strings += Array(repeating: 0, count: (8 - strings.count % 8) % 8)
  let headerSize = 64
  let symbolSize = 24
  let symbols = headerSize + strings.count
  let table = symbols + 2 * symbolSize

  var file: [UInt8] = []
  func put(_ value: Int, _ bytes: Int) {
    for k in 0..<bytes { file.append(UInt8(truncatingIfNeeded: value >> (8 * k))) }
  }
  // 64 bits, little-endian, version 1; relocatable, x86-64.
  file += [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1] + Array(repeating: 0, count: 9)
  for (value, bytes) in [
    (1, 2), (62, 2), (1, 4), (0, 8), (0, 8), (table, 8), (0, 4), (headerSize, 2), (0, 2), (0, 2), (64, 2), (4, 2),
    (2, 2),
  ] { put(value, bytes) }
  file += strings
  file += Array(repeating: 0, count: symbolSize)
  // A global function in section 1, from its beginning.
  for (value, bytes) in [(function, 4), (0x12, 1), (0, 1), (1, 2), (0, 8), (size, 8)] { put(value, bytes) }
  // Name, type, flags, address, offset, size, link, info, alignment, size of an entry.
  let headers: [[Int]] = [
    Array(repeating: 0, count: 10),
    // No bytes; allocated and executable.
    [sections[0], 8, 6, Int(bitPattern: address), headerSize, size, 0, 0, 16, 0],
    [sections[1], 3, 0, 0, headerSize, strings.count, 0, 0, 1, 0],
    // Its strings are in section 2; symbols from number 1 on are global.
    [sections[2], 2, 0, 0, symbols, 2 * symbolSize, 2, 1, 8, symbolSize],
  ]
  for header in headers {
    for (value, bytes) in zip(header, [4, 4, 8, 8, 8, 8, 4, 4, 8, 8]) { put(value, bytes) }
  }
  return file
}
