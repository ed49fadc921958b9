/// The rows whose formula is the same for integers and floats.
@inline(__always)
package func numberRows<L: NumberLane>(_: L.Type) -> [Row<L>] {
  [
    Row("add", .arithmetic, "The sum of `a` and `b`; integers wrap.") { $0 + $1 },
    Row("subtract", .number, "`a` less `b`; integers wrap.") { $0 - $1 },
    Row("multiply", .arithmetic, "The product of `a` and `b`; integers wrap.") { $0 * $1 },
    Row("square", .arithmetic, "`x * x`.") { $0 * $0 },
    Row("positive", .number, "`x` itself.") { $0 },
    Row("equal", .comparison, "Whether `a` equals `b`.") { $0 .== $1 },
    Row("not_equal", .comparison, "Whether `a` differs from `b`; true with NaN.") { $0 .!= $1 },
    Row("less", .comparison, "Whether `a` is less than `b`.") { $0 .< $1 },
    Row("less_equal", .comparison, "Whether `a` is at most `b`.") { $0 .<= $1 },
    Row("greater", .comparison, "Whether `a` is greater than `b`.") { $1 .< $0 },
    Row("greater_equal", .comparison, "Whether `a` is at least `b`.") { $1 .<= $0 },
    Row("maximum", .arithmetic, "The greater of `a` and `b`; NaN wins.") { L.maximum($0, $1) },
    Row("minimum", .arithmetic, "The lesser of `a` and `b`; NaN wins.") { L.minimum($0, $1) },
    Row("fmax", .arithmetic, "The greater of `a` and `b`; a number wins over NaN.") { (a: L, b: L) in
      L.select((b .<= a) | (b .!= b), a, b)
    },
    Row("fmin", .arithmetic, "The lesser of `a` and `b`; a number wins over NaN.") { (a: L, b: L) in
      L.select((a .<= b) | (b .!= b), a, b)
    },
    Row("clip", .arithmetic, "`x` held between `lower` and `upper`; NaN stays.") { (x: L, lower: L, upper: L) in
      L.clip(x, lower, upper)
    },
    Row("where", .select, "`a` where the condition holds, else `b`.") { (m: L.Mask, a: L, b: L) in
      L.select(m, a, b)
    },
    Row("relu", .number, "`x` where it is positive, else 0; NaN stays.") { (x: L) in
      L.maximum(x, L.integer(0))
    },
  ]
}

extension NumberLane {
  /// NaN propagates; of equal values (±0) the second is taken. The inner selection is one instruction of processors.
  @inline(__always) package static func maximum(_ a: Self, _ b: Self) -> Self {
    isFloat ? select(a .!= a, a, select(b .< a, a, b)) : select(b .< a, a, b)
  }
  @inline(__always) package static func minimum(_ a: Self, _ b: Self) -> Self {
    isFloat ? select(a .!= a, a, select(a .< b, a, b)) : select(a .< b, a, b)
  }
  /// NaN propagates; `x` itself where it equals a bound (±0). Each of the inner selections is one instruction of
  /// processors, which keeps NaN in `x`, and bounds that are the same for all lanes are tested once.
  @inline(__always) package static func clip(_ x: Self, _ lower: Self, _ upper: Self) -> Self {
    let raised = select(x .< lower, lower, x)
    let held = select(upper .< raised, upper, raised)
    return isFloat ? select(lower .!= lower, lower, select(upper .!= upper, upper, held)) : held
  }
}
