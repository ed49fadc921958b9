import ArrayKernels
import CLanes
import Glibc

/// When results are stored past the caches.
///
/// A store through the caches first reads the line that it is about to overwrite, and drives something else out. A
/// streaming store does neither, but what it wrote must be read from memory again. So it pays for calls that touch
/// more than the caches keep until somebody reads the result, and loses below.
enum Streaming {
  /// Bytes that a call must touch, reads and writes together, for its results to be streamed.
  ///
  /// Memory takes what is streamed no faster from two threads than from one, where the third-level cache takes twice as
  /// much. Measured with 1 MiB of second-level cache a core, f32, ordinary against streaming stores in µs: the call
  /// alone, and with another one that reads its result.
  ///
  ///             one thread                                two threads
  ///     MB      a + 1         2.5 * a + b   and a reader  a + 1         2.5 * a + b   and a reader
  ///     16       194 /  281    190 /  174    242 /  309     85 /  281     82 /   83    111 /  150
  ///     24       425 /  427    389 /  275    485 /  525    248 /  420    127 /  125    171 /  230
  ///     32       613 /  577    656 /  407    782 /  749    411 /  566    187 /  175    244 /  314
  ///     40      1010 /  767    972 /  637   1151 / 1081    650 /  729    296 /  225    412 /  436
  ///     64      1872 / 1243   1902 / 1187   2398 / 2141   1372 / 1181    789 /  529    941 /  860
  ///     128     4524 / 2770   4618 / 2667   5901 / 4444   3342 / 2361   2114 / 1321   2835 / 2153
  ///
  /// The third level is no guide: a virtual machine is told the size of the whole processor's, and has a share of it.
  static func footprint(threads: Int) -> Int {
    threads * StreamingLimits.footprint(secondLevelCache: secondLevelCache)
  }

  /// Whether a call that touches `bytes`, of which it stores `stored`, touches enough.
  ///
  /// Where a third is stored that is the footprint. Memory takes streamed stores at a rate of its own, so with a larger
  /// share of them the caches win for longer. (`2.5 * a * a + a`, half of it stored, two threads, ordinary against
  /// streaming stores in µs: 40 MB 445 / 709, 64 MB 1074 / 1157, 80 MB 1563 / 1445.)
  static func pays(bytes: Int, stored: Int, footprint: Int) -> Bool {
    let limit = Double(StreamingLimits.touchedOfStored * footprint) * Double(stored)
    return bytes > footprint && Double(bytes) * Double(bytes) > limit
  }

  static let secondLevelCache: Int = {
    let size = sysconf(Int32(_SC_LEVEL2_CACHE_SIZE))
    return size > 0 ? min(max(size, 256 << 10), 4 << 20) : 1 << 20
  }()

  /// Ends the streaming of calls with these arguments, if they stream: whoever is told so afterwards sees what they
  /// stored. Once for many calls, since it waits for memory.
  @inline(__always)
  static func end(_ arguments: UnsafePointer<Int>) {
    if arguments[KernelArguments.streams] != 0 { lanes_end_streaming() }
  }

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
      address(k) % 64 == 0 && step.bindings[k].outerStrides.allSatisfy { $0 * step.rowsAsOne * size(k) % 64 == 0 }
    }) {
      return true
    }
    let row = step.kernel.form == .rows ? step.sweepExtent : step.innerExtent * step.rowsAsOne
    if row * size(first) < StreamingLimits.leastRowBytes { return false }
    return outputs.allSatisfy { k in
      size(k) == size(first) && address(k) % 64 == address(first) % 64
        && step.bindings[k].outerStrides == step.bindings[first].outerStrides
    }
  }
}
