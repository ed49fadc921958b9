import ArrayFunctions
import ArrayGraph
import Testing

/// What is recorded: constants folded, powers rewritten, views on arrays that are no views.
@Suite struct RecordingTests {
  @Test func everyFunctionHasASentence() {
    for function in FunctionTable.all {
      #expect(function.doc.hasSuffix("."), "\(function.name)")
      #expect(FunctionTable.named(function.name)?.name == function.name)
    }
    #expect(FunctionTable.named("linalg.inv") != nil)
    #expect(FunctionTable.named("power")?.name == "pow")
    #expect(FunctionTable.method("flatten") != nil && FunctionTable.method("exp") == nil)
  }

  @Test func constantsAreFolded() throws {
    let sum = try call("add", .int(1), .float(2.5)).node
    #expect(sum.constantLiteral == Literal(3.5, .f64))
    let filled = try call("multiply", call("ones", .shape(2, 3)), .int(4)).node
    #expect(filled.shape == [2, 3] && filled.constantLiteral == Literal(4.0, .f64))
  }

  @Test func literalsStayScalars() throws {
    let node = try call("add", .array(array(.f32, 5)), .float(0.1)).node
    guard case .elementwise(_, dtype: .f32, let inputs) = node.kind else {
      Issue.record("not elementwise")
      return
    }
    let constant = try #require(inputs.constant(.f32))
    #expect(inputs.count == 2 && constant.place == 1 && constant.literal == Literal(0.1, .f64).cast(to: .f32))
  }

  @Test func powersAreRewritten() throws {
    func row(_ exponent: Value, _ dtype: DType = .f64) throws -> String {
      let node = try call("pow", .array(array(dtype, 3)), exponent).node
      if case .elementwise(let operation, _, _) = node.kind { return operation.name }
      return node.constantLiteral == nil ? "x" : "constant"
    }
    #expect(try row(.int(-1)) == "reciprocal")
    #expect(try row(.int(0)) == "constant")
    #expect(try row(.float(0.5)) == "sqrt")
    #expect(try row(.int(1)) == "x")
    #expect(try row(.int(2)) == "square")
    #expect(try row(.int(3), .i32) == "multiply")
    #expect(try row(.int(5), .i32) == "multiply")
    #expect(try row(.int(-6)) == "where")
    #expect(try row(.int(33)) == "pow")
    #expect(try row(.float(1.7)) == "pow")
  }

  @Test func comparisonsPastTheRange() throws {
    let x = Value.array(array(.u8, 2))
    #expect(try call("equal", x, .int(300)).node.constantLiteral == Literal(false))
    #expect(try call("less", x, .int(300)).node.constantLiteral == Literal(true))
    #expect(try call("less", .int(-1), x).node.constantLiteral == Literal(true))
    #expect(try call("greater", x, .int(-1)).node.constantLiteral == Literal(true))
  }

  @Test func viewsCompose() throws {
    let x = array(.f64, 4, 6)
    let view = try x.indexed([.slice(start: 1, stop: nil, step: 2)]).transposed.flipped([0]).indexed([.integer(1)])
    guard case .view(let base, let layout) = view.kind else {
      Issue.record("not a view")
      return
    }
    #expect(base === x)
    // Rows 1 and 3 of column 4.
    #expect(view.shape == [2] && layout == Layout(offset: 10, strides: [12]))
    #expect(x.transposed.transposed === x)
    #expect(x.reshaped([24]).reshaped([4, 6]) === x)
    // The flattened transpose has no layout, so it is a copy.
    guard case .view(let copy, _) = x.transposed.raveled.kind, case .copy = copy.kind else {
      Issue.record("not a copy")
      return
    }
  }

  @Test func axesAreReducedInRuns() throws {
    let x = array(.f32, 2, 3, 4, 5)
    guard case .reduce(.sum, let inner, axes: 0..<1) = try x.sum([0, 2, 3]).kind,
      case .reduce(.sum, let base, axes: 2..<4) = inner.kind
    else {
      Issue.record("not a chain of two reductions")
      return
    }
    #expect(base === x && inner.shape == [2, 3])
    #expect(try x.sum([0, 2], keepDims: true).shape == [1, 3, 1, 5])
  }

  @Test func emptyReductions() throws {
    let x = array(.f64, 0, 3)
    #expect(try x.sum([0]).constantLiteral == Literal(0.0, .f64))
    #expect(try x.prod([0]).constantLiteral == Literal(1.0, .f64))
    #expect(try x.mean([0]).constantLiteral?.double.isNaN == true)
    #expect(try x.max([1]).shape == [0])
    #expect(try x.all().constantLiteral == Literal(true))
  }

  /// A product with a vector is a sum of products along the axis that lies closest; others are library calls.
  @Test func productsWithVectorsAreSums() throws {
    func axis(_ node: Node) -> Int? {
      if case .reduce(.sum, let products, let axes) = node.kind, case .elementwise = products.kind {
        return axes.lowerBound
      }
      return nil
    }
    let (a, v, w) = (array(.f32, 4, 6), array(.f32, 4), array(.f32, 6))
    #expect(try axis(a.matmul(w)) == 1 && axis(v.matmul(a)) == 0 && axis(v.dot(v)) == 0)
    #expect(try axis(a.transposed.matmul(v)) == 0 && axis(w.matmul(a.transposed)) == 1 && axis(w.inner(a)) == 1)
    #expect(try axis(array(.i16, 2, 4, 6).matmul(array(.i16, 6))) == 2)
    #expect(try axis(a.matmul(array(.f32, 6, 1))) == nil && axis(array(.bool, 2, 3).matmul(array(.bool, 3))) == nil)
    #expect(try a.matmul(w).shape == [4] && v.matmul(a).shape == [6] && v.dot(v).shape == [])
    #expect(try array(.f32, 4, 0).matmul(array(.f32, 0)).constantLiteral == Literal(0.0, .f32))
    #expect(try a.matmul(array(.f64, 6)).dtype == .f64)
  }

  /// Views have the order of what they show, elementwise results that of their operands if it is one, and no other node has
  /// any but its own.
  @Test func axesLieAsTheirOperandsDo() throws {
    func order(_ node: Node) -> [Int] { node.axisOrder.axes(node.rank) }
    let (a, b, c) = (array(.f32, 4, 6), array(.f32, 6, 4), array(.f32, 3, 4, 5))
    let turned = a.transposed
    #expect(order(a) == [0, 1] && order(turned) == [1, 0] && order(turned.transposed) == [0, 1])
    let doubled = try Ops.multiply(Node(Literal(2.0, .f32)), turned)
    #expect(
      order(doubled) == [1, 0] && order(doubled.transposed) == [0, 1] && order(doubled.cast(to: .f64)) == [1, 0])
    #expect(try order(doubled.indexed([.slice(start: 1, stop: nil, step: 2)]).flipped([1])) == [1, 0])
    #expect(try order(doubled.transposed.indexed([.slice(start: 1, stop: nil, step: 2)])) == [0, 1])
    #expect(try order(Ops.add(turned, b)) == [0, 1] && order(Ops.add(turned, array(.f32, 4))) == [1, 0])
    #expect(try order(Ops.add(turned, doubled.sum([1], keepDims: true))) == [1, 0])
    #expect(order(Node(.copy(turned), .f32, [6, 4])) == [0, 1] && order(turned.raveled) == [0])
    #expect(try order(c.permuted([2, 0, 1])) == [1, 2, 0] && order(c.transposed) == [2, 1, 0])
    #expect(try order(Ops.unary("exp", c.permuted([2, 0, 1])).permuted([1, 2, 0])) == [0, 1, 2])
    #expect(try order(c.permuted([2, 0, 1]).indexed([.integer(1)])) == [0, 1])
    #expect(try order(c.transposed.indexed([.integer(1)])) == [1, 0])
    // A new shape has the order of its own axes; what repeats elements goes with every order.
    #expect(order(turned.reshaped([12, 2])) == [0, 1] && order(turned.reshaped([6, 2, 2])) == [0, 1, 2])
    let repeated = try array(.f32, 4).broadcast(to: [6, 4])
    #expect(try repeated.axisOrder == .any && order(Ops.add(repeated, turned)) == [1, 0])
    // Axes of length 1 have an order too, since another array of the program may be longer there.
    #expect(order(array(.f32, 3, 1).transposed) == [1, 0] && order(array(.f32, 1, 1).transposed) == [1, 0])
    #expect(order(array(.f32, 1, 2, 1, 2, 1, 2).transposed) == [0, 1, 2, 3, 4, 5])
  }

  /// Reductions go through memory as it lies, in one run where they can; their results have the order of the axes.
  @Test func reductionsReadAsMemoryLies() throws {
    func reduced(_ node: Node) -> (axes: Range<Int>, of: [Int])? {
      guard case .reduce(_, let input, let axes) = node.kind else { return nil }
      return (axes, input.shape)
    }
    let (a, c) = (array(.f64, 4, 6), array(.f64, 3, 4, 50))
    let doubled = try Ops.multiply(a.transposed, Node(Literal(2.0, .f64)))
    let sums = try #require(reduced(doubled.reduce(.sum, axes: [0])))
    #expect(sums.axes == 1..<2 && sums.of == [4, 6] && doubled.reduce(.sum, axes: [0]).shape == [4])
    let all = try #require(reduced(doubled.reduce(.prod, axes: [0, 1])))
    #expect(all.axes == 0..<2 && all.of == [4, 6])
    let channels = try #require(reduced(c.permuted([2, 0, 1]).reduce(.max, axes: [1, 2])))
    #expect(channels.axes == 0..<2 && channels.of == [3, 4, 50])
    let few = c.transposed.reduce(.sum, axes: [0])
    #expect(few.shape == [4, 3])
    guard case .view(let results, _) = few.kind, let rows = reduced(results) else {
      Issue.record("no view of sums")
      return
    }
    #expect(rows.axes == 2..<3 && rows.of == [3, 4, 50])
  }

  /// A computed vector is stored, since every row reads it; of two vectors nothing is.
  @Test func computedVectorsAreStoredOnce() throws {
    let (a, v) = (array(.f64, 40, 50), array(.f64, 40))
    let weights = try Ops.unary("exp", v)
    func stores(_ node: Node) -> Int {
      Graph([node]).vertices.count { if case .copy = $0.kind { true } else { false } }
    }
    #expect(try stores(weights.matmul(a)) == 1 && stores(v.matmul(a)) == 0 && stores(weights.matmul(weights)) == 0)
  }

  @Test func resultTypesOfReductions() throws {
    func dtype(_ name: String, _ input: DType) throws -> DType { try call(name, .array(array(input, 2, 2))).node.dtype }
    #expect(try dtype("sum", .i32) == .i64 && dtype("sum", .u8) == .u64 && dtype("sum", .bool) == .i64)
    #expect(try dtype("mean", .i8) == .f64 && dtype("mean", .f32) == .f32 && dtype("var", .bool) == .f64)
    #expect(try dtype("argmax", .f32) == .i64 && dtype("any", .f32) == .bool && dtype("max", .bool) == .bool)
    #expect(try dtype("count_nonzero", .f32) == .i64 && dtype("linalg.inv", .f32) == .f32)
    #expect(try dtype("linalg.det", .i32) == .f64 && array(.u8, 2, 2).matmul(array(.u8, 2, 2)).dtype == .u8)
  }
}
