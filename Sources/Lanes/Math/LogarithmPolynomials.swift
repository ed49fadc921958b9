// Written by Scripts/coefficients.py; edit that, not this.
//
// Each polynomial is evaluated as two interleaved Horner chains, in the even and the odd powers:
//   p = (c0 + c2 y + c4 y² …) + x (c1 + c3 y + c5 y² …),  y = x²
// The branch on `isDouble` is on a constant and vanishes when the lane type is known.

extension FloatLane {
  /// `(log(1 + x / 4) - x / 4) / x²` for what remains in a cell of `LogarithmTable`.
  ///
  /// Error: 2^-58.17 in double, 2^-26.04 in single precision.
  @inline(__always) static func logSquare(_ x: Self, square y: Self) -> Self {
    if isDouble {
      var p: Self = -0x1.001951edd184fp-19
      var q: Self = 0x1.b4a5989574f45p-22
      p = mulAdd(p, y, -0x1.555555b92f407p-15)
      q = mulAdd(q, y, 0x1.24945e34b7e0ap-17)
      p = mulAdd(p, y, -0x1.ffffffffe82afp-11)
      q = mulAdd(q, y, 0x1.999999746e226p-13)
      p = mulAdd(p, y, -0x1.0000000000001p-5)
      q = mulAdd(q, y, 0x1.5555555555b72p-8)
      return mulAdd(q, x, p)
    }
    var p: Self = -0x1.f79c940000000p-11
    p = mulAdd(p, x, 0x1.556b340000000p-8)
    p = mulAdd(p, x, -0x1.0000240000000p-5)
    return p
  }

  /// `logSquare` times the logarithm of e in base 2.
  ///
  /// Error: 2^-58.47 in double, 2^-26.06 in single precision.
  @inline(__always) static func binaryLogSquare(_ x: Self, square y: Self) -> Self {
    if isDouble {
      var p: Self = -0x1.7178fdc5192b5p-19
      var q: Self = 0x1.3af9608b75138p-21
      p = mulAdd(p, y, -0x1.ec709e53ae4d7p-15)
      q = mulAdd(q, y, 0x1.a61a63b3d3cb0p-17)
      p = mulAdd(p, y, -0x1.71547652a6feep-10)
      q = mulAdd(q, y, 0x1.2776c4f429cacp-12)
      p = mulAdd(p, y, -0x1.71547652b8300p-5)
      q = mulAdd(q, y, 0x1.ec709dc3a0ccfp-8)
      return mulAdd(q, x, p)
    }
    var p: Self = -0x1.6b476c0000000p-10
    p = mulAdd(p, x, 0x1.ec902a0000000p-8)
    p = mulAdd(p, x, -0x1.7154ac0000000p-5)
    return p
  }

  /// `logSquare` times the logarithm of e in base 10.
  ///
  /// Error: 2^-58.23 in double, 2^-26.05 in single precision.
  @inline(__always) static func decimalLogSquare(_ x: Self, square y: Self) -> Self {
    if isDouble {
      var p: Self = -0x1.bce3ad960080cp-21
      var q: Self = 0x1.7b4442bb30b0dp-23
      p = mulAdd(p, y, -0x1.287a768daf02dp-16)
      q = mulAdd(q, y, 0x1.fc43441b9155ep-19)
      p = mulAdd(p, y, -0x1.bcb7b152599d9p-12)
      q = mulAdd(q, y, 0x1.63c62754dc063p-14)
      p = mulAdd(p, y, -0x1.bcb7b1526e510p-7)
      q = mulAdd(q, y, 0x1.287a7636f48aep-9)
      return mulAdd(q, x, p)
    }
    var p: Self = -0x1.b56e780000000p-12
    p = mulAdd(p, x, 0x1.288d740000000p-9)
    p = mulAdd(p, x, -0x1.bcb7f20000000p-7)
    return p
  }

  /// `2 (log(1 + x) - x) / x²` for what remains in a cell of `LogarithmPairTable`.
  ///
  /// Error: 2^-60.33 in double, 2^-27.44 in single precision.
  @inline(__always) static func logPairSquare(_ x: Self, square y: Self) -> Self {
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

  /// `2 (log(1 + x) - x + x²/2) / x³` for what remains in a cell of `LogarithmPairTable`.
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
