// Generated from the tables of operations: swift run GenerateSources

import ArrayFunctions

// MARK: square

private let squareRow = Ops.named("square")

/// `x * x`.
public func square<Element: ArrayNumber>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(squareRow, x.node)
}

// MARK: relu

private let reluRow = Ops.named("relu")

/// `x` where it is positive, else 0; NaN stays.
public func relu<Element: ArrayNumber>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(reluRow, x.node)
}

// MARK: reciprocal

private let reciprocalRow = Ops.named("reciprocal")

/// `1 / x`, correctly rounded.
public func reciprocal<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(reciprocalRow, x.node)
}

// MARK: sqrt

private let sqrtRow = Ops.named("sqrt")

/// The square root, correctly rounded; NaN below 0.
public func sqrt<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(sqrtRow, x.node)
}

// MARK: abs

private let absRow = Ops.named("abs")

/// The magnitude of `x`.
public func abs<Element: ArrayNumber>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(absRow, x.node)
}

// MARK: sign

private let signRow = Ops.named("sign")

/// -1, 0 or 1 by the sign of `x`; NaN stays.
public func sign<Element: ArrayNumber>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(signRow, x.node)
}

// MARK: floor

private let floorRow = Ops.named("floor")

/// The greatest whole number at most `x`.
public func floor<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(floorRow, x.node)
}

// MARK: ceil

private let ceilRow = Ops.named("ceil")

/// The least whole number at least `x`.
public func ceil<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(ceilRow, x.node)
}

// MARK: trunc

private let truncRow = Ops.named("trunc")

/// `x` without its fraction.
public func trunc<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(truncRow, x.node)
}

// MARK: signBit

private let signBitRow = Ops.named("signbit")

/// Whether the sign bit is set; true for -0.
public func signBit<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Bool> {
  NDArray<Element>.unary(signBitRow, x.node)
}

// MARK: isNaN

private let isNaNRow = Ops.named("isnan")

/// Whether `x` is NaN.
public func isNaN<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Bool> {
  NDArray<Element>.unary(isNaNRow, x.node)
}

// MARK: isInfinite

private let isInfiniteRow = Ops.named("isinf")

/// Whether `x` is infinite.
public func isInfinite<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Bool> {
  NDArray<Element>.unary(isInfiniteRow, x.node)
}

// MARK: isFinite

private let isFiniteRow = Ops.named("isfinite")

/// Whether `x` is neither infinite nor NaN.
public func isFinite<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Bool> {
  NDArray<Element>.unary(isFiniteRow, x.node)
}

// MARK: deg2rad

private let deg2radRow = Ops.named("deg2rad")

/// Degrees in radians: `x` times π/180.
public func deg2rad<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(deg2radRow, x.node)
}

// MARK: rad2deg

private let rad2degRow = Ops.named("rad2deg")

/// Radians in degrees: `x` times 180/π.
public func rad2deg<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(rad2degRow, x.node)
}

// MARK: exp

private let expRow = Ops.named("exp")

/// e to the power `a`. At most 0.9 ulp off.
public func exp<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(expRow, x.node)
}

// MARK: expm1

private let expm1Row = Ops.named("expm1")

/// `exp(a) - 1`, accurate near 0. At most 0.95 ulp off.
public func expm1<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(expm1Row, x.node)
}

// MARK: exp2

private let exp2Row = Ops.named("exp2")

/// 2 to the power `a`. At most 0.98 ulp off.
public func exp2<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(exp2Row, x.node)
}

// MARK: log

private let logRow = Ops.named("log")

/// The natural logarithm of `a`. At most 0.9 ulp off.
public func log<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(logRow, x.node)
}

// MARK: log1p

private let log1pRow = Ops.named("log1p")

/// `log(1 + a)`, accurate near 0. At most 0.9 ulp off.
public func log1p<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(log1pRow, x.node)
}

// MARK: log2

private let log2Row = Ops.named("log2")

/// The logarithm of `a` in base 2. At most 0.9 ulp off.
public func log2<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(log2Row, x.node)
}

// MARK: log10

private let log10Row = Ops.named("log10")

/// The logarithm of `a` in base 10. At most 0.9 ulp off.
public func log10<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(log10Row, x.node)
}

// MARK: sin

private let sinRow = Ops.named("sin")

/// The sine of `a`, in radians. At most 0.95 ulp off.
public func sin<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(sinRow, x.node)
}

// MARK: cos

private let cosRow = Ops.named("cos")

/// The cosine of `a`, in radians. At most 0.95 ulp off.
public func cos<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(cosRow, x.node)
}

// MARK: tan

private let tanRow = Ops.named("tan")

/// The tangent of `a`, in radians. At most 0.98 ulp off.
public func tan<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(tanRow, x.node)
}

// MARK: asin

private let asinRow = Ops.named("asin")

/// The inverse sine of `a`. At most 0.7 ulp off.
public func asin<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(asinRow, x.node)
}

// MARK: acos

private let acosRow = Ops.named("acos")

/// The inverse cosine of `a`. At most 0.7 ulp off.
public func acos<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(acosRow, x.node)
}

// MARK: atan

private let atanRow = Ops.named("atan")

/// The inverse tangent of `a`. At most 0.9 ulp off.
public func atan<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(atanRow, x.node)
}

// MARK: sinh

private let sinhRow = Ops.named("sinh")

/// The hyperbolic sine of `a`. At most 0.9 ulp off.
public func sinh<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(sinhRow, x.node)
}

// MARK: cosh

private let coshRow = Ops.named("cosh")

/// The hyperbolic cosine of `a`. At most 0.9 ulp off.
public func cosh<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(coshRow, x.node)
}

// MARK: tanh

private let tanhRow = Ops.named("tanh")

/// The hyperbolic tangent of `a`. At most 0.8 ulp off.
public func tanh<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(tanhRow, x.node)
}

// MARK: asinh

private let asinhRow = Ops.named("asinh")

/// The inverse hyperbolic sine of `a`. At most 0.9 ulp off.
public func asinh<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(asinhRow, x.node)
}

// MARK: acosh

private let acoshRow = Ops.named("acosh")

/// The inverse hyperbolic cosine of `a`. At most 0.9 ulp off.
public func acosh<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(acoshRow, x.node)
}

// MARK: atanh

private let atanhRow = Ops.named("atanh")

/// The inverse hyperbolic tangent of `a`. At most 0.9 ulp off.
public func atanh<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(atanhRow, x.node)
}

// MARK: erf

private let erfRow = Ops.named("erf")

/// The error function of `a`. At most 0.9 ulp off.
public func erf<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(erfRow, x.node)
}

// MARK: erfc

private let erfcRow = Ops.named("erfc")

/// The complementary error function of `a`. At most 0.95 ulp off.
public func erfc<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(erfcRow, x.node)
}

// MARK: cbrt

private let cbrtRow = Ops.named("cbrt")

/// The cube root of `a`. At most 0.6 ulp off.
public func cbrt<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(cbrtRow, x.node)
}

// MARK: rsqrt

private let rsqrtRow = Ops.named("rsqrt")

/// One over the square root of `a`. At most 0.55 ulp off.
public func rsqrt<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(rsqrtRow, x.node)
}

// MARK: sigmoid

private let sigmoidRow = Ops.named("sigmoid")

/// `1 / (1 + exp(-a))`. At most 0.9 ulp off.
public func sigmoid<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(sigmoidRow, x.node)
}

// MARK: silu

private let siluRow = Ops.named("silu")

/// `a / (1 + exp(-a))`. At most 0.9 ulp off.
public func silu<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(siluRow, x.node)
}

// MARK: gelu

private let geluRow = Ops.named("gelu")

/// `a` times the integral of the normal distribution up to `a`. At most 0.95 ulp off.
public func gelu<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(geluRow, x.node)
}

// MARK: softplus

private let softplusRow = Ops.named("softplus")

/// `log(1 + exp(a))`. At most 0.9 ulp off.
public func softplus<Element: ArrayFloat>(_ x: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.unary(softplusRow, x.node)
}
