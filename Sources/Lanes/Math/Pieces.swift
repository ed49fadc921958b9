// Functions in pieces: a table a coefficient, and a polynomial of low degree.
//
// In the piece around c, f(x) = f(c) + t p(t) with t = x - c. The centres are such that f(c) is almost a number of the
// format, so that hardly more than the last rounding shows. Where f(0) is 0, the first piece is around 0 and
// f(x) = x + x p(x) there.

/// The tables of a function, one entry a piece.
struct PieceTables: Sendable {
  /// The leading bits of `scale * x + 1/2` tell the piece: four binades from 1/2 on, in 4 (single: 8) pieces each.
  var scale: (single: Double, double: Double)
  /// Up to which value of that the piece around 0 reaches.
  var firstEnd: (single: Double, double: Double)
  var centre: LaneTable
  var value: LaneTable
  /// The coefficients of `p`, the constant term first; where single precision needs fewer of them, the last tables have
  /// no numbers for it.
  var slopes: [LaneTable]

  var all: [LaneTable] { [centre, value] + slopes }
}

/// `f(x) = value + t * slope`.
package struct Piece<L: FloatLane> {
  var t: L
  var slope: L
  var value: L
}

extension FloatLane {
  /// `f(x + low)` for `x >= 0` up to where the pieces end.
  @inline(__always) static func piece(_ tables: PieceTables, _ x: Self, low: Self? = nil) -> Piece<Self> {
    let slopes = tables.slopes.filter { !(isDouble ? $0.double.isEmpty : $0.single.isEmpty) }
    let scaled: Self = mulAdd(x, constant(single: tables.scale.single, double: tables.scale.double), 0.5)
    let index: Bits = Bits.shiftRightLogical(scaled.bits, significandBits - (isDouble ? 2 : 3))
    // In the order of their use.
    let entry = lookup([tables.centre] + slopes.reversed() + [tables.value], index)
    var t: Self = x - entry(0)
    if let low { t = t + low }
    let last: Self = entry(1)
    let slope: Self = (2...slopes.count).reduce(last) { sum, next in mulAdd(sum, t, entry(next)) }
    var value: Self = entry(slopes.count + 1)
    let firstEnd: Double = isDouble ? tables.firstEnd.double : tables.firstEnd.single
    if firstEnd > 0.5 { value = select(scaled .< constant(firstEnd), x, value) }
    return Piece(t: t, slope: slope, value: value)
  }

  /// The same with one rounding.
  @inline(__always) static func piecewise(_ tables: PieceTables, _ x: Self) -> Self {
    let p = piece(tables, x)
    return mulAdd(p.slope, p.t, p.value)
  }
}
