import ArrayGraph
import Dispatch
import Glibc
import Testing

@testable import ArrayLinear

/// How OpenBLAS is found, and what is said of it.
@Suite struct LibraryTests {
  @Test func switchedOff() {
    let search = BLASSearch(environment: ["ARRAYC_BLAS": "none"])
    #expect(search.library == nil)
    #expect(search.description == "no BLAS library\nARRAYC_BLAS=none: no library is used")
  }

  @Test func namedLibraryIsTheOnlyOneTried() {
    let search = BLASSearch(environment: ["ARRAYC_BLAS": "libno-such-blas.so"])
    #expect(search.library == nil)
    #expect(search.failures.count == 1)
    #expect(search.failures.first?.contains("libno-such-blas.so") == true)
  }

  @Test func libraryWithoutTheRoutines() {
    let search = BLASSearch(environment: ["ARRAYC_BLAS": "libm.so.6"])
    #expect(search.library == nil)
    #expect(search.failures == ["libm.so.6: has no sgemm_; BLAS and LAPACK are needed in one library"])
  }

  @Test func facts() throws {
    let library = try #require(BLASSearch.shared.library)
    #expect(library.path.contains("openblas"))
    #expect(library.configuration.contains("OpenBLAS"))
    #expect(!library.coreName.isEmpty)
    #expect(BLASSearch.shared.description.contains(library.coreName))
    #expect(try #require(library.threads) >= 1)
  }

  /// OpenBLAS begins with one thread and may have as many as there are processors; child processes see nothing of it.
  @Test func threadsAreStartedLater() throws {
    let library = try #require(BLASSearch.shared.library)
    let variables = BLASSearch.variables.filter { getenv($0) != nil }
    let search = BLASSearch(environment: ["ARRAYC_BLAS": library.path])
    #expect(search.library?.threads == library.threads)
    #expect(BLASSearch.variables.filter { getenv($0) != nil } == variables)
    if variables.isEmpty {
      let count = sysconf(Int32(_SC_NPROCESSORS_ONLN))
      #expect(try #require(library.threads) > 1 || count == 1 || library.configuration.contains("SINGLE_THREADED"))
    }
  }

  @Test func coreTypes() {
    #expect(CoreType.name(level: 4, avx: true, amd: false) == "SkylakeX")
    #expect(CoreType.name(level: 3, avx: true, amd: false) == "Haswell")
    #expect(CoreType.name(level: 3, avx: true, amd: true) == "Zen")
    #expect(CoreType.name(level: 2, avx: true, amd: false) == "Sandybridge")
    #expect(CoreType.name(level: 2, avx: false, amd: true) == "Nehalem")
    #expect(CoreType.name(level: 1, avx: false, amd: true) == nil)
  }

  @Test func manyThreadsAtOnce() {
    var values = [Double](repeating: 1, count: 64 * 64)
    for i in 0..<64 { values[i * 65] = Double(100 + i) }
    let elements = values
    let failures = Failures()
    DispatchQueue.concurrentPerform(iterations: 32) { _ in
      let a = TestArray(.f64, [64, 64], elements)
      guard let inverse = try? run(.inv, [a])[0], let product = try? run(.matmul, [a, inverse])[0],
        let matrix = product.matrices.first, matrix.distance(.identity(64)) < 1e-12
      else { return failures.add() }
    }
    #expect(failures.count == 0)
  }
}

/// Counts across threads.
final class Failures: @unchecked Sendable {
  private let queue = DispatchQueue(label: "failures")
  private var total = 0
  var count: Int { queue.sync { total } }
  func add() { queue.sync { total += 1 } }
}
