import CLanes

/// A scan over one dtype: what a reduction has come to at each element, in the order of `ScanOrder`.
package struct ScanLoop: @unchecked Sendable {
  private let loop: lanes_scan

  init(_ loop: lanes_scan) { self.loop = loop }

  /// Scans `runs` runs of `count` elements one after the other. The elements of a run lie `stride` elements apart, and
  /// its first one `distance` elements from that of the run before.
  package func scanRuns(
    from input: UnsafeRawPointer, to output: UnsafeMutableRawPointer, count: Int, stride: Int, runs: Int, distance: Int
  ) { loop.runs(output, input, count, stride, runs, distance) }

  /// Scans one block as if nothing came before it.
  package func scanBlock(from input: UnsafeRawPointer, to output: UnsafeMutableRawPointer, count: Int) {
    loop.block(output, input, count)
  }

  /// Combines what came before a block with each of its elements; stored past the caches if `streams`.
  package func shift(
    from input: UnsafeRawPointer, to output: UnsafeMutableRawPointer, count: Int, by before: UnsafeRawPointer,
    streams: Bool
  ) { loop.shift(output, input, count, before, streams ? 1 : 0) }

  /// Both at once: scans a block before which something came, and writes what comes before the next one to `next`.
  package func scanBlock(
    from input: UnsafeRawPointer, to output: UnsafeMutableRawPointer, count: Int, after before: UnsafeRawPointer,
    streams: Bool, next: UnsafeMutableRawPointer
  ) { loop.after(output, input, count, before, streams ? 1 : 0, next) }
}
