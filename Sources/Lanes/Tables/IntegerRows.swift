/// The rows of integer division, bits and powers.
@inline(__always)
package func integerRows<L: IntegerLane>(_: L.Type) -> [Row<L>] {
  [
    Row("floor_divide", .number, "The quotient rounded down; `a // 0` is 0.") { L.floorDivide($0, $1) },
    Row("remainder", .number, "The remainder with the sign of `b`; `a % 0` is 0.") { L.floorRemainder($0, $1) },
    Row("fmod", .number, "The remainder with the sign of `a`; 0 where `b` is 0.") { L.remainder($0, $1) },
    Row("negative", .number, "`0 - x`, wrapping.") { 0 - $0 },
    Row("abs", .arithmetic, "The magnitude of `x`; the least integer stays.") { (x: L) in
      L.select(x .< 0, 0 - x, x)
    },
    Row("sign", .number, "-1, 0 or 1 by the sign of `x`.") { (x: L) in
      L.select(x .< 0, 0 - 1, L.select(x .== 0, 0, 1))
    },
    Row("bitwise_and", .bitwise, "The bits that both have.") { $0 & $1 },
    Row("bitwise_or", .bitwise, "The bits that either has.") { $0 | $1 },
    Row("bitwise_xor", .bitwise, "The bits that one has and not the other.") { $0 ^ $1 },
    Row("invert", .bitwise, "Every bit turned.") { ~$0 },
    Row("left_shift", .shift, "`a` shifted up by `b` bits; 0 for counts outside the width.") { L.shiftLeft($0, $1) },
    Row("right_shift", .shift, "`a` shifted down by `b` bits, filled with its sign.") { L.shiftRight($0, $1) },
    Row("pow", .number, "`a` to the power `b`, wrapping; `b` must not be negative.") { L.power($0, $1) },
  ]
}

extension IntegerLane {
  /// What `quotient` leaves: `x % 0` and `min % -1` are 0.
  @inline(__always) package static func remainder(_ a: Self, _ b: Self) -> Self {
    select(b .== 0, 0, a - quotient(a, b) * b)
  }
  /// From bits where the quotient is one too many: masks of several registers that are combined are packed by LLVM.
  /// (`x // 10` without AVX-512, ns an element, with masks and so: i32 0.45, 0.29; i64 1.12, 0.74.)
  @inline(__always) package static func floorDivide(_ a: Self, _ b: Self) -> Self { floorDivideByQuotient(a, b) }
  @inline(__always) package static func floorDivideByQuotient(_ a: Self, _ b: Self) -> Self {
    let q = quotient(a, b)
    guard isSigned else { return q }
    let rest = a - q * b
    return q + ((rest ^ b) >> (bitWidth - 1) & ones(rest) & ones(b))
  }
  /// -1 where `x` is not 0, else 0.
  @inline(__always) private static func ones(_ x: Self) -> Self { (x | (0 - x)) >> (bitWidth - 1) }
  @inline(__always) package static func floorRemainder(_ a: Self, _ b: Self) -> Self {
    floorRemainderByQuotient(a, b)
  }
  @inline(__always) package static func floorRemainderByQuotient(_ a: Self, _ b: Self) -> Self {
    let rest = remainder(a, b)
    guard isSigned else { return rest }
    return select((rest .!= 0) & ((rest ^ b) .< 0), rest + b, rest)
  }
  /// By squaring, over the low bits of the exponent, and over all of them where one of the lanes needs it.
  @inline(__always) package static func power(_ base: Self, _ exponent: Self) -> Self {
    let usual = min(5, bitWidth)
    let isLong = shiftRightLogical(exponent, usual) .!= 0
    return selectRarely(isLong, power(base, exponent, bits: usual), "pow.long", base, exponent) {
      power($0, $1, bits: bitWidth)
    }
  }
  @inline(__always) private static func power(_ base: Self, _ exponent: Self, bits: Int) -> Self {
    var result = select((exponent & 1) .== 1, base, 1)
    var square = base
    for bit in 1..<bits {
      square = square * square
      result = select((shiftRightLogical(exponent, bit) & 1) .== 1, result * square, result)
    }
    return result
  }
}
