/// The rows of vector mathematics: exponentials, logarithms, trigonometry, powers, activations.
@inline(__always)
package func mathRows<L: FloatLane>(_: L.Type) -> [Row<L>] {
  [
    Row("exp", .floating, "e to the power `a`. At most 0.9 ulp off.") { L.exp($0) },
    Row("expm1", .floating, "`exp(a) - 1`, accurate near 0. At most 0.95 ulp off.") { L.expm1($0) },
    Row("exp2", .floating, "2 to the power `a`. At most 0.98 ulp off.") { L.exp2($0) },
    Row("log", .floating, "The natural logarithm of `a`. At most 0.9 ulp off.") { L.log($0) },
    Row("log1p", .floating, "`log(1 + a)`, accurate near 0. At most 0.9 ulp off.") { L.log1p($0) },
    Row("log2", .floating, "The logarithm of `a` in base 2. At most 0.9 ulp off.") { L.log2($0) },
    Row("log10", .floating, "The logarithm of `a` in base 10. At most 0.9 ulp off.") { L.log10($0) },
    Row("sin", .floating, "The sine of `a`, in radians. At most 0.95 ulp off.") { L.sin($0) },
    Row("cos", .floating, "The cosine of `a`, in radians. At most 0.95 ulp off.") { L.cos($0) },
    Row("tan", .floating, "The tangent of `a`, in radians. At most 0.98 ulp off.") { L.tan($0) },
    Row(
      "logaddexp", .floating,
      "`log(exp(a) + exp(b))`. At most 1 ulp off, of the result or of the greater operand."
    ) { L.logaddexp($0, $1) },
    Row("asin", .floating, "The inverse sine of `a`. At most 0.7 ulp off.") { L.asin($0) },
    Row("acos", .floating, "The inverse cosine of `a`. At most 0.7 ulp off.") { L.acos($0) },
    Row("atan", .floating, "The inverse tangent of `a`. At most 0.9 ulp off.") { L.atan($0) },
    Row("atan2", .floating, "The angle of the point (`b`, `a`). At most 0.95 ulp off.") { L.atan2($0, $1) },
    Row("sinh", .floating, "The hyperbolic sine of `a`. At most 0.9 ulp off.") { L.sinh($0) },
    Row("cosh", .floating, "The hyperbolic cosine of `a`. At most 0.9 ulp off.") { L.cosh($0) },
    Row("tanh", .floating, "The hyperbolic tangent of `a`. At most 0.8 ulp off.") { L.tanh($0) },
    Row("asinh", .floating, "The inverse hyperbolic sine of `a`. At most 0.9 ulp off.") { L.asinh($0) },
    Row("acosh", .floating, "The inverse hyperbolic cosine of `a`. At most 0.9 ulp off.") { L.acosh($0) },
    Row("atanh", .floating, "The inverse hyperbolic tangent of `a`. At most 0.9 ulp off.") { L.atanh($0) },
    Row("erf", .floating, "The error function of `a`. At most 0.9 ulp off.") { L.erf($0) },
    Row("erfc", .floating, "The complementary error function of `a`. At most 0.95 ulp off.") { L.erfc($0) },
    Row("cbrt", .floating, "The cube root of `a`. At most 0.6 ulp off.") { L.cbrt($0) },
    Row("rsqrt", .floating, "One over the square root of `a`. At most 0.55 ulp off.") { L.rsqrt($0) },
    Row(
      "hypot", .floating,
      "`sqrt(a * a + b * b)` without overflow on the way. At most 0.95 ulp off."
    ) { L.hypot($0, $1) },
    Row("sigmoid", .floating, "`1 / (1 + exp(-a))`. At most 0.9 ulp off.") { L.sigmoid($0) },
    Row("silu", .floating, "`a / (1 + exp(-a))`. At most 0.9 ulp off.") { L.silu($0) },
    Row(
      "gelu", .floating,
      "`a` times the integral of the normal distribution up to `a`. At most 0.95 ulp off."
    ) { L.gelu($0) },
    Row("softplus", .floating, "`log(1 + exp(a))`. At most 0.9 ulp off.") { L.softplus($0) },
    Row("pow", .floating, "`a` to the power `b`. At most 0.9 ulp off.") { L.pow($0, $1) },
  ]
}
