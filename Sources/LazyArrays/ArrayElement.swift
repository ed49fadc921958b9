import ArrayGraph

/// The type of an array's elements, as the graph below knows it.
public struct ElementType: Hashable, Sendable, CustomStringConvertible {
  package let dtype: DType

  package init(_ dtype: DType) { self.dtype = dtype }

  /// The short name: `f32`, `i64`, `bool`.
  public var description: String { dtype.name }
}

/// What an `NDArray` can be made of: `Bool`, `Int`, the fixed-width integers, `Float` and `Double`.
///
/// The list is closed: other types cannot conform in a useful way.
public protocol ArrayElement: Hashable, Sendable, BitwiseCopyable {
  static var elementType: ElementType { get }
}

/// An element with arithmetic: every one but `Bool`.
public protocol ArrayNumber: ArrayElement, Numeric, Comparable {
  /// What sums and products are taken in: small integers grow to 64 bits, floats stay what they are.
  associatedtype Accumulator: ArrayNumber
  /// What means are taken in: integers go to `Double`, floats stay what they are.
  associatedtype Average: ArrayFloat
}

/// A whole number.
public protocol ArrayInteger: ArrayNumber, FixedWidthInteger where Average == Double {}

/// An element that `/` is for.
///
/// Integers conform as well, unavailably: so `/` on them is an error that says what to write, and the type checker has
/// three overloads of `/` to consider and not six.
public protocol ArrayDivisible: ArrayElement {}

/// A floating-point number.
public protocol ArrayFloat: ArrayNumber, ArrayDivisible, BinaryFloatingPoint
where Accumulator == Self, Average == Self {}

extension Bool: ArrayElement {
  /// How the graph below knows the type.
  public static var elementType: ElementType { ElementType(.bool) }
}
extension Int: ArrayInteger {
  /// How the graph below knows the type.
  public typealias Accumulator = Int
  /// How the graph below knows the type.
  public static var elementType: ElementType { ElementType(.i64) }
}
extension Int8: ArrayInteger {
  /// How the graph below knows the type.
  public typealias Accumulator = Int64
  /// How the graph below knows the type.
  public static var elementType: ElementType { ElementType(.i8) }
}
extension Int16: ArrayInteger {
  /// How the graph below knows the type.
  public typealias Accumulator = Int64
  /// How the graph below knows the type.
  public static var elementType: ElementType { ElementType(.i16) }
}
extension Int32: ArrayInteger {
  /// How the graph below knows the type.
  public typealias Accumulator = Int64
  /// How the graph below knows the type.
  public static var elementType: ElementType { ElementType(.i32) }
}
extension Int64: ArrayInteger {
  /// How the graph below knows the type.
  public typealias Accumulator = Int64
  /// How the graph below knows the type.
  public static var elementType: ElementType { ElementType(.i64) }
}
extension UInt8: ArrayInteger {
  /// How the graph below knows the type.
  public typealias Accumulator = UInt64
  /// How the graph below knows the type.
  public static var elementType: ElementType { ElementType(.u8) }
}
extension UInt16: ArrayInteger {
  /// How the graph below knows the type.
  public typealias Accumulator = UInt64
  /// How the graph below knows the type.
  public static var elementType: ElementType { ElementType(.u16) }
}
extension UInt32: ArrayInteger {
  /// How the graph below knows the type.
  public typealias Accumulator = UInt64
  /// How the graph below knows the type.
  public static var elementType: ElementType { ElementType(.u32) }
}
extension UInt64: ArrayInteger {
  /// How the graph below knows the type.
  public typealias Accumulator = UInt64
  /// How the graph below knows the type.
  public static var elementType: ElementType { ElementType(.u64) }
}
extension Float: ArrayFloat {
  /// What sums are taken in.
  public typealias Accumulator = Float
  /// How the graph below knows the type.
  public typealias Average = Float
  /// How the graph below knows the type.
  public static var elementType: ElementType { ElementType(.f32) }
}
extension Double: ArrayFloat {
  /// What sums are taken in.
  public typealias Accumulator = Double
  /// How the graph below knows the type.
  public typealias Average = Double
  /// How the graph below knows the type.
  public static var elementType: ElementType { ElementType(.f64) }
}

@available(*, unavailable, message: "use floorDivide(a, b), or cast to Double first")
extension Int: ArrayDivisible {}
@available(*, unavailable, message: "use floorDivide(a, b), or cast to Double first")
extension Int8: ArrayDivisible {}
@available(*, unavailable, message: "use floorDivide(a, b), or cast to Double first")
extension Int16: ArrayDivisible {}
@available(*, unavailable, message: "use floorDivide(a, b), or cast to Double first")
extension Int32: ArrayDivisible {}
@available(*, unavailable, message: "use floorDivide(a, b), or cast to Double first")
extension Int64: ArrayDivisible {}
@available(*, unavailable, message: "use floorDivide(a, b), or cast to Double first")
extension UInt8: ArrayDivisible {}
@available(*, unavailable, message: "use floorDivide(a, b), or cast to Double first")
extension UInt16: ArrayDivisible {}
@available(*, unavailable, message: "use floorDivide(a, b), or cast to Double first")
extension UInt32: ArrayDivisible {}
@available(*, unavailable, message: "use floorDivide(a, b), or cast to Double first")
extension UInt64: ArrayDivisible {}

extension ArrayElement {
  static var dtype: DType { elementType.dtype }

  /// The value as a constant of the graph.
  var literal: Literal {
    var value = self
    return withUnsafeBytes(of: &value) { Literal(Self.dtype, at: $0.baseAddress!) }
  }
}
