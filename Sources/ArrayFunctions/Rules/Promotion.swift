import ArrayGraph

extension DType {
  /// The dtype that holds the values of both, by NumPy's table (NEP 50): `i32` with `f32` is `f64`, `u64` with `i8` is
  /// `f64`, `u8` with `i8` is `i16`.
  package static func promoted(_ a: DType, _ b: DType) -> DType {
    if a == b || b == .bool { return a }
    if a == .bool { return b }
    switch (a.kind, b.kind) {
    case (.float, .float): return .f64
    case (.float, _): return b.size <= 2 ? a : .f64
    case (_, .float): return promoted(b, a)
    case (.signed, .signed), (.unsigned, .unsigned): return a.size > b.size ? a : b
    case (.unsigned, .signed): return promoted(b, a)
    default:
      // A signed type must be wider than the unsigned one to hold its values.
      if a.size > b.size { return a }
      switch b.size {
      case 1: return .i16
      case 2: return .i32
      case 4: return .i64
      default: return .f64
      }
    }
  }

  /// The common dtype of several; floats go first, so that `u16`, `i16` and `f32` together are `f32` as in NumPy.
  package static func promoted(_ dtypes: [DType]) -> DType? {
    let ordered = dtypes.filter(\.isFloat) + dtypes.filter { !$0.isFloat }
    guard let first = ordered.first else { return nil }
    return ordered.dropFirst().reduce(first) { promoted($0, $1) }
  }

  /// The least and the greatest integer of the dtype; nil for floats.
  package var integerRange: ClosedRange<Int128>? {
    switch kind {
    case .float: nil
    case .bool: 0...1
    case .signed: -(Int128(1) << (size * 8 - 1))...(Int128(1) << (size * 8 - 1)) - 1
    case .unsigned: 0...(Int128(1) << (size * 8)) - 1
    }
  }

  /// The dtype in which a sum or product of this one is taken: small integers grow to 64 bits.
  package var accumulating: DType {
    switch kind {
    case .float: self
    case .bool, .signed: .i64
    case .unsigned: .u64
    }
  }

  /// The dtype of a mean: integers and bool go to `f64`.
  package var averaging: DType { isFloat ? self : .f64 }
}

/// An operand of an elementwise operation, sorted by whether it has a dtype of its own.
package enum Operand: Sendable {
  case strong(Node)
  case weakInteger(Int128)
  case weakFloat(Double)

  /// Sorts a value; nested lists become arrays. Throws `.dtype` for what is neither an array nor a number.
  package init(_ value: Value, for name: String) throws(ArrayError) {
    switch value {
    case .array(let node): self = .strong(node)
    case .bool(let flag): self = .strong(Node.literal(Literal(flag)))
    case .int(let number): self = .weakInteger(number)
    case .float(let number): self = .weakFloat(number)
    case .list, .tuple: self = .strong(try Node.array(value))
    default: throw ArrayError(.dtype, "\(name): \(value.kindName) is not an array or a number")
    }
  }

  package var dtype: DType? {
    if case .strong(let node) = self { node.dtype } else { nil }
  }
  package var shape: [Int] {
    if case .strong(let node) = self { node.shape } else { [] }
  }

  /// The operand as a message shows it: `f32[3, 4]`, `300`.
  package var text: String {
    switch self {
    case .strong(let node): node.typeText
    case .weakInteger(let number): "\(number)"
    case .weakFloat(let number): "\(number)"
    }
  }

  /// The operand in `dtype`. A Python integer must fit: `Python integer 300 out of bounds for uint8`.
  package func node(as dtype: DType) throws(ArrayError) -> Node {
    switch self {
    case .strong(let node): node.cast(to: dtype)
    case .weakInteger(let number): Node.literal(try Literal(exactly: number, dtype))
    case .weakFloat(let number): Node.literal(Literal(number, .f64).cast(to: dtype))
    }
  }

  /// The dtype of operands together; Python's integers are `i64` and its floats `f64` where nothing else decides.
  package static func common(_ operands: [Operand]) -> DType {
    let strong = DType.promoted(operands.compactMap(\.dtype))
    var integers: [Int128] = []
    for operand in operands {
      if case .weakFloat = operand { return strong?.isFloat == true ? strong! : .f64 }
      if case .weakInteger(let number) = operand { integers.append(number) }
    }
    if let strong, strong != .bool || integers.isEmpty { return strong }
    // Past the range of i64 only u64 can hold it; what does not fit either is reported when it is converted.
    return integers.contains { $0 > Int128(Int64.max) } && integers.allSatisfy { $0 >= 0 } ? .u64 : .i64
  }
}

extension Literal {
  /// A Python integer in `dtype`; throws NumPy's sentence if an integer dtype does not hold it.
  package init(exactly number: Int128, _ dtype: DType) throws(ArrayError) {
    switch dtype.kind {
    case .float: self = Literal(Double(number), dtype)
    case .bool: self = Literal(number != 0)
    case .signed, .unsigned:
      guard let range = dtype.integerRange, range.contains(number) else {
        throw ArrayError(.value, "Python integer \(number) out of bounds for \(dtype.numpyName)")
      }
      self = Literal(Int(truncatingIfNeeded: number), dtype)
    }
  }

  /// The value as an integer of any dtype, floats truncated; nil for NaN and infinities.
  package var integer: Int128? {
    switch dtype.kind {
    case .float: double.isFinite && abs(double) < 1e38 ? Int128(double) : nil
    case .unsigned, .bool: Int128(bits)
    case .signed: Int128(signed)
    }
  }
}

extension Value {
  /// What Python calls the kind of value.
  package var kindName: String {
    switch self {
    case .array: "an array"
    case .bool: "a bool"
    case .int: "an int"
    case .float: "a float"
    case .string: "a string"
    case .dtype: "a dtype"
    case .none: "None"
    case .ellipsis: "..."
    case .slice: "a slice"
    case .list: "a list"
    case .tuple: "a tuple"
    }
  }
}
