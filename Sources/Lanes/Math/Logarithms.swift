// Logarithms. The leading bits of x name a cell, for which a table has a number near 1 / x of few bits:
//
//   x = 2^e m,  r = m inverse - 1 (exact, at most 2^-5.6),  log x = e ln 2 - log inverse + log(1 + r)
//
// The leading part of e ln 2 - log inverse is exact, too, so that hardly more than the last rounding shows.

/// A positive number in its cell: `log x = high + r + (low + log(1 + r) - r)`, where `high` is exact and 0 or greater
/// than `r`.
package struct LogarithmCell<L: FloatLane> {
  /// Half of `r`.
  var half: L
  var r: L
  var e: L
  /// `-log inverse`, in two parts.
  var tableHigh: L
  var tableLow: L

  /// `e ln 2 - log inverse`; the last bits of this part of ln 2 are zero, so that its products with exponents are
  /// exact, and the table's numbers are multiples of the same unit.
  var high: L {
    @inline(__always) get {
      let ln2: L = .constant(single: 0x1.62e4p-1, double: 0x1.62e42fefa3800p-1)
      return .mulAdd(e, ln2, tableHigh)
    }
  }
  var low: L {
    @inline(__always) get {
      let ln2Rest: L = .constant(single: 0x1.7f7d1cp-20, double: 0x1.ef35793c76730p-45)
      return .mulAdd(e, ln2Rest, tableLow)
    }
  }
}

extension FloatLane {
  /// The cell of a positive normal number; the tables have the logarithms in the base that is wanted.
  @inline(__always) static func logarithmCell(
    _ x: Self, _ high: LaneTable = LogarithmTable.high, _ low: LaneTable = LogarithmTable.low
  ) -> LogarithmCell<Self> {
    let first = pattern(0.6953125)
    let moved: Bits = x.bits + Bits.integer(pattern(1) - first)
    let biased: Bits = Bits.shiftRightLogical(moved, significandBits)
    let unit = isDouble ? 0x1p52 : 0x1p23
    let e: Self = Self(bits: biased | Bits.integer(pattern(unit))) - constant(unit + Double(exponentBias))
    let fraction: Bits = moved & Bits.integer((1 << significandBits) - 1)
    let m: Self = Self(bits: fraction + Bits.integer(first))
    let index: Bits = Bits.shiftRightLogical(moved, significandBits - 5)
    let half: Self = mulAdd(m, lookup(LogarithmTable.halfInverse, index), -0.5)
    return LogarithmCell(
      half: half, r: half + half, e: e, tableHigh: lookup(high, index), tableLow: lookup(low, index))
  }

  /// The cell of a positive number, which may be subnormal.
  @inline(__always) static func logarithmCellOfAny(
    _ x: Self, _ high: LaneTable = LogarithmTable.high, _ low: LaneTable = LogarithmTable.low
  ) -> LogarithmCell<Self> {
    let tiny: Mask = x .< constant(single: 0x1p-126, double: 0x1p-1022)
    let up: Self = x * constant(single: 0x1p24, double: 0x1p54)
    var cell = logarithmCell(select(tiny, up, x), high, low)
    cell.e = cell.e - select(tiny, constant(single: 24, double: 54), 0.0)
    return cell
  }

  /// `high + r + (low + log(1 + r) - r)`, where `half = r / 2`: the leading sum, and the rest of it.
  @inline(__always) private static func logSum(_ high: Self, _ cell: LogarithmCell<Self>, _ low: Self) -> Pair<Self> {
    let square: Self = cell.half * cell.r
    let sum = fastSum(high, cell.r)
    return Pair(sum.high, mulAdd(square, logSquare(cell.r, square: square + square), sum.low + low))
  }

  @inline(__always) package static func logarithmLimits(_ x: Self, _ result: Self) -> Self {
    logarithmLimitsBySelection(x, result)
  }
  @inline(__always) package static func logarithmLimitsBySelection(_ x: Self, _ result: Self) -> Self {
    var r: Self = select(x .< infinity, result, x)
    r = select(x .< 0.0, nan, r)
    return select(x .== 0.0, constant(-.infinity), r)
  }

  /// The natural logarithm.
  @inline(__always) package static func log(_ x: Self) -> Self {
    let cell = logarithmCellOfAny(x)
    let sum = logSum(cell.high, cell, cell.low)
    return logarithmLimits(x, sum.high + sum.low)
  }

  /// `log(1 + x + low)`, where `low` is less than an ulp of `x`, and ln 2 more where `doubled`: the leading part, and
  /// the rest, which may be almost as large. Without `near` as much
  /// as 0.16 ulp of a tiny result is lost.
  @inline(__always) static func log1pPair(
    _ x: Self, _ low: Self, doubled: Mask? = nil, near: Bool = true
  ) -> Pair<Self> {
    // For x > 1 the sum is not exact from where an ulp of it is 1, but there its logarithm has larger ulps.
    let u = fastSum(1.0, x)
    var cell = logarithmCell(u.high)
    if let doubled { cell.e = cell.e + select(doubled, 1.0, 0.0) }
    let high: Self = cell.high
    let rest: Self = (u.low + low) / u.high
    if !near { return logSum(high, cell, cell.low + rest) }
    // In the cell around 1 `x` is `r` itself, which the sum has rounded.
    let isNear: Mask = high .== 0.0
    cell.r = select(isNear, x, cell.r)
    cell.half = select(isNear, x * 0.5, cell.half)
    return logSum(high, cell, select(isNear, mulAdd(-x, low, low), cell.low + rest))
  }
  @inline(__always) static func log1p(_ x: Self, _ low: Self, doubled: Mask? = nil) -> Self {
    let sum = log1pPair(x, low, doubled: doubled)
    return sum.high + sum.low
  }

  /// `log(1 + x)`, accurate near 0.
  @inline(__always) package static func log1p(_ x: Self) -> Self {
    let sum = log1pPair(x, 0.0, near: false)
    return logarithmLimits(x + 1.0, copySign(sum.high + sum.low, x))
  }

  /// The logarithm in another base, in the cell whose logarithms are in that base: `r` times the logarithm of e keeps
  /// its rounding error, what follows it is so small that it need not. `high` and `low` are what is added to `r`'s share.
  @inline(__always) private static func logInBase(
    _ x: Self, _ cell: LogarithmCell<Self>, _ logOfE: Pair<Self>, _ high: Self, _ low: Self
  ) -> Self {
    let p: Self = cell.r * logOfE.high
    let lost: Self = mulAdd(cell.r, logOfE.low, mulAdd(cell.r, logOfE.high, -p))
    let sum = fastSum(high, p)
    let tail: Self = logSquare(cell.r, square: cell.r * cell.r)
    return logarithmLimits(x, sum.high + mulAdd(cell.half * p, tail, sum.low + (lost + low)))
  }

  /// The logarithm in base 2, exact for powers of two.
  @inline(__always) package static func log2(_ x: Self) -> Self {
    let cell = logarithmCellOfAny(x, LogarithmTable.binaryHigh, LogarithmTable.binaryLow)
    let high: Self = constant(single: 0x1.715476p+0, double: 0x1.71547652b82fep+0)
    let low: Self = constant(single: 0x1.4ae0cp-26, double: 0x1.777d0ffda0d24p-56)
    return logInBase(x, cell, Pair(high, low), cell.e + cell.tableHigh, cell.tableLow)
  }

  /// The logarithm in base 10, exact for powers of ten.
  @inline(__always) package static func log10(_ x: Self) -> Self {
    let cell = logarithmCellOfAny(x, LogarithmTable.decimalHigh, LogarithmTable.decimalLow)
    let high: Self = constant(single: 0x1.bcb7b2p-2, double: 0x1.bcb7b1526e50ep-2)
    let low: Self = constant(single: -0x1.5b235ep-27, double: 0x1.95355baaafad3p-57)
    let unit: Self = constant(single: 0x1.3440p-2, double: 0x1.34413509f7800p-2)
    let unitLow: Self = constant(single: 0x1.3509f8p-18, double: 0x1.fef311f12b358p-46)
    return logInBase(
      x, cell, Pair(high, low), mulAdd(cell.e, unit, cell.tableHigh), mulAdd(cell.e, unitLow, cell.tableLow))
  }
}
