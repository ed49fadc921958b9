import ArrayGraph
import ArrayLLVM
import ArrayLinear
import ArrayRuntime

/// `arrayc doctor`: what was found on this machine, and where was looked.
package enum DoctorReport {
  package static func text() -> String {
    let sections: [(String, [String])] = [
      ("LLVM", llvm()), ("BLAS and LAPACK", blas()), ("Processor", processor()),
      ("Compiled kernels", CacheReport.doctor()), ("Environment", environment()),
    ]
    return sections.map { "\($0.0)\n" + $0.1.map { "  \($0)\n" }.joined() }.joined(separator: "\n")
  }

  private static func llvm() -> [String] {
    do throws(ArrayError) {
      let compiler = try LLVMOnDemand.shared.get()
      return [
        "found: \(compiler.library.path)", "version \(compiler.library.version)",
        "code is made for \(compiler.processor)",
      ]
    } catch {
      return ["not found: \(error.message)"] + error.notes + [
        "kernels run on the interpreter, with the same results"
      ]
    }
  }

  private static func blas() -> [String] {
    let search = BLASSearch.shared
    var lines = search.description.split(separator: "\n").map(String.init)
    if search.library != nil { lines[0] = "found: \(lines[0])" }
    lines.append("looked for: \(BLASSearch.names.joined(separator: ", "))")
    if search.library == nil {
      lines.append("matrix products run on own kernels; factorisations need libopenblas-dev")
    }
    return lines
  }

  private static func processor() -> [String] {
    let names = VectorInstructions.names
    let level = VectorInstructions.level
    return [
      "\(WorkerPool.processorCount) core\(WorkerPool.processorCount == 1 ? "" : "s")",
      "vector instructions: \(names.isEmpty ? "none that are used" : names.joined(separator: " "))",
      "used of these: \(level > 0 ? "up to x86-64-v\(level)" : "none")",
    ]
  }

  private static func environment() -> [String] {
    let own = [
      "ARRAYC_LLVM", "ARRAYC_BLAS", "ARRAYC_BACKEND", TargetChoice.variable, "ARRAYC_CACHE", "ARRAYC_PERF_MAP",
      "ARRAYC_DEBUGGER",
    ]
    return (own + BLASSearch.variables).map { name in
      guard let value = Environment.value(name) else { return "\(name) is not set" }
      let isUnknown = name == TargetChoice.variable && !value.isEmpty && TargetChoice(rawValue: value) == nil
      return "\(name) = \(value)" + (isUnknown ? ", which is none of \(TargetChoice.list)" : "")
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Variables that the user set.
package enum Environment {
  package static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
