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
