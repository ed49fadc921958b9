import ArrayFunctions
import ArrayGraph
import ArrayInterpreter
import ArrayRuntime
import Foundation
import Testing

/// Values, dtypes and shapes of some thousands of calls, against NumPy's.
@Suite struct ValueTests {
  private struct Case: Decodable {
    var f: String
    var args: [Argument]
    var kw: [String: Argument]
    var ulps: Double
    var out: Elements
  }

  /// dtype, shape and bytes of an array.
  private struct Elements: Decodable {
    var dtype: DType
    var shape: [Int]
    var bytes: [UInt8]

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      let name = try list.decode(String.self)
      dtype = try #require(DType(named: name))
      shape = try list.decode([Int].self)
      let digits = Array(try list.decode(String.self).utf8)
      func digit(_ character: UInt8) -> UInt8 { character < 97 ? character - 48 : character - 87 }
      bytes = stride(from: 0, to: digits.count, by: 2).map { digit(digits[$0]) << 4 | digit(digits[$0 + 1]) }
    }

    var node: Node {
      Node.data(dtype, shape) { pointer in
        bytes.withUnsafeBytes { if let base = $0.baseAddress { pointer.copyMemory(from: base, byteCount: $0.count) } }
      }
    }
  }

  private struct Argument: Decodable {
    var a: Elements?
    var v: String?
    var b: Bool?
    var i: String?
    var f: String?
    var s: String?
    var l: [Argument]?
    var t: [Argument]?

    var value: Value {
      get throws {
        if let a {
          let node = a.node
          switch v {
          case "T": return .array(node.transposed)
          case "flip": return .array(try node.flipped(nil))
          case "step": return .array(try node.indexed([.ellipsis, .slice(start: nil, stop: nil, step: 2)]))
          default: return .array(node)
          }
        }
        if let b { return .bool(b) }
        if let i { return .int(try #require(Int128(i))) }
        if let f { return .float(try #require(Double(f))) }
        if let s { return .string(s) }
        if let l { return .list(try l.map { try $0.value }) }
        if let t { return .tuple(try t.map { try $0.value }) }
        return .none
      }
    }
  }

  @Test func equalNumPys() throws {
    let engine = Engine(interpreter: Interpreter(), native: nil)
    let lines = try PythonOracle.lines(of: "numpy_values.py")
    #expect(lines.count > 3000)
    for line in lines {
      let test = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
      let difference: String?
      do {
        difference = try check(test, engine)
      } catch {
        difference = "\(error)"
      }
      if let difference { Issue.record("np.\(test.f): \(difference)\n\(line.prefix(900))") }
    }
  }

  private func check(_ test: Case, _ engine: Engine) throws -> String? {
    let function = try #require(FunctionTable.named(test.f), "np.\(test.f)")
    var values: [Value] = []
    for (position, parameter) in function.parameters.enumerated() {
      if position < test.args.count {
        values.append(try test.args[position].value)
      } else if let named = test.kw[parameter.name] {
        values.append(try named.value)
      } else {
        values.append(try #require(parameter.defaultValue))
      }
    }
    let node = try function.body(values).node
    guard node.dtype == test.out.dtype && node.shape == test.out.shape else {
      return "\(node.typeText), not \(Shape.text(test.out.dtype, test.out.shape))"
    }
    try engine.evaluate([node])
    let storage = try #require(node.storage)
    let size = node.dtype.size
    // Cancellation makes ulps of single elements large; they count at the scale of the largest.
    let scale =
      test.ulps < 100
      ? 0
      : test.out.bytes.withUnsafeBytes { bytes in
        (0..<node.count).map { Literal(node.dtype, at: bytes.baseAddress! + $0 * size).double.magnitude }.max() ?? 0
      }
    for k in 0..<node.count {
      let found = Literal(node.dtype, at: storage.pointer + k * size)
      let expected = test.out.bytes.withUnsafeBytes { Literal(node.dtype, at: $0.baseAddress! + k * size) }
      if !isEqual(found, expected, test.ulps, scale) { return "element \(k) is \(found.text), not \(expected.text)" }
    }
    return nil
  }

  private func isEqual(_ a: Literal, _ b: Literal, _ ulps: Double, _ scale: Double) -> Bool {
    if a == b { return true }
    guard a.dtype.isFloat else { return false }
    let (x, y) = (a.double, b.double)
    if x.isNaN && y.isNaN { return true }
    let size = Swift.max(y.magnitude, scale)
    let ulp = a.dtype == .f32 ? Double(Float(size).ulp) : size.ulp
    return abs(x - y) <= ulps * ulp && (ulps > 0)
  }
}

extension Literal {
  fileprivate var text: String { dtype.isFloat ? "\(double)" : "\(integer ?? 0)" }
}
