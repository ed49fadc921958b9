import Synchronization

/// What an engine has done so far.
package struct Counters: Sendable, Hashable {
  /// Kernels run.
  package var kernels = 0
  /// Kernels compiled to native code.
  package var compiled = 0
  /// Kernels that were known when they were met.
  package var memoryHits = 0
  /// Kernels whose native code an earlier process had made.
  package var diskHits = 0
  /// Kernels that ran in the interpreter from begin to end.
  package var interpreted = 0
  package var libraryCalls = 0
  /// Bytes that kernels read and wrote, each operand's element once.
  package var bytesMoved = 0
  /// Nanoseconds spent compiling, on any thread.
  package var compileNanoseconds = 0
  package init() {}

  /// Adds what one evaluation did.
  mutating func add(_ other: Counters) {
    kernels += other.kernels
    memoryHits += other.memoryHits
    interpreted += other.interpreted
    libraryCalls += other.libraryCalls
    bytesMoved += other.bytesMoved
  }
}

/// How an engine works.
package struct EngineOptions: Sendable, Hashable {
  package enum Backend: String, Sendable, Hashable, CaseIterable { case auto, llvm, interpreter }

  package var backend: Backend
  /// False makes every operation a kernel of its own.
  package var fuse: Bool
  /// Threads that work on one kernel at most; nil is one a processor.
  package var threads: Int?
  /// Bytes of array memory that may be in use; more is an error.
  package var maxMemory: Int?

  /// Bytes that a kernel must touch for its results to be stored past the caches; nil is what the caches say.
  package var streamingFootprint: Int?
  /// Bytes of rows that the steps of a pipeline may keep between them; nil is what the caches say.
  package var pipelineBytes: Int?
  /// Elements from which on a join is divided into pieces; nil is what pays.
  package var joinLimit: Int?
  /// False leaves the native code of other processes alone, and keeps none for them.
  package var keepsKernels: Bool

  package init(
    backend: Backend = .auto, fuse: Bool = true, threads: Int? = nil, maxMemory: Int? = nil,
    streamingFootprint: Int? = nil, pipelineBytes: Int? = nil, joinLimit: Int? = nil,
    keepsKernels: Bool = true
  ) {
    self.backend = backend
    self.fuse = fuse
    self.threads = threads
    self.maxMemory = maxMemory
    self.streamingFootprint = streamingFootprint
    self.pipelineBytes = pipelineBytes
    self.joinLimit = joinLimit
    self.keepsKernels = keepsKernels
  }
}
