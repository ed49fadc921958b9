import ArrayGraph
import ArrayKernels
import ArrayLLVM
import Foundation
import Lanes
import Testing

/// Division by a value that does not change in the loop may multiply, but has the bits of a division.
@Suite struct DivisionTests {
  /// Whole and broken numbers of the vectors that are unrolled, in either format.
  private static let lengths = [1, 16, 31, 64, 127, 256, 333]

  private func quotients(_ dtype: DType) -> Kernel {
    elementwise(Operation.named("divide")!, dtype, [.contiguous, .broadcast], .contiguous, rank: 1)
  }

  @Test(arguments: [DType.f32, .f64]) func vectorsMultiply(_ dtype: DType) throws {
    for compiler in compilers {
      func multiplies(_ target: TargetChoice) throws -> Bool {
        let ir = try compiler.emit(quotients(dtype), name: "kernel", format: .ir, target: target)
        return String(decoding: ir, as: UTF8.self).contains("known:")
      }
      #expect(try multiplies(.v4))
      #expect(try multiplies(.v3))
      #expect(try !multiplies(.v2))
    }
  }

  @Test(arguments: [true, false]) func besideMidpointsSingle(_ isOfRow: Bool) throws {
    try compareBesideMidpoints(Float.self, .f32, isOfRow)
  }
  @Test(arguments: [true, false]) func besideMidpointsDouble(_ isOfRow: Bool) throws {
    try compareBesideMidpoints(Double.self, .f64, isOfRow)
  }

  @Test(arguments: [true, false]) func specialNumbersSingle(_ isOfRow: Bool) throws {
    try compareSpecials(Float.self, .f32, isOfRow)
  }
  @Test(arguments: [true, false]) func specialNumbersDouble(_ isOfRow: Bool) throws {
    try compareSpecials(Double.self, .f64, isOfRow)
  }

  /// Integers made floats are multiplied with whatever they are; the divisor alone decides.
  @Test(arguments: [DType.f32, .f64]) func integers(_ dtype: DType) throws {
    let kernel = Kernel(
      form: .map, outerRank: 1,
      operands: [
        .init(.input, .i16, .contiguous), .init(.input, dtype, .broadcast), .init(.output, dtype, .contiguous),
      ],
      values: [
        .init(.load(operand: 0), .i16), .init(.load(operand: 1), dtype), .init(.cast(0), dtype),
        .init(.operation(Operation.named("divide")!, dtype: dtype, [2, 1]), dtype),
      ],
      row: [.compute(1)], chunk: [.compute(0), .compute(2), .compute(3), .store(3, operand: 2)])
    let divisors: [Double] = [
      255, -255, 0.1, -3, 1, 0, -0.0, .infinity, -.infinity, .nan, 1e-30, 1e30, 7, .leastNonzeroMagnitude,
    ]
    for length in Self.lengths {
      let x = (0..<divisors.count * length).map { Int16(truncatingIfNeeded: $0 % 5 == 0 ? 0 : $0 &* 7919) }
      var bench = Bench(kernel, outer: [divisors.count], inner: length)
      bench.buffers[0] = (x + [0]).withUnsafeBytes { Array($0) }
      func check<T: BinaryFloatingPoint>(_: T.Type) throws {
        bench.buffers[1] = (divisors.map { T($0) } + [0]).withUnsafeBytes { Array($0) }
        let quotients = x.indices.map { T(x[$0]) / T(divisors[$0 / length]) } + [0]
        let expected = canonicalNaN(quotients.withUnsafeBytes { Array($0) }, dtype)
        for (compiler, target) in SameBitsTests.variants {
          let object = try compiler.emit(kernel, name: "kernel", format: .object, target: target)
          #expect(
            bench.run(try NativeKernel(object: object))[2] == expected,
            "LLVM \(compiler.library.version) for \(target.rawValue), \(length)")
        }
      }
      try dtype == .f32 ? check(Float.self) : check(Double.self)
    }
  }

  private func compareBesideMidpoints<T: BinaryFloatingPoint>(_: T.Type, _ dtype: DType, _ isOfRow: Bool) throws {
    var random = Random(seed: 7)
    let bits = UInt64(T.significandBitCount)
    var divisors: [T] = [1, 1.5, T(2).nextDown, T(1).nextUp, 3, 10, 255, 0.1]
    while divisors.count < 40 {
      let significand = (UInt64(1) << bits) | (random.next() >> (64 - bits)) | 1
      divisors.append(T(significand) * power(Int(random.next() % 40) - 20 - Int(bits)))
    }
    for length in Self.lengths {
      let rows = divisors.map { b in
        (0..<length).map { _ in random.next() % 8 == 0 ? ordinary(&random) : besideMidpoint(b, &random) }
      }
      try compare(rows, divisors, dtype, isOfRow)
    }
  }

  /// A number whose quotient by `b` is as near to the middle between two numbers as one can be: with odd integers B of b
  /// and M of the middle, A · 2^p = B · M + j for a small j.
  private func besideMidpoint<T: BinaryFloatingPoint>(_ b: T, _ random: inout Random) -> T {
    let p = UInt64(T.significandBitCount + 1)
    let divisor = (UInt64(1) << (p - 1)) | UInt64(b.significandBitPattern)
    if divisor & 1 == 0 { return ordinary(&random) }
    var inverse = divisor
    for _ in 0..<6 { inverse = inverse &* (2 &- divisor &* inverse) }
    let j = 1 + 2 * (random.next() % 4)
    let isAbove = random.next() % 2 == 0
    let mask = (UInt64(1) << p) - 1
    let middle = (mask + 1) | ((isAbove ? 0 &- j &* inverse : j &* inverse) & mask)
    let product = divisor.multipliedFullWidth(by: middle)
    let (low, carry) =
      isAbove
      ? product.low.addingReportingOverflow(j) : product.low.subtractingReportingOverflow(j)
    let high = isAbove ? product.high + (carry ? 1 : 0) : product.high - (carry ? 1 : 0)
    let dividend = T(high << (64 - p) | low >> p)
    let sign: T = random.next() % 2 == 0 ? 1 : -1
    return sign * dividend * power(Int(random.next() % 60) - 30 - Int(p))
  }

  private func compareSpecials<T: BinaryFloatingPoint>(_: T.Type, _ dtype: DType, _ isOfRow: Bool) throws {
    var random = Random(seed: 9)
    let isDouble = dtype == .f64
    let (least, greatest): (T, T) = (power(isDouble ? -960 : -100), power(isDouble ? 960 : 100))
    let (small, large): (T, T) = (power(isDouble ? -50 : -20), power(isDouble ? 50 : 20))
    let specials: [T] = [
      0, -0.0, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNormalMagnitude,
      .leastNormalMagnitude.nextDown,
      .greatestFiniteMagnitude, -.greatestFiniteMagnitude, least, least.nextDown, -least.nextDown, greatest,
      greatest.nextUp, -greatest.nextUp,
    ]
    let divisors: [T] =
      specials + [small, small.nextDown, -small, large, large.nextUp, -large, small.nextUp, large.nextDown, 1, 3, -7]
    for length in Self.lengths {
      // Rows with one special number, with some, and with nothing else.
      for share in [UInt64(length), 10, 1] {
        let rows = divisors.map { b in
          (0..<length).map { _ in
            random.next() % share == 0 ? specials.randomElement(using: &random) ?? 0 : ordinary(&random)
          }
        }
        try compare(rows, divisors, dtype, isOfRow)
      }
    }
  }

  private func ordinary<T: BinaryFloatingPoint>(_ random: inout Random) -> T {
    T(Int64(bitPattern: random.next()) >> 8) * power(Int(random.next() % 100) - 80)
  }
  private func power<T: BinaryFloatingPoint>(_ exponent: Int) -> T {
    T(sign: .plus, exponent: T.Exponent(exponent), significand: 1)
  }

  /// Rows by a divisor each, or each row as a call of its own by one that is the same all along.
  private func compare<T: BinaryFloatingPoint>(
    _ rows: [[T]], _ divisors: [T], _ dtype: DType, _ isOfRow: Bool
  ) throws {
    func bytes(_ values: [T]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }
    if !isOfRow {
      var kernel = quotients(dtype)
      kernel.once = kernel.row.compactMap { if case .compute(let id) = $0 { id } else { nil } }
      kernel.row = []
      let natives = try SameBitsTests.variants.map { compiler, target in
        try NativeKernel(object: compiler.emit(kernel, name: "kernel", format: .object, target: target))
      }
      for (row, b) in zip(rows, divisors) {
        // In one row, and in several of a part of it.
        for parts in [1, 3] where row.count % parts == 0 {
          var bench = Bench(kernel, outer: [parts], inner: row.count / parts)
          bench.buffers[0] = bytes(row + [0])
          bench.buffers[1] = bytes([T](repeating: b, count: parts) + [0])
          let expected = canonicalNaN(bytes(row.map { $0 / b } + [0]), dtype)
          for native in natives { #expect(bench.run(native)[2] == expected, "\(row.count) by \(b)") }
        }
      }
      return
    }
    var bench = Bench(quotients(dtype), outer: [rows.count], inner: rows[0].count)
    bench.buffers[0] = bytes(Array(rows.joined()) + [0])
    bench.buffers[1] = bytes(divisors + [0])
    let quotients = zip(rows, divisors).flatMap { row, b in row.map { $0 / b } }
    let expected = canonicalNaN(bytes(quotients + [0]), dtype)
    for (compiler, target) in SameBitsTests.variants {
      let object = try compiler.emit(bench.kernel, name: "kernel", format: .object, target: target)
      let results = bench.run(try NativeKernel(object: object))
      guard results[2] != expected else { continue }
      let byte = zip(results[2], expected).enumerated().first { $1.0 != $1.1 }?.offset ?? -1
      let element = byte / dtype.size
      let (row, column) = element.quotientAndRemainder(dividingBy: rows[0].count)
      Issue.record(
        "\(rows[row][column]) / \(divisors[row]) differs with LLVM \(compiler.library.version) for \(target.rawValue)")
      return
    }
  }
}
