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

  /// `2 (e^x - 1 - x - x²/2) / x³` for `|x| <= ln 2 / 2`.
  ///
  /// Error: 2^-55.08 in double, 2^-26.08 in single precision.
  @inline(__always) static func expCubic(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.af6e056f943dcp-25
      var q: Self = 0x1.2898356379bbfp-21
      p = mulAdd(p, y, 0x1.71ddefffcbb6ap-18)
      p = mulAdd(p, y, 0x1.a01a01b2e6f31p-12)
      q = mulAdd(q, y, 0x1.a019b2e401383p-15)
      p = mulAdd(p, y, 0x1.111111110f06cp-6)
      q = mulAdd(q, y, 0x1.6c16c17a31290p-9)
      p = mulAdd(p, y, 0x1.555555555555ap-2)
      q = mulAdd(q, y, 0x1.5555555553a8cp-4)
      return mulAdd(q, x, p)
    }
    var p: Self = 0x1.6d72800000000p-9
    p = mulAdd(p, x, 0x1.1227aa0000000p-6)
    p = mulAdd(p, x, 0x1.5554c80000000p-4)
    p = mulAdd(p, x, 0x1.5554b00000000p-2)
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

  /// `(sinh r - r) / r³` of `x = r²`, for `|r| <= ln 2 / 2`.
  ///
  /// Error: 2^-61.65 in double, 2^-34.13 in single precision.
  @inline(__always) static func sinhTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.af5ff7d1ffa13p-26
      var q: Self = 0x1.71ddf7ae51c2fp-19
      p = mulAdd(p, y, 0x1.a01a01b020a29p-13)
      p = mulAdd(p, y, 0x1.5555555555559p-3)
      q = mulAdd(q, y, 0x1.111111110f62ap-7)
      return mulAdd(q, x, p)
    }
    var p: Self = 0x1.a2e04c0000000p-13
    p = mulAdd(p, x, 0x1.110fc00000000p-7)
    p = mulAdd(p, x, 0x1.5555560000000p-3)
    return p
  }

  /// `(cosh r - 1) / r²` of `x = r²`, for `|r| <= ln 2 / 2`.
  ///
  /// Error: 2^-69.83 in double, 2^-33.2 in single precision.
  @inline(__always) static func coshTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.27e4cbfedd6dap-22
      var q: Self = 0x1.1f8c02c86c641p-29
      p = mulAdd(p, y, 0x1.6c16c16c14ff4p-10)
      q = mulAdd(q, y, 0x1.a01a01ad8466bp-16)
      p = mulAdd(p, y, 0x1p-1)
      q = mulAdd(q, y, 0x1.5555555555558p-5)
      return mulAdd(q, x, p)
    }
    var p: Self = 0x1.6d4f440000000p-10
    p = mulAdd(p, x, 0x1.5554e60000000p-5)
    p = mulAdd(p, x, 0x1p-1)
    return p
  }

  /// `x^(-1/3)` for `√½ <= x <= √2`, roughly.
  ///
  /// Error: 2^-17.41 in double, 2^-14.69 in single precision.
  @inline(__always) static func cubeRootStart(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.66cfcee66850ep-1
      var q: Self = -0x1.baac98e5ec9bbp-4
      p = mulAdd(p, y, 0x1.656d2b69238eep+1)
      q = mulAdd(q, y, -0x1.e5f647c471029p+0)
      p = mulAdd(p, y, 0x1.ffcb2e1bc2aa6p+0)
      q = mulAdd(q, y, -0x1.3e360d2f29bf9p+1)
      return mulAdd(q, x, p)
    }
    let y: Self = x * x
    var p: Self = 0x1.06ebb00000000p-3
    var q: Self = -0x1.67a60c0000000p-1
    p = mulAdd(p, y, 0x1.8fb8320000000p+0)
    p = mulAdd(p, y, 0x1.dfe1fe0000000p+0)
    q = mulAdd(q, y, -0x1.dca62a0000000p+0)
    return mulAdd(q, x, p)
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
