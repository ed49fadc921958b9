import Glibc
import Lanes

/// A function of one argument: what it should give in more precision than either format has, and the worst
/// error in ulp that its row promises. The C library's `long double` functions, and its `double` ones for
/// single precision, are hundreds of times more accurate than what they judge.
struct Oracle {
  var name: String
  var bound: Double
  var extended: (Float80) -> Float80
  var double: (Double) -> Double
}

struct BinaryOracle {
  var name: String
  var bound: Double
  var extended: (Float80, Float80) -> Float80
  var double: (Double, Double) -> Double
}

func oracles() -> [Oracle] {
  elementaryOracles() + [
    Oracle(name: "rsqrt", bound: 0.55, extended: { 1 / sqrtl($0) }, double: { 1 / sqrt($0) }),
    Oracle(name: "sigmoid", bound: 0.9, extended: { 1 / (1 + expl(-$0)) }, double: { 1 / (1 + exp(-$0)) }),
    Oracle(
      name: "silu", bound: 0.9, extended: { $0 == -.infinity ? -0.0 : $0 / (1 + expl(-$0)) },
      double: { $0 == -.infinity ? -0.0 : $0 / (1 + exp(-$0)) }),
    Oracle(
      name: "gelu", bound: 0.95, extended: gelu,
      double: { $0 == -.infinity ? -0.0 : 0.5 * $0 * erfc(-$0 * (0.5).squareRoot()) }),
    Oracle(
      name: "softplus", bound: 0.9, extended: { ramp($0) + log1pl(expl(-abs($0))) },
      double: { ramp($0) + log1p(exp(-abs($0))) }),
  ]
}

private func elementaryOracles() -> [Oracle] {
  [
    Oracle(name: "exp", bound: 0.9, extended: expl, double: exp),
    Oracle(name: "expm1", bound: 0.95, extended: expm1l, double: expm1),
    Oracle(name: "exp2", bound: 0.98, extended: exp2l, double: exp2),
    Oracle(name: "log", bound: 0.9, extended: logl, double: log),
    Oracle(name: "log1p", bound: 0.9, extended: log1pl, double: log1p),
    Oracle(name: "log2", bound: 0.9, extended: log2l, double: log2),
    Oracle(name: "log10", bound: 0.9, extended: log10l, double: log10),
    Oracle(name: "sin", bound: 0.95, extended: sinl, double: sin),
    Oracle(name: "cos", bound: 0.95, extended: cosl, double: cos),
    Oracle(name: "tan", bound: 0.98, extended: tanl, double: tan),
    Oracle(name: "asin", bound: 0.7, extended: asinl, double: asin),
    Oracle(name: "acos", bound: 0.7, extended: acosl, double: acos),
    Oracle(name: "atan", bound: 0.9, extended: atanl, double: atan),
    Oracle(name: "sinh", bound: 0.9, extended: sinhl, double: sinh),
    Oracle(name: "cosh", bound: 0.9, extended: coshl, double: cosh),
    Oracle(name: "tanh", bound: 0.8, extended: tanhl, double: tanh),
    Oracle(name: "asinh", bound: 0.9, extended: asinhl, double: asinh),
    Oracle(name: "acosh", bound: 0.9, extended: acoshl, double: acosh),
    Oracle(name: "atanh", bound: 0.9, extended: atanhl, double: atanh),
    Oracle(name: "erf", bound: 0.9, extended: erfl, double: erf),
    Oracle(name: "erfc", bound: 0.95, extended: erfcl, double: erfc),
    Oracle(name: "cbrt", bound: 0.6, extended: cbrtl, double: cbrt),
  ]
}

func binaryOracles() -> [BinaryOracle] {
  [
    BinaryOracle(name: "pow", bound: 0.9, extended: powl, double: pow),
    BinaryOracle(name: "hypot", bound: 0.95, extended: hypotl, double: hypot),
    BinaryOracle(name: "atan2", bound: 0.95, extended: atan2l, double: atan2),
  ]
}

/// `max(x, 0)` that keeps NaN.
func ramp<T: BinaryFloatingPoint>(_ x: T) -> T { x < 0 ? 0 : x }

/// Far out the argument's own rounding would show: it is put back to first order.
private func gelu(_ x: Float80) -> Float80 {
  if x < -200 { return -0.0 }
  let a = -x * (0.5 as Float80).squareRoot()
  if x > 0 || x.isNaN { return 0.5 * x * erfcl(a) }
  let rest = (x * x / 2).addingProduct(-a, a)
  return 0.5 * x * erfcl(a) * (1 - rest)
}

/// The distance of `result` from `exact` in ulps of `exact`; infinite where NaN, infinity or the sign of zero
/// differ.
func ulps<T: BinaryFloatingPoint, E: BinaryFloatingPoint>(_ result: T, _ exact: E) -> Double {
  let rounded = T(exact)
  if result.isNaN || rounded.isNaN { return result.isNaN && rounded.isNaN ? 0 : .infinity }
  if result.isInfinite || rounded.isInfinite { return result == rounded ? 0 : .infinity }
  if result == 0 && rounded == 0 { return result.sign == rounded.sign ? 0 : .infinity }
  let least = Int(T.leastNormalMagnitude.exponent)
  let exponent = exact == 0 ? least : max(Int(exact.exponent), least)
  let ulp = E(sign: .plus, exponent: E.Exponent(exponent - T.significandBitCount), significand: 1)
  return Double(abs(E(result) - exact) / ulp)
}

/// A generator whose numbers never change (SplitMix64).
struct FixedRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Arguments for every function: edges, all exponents, where functions bend, and multiples of π/2.
func samples(_ count: Int, single: Bool, seed: UInt64) -> [Double] {
  var g = FixedRandom(state: seed)
  var r: [Double] = [
    0, -0.0, .infinity, -.infinity, .nan, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 8, 10, 100, 1000,
    0x1p-1074, -0x1p-1074, 0x1p-149, -0x1p-149, 0x1p-126, 0x1p-1022, 0x1.fffffffffffffp1023, 0x1.fffffep127,
    1e308, -3e38,
    709.782712893384, 709.8, 710.4758600739439, 710.5, -745.13, -745.2, 88.72283, 88.73, 89.41598, 89.42,
    -103.97, -103.98,
  ]
  while r.count < count {
    let sign: Double = g.next() & 1 == 0 ? 1 : -1
    switch g.next() % 10 {
    case 0, 1:
      let bits = g.next()
      r.append(
        single ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))) : Double(bitPattern: bits))
    case 2: r.append(.random(in: -2...2, using: &g))
    case 3: r.append(.random(in: -10...10, using: &g))
    case 4: r.append(.random(in: -100...100, using: &g))
    case 5: r.append(.random(in: -760...760, using: &g))
    case 6: r.append(1 + .random(in: -1e-3...1e-3, using: &g))
    case 7: r.append(sign * exp2(.random(in: -60...60, using: &g)))
    case 8: r.append(.random(in: -1...1, using: &g))
    default: r.append(sign * .pi / 2 * Double(g.next() % 1_000_000))
    }
  }
  return r
}
