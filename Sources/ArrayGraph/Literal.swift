/// One value of any dtype: a constant of an expression.
package struct Literal: Hashable, Sendable {
  package let dtype: DType
  /// The value's bytes in memory, zero-extended.
  package let bits: UInt64

  package init(dtype: DType, bits: UInt64) {
    self.dtype = dtype
    self.bits = bits
  }

  /// The value nearest to `value` in a float dtype.
  package init(_ value: Double, _ dtype: DType) {
    precondition(dtype.isFloat)
    self.init(dtype: dtype, bits: dtype == .f32 ? UInt64(Float(value).bitPattern) : value.bitPattern)
  }
  /// The low bits of `value` in an integer dtype.
  package init(_ value: Int, _ dtype: DType) {
    if dtype.isFloat {
      self.init(Double(value), dtype)
    } else if dtype == .bool {
      self.init(value != 0)
    } else {
      let mask = dtype.size == 8 ? ~0 : (UInt64(1) << UInt64(dtype.size * 8)) - 1
      self.init(dtype: dtype, bits: UInt64(bitPattern: Int64(value)) & mask)
    }
  }
  package init(_ value: Bool) { self.init(dtype: .bool, bits: value ? 1 : 0) }

  /// Reads one element from memory.
  package init(_ dtype: DType, at pointer: UnsafeRawPointer) {
    var bits: UInt64 = 0
    withUnsafeMutableBytes(of: &bits) { $0.copyMemory(from: UnsafeRawBufferPointer(start: pointer, count: dtype.size)) }
    self.init(dtype: dtype, bits: bits)
  }

  /// The value as a `Double`; integers are rounded to it.
  package var double: Double {
    switch dtype.kind {
    case .float: dtype == .f32 ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))) : Double(bitPattern: bits)
    case .unsigned, .bool: Double(bits)
    case .signed: Double(signed)
    }
  }
  /// The value as a signed integer, its bits extended by the dtype's rule; floats give their bits.
  package var signed: Int {
    let shift = UInt64(64 - dtype.size * 8)
    return dtype.kind == .signed
      ? Int(Int64(bitPattern: bits << shift) >> Int64(shift)) : Int(Int64(bitPattern: bits))
  }

  /// Applies a row to literals: constant folding by the same table that kernels use.
  package static func apply(_ operation: Operation, _ dtype: DType, _ operands: [Literal]) -> Literal? {
    guard let loop = LoopTable.shared.loop(operation.name, dtype) else { return nil }
    return run(loop, operands, operation.resultType(dtype))
  }
  /// Converts as `astype` does.
  package func cast(to target: DType) -> Literal {
    guard target != dtype, let loop = LoopTable.shared.cast(from: dtype, to: target) else { return self }
    return Literal.run(loop, [self], target)
  }

  private static func run(_ loop: BlockLoop, _ operands: [Literal], _ result: DType) -> Literal {
    var bits: [UInt64] = operands.map(\.bits) + Array(repeating: 0, count: 4 - operands.count)
    return bits.withUnsafeMutableBytes { words in
      let base = words.baseAddress.unsafelyUnwrapped
      loop.run(base + 24, base, base + 8, base + 16, 1, 0b111)
      return Literal(result, at: base + 24)
    }
  }
}
