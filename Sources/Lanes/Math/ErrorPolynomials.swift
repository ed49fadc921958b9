// Written by Scripts/coefficients.py; edit that, not this.
//
// Each polynomial is evaluated as two interleaved Horner chains, in the even and the odd powers:
//   p = (c0 + c2 y + c4 y² …) + x (c1 + c3 y + c5 y² …),  y = x²
// The branch on `isDouble` is on a constant and vanishes when the lane type is known.

extension FloatLane {
  /// `(log(erfc x) / x + 2/√π) / x` for `0 <= x <= 6` (double), `<= 4` (single).
  ///
  /// Error: 2^-60.2 in double, 2^-30.67 in single precision.
  @inline(__always) static func erfTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.20fab713ec5abp-53
      var q: Self = -0x1.e5e1f86ae8010p-48
      p = mulAdd(p, y, 0x1.8035113f46f84p-43)
      p = mulAdd(p, y, 0x1.073a00410d307p-35)
      q = mulAdd(q, y, -0x1.7be479f83ff7ap-39)
      p = mulAdd(p, y, 0x1.ae513c7aacdedp-30)
      q = mulAdd(q, y, -0x1.0f522840baa05p-32)
      p = mulAdd(p, y, 0x1.0443b364063fbp-25)
      q = mulAdd(q, y, -0x1.0b2113541790ap-27)
      p = mulAdd(p, y, 0x1.a6c73ddbbac4fp-23)
      q = mulAdd(q, y, -0x1.86addad6f35c7p-24)
      p = mulAdd(p, y, -0x1.a5ea4ee22f214p-23)
      q = mulAdd(q, y, -0x1.f818112ed08d3p-23)
      p = mulAdd(p, y, -0x1.684ddc76a97fdp-19)
      q = mulAdd(q, y, 0x1.a80083b43cf26p-20)
      p = mulAdd(p, y, 0x1.f3c69481ad053p-16)
      q = mulAdd(q, y, -0x1.d84897c744213p-19)
      p = mulAdd(p, y, -0x1.b20103983e17ap-16)
      q = mulAdd(q, y, -0x1.0e9efb64c60c1p-14)
      p = mulAdd(p, y, -0x1.bca6744432652p-10)
      q = mulAdd(q, y, 0x1.3564fa0a9c462p-11)
      p = mulAdd(p, y, 0x1.39668594dc383p-6)
      q = mulAdd(q, y, 0x1.b6b684d5d5fb0p-13)
      p = mulAdd(p, y, -0x1.45f306dc9c884p-1)
      q = mulAdd(q, y, -0x1.a4f4e2a1b47edp-4)
      return mulAdd(q, x, p)
    }
    let y: Self = x * x
    var p: Self = -0x1.35b22a0000000p-20
    var q: Self = 0x1.5f60e80000000p-16
    p = mulAdd(p, y, -0x1.5b94140000000p-13)
    p = mulAdd(p, y, -0x1.d65e040000000p-10)
    q = mulAdd(q, y, 0x1.8247ac0000000p-11)
    p = mulAdd(p, y, 0x1.3940080000000p-6)
    q = mulAdd(q, y, 0x1.0566100000000p-12)
    p = mulAdd(p, y, -0x1.45f3080000000p-1)
    q = mulAdd(q, y, -0x1.a4f3d80000000p-4)
    return mulAdd(q, x, p)
  }

  /// `(4 + a) e^(a²) erfc(a)` of `x = (a - 4)/(a + 4)`, for `0 <= a <= 27.5` (double), `<= 10.5`.
  ///
  /// Error: 2^-53.54 in double, 2^-26.9 in single precision.
  @inline(__always) static func erfcTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = -0x1.142796e39cc34p-26
      var q: Self = -0x1.0b07ad41099e9p-28
      p = mulAdd(p, y, 0x1.199f2f4976140p-23)
      q = mulAdd(q, y, 0x1.9cb47bdb2cf95p-27)
      p = mulAdd(p, y, -0x1.cc4dd2d51a744p-21)
      q = mulAdd(q, y, -0x1.7bb5e00255904p-24)
      p = mulAdd(p, y, 0x1.3ba091c053d06p-18)
      q = mulAdd(q, y, 0x1.807566a8ff9ffp-20)
      p = mulAdd(p, y, -0x1.e8726b6ce8a5dp-19)
      q = mulAdd(q, y, -0x1.3c7b6204f1ba9p-16)
      p = mulAdd(p, y, -0x1.dd27f832267d1p-12)
      q = mulAdd(q, y, 0x1.72cdfd22af181p-13)
      p = mulAdd(p, y, 0x1.908f465164918p-8)
      q = mulAdd(q, y, -0x1.269b571d0b6e7p-12)
      p = mulAdd(p, y, 0x1.38dbd2ca2eb05p-4)
      q = mulAdd(q, y, -0x1.b00c052b20debp-6)
      p = mulAdd(p, y, 0x1.52cac2370bee5p-2)
      q = mulAdd(q, y, -0x1.645fd8a4bca03p-3)
      p = mulAdd(p, y, 0x1.8be202d26c7a8p-1)
      q = mulAdd(q, y, -0x1.14eacb1ad0335p-1)
      p = mulAdd(p, y, 0x1.18932bf08e154p+0)
      q = mulAdd(q, y, -0x1.f3fe31ecb49c0p-1)
      return mulAdd(q, x, p)
    }
    let y: Self = x * x
    var p: Self = -0x1.70f3a40000000p-11
    var q: Self = -0x1.ff58300000000p-13
    p = mulAdd(p, y, 0x1.9ecf240000000p-8)
    p = mulAdd(p, y, 0x1.3899fe0000000p-4)
    q = mulAdd(q, y, -0x1.af287e0000000p-6)
    p = mulAdd(p, y, 0x1.52ccc80000000p-2)
    q = mulAdd(q, y, -0x1.646b120000000p-3)
    p = mulAdd(p, y, 0x1.8be1f60000000p-1)
    q = mulAdd(q, y, -0x1.14ea7c0000000p-1)
    p = mulAdd(p, y, 0x1.18932c0000000p+0)
    q = mulAdd(q, y, -0x1.f3fe340000000p-1)
    return mulAdd(q, x, p)
  }
}
