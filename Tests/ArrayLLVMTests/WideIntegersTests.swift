import ArrayGraph
import ArrayKernels
import ArrayLLVM
import Testing

/// Integers of 64 bits become floats, and floats become them, by what a processor has for vectors; the bits are those of one
/// conversion after the other.
@Suite struct WideIntegersTests {
  static let targets: [TargetChoice] = [.native, .v3, .v2]

  /// Beside powers of two, where halves carry, and where doubles round.
  private static let patterns: [UInt64] = {
    var patterns: [UInt64] = [0x7fff_ffff_ffff_fdff, 0x7fff_ffff_ffff_fe00, 0xffff_ffff_ffff_fbff]
    for bit in 0..<64 {
      let power = UInt64(1) << UInt64(bit)
      for step in UInt64(0)..<5 { patterns += [power &+ step &- 2, 0 &- power &+ step &- 2] }
      if bit < 53 { patterns.append(1 << 63 | power) }
    }
    return patterns
  }()

  private static var floats: [Double] {
    let powers = (-2...70).flatMap { exponent in
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      return [power, power.nextUp, power.nextDown, power - 0.5, power + 0.5, 1.5 * power + 1]
    }
    return powers + powers.map { -$0 } + [0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, 1e300, -1e300]
  }

  @Test func integersBecomeTheNearestDoubles() throws {
    try check(.i64, .f64, Self.patterns.map { Int64(bitPattern: $0) }) { Double($0) }
    try check(.u64, .f64, Self.patterns) { Double($0) }
    try check(.i64, .f32, Self.patterns.map { Int64(bitPattern: $0) }) { Float($0) }
    try check(.u64, .f32, Self.patterns) { Float($0) }
  }

  /// What does not fit gives the least integer, as the conversion of one number does.
  @Test func floatsAreTruncated() throws {
    func signed(_ x: Double) -> Int64 { Int64(exactly: x.rounded(.towardZero)) ?? .min }
    func unsigned(_ x: Double) -> UInt64 {
      x >= 0x1p63 ? UInt64(bitPattern: signed(x - 0x1p63)) ^ 1 << 63 : UInt64(bitPattern: signed(x))
    }
    let singles = Self.floats.map { Float($0) }
    try check(.f64, .i64, Self.floats, signed)
    try check(.f32, .i64, singles) { signed(Double($0)) }
    try check(.f64, .u64, Self.floats, unsigned)
    try check(.f32, .u64, singles) { unsigned(Double($0)) }
    try check(.f64, .u32, Self.floats) { UInt32(truncatingIfNeeded: signed($0)) }
    try check(.f32, .u32, singles) { UInt32(truncatingIfNeeded: signed(Double($0))) }
  }

  private func check<A, B>(_ from: DType, _ to: DType, _ inputs: [A], _ convert: (A) -> B) throws {
    let kernel = Kernel(
      form: .map, outerRank: 0, operands: [.init(.input, from, .contiguous), .init(.output, to, .contiguous)],
      values: [.init(.load(operand: 0), from), .init(.cast(0), to)],
      chunk: [.compute(0), .compute(1), .store(1, operand: 1)])
    var bench = Bench(kernel, inner: inputs.count)
    bench.buffers[0] = (inputs + inputs[..<1]).withUnsafeBytes { Array($0) }
    let expected = inputs.map(convert).withUnsafeBytes { Array($0) }
    for compiler in compilers {
      for target in Self.targets {
        let object = try compiler.emit(kernel, name: "kernel", format: .object, target: target)
        let found = bench.run(try NativeKernel(object: object))[1][..<expected.count]
        let place = zip(found, expected).enumerated().first { $1.0 != $1.1 }.map { $0.offset / MemoryLayout<B>.size }
        #expect(
          place == nil,
          "\(from) to \(to) with LLVM \(compiler.library.version) for \(target.rawValue): \(place.map { "\(inputs[$0])" } ?? "")"
        )
      }
    }
  }
}
