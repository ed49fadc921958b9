import ArrayGraph
import Foundation
import Lanes
import Testing

@testable import ArrayLinear

/// An operand or an answer as the Python script wrote it.
struct Stored: Decodable {
  let dtype: String
  let shape: [Int]
  let offset: Int
  let transposed: Bool
}

/// One call and NumPy's answer.
struct Case: Decodable, CustomTestStringConvertible {
  struct Choices: Decodable {
    let lower: Bool?
    let upper: Bool?
    let full: Bool?
    let mode: String?
  }
  let op: String
  let choices: Choices
  let inputs: [Stored]
  let outputs: [Stored]
  let error: String?

  var operation: LinearOperation {
    switch op {
    case "matmul": .matmul
    case "dot": .dot
    case "inv": .inv
    case "solve": .solve
    case "det": .det
    case "slogdet": .slogdet
    case "eigh": .eigh(lower: choices.lower ?? true)
    case "eigvalsh": .eigvalsh(lower: choices.lower ?? true)
    case "eig": .eig
    case "eigvals": .eigvals
    case "svd": .svd(full: choices.full ?? true)
    case "svdvals": .svdvals
    case "qr": .qr(LinearOperation.QRMode(rawValue: choices.mode ?? "") ?? .reduced)
    case "cholesky": .cholesky(upper: choices.upper ?? false)
    case "lstsq": .lstsq(rcond: nil)
    case "pinv": .pinv(rcond: nil)
    default: .matrixRank(tolerance: nil)
    }
  }

  var testDescription: String {
    "\(operation)("
      + inputs.map { "\($0.dtype)\($0.shape)\($0.transposed ? ".T" : "")" }.joined(separator: ", ") + ")"
  }
}

/// The cases of one run of the Python script.
struct Oracle: Sendable {
  let cases: [Case]
  let numbers: Data

  static let shared = Result { try Oracle() }

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("linear-cases-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let ownPython = here.appendingPathComponent("../../.build/python/bin/python3").standardizedFileURL.path
    let python =
      ProcessInfo.processInfo.environment["ARRAYC_PYTHON"]
      ?? (FileManager.default.isExecutableFile(atPath: ownPython) ? ownPython : "python3")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, here.appendingPathComponent("cases.py").path, folder.path]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "cases.py failed: is NumPy installed?")
    cases = try JSONDecoder().decode(
      [Case].self, from: Data(contentsOf: folder.appendingPathComponent("cases.json")))
    numbers = try Data(contentsOf: folder.appendingPathComponent("cases.bin"))
  }

  func array(_ stored: Stored) throws -> TestArray {
    let dtype = try #require(DType(named: stored.dtype))
    let array = TestArray(dtype, stored.shape, transposed: stored.transposed)
    numbers.withUnsafeBytes { bytes in
      let source = UnsafeRawBufferPointer(rebasing: bytes[stored.offset..<stored.offset + array.bytes])
      UnsafeMutableRawBufferPointer(start: array.buffer.pointer, count: array.bytes).copyMemory(from: source)
    }
    return array
  }
}

/// Memory for a buffer, filled with a pattern that would show as nonsense if it were read.
final class TestArray {
  let buffer: LinearBuffer
  let bytes: Int
  /// The memory holds the last two axes swapped.
  let isTransposed: Bool

  init(_ dtype: DType, _ shape: [Int], transposed: Bool = false) {
    bytes = shape.reduce(1, *) * dtype.size
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes, 1), alignment: 16)
    memory.initializeMemory(as: UInt8.self, repeating: 0xA5, count: max(bytes, 1))
    isTransposed = transposed && shape.count > 1
    var strides: [Int]?
    if isTransposed {
      var inMemory = shape
      inMemory.swapAt(shape.count - 2, shape.count - 1)
      strides = Layout(rowMajor: inMemory).strides
      strides?.swapAt(shape.count - 2, shape.count - 1)
    }
    buffer = LinearBuffer(dtype: dtype, shape: shape, strides: strides, pointer: memory)
  }

  convenience init<T>(_ dtype: DType, _ shape: [Int], _ values: [T], transposed: Bool = false) {
    self.init(dtype, shape, transposed: transposed)
    precondition(values.count * MemoryLayout<T>.stride == bytes)
    values.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(start: buffer.pointer, count: bytes).copyMemory(from: $0)
    }
  }

  deinit { buffer.pointer.deallocate() }

  func elements<T>(_: T.Type) -> [T] {
    Array(UnsafeBufferPointer(start: buffer.pointer.assumingMemoryBound(to: T.self), count: buffer.count))
  }

  var raw: [UInt8] { Array(UnsafeRawBufferPointer(start: buffer.pointer, count: bytes)) }

  /// The numbers as doubles, in the order of memory; integers too.
  var doubles: [Double] {
    switch buffer.dtype {
    case .f32: elements(Float.self).map(Double.init)
    case .f64: elements(Double.self)
    case .i64: elements(Int64.self).map(Double.init)
    case .i32: elements(Int32.self).map(Double.init)
    default: raw.map(Double.init)
    }
  }

  /// The matrices of the stack, in the user's row order.
  var matrices: [Matrix] {
    let (rows, columns) = (buffer.rows, buffer.columns)
    let all = doubles
    return (0..<buffer.matrixCount).map { index in
      let part = Array(all[index * rows * columns..<(index + 1) * rows * columns])
      return isTransposed ? Matrix(columns, rows, part).transposed : Matrix(rows, columns, part)
    }
  }
}

/// A matrix of doubles with the few operations that residuals need.
struct Matrix {
  let (rows, columns): (Int, Int)
  var values: [Double]

  init(_ rows: Int, _ columns: Int, _ values: [Double]) {
    (self.rows, self.columns, self.values) = (rows, columns, values)
  }

  static func identity(_ n: Int) -> Matrix { diagonal(Array(repeating: 1, count: n), n, n) }

  static func diagonal(_ values: some Collection<Double>, _ rows: Int, _ columns: Int) -> Matrix {
    var result = Matrix(rows, columns, Array(repeating: 0, count: rows * columns))
    for (i, value) in values.enumerated() { result.values[i * columns + i] = value }
    return result
  }

  var transposed: Matrix {
    Matrix(columns, rows, (0..<rows * columns).map { values[($0 % rows) * columns + $0 / rows] })
  }

  var largest: Double { values.reduce(0) { max($0, abs($1)) } }

  static func * (a: Matrix, b: Matrix) -> Matrix {
    var result = Matrix(a.rows, b.columns, Array(repeating: 0, count: a.rows * b.columns))
    for i in 0..<a.rows {
      for k in 0..<a.columns {
        for j in 0..<b.columns {
          result.values[i * b.columns + j] += a.values[i * a.columns + k] * b.values[k * b.columns + j]
        }
      }
    }
    return result
  }

  /// The largest difference between two matrices of one shape.
  func distance(_ other: Matrix) -> Double {
    zip(values, other.values).reduce(0) { $1.0 == $1.1 ? $0 : max($0, abs($1.0 - $1.1)) }
  }
}

/// Runs an operation into fresh arrays.
func run(_ operation: LinearOperation, _ inputs: [TestArray], _ context: LinearContext = LinearContext())
  throws -> [TestArray]
{
  let types = try operation.resultTypes(inputs: inputs.map { ($0.buffer.dtype, $0.buffer.shape) })
  let outputs = types.map { TestArray($0.0, $0.1) }
  try operation.run(inputs: inputs.map(\.buffer), outputs: outputs.map(\.buffer), context: context)
  return outputs
}

/// Two threads' worth of disorder: blocks run last to first, on several threads.
let concurrent: ParallelFor = { count, body in
  DispatchQueue.concurrentPerform(iterations: count) { body(count - 1 - $0) }
}
