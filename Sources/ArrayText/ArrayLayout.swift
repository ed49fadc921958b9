/// NumPy's defaults: arrays of more elements are summarised, to so many items at either end of a long axis.
private let threshold = 1000
private let edgeItems = 3

/// Brackets, separators and line breaks around formatted elements.
struct ArrayLayout {
  private let elements: Elements
  private let shape: [Int]
  private let strides: [Int]
  private let separator: String
  private let isSummarised: Bool
  private let format: ElementFormat

  /// - Parameter separator: a space for `str`, a comma and a space for `repr`.
  init(_ elements: Elements, shape: [Int], separator: String) {
    self.elements = elements
    self.shape = shape
    self.separator = separator
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
    self.strides = strides
    isSummarised = Self.isSummarised(shape)
    var printed: [Element] = []
    Self.visit(shape, strides: strides, isSummarised: isSummarised) { printed.append(elements[$0]) }
    format = ElementFormat(printed, isScalarArray: shape.isEmpty)
  }

  /// Whether NumPy leaves out the middle of an array of this shape.
  static func isSummarised(_ shape: [Int]) -> Bool { shape.reduce(1, *) > threshold }

  /// Calls `body` with the position of each element that is printed.
  private static func visit(
    _ shape: [Int], strides: [Int], isSummarised: Bool, axis: Int = 0, from start: Int = 0,
    _ body: (Int) -> Void
  ) {
    guard axis < shape.count else { return body(start) }
    for item in items(shape[axis], isSummarised: isSummarised) {
      guard let item else { continue }
      let next = start + item * strides[axis]
      visit(shape, strides: strides, isSummarised: isSummarised, axis: axis + 1, from: next, body)
    }
  }

  /// The items of an axis that are shown; nil stands for the dots.
  private static func items(_ length: Int, isSummarised: Bool) -> [Int?] {
    guard isSummarised, length > 2 * edgeItems else { return Array(0..<length) }
    return Array(0..<edgeItems) + [nil] + Array(length - edgeItems..<length)
  }

  /// The whole text; lines break before `width`, and all but the first are indented by `indent` columns.
  func text(width: Int, indent: Int) -> String {
    text(axis: 0, from: 0, indent: String(repeating: " ", count: indent), width: width)
  }

  private func text(axis: Int, from start: Int, indent: String, width: Int) -> String {
    guard axis < shape.count else { return format.text(elements[start]) }
    let items = Self.items(shape[axis], isSummarised: isSummarised)
    if axis == shape.count - 1 { return row(items, from: start, indent: indent, width: width) }
    let comma = String(separator.prefix { $0 != " " })
    let lineBreak = comma + String(repeating: "\n", count: shape.count - 1 - axis) + indent
    let parts = items.map { item in
      guard let item else { return "..." }
      return text(axis: axis + 1, from: start + item * strides[axis], indent: indent + " ", width: width - 1)
    }
    return "[" + parts.joined(separator: lineBreak) + "]"
  }

  /// The last axis: words on lines that must leave room for one more character, a comma or a bracket.
  private func row(_ items: [Int?], from start: Int, indent: String, width: Int) -> String {
    var done = ""
    var line = indent
    for (position, item) in items.enumerated() {
      let word = item.map { format.text(elements[start + $0]) } ?? "..."
      // A word too long for any line stands where it is.
      if line.utf8.count + word.utf8.count > width - 1, line.utf8.count > indent.utf8.count {
        while line.hasSuffix(" ") { line.removeLast() }
        done += line + "\n"
        line = indent
      }
      line += word
      if position < items.count - 1 { line += separator }
    }
    return "[" + (done + line).dropFirst(indent.utf8.count) + "]"
  }
}
