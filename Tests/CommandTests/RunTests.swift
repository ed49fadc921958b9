import Foundation
import Testing

@Suite struct RunTests {
  @Test func outputsAreShown() throws {
    let folder = try Folder(["p.arr": "x: f64[n]\n_h = x / 2\ny = _h + 1\ntotal = y.sum()\nk = 3\n"])
    let done = try Command.arrayc("run", "p.arr", "-i", "x=[1, 2.5]", in: folder.url)
    #expect(done.status == 0 && done.error == "")
    #expect(done.output == "y: f64[2]\n[1.5  2.25]\ntotal: f64[]\n3.75\n")
    let quiet = try Command.arrayc("run", "p.arr", "-i", "x=[1, 2.5]", "--quiet", in: folder.url)
    #expect(quiet.status == 0 && quiet.output == "" && quiet.error == "")
  }

  @Test func outputsAreStored() throws {
    let folder = try Folder(["p.arr": "x: f32[n]\ny = x + 1\nz = x * 2\nprint('done', x.shape)\n"])
    try folder.write("x.npy", npy("<f4", "(3,)", bytes([1, 2, 3] as [Float])))
    let done = try Command.arrayc("run", "p.arr", "-i", "x=x.npy", "-o", "z=z.npy", in: folder.url)
    #expect(done.status == 0 && done.output == "done (3,)\n" && done.error == "")
    #expect(folder.names == ["p.arr", "x.npy", "z.npy"])
    #expect(folder.data("z.npy")?.suffix(12) == bytes([2, 4, 6] as [Float]))
    let piped = try Command.arrayc(
      "run", "p.arr", "-i", "x=-", "-o", "y=-", in: folder.url, input: folder.data("x.npy"))
    #expect(piped.status == 0 && piped.error == "done (3,)\n")
  }

  @Test func aMissingInputShowsACommandLineThatWorks() throws {
    let folder = try Folder([
      "p.arr":
        "A: f64[n, m]\nk: i32[m, 2]\nf: bool[n]\ns: f32\nt: f64 = 2\ny = (A @ k).sum(axis=1) * s * f + t\n"
    ])
    let failed = try Command.arrayc("run", "p.arr", "-i", "A=np.ones((4, 3))", in: folder.url)
    #expect(failed.status == 1 && failed.output == "")
    #expect(failed.error.contains("the inputs 'k', 'f' and 's' are missing"))
    let mark = "this would work: "
    let line = failed.error.split(separator: "\n").first { $0.contains(mark) } ?? ""
    guard let start = line.range(of: mark)?.upperBound, let executable = Command.executable else {
      Issue.record("no command line in \(failed.error)")
      return
    }
    let words = "'\(executable.path)'" + line[start...].dropFirst("arrayc".count)
    let done = try Command.run("sh", ["-c", words], in: folder.url)
    #expect(done.status == 0 && done.output.hasPrefix("y: f64[4]\n"), "\(words): \(done.error)")
  }

  @Test func doctorKnowsTheProcessorWithoutLLVM() throws {
    let folder = try Folder()
    let lines = try ["none", nil].map { llvm in
      try Command.arrayc("doctor", in: folder.url, variables: llvm.map { ["ARRAYC_LLVM": $0] } ?? [:]).output
        .split(separator: "\n").first { $0.contains("vector instructions: ") }
    }
    #expect(lines[0] != nil && lines[0] == lines[1], "\(lines)")
    #if arch(x86_64)
      let flags =
        try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8).split(separator: "\n")
        .first { $0.hasPrefix("flags") }?.split(separator: " ").map(String.init) ?? []
      let names = (lines[0] ?? "").split(separator: " ").dropFirst(2).map { $0.replacing(".", with: "_") }
      #expect(names.allSatisfy { flags.contains(String($0)) }, "\(names)")
      #expect(names.contains("avx2") == flags.contains("avx2"))
    #endif
  }

  #if arch(x86_64)
    @Test func fewerInstructionsAreUsedOnDemandAndGiveTheSameBits() throws {
      let folder = try Folder()
      try folder.write(
        "f.arr", Data("y = np.exp(x) / (x.sum(axis=0) + 1)\nprint(y.sum(), y.max(axis=0), y[:7])\n".utf8))
      func run(_ target: String, _ arguments: String...) throws -> Command {
        try Command.arrayc(arguments, in: folder.url, variables: ["ARRAYC_TARGET": target])
      }
      let results = try ["native", "x86-64-v3", "x86-64-v2"].map {
        [
          try run($0, "run", "f.arr", "-i", "x=random(3000,5)", "--backend", "interpreter").output,
          try run($0, "run", "f.arr", "-i", "x=random(3000,5)").output,
        ]
      }.flatMap { $0 }
      #expect(!results[0].isEmpty && results.allSatisfy { $0 == results[0] }, "\(results)")
      let used = try run("x86-64-v2", "doctor").output.split(separator: "\n").first { $0.contains("used of these: ") }
      #expect(used?.hasSuffix("used of these: up to x86-64-v2") == true, "\(used ?? "")")
      let misspelt = try run("avx2", "run", "f.arr", "-i", "x=random(3,5)")
      #expect(misspelt.status != 0)
      #expect(
        misspelt.error.contains("ARRAYC_TARGET is native, x86-64-v2, x86-64-v3 or x86-64-v4, not 'avx2'"), "\(misspelt)"
      )
    }
  #endif

  /// Three digits that mean something, and no more.
  @Test func benchPrintsThreeDigits() throws {
    let folder = try Folder(["p.arr": "x: f64[n]\ny = x * 2 + 1\n"])
    let done = try Command.arrayc("bench", "p.arr", "-i", "x=random(1000)", "--repeat", "3", in: folder.url)
    #expect(done.status == 0, "\(done)")
    let numbers = done.output.split(separator: "\n").dropFirst(2).flatMap { $0.split(separator: " ").dropFirst() }
    #expect(numbers.count == 24, "\(done.output)")
    for number in numbers {
      let digits = number.filter(\.isNumber)
      let significant = digits.drop { $0 == "0" }
      #expect(digits == "0" || (1...3).contains(significant.count) || !number.contains("."), "\(number)")
    }
  }

  @Test func jsonIsOneObject() throws {
    let folder = try Folder(["p.arr": "x: f64[n]\ny = x * 2 + 1\nprint('text')\n"])
    let done = try Command.arrayc("run", "p.arr", "-i", "x=random(100)", "--json", in: folder.url)
    #expect(done.status == 0 && done.error == "text\n")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(done.output.utf8)) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "outputs", "load_ms", "compile_ms", "run_ms", "store_ms", "kernels", "compiled", "memory_hits",
        "disk_hits",
        "interpreted", "peak_bytes",
      ])
    let outputs = try #require(object["outputs"] as? [[String: Any]])
    #expect(
      outputs.count == 1 && outputs[0]["name"] as? String == "y" && outputs[0]["shape"] as? [Int] == [100])
  }

  @Test func expressionsAreEvaluated() throws {
    let folder = try Folder()
    func shown(_ arguments: String...) throws -> String {
      let done = try Command.arrayc(["eval"] + arguments, in: folder.url)
      return done.status == 0 ? done.output : "status \(done.status): \(done.error)"
    }
    #expect(try shown("1 + 2") == "3\n")
    #expect(try shown("np.arange(3) + x", "-i", "x=[10, 20, 30]") == "out: i64[3]\n[10 21 32]\n")
    #expect(try shown("x.dtype, x.shape", "-i", "x=random(2, 3):f32") == "(dtype('float32'), (2, 3))\n")
    #expect(try shown("x = np.ones(2); x * 3") == "out: f64[2]\n[3. 3.]\n")
    #expect(try shown("print(f'{2.5:>6}')") == "   2.5\n")
    #expect(try shown("[1, 2] == [1, 2]") == "True\n")
    #expect(try shown("-x", "-i", "x=[1, 2]") == "out: i64[2]\n[-1 -2]\n")
    #expect(try shown("--seed", "3", "-i", "i=2", "-i * 3") == "-6\n")
    #expect(try shown("-1 + 2") == "1\n")
  }

  @Test func randomInputsDependOnSeedAndNameOnly() throws {
    let folder = try Folder(["p.arr": "print(a[:3], b[:3])\n"])
    func shown(_ arguments: String...) throws -> String {
      try Command.arrayc(["run", "p.arr"] + arguments, in: folder.url).output
    }
    let first = try shown("-i", "a=random(5)", "-i", "b=normal(5)")
    #expect(try first == shown("-i", "b=normal(9)", "-i", "a=random(9)"))
    #expect(try first != shown("-i", "a=random(5)", "-i", "b=normal(5)", "--seed", "1"))
    #expect(try shown("-i", "a=random(5)", "-i", "b=random(5)").split(separator: "] [").count == 2)
  }

  @Test func whatWasPrintedBeforeAFailureStays() throws {
    let folder = try Folder([
      "p.arr":
        "A = np.array([[1., 2.], [2., 4.]])\nprint('before', A.sum())\nB = np.linalg.inv(A)\nprint(B)\n"
    ])
    let failed = try Command.arrayc("run", "p.arr", in: folder.url)
    #expect(failed.status == 1 && failed.output == "before 9.0\n")
    #expect(failed.error.hasPrefix("p.arr:3:15: error: "), "\(failed.error)")
  }

  @Test func checkNeedsNoInputs() throws {
    let folder = try Folder([
      "good.arr":
        "x: f32[n, 4]\ny = x.reshape(-1, 2, 4)[:, 0]\nz = y if y.sum() > 0 else -y\nprint(f'{y.mean():.2f}', int(z[0, 0]))\n",
      "bad.arr": "x: f32[n, 4]\ny = x + np.ones(3)\nz = y * 2\nw = x.foo()\n",
    ])
    let good = try Command.arrayc("check", "good.arr", in: folder.url)
    #expect(good.status == 0 && good.output == "" && good.error == "", "\(good.error)")
    let bad = try Command.arrayc("check", "bad.arr", in: folder.url)
    #expect(bad.status == 1 && bad.error.components(separatedBy: "error:").count == 3, "\(bad.error)")
    #expect(bad.error.contains("cannot broadcast f32[n, 4] with f64[3]"))
  }

  @Test func benchmarksCompareBits() throws {
    let folder = try Folder(["p.arr": "x: f64[n]\ny = x * 2 + 1\nz = y.sum()\n"])
    let done = try Command.arrayc(
      "bench", "p.arr", "-i", "x=random(1000)", "--json", "--repeat", "3", in: folder.url)
    #expect(done.status == 0, "\(done.error)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(done.output.utf8)) as? [String: Any])
    #expect(object["checks"] as? String == "identical")
    let variants = try #require(object["variants"] as? [[String: Any]])
    #expect(variants.compactMap { $0["name"] as? String } == ["fused", "unfused", "interpreted"])
    #expect(variants.allSatisfy { ($0["min_ms"] as? Double ?? 0) > 0 && $0["repeats"] as? Int == 3 })
  }

  /// Figures as N, spaces as one: what is left is the same on every machine.
  @Test func rooflineShowsEachStep() throws {
    let folder = try Folder(["p.arr": "A: f64[n, n]\ny = (A + 1) @ A\n"])
    let done = try Command.arrayc(
      "explain", "--roofline", "p.arr", "-i", "A=random(64, 64)", "--threads", "1", "--backend", "interpreter",
      in: folder.url)
    #expect(done.status == 0, "\(done.error)")
    let shown = done.output.replacing(/[0-9]+(\.[0-9]+)?(e-[0-9]+)?/, with: "N").replacing(/\ +/, with: " ")
    #expect(
      shown == """
        interpreter, N thread, least of N evaluations
         time ms of all MB GB/s M operations G/s limit ms bound by of the limit
        kernel N N N % N N N N N memory N %
        library N N N % N N - - - - -

        kernel N: map, N operations, over sweep N × inner N, N bytes, gives %N fN[N, N]
        library call N: matmul, N bytes

        """)
  }

  @Test(.enabled(if: BuildTests.hasLLVM)) func profilersSeeNames() throws {
    let folder = try Folder(["p.arr": "x: f64[n]\ny = np.exp(x) * 2 + 1\n"])
    let executable = try #require(Command.executable).path
    let script = "echo $$; ARRAYC_PERF_MAP=1 exec '\(executable)' run p.arr -i 'x=random(9)' --backend llvm -o y=y.npy"
    let done = try Command.run("sh", ["-c", script], in: folder.url)
    #expect(done.status == 0, "\(done.error)")
    let path = "/tmp/perf-\(done.output.trimmingCharacters(in: .whitespacesAndNewlines)).map"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let map = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try /[0-9a-f]+ [0-9a-f]+ kernel_0_map_f64_exp_multiply_add\n/.wholeMatch(in: map) != nil, "\(map)")
  }

  @Test func benchmarksMeasureOneVariant() throws {
    let folder = try Folder(["p.arr": "x: f64[n]\ny = x * 2 + 1\n"])
    let done = try Command.arrayc(
      "bench", "p.arr", "-i", "x=random(1000)", "--json", "--variant", "unfused", "--seconds", "0", in: folder.url)
    #expect(done.status == 0, "\(done.error)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(done.output.utf8)) as? [String: Any])
    let variants = try #require(object["variants"] as? [[String: Any]])
    #expect(variants.compactMap { $0["name"] as? String } == ["unfused"])
    #expect(variants.first?["repeats"] as? Int == 3)
  }

  /// What the function captures, what it reads of its arguments and results that are arguments are as in the program.
  @Test(arguments: [
    "x: f64[n]\na: f64\ny = x * a + np.arange(1000)\nz = y.sum()\n",
    "x: f64[n]\ny = x * 2 if x.sum() > 0 else x - 1\n",
    "x: f64[n]\ny = x\nz = np.ones(3)\nw = x[::-1] @ x\n",
  ])
  func benchmarksCallCompiledFunctions(_ text: String) throws {
    let folder = try Folder(["p.arr": text])
    let scalars = text.contains("a: f64") ? ["-i", "a=2.5"] : []
    let done = try Command.arrayc(
      ["bench", "p.arr", "-i", "x=random(1000)", "--json", "--repeat", "3"] + scalars
        + ["--variant", "jit", "--variant", "unfused"],
      in: folder.url)
    #expect(done.status == 0, "\(done.error)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(done.output.utf8)) as? [String: Any])
    #expect(object["checks"] as? String == "identical")
    let variants = try #require(object["variants"] as? [[String: Any]])
    #expect(variants.compactMap { $0["name"] as? String } == ["jit", "unfused"])
    #expect(variants.allSatisfy { ($0["min_ms"] as? Double ?? 0) > 0 })
  }

  @Test func operationsAreListed() throws {
    let folder = try Folder()
    let list = try Command.arrayc("ops", in: folder.url)
    #expect(list.status == 0 && list.output.contains("mean") && list.output.contains("linalg.inv"))
    let one = try Command.arrayc("ops", "np.mean", in: folder.url)
    #expect(one.status == 0 && one.output.hasPrefix("mean(a, axis=None"))
    #expect(try Command.arrayc("ops", "meen", in: folder.url).error.contains("did you mean 'mean'?"))
  }
}
