import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import ArrayRuntime
import Glibc
import Testing

/// Every way to run one kernel: made for one row, so that each library compiles its kernels once.
struct Backends {
  /// One way, and the options that choose it on the command line.
  struct Backend {
    var options: String
    var engine: Engine
    /// Differs from another one only where a case is long enough to be shared among threads.
    var isForLongCases = false
  }

  /// Every dtype, or only those that `ARRAYC_TEST_DTYPES` names.
  static let dtypes: [DType] = {
    guard let text = getenv("ARRAYC_TEST_DTYPES") else { return DType.allCases }
    let names = String(cString: text).split(separator: " ")
    let dtypes = DType.allCases.filter { names.contains($0.name[...]) }
    precondition(
      !names.isEmpty && dtypes.count == Set(names).count, "ARRAYC_TEST_DTYPES: not all of \(names) are dtypes")
    return dtypes
  }()

  let interpreter = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(threads: 1))
  /// Every operation by itself.
  let unfused = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(fuse: false, threads: 1))
  /// What must agree with the interpreter.
  let others: [Backend]

  init() {
    var others = [
      Backend(
        options: "--backend interpreter --threads 2",
        engine: Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(threads: 2)),
        isForLongCases: true)
    ]
    for compiler in Backends.compilers {
      let cache = KernelCache()
      for threads in [1, 2] {
        others.append(
          Backend(
            options: "--backend llvm --threads \(threads)",
            engine: Engine(
              interpreter: Interpreter(), native: compiler,
              options: EngineOptions(backend: .llvm, threads: threads), cache: cache),
            isForLongCases: threads > 1))
        others[others.count - 1].options += " # ARRAYC_LLVM=\(compiler.library.path)"
      }
    }
    self.others = others
  }

  /// The oldest and the newest supported library where both are installed, else the one a program would take; none
  /// only where `ARRAYC_LLVM` is `none`.
  static let compilers: [LLVMCompiler] = {
    let environment = getenv("ARRAYC_LLVM").map { String(cString: $0) }
    if environment == "none" { return [] }
    if Lengths.isSlow { return (try? LLVMLibrary.shared.get()).map { [LLVMCompiler($0)] } ?? [] }
    let both =
      environment == nil
      ? ["libLLVM-14.so.1", "libLLVM.so.22.1"].compactMap { try? LLVMLibrary(path: $0) } : []
    if !both.isEmpty { return both.map { LLVMCompiler($0) } }
    return (try? LLVMLibrary.shared.get()).map { [LLVMCompiler($0)] } ?? []
  }()

  /// Evaluates what `make` records with every backend, and reports the first that differs from the interpreter.
  /// - Parameters:
  ///   - what: names the case.
  ///   - program: the case as a program that shows element `index` of the result.
  ///   - isAlone: compares with a run in which no operation shares a kernel with another.
  ///   - meaning: element `index` by the tables, if it is known.
  /// - Returns: false after a report.
  func compare(
    _ what: @autoclosure () -> String, isLong: Bool, isAlone: Bool = false, meaning: ((Int) -> Literal?)? = nil,
    program: (Int) -> String, _ make: () -> [Node]
  ) throws -> Bool {
    let expected = make()
    try (isAlone ? unfused : interpreter).evaluate(expected)
    let elements = expected.map { Elements($0) }
    func report(_ index: Int, _ found: Literal, _ expected: Literal, _ options: String) {
      let split = options.split(separator: "#")
      let environment = split.count > 1 ? split[1].dropFirst() + " " : ""
      Issue.record(
        """
        \(what()): element \(index) is \(ProgramText.element(found)) (0x\(String(found.bits, radix: 16))), \
        expected \(ProgramText.element(expected)) (0x\(String(expected.bits, radix: 16)))
        \(environment)arrayc eval '\(program(index))' \(split.first ?? "")
        """)
    }
    if let meaning, let first = elements.first {
      // Every element of a short case, some of a long one: a step that meets every residue.
      for index in stride(from: 0, to: first.count, by: isLong ? 37 : 1) {
        guard let wanted = meaning(index), canonical(wanted) != canonical(first[index]) else { continue }
        report(index, first[index], wanted, "--backend interpreter # by the tables' own meaning")
        return false
      }
    }
    var backends = others.filter { isLong || !$0.isForLongCases }
    if isAlone { backends.insert(Backend(options: "--backend interpreter", engine: interpreter), at: 0) }
    for backend in backends {
      let found = make()
      try backend.engine.evaluate(found)
      for (result, elements) in zip(found.map { Elements($0) }, elements) {
        guard let index = result.firstDifference(elements) else { continue }
        report(index, result[index], elements[index], backend.options)
        return false
      }
    }
    return true
  }
}
