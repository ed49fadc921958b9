import ArrayGraph
import Lanes

/// Reads a file of comma-separated numbers as a 2-d `f64` array, a row a line.
///
/// The first row is a header when one of its fields is neither empty nor a number. Throws `.file` with line and column
/// for a field that is no number and for a row of another length.
package func readCSV(path: String) throws(ArrayError) -> HostArray {
  var reader = try CSVReader(FileSource(path: path))
  let columns = 0..<reader.width
  let values = try reader.values(columns)
  return HostArray(dtype: .f64, shape: [reader.rows, reader.width], bytes: try buffer(values))
}

/// Reads one column, found by its name in the header row, as a 1-d `f64` array. The others may hold anything.
package func readCSV(path: String, column: String) throws(ArrayError) -> HostArray {
  var reader = try CSVReader(FileSource(path: path))
  let index = try reader.index(ofColumn: column)
  let values = try reader.values(index..<index + 1)
  return HostArray(dtype: .f64, shape: [reader.rows], bytes: try buffer(values))
}

private func buffer(_ values: [Double]) throws(ArrayError) -> HostBuffer {
  try HostBuffer.make(count: values.count * DType.f64.size) { target in
    values.withUnsafeBytes { target.copyMemory(from: $0) }
  }
}

/// The rows of one file. The header has been read when it is made.
private struct CSVReader {
  private let name: String
  private let buffer: HostBuffer
  private var tokenizer: CSVTokenizer
  /// The row that is next, already cut; the first data row at the start.
  private var fields: [CSVTokenizer.Field] = []
  private var hasRow: Bool
  private let header: [String]?
  /// Fields a row.
  let width: Int
  /// Data rows read so far.
  private(set) var rows = 0

  init(_ source: FileSource) throws(ArrayError) {
    name = source.name
    buffer = try source.all()
    var tokenizer = CSVTokenizer(buffer.unsafeBytes, name: source.name)
    var fields: [CSVTokenizer.Field] = []
    guard try tokenizer.nextRow(&fields) else { throw fileError(source.name, "has no rows") }
    width = fields.count
    let isHeader = fields.contains { !tokenizer.isEmpty($0) && tokenizer.number($0) == nil }
    header = isHeader ? fields.map { tokenizer.text($0) } : nil
    hasRow = isHeader ? try tokenizer.nextRow(&fields) : true
    self.tokenizer = tokenizer
    self.fields = fields
  }

  func index(ofColumn column: String) throws(ArrayError) -> Int {
    guard let header else {
      throw fileError(name, "has no header row, so that no column is called '\(column)'")
    }
    let found = header.indices.filter { header[$0] == column }
    guard let index = found.first, found.count == 1 else {
      let problem = found.isEmpty ? "has no column" : "has \(found.count) columns"
      let names = header.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
      let more = header.count > 20 ? " and \(header.count - 20) more" : ""
      throw fileError(name, "\(problem) '\(column)'", notes: ["its header has " + names + more])
    }
    return index
  }

  /// The numbers of some columns, row after row to the end.
  mutating func values(_ columns: Range<Int>) throws(ArrayError) -> [Double] {
    // The buffer owns the text that the tokenizer reads.
    defer { withExtendedLifetime(buffer) {} }
    var values: [Double] = []
    while hasRow {
      guard fields.count == width else {
        throw fileError(name, "line \(tokenizer.rowLine): \(width) columns expected, \(fields.count) found")
      }
      for column in columns {
        guard let value = tokenizer.number(fields[column]) else { throw notANumber(column) }
        values.append(value)
      }
      rows += 1
      hasRow = try tokenizer.nextRow(&fields)
    }
    return values
  }

  private func notANumber(_ column: Int) -> ArrayError {
    let text = tokenizer.text(fields[column])
    let title = header.map { " ('\($0[column])')" } ?? ""
    let shown = text.count > 40 ? text.prefix(37) + "..." : text
    let isSplitOtherwise = width == 1 && (text.contains(";") || text.contains("\t"))
    return fileError(
      name,
      "line \(tokenizer.rowLine), column \(column + 1)\(title): a number expected, "
        + (text.isEmpty ? "nothing found" : "'\(shown)' found"),
      notes: isSplitOtherwise ? ["columns are separated by commas"] : [])
  }
}
