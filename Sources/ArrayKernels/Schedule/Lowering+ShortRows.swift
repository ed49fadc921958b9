import ArrayGraph

// Runs and rows of a few elements: lanes lie along another axis, or several rows become one.
extension Lowering {
  /// Whether lanes lie along the last kept axis instead of along runs or rows, which pays for these lengths.
  func isShort(_ sweep: Axes, _ outer: [Axes], _ lengths: [ExtentRanges]) -> Bool {
    switch runs {
    case .any: return false
    case .short: return !lengths.isEmpty
    case .known:
      guard let lanes = outer.last?.extent else { return false }
      let others = outer.dropLast().map(\.extent)
      return lengths.contains { $0.contains(outer: others, sweep: sweep.extent, inner: lanes) }
    }
  }

  // MARK: Runs

  /// The lengths of runs that are reduced with lanes along the last kept axis instead of along them.
  ///
  /// What lies across these lanes is packed first. That pays for short runs that do not fill whole vectors, for longer ones
  /// where it serves several rows, and for searches, which have no good end: the lanes of a run that is searched are
  /// compared with each other at last.
  func shortRuns(_ sweep: Axes, _ outer: [Axes]) -> [ExtentRanges] {
    guard let last = outer.last else { return [] }
    let (across, others) = (liesAcross(last), outer.dropLast())
    if !across.allSatisfy({ sweep.strides[$0] == 1 || sweep.strides[$0] == 0 && values.contains(where: \.isExpensive) })
    {
      return []
    }
    let leaf = ranges(of: 1...ReductionTree.leafLimit, others.count)
    if across.isEmpty { return [leaf] + (others.isEmpty ? [] : fewLanes(others.count)) }
    if accumulators.contains(where: \.reduction.isSearch) { return [leaf] }
    let widest = accumulators.map { values[$0.source].dtype.size }.max() ?? 1
    let lanes = Lowering.vectorBytes / widest
    let end = others.isEmpty && groupsServe ? Lowering.shortestGrouped : Lowering.shortRun
    var result = stride(from: 0, to: end, by: lanes).map { whole in
      ranges(of: whole + 1...min(whole + lanes, end) - 1, others.count)
    }
    let isReused = across.allSatisfy { k in others.allSatisfy { $0.strides[k] == 0 } }
    if isReused {
      result += others.indices.map { axis in
        var reused = leaf
        reused.outer[axis] = Lowering.leastLanes...Int.max
        return reused
      }
      if !others.isEmpty { result += fewLanes(others.count) }
    }
    return result
  }

  /// The lengths of runs for which so few lanes pay that they are but a part of a vector, where what lies across them serves
  /// many rows: of floats a run takes as long as its chain of sums. (|x[:, None] - m| of 20 001 × 8 elements, ms along the
  /// runs and so: the greatest for each of 3 `f32` of 17 1.11, 0.79, of 10 of 8 2.7, 0.58, of 12 `f64` of 5 3.3, 0.35, of 5 of
  /// 30 3.4, 1.35; of 12 `i32` of 5 1.62, 0.195, of 6 of 9 0.48, 0.27, but of 6 of 30 0.51, 0.66, and of 3 of 17 0.26, 0.42.)
  private func fewLanes(_ others: Int) -> [ExtentRanges] {
    let areFloats = accumulators.allSatisfy { values[$0.source].dtype.isFloat }
    let limits: [(leastLanes: Int, longestRun: Int)] = areFloats ? [(3, 32)] : [(5, 12), (10, 24)]
    return limits.map { least, longest in
      var few = ranges(of: 1...longest, others)
      few.inner = least...Lowering.leastLanes - 1
      return few
    }
  }

  /// Whether groups of rows along one axis, of which native code puts the ends together, are faster than to pack: for one
  /// result of little arithmetic. (Sums of 10⁶ `f64` in rows of 10, 12 and 15, packed and so: 0.32, 0.29, 0.29 and 0.24, 0.21, 0.20 ms;
  /// of 10⁶ `i64` 0.30, 0.27, 0.28 and 0.20, 0.16, 0.14, but none of their products with AVX2, and of `i32` the longer ones;
  /// variances, which sweep twice, 0.45, 0.41, 0.42 and 0.74, 0.66, 0.58; a formula of six `f32` takes 1.26 times as long.)
  private var groupsServe: Bool {
    let weight = Lowering.weight(values) + accumulators.count
    let areFloats = values.allSatisfy(\.dtype.isFloat)
    return accumulators.count == 1
      && (areFloats ? weight <= Lowering.groupedWeight : weight <= 1 && values.allSatisfy { $0.dtype.size == 8 })
  }

  /// Whether runs of more than one leaf lie across memory that is contiguous along the last kept axis, as the rows of a
  /// transposed matrix do. Lanes along that axis read it the way it lies, leaf by leaf.
  func runsLieAcross(_ sweep: Axes, _ outer: [Axes]) -> Bool {
    guard runs == .known, let last = outer.last, last.extent >= Lowering.leastLanes,
      sweep.extent > ReductionTree.leafLimit, stores.allSatisfy(\.isKept),
      !accumulators.contains(where: \.reduction.isSearch)
    else { return false }
    let inputs = accesses.indices.filter { accesses[$0].role == .input }
    return inputs.allSatisfy { (0...1).contains(last.strides[$0]) }
      && inputs.contains { last.strides[$0] == 1 && abs(sweep.strides[$0]) > 1 }
  }

  /// Whether so few rows are reduced that their partial results need no memory: lanes take all rows at once, with the same
  /// bits, since the first elements of a leaf are added one by one either way. (Sums of 3 rows of 10⁵ `f64`: 78 µs as
  /// columns, 35 so.) Rows of several matrices then are as many streams through memory, which pays from a page on. (36 MB
  /// in fives of rows of 2400 bytes 1.0 and 1.4 ms, of 8000 bytes 1.03 and 0.95, of 24 000 bytes 1.3 and 0.8.)
  func areFewLongRows(_ sweep: Axes, _ inner: Axes, _ others: [Axes]) -> Bool {
    guard runs == .known, (1...Lowering.fewRows).contains(sweep.extent), liesAcross(inner).isEmpty,
      !accumulators.contains(where: \.reduction.isSearch)
    else { return false }
    let size = accumulators.map { values[$0.source].dtype.size }.max() ?? 1
    return inner.extent >= (others.isEmpty ? Lowering.vectorBytes : Lowering.longRowBytes / size)
  }

  // MARK: Rows

  /// The rows of a map that become one.
  func mergedRows(_ outer: [Axes], _ inner: Axes) -> Tiling.MergedRows? {
    let size = accesses.filter { $0.role != .index }.map { graph.vertices[$0.vertex].dtype.size }.max() ?? 1
    return runs == .known
      ? Tiling.MergedRows(accesses.map(\.role), elementSize: size, outer: outer, inner: inner) : nil
  }

  /// Whether rows are but a few vectors, so that what each takes beside its elements counts: those of operands that lie as
  /// they are or turned round, and those of less than a vector of operands that lie apart, but for whole matrices.
  ///
  /// (10⁵ rows of 12 `f32` of 16, plus 1: 0.43 ms one by one, 0.14 so; stencils of rows of 100 and 400 `f32` 0.066, 0.047 and
  /// 0.047, 0.041. Formulas of rows of 40, 100 and 200 `f32` 0.127, 0.100, 0.079 and 0.106, 0.094, 0.085.)
  func areNarrow(_ inner: Axes, _ outer: [Axes]) -> Bool {
    guard runs == .known, let rows = outer.last, rows.extent >= Tiling.leastExtent else { return false }
    let bytes = inner.extent * (values.map(\.dtype.size).max() ?? 1)
    let isFormula = values.contains(where: \.isExpensive)
    if inner.strides.allSatisfy((-1...1).contains) {
      let least = rows.extent < Lowering.leastLanes ? 2 : Lowering.shortestNarrow
      return least...(isFormula ? Lowering.longestFormula : Lowering.longestNarrow) ~= bytes
    }
    return !isFormula && 3..<Lowering.leastLanes ~= inner.extent && bytes <= Lowering.vectorBytes
      && !areStack(inner, outer)
  }
  /// Bytes of narrow rows. Of fewer lanes lie along another axis. (Seven bytes times 2: 1.57 and 1.8 ns a row.)
  private static let (shortestNarrow, longestNarrow, longestFormula) = (16, 2048, 512)

  /// Whether maps are over matrices one behind the other, some of which lie turned: many are turned at a time.
  private func areStack(_ inner: Axes, _ outer: [Axes]) -> Bool {
    guard let rows = outer.last else { return false }
    if outer.count == 1 { return rows.strides.contains(1) }
    let others = outer.dropLast()
    return accesses.indices.allSatisfy { k in
      let areEven = others.indices.dropLast().allSatisfy {
        others[$0].strides[k] == others[$0 + 1].strides[k] * others[$0 + 1].extent
      }
      let isOneRow = rows.strides[k] == inner.extent && others.last?.strides[k] == rows.extent * inner.extent
      let isSame = inner.strides[k] == 0 && outer.allSatisfy { $0.strides[k] == 0 }
      let isTurned = rows.strides[k] == 1 && !(0...1).contains(inner.strides[k])
      return areEven && (isTurned || isOneRow || isSame)
    }
  }

  /// The lengths of rows of a map that are but a part of a vector, so that lanes lie along the axis before.
  func shortRows(_ inner: Axes, _ outer: [Axes]) -> [ExtentRanges] {
    if areNarrow(inner, outer), !values.contains(where: \.isExpensive) { return [] }
    guard let last = outer.last, liesAcross(last).allSatisfy({ inner.strides[$0] == 1 }) else { return [] }
    let widest = values.map(\.dtype.size).max() ?? 1
    let longest = min(Lowering.shortRow, Lowering.vectorBytes / widest - 1)
    return [ranges(of: 2...longest, outer.count - 1)]
  }

  // MARK: Lengths

  /// Runs of these lengths, and enough lanes; any lengths of `count` other axes.
  private func ranges(of runs: ClosedRange<Int>, _ count: Int) -> ExtentRanges {
    ExtentRanges(
      outer: [ClosedRange<Int>](repeating: 0...Int.max, count: count), sweep: runs,
      inner: Lowering.leastLanes...Int.max)
  }

  /// The operands that are neither contiguous nor the same along an axis.
  private func liesAcross(_ axis: Axes) -> [Int] {
    accesses.indices.filter { accesses[$0].role != .index && !(0...1).contains(axis.strides[$0]) }
  }

  /// Lanes below which rows are not worth to be taken along another axis.
  static let leastLanes = 16
  private static let shortRun = 16
  private static let shortestGrouped = 8
  private static let groupedWeight = 4
  private static let shortRow = 8
  private static let fewRows = 7
  private static let longRowBytes = 4096
  private static let vectorBytes = 64
}
