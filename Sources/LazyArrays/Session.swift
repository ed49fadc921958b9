import ArrayGraph
import ArrayInterpreter
import ArrayLLVM
import ArrayRuntime
import Foundation

/// What evaluates arrays in this process.
package enum Session {
  /// The engine behind the public arrays. `ARRAYC_BACKEND` (`auto`, `llvm`, `interpreter`) and `ARRAYC_THREADS`
  /// choose how it works, `ARRAYC_CACHE` (a folder, or `none`) where compiled kernels are kept, and
  /// `ARRAYC_TARGET` (`x86-64-v2`, `x86-64-v3`) allows fewer instructions than the processor has.
  package static var engine: Engine {
    madeEngine.pointer { makeEngine(options(ProcessInfo.processInfo.environment)) }.pointee
  }

  /// The compilers are wired to the runtime here, and only here.
  package static func makeEngine(_ options: EngineOptions) -> Engine {
    Engine(
      interpreter: Interpreter(), native: LLVMOnDemand.shared, archive: StoredKernels.shared, options: options)
  }

  /// Reads the options that the environment sets; what it does not name, or misspells, keeps its default.
  package static func options(_ environment: [String: String]) -> EngineOptions {
    EngineOptions(
      backend: environment["ARRAYC_BACKEND"].flatMap(EngineOptions.Backend.init) ?? .auto,
      threads: environment["ARRAYC_THREADS"].flatMap { Int($0) })
  }
}

private let madeEngine = MadeOnce<Engine>()
