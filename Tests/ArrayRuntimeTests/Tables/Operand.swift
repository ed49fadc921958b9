import ArrayGraph

/// How the operands of a case lie in memory.
enum Arrangement: Hashable, CustomStringConvertible {
  case contiguous
  /// One operand is a scalar.
  case scalar(Int)
  /// The first operand is one row, read for each row.
  case rows
  /// The last operand is one column, read for each column.
  case columns
  /// All operands skip every second element.
  case stepTwo
  case reversed
  /// The first operand is stored column by column.
  case transposed

  static func all(_ operands: Int) -> [Arrangement] {
    [.contiguous] + (0..<operands).map { .scalar($0) } + [.rows, .columns, .stepTwo, .reversed, .transposed]
  }

  var description: String {
    switch self {
    case .contiguous: "contiguous"
    case .scalar(let k): "operand \(k) a scalar"
    case .rows: "operand 0 broadcast along rows"
    case .columns: "the last operand broadcast along columns"
    case .stepTwo: "step 2"
    case .reversed: "step -1"
    case .transposed: "operand 0 transposed"
    }
  }

  /// The shape of the result for a length along the last axis.
  func shape(_ length: Int) -> [Int] {
    switch self {
    case .contiguous, .scalar, .stepTwo, .reversed: [length]
    case .rows, .columns, .transposed: [3, length]
    }
  }

  /// The array in memory that operand `k` of `count` views, and the layout.
  func base(_ k: Int, of count: Int, length n: Int) -> (shape: [Int], layout: Layout) {
    let plain = (shape(n), Layout(rowMajor: shape(n)))
    switch self {
    case .contiguous: return plain
    case .scalar(let position): return k == position ? ([], Layout(strides: [0])) : plain
    case .rows: return k == 0 ? ([n], Layout(strides: [0, 1])) : plain
    case .columns: return k == count - 1 ? ([3, 1], Layout(strides: [1, 0])) : plain
    case .stepTwo: return ([2 * n], Layout(offset: n > 0 ? 1 : 0, strides: [2]))
    case .reversed: return ([n], Layout(offset: max(n - 1, 0), strides: [-1]))
    case .transposed: return k == 0 ? ([n, 3], Layout(strides: [1, 3])) : plain
    }
  }
}

/// An array in memory and a view of it: what a case computes with.
struct Operand {
  let base: Node
  let layout: Layout
  let shape: [Int]

  init(_ base: Node, _ layout: Layout, _ shape: [Int]) {
    self.base = base
    self.layout = layout
    self.shape = shape
  }

  /// The operand of an arrangement, filled from `data`.
  init(_ arrangement: Arrangement, _ k: Int, of count: Int, length: Int, _ dtype: DType, _ data: inout EdgeData) {
    let (baseShape, layout) = arrangement.base(k, of: count, length: length)
    let storage = data.storage(baseShape.reduce(1, *), operand: k)
    self.init(Node(.data(storage), dtype, baseShape), layout, arrangement.shape(length))
  }

  /// A fresh node, as a program would record it.
  var node: Node {
    if base.shape == shape && layout.isRowMajor(shape) { return base }
    return Node(.view(base, layout), base.dtype, shape)
  }

  /// Element `index` of the view, counted in row-major order.
  subscript(_ index: Int) -> Literal {
    var rest = index
    var element = layout.offset
    for axis in shape.indices.reversed() {
      element += rest % shape[axis] * layout.strides[axis]
      rest /= shape[axis]
    }
    return Elements(base)[element]
  }

  /// The operand in the expression language.
  var program: String {
    let array = ProgramText.array(base)
    if base.shape == shape && layout.isRowMajor(shape) { return array }
    if layout.isBroadcast(shape) || base.shape.count < shape.count {
      return "np.broadcast_to(\(array), \(Shape.tuple(shape)))"
    }
    if shape.count > 1 && base.shape == shape.reversed() { return "\(array).T" }
    return layout.strides == [-1] ? "\(array)[::-1]" : "\(array)[1::2]"
  }

  /// The same with no more than a few elements around `index`, packed.
  func window(_ index: Int) -> Operand {
    let first = max(0, index - 8)
    let count = min(index + 9, shape.reduce(1, *)) - first
    let storage = Storage.allocate(count * base.dtype.size)
    for i in 0..<count {
      withUnsafeBytes(of: self[first + i].bits) {
        (storage.pointer + i * base.dtype.size).copyMemory(from: $0.baseAddress!, byteCount: base.dtype.size)
      }
    }
    return Operand(Node(.data(storage), base.dtype, [count]), Layout(strides: [1]), [count])
  }
}
