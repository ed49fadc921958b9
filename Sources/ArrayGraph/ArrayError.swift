import Synchronization

/// Where in the user's text something stands. Lines and columns count from 1; `length` is in characters.
package struct SourceRange: Hashable, Sendable {
  package var file: String
  package var line: Int
  package var column: Int
  package var length: Int

  package init(file: String, line: Int, column: Int, length: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
    self.length = length
  }
}

extension SourceRange {
  /// A range that all nodes which are recorded there hold together.
  package final class Place: Sendable {
    package let range: SourceRange
    package init(_ range: SourceRange) { self.range = range }
  }

  @TaskLocal private static var scoped: Place?
  /// How many scopes are open in the process: most programs never open one, and then need not ask.
  private static let scopes = Atomic<Int>(0)

  /// Where the statement that is being recorded stands in the user's text; nodes keep it, since some fail later.
  package static var place: Place? { scopes.load(ordering: .relaxed) == 0 ? nil : scoped }
  package static var current: SourceRange? { place?.range }

  /// Runs `body` while nodes that this task makes stand at this place.
  package func whileRecording<Result>(_ body: () -> Result) -> Result {
    SourceRange.scopes.wrappingAdd(1, ordering: .relaxed)
    defer { SourceRange.scopes.wrappingSubtract(1, ordering: .relaxed) }
    return SourceRange.$scoped.withValue(Place(self), operation: body)
  }
}

/// The one error type below the public face: what is wrong, in the user's words, and what to do about it.
package struct ArrayError: Error, Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case shape, dtype, axis, index, value, singular, memory, file, library, unsupported
  }
  package var kind: Kind
  package var message: String
  package var notes: [String]
  package var source: SourceRange?

  package init(_ kind: Kind, _ message: String, notes: [String] = [], source: SourceRange? = nil) {
    self.kind = kind
    self.message = message
    self.notes = notes
    self.source = source
  }
}

extension ArrayError: CustomStringConvertible {
  package var description: String { ([message] + notes.map { "note: " + $0 }).joined(separator: "\n") }
}
