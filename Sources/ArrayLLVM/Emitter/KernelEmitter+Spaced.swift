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
// of the same vectors.
extension KernelEmitter {
  /// What is loaded for the operands of a group at one position.
  struct WindowKey: Hashable {
    var group: Int
    var lanes: Int
    var sweep: IRValue?
    var inner: IRValue?
    var rest: IRValue?
  }

  /// The lanes of an operand whose first one is at `start`.
  func loadSpaced(_ spacing: Kernel.Spacing, _ dtype: DType, _ start: IRValue, _ p: Position) -> IRValue {
    let lanes = registerLanes(dtype, p)
    let begins = windowBegins(spacing, lanes)
    let key = WindowKey(group: spacing.group, lanes: p.lanes, sweep: p.sweep, inner: p.inner, rest: p.rest)
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
    var vectors = parts.map { takeApart($0, begins, spacing, lanes) }
    var width = lanes
    while vectors.count > 1 {
      vectors = stride(from: 0, to: vectors.count, by: 2).map {
        e.joined(vectors[$0], vectors[$0 + 1], lanes: width)
      }
      width *= 2
    }
    return vectors[0]
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

  /// The elements of one operand out of the windows.
  private func takeApart(_ windows: [IRValue], _ begins: [Int], _ spacing: Kernel.Spacing, _ lanes: Int) -> IRValue {
    let places = (0..<lanes).map { lane in
      (spacing.distance < 0 ? lane - lanes + 1 : lane) * spacing.distance + spacing.behind
    }
    func window(of place: Int) -> Int { begins.firstIndex { place < $0 + lanes } ?? 0 }
    if windows.count == 1 { return e.shuffle(windows[0], places) }
    return windows.indices.dropFirst().reduce(windows[0]) { taken, k in
      let indices = places.enumerated().map { lane, place -> Int? in
        let own = window(of: place)
        if own == k { return lanes + place - begins[k] }
        return own > k ? nil : k == 1 ? place : lane
      }
      return e.shuffle(taken, windows[k], indices)
    }
  }
}
