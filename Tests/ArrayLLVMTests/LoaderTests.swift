import ArrayGraph
import ArrayKernels
import ArrayLLVM
import Testing

/// Objects come from LLVM or from a cache on disk, where anything may have happened to them.
@Suite struct LoaderTests {
  @Test func damagedObjectsAreRefused() throws {
    guard let compiler = compilers.first else { return }
    let object = try compiler.compileNative(triad()).object
    for length in stride(from: 0, to: object.count, by: 7) {
      #expect(throws: ArrayError.self) { try NativeKernel(object: Array(object.prefix(length))) }
    }
    #expect(throws: ArrayError.self) { try NativeKernel(object: Array(repeating: 0, count: 4096)) }
    // Whatever byte is changed, the loader itself survives.
    for index in stride(from: 0, to: object.count, by: 3) {
      var damaged = object
      damaged[index] ^= 0xff
      _ = try? NativeKernel(object: damaged)
    }
  }

  @Test func anObjectIsKeptAndLoadedAgain() throws {
    for compiler in compilers {
      let bench = Bench(triad(), inner: 100)
      let first = try compiler.compileNative(bench.kernel)
      #expect(bench.run(try NativeKernel(object: first.object)) == bench.run(first))
    }
  }

  @Test func theFunctionMustHaveItsName() throws {
    guard let compiler = compilers.first else { return }
    let object = try compiler.emit(triad(), name: "triad", format: .object)
    #expect(throws: ArrayError.self) { try NativeKernel(object: object) }
  }

  @Test func threadsCompileAtTheSameTime() async throws {
    for compiler in compilers {
      let bench = Bench(triad(), inner: 100)
      let expected = bench.run(try compiler.compile(bench.kernel))
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<16 { group.addTask { bench.run(try compiler.compile(bench.kernel)) == expected } }
        for try await isSame in group { #expect(isSame) }
      }
    }
  }
}

/// What `doctor` and the user are told about the library.
@Suite struct LibraryTests {
  @Test func noneIsAnError() {
    #expect { try LLVMLibrary.find("none") } throws: { "\($0)".contains("ARRAYC_LLVM=none") }
  }
  @Test func aMissingFileIsNamed() {
    #expect { try LLVMLibrary.find("libnothing.so") } throws: { "\($0)".contains("libnothing.so") }
  }
  @Test func aLibraryWithoutTheCallsSaysWhich() {
    #expect { try LLVMLibrary.find("libm.so.6") } throws: { "\($0)".contains("LLVMContextCreate") }
  }
  @Test func versionsAreKnown() {
    for compiler in compilers {
      let major = Int(compiler.library.version.prefix { $0.isNumber }) ?? 0
      #expect((14...22).contains(major))
      #expect(compiler.library.path.hasPrefix("/"))
    }
  }
}
