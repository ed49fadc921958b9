import ArrayGraph
import ArrayKernels
import CLLVM

// Elements that lie a few elements apart, as in `x[::2]`, `x[::-1]` and `pixels[:, 0]`: whole vectors are loaded, one
// behind the other, and taken apart, where a gather would fetch one element after the other. The last vector ends with
// the last element that is wanted; behind it nothing is read.
//
//     %w0 = load <16 x float>, ptr %p;  %w1 = load <16 x float>, ptr %p + 15 elements                // x[::2]
//     %x = shufflevector %w0, %w1, <0, 2, 4, 6, 8, 10, 12, 14, 17, 19, 21, 23, 25, 27, 29, 31>
//
// Of more than two, each brings its elements to those of the ones before. Operands in each other's gaps take theirs out
// of the same vectors. All rows of such a group are read as they stand where that is fewer instructions: of bytes, and of
// an even number of columns (`SpacedRead`).
extension KernelEmitter {
  /// What is loaded for the operands of a group at one position.
  struct WindowKey: Hashable {
    var group: Int
    var lanes: Int
    var sweep: IRValue?
    var inner: IRValue?
    var rest: IRValue?
  }

  /// How the elements of a group come out of memory.
  enum SpacedRead {
    /// By vectors that end with the last element that is wanted.
    case windows
    /// Whole rows in one vector, of which the processor's own instructions for this distance are made.
    case rows
    /// Whole rows, 16 bytes at a time, transposed.
    case transposed
    /// Pieces of 16 bytes of each row, as many as have what is wanted, transposed.
    case pieces
  }

  func spacedRead(_ spacing: Kernel.Spacing, _ dtype: DType) -> SpacedRead {
    if areInPieces(spacing, dtype), !endsInPiece(spacing, dtype) || kernel.form == .map { return .pieces }
    guard spacing.distance > 1, !readsBehind(spacing) || kernel.form == .map else { return .windows }
    let columns = kernel.operands.filter {
      if case .spaced(let other) = $0.layout { $0.role == .input && other.group == spacing.group } else { false }
    }
    // (Instructions of the loop over 32 bytes of each of 3 and 4 columns with AVX2. Of bytes: windows 39 and 80, rows 23
    // and 59, transposed 31. Of `f32`: windows 21 and 44, rows as many, transposed 23.)
    if !e.target.hasAVX512, spacing.distance > 2, spacing.distance & 1 == 0, columns.count * 2 >= spacing.distance {
      return .transposed
    }
    return dtype.size == 1 ? .rows : .windows
  }

  /// Whether whole rows have something behind what is wanted of the last one.
  private func readsBehind(_ spacing: Kernel.Spacing) -> Bool { spacing.reach + 1 < spacing.distance }
  /// Whether rows are too long for windows. (5001 × 3 × 3 bytes turned, with AVX-512: 2.9 µs in pieces, 1.2 as they stand.)
  private func areInPieces(_ spacing: Kernel.Spacing, _ dtype: DType) -> Bool {
    spacing.distance > Kernel.Spacing.longest + (e.target.hasAVX512 && dtype.size == 1 ? 1 : 0)
  }
  /// Whether the only piece of a row has something behind what is wanted.
  private func endsInPiece(_ spacing: Kernel.Spacing, _ dtype: DType) -> Bool {
    (spacing.reach + 1) * dtype.size < Self.rowBytes
  }

  /// Lanes that whole vectors leave behind them, so that there is memory behind what they read: from the last row that is
  /// read so, up to the last element that is wanted of the last row of all.
  var lanesLeft: Int {
    kernel.operands.reduce(0) { most, operand in
      guard case .spaced(let spacing) = operand.layout, operand.role == .input else { return most }
      switch spacedRead(spacing, operand.dtype) {
      case .windows: return most
      case .rows, .transposed: return max(most, readsBehind(spacing) ? 1 : 0)
      case .pieces:
        let behind = max(0, Self.rowBytes / operand.dtype.size - spacing.reach - 1)
        return max(most, (behind + spacing.distance - 1) / spacing.distance)
      }
    }
  }

  /// Whether an operand is taken out of whole vectors, and not lane by lane: of long rows only where pieces of them can be
  /// read, since each would be a window of its own.
  func takesApart(_ spacing: Kernel.Spacing, _ dtype: DType, _ p: Position) -> Bool {
    if !areInPieces(spacing, dtype) { return true }
    return p.rest == nil && p.lanes * dtype.size >= Self.rowBytes && spacedRead(spacing, dtype) == .pieces
  }

  /// The lanes of an operand whose first one is at `start`.
  func loadSpaced(_ spacing: Kernel.Spacing, _ dtype: DType, _ start: IRValue, _ p: Position) -> IRValue {
    let read = p.rest == nil ? spacedRead(spacing, dtype) : .windows
    let key = WindowKey(group: spacing.group, lanes: p.lanes, sweep: p.sweep, inner: p.inner, rest: p.rest)
    if read != .windows, p.lanes * dtype.size >= Self.rowBytes {
      let register = (read == .transposed || !e.target.hasAVX512 ? 32 : 64) / dtype.size
      // Pieces as wide as what is computed of them need not be cut up.
      let lanes = min(p.lanes, read == .pieces ? min(register, max(width, 2 * Self.rowBytes / dtype.size)) : register)
      let parts =
        windows[key]
        ?? stride(from: 0, to: p.lanes, by: lanes).map {
          let rows = e.offset(
            e.memoryType(dtype), start, e.int($0 * spacing.distance - spacing.behind))
          return switch read {
          case .windows, .rows: [loadVector(dtype, lanes * spacing.distance, rows)]
          case .transposed: loadTransposed(dtype, lanes, rows, columns: spacing.distance)
          case .pieces: loadPieces(dtype, lanes, rows, spacing)
          }
        }
      windows[key] = parts
      let places = (0..<lanes).map { $0 * spacing.distance + spacing.behind }
      return e.joined(parts.map { read == .rows ? e.shuffle($0[0], places) : $0[spacing.behind] }, lanes: lanes)
    }
    let lanes = registerLanes(dtype, p)
    let begins = windowBegins(spacing, lanes)
    let parts =
      windows[key]
      ?? stride(from: 0, to: p.lanes, by: lanes).map { first in
        let lowest = spacing.distance > 0 ? first : first + lanes - 1
        let limit = p.rest.map { self.limit(spacing, lanes, e.sub($0, e.int(first))) }
        return begins.map {
          loadWindow(dtype, lanes, start, lowest * spacing.distance - spacing.behind + $0, at: $0, limit, spacing)
        }
      }
    windows[key] = parts
    return e.joined(parts.map { takeApart($0, begins, spacing, lanes) }, lanes: lanes)
  }

  /// Bytes of each column that are read at a time at least where whole rows are.
  static let rowBytes = 16

  private func loadVector(_ dtype: DType, _ lanes: Int, _ start: IRValue) -> IRValue {
    let vector = e.wide(e.memoryType(dtype), lanes)
    return e.load(vector, e.bitcastPointer(start, to: vector), alignment: dtype.size)
  }

  /// The columns of rows of an even number of elements, which follow each other without a gap.
  private func loadTransposed(_ dtype: DType, _ lanes: Int, _ start: IRValue, columns: Int) -> [IRValue] {
    let half = Self.rowBytes / dtype.size
    let vectors = (0..<columns).map { k in
      loadHalves(dtype, stride(from: 0, to: lanes, by: half).map { $0 * columns + k * half }, start)
    }
    return transposed(vectors, lanes, half)
  }

  /// The columns of rows of any number of elements, by pieces of as many as there are in half a register; the last one
  /// ends with the last column that is wanted.
  private func loadPieces(_ dtype: DType, _ lanes: Int, _ start: IRValue, _ spacing: Kernel.Spacing) -> [IRValue] {
    let half = Self.rowBytes / dtype.size
    let last = max(0, spacing.reach + 1 - half)
    var columns: [IRValue] = []
    for begin in stride(from: 0, to: spacing.reach + 1, by: half).map({ min($0, last) }) {
      let vectors = (0..<half).map { row in
        loadHalves(dtype, stride(from: row, to: lanes + row, by: half).map { $0 * spacing.distance + begin }, start)
      }
      columns += transposed(vectors, lanes, half).dropFirst(columns.count - begin)
    }
    return columns
  }

  private func loadHalves(_ dtype: DType, _ offsets: [Int], _ start: IRValue) -> IRValue {
    let half = Self.rowBytes / dtype.size
    let halves = offsets.map { loadVector(dtype, half, e.offset(e.memoryType(dtype), start, e.int($0))) }
    return e.joined(halves, lanes: half)
  }

  /// The columns of rows that lie in these vectors one behind the other. Each half of a register has rows of its own, since
  /// no instruction below crosses halves. Unpacking a register with the one half of them further on doubles the number of
  /// each of the n elements, less n - 1: done for each bit of a half's count, that gives the columns, one register each.
  ///
  ///     a0 b0 c0 d0 | a1 b1 c1 d1 | …    →    a0 a2 b0 b2 | c0 c2 d0 d2 | …    →    a0 a1 a2 a3 | b0 b1 b2 b3 | …
  private func transposed(_ vectors: [IRValue], _ lanes: Int, _ half: Int) -> [IRValue] {
    let columns = vectors.count
    func unpacked(_ a: IRValue, _ b: IRValue, from first: Int) -> IRValue {
      let indices = stride(from: 0, to: lanes, by: half).flatMap { start in
        (first..<first + half / 2).flatMap { [start + $0, lanes + start + $0] }
      }
      return e.shuffle(a, b, indices)
    }
    return (0..<half.trailingZeroBitCount).reduce(vectors) { vectors, _ in
      (0..<columns / 2).flatMap { k in
        [0, half / 2].map { unpacked(vectors[k], vectors[k + columns / 2], from: $0) }
      }
    }
  }

  /// Lanes of what is taken apart or put together.
  func registerLanes(_ dtype: DType, _ p: Position) -> Int {
    // Of bytes only part of a register: not every processor brings together those of two whole ones.
    let register = dtype.size == 1 ? 16 : e.target.hasAVX512 ? 64 : 32
    return min(p.lanes, register / dtype.size)
  }

  /// Where each of the vectors begins that hold `lanes` elements of all operands of the group, from the lowest on.
  private func windowBegins(_ spacing: Kernel.Spacing, _ lanes: Int) -> [Int] {
    let span = (lanes - 1) * abs(spacing.distance) + 1 + spacing.reach
    return stride(from: 0, to: span, by: lanes).map { min($0, span - lanes) }
  }

  /// Which lanes of a window take part: with ascending elements those below a limit, with descending ones the others.
  private func limit(_ spacing: Kernel.Spacing, _ lanes: Int, _ rest: IRValue) -> IRValue {
    let count = minimum(rest, e.int(lanes))
    let limit =
      spacing.distance > 0
      ? e.add(e.mul(e.sub(count, e.int(1)), e.int(spacing.distance)), e.int(spacing.reach + 1))
      : e.mul(e.sub(count, e.int(lanes)), e.int(spacing.distance))
    return e.c.LLVMBuildTrunc(e.builder, limit, e.i32, "")
  }

  /// The vector `offset` elements from `start` on, which begins with element `begin` of the span.
  private func loadWindow(
    _ dtype: DType, _ lanes: Int, _ start: IRValue, _ offset: Int, at begin: Int, _ limit: IRValue?,
    _ spacing: Kernel.Spacing
  ) -> IRValue {
    let type = e.memoryType(dtype)
    let vector = e.wide(type, lanes)
    let pointer = e.bitcastPointer(e.offset(type, start, e.int(offset)), to: vector)
    guard let limit else { return e.load(vector, pointer, alignment: dtype.size) }
    let own = e.c.LLVMBuildSub(e.builder, limit, e.c.LLVMConstInt(e.i32, UInt64(begin), 0), "")
    let (numbers, limits) = (e.iota(lanes, bits: 32), e.splat(own, lanes))
    let mask =
      spacing.distance > 0 ? e.compare(CLLVMIntSLT, numbers, limits) : e.compare(CLLVMIntSLE, limits, numbers)
    return e.maskedIntrinsic(
      "llvm.masked.load", [vector, e.pointer(vector)], [pointer, mask, e.c.LLVMConstNull(vector)],
      position: 1, address: 0, alignment: dtype.size)
  }

  /// A vector, and which elements its lanes are.
  private struct Part {
    var vector: IRValue
    var numbers: [Int]
  }

  /// The elements of one operand out of the windows: one window after the other brings its own; but a distance that is a
  /// product is taken apart by one factor, and then by the other. What several operands have in common on the way is one
  /// instruction to LLVM, so that all of n columns take n Σ (p - 1) for the prime factors p of n, and not n (n - 1).
  ///
  ///     a0 b0 c0 d0 a1 b1 c1 d1 …, 4 vectors    →    a0 c0 a1 c1 …, 2 vectors    →    a0 a1 …       // 8 in all, not 12
  private func takeApart(_ windows: [IRValue], _ begins: [Int], _ spacing: Kernel.Spacing, _ lanes: Int) -> IRValue {
    var places = (0..<lanes).map { lane in
      (spacing.distance < 0 ? lane - lanes + 1 : lane) * spacing.distance + spacing.behind
    }
    var parts = zip(windows, begins).map { Part(vector: $0, numbers: Array($1..<$1 + lanes)) }
    var distance = abs(spacing.distance)
    // Without AVX-512 two whole registers have no one instruction that brings them together.
    while e.target.hasAVX512, let factor = (2..<max(2, distance)).first(where: { distance % $0 == 0 }),
      parts.count > factor
    {
      let residue = places[0] % factor
      parts = stride(from: 0, to: parts.count, by: factor).map { first in
        let group = parts[first..<min(first + factor, parts.count)]
        let numbers = (0..<lanes).map { first * lanes + $0 * factor + residue }
        return Part(
          vector: gathered(Array(group), numbers, lanes: lanes), numbers: numbers.map { ($0 - residue) / factor })
      }
      places = places.map { ($0 - residue) / factor }
      distance /= factor
    }
    return gathered(parts, places, lanes: lanes)
  }

  /// The elements of these numbers; where there are none, anything.
  private func gathered(_ parts: [Part], _ numbers: [Int], lanes: Int) -> IRValue {
    let sources = numbers.map { number -> (part: Int, lane: Int)? in
      for (k, part) in parts.enumerated() {
        if let lane = part.numbers.firstIndex(of: number) { return (part: k, lane: lane) }
      }
      return nil
    }
    let used = parts.indices.filter { k in sources.contains { $0?.part == k } }
    guard let first = used.first else { return parts[0].vector }
    if used.count == 1 { return e.shuffle(parts[first].vector, sources.map { $0?.lane }) }
    return used.dropFirst().reduce(parts[first].vector) { taken, k in
      let indices = sources.enumerated().map { place, source -> Int? in
        guard let source, source.part <= k else { return nil }
        if source.part == k { return lanes + source.lane }
        return k == used[1] ? source.lane : place
      }
      return e.shuffle(taken, parts[k].vector, indices)
    }
  }
}
