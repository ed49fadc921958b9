// Written by Scripts/coefficients.py; edit that, not this.
//
// Each polynomial is evaluated as two interleaved Horner chains, in the even and the odd powers:
//   p = (c0 + c2 y + c4 y² …) + x (c1 + c3 y + c5 y² …),  y = x²
// The branch on `isDouble` is on a constant and vanishes when the lane type is known.

extension FloatLane {
  /// `(sin r - r) / r³` of `x = r²`, for `|r| <= π/4`.
  ///
  /// Error: 2^-57.94 in double, 2^-27.92 in single precision.
  @inline(__always) static func sinTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = -0x1.ae5e6091b6b79p-26
      var q: Self = 0x1.5d910d80f8351p-33
      p = mulAdd(p, y, -0x1.a01a019c0df3ep-13)
      q = mulAdd(q, y, 0x1.71de3572376d2p-19)
      p = mulAdd(p, y, -0x1.5555555555549p-3)
      q = mulAdd(q, y, 0x1.111111110f87dp-7)
      return mulAdd(q, x, p)
    }
    var p: Self = -0x1.9953080000000p-13
    p = mulAdd(p, x, 0x1.1107760000000p-7)
    p = mulAdd(p, x, -0x1.5555460000000p-3)
    return p
  }

  /// `(cos r - 1 + r²/2) / r⁴` of `x = r²`, for `|r| <= π/4`.
  ///
  /// Error: 2^-63.98 in double, 2^-33.11 in single precision.
  @inline(__always) static func cosTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.1ee9d7911072ep-29
      var q: Self = -0x1.8fa3c1530724bp-37
      p = mulAdd(p, y, 0x1.a01a019c8b274p-16)
      q = mulAdd(q, y, -0x1.27e4f7ecfef7cp-22)
      p = mulAdd(p, y, 0x1.555555555554bp-5)
      q = mulAdd(q, y, -0x1.6c16c16c15003p-10)
      return mulAdd(q, x, p)
    }
    var p: Self = 0x1.99e0d00000000p-16
    p = mulAdd(p, x, -0x1.6c0c1a0000000p-10)
    p = mulAdd(p, x, 0x1.55554a0000000p-5)
    return p
  }

  /// `(tan r - r) / r³` of `x = r²`, for `|r| <= π/4`.
  ///
  /// Error: 2^-57.37 in double, 2^-29.3 in single precision.
  @inline(__always) static func tanTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = -0x1.97cd5fe5b298cp-16
      var q: Self = 0x1.490fdec4dc5e0p-17
      p = mulAdd(p, y, -0x1.af3ddd255c0a7p-16)
      q = mulAdd(q, y, 0x1.988360e704ac1p-15)
      p = mulAdd(p, y, 0x1.5e5c8c1685286p-14)
      q = mulAdd(q, y, 0x1.1a2a6e565c8e6p-14)
      p = mulAdd(p, y, 0x1.34bbbcc57e9ffp-11)
      q = mulAdd(q, y, 0x1.ff33edea2b155p-13)
      p = mulAdd(p, y, 0x1.d6d2e7133ef38p-9)
      q = mulAdd(q, y, 0x1.7db19806791a7p-10)
      p = mulAdd(p, y, 0x1.664f485d0cf6ap-6)
      q = mulAdd(q, y, 0x1.226e3a84dd584p-7)
      p = mulAdd(p, y, 0x1.11111111105cep-3)
      q = mulAdd(q, y, 0x1.ba1ba1babf908p-5)
      return mulAdd(mulAdd(q, x, p), x, 0x1.555555555555ep-2)
    }
    let y: Self = x * x
    var p: Self = 0x1.28a8040000000p-14
    var q: Self = 0x1.1f876c0000000p-8
    p = mulAdd(p, y, 0x1.5ca5200000000p-6)
    q = mulAdd(q, y, 0x1.6370240000000p-7)
    p = mulAdd(p, y, 0x1.110d960000000p-3)
    q = mulAdd(q, y, 0x1.badbea0000000p-5)
    return mulAdd(mulAdd(q, x, p), x, 0x1.5555600000000p-2)
  }

  /// `(atan r - r) / r³` of `x = r²`, for what remains in a piece of `ArcTable`.
  ///
  /// Error: 2^-63.48 in double, 2^-32.12 in single precision.
  @inline(__always) static func atanTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = -0x1.fb1fc715a9018p-5
      var q: Self = 0x1.3a6b0f99ebb3ep-4
      p = mulAdd(p, y, -0x1.745a1e0683fb2p-4)
      p = mulAdd(p, y, -0x1.2492491fa44d5p-3)
      q = mulAdd(q, y, 0x1.c71c6a6105494p-4)
      p = mulAdd(p, y, -0x1.5555555555550p-2)
      q = mulAdd(q, y, 0x1.99999999967bcp-3)
      return mulAdd(q, x, p)
    }
    var p: Self = -0x1.1b57fc0000000p-3
    p = mulAdd(p, x, 0x1.997c3c0000000p-3)
    p = mulAdd(p, x, -0x1.5555480000000p-2)
    return p
  }

  /// `(asin r - r) / r³` of `x = r²`, for `|r| <= 1/2`.
  ///
  /// Error: 2^-59.75 in double, 2^-31.62 in single precision.
  @inline(__always) static func asinTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.0be3e51dda214p-5
      var q: Self = -0x1.59f4f49da856fp-6
      p = mulAdd(p, y, 0x1.6500f2560e007p-6)
      p = mulAdd(p, y, 0x1.618a8487d173ep-7)
      q = mulAdd(q, y, 0x1.e15e985033c71p-9)
      p = mulAdd(p, y, 0x1.ca21433704945p-7)
      q = mulAdd(q, y, 0x1.7577965a48208p-7)
      p = mulAdd(p, y, 0x1.6e8bdfe5fdfa7p-6)
      q = mulAdd(q, y, 0x1.1c49de0ca6187p-6)
      p = mulAdd(p, y, 0x1.6db6db722b56ap-5)
      q = mulAdd(q, y, 0x1.f1c71a8ba20b9p-6)
      p = mulAdd(p, y, 0x1.5555555555578p-3)
      q = mulAdd(q, y, 0x1.333333332df17p-4)
      return mulAdd(q, x, p)
    }
    let y: Self = x * x
    var p: Self = 0x1.d589840000000p-7
    var q: Self = 0x1.349e760000000p-5
    p = mulAdd(p, y, 0x1.6ca7dc0000000p-5)
    q = mulAdd(q, y, 0x1.04cd120000000p-5)
    p = mulAdd(p, y, 0x1.55554c0000000p-3)
    q = mulAdd(q, y, 0x1.3338aa0000000p-4)
    return mulAdd(q, x, p)
  }

  /// `cosTail` where `odd`, else `sinTail`.
  ///
  /// Error: 2^-57.94 in double, 2^-27.92 in single precision.
  @inline(__always) static func quadrantTail(_ x: Self, odd: Mask) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = select(odd, 0x1.1ee9d7911072ep-29, -0x1.ae5e6091b6b79p-26)
      var q: Self = select(odd, -0x1.8fa3c1530724bp-37, 0x1.5d910d80f8351p-33)
      p = mulAdd(p, y, select(odd, 0x1.a01a019c8b274p-16, -0x1.a01a019c0df3ep-13))
      q = mulAdd(q, y, select(odd, -0x1.27e4f7ecfef7cp-22, 0x1.71de3572376d2p-19))
      p = mulAdd(p, y, select(odd, 0x1.555555555554bp-5, -0x1.5555555555549p-3))
      q = mulAdd(q, y, select(odd, -0x1.6c16c16c15003p-10, 0x1.111111110f87dp-7))
      return mulAdd(q, x, p)
    }
    var p: Self = select(odd, 0x1.99e0d00000000p-16, -0x1.9953080000000p-13)
    p = mulAdd(p, x, select(odd, -0x1.6c0c1a0000000p-10, 0x1.1107760000000p-7))
    p = mulAdd(p, x, select(odd, 0x1.55554a0000000p-5, -0x1.5555460000000p-3))
    return p
  }
}
