import ArrayFunctions
import ArrayGraph
import ArrayKernels
import ArrayRuntime
import Testing

/// Rows of a few vectors with something between them, which native code takes in one loop.
@Suite struct NarrowRowsTests {
  /// `a[…, 1:-2] * b[…, ::-1] + s[…, None]`, of rows of so many elements.
  private static func formula(_ planes: Int, _ rows: Int, _ columns: Int, _ dtype: DType) throws -> Node {
    let shape = [planes, rows, columns]
    func numbers(_ shape: [Int], _ factor: Int) -> Node {
      .of(shape, dtype) {
        let k = $0 &* factor % 1013
        return dtype.isFloat ? Literal(Double(k - 500) / 37, dtype) : Literal(k % 100, dtype)
      }
    }
    let (wide, high) = (columns + 3, rows + 1)
    let a = numbers([planes, high, wide], 7919)
    let b = numbers([planes, rows, columns + 1], 104_729)
    let s = numbers([planes, rows], 31)
    func view(_ node: Node, _ layout: Layout) -> Node { Node(.view(node, layout), dtype, shape) }
    let inside = view(a, Layout(offset: wide + 1, strides: [high * wide, wide, 1]))
    let turned = view(b, Layout(offset: columns, strides: [rows * (columns + 1), columns + 1, -1]))
    let each = view(s, Layout(strides: [rows, 1, 0]))
    return try Ops.add(try Ops.multiply(inside, turned), each)
  }

  @Test(arguments: [DType.u8, .i16, .f32, .f64]) func sameBits(_ dtype: DType) throws {
    for columns in [2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 256, 2049] {
      for (planes, rows) in [(1, 300), (7, 5), (50, 4), (3, 3), (2, 1)] where columns < 200 || planes < 10 {
        let usual = try Self.formula(planes, rows, columns, dtype)
        try TransposedTests.engines[0].evaluate(usual)
        for engine in TransposedTests.engines.dropFirst() {
          let node = try Self.formula(planes, rows, columns, dtype)
          try engine.evaluate(node)
          #expect(
            SameBitsTests.bits(node) == SameBitsTests.bits(usual),
            "\(dtype), \(planes) × \(rows) × \(columns), \(engine.options)")
        }
      }
    }
  }

  /// Divisors that stand in the program, and one for each row; numbers near and far.
  @Test(arguments: [DType.u8, .i16, .i32, .i64, .u64, .f64]) func dividedRows(_ dtype: DType) throws {
    for (rows, columns) in [(50, 9), (40, 19), (3, 70), (9, 200)] {
      func formula() throws -> Node {
        let x = Node.of([rows, columns + 2], dtype) {
          let k = ($0 &* 7919 % 101) &* (dtype.size == 8 && $0 % 3 == 0 ? 1 << 54 : 1)
          return dtype.isFloat ? Literal(Double(k) / 37, dtype) : Literal(k, dtype)
        }
        let s = Node.of([rows], dtype) { dtype.isFloat ? Literal(Double($0) - 4.5, dtype) : Literal($0 % 7, dtype) }
        let shape = [rows, columns]
        let inside = Node(.view(x, Layout(offset: 1, strides: [columns + 2, 1])), dtype, shape)
        let each = Node(.view(s, Layout(strides: [1, 0])), dtype, shape)
        let seven = Node(dtype.isFloat ? Literal(7.0, dtype) : Literal(7, dtype))
        let byLiteral = try elementwise(Ops.named("floor_divide"), inside, seven)
        return try Ops.add(
          elementwise(Ops.named("remainder"), byLiteral, each), dtype.isFloat ? Ops.divide(inside, each) : byLiteral)
      }
      let usual = try formula()
      try TransposedTests.engines[0].evaluate(usual)
      for engine in TransposedTests.engines.dropFirst() {
        let node = try formula()
        try engine.evaluate(node)
        #expect(SameBitsTests.bits(node) == SameBitsTests.bits(usual), "\(dtype), \(rows) × \(columns)")
      }
    }
  }

  /// Nothing is read before the first row or behind the last one, whichever way rows lie.
  @Test(arguments: [DType.u8, .f32, .f64]) func nothingElseIsRead(_ dtype: DType) throws {
    for columns in [3, 4, 5, 7, 8, 13, 16, 21, 40] {
      for (stride, gap) in [(1, 2), (-1, 0), (-1, 3), (2, 1), (-3, 0), (5, 2)] {
        let (rows, reach) = (40, abs(stride) * (columns - 1))
        let pitch = reach + 1 + gap
        for atEnd in [true, false] {
          let memory = try SpacedTests.fenced((rows - 1) * pitch + reach + 1, dtype, atEnd: atEnd)
          let layout = Layout(offset: stride < 0 ? reach : 0, strides: [pitch, stride])
          func doubled() throws -> Node {
            let view = Node(.view(memory, layout), dtype, [rows, columns])
            return try Ops.add(view, view)
          }
          let usual = try doubled()
          try TransposedTests.engines[0].evaluate(usual)
          for engine in TransposedTests.engines.dropFirst() {
            let node = try doubled()
            try engine.evaluate(node)
            #expect(
              SameBitsTests.bits(node) == SameBitsTests.bits(usual),
              "\(dtype), \(columns), \(stride) apart, \(gap) between")
          }
        }
      }
    }
  }

  /// Which kernels are told to: not those of rows that are as good as one, nor of long ones.
  @Test func whichRowsAreNarrow() throws {
    func rows(_ columns: Int, _ dtype: DType, planes: Int = 1) throws -> Kernel.Rows {
      let schedule = TransposedTests.engines[0].schedule([try Self.formula(planes, 300, columns, dtype)])
      guard case .kernel(let step) = try #require(schedule.steps.last) else { throw ArrayError(.unsupported, "") }
      return step.kernel.rows
    }
    #expect(try rows(24, .f32) == .narrow && rows(100, .f64) == .narrow && rows(33, .u8, planes: 4) == .narrow)
    #expect(try rows(2000, .f32) != .narrow && rows(3, .u8) != .narrow)
  }
}
