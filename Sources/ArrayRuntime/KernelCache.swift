import ArrayGraph
import ArrayKernels
import Glibc
import Synchronization

/// A kernel that has been met, in every form in which it can run by now.
package final class CachedKernel: Sendable {
  package let kernel: Kernel
  private let state: Mutex<State>

  private struct State {
    var interpreted: (any CompiledKernel)?
    var native: (any CompiledKernel)?
    var isRequested = false
    /// Why native code will not come.
    var failure: ArrayError?
    /// Elements that it has run over, which says if compiling pays.
    var work = 0
  }

  init(_ kernel: Kernel) {
    self.kernel = kernel
    state = Mutex(State())
  }

  /// The fastest form there is at this moment.
  package var best: (any CompiledKernel)? { state.withLock { $0.native ?? $0.interpreted } }
  package var native: (any CompiledKernel)? { state.withLock { $0.native } }
  package var failure: ArrayError? { state.withLock { $0.failure } }

  func interpreted(by compiler: any KernelCompiler) throws(ArrayError) -> any CompiledKernel {
    if let known = state.withLock({ $0.interpreted }) { return known }
    let made = try compiler.compile(kernel)
    return state.withLock { state in
      if let known = state.interpreted { return known }
      state.interpreted = made
      return made
    }
  }

  /// True once: for the first who finds that native code is wanted.
  func requestNative(work: Int, threshold: Int) -> Bool {
    state.withLock { state in
      state.work += work
      guard !state.isRequested, state.work >= threshold else { return false }
      state.isRequested = true
      return true
    }
  }

  func finish(_ result: Result<any CompiledKernel, ArrayError>) {
    if let names = CodeNames.shared, case .success(let native) = result, let code = native.code {
      names.add(kernel, code)
    }
    state.withLock { state in
      state.isRequested = true
      switch result {
      case .success(let native): state.native = native
      case .failure(let error): state.failure = error
      }
    }
  }
}

/// The kernels of the process, by what they do.
package final class KernelCache: Sendable {
  private let kernels = Mutex<[Kernel: CachedKernel]>([:])
  package init() {}

  /// The entry of a kernel, and whether it was there.
  package func entry(_ kernel: Kernel) -> (entry: CachedKernel, isKnown: Bool) {
    kernels.withLock { kernels in
      if let known = kernels[kernel] { return (known, true) }
      let made = CachedKernel(kernel)
      kernels[kernel] = made
      return (made, false)
    }
  }

  /// The entry of a kernel that was met before.
  package func known(_ kernel: Kernel) -> CachedKernel? { kernels.withLock { $0[kernel] } }
}
