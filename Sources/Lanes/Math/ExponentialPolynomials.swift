// Written by Scripts/coefficients.py; edit that, not this.
//
// Each polynomial is evaluated as two interleaved Horner chains, in the even and the odd powers:
//   p = (c0 + c2 y + c4 y² …) + x (c1 + c3 y + c5 y² …),  y = x²
// The branch on `isDouble` is on a constant and vanishes when the lane type is known.

extension FloatLane {
  /// `(e^x - 1 - x) / x²` for `|x| <= ln 2 / 2`.
  ///
  /// Error: 2^-57.88 in double, 2^-28.19 in single precision.
  @inline(__always) static func expTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.28af08568c572p-22
      var q: Self = 0x1.adaf71f798920p-26
      p = mulAdd(p, y, 0x1.a019986318dc6p-16)
      q = mulAdd(q, y, 0x1.71df0c08c58a7p-19)
      p = mulAdd(p, y, 0x1.6c16c184c1696p-10)
      q = mulAdd(q, y, 0x1.a01a01335fe32p-13)
      p = mulAdd(p, y, 0x1.55555555505e4p-5)
      q = mulAdd(q, y, 0x1.111111112680ep-7)
      p = mulAdd(p, y, 0x1.000000000000ap-1)
      q = mulAdd(q, y, 0x1.55555555554fdp-3)
      return mulAdd(q, x, p)
    }
    let y: Self = x * x
    var p: Self = 0x1.6ad8280000000p-10
    var q: Self = 0x1.123f660000000p-7
    p = mulAdd(p, y, 0x1.55584e0000000p-5)
    p = mulAdd(p, y, 0x1.fffffc0000000p-2)
    q = mulAdd(q, y, 0x1.55548a0000000p-3)
    return mulAdd(q, x, p)
  }

  /// `(e^x - 1 - x) / x²` for `|x| <= 0.12` (single: 0.06).
  ///
  /// Error: 2^-56.65 in double, 2^-25.64 in single precision.
  @inline(__always) static func expm1Tail(_ x: Self, square y: Self) -> Self {
    if isDouble {
      var p: Self = 0x1.a040667406eb6p-16
      var q: Self = 0x1.71fffe38645f9p-19
      p = mulAdd(p, y, 0x1.6c16bfc32d93bp-10)
      q = mulAdd(q, y, 0x1.a019ffc26c651p-13)
      p = mulAdd(p, y, 0x1.5555555562edcp-5)
      q = mulAdd(q, y, 0x1.111111111bcedp-7)
      p = mulAdd(p, y, 0x1.ffffffffffff9p-2)
      q = mulAdd(q, y, 0x1.5555555555550p-3)
      return mulAdd(q, x, p)
    }
    var p: Self = 0x1.5564320000000p-5
    p = mulAdd(p, x, 0x1.5562680000000p-3)
    p = mulAdd(p, x, 0x1p-1)
    return p
  }

  /// `(2^x - 1 - x ln 2) / x²` for `|x| <= 1/2`.
  ///
  /// Error: 2^-57.32 in double, 2^-28.21 in single precision.
  @inline(__always) static func exp2Tail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.e6186d89fb739p-28
      var q: Self = 0x1.e81be5dad2a70p-32
      p = mulAdd(p, y, 0x1.62bfc9bcf6b0ap-20)
      q = mulAdd(q, y, 0x1.b526222dbae29p-24)
      p = mulAdd(p, y, 0x1.4309130dcc72fp-13)
      q = mulAdd(q, y, 0x1.ffcbfbdb9efaap-17)
      p = mulAdd(p, y, 0x1.3b2ab6fba079dp-7)
      q = mulAdd(q, y, 0x1.5d87fe78c0177p-10)
      p = mulAdd(p, y, 0x1.ebfbdff82c5a1p-3)
      q = mulAdd(q, y, 0x1.c6b08d704a052p-5)
      return mulAdd(q, x, p)
    }
    let y: Self = x * x
    var p: Self = 0x1.41c46e0000000p-13
    var q: Self = 0x1.5f09f80000000p-10
    p = mulAdd(p, y, 0x1.3b2da00000000p-7)
    p = mulAdd(p, y, 0x1.ebfbdc0000000p-3)
    q = mulAdd(q, y, 0x1.c6af800000000p-5)
    return mulAdd(q, x, p)
  }

  /// `(sinh r - r) / r³` of `x = r²`, for `|r| <= 1`.
  ///
  /// Error: 2^-61.7 in double, 2^-30.79 in single precision.
  @inline(__always) static func sinhTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.a65ace6354c59p-41
      var q: Self = 0x1.d42afa45baa60p-48
      p = mulAdd(p, y, 0x1.ae6441100e6acp-26)
      q = mulAdd(q, y, 0x1.61315b53e876ep-33)
      p = mulAdd(p, y, 0x1.a01a01a0072d8p-13)
      q = mulAdd(q, y, 0x1.71de3a68dcd64p-19)
      p = mulAdd(p, y, 0x1.5555555555555p-3)
      q = mulAdd(q, y, 0x1.111111111119bp-7)
      return mulAdd(q, x, p)
    }
    var p: Self = 0x1.757d8a0000000p-19
    p = mulAdd(p, x, 0x1.a022520000000p-13)
    p = mulAdd(p, x, 0x1.1110e00000000p-7)
    p = mulAdd(p, x, 0x1.5555560000000p-3)
    return p
  }

  /// `(³√(1 + x) - 1) / x` for what remains in a cell of `CubeRootTable`.
  ///
  /// Error: 2^-59.19 in double, 2^-29.17 in single precision.
  @inline(__always) static func cubeRootTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.bd3f089208bffp-7
      var q: Self = -0x1.82763b7fd35c9p-7
      p = mulAdd(p, y, 0x1.374f37ac35a37p-6)
      q = mulAdd(q, y, -0x1.036c0960ea370p-6)
      p = mulAdd(p, y, 0x1.ee7113e2b3de5p-6)
      q = mulAdd(q, y, -0x1.8090d712bba58p-6)
      p = mulAdd(p, y, 0x1.f9add3c0be9f5p-5)
      q = mulAdd(q, y, -0x1.511e8d2b16499p-5)
      p = mulAdd(p, y, 0x1.5555555555556p-2)
      q = mulAdd(q, y, -0x1.c71c71c71c72dp-4)
      return mulAdd(q, x, p)
    }
    var p: Self = -0x1.523c7e0000000p-5
    p = mulAdd(p, x, 0x1.fac2640000000p-5)
    p = mulAdd(p, x, -0x1.c71c400000000p-4)
    p = mulAdd(p, x, 0x1.55554e0000000p-2)
    return p
  }

  /// `(e^x - 1 - x) / x²` for `|x| <= ln 2 / 32` (single: `ln 2 / 64`).
  ///
  /// Error: 2^-56.24 in double, 2^-33.21 in single precision.
  @inline(__always) static func expShortTail(_ x: Self, square y: Self) -> Self {
    if isDouble {
      var p: Self = 0x1.6c18597d34a7ap-10
      var q: Self = 0x1.11123bdd5745ap-7
      p = mulAdd(p, y, 0x1.5555555462efcp-5)
      p = mulAdd(p, y, 0x1.0000000000005p-1)
      q = mulAdd(q, y, 0x1.555555548df55p-3)
      return mulAdd(q, x, p)
    }
    var p: Self = 0x1.5555da0000000p-3
    p = mulAdd(p, x, 0x1.0000880000000p-1)
    return p
  }
}
