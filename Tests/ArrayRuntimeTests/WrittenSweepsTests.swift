import ArrayFunctions
import ArrayGraph
import ArrayKernels
import ArrayRuntime
import Testing

/// Sweeps and rows of a few elements that are written out, and operands that are packed so that rows are long: the bits of
/// what was asked for, element by element.
@Suite struct WrittenSweepsTests {
  private static func numbers(_ shape: [Int], _ dtype: DType) -> Node {
    .of(shape, dtype) {
      let k = $0 &* 7919 % 1013
      return dtype.isFloat ? Literal(Double(k - 500) / 37, dtype) : Literal(k % 100, dtype)
    }
  }
  private static func apply(_ name: String, _ a: Node, _ b: Node) throws -> Node {
    let operation = try #require(Operation.named(name))
    return Node(.elementwise(operation, dtype: a.dtype, [a, b]), a.dtype, a.shape)
  }
  private static func view(_ node: Node, _ layout: Layout, _ shape: [Int]) -> Node {
    Node(.view(node, layout), node.dtype, shape)
  }
  private static func check(
    _ comment: String, _ results: () throws -> [Node], expected: () throws -> [Node]
  ) throws {
    let usual = try expected()
    try TransposedTests.engines[0].evaluate(usual)
    for engine in TransposedTests.engines {
      let found = try results()
      try engine.evaluate(found)
      for (node, known) in zip(found, usual) {
        #expect(SameBitsTests.bits(node) == SameBitsTests.bits(known), "\(comment)")
      }
    }
  }

  /// Elements that lie across the lanes are combined one after the other, however many there are of them and however many
  /// lie within.
  @Test(arguments: [1, 2, 3, 4, 7, 8, 9, 10]) func reducedAcross(_ count: Int) throws {
    for (blocks, width) in [(500, 1), (170, 2), (400, 3), (77, 4), (40, 9), (31, 16), (5, 150), (1, 1100)] {
      for dtype in [DType.u8, .i32, .f32, .f64] {
        let a = Self.numbers([blocks, count, width], dtype)
        let shape = [blocks, width]
        func element(_ k: Int) -> Node {
          Self.view(a, Layout(offset: k * width, strides: [count * width, 1]), shape)
        }
        func combined(_ name: String) throws -> Node {
          try (1..<count).reduce(element(0)) { try Self.apply(name, $0, element($1)) }
        }
        func reduced(_ reduction: Reduction) -> Node { Node(.reduce(reduction, a, axes: 1..<2), dtype, shape) }
        // A run of elements adds eight of them in pairs.
        if width == 1, count >= 8, dtype.isFloat { continue }
        try Self.check("\(count) across \(blocks) times \(width), \(dtype)") {
          let sum = reduced(.sum)
          let spread = Self.view(sum, Layout(strides: [width, 0, 1]), a.shape)
          return [sum, reduced(.prod), reduced(.max), reduced(.min), try Self.apply("subtract", a, spread)]
        } expected: {
          let zero = Self.view(Node(Literal(0, dtype)), Layout(strides: [0, 0]), shape)
          let sum = try Self.apply("add", zero, try combined("add"))
          try TransposedTests.engines[0].evaluate(sum)
          let spread = Self.view(sum, Layout(strides: [width, 0, 1]), a.shape)
          return [
            sum, try combined("multiply"), try combined("maximum"), try combined("minimum"),
            try Self.apply("subtract", a, spread),
          ]
        }
      }
    }
  }

  /// Columns of several results that are stacked side by side, as the outputs of a butterfly are.
  @Test func piecesOfRows() throws {
    for (rows, pieces, columns) in [(700, 4, 2), (33, 2, 2), (100, 3, 3), (50, 2, 5), (64, 4, 1)] {
      for dtype in [DType.u8, .f32, .f64] {
        let a = Self.numbers([rows, pieces, columns], dtype)
        let own = [rows, 1, columns]
        func piece(_ k: Int) throws -> Node {
          let one = Self.view(a, Layout(offset: k * columns, strides: [pieces * columns, columns, 1]), own)
          let next = (k + 1) % pieces * columns + columns - 1
          let turned = Self.view(a, Layout(offset: next, strides: [pieces * columns, columns, -1]), own)
          return try Self.apply(k % 2 == 0 ? "add" : "subtract", one, turned)
        }
        try Self.check("\(pieces) pieces of \(rows) × \(columns), \(dtype)") {
          [try Node.concatenated(try (0..<pieces).map(piece), axis: 1)]
        } expected: {
          let all = try (0..<pieces).map { k in
            let node = try piece(k)
            try TransposedTests.engines[0].evaluate(node)
            return node
          }
          return [try Node.concatenated(all, axis: 1)]
        }
      }
    }
  }

  /// Rows that are only written, of numbers and of truth values.
  @Test(arguments: [9, 10, 11, 12, 13, 15, 16, 17]) func writtenRows(_ columns: Int) throws {
    for rows in [15, 16, 33, 1000] {
      for dtype in [DType.u8, .i16, .f32, .f64] {
        let shape = [rows, columns]
        let (a, b) = (Self.numbers([rows], dtype), Self.numbers([columns], dtype))
        func results(_ a: Node, _ b: Node) throws -> [Node] {
          let greater = try #require(Operation.named("greater"))
          return [
            try Self.apply("multiply", a, b), Node(.elementwise(greater, dtype: dtype, [a, b]), .bool, shape),
          ]
        }
        let (left, right) = (
          Self.view(a, Layout(strides: [1, 0]), shape), Self.view(b, Layout(strides: [0, 1]), shape)
        )
        try Self.check("\(rows) × \(columns), \(dtype)") {
          try results(left, right)
        } expected: {
          let (left, right) = (Node(.copy(left), dtype, shape), Node(.copy(right), dtype, shape))
          try TransposedTests.engines[0].evaluate([left, right])
          return try results(left, right)
        }
      }
    }
  }

  /// What is the same for many rows and keeps them short.
  @Test func repeatedOperands() throws {
    let (m, n, rows, columns) = (6, 30, 9, 40)
    for dtype in [DType.u8, .f32, .f64] {
      let shape = [m, n, rows, columns]
      let image = Self.numbers([m, n + 2, rows + 2, columns], dtype)
      let part = Layout(
        offset: columns, strides: [(n + 2) * (rows + 2) * columns, (rows + 2) * columns, columns, 1])
      let layouts = [[0, 0, 0, 1], [0, 0, 1, 0], [rows, 0, 1, 0], [0, rows, 1, 0], [n, 1, 0, 0], [0, 0, 1, 2]]
      let operands = layouts.map { strides in
        (Self.numbers([1 + zip(strides, shape).reduce(0) { $0 + $1.0 * ($1.1 - 1) }], dtype), Layout(strides: strides))
      }
      func results(_ operand: (Node, Layout) throws -> Node) throws -> [Node] {
        let whole = Self.view(image, part, shape)
        let sums = try operands.map { try Self.apply("add", whole, try operand($0.0, $0.1)) }
        func total(_ node: Node, _ axes: Range<Int>) -> Node {
          Node(.reduce(.sum, node, axes: axes), dtype, Array(shape[..<axes.lowerBound] + shape[axes.upperBound...]))
        }
        return sums + sums.map { total($0, 2..<4) } + sums.map { total($0, 1..<3) }
      }
      try Self.check("\(dtype)") {
        try results { Self.view($0, $1, shape) }
      } expected: {
        try results { node, layout in
          let copy = Node(.copy(Self.view(node, layout, shape)), dtype, shape)
          try TransposedTests.engines[0].evaluate(copy)
          return copy
        }
      }
    }
  }
}
