import ArrayGraph
import ArrayKernels

/// About how long a step takes on one thread: what divides work between threads asks before anything has run.
extension KernelStep {
  /// Nanoseconds for data in the second-level cache and vectors of 512 bits, all operations after one another. A guess
  /// within a factor of two or three is enough, since only very short work is kept on one thread.
  ///
  /// Gaussian, f64, 10⁴ elements: 9.9 µs here, 8.1 measured; triad, f32: 1.7 and 1.4.
  var estimatedCost: Double {
    var bytes = 0
    forEachOperation { dtype, operation, elements in
      bytes += elements * dtype.size * (operation?.isExpensive == true ? StepCost.expensive : 1)
    }
    return Double(bytes) * StepCost.nanosecondsPerOperatedByte
      + Double(bytesMoved) * StepCost.nanosecondsPerMovedByte
  }
}

private enum StepCost {
  /// One instruction a cycle, on 64 bytes.
  static let nanosecondsPerOperatedByte = 0.006
  static let nanosecondsPerMovedByte = 0.01
  /// Instructions of `exp` and its like, about.
  static let expensive = 12
}
