import ArrayGraph

extension Node {
  /// Checks lengths that a user gave. Throws `.shape` for negative ones and for sizes past the machine's range.
  package static func checkedShape(_ shape: [Int], _ dtype: DType) throws(ArrayError) -> [Int] {
    guard shape.allSatisfy({ $0 >= 0 }) else { throw ArrayError(.shape, "negative dimensions are not allowed") }
    guard let count = Shape.count(shape), !count.multipliedReportingOverflow(by: dtype.size).overflow else {
      throw ArrayError(
        .shape, "array is too big: shape \(Shape.tuple(shape)) has more bytes than the machine can address")
    }
    return shape
  }

  /// An array of one value. A Python number takes `dtype`; without one it is `i64`, `f64` or bool by itself.
  package static func full(_ shape: [Int], _ value: Value, dtype: DType?) throws(ArrayError) -> Node {
    let operand = try Operand(value, for: "full")
    let target = dtype ?? Operand.common([operand])
    return try operand.node(as: target).broadcast(to: checkedShape(shape, target))
  }

  /// Evenly spaced numbers: `start + i · delta` with `delta = (start + step) - start`, as NumPy computes them, in the
  /// dtype of the result. Throws `.value` for a step of 0.
  package static func arange(
    _ start: Literal, _ stop: Literal, _ step: Literal, dtype: DType? = nil
  ) throws(ArrayError) -> Node {
    let isFloat = start.dtype.isFloat || stop.dtype.isFloat || step.dtype.isFloat
    let target = dtype ?? (isFloat ? .f64 : .i64)
    guard step.double != 0 else { throw ArrayError(.value, "arange: the step must not be 0") }
    let length: Double
    if isFloat {
      length = ((stop.double - start.double) / step.double).rounded(.up)
    } else {
      let (first, last, by) = (start.integer ?? 0, stop.integer ?? 0, step.integer ?? 1)
      let distance = by > 0 ? last - first : first - last
      length = Double(distance <= 0 ? 0 : (distance - 1) / by.magnitudeAsSigned + 1)
    }
    guard length.isFinite, length < 0x1p62 else { throw ArrayError(.value, "arange: maximum allowed size exceeded") }
    let count = Swift.max(Int(length), 0)
    _ = try checkedShape([count], target)
    guard target != .bool || count <= 2 else {
      throw ArrayError(.value, "no fill-function for data-type bool: arange makes at most 2 of them")
    }
    if !isFloat && !target.isFloat {
      let numbers = try Node.index(count).scaled(by: step.cast(to: .i64), plus: start.cast(to: .i64))
      return numbers.cast(to: target)
    }
    let first = start.cast(to: target)
    let second = Literal(start.double + step.double, .f64).cast(to: target)
    let computing: DType = target.isFloat ? target : .i64
    let delta = Literal.apply(
      Ops.named("subtract"), computing, [second.cast(to: computing), first.cast(to: computing)])
    let numbers = Node.index(count).cast(to: computing)
    return try numbers.scaled(by: delta ?? second, plus: first.cast(to: computing)).cast(to: target)
  }

  private func scaled(by factor: Literal, plus start: Literal) throws(ArrayError) -> Node {
    let steps = factor.double == 1 ? self : try Ops.multiply(self, Node.literal(factor))
    return start.bits == 0 ? steps : try Ops.add(steps, Node.literal(start))
  }

  /// `count` numbers from `start` to `stop`, both exact. Throws `.value` for a negative count.
  package static func linspace(
    _ start: Literal, _ stop: Literal, count: Int, endpoint: Bool = true, dtype: DType? = nil
  ) throws(ArrayError) -> Node {
    guard count >= 0 else { throw ArrayError(.value, "Number of samples, \(count), must be non-negative.") }
    let computing: DType = start.dtype == .f32 && stop.dtype == .f32 ? .f32 : .f64
    let (first, last) = (start.cast(to: computing), stop.cast(to: computing))
    _ = try checkedShape([count], computing)
    let intervals = endpoint ? count - 1 : count
    let delta = Literal.apply(Ops.named("subtract"), computing, [last, first]) ?? last
    let index = Node.index(count)
    var numbers = index.cast(to: computing)
    if intervals > 0 {
      let divisor = Literal(Double(intervals), computing)
      let step = Literal.apply(Ops.named("divide"), computing, [delta, divisor]) ?? delta
      if step.double == 0 {
        numbers = try Ops.multiply(Ops.divide(numbers, Node.literal(divisor)), Node.literal(delta))
      } else {
        numbers = try Ops.multiply(numbers, Node.literal(step))
      }
    } else {
      numbers = try Ops.multiply(numbers, Node.literal(delta))
    }
    numbers = try Ops.add(numbers, Node.literal(first))
    if endpoint && count > 1 {
      let isLast = try Ops.equal(index, Node.literal(Literal(count - 1, .i64)))
      numbers = try Ops.select(isLast, Node.literal(last), numbers)
    }
    let target = dtype ?? computing
    return try target.isInteger ? Ops.unary("floor", numbers).cast(to: target) : numbers.cast(to: target)
  }

  /// Ones on the diagonal `offset` places above the main one, zeros elsewhere.
  package static func eye(_ rows: Int, _ columns: Int, offset: Int = 0, dtype: DType = .f64) throws(ArrayError) -> Node
  {
    _ = try checkedShape([rows, columns], dtype)
    let onDiagonal = try diagonalDistance(rows, columns)
    return try Ops.equal(onDiagonal, Node.literal(Literal(offset, .i64))).cast(to: dtype)
  }

  /// `column - row` for each element of a matrix.
  package static func diagonalDistance(_ rows: Int, _ columns: Int) throws(ArrayError) -> Node {
    try Ops.subtract(Node.index(columns), Node.index(rows).reshaped([rows, 1]))
  }

  /// The elements on or below the diagonal (`lower`), or on or above it, of the last two axes; zeros elsewhere.
  package func triangle(lower: Bool, offset: Int) throws(ArrayError) -> Node {
    guard rank >= 2 else { throw ArrayError(.shape, "a triangle needs a matrix, not \(typeText)") }
    let distance = try Node.diagonalDistance(shape[rank - 2], shape[rank - 1])
    let bound = Node.literal(Literal(offset, .i64))
    let keeps = try lower ? Ops.lessEqual(distance, bound) : Ops.greaterEqual(distance, bound)
    return try Ops.select(keeps, self, Node.literal(Literal(0, dtype)))
  }

  // MARK: Nested lists

  /// The array that a nested list means. Plain numbers decide the dtype together (`[1, 2.5]` is `f64`); arrays inside
  /// are stacked. Throws `.shape` for ragged lists, `.dtype` for what is no number.
  package static func array(_ value: Value, dtype: DType? = nil) throws(ArrayError) -> Node {
    switch value {
    case .list(let items), .tuple(let items):
      var shape: [Int] = []
      var leaves: [Value] = []
      try flatten(items, 0, &shape, &leaves)
      return try array(leaves, shape: shape, dtype)
    default:
      let operand = try Operand(value, for: "array")
      return try operand.node(as: dtype ?? Operand.common([operand]))
    }
  }

  private static func flatten(
    _ items: [Value], _ axis: Int, _ shape: inout [Int], _ leaves: inout [Value]
  ) throws(ArrayError) {
    if shape.count == axis { shape.append(items.count) }
    let ragged = ArrayError(
      .shape,
      "setting an array element with a sequence. The requested array has an inhomogeneous shape after "
        + "\(axis + 1) dimensions. The detected shape was \(Shape.tuple(Array(shape[...axis]))) + inhomogeneous part.")
    for item in items {
      switch item {
      case .list(let inner), .tuple(let inner):
        if shape.count > axis + 1 {
          guard shape[axis + 1] == inner.count else { throw ragged }
        } else if !leaves.isEmpty {
          throw ragged
        }
        try flatten(inner, axis + 1, &shape, &leaves)
      default:
        guard shape.count == axis + 1 else { throw ragged }
        leaves.append(item)
      }
    }
  }

  private static func array(_ leaves: [Value], shape: [Int], _ dtype: DType?) throws(ArrayError) -> Node {
    if leaves.isEmpty { return Node.full(shape, Literal(0, dtype ?? .f64)) }
    var operands: [Operand] = []
    for leaf in leaves { operands.append(try Operand(leaf, for: "array")) }
    // In a list Python's numbers are not weak: [np.float32(1), 2] is f64 as in NumPy.
    let target = dtype ?? DType.promoted(operands.map { Operand.common([$0]) }) ?? .f64
    let inner = operands[0].shape
    for operand in operands where operand.shape != inner {
      throw ArrayError(
        .shape, "arrays of one list must have one shape: \(Shape.tuple(inner)) and \(Shape.tuple(operand.shape))")
    }
    var literals: [Literal] = []
    var nodes: [Node] = []
    for operand in operands {
      let node = try operand.node(as: target)
      nodes.append(node)
      if inner.isEmpty, let known = node.knownScalar { literals.append(known) }
    }
    guard literals.count == nodes.count else {
      return try Node.concatenated(nodes.map { $0.reshaped([1] + inner) }, axis: 0).reshaped(shape + inner)
    }
    return Node.data(target, shape) { pointer in
      for (k, literal) in literals.enumerated() {
        withUnsafeBytes(of: literal.bits) {
          (pointer + k * target.size).copyMemory(from: $0.baseAddress!, byteCount: target.size)
        }
      }
    }
  }
}

extension Int128 {
  fileprivate var magnitudeAsSigned: Int128 { self < 0 ? -self : self }
}
