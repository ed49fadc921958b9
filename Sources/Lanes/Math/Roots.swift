// Roots beyond the square root.

extension FloatLane {
  /// The cube root. With e = 3k + j and m = (1 + d) c, where the cell of m and j has c and ³√(2^j c) in tables, it is
  /// 2^k ³√(2^j c) ³√(1 + d).
  @inline(__always) package static func cbrt(_ x: Self) -> Self {
    let absolute: Self = magnitude(x)
    let (e, m) = exponentAndFraction(absolute)
    let shifted: Self = shiftedProduct(e, 0x1.5555555555555p-2)
    let k: Self = shifted - roundingConstant
    // Three leading bits of m, and 8 j on top of them.
    let row: Self = mulAdd(k, -24.0, shiftedProduct(e, 8.0))
    let place: Bits = Bits.shiftRightLogical(m.bits, significandBits - 3) + row.bits
    let entry = lookup([CubeRootTable.inverse, CubeRootTable.root], place)
    let d: Self = mulAdd(m, entry(0), -1.0)
    let root: Self = entry(1)
    let result: Self = mulAdd(root * d, cubeRootTail(d), root) * powerOfTwo(shifted.bits)
    // Zeros, infinities and NaN are no less than twice themselves.
    return select(absolute .< absolute + absolute, copySign(result, x), x)
  }

  /// The square root of `w + low` in two parts, for a `low` far below `w`; exact for exact squares.
  @inline(__always) static func rootPair(_ w: Self, _ low: Self) -> Pair<Self> {
    let root: Self = squareRoot(w)
    // Where the root is 0, nothing is missing.
    let safe: Self = greater(root, 0x1p-40)
    return Pair(root, (mulAdd(-root, root, w) + low) / (safe + safe))
  }
  /// The same for a `w` that is 0, as `low` is then, or normal; relative to the root 10⁻²³ off.
  ///
  /// In double precision without the divider, for which the root and what it lacks would wait one after the other: half of
  /// the bits of `w` give 1 / √w to 3.5 %, and steps of Householder's (y (15/8 - h (5/4 - 3/8 h)) with h = w y²) make that
  /// 1.1 · 10⁻⁴ and 3 · 10⁻¹²; the root from it and what it lacks are the square of that off. (30 001 `arcsin` and `arccos`,
  /// Intel, µs: 55, 57 and 39, 47; with AVX2 97, 93 and 106, 82; without multiply-adds 0.8 times as fast.)
  @inline(__always) static func closeRootPair(_ w: Self, _ low: Self) -> Pair<Self> {
    if !isDouble { return rootPair(w, low) }
    let first: Self = Self(bits: Bits.integer(0x5fe6_eb50_c7b5_37a9) - Bits.shiftRightLogical(w.bits, 1))
    let h: Self = (w * first) * first
    let second: Self = first * mulAdd(h, mulAdd(h, 0.375, -1.25), 1.875)
    let k: Self = (w * second) * second
    let inverse: Self = second * mulAdd(k, mulAdd(k, 0.375, -1.25), 1.875)
    let root: Self = w * inverse
    return fastSum(root, (mulAdd(-root, root, w) + low) * (inverse * 0.5))
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
