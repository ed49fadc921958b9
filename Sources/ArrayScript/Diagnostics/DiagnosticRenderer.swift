import ArrayGraph

/// Writes diagnostics as a compiler does:
///
///     scale.arr:3:8: error: cannot broadcast f32[1024, 16] with f32[1000]
///         z = (X - mean) / std
///              ~ ^ ~~~~
///     note: axis 1 has 16 and 1000; only equal lengths, or 1, go together
///     note: 'mean' is declared at scale.arr:2:1
///
/// The caret stands under the first character of the range, `~` under the rest of it and under the secondary
/// ranges. Tabs are shown as spaces up to the next multiple of eight, wide characters count two cells, and
/// control characters are replaced, so that a file cannot steer the terminal.
package struct DiagnosticRenderer: Sendable {
  private let sources: [String: SourceText]
  /// Longer source lines are cut around the caret.
  private let maximumWidth = 110

  package init(_ sources: [SourceText]) {
    self.sources = Dictionary(sources.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// All diagnostics in the order of their places, each ending in a line break.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    let ordered = diagnostics.enumerated().sorted { left, right in
      let (a, b) = (place(left.element), place(right.element))
      return a == b ? left.offset < right.offset : a < b
    }
    return ordered.map { render($0.element) }.joined()
  }

  private func place(_ diagnostic: Diagnostic) -> (Int, Int) {
    (diagnostic.range?.line ?? 0, diagnostic.range?.column ?? 0)
  }

  /// One diagnostic, its source line and its notes; ends in a line break.
  package func render(_ diagnostic: Diagnostic) -> String {
    var lines: [String] = []
    let heading = "\(diagnostic.severity.rawValue): \(diagnostic.message)"
    if let range = diagnostic.range {
      lines.append("\(position(range)): \(heading)")
      lines += excerpt(range, diagnostic.secondary)
    } else {
      lines.append(heading)
    }
    for note in diagnostic.notes {
      lines.append("note: \(note.message)" + (note.range.map { " at \(position($0))" } ?? ""))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func position(_ range: SourceRange) -> String { "\(range.file):\(range.line):\(range.column)" }

  /// The source line and the line of carets; nothing when the text is not known.
  private func excerpt(_ range: SourceRange, _ secondary: [SourceRange]) -> [String] {
    guard let line = sources[range.file]?.line(range.line), line.count + 1 >= range.column else { return [] }
    var cells = cells(of: line)
    let end = cells.last.map { $0.start + $0.width } ?? 0
    cells.append(Cell(text: "", start: end, width: 1))
    var marks = Array(repeating: Character(" "), count: end + 1)
    func mark(_ range: SourceRange) {
      for column in range.column..<(range.column + max(1, range.length))
      where cells.indices.contains(column - 1) {
        let cell = cells[column - 1]
        for index in cell.start..<(cell.start + cell.width) { marks[index] = "~" }
      }
    }
    for other in secondary where other.file == range.file && other.line == range.line { mark(other) }
    mark(range)
    let caret = cells[range.column - 1].start
    marks[caret] = "^"
    let window = window(end: end, caret: caret)
    let inside = cells.filter { $0.start >= window.lowerBound && $0.start + $0.width <= window.upperBound }
    let offset = inside.first?.start ?? 0
    let (before, after) = (window.lowerBound > 0 ? "..." : "", window.upperBound < end ? "..." : "")
    let text = before + inside.map(\.text).joined() + after
    let carets =
      String(repeating: " ", count: before.count) + String(marks[offset..<min(window.upperBound, end + 1)])
    return [trimmed("    " + text), trimmed("    " + carets)]
  }

  /// The cells of a long line that are shown: those around the caret.
  private func window(end: Int, caret: Int) -> Range<Int> {
    guard end > maximumWidth else { return 0..<(end + 1) }
    let low = max(0, min(caret - maximumWidth / 2, end - maximumWidth))
    let high = low + maximumWidth
    return low..<(high >= end ? end + 1 : high)
  }

  private func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }

  /// What one scalar of the source line shows as: its text, its first cell and how many cells it takes.
  private struct Cell {
    var text: String
    var start: Int
    var width: Int
  }

  private func cells(of line: ArraySlice<Unicode.Scalar>) -> [Cell] {
    var cells: [Cell] = []
    cells.reserveCapacity(line.count + 1)
    var start = 0
    for scalar in line {
      let width = scalar == "\t" ? 8 - start % 8 : DisplayWidth.cells(of: scalar)
      let text =
        scalar == "\t"
        ? String(repeating: " ", count: width) : DisplayWidth.isShown(scalar) ? String(scalar) : "\u{FFFD}"
      cells.append(Cell(text: text, start: start, width: width))
      start += width
    }
    return cells
  }
}
