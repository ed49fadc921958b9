import ArrayGraph
import Glibc
import KernelStore

/// `arrayc cache`: the compiled kernels that are kept for later runs.
package enum CacheReport {
  private static var store: KernelStore { .shared }

  /// The folder. Throws `wrong` where there is none.
  package static func path() throws(CommandFailure) -> String {
    switch store.location {
    case .folder(let path, _): return path + "\n"
    case .nowhere(let why): throw CommandFailure(.wrong, "error: no kernels are kept: \(why)\n")
    }
  }

  /// One line an entry, those used last first: bytes, last use, what it is.
  package static func list() throws(CommandFailure) -> String {
    try attempt { () throws(ArrayError) in
      try store.list().map { entry in
        let size = String(entry.size)
        let padding = String(repeating: " ", count: max(0, 9 - size.count))
        return "\(padding)\(size)  \(date(entry.lastUse))  \(entry.note)\n"
      }.joined()
    }
  }

  /// How many kernels, and how many bytes of how many.
  package static func size() throws(CommandFailure) -> String {
    try attempt { () throws(ArrayError) in
      let size = try store.size()
      return "\(kernels(size.count)), \(size.bytes) of at most \(store.limit) bytes\n"
    }
  }

  /// Removes every entry and tells how many there were.
  package static func clear() throws(CommandFailure) -> String {
    try attempt { () throws(ArrayError) in "\(kernels(try store.clear())) removed\n" }
  }

  /// For `doctor`: where, how much, or why not.
  static func doctor() -> [String] {
    do throws(ArrayError) {
      try store.checkUsable()
      let size = try store.size()
      let bytes = "\(size.bytes) of at most \(store.limit) bytes"
      return ["kept in: \(store.location.path ?? "")", "\(kernels(size.count)), \(bytes)"]
    } catch {
      return ["not kept: \(error.message)", "each process compiles its own, with the same results"]
    }
  }

  private static func kernels(_ count: Int) -> String { "\(count) kernel\(count == 1 ? "" : "s")" }

  private static func attempt(_ body: () throws(ArrayError) -> String) throws(CommandFailure) -> String {
    _ = try path()
    do throws(ArrayError) { return try body() } catch {
      throw CommandFailure(.wrong, "error: \(error)\n")
    }
  }

  private static func date(_ seconds: Double) -> String {
    var time = time_t(seconds)
    var parts = tm()
    localtime_r(&time, &parts)
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { text in
      let count = strftime(text.baseAddress!, text.count, "%Y-%m-%d %H:%M", &parts)
      return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}
