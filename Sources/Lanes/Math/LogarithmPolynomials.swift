// Written by Scripts/coefficients.py; edit that, not this.
//
// Each polynomial is evaluated as two interleaved Horner chains, in the even and the odd powers:
//   p = (c0 + c2 y + c4 y² …) + x (c1 + c3 y + c5 y² …),  y = x²
// The branch on `isDouble` is on a constant and vanishes when the lane type is known.

extension FloatLane {
  /// `(2 atanh(s) / s - 2) / x` of `x = s²`, `|s| <= (√2 - 1) / (√2 + 1)`.
  ///
  /// Error: 2^-58.45 in double, 2^-29.16 in single precision.
  @inline(__always) static func atanhSeries(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.2f2407923a320p-3
      var q: Self = 0x1.399ed40fb3e18p-3
      p = mulAdd(p, y, 0x1.74665a3d147e5p-3)
      p = mulAdd(p, y, 0x1.2492494282487p-2)
      q = mulAdd(q, y, 0x1.c71c518b93ee6p-3)
      p = mulAdd(p, y, 0x1.5555555555594p-1)
      q = mulAdd(q, y, 0x1.999999997f430p-2)
      return mulAdd(q, x, p)
    }
    var p: Self = 0x1.31e5980000000p-2
    p = mulAdd(p, x, 0x1.995eb80000000p-2)
    p = mulAdd(p, x, 0x1.55557a0000000p-1)
    return p
  }

  /// `(log(1 + x) - x + x²/2) / x³` for `√½ - 1 <= x <= √2 - 1`.
  ///
  /// Error: 2^-30.03 in double, 2^-30.03 in single precision.
  @inline(__always) static func logTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.10e7cc0000000p-4
      var q: Self = -0x1.db534e0000000p-4
      p = mulAdd(p, y, 0x1.e71af80000000p-4)
      p = mulAdd(p, y, 0x1.233ca60000000p-3)
      q = mulAdd(q, y, -0x1.fcb66e0000000p-4)
      p = mulAdd(p, y, 0x1.99a4560000000p-3)
      q = mulAdd(q, y, -0x1.5557660000000p-3)
      p = mulAdd(p, y, 0x1.5555480000000p-2)
      q = mulAdd(q, y, -0x1.0000140000000p-2)
      return mulAdd(q, x, p)
    }
    let y: Self = x * x
    var p: Self = 0x1.10e7cc0000000p-4
    var q: Self = -0x1.db534e0000000p-4
    p = mulAdd(p, y, 0x1.e71af80000000p-4)
    p = mulAdd(p, y, 0x1.233ca60000000p-3)
    q = mulAdd(q, y, -0x1.fcb66e0000000p-4)
    p = mulAdd(p, y, 0x1.99a4560000000p-3)
    q = mulAdd(q, y, -0x1.5557660000000p-3)
    p = mulAdd(p, y, 0x1.5555480000000p-2)
    q = mulAdd(q, y, -0x1.0000140000000p-2)
    return mulAdd(q, x, p)
  }

  /// `(atanh(s)/s - 1 - s²/3) / s⁴` of `x = s²`, `|s| <= (√2 - 1) / (√2 + 1)`.
  ///
  /// Error: 2^-73.26 in double, 2^-43.66 in single precision.
  @inline(__always) static func atanhTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.de144c97dff50p-5
      var q: Self = 0x1.ec128fb9dbaefp-5
      p = mulAdd(p, y, 0x1.3b135d8810697p-4)
      q = mulAdd(q, y, 0x1.11217b72885e5p-4)
      p = mulAdd(p, y, 0x1.c71c71c557421p-4)
      q = mulAdd(q, y, 0x1.745d1845e6ef8p-4)
      p = mulAdd(p, y, 0x1.9999999999995p-3)
      q = mulAdd(q, y, 0x1.2492492493192p-3)
      return mulAdd(q, x, p)
    }
    var p: Self = 0x1.9083c20000000p-4
    p = mulAdd(p, x, 0x1.c63da80000000p-4)
    p = mulAdd(p, x, 0x1.2493b60000000p-3)
    p = mulAdd(p, x, 0x1.9999980000000p-3)
    return p
  }
}
