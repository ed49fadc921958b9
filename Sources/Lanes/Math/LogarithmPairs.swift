// Logarithms of which more is made, in two parts. The leading bits of x name a cell, for which a table has a number near
// 1 / x of few bits:
//
//   x = 2^e m,  r = m inverse - 1 (exact, at most 2^-5.6),  log x = e ln 2 - log inverse + log(1 + r)
//
// The leading part of e ln 2 - log inverse is exact, too, so that hardly more than the last rounding shows.

/// A positive number in its cell: `log x = high + r + (low + log(1 + r) - r)`, where `high` is exact and 0 or greater
/// than `r`.
package struct LogarithmPairCell<L: FloatLane>: SplitLogarithm {
  /// Half of `r`.
  var half: L
  var r: L
  package var e: L
  package var tableHigh: L
  package var tableLow: L
}

extension FloatLane {
  /// The cell of a positive normal number.
  @inline(__always) static func logarithmPairCell(_ x: Self) -> LogarithmPairCell<Self> {
    let first = pattern(0.6953125)
    let moved: Bits = x.bits + Bits.integer(pattern(1) - first)
    let fraction: Bits = moved & Bits.integer((1 << significandBits) - 1)
    let m: Self = Self(bits: fraction + Bits.integer(first))
    let index: Bits = Bits.shiftRightLogical(moved, significandBits - 5)
    let entry = lookup(
      [LogarithmPairTable.halfInverse, LogarithmPairTable.high, LogarithmPairTable.low], index)
    let half: Self = mulAdd(m, entry(0), -0.5)
    return LogarithmPairCell(
      half: half, r: half + half, e: exponent(moved), tableHigh: entry(1), tableLow: entry(2))
  }

  /// The cell of a positive number, which may be subnormal.
  @inline(__always) static func logarithmPairCellOfAny(_ x: Self) -> LogarithmPairCell<Self> {
    let tiny: Mask = x .< constant(single: 0x1p-126, double: 0x1p-1022)
    let up: Self = x * constant(single: 0x1p24, double: 0x1p54)
    var cell = logarithmPairCell(select(tiny, up, x))
    cell.e = cell.e - select(tiny, constant(single: 24, double: 54), 0.0)
    return cell
  }

  /// `high + r + (low + log(1 + r) - r)`, where `half = r / 2`: the leading sum, and the rest of it.
  @inline(__always) private static func logSum(
    _ high: Self, _ cell: LogarithmPairCell<Self>, _ low: Self
  ) -> Pair<Self> {
    let square: Self = cell.half * cell.r
    let sum = fastSum(high, cell.r)
    return Pair(sum.high, mulAdd(square, logPairSquare(cell.r, square: square + square), sum.low + low))
  }

  /// `log(1 + x + low)`, where `low` is less than an ulp of `x`: the leading part, and the rest, which may be almost as
  /// large.
  @inline(__always) static func log1pPair(_ x: Self, _ low: Self) -> Pair<Self> {
    // For x > 1 the sum is not exact from where an ulp of it is 1, but there its logarithm has larger ulps.
    let u = fastSum(1.0, x)
    var cell = logarithmPairCell(u.high)
    let high: Self = cell.high
    let rest: Self = (u.low + low) / u.high
    // In the cell around 1 `x` is `r` itself, which the sum has rounded.
    let isNear: Mask = high .== 0.0
    cell.r = select(isNear, x, cell.r)
    cell.half = select(isNear, x * 0.5, cell.half)
    return logSum(high, cell, select(isNear, mulAdd(-x, low, low), cell.low + rest))
  }
}
