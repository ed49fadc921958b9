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

  /// `((1 + 2a) e^(a²) erfc(a) - c) / x` of `x = (a - 4)/(a + 4)`, `a <= 27.5` or 10.5; `c` is for 4.
  ///
  /// Error: 2^-56.14 in double, 2^-26.83 in single precision.
  @inline(__always) static func erfcTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = 0x1.47c9c22834161p-30
      var q: Self = 0x1.c6101164e0e1bp-30
      p = mulAdd(p, y, -0x1.e462e0f884a5dp-27)
      p = mulAdd(p, y, 0x1.da44e575f7394p-24)
      q = mulAdd(q, y, -0x1.2b73dd7767ecep-26)
      p = mulAdd(p, y, -0x1.bb7e7eee7666fp-21)
      q = mulAdd(q, y, 0x1.3e4b07f26ca74p-24)
      p = mulAdd(p, y, 0x1.7f35809f7276bp-18)
      q = mulAdd(q, y, 0x1.3bcd91bb50056p-22)
      p = mulAdd(p, y, -0x1.995ae465d6d19p-16)
      q = mulAdd(q, y, -0x1.788d6d3f2b315p-17)
      p = mulAdd(p, y, -0x1.a1df15a86cb21p-13)
      q = mulAdd(q, y, 0x1.3be0690bcffb9p-13)
      p = mulAdd(p, y, 0x1.49c6726efad60p-8)
      q = mulAdd(q, y, -0x1.8d4a9c1806687p-11)
      p = mulAdd(p, y, 0x1.3079edf6d2887p-5)
      q = mulAdd(q, y, -0x1.09623882e44c2p-6)
      p = mulAdd(p, y, 0x1.7fee004e10087p-4)
      q = mulAdd(q, y, -0x1.0fb06dfe53603p-4)
      p = mulAdd(p, y, 0x1.16ecefcfa5483p-4)
      q = mulAdd(q, y, -0x1.9ddb23c3e8af1p-4)
      p = mulAdd(p, y, -0x1.1df1ad154a28fp-3)
      q = mulAdd(q, y, 0x1.f7f5df66fd71fp-7)
      return mulAdd(q, x, p)
    }
    let y: Self = x * x
    var p: Self = -0x1.4bb3d60000000p-11
    var q: Self = -0x1.21ec960000000p-10
    p = mulAdd(p, y, 0x1.4cb4280000000p-8)
    p = mulAdd(p, y, 0x1.30d7d40000000p-5)
    q = mulAdd(q, y, -0x1.066c4c0000000p-6)
    p = mulAdd(p, y, 0x1.7fe2900000000p-4)
    q = mulAdd(q, y, -0x1.0fcf180000000p-4)
    p = mulAdd(p, y, 0x1.16edc00000000p-4)
    q = mulAdd(q, y, -0x1.9dd9340000000p-4)
    p = mulAdd(p, y, -0x1.1df1ae0000000p-3)
    q = mulAdd(q, y, 0x1.f7f5880000000p-7)
    return mulAdd(q, x, p)
  }
}
