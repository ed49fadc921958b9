// Roots beyond the square root.

extension FloatLane {
  /// The cube root: a polynomial for `m^(-1/3)`, one step of third order in double, and a last step whose
  /// residue is exact.
  @inline(__always) package static func cbrt(_ x: Self) -> Self {
    let parts = logarithmPartsOfAny(magnitude(x))
    let shifted: Self = shiftedProduct(parts.e, 0x1.5555555555555p-2)
    let k: Self = shifted - roundingConstant
    let j: Self = mulAdd(k, -3.0, parts.e)
    let m: Self = parts.f + 1.0
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
    let s: Self = squareRoot(x)
    let r: Self = 1.0 / s
    let rootRest: Self = mulAdd(-s, s, x) * r
    let rest: Self = mulAdd(rootRest * r, -0.5, mulAdd(-r, s, 1.0))
    let better: Self = mulAdd(r, rest, r)
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
