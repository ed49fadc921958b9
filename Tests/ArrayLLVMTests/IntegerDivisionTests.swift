import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import Lanes
import Testing

/// Integers are divided as floats where these are exact, and multiplied where the divisor does not change in the loop:
/// quotients and remainders are exact, interpreted and native, beside multiples and for numbers of every size.
@Suite struct IntegerDivisionTests: IntegerComparison {
  @Test(arguments: integerTypes) func everyType(_ dtype: DType) throws { try compare(dtype) }

  func compare<T: FixedWidthInteger>(_: T.Type, _ dtype: DType) throws {
    var random = Random(seed: UInt64(T.bitWidth))
    var divisors: [T] = [0, 1, 0 &- 1, 2, 3, 7, 10, .max, .min, .max - 1, .min + 1]
    while divisors.count < 60 { divisors.append(number(&random, below: T.bitWidth)) }
    for length in [1, 31, 64, 333] {
      // Rows whose numbers are floats, rows with some that are not, and rows of any numbers.
      let rows = divisors.enumerated().map { k, b in
        (0..<length).map { i in dividend(b, &random, bits: k % 3 == 0 || (k % 3 == 1 && i % 40 > 0) ? 50 : 64) }
      }
      for name in ["floor_divide", "remainder", "fmod"] {
        let expected = zip(rows, divisors).flatMap { row, b in row.map { Self.result(name, $0, b) } }
        for layout in [Kernel.Layout.broadcast, .contiguous] {
          try expectResults(name, dtype, layout, rows, divisors, expected)
        }
        try expectResultsByLiterals(name, dtype, rows, divisors, expected)
      }
    }
  }

  /// The same of a divisor that stands in the program, one call for each.
  private func expectResultsByLiterals<T: FixedWidthInteger>(
    _ name: String, _ dtype: DType, _ rows: [[T]], _ divisors: [T], _ expected: [T]
  ) throws {
    let operation = try #require(Operation.named(name))
    let kernel = Kernel(
      form: .map, outerRank: 0, literals: [dtype],
      operands: [Kernel.Operand(.input, dtype, .contiguous), Kernel.Operand(.output, dtype, .contiguous)],
      values: [
        .init(.load(operand: 0), dtype), .init(.literal(0), dtype),
        .init(.operation(operation, dtype: dtype, [0, 1]), dtype),
      ], chunk: [.compute(0), .compute(2), .store(2, operand: 1)])
    func bytes(_ values: [T]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }
    let length = rows[0].count
    for (compiler, target) in SameBitsTests.variants {
      let native = try NativeKernel(object: try compiler.emit(kernel, name: "kernel", format: .object, target: target))
      for (k, divisor) in divisors.enumerated() {
        var bench = Bench(kernel, inner: length, literals: [Int(truncatingIfNeeded: divisor)])
        bench.buffers[0] = bytes(rows[k] + [0])
        let found = bench.run(native)[1]
        #expect(
          found == bytes(Array(expected[k * length..<(k + 1) * length]) + [0]),
          "\(name) of \(dtype) by \(divisor), LLVM \(compiler.library.version), \(target.rawValue)")
      }
    }
  }

  /// Every byte by every other one.
  @Test func everyByteUnsigned() throws { try compareAll(UInt8.self, .u8) }
  @Test func everyByteSigned() throws { try compareAll(Int8.self, .i8) }

  private func compareAll<T: FixedWidthInteger>(_: T.Type, _ dtype: DType) throws {
    let all = (0...255).map { T(truncatingIfNeeded: $0) }
    let rows = all.map { _ in all }
    for name in ["floor_divide", "remainder", "fmod"] {
      let expected = all.flatMap { b in all.map { Self.result(name, $0, b) } }
      try expectResults(name, dtype, .broadcast, rows, all, expected)
    }
  }

  private func number<T: FixedWidthInteger>(_ random: inout Random, below bits: Int) -> T {
    let size = 1 + Int(random.next() % UInt64(min(bits, T.bitWidth)))
    let magnitude = T(truncatingIfNeeded: random.next() >> UInt64(64 - size))
    return T.isSigned && random.next() % 2 == 0 ? 0 &- magnitude : magnitude
  }
  /// Any number, or one beside a multiple of `b`.
  private func dividend<T: FixedWidthInteger>(_ b: T, _ random: inout Random, bits: Int) -> T {
    let a: T = number(&random, below: bits)
    if b == 0 || random.next() % 4 == 0 { return a }
    let multiple = a &- a.remainderReportingOverflow(dividingBy: b).partialValue
    return multiple &+ T(truncatingIfNeeded: Int(random.next() % 3) - 1)
  }

  private static func result<T: FixedWidthInteger>(_ name: String, _ a: T, _ b: T) -> T {
    if b == 0 { return 0 }
    let (quotient, rest) = (a.dividedReportingOverflow(by: b), a.remainderReportingOverflow(dividingBy: b))
    let isBelow = rest.partialValue != 0 && (rest.partialValue < 0) != (b < 0)
    switch name {
    case "floor_divide": return isBelow ? quotient.partialValue - 1 : quotient.partialValue
    case "remainder": return isBelow ? rest.partialValue + b : rest.partialValue
    default: return rest.partialValue
    }
  }
}
