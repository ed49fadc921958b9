import Foundation
import Testing

/// Whatever is wrong with an input: one clear message, status 1, and no half-written output.
@Suite struct BadInputTests {
  private let program = "x: f64[n, 2]\ny = x * 2\n"

  private func failure(_ name: String, _ data: Data?, source: String? = nil, program: String? = nil) throws
    -> Command
  {
    let folder = try Folder(["p.arr": program ?? self.program])
    if let data { try folder.write(name, data) }
    let done = try Command.arrayc(
      "run", "p.arr", "-i", "x=\(source ?? name)", "-o", "y=y.npy", in: folder.url)
    #expect(folder.names == (data == nil ? ["p.arr"] : ["p.arr", name]), "\(folder.names)")
    #expect(done.status == 1 && done.output == "", "\(done)")
    #expect(done.error.components(separatedBy: "error:").count == 2, "\(done.error)")
    return done
  }

  private let good = bytes([1, 2, 3, 4] as [Double])

  @Test func missingFile() throws {
    #expect(try failure("x.npy", nil).error.contains("cannot read the input 'x': x.npy: cannot be opened"))
  }

  @Test func truncatedFile() throws {
    _ = try failure("x.npy", npy("<f8", "(2, 2)", good.prefix(20)))
    _ = try failure("x.npy", npy("<f8", "(2, 2)", good).prefix(40))
    _ = try failure("x.npy", Data())
  }

  @Test func lyingHeader() throws {
    _ = try failure("x.npy", npy("<f8", "(4611686018427387904, 2)", good))
    _ = try failure("x.npy", npy("<f8", "(-1, 2)", good))
    _ = try failure("x.npy", npy("<f8", "(1000000000000, 2)", good))
    _ = try failure("x.npy", npy("|O", "(2, 2)", good))
    _ = try failure("x.npy", npy("<f8", "__import__('os').system('true')", good))
  }

  @Test func wrongDType() throws {
    let error = try failure("x.npy", npy("<f4", "(4, 2)", good)).error
    #expect(error.contains("'x' is declared f64, but its value (from x.npy) is f32"))
    #expect(error.contains("save it with .astype('float64')"))
  }

  @Test func wrongShape() throws {
    let error = try failure("x.npy", npy("<f8", "(4,)", good)).error
    #expect(error.contains("'x' is declared f64[n, 2], but its value (from x.npy) is f64[4]"))
    #expect(try failure("x.npy", npy("<f8", "(1, 4)", good)).error.contains("is f64[1, 4]"))
  }

  @Test func otherFiles() throws {
    _ = try failure("x.csv", Data("a,b\n1,2\n3\n".utf8))
    _ = try failure("x.csv", Data("a,b\n1,2\n3,x\n".utf8))
    _ = try failure("x.npz", Data("PK".utf8), source: "x.npz:a")
    _ = try failure("x.csv", Data("a,b\n1,2\n".utf8), source: "x.csv:c", program: "x: f64[n]\ny = x\n")
  }

  @Test func badExpressions() throws {
    for source in [
      "[1, 2", "foo", "x.txt", "np.ones((2, 3))", "[[1, 2], [3]]", "'text'", "random(-1)", "1 / 0", "y = 3",
    ] {
      _ = try failure("x.npy", nil, source: source)
    }
  }

  /// A path that names nothing that can be read is no expression.
  @Test func pathsWithoutAKnownEnding() throws {
    let folder = try Folder(["p.arr": program, "notes.txt": "1 2 3\n"])
    try FileManager.default.createDirectory(at: folder.url.appending(path: "data"), withIntermediateDirectories: true)
    for (source, problem) in [
      ("/tmp", "/tmp: is a folder, not a file"), ("data", "data: is a folder, not a file"),
      ("notes.txt", "notes.txt: is no file of a kind that is read"),
      ("./x", "./x: cannot be opened: No such file or directory"),
    ] {
      let done = try Command.arrayc("run", "p.arr", "-i", "x=\(source)", in: folder.url)
      #expect(done.status == 1 && done.output == "", "\(done)")
      #expect(done.error.hasPrefix("p.arr:1:1: error: cannot read the input 'x': \(problem)\n"), "\(done.error)")
    }
    let done = try Command.arrayc("run", "p.arr", "-i", "x=notes.txt", in: folder.url)
    #expect(done.error.contains("note: files are .npy, .npz:key, .csv, .csv:column, or - for standard input"))
  }

  @Test func dimensionsMustAgree() throws {
    let folder = try Folder(["p.arr": "a: f64[n]\nb: f64[n]\nc = a + b\n"])
    let done = try Command.arrayc("run", "p.arr", "-i", "a=random(3)", "-i", "b=random(4)", in: folder.url)
    #expect(
      done.status == 1 && done.error.contains("the dimension 'n' is 3 in 'a' and 4 in 'b'"), "\(done.error)")
  }

  @Test func outputsThatCannotBeWritten() throws {
    let folder = try Folder(["p.arr": "y = np.ones(3)\n"])
    let done = try Command.arrayc("run", "p.arr", "-o", "y=no/such/folder/y.npy", in: folder.url)
    #expect(done.status == 1 && done.error.contains("cannot be written") && folder.names == ["p.arr"])
  }

  @Test func programsThatCannotBeRead() throws {
    let folder = try Folder()
    #expect(try Command.arrayc("run", "none.arr", in: folder.url).status == 1)
    try folder.write("binary.arr", Data([0xFF, 0xFE, 0x00]))
    #expect(try Command.arrayc("run", "binary.arr", in: folder.url).error.contains("is not UTF-8 text"))
  }

  @Test func limits() throws {
    let folder = try Folder(["p.arr": "x = np.ones((1000, 1000)) + np.arange(1000)\ny = x[::-1] * 2\n"])
    let done = try Command.arrayc("run", "p.arr", "--max-memory", "1M", in: folder.url)
    #expect(done.status == 3 && done.output == "", "\(done)")
    let source = try Command.arrayc(
      "eval", "x", "-i", "x=random(1000000)", "--max-memory", "1M", in: folder.url)
    #expect(source.status == 3, "\(source)")
    let huge = try Command.arrayc("eval", "np.ones(2**62)", in: folder.url)
    #expect(huge.status == 1 || huge.status == 3, "\(huge)")
    #expect(try Command.arrayc("eval", "[0] * 10**12", in: folder.url).status == 3)
    #expect(try Command.arrayc("eval", "f'{1:>1000000000}'", in: folder.url).status == 1)
  }

  @Test func wrongCommandLines() throws {
    let folder = try Folder(["p.arr": "x: f64[n]\ny = x\n"])
    for arguments in [
      ["run"], ["fly"], ["run", "p.arr", "-i", "x"], ["run", "p.arr", "-i", "x=1", "-i", "x=2"],
      ["run", "p.arr", "-i", "x=random(3)", "-o", "z=z.npy"],
      ["run", "p.arr", "-i", "x=random(3)", "-o", "y=y.txt"],
      ["run", "p.arr", "-i", "x=random(3)", "-i", "q=1"], ["run", "p.arr", "--backend", "gpu"],
      ["run", "p.arr", "--threads", "0"], ["run", "p.arr", "--max-memory", "lots"],
      ["bench", "p.arr", "--repeat", "0"], ["bench", "p.arr", "--seconds", "-1"],
      ["bench", "p.arr", "--variant", "fast"],
    ] {
      let done = try Command.arrayc(arguments, in: folder.url)
      #expect(done.status == 2 && done.output == "" && !done.error.isEmpty, "\(arguments): \(done)")
    }
    #expect(try Command.arrayc("--help", in: folder.url).status == 0)
    #expect(try Command.arrayc("run", "--help", in: folder.url).output.contains("USAGE: arrayc run"))
  }
}
