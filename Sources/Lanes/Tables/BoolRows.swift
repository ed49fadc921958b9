/// The rows of truth values. A truth value is a lane that is 0 or 1 (a byte in memory, one bit in LLVM), and the
/// formulas use `& | ^` and the constant 1 only, so that they hold for either width.
@inline(__always)
package func boolRows<L: IntegerLane>(_: L.Type) -> [Row<L>] {
  [
    Row("logical_and", .logical, "Whether both hold.") { $0 & $1 },
    Row("logical_or", .logical, "Whether either holds.") { $0 | $1 },
    Row("logical_xor", .logical, "Whether exactly one holds.") { $0 ^ $1 },
    Row("logical_not", .logical, "Whether `x` does not hold.") { $0 ^ 1 },
    Row("bitwise_and", .bitwise, "The bits that both have.") { $0 & $1 },
    Row("bitwise_or", .bitwise, "The bits that either has.") { $0 | $1 },
    Row("bitwise_xor", .bitwise, "The bits that one has and not the other.") { $0 ^ $1 },
    Row("invert", .bitwise, "Every bit turned.") { $0 ^ 1 },
    Row("add", .arithmetic, "The sum of `a` and `b`; integers wrap.") { $0 | $1 },
    Row("multiply", .arithmetic, "The product of `a` and `b`; integers wrap.") { $0 & $1 },
    Row("square", .arithmetic, "`x * x`.") { $0 & $0 },
    Row("abs", .arithmetic, "The magnitude of `x`.") { $0 & $0 },
    Row("equal", .comparison, "Whether `a` equals `b`.") { ($0 ^ $1) ^ 1 },
    Row("not_equal", .comparison, "Whether `a` differs from `b`; true with NaN.") { $0 ^ $1 },
    Row("less", .comparison, "Whether `a` is less than `b`.") { ($0 ^ 1) & $1 },
    Row("less_equal", .comparison, "Whether `a` is at most `b`.") { ($0 ^ 1) | $1 },
    Row("greater", .comparison, "Whether `a` is greater than `b`.") { $0 & ($1 ^ 1) },
    Row("greater_equal", .comparison, "Whether `a` is at least `b`.") { $0 | ($1 ^ 1) },
    Row("maximum", .arithmetic, "The greater of `a` and `b`; NaN wins.") { $0 | $1 },
    Row("minimum", .arithmetic, "The lesser of `a` and `b`; NaN wins.") { $0 & $1 },
    Row("fmax", .arithmetic, "The greater of `a` and `b`; a number wins over NaN.") { $0 | $1 },
    Row("fmin", .arithmetic, "The lesser of `a` and `b`; a number wins over NaN.") { $0 & $1 },
    Row("clip", .arithmetic, "`x` held between `lower` and `upper`; NaN stays.") { (x: L, lower: L, upper: L) in
      (x | lower) & upper
    },
    Row("where", .select, "`a` where the condition holds, else `b`.") { (m: L, a: L, b: L) in
      (m & a) | ((m ^ 1) & b)
    },
  ]
}
