import Foundation
import Lanes
import Testing

/// `fmod`, `%` and `//` of floats have the bits of the C library's `fmod` and of NumPy's formulas over it, on every
/// instruction set: beside whole quotients, for quotients of every size, and for special numbers.
@Suite struct RemainderTests {
  @Test(arguments: ["fmod", "remainder", "floor_divide"]) func single(row: String) throws {
    try compare(row, .f32, Float.self) { fmodf($0, $1) }
  }
  @Test(arguments: ["fmod", "remainder", "floor_divide"]) func double(row: String) throws {
    try compare(row, .f64, Double.self) { fmod($0, $1) }
  }

  private func compare<T: BinaryFloatingPoint>(
    _ row: String, _ dtype: DType, _: T.Type, fmod: (T, T) -> T
  ) throws {
    let pairs = Self.pairs(T.self)
    let expected = pairs.map { pair in
      let (a, b) = pair
      switch row {
      case "fmod": return fmod(a, b)
      case "remainder": return Self.remainder(a, b, rest: fmod(a, b))
      default: return Self.quotient(a, b, rest: fmod(a, b))
      }
    }
    let (a, b) = (pairs.map(\.0), pairs.map(\.1))
    for table in LoopTable.all {
      let loop = try #require(table.loop(row, dtype))
      var results = [T](repeating: 0, count: pairs.count)
      results.withUnsafeMutableBytes { results in
        a.withUnsafeBytes { a in
          b.withUnsafeBytes { b in
            guard let out = results.baseAddress, let a = a.baseAddress, let b = b.baseAddress else { return }
            loop.run(out, a, b, a, pairs.count, 0b11)
          }
        }
      }
      let wrong = pairs.indices.first { !Self.isSame(results[$0], expected[$0]) }
      if let k = wrong {
        Issue.record("\(table.name): \(row) of \(a[k]) and \(b[k]) is \(results[k]), not \(expected[k])")
      }
    }
  }

  /// NumPy's `npy_remainder` and `npy_floor_divide`.
  private static func remainder<T: BinaryFloatingPoint>(_ a: T, _ b: T, rest: T) -> T {
    if rest == 0 { return b == 0 ? rest : T(signOf: b, magnitudeOf: 0) }
    return (b < 0) != (rest < 0) ? rest + b : rest
  }
  private static func quotient<T: BinaryFloatingPoint>(_ a: T, _ b: T, rest: T) -> T {
    if b == 0 { return a / b }
    var quotient = (a - rest) / b
    if rest != 0, (b < 0) != (rest < 0) { quotient -= 1 }
    if quotient == 0 { return T(signOf: a / b, magnitudeOf: 0) }
    let down = quotient.rounded(.down)
    return quotient - down > 0.5 ? down + 1 : down
  }
  private static func isSame<T: BinaryFloatingPoint>(_ a: T, _ b: T) -> Bool {
    a.isNaN && b.isNaN || (a == b && a.sign == b.sign)
  }

  private static func pairs<T: BinaryFloatingPoint>(_: T.Type) -> [(T, T)] {
    var random = FixedRandom(state: 17)
    let specials: [T] = [
      0, -0.0, 1, -1, 3, 0.1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
      .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .ulpOfOne, -.ulpOfOne / 4,
      1 / .ulpOfOne, 1 / .ulpOfOne / 4, 1 / .ulpOfOne / 8,
    ]
    var pairs = specials.flatMap { a in specials.map { (a, $0) } }
    let digits = T.significandBitCount
    func number(_ exponents: ClosedRange<Int>) -> T {
      let fraction = T(random.next() >> (64 - UInt64(digits))) * .ulpOfOne
      let sign: FloatingPointSign = random.next() % 2 == 0 ? .plus : .minus
      let exponent = Int.random(in: exponents, using: &random)
      return T(sign: sign, exponent: T.Exponent(exponent), significand: 1 + fraction)
    }
    for _ in 0..<20_000 {
      // Quotients up to where the remainder needs more than one step, and beyond.
      pairs.append((number(-2...digits + 4), number(0...0)))
      // A number beside a multiple.
      let b = number(-3...3)
      let product = number(0...digits).rounded(.down) * b
      pairs += [(product, b), (product.nextUp, b), (product.nextDown, b)]
      // Numbers so small that they lack digits.
      let least = T.leastNonzeroMagnitude
      pairs.append((T(random.next() % 1000) * least, T(random.next() % 40) * -least))
      pairs.append((number(-100...100), number(-100...100)))
    }
    return pairs
  }
}
