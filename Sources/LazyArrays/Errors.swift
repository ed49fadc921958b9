import ArrayGraph
import ArrayRuntime
import Synchronization

/// What is wrong with an operation on arrays, in the words of the shapes and types that were used.
public struct NDArrayError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What an error is about.
  public enum Kind: String, Hashable, Sendable {
    case shape, dtype, axis, index, value, singular, memory, file, library, unsupported
  }
  /// What the error is about.
  public var kind: Kind
  /// What is wrong, in a sentence.
  public var message: String
  /// What explains the message, a sentence each.
  public var notes: [String]

  package init(_ error: ArrayError) {
    kind = Kind(rawValue: error.kind.rawValue) ?? .value
    message = error.message
    notes = error.notes
  }

  /// The text of it.
  public var description: String { ([message] + notes.map { "note: " + $0 }).joined(separator: "\n") }
}

/// Runs `body` and throws the first error of an operation on arrays in it, instead of stopping the program.
///
/// Outside of such a scope a wrong shape stops the program with a message, as a wrong index of a Swift array does.
/// The scope holds for the operations that this task performs inside `body`.
///
///     let sum = try checked { x + y }
///     let inverse = try checked { inv(a).array }     // a singular matrix is found when elements are read
public func checked<Result>(_ body: () throws -> Result) throws -> Result {
  let scope = ErrorScope()
  let result = Swift.Result { try ErrorScope.$current.withValue(scope) { try body() } }
  if let error = scope.first { throw NDArrayError(error) }
  return try result.get()
}

/// Keeps the first error of a `checked` scope.
final class ErrorScope: Sendable {
  @TaskLocal static var current: ErrorScope?
  private let error = Mutex<ArrayError?>(nil)

  var first: ArrayError? { error.withLock { $0 } }
  func record(_ new: ArrayError) { error.withLock { $0 = $0 ?? new } }

  /// Records the error if a scope is open; stops the program with the message otherwise.
  static func fail(_ error: ArrayError, _ file: StaticString?, _ line: UInt) {
    if let current { return current.record(error) }
    if let file, line > 0 { fatalError(error.description, file: file, line: line) }
    fatalError(error.description)
  }
}

extension NDArray {
  /// Makes an array of what `body` records. After an error that a `checked` scope keeps, the array is one of zeros
  /// with the shape `fallback`, so that the rest of the scope can run.
  static func recording(
    _ fallback: @autoclosure () -> [Int], _ file: StaticString? = nil, _ line: UInt = 0,
    _ body: () throws(ArrayError) -> Node
  ) -> NDArray {
    do throws(ArrayError) {
      let node = try body()
      if node.depth >= Engine.depthLimit { try Session.engine.evaluate([node]) }
      return NDArray(node: node)
    } catch {
      ErrorScope.fail(error, file, line)
      let shape = fallback()
      let isUsable = shape.allSatisfy { $0 >= 0 } && Shape.count(shape) != nil
      return NDArray(node: Node.full(isUsable ? shape : [], Literal(0, Element.dtype)))
    }
  }
}
