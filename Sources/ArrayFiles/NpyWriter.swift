import ArrayGraph
import Lanes

/// Writes an `.npy` file byte for byte as NumPy's `save` does: version 1.0, little-endian, C order.
///
/// - Parameter data: the elements in C order, as many as the shape says.
/// - Throws: what `writeFile` throws.
package func writeNpy(
  path: String, dtype: DType, shape: [Int], data: UnsafeRawBufferPointer
) throws(ArrayError) {
  precondition(data.count == shape.reduce(dtype.size, *), "the data are not as long as the shape says")
  let header = npyHeader(dtype: dtype, shape: shape)
  var failure: ArrayError?
  header.withUnsafeBytes { header in
    do throws(ArrayError) { try writeFile(path: path, parts: [header, data]) } catch { failure = error }
  }
  if let failure { throw failure }
}

extension HostArray {
  /// Writes the array as an `.npy` file.
  package func writeNpy(path: String) throws(ArrayError) {
    try ArrayFiles.writeNpy(path: path, dtype: dtype, shape: shape, data: bytes.unsafeBytes)
  }
}

/// Everything before the data; a multiple of 64 bytes long, so that mapped data are aligned.
private func npyHeader(dtype: DType, shape: [Int]) -> [UInt8] {
  let letter: String =
    switch dtype.kind {
    case .bool: "b"
    case .signed: "i"
    case .unsigned: "u"
    case .float: "f"
    }
  let descr = (dtype.size == 1 ? "|" : "<") + letter + String(dtype.size)
  var text = "{'descr': '\(descr)', 'fortran_order': False, 'shape': \(shapeText(shape)), }"
  // NumPy leaves room for the first length to grow to 21 digits.
  if let first = shape.first { text += String(repeating: " ", count: max(21 - String(first).utf8.count, 0)) }
  let used = NpyHeader.magic.count + 4 + text.utf8.count + 1
  text += String(repeating: " ", count: 64 - used % 64) + "\n"
  let count = text.utf8.count
  return NpyHeader.magic + [1, 0, UInt8(count & 0xff), UInt8(count >> 8)] + Array(text.utf8)
}
