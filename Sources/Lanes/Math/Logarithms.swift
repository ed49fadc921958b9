// Logarithms. The leading bits of m name a cell, for which a table has a number near 1 / m of few bits:
//
//   x = 2^e m,  r = m inverse - 1 (exact, at most 2^-5),  log x = e ln 2 - log inverse + log(1 + r)
//
// The leading part of e ln 2 - log inverse is exact, too, and 0 or far greater than r, so that hardly more than the last
// rounding shows. Cells of m > 3/2 are centred at less than 1, with a factor of 2 in their logarithm: e = -1 takes it
// away.

/// A positive number in its cell: `log x = high + (r / 4 + (low + log(1 + r / 4) - r / 4))`, where `high` is exact.
package struct LogarithmCell<L: FloatLane>: SplitLogarithm {
  /// Four times what `m inverse` is more than 1: so the inverses of great numbers are not subnormal.
  var r: L
  package var e: L
  package var tableHigh: L
  package var tableLow: L
}

/// What a cell's place adds to the logarithm of a number in it, in two parts.
package protocol SplitLogarithm<L> {
  associatedtype L: FloatLane
  var e: L { get }
  /// `-log inverse`, in two parts.
  var tableHigh: L { get }
  var tableLow: L { get }
}

extension SplitLogarithm {
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
  /// The place in the tables.
  @inline(__always) private static func cellIndex(_ m: Self) -> Bits {
    Bits.shiftRightLogical(m.bits, significandBits - 5)
  }

  /// The cell of a positive number; the tables have the logarithms in the base that is wanted.
  @inline(__always) private static func logarithmCell(
    _ x: Self, _ high: LaneTable = LogarithmTable.high, _ low: LaneTable = LogarithmTable.low
  ) -> LogarithmCell<Self> {
    let (e, m) = exponentAndFraction(x)
    let entry = lookup([LogarithmTable.inverse, high, low], cellIndex(m))
    return LogarithmCell(r: mulAdd(m, entry(0), -4.0), e: e, tableHigh: entry(1), tableLow: entry(2))
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
    let cell = logarithmCell(x)
    let square: Self = cell.r * cell.r
    let tail: Self = mulAdd(square, logSquare(cell.r, square: square), cell.low)
    return logarithmLimits(x, cell.high + mulAdd(cell.r, 0.25, tail))
  }

  /// The logarithm of a sum, and ln 2 more where `doubled`. What the sum lost adds `lost / u.high`, which is
  /// `lost / 4 (1 - r / 4)` with `lost` times the inverse; where that may be as much as `r`, half of it counts beside `r`.
  @inline(__always) private static func logarithm(
    _ u: Pair<Self>, secondOrder: Bool = false, doubled: Mask? = nil
  ) -> Self {
    let exponent: Bits = u.high.bits & Bits.integer(pattern(.infinity))
    let entry = lookup([LogarithmTable.inverse, LogarithmTable.high, LogarithmTable.low], cellIndex(u.high))
    let inverse = Self(bits: entry(0).bits - exponent + Bits.integer(pattern(1)))
    var cell = LogarithmCell(
      r: mulAdd(u.high, inverse, -4.0), e: exponentAndFraction(u.high).e, tableHigh: entry(1), tableLow: entry(2))
    if let doubled { cell.e = cell.e + select(doubled, 1.0, 0.0) }
    let lost: Self = u.low * inverse
    let square: Self = cell.r * cell.r
    let moved: Self = secondOrder ? mulAdd(lost, 0.5, cell.r) : cell.r
    let tail: Self = mulAdd(square, logSquare(cell.r, square: square), mulAdd(lost * moved, -0.0625, cell.low))
    return cell.high + mulAdd(cell.r, 0.25, mulAdd(lost, 0.25, tail))
  }

  /// `log(1 + x)`, accurate near 0.
  @inline(__always) package static func log1p(_ x: Self) -> Self {
    // For x > 1 the sum is not exact from where an ulp of it is 1, but there its logarithm has larger ulps.
    let u = fastSum(1.0, x)
    return logarithmLimits(u.high, copySign(logarithm(u), x))
  }

  /// `log(1 + x + low)` for `x >= 0`, where `low` is less than an ulp of `x`, and ln 2 more where `doubled`.
  @inline(__always) static func log1p(_ x: Self, _ low: Self, doubled: Mask? = nil) -> Self {
    var u = fastSum(1.0, x)
    u.low = u.low + low
    return logarithmLimits(u.high, logarithm(u, secondOrder: true, doubled: doubled))
  }

  /// The logarithm in base 2, exact for powers of two.
  @inline(__always) package static func log2(_ x: Self) -> Self {
    let cell = logarithmCell(x, LogarithmTable.binaryHigh, LogarithmTable.binaryLow)
    // A quarter of the logarithm of e.
    let share: Self = constant(single: 0x1.715476p-2, double: 0x1.71547652b82fep-2)
    let shareRest: Self = constant(single: 0x1.4ae0cp-28, double: 0x1.777d0ffda0d24p-58)
    let tail: Self = mulAdd(cell.r, binaryLogSquare(cell.r, square: cell.r * cell.r), shareRest)
    let rest: Self = mulAdd(cell.r, share, mulAdd(cell.r, tail, cell.tableLow))
    return logarithmLimits(x, (cell.e + cell.tableHigh) + rest)
  }

  /// The logarithm in base 10, exact for powers of ten.
  @inline(__always) package static func log10(_ x: Self) -> Self {
    let cell = logarithmCell(x, LogarithmTable.decimalHigh, LogarithmTable.decimalLow)
    let share: Self = constant(single: 0x1.bcb7b2p-4, double: 0x1.bcb7b1526e50ep-4)
    let shareRest: Self = constant(single: -0x1.5b235ep-29, double: 0x1.95355baaafad3p-59)
    let unit: Self = constant(single: 0x1.3440p-2, double: 0x1.34413509f8000p-2)
    let unitRest: Self = constant(single: 0x1.3509f8p-18, double: -0x1.80433b83b532ap-44)
    let tail: Self = mulAdd(cell.r, decimalLogSquare(cell.r, square: cell.r * cell.r), shareRest)
    let rest: Self = mulAdd(cell.r, share, mulAdd(cell.r, tail, mulAdd(cell.e, unitRest, cell.tableLow)))
    return logarithmLimits(x, mulAdd(cell.e, unit, cell.tableHigh) + rest)
  }
}
