import ArrayGraph

/// What an array cannot be combined with: a value, or an array, of another type than its elements.
///
/// Where no overload of an operator fits, the type checker tries all others at every operator of the expression to
/// find the reason, and a long one ends in "unable to type-check this expression in reasonable time". So here is an
/// overload for each mistake. It fits, and a check that comes after the search refuses it: it belongs to an actor on
/// which nothing runs. The sentence that helps stands beside that error. (`unavailable` would be the plain way to say
/// this, but the search goes on after an unavailable overload; `docs/type-checking.md` has the trials.)
public protocol MixedOperand {}
/// What stands on the left side of an array that it cannot be combined with.
public protocol MixedScalar: MixedOperand {}

extension NDArray: MixedOperand {}
extension Bool: MixedScalar {}
extension Int: MixedScalar {}
extension Int8: MixedScalar {}
extension Int16: MixedScalar {}
extension Int32: MixedScalar {}
extension Int64: MixedScalar {}
extension UInt: MixedScalar {}
extension UInt8: MixedScalar {}
extension UInt16: MixedScalar {}
extension UInt32: MixedScalar {}
extension UInt64: MixedScalar {}
extension Float: MixedScalar {}
extension Double: MixedScalar {}
extension String: MixedScalar {}
extension Character: MixedScalar {}
extension Optional: MixedScalar {}
extension Array: MixedScalar {}

/// Stands in the error for operands whose element types differ. Nothing runs on it.
@globalActor public actor ElementTypesDiffer {
  /// The instance that a global actor must have.
  public static let shared = ElementTypesDiffer()
}

@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
extension NDArray where Element: ArrayNumber {
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func + <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray { mixed(a) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func + <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray { mixed(b) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func - <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray { mixed(a) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func - <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray { mixed(b) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func * <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray { mixed(a) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func * <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray { mixed(b) }
}

@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
extension NDArray where Element: ArrayDivisible {
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func / <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray { mixed(a) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func / <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray { mixed(b) }
}

@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
extension NDArray where Element: ArrayInteger {
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func % <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray { mixed(a) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func % <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray { mixed(b) }
}

@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
extension NDArray {
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func .== <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray<Bool> { mixed(a) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func .== <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray<Bool> { mixed(b) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func .!= <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray<Bool> { mixed(a) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func .!= <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray<Bool> { mixed(b) }
}

@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
extension NDArray where Element: ArrayNumber {
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func .< <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray<Bool> { mixed(a) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func .< <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray<Bool> { mixed(b) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func .<= <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray<Bool> { mixed(a) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func .<= <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray<Bool> { mixed(b) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func .> <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray<Bool> { mixed(a) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func .> <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray<Bool> { mixed(b) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func .>= <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray<Bool> { mixed(a) }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func .>= <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray<Bool> { mixed(b) }
}

/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func select<Element: ArrayElement, Other: MixedOperand>(
  _ condition: NDArray<Bool>, _ a: NDArray<Element>, _ b: Other
) -> NDArray<Element> {
  NDArray<Element>.mixed(a)
}
/// An error: the element types differ.
@_disfavoredOverload
@ElementTypesDiffer
@available(*, deprecated, message: "the element types differ, and nothing is promoted silently: cast one of them")
public func select<Element: ArrayElement, Other: MixedScalar>(
  _ condition: NDArray<Bool>, _ a: Other, _ b: NDArray<Element>
) -> NDArray<Element> {
  NDArray<Element>.mixed(b)
}

extension NDArray {
  /// What an operation on operands of different element types comes to, should it ever run.
  static func mixed<Result: ArrayElement>(_ array: NDArray) -> NDArray<Result> {
    NDArray<Result>.recording(array.shape) { () throws(ArrayError) -> Node in
      throw ArrayError(.dtype, "the element types differ, and nothing is promoted silently: cast one of them")
    }
  }
}
