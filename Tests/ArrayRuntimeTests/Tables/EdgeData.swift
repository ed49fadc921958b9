import ArrayGraph

/// Elements that reach every branch of a formula: the edges of a dtype, with random ones between them.
struct EdgeData {
  private let edges: [UInt64]
  private let dtype: DType
  private let isExponent: Bool
  private var random: SplitMix
  private let start: Int

  /// - Parameters:
  ///   - seed: the sequence; operands of one case have different ones.
  ///   - start: the edge at which the cycle begins; the same for all operands of a case.
  ///   - isExponent: integers must not be negative, as a power of integers demands.
  init(_ dtype: DType, seed: UInt64, start: Int, isExponent: Bool = false) {
    self.dtype = dtype
    self.isExponent = isExponent && dtype.kind == .signed
    self.start = start
    edges = EdgeData.edges(dtype)
    random = SplitMix(state: seed)
  }

  /// Memory of `count` elements for operand number `operand`.
  ///
  /// Every second element is an edge. Operands go through their edges at different speeds, so that a long enough
  /// case meets every pair, and every triple, of them.
  mutating func storage(_ count: Int, operand: Int) -> Storage {
    let storage = Storage.allocate(count * dtype.size)
    let n = edges.count
    for i in 0..<count {
      let j = start + i / 2
      let edge = edges[(j + (operand > 0 ? j / n : 0) + (operand > 1 ? j / (n * n) : 0)) % n]
      var bits = i % 2 == 0 ? edge : ordinary()
      if isExponent { bits &= ~(1 << UInt64(dtype.size * 8 - 1)) }
      withUnsafeBytes(of: bits) {
        (storage.pointer + i * dtype.size).copyMemory(from: $0.baseAddress!, byteCount: dtype.size)
      }
    }
    return storage
  }

  /// Any bits, small numbers, and numbers of every magnitude.
  private mutating func ordinary() -> UInt64 {
    let bits = random.next()
    switch dtype {
    case .bool: return bits & 1
    case .f32, .f64:
      switch random.below(4) {
      case 0: return Literal(dtype: dtype, bits: bits).bits
      case 1: return Literal(Double(Int(bits % 4001) - 2000) / 16, dtype).bits
      default: return Literal(Double(Int64(bitPattern: bits) >> 40) * 0x1p-20, dtype).bits
      }
    default: return random.below(3) == 0 ? Literal(Int(bits % 23) - 9, dtype).bits : bits
    }
  }

  private static func edges(_ dtype: DType) -> [UInt64] {
    switch dtype {
    case .bool: return [0, 1, 1]
    case .f32: return floats(Float.self).map { UInt64($0.bitPattern) }
    case .f64: return floats(Double.self).map { $0.bitPattern }
    default:
      let width = dtype.size * 8
      let top = dtype.kind == .signed ? UInt64(1) << UInt64(width - 1) : 0
      return [0, 1, 2, 3, 7, width - 1, width, -1, -2].map { Literal($0, dtype).bits } + [top, top &- 1, top &+ 1, 10]
    }
  }

  private static func floats<T: BinaryFloatingPoint>(_: T.Type) -> [T] {
    let positive: [T] = [
      0, .leastNonzeroMagnitude, .leastNormalMagnitude.nextDown, 1, 0.5, 1.5, 2.5, 88.75, 720, 0x1p31, 0x1p63,
      .greatestFiniteMagnitude, .infinity,
    ]
    return positive.flatMap { [$0, -$0] } + [.nan]
  }
}

/// Elements as they are compared: NaN made one, since its sign and payload are not promised.
func canonical(_ literal: Literal) -> UInt64 {
  literal.dtype.isFloat && literal.double.isNaN ? UInt64.max : literal.bits
}

/// The bits of elements that a node holds.
struct Elements {
  let dtype: DType
  let count: Int
  private let storage: Storage?

  init(_ node: Node) {
    dtype = node.dtype
    count = node.count
    storage = node.storage
  }

  subscript(_ index: Int) -> Literal {
    guard let storage else { return Literal(0, dtype) }
    return Literal(dtype, at: storage.pointer + index * dtype.size)
  }

  /// The first element that differs from `other`.
  func firstDifference(_ other: Elements) -> Int? {
    guard let storage, let others = other.storage, count == other.count, dtype == other.dtype else { return 0 }
    let bytes = UnsafeRawBufferPointer(start: storage.pointer, count: count * dtype.size)
    let otherBytes = UnsafeRawBufferPointer(start: others.pointer, count: count * dtype.size)
    if bytes.elementsEqual(otherBytes) { return nil }
    return (0..<count).first { canonical(self[$0]) != canonical(other[$0]) }
  }
}
