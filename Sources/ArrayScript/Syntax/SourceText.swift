import ArrayGraph

/// The text of one file, with the table that turns offsets into lines and columns.
///
/// Offsets and columns count Unicode scalars, as Python's do; the renderer works out how wide they print.
package struct SourceText: Sendable {
  package let file: String
  package let scalars: [Unicode.Scalar]
  /// The offset of the first scalar of each line; never empty.
  package let lineStarts: [Int]

  package init(file: String, text: String) {
    self.file = file
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var starts = [0]
    for index in scalars.indices where SourceText.endsLine(scalars, at: index) { starts.append(index + 1) }
    self.scalars = scalars
    self.lineStarts = starts
  }

  /// Whether a line ends behind `index`: LF, CR LF, or a CR alone.
  private static func endsLine(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    if scalars[index] == "\n" { return true }
    return scalars[index] == "\r" && !(index + 1 < scalars.count && scalars[index + 1] == "\n")
  }

  /// The number of the line, from 0, that `offset` stands on.
  package func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The offset where the text of line `index` (from 0) ends, its line break not counted.
  package func lineEnd(_ index: Int) -> Int {
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : scalars.count
    while end > lineStarts[index], scalars[end - 1] == "\n" || scalars[end - 1] == "\r" { end -= 1 }
    return end
  }

  /// Line `number` (from 1) without its line break; nil where the file has no such line.
  package func line(_ number: Int) -> ArraySlice<Unicode.Scalar>? {
    guard lineStarts.indices.contains(number - 1) else { return nil }
    return scalars[lineStarts[number - 1]..<lineEnd(number - 1)]
  }

  /// The source range of the scalars from `start` up to `end`, cut at the end of its first line; at least one
  /// long.
  package func range(_ start: Int, _ end: Int) -> SourceRange {
    let line = lineIndex(of: start)
    let stop = min(end, lineEnd(line))
    return SourceRange(
      file: file, line: line + 1, column: start - lineStarts[line] + 1, length: max(1, stop - start))
  }

  /// The text from `start` up to `end`.
  package func text(_ start: Int, _ end: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<end])
    return String(view)
  }
}
