import CLinear
import Glibc

/// OpenBLAS, loaded at run time, so that nothing pays for it before a product or a factorisation runs.
package final class BLASLibrary: Sendable {
  /// The file that the loader took.
  package let path: String
  /// OpenBLAS's own version and build line; empty for another BLAS.
  package let configuration: String
  /// The kernel set that OpenBLAS uses: `SkylakeX`; empty for another BLAS.
  package let coreName: String

  let single: Symbols
  let double: Symbols
  /// How many threads of its own the library would use; nil where it does not tell.
  package let threads: Int?
  private let setThreadCount: (@Sendable @convention(c) (Int32) -> Void)?

  /// Lets every later call in this process use `count` of the library's own threads, where it has so many. It begins with
  /// one: products are spread over other threads.
  func setThreads(_ count: Int) { setThreadCount?(Int32(clamping: max(1, min(count, threads ?? 1)))) }

  /// Why a library could not be used, for `doctor`.
  struct Unusable: Error { let reason: String }

  /// Loads one library by name or path.
  ///
  /// - Parameter startsAlone: it was told to start no threads of its own yet, so that it may have one for each processor.
  init(named name: String, startsAlone: Bool = false) throws(Unusable) {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
      throw Unusable(reason: dlerror().map { String(cString: $0) } ?? "\(name): cannot be loaded")
    }
    func function<F>(_ symbol: String, _: F.Type) -> F? {
      dlsym(handle, symbol).map { unsafeBitCast($0, to: F.self) }
    }
    typealias Text = @convention(c) () -> UnsafePointer<CChar>?
    func text(_ symbol: String) -> String {
      guard let call = function(symbol, Text.self), let found = call() else { return "" }
      return String(cString: found)
    }
    configuration = text("openblas_get_config")
    coreName = text("openblas_get_corename")
    guard !configuration.contains("USE64BITINT") else {
      dlclose(handle)
      throw Unusable(reason: "\(name): built for 64-bit integers; the 32-bit (LP64) build is needed")
    }
    do {
      single = try Symbols(library: handle, prefix: "s")
      double = try Symbols(library: handle, prefix: "d")
    } catch {
      dlclose(handle)
      throw Unusable(reason: "\(name): has no \(error.name); BLAS and LAPACK are needed in one library")
    }
    func count(_ symbol: String) -> Int? { function(symbol, (@convention(c) () -> Int32).self).map { Int($0()) } }
    let isSequential = count("openblas_get_parallel") == 0
    let most = configuration.split(separator: " ").lazy.compactMap { word in
      word.hasPrefix("MAX_THREADS=") ? Int(word.dropFirst("MAX_THREADS=".count)) : nil
    }.first
    threads =
      isSequential || !startsAlone
      ? count("openblas_get_num_threads") : count("openblas_get_num_procs").map { min($0, most ?? $0) }
    setThreadCount = function("openblas_set_num_threads", (@Sendable @convention(c) (Int32) -> Void).self)
    path = dlsym(handle, "dgesv_").flatMap { linear_library_path($0) }.map { String(cString: $0) } ?? name
    setThreads(1)
  }
}

/// What came of looking for a BLAS library: the library, or the reasons why there is none.
package struct BLASSearch: Sendable {
  package let library: BLASLibrary?
  /// One line for each name that was tried in vain.
  package let failures: [String]
  /// The core type that was asked of OpenBLAS, and who chose it.
  package let coreType: String?
  package let coreTypeIsUsers: Bool

  /// Where OpenBLAS may be, in the order in which it is looked for.
  package static let names = [
    "libopenblas.so.0",
    "libopenblas.so",
    "/usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblas.so.0",
    "/usr/lib/x86_64-linux-gnu/openblas-openmp/libopenblas.so.0",
    "/usr/lib/x86_64-linux-gnu/openblas-serial/libopenblas.so.0",
    "/usr/lib64/libopenblasp.so.0",
    "/usr/local/lib/libopenblas.so",
    "/opt/OpenBLAS/lib/libopenblas.so",
  ]

  /// The one search of this process, made when it is first needed.
  package static let shared = BLASSearch(
    environment: (["ARRAYC_BLAS"] + variables).reduce(into: [:]) {
      $0[$1] = getenv($1).map { String(cString: $0) }
    })

  /// OpenBLAS's own variables, of which those that the user set are left alone.
  package static let variables = ["OPENBLAS_CORETYPE", "OPENBLAS_THREAD_TIMEOUT"] + threadCounts
  /// Those that tell how many threads to have.
  private static let threadCounts = ["OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "OMP_NUM_THREADS"]

  /// Looks for a library. `ARRAYC_BLAS` names the only one to try, or is `none`; what the user told OpenBLAS by its own
  /// variables is left alone.
  package init(environment: [String: String]) {
    let wish = environment["ARRAYC_BLAS"] ?? ""
    let usersCore = environment["OPENBLAS_CORETYPE"].flatMap { $0.isEmpty ? nil : $0 }
    coreTypeIsUsers = usersCore != nil
    coreType = usersCore ?? CoreType.ofThisProcessor
    guard wish.lowercased() != "none" else {
      library = nil
      failures = ["ARRAYC_BLAS=none: no library is used"]
      return
    }
    // A thread of OpenBLAS's asks for work without a pause for 2^26 ticks of the clock, when it is started and after each
    // piece, and takes half a processor from our own meanwhile. So none starts before a factorisation wants it, and 2^18
    // ticks (a tenth of a millisecond) bridge the gaps inside of one.
    let startsAlone = BLASSearch.threadCounts.allSatisfy { environment[$0]?.isEmpty ?? true }
    var settings = ["OPENBLAS_CORETYPE": coreType, "OPENBLAS_THREAD_TIMEOUT": "18"]
    if startsAlone { settings["OPENBLAS_NUM_THREADS"] = "1" }
    // OpenBLAS reads them while it is loaded; afterwards they go, so that child processes choose themselves.
    let chosen = settings.compactMapValues { $0 }.filter { environment[$0.key]?.isEmpty ?? true }
    for (name, value) in chosen { setenv(name, value, 1) }
    defer { for name in chosen.keys { unsetenv(name) } }
    var failures: [String] = []
    var library: BLASLibrary?
    for name in wish.isEmpty ? BLASSearch.names : [wish] {
      do {
        library = try BLASLibrary(named: name, startsAlone: startsAlone)
        break
      } catch {
        failures.append(error.reason)
      }
    }
    self.library = library
    self.failures = failures
  }
}

extension BLASSearch: CustomStringConvertible {
  /// The facts for `arrayc doctor`, one a line.
  package var description: String {
    guard let library else { return (["no BLAS library"] + failures).joined(separator: "\n") }
    var lines = ["\(library.path)"]
    if !library.configuration.isEmpty { lines.append(library.configuration) }
    if !library.coreName.isEmpty {
      let by = coreTypeIsUsers ? "OPENBLAS_CORETYPE" : "the processor's features"
      lines.append(
        "core type \(library.coreName)" + (coreType.map { " (asked for \($0), from \(by))" } ?? ""))
    }
    if let threads = library.threads { lines.append("\(threads) thread\(threads == 1 ? "" : "s")") }
    return lines.joined(separator: "\n")
  }
}
