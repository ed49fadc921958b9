import ArrayFunctions
import ArrayGraph

/// Why an expression has no meaning.
enum Failure: Error {
  case diagnostic(Diagnostic)
  /// It uses a name whose own statement failed; that failure is reported already.
  case poisoned

  static func error(_ message: String, at range: SourceRange, notes: [String] = []) -> Failure {
    .diagnostic(Diagnostic(.error, message, at: range, notes: notes.map { Diagnostic.Note($0) }))
  }

  /// The failure for an error of a room below.
  init(_ error: ArrayError, at range: SourceRange, secondary: [SourceRange] = []) {
    self = .diagnostic(Diagnostic(error, at: range, secondary: secondary))
  }
}

/// Runs what a room below does: nodes made in it carry `range`, and so does its error.
func located<T>(_ range: SourceRange, _ body: () throws(ArrayError) -> T) throws(Failure) -> T {
  do throws(ArrayError) { return try recorded(range, body) } catch { throw Failure(error, at: range) }
}

/// Runs `body` while the nodes that it makes carry `range`.
func recorded<T>(_ range: SourceRange, _ body: () throws(ArrayError) -> T) throws(ArrayError) -> T {
  let result: Result<T, ArrayError> = range.whileRecording {
    do throws(ArrayError) { return .success(try body()) } catch { return .failure(error) }
  }
  return try result.get()
}
