import ArrayFunctions
import ArrayGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Made-up data for inputs: `random(shape)` uniform in [0, 1), `normal(shape)` standard normal.
///
/// The numbers depend on the seed and on the name of the input, not on the order in which inputs are read. Generator:
/// SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators").
struct RandomSource {
  private var state: UInt64
  let dtype: DType
  private let maximumBytes: Int?

  /// - Parameter dtype: the dtype that the input has; other than `f32` it is taken for `f64`.
  init(seed: UInt64, stream: String, dtype: DType?, maximumBytes: Int?) {
    // FNV-1a of the name, so that two inputs do not get the same numbers.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in stream.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    state = hash ^ (seed &* 0x9E37_79B9_7F4A_7C15)
    self.dtype = dtype == .f32 ? .f32 : .f64
    self.maximumBytes = maximumBytes
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Two independent standard normal numbers by the polar method (Marsaglia and Bray 1964).
  private mutating func normals() -> (Double, Double) {
    while true {
      let (u, v) = (2 * uniform() - 1, 2 * uniform() - 1)
      let square = u * u + v * v
      if square > 0, square < 1 {
        let factor = (-2 * log(square) / square).squareRoot()
        return (u * factor, v * factor)
      }
    }
  }

  mutating func array(_ shape: [Int], isNormal: Bool) throws(ArrayError) -> Node {
    let shape = try Node.checkedShape(shape, dtype)
    let count = Shape.count(shape) ?? 0
    if let maximumBytes, count > maximumBytes / dtype.size {
      throw ArrayError(
        .memory, "\(Shape.text(dtype, shape)) takes \(count * dtype.size) bytes; the limit is \(maximumBytes)"
      )
    }
    guard count <= (1 << 40) else { throw ArrayError(.memory, "\(Shape.text(dtype, shape)) is too large") }
    return dtype == .f32
      ? fill(Float.self, shape, count, isNormal) : fill(Double.self, shape, count, isNormal)
  }

  private mutating func fill<T: BinaryFloatingPoint>(
    _: T.Type, _ shape: [Int], _ count: Int, _ isNormal: Bool
  ) -> Node {
    let storage = Storage.allocate(count * MemoryLayout<T>.stride)
    let target = storage.pointer.bindMemory(to: T.self, capacity: count)
    var k = 0
    while k < count {
      if isNormal {
        let (a, b) = normals()
        target[k] = T(a)
        if k + 1 < count { target[k + 1] = T(b) }
        k += 2
      } else {
        // Of the 53 bits a float takes 24, so that none rounds up to 1.
        target[k] = T.significandBitCount < 52 ? T(next() >> 40) * 0x1p-24 : T(uniform())
        k += 1
      }
    }
    return Node(.data(storage), dtype, shape)
  }
}

extension Checker {
  /// `random(3, 4)` or `random((3, 4))`, with `dtype=` where it matters.
  func random(_ builtin: Builtin, _ arguments: [Argument], at place: SourceRange) throws(Failure) -> Meaning {
    var lengths: [Int] = []
    for argument in arguments {
      guard argument.name == nil else {
        throw .error(
          "\(builtin.rawValue)() takes lengths only", at: argument.value.range,
          notes: ["':f32' behind the source picks the dtype: '\(builtin.rawValue)(1000):f32'"])
      }
      let value = try value(argument.value)
      let items = arguments.count == 1 ? value.items ?? [value] : [value]
      for item in items {
        guard case .int(let number) = item, let length = Int(exactly: number), length >= 0 else {
          throw .error("a length is an integer that is not negative", at: argument.value.range)
        }
        lengths.append(length)
      }
    }
    return .array(
      try located(place) { () throws(ArrayError) in
        try random.array(lengths, isNormal: builtin == .normal)
      })
  }
}
