// Generated from the tables of operations: swift run GenerateSources

// MARK: maximum

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func maximum<Element: ArrayNumber, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func maximum<Element: ArrayNumber, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: minimum

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func minimum<Element: ArrayNumber, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func minimum<Element: ArrayNumber, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: fmax

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func fmax<Element: ArrayNumber, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func fmax<Element: ArrayNumber, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: fmin

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func fmin<Element: ArrayNumber, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func fmin<Element: ArrayNumber, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: floorDivide

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func floorDivide<Element: ArrayNumber, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func floorDivide<Element: ArrayNumber, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: remainder

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func remainder<Element: ArrayNumber, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func remainder<Element: ArrayNumber, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: fmod

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func fmod<Element: ArrayNumber, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func fmod<Element: ArrayNumber, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: copySign

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func copySign<Element: ArrayFloat, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func copySign<Element: ArrayFloat, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: nextAfter

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func nextAfter<Element: ArrayFloat, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func nextAfter<Element: ArrayFloat, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: logAddExp

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func logAddExp<Element: ArrayFloat, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func logAddExp<Element: ArrayFloat, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: atan2

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func atan2<Element: ArrayFloat, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func atan2<Element: ArrayFloat, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: hypot

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func hypot<Element: ArrayFloat, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func hypot<Element: ArrayFloat, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: pow

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func pow<Element: ArrayNumber, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func pow<Element: ArrayNumber, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: leftShift

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func leftShift<Element: ArrayInteger, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func leftShift<Element: ArrayInteger, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

// MARK: rightShift

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func rightShift<Element: ArrayInteger, Other: MixedOperand>(
  _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func rightShift<Element: ArrayInteger, Other: MixedScalar>(
  _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}
