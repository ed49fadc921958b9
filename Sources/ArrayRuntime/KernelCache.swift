import ArrayGraph
import ArrayKernels
import Glibc
import Synchronization

/// A kernel that has been met, in every form in which it can run by now.
package final class CachedKernel: Sendable {
  package let kernel: Kernel
  private let state: Mutex<State>
  /// When it was used last, by the time of the cache that holds it.
  fileprivate let lastUse = Atomic<Int>(0)
  /// Written once, and read without a lock at every call.
  private let finished = Atomic<Unmanaged<Native>?>(nil)

  private final class Native: Sendable {
    let code: any CompiledKernel
    init(_ code: any CompiledKernel) { self.code = code }
  }

  private struct State {
    var interpreted: (any CompiledKernel)?
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

  deinit { finished.load(ordering: .acquiring)?.release() }

  /// The fastest form there is at this moment.
  package var best: (any CompiledKernel)? { native ?? state.withLock { $0.interpreted } }
  package var native: (any CompiledKernel)? {
    finished.load(ordering: .acquiring)?._withUnsafeGuaranteedRef { $0.code }
  }
  var isNative: Bool { finished.load(ordering: .relaxed) != nil }
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
    if case .success(let code) = result {
      let new = Unmanaged.passRetained(Native(code))
      if !finished.compareExchange(expected: nil, desired: new, ordering: .acquiringAndReleasing).exchanged {
        new.release()
      }
    }
    state.withLock { state in
      state.isRequested = true
      if case .failure(let error) = result { state.failure = error }
    }
  }
}

/// The kernels of the process, by what they do: those used last.
package final class KernelCache: Sendable {
  private let kernels = Mutex<[Kernel: CachedKernel]>([:])
  private let limit: Int
  /// Counts uses, and so is the time at which each was.
  private let time = Atomic<Int>(0)

  /// Keeps `limit` kernels at most; plans hold on to theirs.
  package init(limit: Int = 1024) { self.limit = max(limit, 1) }

  /// The entry of a kernel, and whether it was there.
  package func entry(_ kernel: Kernel) -> (entry: CachedKernel, isKnown: Bool) {
    kernels.withLock { kernels in
      if let known = kernels[kernel] {
        use(known)
        return (known, true)
      }
      if kernels.count >= limit { forgetSome(&kernels) }
      let made = CachedKernel(kernel)
      use(made)
      kernels[kernel] = made
      return (made, false)
    }
  }

  /// Notes that a kernel is used now.
  func use(_ entry: CachedKernel) {
    entry.lastUse.store(time.wrappingAdd(1, ordering: .relaxed).newValue, ordering: .relaxed)
  }

  /// Forgets the quarter that was not used for longest.
  private func forgetSome(_ kernels: inout [Kernel: CachedKernel]) {
    let uses = kernels.values.map { $0.lastUse.load(ordering: .relaxed) }.sorted()
    let oldest = uses[uses.count / 4]
    kernels = kernels.filter { $0.value.lastUse.load(ordering: .relaxed) > oldest }
  }

  /// The entry of a kernel that was met before.
  package func known(_ kernel: Kernel) -> CachedKernel? { kernels.withLock { $0[kernel] } }

  /// How many kernels are kept.
  package var count: Int { kernels.withLock { $0.count } }
}
