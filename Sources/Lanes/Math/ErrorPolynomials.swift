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

  /// `(1 + 2a) e^(a²) erfc(a)` of `x = (a - 4)/(a + 4)`, for `0 <= a <= 27.5` (double), `<= 10.5`.
  ///
  /// Error: 2^-54.09 in double, 2^-25.05 in single precision.
  @inline(__always) static func erfcTail(_ x: Self) -> Self {
    if isDouble {
      let y: Self = x * x
      var p: Self = -0x1.e83cd4ac9fe9cp-30
      var q: Self = -0x1.d25cfe7f18d12p-27
      p = mulAdd(p, y, -0x1.0cc3e28db8131p-27)
      p = mulAdd(p, y, 0x1.0d782687be26ap-24)
      q = mulAdd(q, y, 0x1.eddde53eaa00dp-24)
      p = mulAdd(p, y, 0x1.43b431c8b4f8bp-22)
      q = mulAdd(q, y, -0x1.c014dfe9868cep-21)
      p = mulAdd(p, y, -0x1.78a5a1255b935p-17)
      q = mulAdd(q, y, 0x1.7fb0ec8e1c4e2p-18)
      p = mulAdd(p, y, 0x1.3be0c1157a325p-13)
      q = mulAdd(q, y, -0x1.9969e1994146ap-16)
      p = mulAdd(p, y, -0x1.8d4a9edd9e5bap-11)
      q = mulAdd(q, y, -0x1.a1de858629a36p-13)
      p = mulAdd(p, y, -0x1.09623881b558ap-6)
      q = mulAdd(q, y, 0x1.49c671970fc8bp-8)
      p = mulAdd(p, y, -0x1.0fb06dfe5225dp-4)
      q = mulAdd(q, y, 0x1.3079edf9dd31ap-5)
      p = mulAdd(p, y, -0x1.9ddb23c3e8edap-4)
      q = mulAdd(q, y, 0x1.7fee004df7cc7p-4)
      p = mulAdd(p, y, 0x1.f7f5df66fd7bap-7)
      q = mulAdd(q, y, 0x1.16ecefcfa5fa7p-4)
      p = mulAdd(p, y, 0x1.3ba5916e9fd7fp+0)
      q = mulAdd(q, y, -0x1.1df1ad154a29bp-3)
      return mulAdd(q, x, p)
    }
    let y: Self = x * x
    var p: Self = 0x1.b4fc9a0000000p-11
    var q: Self = 0x1.c1aacc0000000p-8
    p = mulAdd(p, y, -0x1.0724540000000p-6)
    p = mulAdd(p, y, -0x1.10c4360000000p-4)
    q = mulAdd(q, y, 0x1.2a153c0000000p-5)
    p = mulAdd(p, y, -0x1.9daac20000000p-4)
    q = mulAdd(q, y, 0x1.805e460000000p-4)
    p = mulAdd(p, y, 0x1.f7e2620000000p-7)
    q = mulAdd(q, y, 0x1.16e7080000000p-4)
    p = mulAdd(p, y, 0x1.3ba5920000000p+0)
    q = mulAdd(q, y, -0x1.1df1a00000000p-3)
    return mulAdd(q, x, p)
  }
}
