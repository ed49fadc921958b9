// Roots beyond the square root.

extension FloatLane {
  /// A positive number `2^e m` with `√½ <= m < √2`, where `e` is whole.
  @inline(__always) private static func exponentAndFraction(_ x: Self) -> (e: Self, m: Self) {
    let tiny: Mask = x .< constant(single: 0x1p-126, double: 0x1p-1022)
    let up: Self = select(tiny, x * constant(single: 0x1p24, double: 0x1p54), x)
    let root = pattern(0x1.6a09e6p-1)
    let moved: Bits = up.bits + Bits.integer(pattern(1) - root)
    let unit = isDouble ? 0x1p52 : 0x1p23
    let biased: Bits = Bits.shiftRightLogical(moved, significandBits)
    let e: Self = Self(bits: biased | Bits.integer(pattern(unit))) - constant(unit + Double(exponentBias))
    let fraction: Bits = moved & Bits.integer((1 << significandBits) - 1)
    let less: Self = select(tiny, constant(single: 24, double: 54), 0.0)
    return (e - less, Self(bits: fraction + Bits.integer(root)))
  }

  /// The cube root: a polynomial for `m^(-1/3)`, one step of third order in double, and a last step whose
  /// residue is exact.
  @inline(__always) package static func cbrt(_ x: Self) -> Self {
    let (e, m) = exponentAndFraction(magnitude(x))
    let shifted: Self = shiftedProduct(e, 0x1.5555555555555p-2)
    let k: Self = shifted - roundingConstant
    let j: Self = mulAdd(k, -3.0, e)
    let a: Self = m * powerOfTwo((j + roundingConstant).bits)
    let step: Self = select(0.0 .< j, 0x1.965fea53d6e3dp-1, select(j .< 0.0, 0x1.428a2f98d728bp+0, 1.0))
    var r: Self = cubeRootStart(m) * step
    if isDouble {
      let h: Self = mulAdd(-(a * r), r * r, 1.0)
      r = mulAdd(r * h, mulAdd(h, 0x1.c71c71c71c71cp-3, 0x1.5555555555555p-2), r)
    }
    let square: Self = r * r
    let y: Self = a * square
    let p = exactProduct(y, y)
    let residue: Self = mulAdd(p.low, y, mulAdd(p.high, y, -a))
    let root: Self = mulAdd(-residue, square * 0x1.5555555555555p-2, y) * powerOfTwo(shifted.bits)
    let finite: Self = select(magnitude(x) .< infinity, copySign(root, x), x)
    return select(x .== 0.0, x, finite)
  }

  /// One over the square root; infinite at zeros, with their sign.
  @inline(__always) package static func rsqrt(_ x: Self) -> Self {
    let r: Self = 1.0 / squareRoot(x)
    // One step of Newton's, 1 - r (x r) without rounding errors.
    let p = exactProduct(x, r)
    let rest: Self = mulAdd(-p.low, r, mulAdd(-p.high, r, 1.0))
    let better: Self = mulAdd(r, rest * 0.5, r)
    return select(isNaN(better), r, better)
  }

  /// `√(a² + b²)` without overflow on the way; infinite if either operand is, even beside NaN.
  @inline(__always) package static func hypot(_ a: Self, _ b: Self) -> Self {
    let x: Self = magnitude(a)
    let y: Self = magnitude(b)
    let most: Self = greater(x, y)
    let least: Self = lesser(x, y)
    let large: Mask = constant(single: 0x1p62, double: 0x1p510) .< most
    let small: Mask = most .< constant(single: 0x1p-50, double: 0x1p-450)
    let down: Self = constant(single: 0x1p-70, double: 0x1p-600)
    let back: Self = constant(single: 0x1p70, double: 0x1p600)
    let up: Self = constant(single: 0x1p100, double: 0x1p700)
    let upBack: Self = constant(single: 0x1p-100, double: 0x1p-700)
    let factor: Self = select(large, down, select(small, up, 1.0))
    let inverse: Self = select(large, back, select(small, upBack, 1.0))
    let p = exactProduct(most * factor, most * factor)
    let l: Self = least * factor
    let q: Self = l * l
    let sum = fastSum(p.high, q)
    let rest: Self = mulAdd(l, l, -q) + p.low
    let r: Self = squareRoot(sum.high + (sum.low + rest)) * inverse
    let infinite: Mask = (x .== infinity) | (y .== infinity)
    return select(infinite, infinity, select(isNaN(a) | isNaN(b), nan, r))
  }
}
