import ArrayKernels
import Glibc

/// When results are stored past the caches.
///
/// A store through the caches first reads the line that it is about to overwrite, and drives something else out. A
/// streaming store does neither, but what it wrote must be read from memory again. So it pays for calls that touch
/// more than the caches keep until somebody reads the result, and loses below.
enum Streaming {
  /// Bytes that each thread of a call must touch, reads and writes together, for its results to be streamed.
  ///
  /// Sixteen second-level caches of a core: two threads have two of them, and ordinary stores still won with both at
  /// 23 MiB (142 against 195 µs, f64). Measured with 1 MiB of it, f32, one thread, ordinary against streaming
  /// stores in µs: the call alone, and the call with another one that reads its result.
  ///
  ///     elements    MiB    alone            with a reader
  ///     3·10⁵       3.4      33 /   31        56 /    77
  ///     10⁶         11       97 /   94       168 /   240
  ///     2·10⁶       23      234 /  198       486 /   529
  ///     5·10⁶       57     1046 /  796      1985 /  1598
  ///     10⁷        114     2656 / 1891      4881 /  3569
  ///     5·10⁷      572    14301 / 10721    28397 / 20987
  ///
  /// The third level is no guide: a virtual machine is told the size of the whole processor's, and has a share of it.
  static let footprint = 16 * secondLevelCache

  static let secondLevelCache: Int = {
    let size = sysconf(Int32(_SC_LEVEL2_CACHE_SIZE))
    return size > 0 ? min(max(size, 256 << 10), 4 << 20) : 1 << 20
  }()

  /// Whether a step that touches enough memory streams: all its contiguous outputs reach an aligned address at the
  /// same elements of each row, so that one peeled head serves them all.
  static func pays(_ step: KernelStep, _ words: UnsafeMutableBufferPointer<Int>, _ layout: KernelArguments) -> Bool {
    guard step.kernel.form != .total else { return false }
    let outputs = step.kernel.operands.indices.filter {
      step.kernel.operands[$0].role == .output && step.kernel.operands[$0].layout == .contiguous
    }
    guard let first = outputs.first else { return false }
    func size(_ k: Int) -> Int { step.kernel.operands[k].dtype.size }
    func address(_ k: Int) -> Int { words[layout.pointer(k)] }
    // A strip of columns is stored row by row, each from the same column on.
    if step.kernel.form.sweepsAcrossLanes,
      outputs.contains(where: { step.bindings[$0].sweepStride * size($0) % 64 != 0 })
    {
      return false
    }
    if outputs.allSatisfy({ k in
      address(k) % 64 == 0 && step.bindings[k].outerStrides.allSatisfy { $0 * size(k) % 64 == 0 }
    }) {
      return true
    }
    return outputs.allSatisfy { k in
      size(k) == size(first) && address(k) % 64 == address(first) % 64
        && step.bindings[k].outerStrides == step.bindings[first].outerStrides
    }
  }
}
