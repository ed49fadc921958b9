import ArrayFiles
import ArrayGraph
import ArrayLLVM

extension Request {
  /// `arrayc build FILE -o OUT`, where the ending of `OUT` says what is made.
  package func build(_ path: String, header: String? = nil, target: TargetChoice = .native)
    throws(CommandFailure)
  {
    let endings = ["o", "so", "a", "ll", "s", "bc", "py"]
    guard let ending = endings.first(where: { path.hasSuffix(".\($0)") }) else {
      throw CommandFailure(
        .usage, "error: '-o \(path)' must end in one of \(endings.map { "." + $0 }.joined(separator: " "))\n")
    }
    let checked = program.check(inputs: Inputs([]), elements: nil, command: "build")
    try checked.requireCorrect()
    if ending == "py" {
      guard header == nil else { throw CommandFailure(.usage, "error: a NumPy program has no header\n") }
      return try write(Array(try PythonProgram(checked).text().utf8), to: path)
    }
    if !quiet, let print = checked.prints.first {
      Terminal.write(
        checked.render([Diagnostic(.warning, "a function does not print; this is left out", at: print.range)]
        ), toError: true)
    }
    let name = functionName
    let builder = NativeBuilder(checked)
    let (native, outputs) = try builder.build(name: name)
    let compiler: LLVMCompiler
    let code: [UInt8]
    do throws(ArrayError) {
      compiler = try LLVMOnDemand.shared.get()
      code = try compiler.emit(native, format: Self.format(ending), target: target)
    } catch { throw checked.failure(error) }
    switch ending {
    case "so": try write(try Linker.sharedLibrary(code), to: path)
    case "a": try write(Linker.archive(code, name: name), to: path)
    default: try write(code, to: path)
    }
    if let header {
      let shapes = try builder.shapes()
      let text = CHeader(checked: checked, program: native, outputs: outputs, outputShapes: shapes).text
      try write(Array(text.utf8), to: header)
    }
  }

  private static func format(_ ending: String) -> LLVMCompiler.Format {
    switch ending {
    case "ll": .ir
    case "bc": .bitcode
    case "s": .assembly
    default: .object
    }
  }

  /// The name of the file without its folder and ending, as C takes it.
  private var functionName: String {
    let file = program.source.file.split(separator: "/").last.map(String.init) ?? "program"
    return CHeader.identifier(file.hasSuffix(".arr") ? String(file.dropLast(4)) : file)
  }

  /// Writes a file as a whole.
  private func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    let result: Result<Void, ArrayError> = bytes.withUnsafeBytes { bytes in
      do throws(ArrayError) { return .success(try writeFile(path: path, parts: [bytes])) } catch {
        return .failure(error)
      }
    }
    if case .failure(let error) = result { throw CommandFailure(.wrong, "error: \(error.message)\n") }
  }
}
