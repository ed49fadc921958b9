import ArrayGraph
import ArrayLLVM

/// A grid of lengths for the dimensions of a program: each dimension takes `base`, `2 · base` and `3 · base`, so that
/// what depends on the lengths can be recognised as a polynomial of degree two at most in each.
struct LengthGrid {
  let bases: [Int]

  /// Three to the number of dimensions.
  var points: [[Int]] {
    bases.reduce([[]]) { points, base in points.flatMap { point in [1, 2, 3].map { point + [$0 * base] } } }
  }

  /// The polynomial with integer coefficients that takes `values` at `points`; nil if there is none.
  func polynomial(_ values: [Int]) -> NativeProgram.Polynomial? {
    if values.allSatisfy({ $0 == values.first }) { return .constant(values.first ?? 0) }
    // Coefficients by exponents, one dimension at a time: the innermost first, as it varies fastest.
    var table = values.map { Int128($0) }
    var stride = 1
    for base in bases.reversed().map({ Int128($0) }) {
      for start in table.indices where (start / stride) % 3 == 0 {
        let (f1, f2, f3) = (table[start], table[start + stride], table[start + 2 * stride])
        let (second, rest) = (f3 - 2 * f2 + f1).quotientAndRemainder(dividingBy: 2 * base * base)
        guard rest == 0 else { return nil }
        let (slope, remainder) = (f2 - f1).quotientAndRemainder(dividingBy: base)
        guard remainder == 0 else { return nil }
        let first = slope - 3 * base * second
        table[start] = f1 - first * base - second * base * base
        table[start + stride] = first
        table[start + 2 * stride] = second
      }
      stride *= 3
    }
    var terms: [NativeProgram.Polynomial.Term] = []
    for (index, coefficient) in table.enumerated() where coefficient != 0 {
      var exponents: [Int] = []
      var rest = index
      for _ in bases {
        exponents.insert(rest % 3, at: 0)
        rest /= 3
      }
      guard let value = Int(exactly: coefficient) else { return nil }
      terms.append(.init(value, exponents))
    }
    return NativeProgram.Polynomial(terms)
  }
}

extension NativeProgram.Polynomial {
  /// The value where the dimensions have the lengths `point`.
  func value(at point: [Int]) -> Int {
    terms.reduce(0) { sum, term in
      var product = term.coefficient
      for (length, exponent) in zip(point, term.exponents) { for _ in 0..<exponent { product *= length } }
      return sum + product
    }
  }
}
