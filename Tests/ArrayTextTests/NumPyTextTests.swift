import ArrayGraph
import ArrayText
import Foundation
import Lanes
import Testing

/// One array with NumPy's text for it, as `numpy_cases.py` writes it.
private struct Case {
  var number: Int
  var dtype: DType
  var shape: [Int]
  var data: Data
  var text: String
  var representation: String
  var scalars: [Substring]

  /// A Python program that makes the array, where it is small enough to read.
  var program: String {
    guard data.count <= 400 else { return "case \(number): \(dtype.numpyName)\(shape)" }
    let hex = data.map { String(format: "%02x", $0) }.joined()
    return "case \(number): np.frombuffer(bytes.fromhex('\(hex)'), '\(dtype.numpyName)').reshape(\(shape))"
  }
}

/// Cuts the file of cases into its fields.
private struct CaseReader {
  private var rest: Data.SubSequence

  init(_ data: Data) { rest = data[...] }

  private mutating func field() throws -> Data {
    let count = rest.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
    let field = rest.dropFirst(8).prefix(count)
    try #require(rest.count >= 8 && field.count == count, "the file of cases is cut off")
    rest = rest.dropFirst(8 + count)
    return Data(field)
  }

  private mutating func string() throws -> String { String(decoding: try field(), as: UTF8.self) }

  mutating func all() throws -> [Case] {
    var cases: [Case] = []
    while !rest.isEmpty {
      let dtype = try #require(DType(named: try string()))
      let shape = try string().split(separator: " ").compactMap { Int($0) }
      cases.append(
        Case(
          number: cases.count, dtype: dtype, shape: shape, data: try field(), text: try string(),
          representation: try string(), scalars: try string().split(separator: "\n")))
    }
    return cases
  }
}

private func python() -> URL {
  if let path = ProcessInfo.processInfo.environment["ARRAYC_PYTHON"] { return URL(fileURLWithPath: path) }
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
  let local = root.appending(path: ".build/python/bin/python3")
  return FileManager.default.isExecutableFile(atPath: local.path)
    ? local : URL(fileURLWithPath: "/usr/bin/env")
}

private func numpyCases() throws -> [Case] {
  let file = FileManager.default.temporaryDirectory.appending(path: "numpy-cases-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: file) }
  let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "numpy_cases.py")
  let process = Process()
  process.executableURL = python()
  let isEnvironment = process.executableURL?.lastPathComponent == "env"
  process.arguments = (isEnvironment ? ["python3"] : []) + [script.path, file.path]
  try process.run()
  process.waitUntilExit()
  try #require(process.terminationStatus == 0, "numpy_cases.py failed")
  var reader = CaseReader(try Data(contentsOf: file))
  return try reader.all()
}

@Suite struct NumPyTextTests {
  @Test func everyCaseIsNumPysTextExactly() throws {
    let cases = try numpyCases()
    #expect(cases.count > 3000)
    var failures = 0
    func check(_ found: String, _ expected: String, _ what: String, _ item: Case) {
      guard found != expected else { return }
      failures += 1
      if failures <= 10 { Issue.record("\(what) of \(item.program)\nNumPy:\n\(expected)\nhere:\n\(found)") }
    }
    for item in cases {
      // One byte more, so that an empty array has an address too.
      (item.data + [0]).withUnsafeBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        check(numpyText(base, dtype: item.dtype, shape: item.shape), item.text, "str", item)
        check(numpyRepr(base, dtype: item.dtype, shape: item.shape), item.representation, "repr", item)
        for (index, expected) in item.scalars.enumerated() {
          let scalar = base + index * item.dtype.size
          let found =
            numpyScalarText(scalar, dtype: item.dtype) + " " + numpyScalarRepr(scalar, dtype: item.dtype)
          check(found, String(expected), "element \(index)", item)
        }
      }
    }
    #expect(failures == 0, "\(failures) texts differ")
  }

  @Test func aSummaryReadsOnlyTheEdges() throws {
    // All but the first and the last page may not be touched: a read there would stop the test.
    let length = 1 << 30
    let page = 4096
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    let map = try #require(mmap(nil, length * 8, PROT_NONE, flags, -1, 0))
    try #require(map != MAP_FAILED)
    defer { munmap(map, length * 8) }
    mprotect(map, page, PROT_READ)
    mprotect(map + length * 8 - page, page, PROT_READ)
    #expect(numpyText(map, dtype: .i64, shape: [length]) == "[0 0 0 ... 0 0 0]")
  }
}
