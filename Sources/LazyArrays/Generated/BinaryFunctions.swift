// Generated from the tables of operations: swift run GenerateSources

import ArrayFunctions

// MARK: maximum

private let maximumRow = Ops.named("maximum")

/// The greater of `a` and `b`; NaN wins.
public func maximum<Element: ArrayNumber>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(maximumRow, a.node, b.node, Element.self, file, line)
}
/// The greater of `a` and `b`; NaN wins.
public func maximum<Element: ArrayNumber>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(maximumRow, a.node, NDArray<Element>.constant(b))
}
/// The greater of `a` and `b`; NaN wins.
public func maximum<Element: ArrayNumber>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(maximumRow, NDArray<Element>.constant(a), b.node)
}

// MARK: minimum

private let minimumRow = Ops.named("minimum")

/// The lesser of `a` and `b`; NaN wins.
public func minimum<Element: ArrayNumber>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(minimumRow, a.node, b.node, Element.self, file, line)
}
/// The lesser of `a` and `b`; NaN wins.
public func minimum<Element: ArrayNumber>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(minimumRow, a.node, NDArray<Element>.constant(b))
}
/// The lesser of `a` and `b`; NaN wins.
public func minimum<Element: ArrayNumber>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(minimumRow, NDArray<Element>.constant(a), b.node)
}

// MARK: fmax

private let fmaxRow = Ops.named("fmax")

/// The greater of `a` and `b`; a number wins over NaN.
public func fmax<Element: ArrayNumber>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(fmaxRow, a.node, b.node, Element.self, file, line)
}
/// The greater of `a` and `b`; a number wins over NaN.
public func fmax<Element: ArrayNumber>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(fmaxRow, a.node, NDArray<Element>.constant(b))
}
/// The greater of `a` and `b`; a number wins over NaN.
public func fmax<Element: ArrayNumber>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(fmaxRow, NDArray<Element>.constant(a), b.node)
}

// MARK: fmin

private let fminRow = Ops.named("fmin")

/// The lesser of `a` and `b`; a number wins over NaN.
public func fmin<Element: ArrayNumber>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(fminRow, a.node, b.node, Element.self, file, line)
}
/// The lesser of `a` and `b`; a number wins over NaN.
public func fmin<Element: ArrayNumber>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(fminRow, a.node, NDArray<Element>.constant(b))
}
/// The lesser of `a` and `b`; a number wins over NaN.
public func fmin<Element: ArrayNumber>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(fminRow, NDArray<Element>.constant(a), b.node)
}

// MARK: floorDivide

private let floorDivideRow = Ops.named("floor_divide")

/// The quotient rounded down; `a // 0` is ±inf or NaN.
public func floorDivide<Element: ArrayNumber>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(floorDivideRow, a.node, b.node, Element.self, file, line)
}
/// The quotient rounded down; `a // 0` is ±inf or NaN.
public func floorDivide<Element: ArrayNumber>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(floorDivideRow, a.node, NDArray<Element>.constant(b))
}
/// The quotient rounded down; `a // 0` is ±inf or NaN.
public func floorDivide<Element: ArrayNumber>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(floorDivideRow, NDArray<Element>.constant(a), b.node)
}

// MARK: remainder

private let remainderRow = Ops.named("remainder")

/// The remainder with the sign of `b`.
public func remainder<Element: ArrayNumber>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(remainderRow, a.node, b.node, Element.self, file, line)
}
/// The remainder with the sign of `b`.
public func remainder<Element: ArrayNumber>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(remainderRow, a.node, NDArray<Element>.constant(b))
}
/// The remainder with the sign of `b`.
public func remainder<Element: ArrayNumber>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(remainderRow, NDArray<Element>.constant(a), b.node)
}

// MARK: fmod

private let fmodRow = Ops.named("fmod")

/// The remainder with the sign of `a`, exact.
public func fmod<Element: ArrayNumber>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(fmodRow, a.node, b.node, Element.self, file, line)
}
/// The remainder with the sign of `a`, exact.
public func fmod<Element: ArrayNumber>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(fmodRow, a.node, NDArray<Element>.constant(b))
}
/// The remainder with the sign of `a`, exact.
public func fmod<Element: ArrayNumber>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(fmodRow, NDArray<Element>.constant(a), b.node)
}

// MARK: copySign

private let copySignRow = Ops.named("copysign")

/// The magnitude of `a` with the sign of `b`.
public func copySign<Element: ArrayFloat>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(copySignRow, a.node, b.node, Element.self, file, line)
}
/// The magnitude of `a` with the sign of `b`.
public func copySign<Element: ArrayFloat>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(copySignRow, a.node, NDArray<Element>.constant(b))
}
/// The magnitude of `a` with the sign of `b`.
public func copySign<Element: ArrayFloat>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(copySignRow, NDArray<Element>.constant(a), b.node)
}

// MARK: nextAfter

private let nextAfterRow = Ops.named("nextafter")

/// The next float from `a` towards `b`.
public func nextAfter<Element: ArrayFloat>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(nextAfterRow, a.node, b.node, Element.self, file, line)
}
/// The next float from `a` towards `b`.
public func nextAfter<Element: ArrayFloat>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(nextAfterRow, a.node, NDArray<Element>.constant(b))
}
/// The next float from `a` towards `b`.
public func nextAfter<Element: ArrayFloat>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(nextAfterRow, NDArray<Element>.constant(a), b.node)
}

// MARK: logAddExp

private let logAddExpRow = Ops.named("logaddexp")

/// `log(exp(a) + exp(b))`. At most 1 ulp off, of the result or of the greater operand.
public func logAddExp<Element: ArrayFloat>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(logAddExpRow, a.node, b.node, Element.self, file, line)
}
/// `log(exp(a) + exp(b))`. At most 1 ulp off, of the result or of the greater operand.
public func logAddExp<Element: ArrayFloat>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(logAddExpRow, a.node, NDArray<Element>.constant(b))
}
/// `log(exp(a) + exp(b))`. At most 1 ulp off, of the result or of the greater operand.
public func logAddExp<Element: ArrayFloat>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(logAddExpRow, NDArray<Element>.constant(a), b.node)
}

// MARK: atan2

private let atan2Row = Ops.named("atan2")

/// The angle of the point (`b`, `a`). At most 0.95 ulp off.
public func atan2<Element: ArrayFloat>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(atan2Row, a.node, b.node, Element.self, file, line)
}
/// The angle of the point (`b`, `a`). At most 0.95 ulp off.
public func atan2<Element: ArrayFloat>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(atan2Row, a.node, NDArray<Element>.constant(b))
}
/// The angle of the point (`b`, `a`). At most 0.95 ulp off.
public func atan2<Element: ArrayFloat>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(atan2Row, NDArray<Element>.constant(a), b.node)
}

// MARK: hypot

private let hypotRow = Ops.named("hypot")

/// `sqrt(a * a + b * b)` without overflow on the way. At most 0.95 ulp off.
public func hypot<Element: ArrayFloat>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(hypotRow, a.node, b.node, Element.self, file, line)
}
/// `sqrt(a * a + b * b)` without overflow on the way. At most 0.95 ulp off.
public func hypot<Element: ArrayFloat>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(hypotRow, a.node, NDArray<Element>.constant(b))
}
/// `sqrt(a * a + b * b)` without overflow on the way. At most 0.95 ulp off.
public func hypot<Element: ArrayFloat>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(hypotRow, NDArray<Element>.constant(a), b.node)
}

// MARK: pow

private let powRow = Ops.named("pow")

/// `a` to the power `b`. At most 0.9 ulp off.
public func pow<Element: ArrayNumber>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(powRow, a.node, b.node, Element.self, file, line)
}
/// `a` to the power `b`. At most 0.9 ulp off.
public func pow<Element: ArrayNumber>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(powRow, a.node, NDArray<Element>.constant(b))
}
/// `a` to the power `b`. At most 0.9 ulp off.
public func pow<Element: ArrayNumber>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(powRow, NDArray<Element>.constant(a), b.node)
}

// MARK: leftShift

private let leftShiftRow = Ops.named("left_shift")

/// `a` shifted up by `b` bits; 0 for counts outside the width.
public func leftShift<Element: ArrayInteger>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(leftShiftRow, a.node, b.node, Element.self, file, line)
}
/// `a` shifted up by `b` bits; 0 for counts outside the width.
public func leftShift<Element: ArrayInteger>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(leftShiftRow, a.node, NDArray<Element>.constant(b))
}
/// `a` shifted up by `b` bits; 0 for counts outside the width.
public func leftShift<Element: ArrayInteger>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(leftShiftRow, NDArray<Element>.constant(a), b.node)
}

// MARK: rightShift

private let rightShiftRow = Ops.named("right_shift")

/// `a` shifted down by `b` bits, filled with its sign.
public func rightShift<Element: ArrayInteger>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.binary(rightShiftRow, a.node, b.node, Element.self, file, line)
}
/// `a` shifted down by `b` bits, filled with its sign.
public func rightShift<Element: ArrayInteger>(_ a: NDArray<Element>, _ b: Element) -> NDArray<Element> {
  NDArray<Element>.binary(rightShiftRow, a.node, NDArray<Element>.constant(b))
}
/// `a` shifted down by `b` bits, filled with its sign.
public func rightShift<Element: ArrayInteger>(_ a: Element, _ b: NDArray<Element>) -> NDArray<Element> {
  NDArray<Element>.binary(rightShiftRow, NDArray<Element>.constant(a), b.node)
}
