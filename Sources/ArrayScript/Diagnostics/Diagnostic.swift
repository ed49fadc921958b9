import ArrayGraph

/// One message to the user: what is wrong, where, and what to do about it.
package struct Diagnostic: Error, Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable { case error, warning }

  /// A line below the source line. With a range it ends in ` at FILE:LINE:COLUMN`.
  package struct Note: Hashable, Sendable {
    package var message: String
    package var range: SourceRange?

    package init(_ message: String, at range: SourceRange? = nil) {
      self.message = message
      self.range = range
    }
  }

  package var severity: Severity
  package var message: String
  /// Where the caret goes; nil for what has no place in a file (a missing input).
  package var range: SourceRange?
  /// Parts of the same line that are underlined, such as the operands of an operator.
  package var secondary: [SourceRange]
  package var notes: [Note]
  /// It says that a limit was reached, not that the program is wrong.
  package var isLimit = false

  package init(
    _ severity: Severity = .error, _ message: String, at range: SourceRange?, secondary: [SourceRange] = [],
    notes: [Note] = []
  ) {
    self.severity = severity
    self.message = message
    self.range = range
    self.secondary = secondary
    self.notes = notes
  }

  /// The diagnostic for an error of a room below; `fallback` is the place when the error carries none.
  package init(_ error: ArrayError, at fallback: SourceRange? = nil, secondary: [SourceRange] = []) {
    self.init(
      .error, error.message, at: error.source ?? fallback, secondary: secondary,
      notes: error.notes.map { Note($0) })
    isLimit = error.kind == .memory
  }
}
