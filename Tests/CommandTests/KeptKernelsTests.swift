import Foundation
import Testing

/// What one process compiled, the next one runs from its first call, without LLVM.
@Suite(.enabled(if: BuildTests.hasLLVM, "no LLVM")) struct KeptKernelsTests {
  private let folder: Folder
  private let cache: [String: String]

  init() throws {
    folder = try Folder(["p.arr": "x: f64[n]\ny = np.exp(-x * x) / (1 + np.sqrt(x))\n"])
    cache = ["ARRAYC_CACHE": folder.url.appending(path: "cache").path]
  }

  private struct Outcome: Equatable {
    var compiled: Int
    var diskHits: Int
    var interpreted: Int
    var result: Data?
  }

  private func run(_ options: String..., variables: [String: String] = [:], name: String = "y") throws -> Outcome {
    guard let executable = Command.executable else { throw Command.Missing() }
    let done = try Command.run(
      executable.path,
      ["run", "p.arr", "-i", "x=random(1000000)", "-o", "y=\(name).npy", "--json"] + options, in: folder.url,
      variables: cache.merging(variables) { $1 })
    #expect(done.status == 0 && done.error == "", "\(done.error)")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(done.output.utf8)) as? [String: Any])
    func count(_ key: String) -> Int { object[key] as? Int ?? -1 }
    return Outcome(
      compiled: count("compiled"), diskHits: count("disk_hits"), interpreted: count("interpreted"),
      result: folder.data("\(name).npy"))
  }

  private var kept: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: cache["ARRAYC_CACHE"] ?? "")) ?? []).sorted()
  }

  @Test func theSecondProcessIsNativeAtOnceWithoutLLVM() throws {
    let loads = { (log: String) in
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasPrefix(log) }.contains {
        String(decoding: folder.data($0) ?? Data(), as: UTF8.self).contains("libLLVM")
      }
    }
    func log(_ name: String) -> [String: String] {
      ["LD_DEBUG": "files", "LD_DEBUG_OUTPUT": folder.url.appending(path: name).path]
    }
    let first = try run("--backend", "llvm", variables: log("first"))
    let second = try run(variables: log("second"))
    #expect(first.compiled == 1 && first.diskHits == 0 && first.interpreted == 0)
    #expect(second.compiled == 0 && second.diskHits == 1 && second.interpreted == 0)
    #expect(first.result != nil && first.result == second.result)
    #expect(try loads("first") && !loads("second"))
    #expect(try run("--backend", "llvm").diskHits == 1)
    #expect(kept.count == 1)
  }

  /// Also where nothing was asked for but the result: the kernel is kept before the process ends.
  @Test func whatCompilesBehindIsKept() throws {
    // A machine that is busy may not get that far the first time.
    for _ in 0..<10 where kept.isEmpty { _ = try run() }
    let known = try run()
    #expect(known.diskHits == 1 && known.interpreted == 0)
  }

  @Test func manyProcessesAtOnce() async throws {
    let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
      for k in 0..<8 { group.addTask { try run("--backend", "llvm", name: "y\(k)") } }
      return try await group.reduce(into: [Outcome]()) { $0.append($1) }
    }
    #expect(outcomes.count == 8 && Set(outcomes.map(\.result)).count == 1)
    #expect(outcomes.allSatisfy { $0.compiled + $0.diskHits == 1 })
    #expect(kept.count == 1 && kept[0].hasSuffix(".kernel"))
    #expect(try run().diskHits == 1)
  }

  @Test func damagedEntriesAreReplaced() throws {
    let sound = try run("--backend", "llvm")
    let path = try #require(kept.first.map { "cache/\($0)" })
    let bytes = try #require(folder.data(path))
    var changed = bytes
    changed[bytes.count - 100] ^= 0x40
    for damaged in [changed, bytes.prefix(bytes.count / 2), Data()] {
      try folder.write(path, damaged)
      let healed = try run("--backend", "llvm")
      #expect(healed == sound)
      #expect(folder.data(path) == bytes)
    }
  }

  @Test func nativeCodeThatIsNotWantedIsNotUsed() throws {
    let native = try run("--backend", "llvm")
    for (options, variables) in [(["--backend", "interpreter"], [:]), ([], ["ARRAYC_LLVM": "none"])] {
      let outcome = options.isEmpty ? try run(variables: variables) : try run(options[0], options[1])
      #expect(outcome == Outcome(compiled: 0, diskHits: 0, interpreted: 1, result: native.result))
    }
    #expect(try run("--backend", "llvm", variables: ["ARRAYC_CACHE": "none"]).compiled == 1)
  }

  @Test func withoutAFolderEverythingRuns() throws {
    try folder.write("file", Data())
    let here = ["ARRAYC_CACHE": folder.url.appending(path: "file").path]
    #expect(try run("--backend", "llvm", variables: here).compiled == 1)
    #expect(try run(variables: here).diskHits == 0)
    let doctor = try Command.arrayc("doctor", in: folder.url, variables: here)
    #expect(doctor.output.contains("not kept: the folder \(here["ARRAYC_CACHE"] ?? "") cannot be opened"))
  }

  @Test func theCommandListsAndClears() throws {
    func arrayc(_ word: String) throws -> String {
      let done = try Command.arrayc("cache", word, in: folder.url, variables: cache)
      #expect(done.status == 0 && done.error == "")
      return done.output
    }
    #expect(try arrayc("list") == "" && arrayc("size").hasPrefix("0 kernels, 0 of at most "))
    #expect(try arrayc("path") == "\(cache["ARRAYC_CACHE"] ?? "")\n")
    _ = try run("--backend", "llvm")
    let list = try arrayc("list")
    #expect(
      list.contains("map kernel on f64, 6 operations: negative multiply exp sqrt add divide, by LLVM "), "\(list)")
    #expect(try arrayc("size").hasPrefix("1 kernel, "))
    let doctor = try Command.arrayc("doctor", in: folder.url, variables: cache)
    #expect(doctor.output.contains("1 kernel, "))
    #expect(try arrayc("clear") == "1 kernel removed\n" && kept.isEmpty)
    let off = try Command.arrayc("cache", in: folder.url)
    #expect(off.status == 1 && off.error == "error: no kernels are kept: switched off by ARRAYC_CACHE=none\n")
  }
}
