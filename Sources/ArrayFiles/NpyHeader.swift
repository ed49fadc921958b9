import ArrayGraph
import Lanes

/// What the header of an `.npy` file says about the data behind it.
///
/// The format is NumPy's, described in its `lib.format`: `\x93NUMPY`, two bytes of version, the length of the header
/// in two bytes (version 1) or four, and a Python dictionary with the keys `descr`, `fortran_order` and `shape`.
struct NpyHeader {
  var dtype: DType
  var isSwapped: Bool
  var isFortranOrder: Bool
  var shape: [Int]
  /// Where the data begin.
  var dataStart: Int
  /// How many bytes of data the shape and the dtype ask for.
  var dataCount: Int

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// NumPy's own headers have some hundred bytes; a plain array never needs more.
  private static let longest = 1 << 20
  /// As many axes as NumPy's arrays can have.
  private static let mostAxes = 64

  init(_ source: FileSource) throws(ArrayError) {
    let name = source.name
    let start = try source.bytes(at: 0, count: min(source.count, 12))
    guard start.starts(with: Self.magic) else {
      let isZip = start.starts(with: Array("PK".utf8))
      throw fileError(
        name,
        "is not an .npy file: it begins with \(hexText(start.prefix(6))) where \(hexText(Self.magic)) is expected",
        notes: isZip ? ["it is an .npz archive: name one of its arrays, as in 'file.npz:key'"] : [])
    }
    guard start.count >= 10 else {
      throw fileError(name, "ends inside its header, after \(start.count) bytes")
    }
    guard (1...3).contains(start[6]), start[7] == 0 else {
      throw fileError(
        name, "has version \(start[6]).\(start[7]) of the .npy format; 1.0, 2.0 and 3.0 are read")
    }
    let headerStart = start[6] == 1 ? 10 : 12
    guard start.count >= headerStart else {
      throw fileError(name, "ends inside its header, after \(start.count) bytes")
    }
    let length = start[8..<headerStart].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= source.count - headerStart else {
      throw fileError(
        name,
        "ends inside its header: \(length) bytes of header expected, \(source.count - headerStart) found")
    }
    guard length <= Self.longest else {
      throw fileError(name, "has a header of \(length) bytes, at most \(Self.longest) are expected")
    }
    dataStart = headerStart + length
    let fields = try Self.fields(source.bytes(at: headerStart, count: length), name: name)
    (dtype, isSwapped) = try Self.dtype(fields.descr, name: name)
    guard case .bool(let isFortranOrder) = fields.order else {
      throw fileError(name, "has 'fortran_order': \(fields.order.text) where True or False is expected")
    }
    self.isFortranOrder = isFortranOrder
    shape = try Self.shape(fields.shape, name: name)
    dataCount = try Self.byteCount(shape, dtype: dtype, name: name)
    let found = source.count - dataStart
    guard dataCount == found else {
      let problem = found < dataCount ? "is cut off" : "has bytes behind its data"
      throw fileError(
        name, "\(problem): \(shapeText(shape)) of \(dtype) takes \(dataCount) bytes, \(found) found")
    }
  }

  private static func fields(
    _ bytes: [UInt8], name: String
  ) throws(ArrayError) -> (descr: PythonLiteral, order: PythonLiteral, shape: PythonLiteral) {
    let literal: PythonLiteral
    do throws(PythonLiteralError) {
      literal = try PythonLiteralParser.parse(bytes)
    } catch {
      throw fileError(name, "has a damaged header: \(error.expected) expected at its byte \(error.offset)")
    }
    guard case .dictionary(let items) = literal else {
      throw fileError(name, "has a damaged header: a dictionary expected, \(literal.text) found")
    }
    func field(_ key: String) throws(ArrayError) -> PythonLiteral {
      let values = items.filter { if case .string(key) = $0.key { true } else { false } }
      guard values.count == 1, let value = values.first?.value else {
        throw fileError(name, "has a damaged header: '\(key)' expected once, found \(values.count) times")
      }
      return value
    }
    let found = (try field("descr"), try field("fortran_order"), try field("shape"))
    guard items.count == 3 else {
      throw fileError(name, "has a damaged header: 3 keys expected, \(items.count) found")
    }
    return found
  }

  /// `<f4`, `>i8`, `|b1`: byte order, kind and size.
  private static func dtype(
    _ descr: PythonLiteral, name: String
  ) throws(ArrayError) -> (DType, isSwapped: Bool) {
    let readable = "read are bool, int8 to int64, uint8 to uint64, float32 and float64"
    guard case .string(let text) = descr else {
      throw ArrayError(
        .unsupported, "\(name): holds records \(descr.text), not plain numbers", notes: [readable])
    }
    let order = text.first.flatMap { "<>|=".contains($0) ? $0 : nil }
    let code = text.dropFirst(order == nil ? 0 : 1)
    let kinds = DType.allCases.map { dtype in
      switch dtype.kind {
      case .bool: ("b1", dtype)
      case .signed: ("i\(dtype.size)", dtype)
      case .unsigned: ("u\(dtype.size)", dtype)
      case .float: ("f\(dtype.size)", dtype)
      }
    }
    guard let (_, dtype) = kinds.first(where: { $0.0 == code }), order != "|" || dtype.size == 1 else {
      throw ArrayError(.unsupported, "\(name): holds elements of type \(descr.text)", notes: [readable])
    }
    return (dtype, order == ">" && dtype.size > 1)
  }

  private static func shape(_ literal: PythonLiteral, name: String) throws(ArrayError) -> [Int] {
    guard case .sequence(let items) = literal else {
      throw fileError(name, "has 'shape': \(literal.text) where a tuple is expected")
    }
    guard items.count <= mostAxes else {
      throw fileError(name, "has \(items.count) axes, at most \(mostAxes) are expected")
    }
    var shape: [Int] = []
    for item in items {
      guard case .integer(let length) = item, length >= 0 else {
        throw fileError(name, "has 'shape': \(literal.text) with \(item.text) where a length is expected")
      }
      shape.append(length)
    }
    return shape
  }

  private static func byteCount(_ shape: [Int], dtype: DType, name: String) throws(ArrayError) -> Int {
    // Zeros last: strides of an empty array must be numbers too.
    var count = dtype.size
    for length in shape where length != 0 {
      let (product, overflows) = count.multipliedReportingOverflow(by: length)
      guard !overflows else {
        throw fileError(name, "claims a shape of \(shapeText(shape)), more than any memory holds")
      }
      count = product
    }
    return shape.contains(0) ? 0 : count
  }
}

/// `(3, 4)`, as users know shapes from NumPy.
func shapeText(_ shape: [Int]) -> String {
  shape.count == 1 ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
}

/// Bytes for messages: `93 4e 55`, or words where there are none.
private func hexText(_ bytes: some Collection<UInt8>) -> String {
  if bytes.isEmpty { return "nothing" }
  return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}
