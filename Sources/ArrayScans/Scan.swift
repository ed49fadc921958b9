import ArrayGraph
import CLanes
import Glibc
import Lanes
import Synchronization

/// What a reduction has come to at each element along one axis: a running sum, product, greatest or least.
package struct Scan: Sendable {
  package let reduction: Reduction
  package let dtype: DType
  /// Positions before the axis, along it, and after it.
  private let outer: Int
  private let length: Int
  private let inner: Int
  private let loop: ScanLoop
  private let combine: BlockLoop

  /// A scan along an axis of an array of the shape; `dtype` is that of the input and of the result. Nil where there is
  /// no such loop: truth values have no running sum.
  package init?(_ reduction: Reduction, _ dtype: DType, shape: [Int], axis: Int) {
    guard let loop = LoopTable.shared.scan(reduction, dtype),
      let combine = LoopTable.shared.loop(reduction.combiningRow, dtype)
    else { return nil }
    self.reduction = reduction
    self.dtype = dtype
    outer = shape[..<axis].reduce(1, *)
    length = shape[axis]
    inner = shape[(axis + 1)...].reduce(1, *)
    (self.loop, self.combine) = (loop, combine)
  }

  /// Whether the elements may come in pieces: they are read once, in the order of memory.
  package var takesPieces: Bool { inner == 1 }

  /// Scans packed elements. How the work is spread never changes a result.
  package func run(from input: LibraryBuffer, to output: UnsafeMutableRawPointer, _ context: CallContext) {
    let work = Work(
      input: input, output: output, streams: 2 * outer * length * inner * dtype.size >= context.streamingFootprint)
    if inner > 1 {
      inner < Scan.leastStrip ? runNarrow(work, context) : runStrips(work, context)
    } else if length <= ScanOrder.blockLength {
      runRows(work, context)
    } else {
      runBlocks(work, context)
    }
  }

  /// The memory of one scan; units of work write disjoint parts of it.
  private struct Work: @unchecked Sendable {
    let input: LibraryBuffer
    let output: UnsafeMutableRawPointer
    let streams: Bool

    /// Calls `body` with a function that gives the address of some elements, at most `longest` at a time, until it is
    /// asked for others.
    func withElements<R>(
      atMost longest: Int, _ size: Int, _ body: ((Range<Int>) -> UnsafeRawPointer) -> R
    ) -> R {
      guard let pieces = input.pieces else { return body { UnsafeRawPointer(input.pointer + $0.lowerBound * size) } }
      let count = longest + 2 * pieces.margin
      return withUnsafeTemporaryAllocation(byteCount: count * size, alignment: 64) { memory in
        let start = memory.baseAddress.map { $0 + pieces.margin * size } ?? input.pointer
        return body { range in
          pieces.make(range, start)
          return UnsafeRawPointer(start)
        }
      }
    }
  }

  /// Elements for which another thread is worth waking.
  private static let grain = 1 << 15

  /// Runs `body` for parts of `0 ..< count` that have about `grain` elements each, of `size` an index.
  private func split(_ count: Int, of size: Int, _ context: CallContext, _ body: @Sendable (Range<Int>) -> Void) {
    let part = max(1, Scan.grain / max(1, size))
    let parts = (count + part - 1) / part
    if parts <= 1 { return body(0..<count) }
    context.parallel(parts) { body($0 * part..<min(($0 + 1) * part, count)) }
  }

  // MARK: One after the other

  /// Rows of at most one block, some at a time.
  private func runRows(_ work: Work, _ context: CallContext) {
    let size = dtype.size
    split(outer, of: length, context) { rows in
      let most = work.input.pieces == nil ? rows.count : min(rows.count, ScanOrder.blockLength / length)
      work.withElements(atMost: most * length, size) { elements in
        for first in stride(from: rows.lowerBound, to: rows.upperBound, by: most) {
          let count = min(most, rows.upperBound - first)
          let input = elements(first * length..<(first + count) * length)
          let output = work.output + first * length * size
          if length <= ScanOrder.longestSequentialRun {
            loop.scanRuns(from: input, to: output, count: length, stride: 1, runs: count, distance: length)
          } else {
            for k in 0..<count {
              loop.scanBlock(from: input + k * length * size, to: output + k * length * size, count: length)
            }
          }
        }
      }
    }
  }

  /// Fewer columns than this are scanned column by column.
  private static let leastStrip = 16

  private func runNarrow(_ work: Work, _ context: CallContext) {
    split(outer, of: length * inner, context) { range in
      for k in range {
        let offset = k * length * inner * dtype.size
        loop.scanRuns(
          from: work.input.pointer + offset, to: work.output + offset, count: length, stride: inner, runs: inner,
          distance: 1)
      }
    }
  }

  /// Bytes of a strip of columns: the row before stays in the first-level cache, and rows are long enough to stream.
  private static let stripBytes = 8192

  /// Each row is the one before combined with the input's.
  private func runStrips(_ work: Work, _ context: CallContext) {
    let size = dtype.size
    let width = Scan.stripBytes / size
    let strips = (inner + width - 1) / width
    let row = inner * size
    split(outer * strips, of: length * min(width, inner), context) { range in
      for unit in range {
        let column = unit % strips * width
        let offset = unit / strips * length * row + column * size
        let count = min(width, inner - column)
        var (from, to) = (work.input.pointer + offset, work.output + offset)
        to.copyMemory(from: from, byteCount: count * size)
        for _ in 1..<length {
          let before = to
          from += row
          to += row
          combine.run(to, before, from, from, count, 0b11)
        }
      }
    }
  }

  // MARK: In blocks

  /// What came before each piece of a long run, in order.
  private final class Carries: @unchecked Sendable {
    /// One element of up to 8 bytes a piece.
    let elements: UnsafeMutablePointer<UInt64>
    private let known = Atomic<Int>(0)

    init(_ count: Int) {
      elements = UnsafeMutablePointer<UInt64>.allocate(capacity: count + 1)
      elements.initialize(repeating: 0, count: count + 1)
    }
    deinit { elements.deallocate() }

    func isKnown(_ k: Int) -> Bool { known.load(ordering: .acquiring) >= k }

    /// Waits until the carry of piece `k` is known. The thread that makes it has begun before.
    func wait(for k: Int) {
      var spins = 0
      while !isKnown(k) {
        spins += 1
        if spins & 1023 == 0 { sched_yield() } else { lanes_pause() }
      }
    }
    func publish(_ k: Int) { known.store(k, ordering: .releasing) }
  }

  /// Blocks that a thread takes at a time: handing a carry on costs as much as a thousand elements, and all of a piece
  /// stays in the second-level cache.
  private static let pieceBlocks = 8

  private func runBlocks(_ work: Work, _ context: CallContext) {
    let piece = Scan.pieceBlocks * ScanOrder.blockLength
    let pieces = (length + piece - 1) / piece
    let carries = Carries(outer * pieces)
    @Sendable func run(_ unit: Int) {
      let row = unit / pieces * length
      let start = unit % pieces * piece
      work.withElements(atMost: ScanOrder.blockLength, dtype.size) { elements in
        runPiece(work, row + start..<row + min(start + piece, length), isFirst: start == 0, unit, carries, elements)
      }
    }
    if outer * length <= Scan.grain {
      for unit in 0..<outer * pieces { run(unit) }
    } else {
      context.parallel(outer * pieces) { run($0) }
    }
  }

  /// One piece of a row. As long as it is not known what came before, its blocks are scanned by themselves, into the
  /// cache; the others go to their place at once. What it comes to is said before those in the cache follow them, since
  /// another thread waits for that.
  private func runPiece(
    _ work: Work, _ range: Range<Int>, isFirst: Bool, _ unit: Int, _ carries: Carries,
    _ elements: (Range<Int>) -> UnsafeRawPointer
  ) {
    let size = dtype.size
    let isEarly = !isFirst && !carries.isKnown(unit)
    let block = ScanOrder.blockLength
    func count(_ start: Int) -> Int { min(block, range.upperBound - start) }
    withUnsafeTemporaryAllocation(byteCount: isEarly ? Scan.pieceBlocks * block * size : 64, alignment: 64) { scratch in
      guard let scratch = scratch.baseAddress else { return }
      func own(_ start: Int) -> UnsafeMutableRawPointer { scratch + (start - range.lowerBound) * size }
      var start = range.lowerBound
      while isEarly, start < range.upperBound, !carries.isKnown(unit) {
        loop.scanBlock(from: elements(start..<start + count(start)), to: own(start), count: count(start))
        start = min(start + block, range.upperBound)
      }
      let waiting = stride(from: range.lowerBound, to: start, by: block)
      if !isFirst { carries.wait(for: unit) }
      var before = [isFirst ? 0 : carries.elements[unit]]
      for start in waiting {
        var after: UInt64 = 0
        loop.shift(
          from: own(start) + (count(start) - 1) * size, to: &after, count: 1, by: &before[before.count - 1],
          streams: false)
        before.append(after)
      }
      carries.elements[unit + 1] = scan(
        work, start..<range.upperBound, isFirst: isFirst && start == range.lowerBound, after: before[before.count - 1],
        elements)
      carries.wait(for: unit)
      carries.publish(unit + 1)
      for (k, start) in waiting.enumerated() {
        withUnsafePointer(to: before[k]) {
          loop.shift(
            from: own(start), to: work.output + start * size, count: count(start), by: $0, streams: work.streams)
        }
      }
    }
  }

  /// Scans blocks before which it is known what came, and gives what they come to.
  private func scan(
    _ work: Work, _ range: Range<Int>, isFirst: Bool, after carry: UInt64, _ elements: (Range<Int>) -> UnsafeRawPointer
  ) -> UInt64 {
    let size = dtype.size
    var before = carry
    for start in stride(from: range.lowerBound, to: range.upperBound, by: ScanOrder.blockLength) {
      let count = min(ScanOrder.blockLength, range.upperBound - start)
      let (input, output) = (elements(start..<start + count), work.output + start * size)
      if isFirst && start == range.lowerBound {
        // Nothing came before, and nothing is combined with it.
        loop.scanBlock(from: input, to: output, count: count)
        withUnsafeMutableBytes(of: &before) {
          $0.copyMemory(from: UnsafeRawBufferPointer(start: output + (count - 1) * size, count: size))
        }
      } else {
        var after: UInt64 = 0
        loop.scanBlock(from: input, to: output, count: count, after: &before, streams: work.streams, next: &after)
        before = after
      }
    }
    return before
  }
}
