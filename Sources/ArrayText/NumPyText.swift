import ArrayGraph
import Lanes

/// NumPy's default line width.
private let lineWidth = 75

/// What `print(array)` shows in NumPy, without the line break at its end.
///
/// - Parameters:
///   - data: elements in C order, contiguous; may be unaligned. Of an array of more than 1000 elements only the
///     first and last three of each axis are read.
///   - shape: lengths, none negative. An empty shape is an array without axes, printed as its scalar.
package func numpyText(_ data: UnsafeRawPointer, dtype: DType, shape: [Int]) -> String {
  if shape.isEmpty { return numpyScalarText(data, dtype: dtype) }
  if shape.contains(0) { return "[]" }
  return ArrayLayout(Elements(base: data, dtype: dtype), shape: shape, separator: " ")
    .text(width: lineWidth, indent: 1)
}

/// What `repr(array)` gives in NumPy: `array([1., 2.], dtype=float32)`. Parameters as for `numpyText`.
package func numpyRepr(_ data: UnsafeRawPointer, dtype: DType, shape: [Int]) -> String {
  let opening = "array("
  let isEmpty = shape.contains(0)
  var text = opening
  if isEmpty {
    text += "[]"
  } else {
    text += ArrayLayout(Elements(base: data, dtype: dtype), shape: shape, separator: ", ")
      .text(width: lineWidth - 1, indent: opening.utf8.count + 1)
  }
  // Said only where the elements do not say it.
  var extras: [String] = []
  if isEmpty && shape != [0] || !isEmpty && ArrayLayout.isSummarised(shape) {
    extras.append("shape=" + tupleText(shape))
  }
  if isEmpty || !(dtype == .bool || dtype == .i64 || dtype == .f64) {
    extras.append("dtype=" + dtype.numpyName)
  }
  if extras.isEmpty { return text + ")" }
  text += ","
  let closing = extras.joined(separator: ", ") + ")"
  let lastLine = text.split(separator: "\n").last?.utf8.count ?? 0
  let fits = lastLine + closing.utf8.count + 1 <= lineWidth
  return text + (fits ? " " : "\n" + String(repeating: " ", count: opening.utf8.count)) + closing
}

/// What `str` gives for a NumPy scalar: `2.0`, `1e+16`, `True`, `-3`.
package func numpyScalarText(_ data: UnsafeRawPointer, dtype: DType) -> String {
  let element = Elements(base: data, dtype: dtype)[0]
  if case .float(let value) = element { return scalarText(value) }
  return element.plainText ?? ""
}

/// What `repr` gives for a NumPy scalar: `np.float64(2.0)`, `np.True_`.
package func numpyScalarRepr(_ data: UnsafeRawPointer, dtype: DType) -> String {
  let text = numpyScalarText(data, dtype: dtype)
  return dtype == .bool ? "np.\(text)_" : "np.\(dtype.numpyName)(\(text))"
}

/// Python's text for a tuple of integers: `(3,)`, `(2, 3)`.
private func tupleText(_ items: [Int]) -> String {
  items.count == 1 ? "(\(items[0]),)" : "(" + items.map(String.init).joined(separator: ", ") + ")"
}
