// Written by Scripts/coefficients.py; edit that, not this.
//
// Each polynomial is evaluated as two interleaved Horner chains, in the even and the odd powers:
//   p = (c0 + c2 y + c4 y² …) + x (c1 + c3 y + c5 y² …),  y = x²
// The branch on `isDouble` is on a constant and vanishes when the lane type is known.

extension FloatLane {
  /// `2 (log(1 + x) - x) / x²` for what remains in a cell of `LogarithmTable`.
  ///
  /// Error: 2^-60.33 in double, 2^-27.44 in single precision.
  @inline(__always) static func logSquare(_ x: Self, square y: Self) -> Self {
    if isDouble {
      var p: Self = -0x1.002e3aa0e15b5p-2
      var q: Self = 0x1.c7821352a1f02p-3
      p = mulAdd(p, y, -0x1.555551db9f06ep-2)
      q = mulAdd(q, y, 0x1.24924442ccd5ep-2)
      p = mulAdd(p, y, -0x1.000000000c5f1p-1)
      q = mulAdd(q, y, 0x1.99999999ca6b5p-2)
      p = mulAdd(p, y, -0x1.fffffffffffffp-1)
      q = mulAdd(q, y, 0x1.5555555555550p-1)
      return mulAdd(q, x, p)
    }
    var p: Self = -0x1.0018260000000p-1
    p = mulAdd(p, x, 0x1.55665e0000000p-1)
    p = mulAdd(p, x, -0x1p+0)
    return p
  }

  /// `2 (log(1 + x) - x + x²/2) / x³` for what remains in a cell of `LogarithmTable`.
  ///
  /// Error: 2^-66.67 in double, 2^-33.79 in single precision.
  @inline(__always) static func logCubic(_ x: Self, square y: Self) -> Self {
    if isDouble {
      var p: Self = 0x1.c777705fc0eaap-3
      var q: Self = -0x1.99fc2c234087ap-3
      p = mulAdd(p, y, 0x1.249245507794fp-2)
      q = mulAdd(q, y, -0x1.fffff5cbe3c00p-3)
      p = mulAdd(p, y, 0x1.99999999ba0e4p-2)
      q = mulAdd(q, y, -0x1.555555558df12p-2)
      p = mulAdd(p, y, 0x1.5555555555553p-1)
      q = mulAdd(q, y, -0x1.ffffffffffff2p-2)
      return mulAdd(q, x, p)
    }
    var p: Self = 0x1.99db9e0000000p-2
    p = mulAdd(p, x, -0x1.000ef60000000p-1)
    p = mulAdd(p, x, 0x1.5555540000000p-1)
    return p
  }
}
