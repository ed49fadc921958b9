import ArrayFunctions
import ArrayGraph

/// Random expressions from a fixed seed, for tests that demand the same bits of every way to run them.
struct RandomGraph {
  var random: SplitMix
  private(set) var nodes: [Node] = []

  init(seed: UInt64) { random = SplitMix(state: seed) }

  /// A few arrays of related shapes and `size` operations on them; the roots are what nobody reads, and some others.
  mutating func make(size: Int) -> [Node] {
    let dtype: DType = random.pick([.f32, .f64, .i32, .i64])
    let shapes: [[Int]] = random.pick([
      [[7, 5]], [[300]], [[130, 9]], [[3, 260]], [[4, 3, 6]], [[2, 300, 3]], [[1]], [[40_000]], [[0, 3]], [[33]],
      [[5, 1, 7]], [[260, 260]],
    ])
    for _ in 0..<3 { nodes.append(data(dtype, shapes[0])) }
    for _ in 0..<size { if let node = step(dtype) { nodes.append(node) } }
    return Array(nodes.suffix(2)) + [random.pick(nodes)]
  }

  private mutating func data(_ dtype: DType, _ shape: [Int]) -> Node {
    let count = shape.reduce(1, *)
    let storage = Storage.allocate(count * dtype.size)
    for i in 0..<count {
      let literal =
        dtype.isFloat ? Literal(Double(random.below(2000)) / 500 - 2, dtype) : Literal(random.below(50) - 20, dtype)
      withUnsafeBytes(of: literal.bits) {
        (storage.pointer + i * dtype.size).copyMemory(from: $0.baseAddress!, byteCount: dtype.size)
      }
    }
    return Node(.data(storage), dtype, shape)
  }

  private mutating func step(_ dtype: DType) -> Node? {
    let x = random.pick(nodes)
    switch random.below(13) {
    case 0...3:
      // A binary operation on arrays that broadcast together.
      let partners = nodes.filter { Shape.broadcast($0.shape, x.shape) != nil && $0.dtype == x.dtype }
      let y = random.pick(partners)
      guard let shape = Shape.broadcast(x.shape, y.shape) else { return nil }
      let name = random.pick(
        x.dtype == .bool ? ["logical_and"] : ["add", "subtract", "multiply", "maximum", "minimum"])
      guard let operation = Operation.named(name) else { return nil }
      return Node(.elementwise(operation, dtype: x.dtype, [broadcast(x, shape), broadcast(y, shape)]), x.dtype, shape)
    case 4:
      let name = random.pick(
        x.dtype.isFloat ? ["sqrt", "negative", "abs", "floor", "square"] : ["negative", "abs", "square"])
      guard x.dtype != .bool, let operation = Operation.named(name) else { return nil }
      return Node(.elementwise(operation, dtype: x.dtype, [x]), x.dtype, x.shape)
    case 5, 6:
      guard !x.shape.isEmpty, x.dtype != .bool else { return nil }
      let first = random.below(x.shape.count)
      let last = first + 1 + random.below(x.shape.count - first)
      let reduction = random.pick(Reduction.allCases)
      if reduction.isOfElements && x.shape[first..<last].contains(0) { return nil }
      let kept = Array(x.shape[..<first] + x.shape[last...])
      let reduced = Node(.reduce(reduction, x, axes: first..<last), reduction.resultType(x.dtype), kept)
      // With the axes kept as length 1, so that it broadcasts again.
      let ones = Array(x.shape[..<first]) + [Int](repeating: 1, count: last - first) + Array(x.shape[last...])
      return view(reduced, Layout(rowMajor: ones), ones)
    case 7:
      guard !x.shape.isEmpty else { return nil }
      var strides = Layout(rowMajor: x.shape).strides
      var shape = x.shape
      var offset = 0
      let axis = random.below(shape.count)
      switch random.below(3) {
      case 0:
        strides.reverse()
        shape.reverse()
      case 1:
        guard shape[axis] > 0 else { return nil }
        offset = strides[axis] * (shape[axis] - 1)
        strides[axis] = -strides[axis]
      default:
        guard shape[axis] > 2 else { return nil }
        offset = strides[axis]
        shape[axis] = (shape[axis] - 1) / 2
        strides[axis] *= 2
      }
      return view(x, Layout(offset: offset, strides: strides), shape)
    case 8:
      guard x.dtype != .bool, let less = Operation.named("less") else { return nil }
      let limits = Inputs([x, literal(1, x.dtype)], computing: x.dtype)
      let mask = Node(.elementwise(less, dtype: x.dtype, limits), .bool, x.shape)
      guard let choose = Operation.named("where") else { return nil }
      let choices = Inputs([mask, x, literal(3, x.dtype)], computing: x.dtype)
      return Node(.elementwise(choose, dtype: x.dtype, choices), x.dtype, x.shape)
    case 9: return rolled(x)
    case 10:
      // With one element of an array, which is no view of all of the result.
      guard x.dtype != .bool, !x.shape.contains(0), let multiply = Operation.named("multiply") else { return nil }
      let y = random.pick(nodes.filter { $0.dtype == x.dtype && !$0.shape.contains(0) })
      let steps = Layout(rowMajor: y.shape).strides
      let place = zip(y.shape, steps).reduce(0) { $0 + random.below($1.0) * $1.1 }
      let element = view(y, Layout(offset: place, strides: []), [])
      return Node(.elementwise(multiply, dtype: x.dtype, Inputs([x, element], computing: x.dtype)), x.dtype, x.shape)
    case 11: return joined(x)
    default:
      let target: DType = random.pick([.f32, .f64, .i32, .i64])
      return Node(.cast(Node(.cast(x), target, x.shape)), dtype, x.shape)
    }
  }

  /// The elements moved along an axis, those that leave it entering at its other end.
  private mutating func rolled(_ x: Node) -> Node? {
    guard !x.shape.isEmpty else { return nil }
    let axis = random.below(x.shape.count)
    guard x.shape[axis] > 1 else { return nil }
    return try? x.rolled(by: 1 + random.below(x.shape[axis] - 1), along: axis)
  }

  /// An array and another of its shape, side by side along an axis or along a new one.
  private mutating func joined(_ x: Node) -> Node? {
    guard !x.shape.isEmpty, x.shape.reduce(1, *) < 50_000 else { return nil }
    let pair = [x, random.pick(nodes.filter { $0.shape == x.shape && $0.dtype == x.dtype })]
    let isNew = random.below(2) == 0
    let axis = random.below(x.shape.count + (isNew ? 1 : 0))
    return isNew ? try? Node.stacked(pair, axis: axis) : try? Node.concatenated(pair, axis: axis)
  }

  private func literal(_ value: Int, _ dtype: DType) -> Node { Node(.literal(Literal(value, dtype)), dtype, []) }

  private func broadcast(_ x: Node, _ shape: [Int]) -> Node {
    if x.shape == shape { return x }
    let strides = Layout(rowMajor: x.shape).strides
    let missing = shape.count - x.shape.count
    let spread = shape.indices.map { k in
      k < missing || (x.shape[k - missing] == 1 && shape[k] != 1) ? 0 : strides[k - missing]
    }
    return view(x, Layout(strides: spread), shape)
  }

  private func view(_ x: Node, _ layout: Layout, _ shape: [Int]) -> Node {
    if case .view(let base, let inner) = x.kind {
      guard let composed = inner.composed(x.shape, with: layout, shape) else {
        return Node(.view(Node(.copy(x), x.dtype, x.shape), layout), x.dtype, shape)
      }
      return Node(.view(base, composed), x.dtype, shape)
    }
    return Node(.view(x, layout), x.dtype, shape)
  }
}

/// A small generator with a fixed sequence for each seed.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }
}
