/// What an array cannot be combined with: an array or a number of another element type.
///
/// The conformances are unavailable, so using one is an error with a sentence that helps. They are there because the
/// type checker finds an overload that fits, instead of searching all others for a reason why none does.
public protocol MixedOperand {}
/// A number of any element type.
public protocol MixedScalar: MixedOperand {}

@available(*, unavailable, message: "the element types differ, and nothing is promoted silently: cast one of them")
extension NDArray: MixedOperand {}
@available(*, unavailable, message: "the element types differ, and nothing is promoted silently: cast one of them")
extension Int: MixedScalar {}
@available(*, unavailable, message: "the element types differ, and nothing is promoted silently: cast one of them")
extension Float: MixedScalar {}
@available(*, unavailable, message: "the element types differ, and nothing is promoted silently: cast one of them")
extension Double: MixedScalar {}

extension NDArray where Element: ArrayNumber {
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func + <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray { mixed() }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func + <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray { mixed() }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func - <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray { mixed() }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func - <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray { mixed() }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func * <Other: MixedOperand>(a: NDArray, b: Other) -> NDArray { mixed() }
  /// An error: the element types differ.
  @_disfavoredOverload
  public static func * <Other: MixedScalar>(a: Other, b: NDArray) -> NDArray { mixed() }

  private static func mixed() -> Never {
    fatalError("the element types differ, and nothing is promoted silently: cast one of them")
  }
}
