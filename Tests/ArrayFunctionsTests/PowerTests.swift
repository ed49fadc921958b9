import ArrayFunctions
import ArrayGraph
import ArrayInterpreter
import ArrayRuntime
import Glibc
import Lanes
import Testing

/// Powers and divisions by numbers that are known: products, shifts and masks, with the promised bits.
@Suite struct PowerTests {
  private let engine = Engine(interpreter: Interpreter(), native: nil)

  private func values<T>(_ node: Node, _ type: T.Type) throws -> [T] {
    try engine.evaluate([node])
    let storage = try #require(node.storage)
    let pointer = storage.pointer.assumingMemoryBound(to: type)
    return (0..<node.count).map { pointer[$0] }
  }

  private func node<T>(_ dtype: DType, _ elements: [T]) -> Node {
    Node.data(dtype, [elements.count]) { pointer in
      elements.withUnsafeBytes { if let base = $0.baseAddress { pointer.copyMemory(from: base, byteCount: $0.count) } }
    }
  }

  /// Numbers of every exponent whose power is finite, and those that decide the power by themselves.
  private func bases<T: BinaryFloatingPoint>(_ n: Int) -> [T] where T.RawSignificand: FixedWidthInteger {
    var generator = SplitMix(state: UInt64(n &+ 100))
    let span = Double(T.greatestFiniteMagnitude.exponent) + 30
    let special: [T] = [
      0, 1, .infinity, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 1 + .ulpOfOne,
    ]
    let random = (0..<2000).map { _ -> T in
      let exponent = Double.random(in: -span...span, using: &generator) / Double(n.magnitude)
      return T(sign: .plus, exponent: T.Exponent(exponent), significand: T.random(in: 1..<2, using: &generator))
    }
    return (special + random).flatMap { [$0, -$0] } + [.nan]
  }

  private func check<T: BinaryFloatingPoint & CustomStringConvertible>(
    _ dtype: DType, _ n: Int, _ exact: (T) -> Float80
  ) throws where T.RawSignificand: FixedWidthInteger {
    let x: [T] = bases(n)
    let found = try values(call("pow", .array(node(dtype, x)), .int(Int128(n))).node, T.self)
    for (x, found) in zip(x, found) {
      let exact = exact(x)
      let rounded = T(exact)
      if rounded.isNaN || rounded.isInfinite || rounded == 0 {
        let isSame = rounded.isNaN ? found.isNaN : found.sign == rounded.sign
        let isNear = rounded.isNaN || found == rounded || abs(Float80(found) - exact) <= Float80(found.ulp)
        #expect(isSame && isNear, "\(x) ** \(n) is \(found), not \(rounded)")
      } else {
        let error = abs(Float80(found) - exact)
        let bound = 0.51 * Float80(rounded.ulp) + Float80(T.leastNonzeroMagnitude) / 2
        #expect(error <= bound, "\(x) ** \(n) is \(found), \(error / Float80(rounded.ulp)) ulp off")
      }
    }
  }

  @Test func wholePowersAreAlmostCorrectlyRounded() throws {
    for n in Array(4...32) + Array(-32 ... -2) {
      try check(.f64, n) { (x: Double) in powl(Float80(x), Float80(n)) }
      try check(.f32, n) { (x: Float) in powl(Float80(x), Float80(n)) }
    }
  }

  /// What is computed while recording has the bits of what is computed later.
  @Test func constantBases() throws {
    for n in [3, 5, -6, 7, 31] as [Int128] {
      for x in [1.7918504565534092, 1.0179779202025032, 1.2299465399696277, -0.0, .infinity] {
        let constant = try call("pow", .array(Node.full([2], Literal(x, .f64))), .int(n)).node
        let computed = try values(call("pow", .array(node(.f64, [x, 0.5])), .int(n)).node, Double.self)
        #expect(constant.constantLiteral == Literal(computed[0], .f64), "\(x) ** \(n)")
      }
    }
  }

  @Test func integerPowersWrap() throws {
    let x: [Int32] = [0, 1, -1, 2, -3, 7, 46_341, .min, .max]
    for n in [4, 5, 13, 31, 64, 1000] {
      let powers = try values(call("pow", .array(node(.i32, x)), .int(Int128(n))).node, Int32.self)
      #expect(powers == x.map { base in (0..<n).reduce(1) { power, _ in power &* base } })
    }
  }

  /// Long exponents stand beside short ones, which need fewer squares.
  @Test func integerPowersOfArraysWrap() throws {
    let exponents: [Int64] = [0, 1, 2, 3, 30, 31, 32, 33, 62, 63, 64, 65, 1000, 1 << 40 + 1, 5, 7]
    func power(_ base: Int64, _ exponent: Int64) -> Int64 {
      var (result, square) = (1 as Int64, base)
      for bit in 0..<63 {
        if exponent >> bit & 1 == 1 { result &*= square }
        square &*= square
      }
      return result
    }
    for base in [0, 1, -1, 2, 3, -3, 10, .max] as [Int64] {
      let bases = node(.i64, exponents.map { _ in base })
      let ofArrays = try call("pow", .array(bases), .array(node(.i64, exponents))).node
      let ofNumber = try call("pow", .int(Int128(base)), .array(node(.i64, exponents))).node
      #expect(row(ofArrays) == "pow" && row(ofNumber) == (base == 2 ? "left_shift" : "pow"))
      for powers in [ofArrays, ofNumber] {
        #expect(try values(powers, Int64.self) == exponents.map { power(base, $0) }, "\(base)")
      }
    }
    let short = (0..<70).map { UInt32($0 * 7 % 32) }
    for base in [3, 10, 4_294_967_295] as [UInt32] {
      let powers = short.map { exponent in (0..<exponent).reduce(1) { power, _ in power &* base } }
      let ofArrays = try call("pow", .array(node(.u32, short.map { _ in base })), .array(node(.u32, short))).node
      #expect(try values(ofArrays, UInt32.self) == powers, "\(base)")
    }
    let bytes: [UInt8] = [0, 1, 7, 8, 9, 64, 255]
    #expect(try values(call("pow", .int(2), .array(node(.u8, bytes))).node, UInt8.self) == [1, 2, 128, 0, 0, 0, 0])
    #expect(throws: ArrayError.self) { try values(call("pow", .int(2), .array(node(.i64, [3, -1]))).node, Int64.self) }
  }

  @Test func powersOfTwoByIntegersAreExact() throws {
    let exponents = Array(-1100...1100) + [Int64.min, Int64.min + 1, -1 << 40, 1 << 40, Int64.max]
    let powers = try call("pow", .float(2), .array(node(.i64, exponents))).node
    #expect(row(powers) == "exp2")
    #expect(try values(powers, Double.self) == exponents.map { scalbn(1, Int(Int32(clamping: $0))) })
    let short = Array(Int16(-200)...200)
    let base = Node.literal(Literal(2.0, .f32))
    let shortPowers = try call("pow", .array(base), .array(node(.i16, short))).node
    #expect(row(shortPowers) == "exp2" && shortPowers.dtype == .f32)
    #expect(try values(shortPowers, Float.self) == short.map { scalbn(Float(1), Int($0)) })
  }

  @Test func integersByPowersOfTwoAreShiftedAndMasked() throws {
    let x: [Int16] = [0, 1, -1, 7, -7, 8, -8, 255, -257, .min, .max]
    for divisor in [1, 2, 8, 16384] as [Int16] {
      let quotients = try call("floor_divide", .array(node(.i16, x)), .int(Int128(divisor))).node
      let rests = try call("remainder", .array(node(.i16, x)), .int(Int128(divisor))).node
      #expect(row(quotients) == "right_shift" && row(rests) == "bitwise_and")
      let floors = x.map { Int16((Double($0) / Double(divisor)).rounded(.down)) }
      #expect(try values(quotients, Int16.self) == floors)
      #expect(try values(rests, Int16.self) == zip(x, floors).map { $0 - $1 * divisor })
    }
    for divisor in [0, 3, -2, -32768] {
      #expect(try row(call("floor_divide", .array(node(.i16, x)), .int(Int128(divisor))).node) == "floor_divide")
    }
    // The dtype's greatest power of two, where it is the sign of another.
    let words: [UInt64] = [1, 1 << 63, .max]
    #expect(
      try values(call("remainder", .array(node(.u64, words)), .int(1 << 63)).node, UInt64.self) == [1, 0, 1 << 63 - 1])
    let bytes: [UInt8] = [0, 127, 128, 255]
    #expect(try values(call("remainder", .array(node(.u8, bytes)), .int(128)).node, UInt8.self) == [0, 127, 0, 127])
    #expect(try values(call("floor_divide", .array(node(.u8, bytes)), .int(128)).node, UInt8.self) == [0, 0, 1, 1])
  }

  @Test func remaindersByOne() throws {
    let x: [Float] = [0, -0.0, 1, -1, 0.75, -0.75, 8_388_609, -1e-20, 1e-20, .infinity, -.infinity, .nan, 3.4e38]
    let rests = try call("remainder", .array(node(.f32, x)), .int(1)).node
    let one = node(.f32, [1] as [Float])
    #expect(row(rests) == "subtract")
    let expected = try values(call("remainder", .array(node(.f32, x)), .array(one)).node, Float.self)
    for (k, rest) in try values(rests, Float.self).enumerated() {
      #expect(rest.isNaN ? expected[k].isNaN : rest.bitPattern == expected[k].bitPattern, "\(x[k]) % 1")
    }
  }

  private func row(_ node: Node) -> String? {
    if case .elementwise(let operation, _, _) = node.kind { return operation.name }
    return nil
  }
}

private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
