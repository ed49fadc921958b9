import ArrayFunctions
import ArrayGraph

/// One element of an array literal: a number, a truth value or a literal inside.
///
/// It is a type of its own so that a plain `2.5` in an expression never has to be considered as an array.
public struct NestedLiteral<Element: ArrayElement>: Sendable {
  enum Content: Sendable {
    case element(Element)
    case list([NestedLiteral])
  }
  let content: Content

  /// A value that is no literal, inside of an array literal.
  public init(_ element: Element) { content = .element(element) }
}

extension NestedLiteral: ExpressibleByArrayLiteral {
  /// A literal of one element.
  public init(arrayLiteral elements: NestedLiteral...) { content = .list(elements) }
}
extension NestedLiteral: ExpressibleByIntegerLiteral where Element: ExpressibleByIntegerLiteral {
  /// A literal of one element.
  public init(integerLiteral value: Element.IntegerLiteralType) {
    content = .element(Element(integerLiteral: value))
  }
}
extension NestedLiteral: ExpressibleByFloatLiteral where Element: ExpressibleByFloatLiteral {
  /// A literal of one element.
  public init(floatLiteral value: Element.FloatLiteralType) { content = .element(Element(floatLiteral: value)) }
}
extension NestedLiteral: ExpressibleByBooleanLiteral where Element: ExpressibleByBooleanLiteral {
  /// A literal of one element.
  public init(booleanLiteral value: Element.BooleanLiteralType) {
    content = .element(Element(booleanLiteral: value))
  }
}

extension NDArray: ExpressibleByArrayLiteral {
  /// The array that a nested literal writes: `[[1, 2], [3, 4]]`.
  public init(arrayLiteral elements: NestedLiteral<Element>...) {
    var shape: [Int] = []
    var leaves: [Element] = []
    leaves.reserveCapacity(elements.count)
    let isRegular = NDArray.flatten(elements, 0, &shape, &leaves)
    self = NDArray.recording([0], "", 0) { () throws(ArrayError) -> Node in
      guard isRegular else { throw ArrayError(.shape, "the lists of an array literal have different lengths") }
      return NDArray(elements: leaves, shape: shape).node
    }
  }

  private static func flatten(
    _ items: [NestedLiteral<Element>], _ axis: Int, _ shape: inout [Int], _ leaves: inout [Element]
  ) -> Bool {
    if shape.count == axis { shape.append(items.count) }
    for item in items {
      switch item.content {
      case .element(let element):
        guard shape.count == axis + 1 else { return false }
        leaves.append(element)
      case .list(let inner):
        if shape.count > axis + 1 {
          guard shape[axis + 1] == inner.count else { return false }
        } else if !leaves.isEmpty {
          return false
        }
        guard flatten(inner, axis + 1, &shape, &leaves) else { return false }
      }
    }
    return true
  }
}
