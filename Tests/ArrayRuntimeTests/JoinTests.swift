import ArrayFunctions
import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import ArrayRuntime
import Testing

/// What is computed of joined arrays is computed piece by piece: with the bits of one join after the other, and without
/// a copy.
@Suite struct JoinTests {
  // MARK: Programs

  private static func numbers(_ shape: [Int], _ dtype: DType, _ seed: Int = 0) -> Node {
    .of(shape, dtype) { i in
      let value = (i * 7919 + seed) % 1009
      return dtype.isFloat
        ? Literal(Double(value) / 16 - 20, dtype) : Literal(dtype == .bool ? value % 2 : value, dtype)
    }
  }

  private static func combine(_ name: String, _ a: Node, _ b: Node) throws -> Node {
    let row = try #require(Operation.named(name))
    return Node(.elementwise(row, dtype: a.dtype, [a, b]), a.dtype, a.shape)
  }

  private static func doubled(_ a: Node) throws -> Node { try combine("add", a, a) }

  private static func roll(_ node: Node, _ shift: Int, _ axis: Int) throws -> Node {
    let length = node.shape[axis]
    guard length > 0 else { return node }
    let shift = ((shift % length) + length) % length
    if shift == 0 { return node }
    let before = [IndexItem](repeating: .slice(start: nil, stop: nil, step: nil), count: axis)
    let tail = try node.indexed(before + [.slice(start: length - shift, stop: nil, step: nil)])
    let head = try node.indexed(before + [.slice(start: nil, stop: length - shift, step: nil)])
    return try Node.concatenated([tail, head], axis: axis)
  }

  private static func reduced(_ name: Reduction, _ node: Node, _ axes: Range<Int>) -> Node {
    let shape = Array(node.shape[..<axes.lowerBound] + node.shape[axes.upperBound...])
    return Node(.reduce(name, node, axes: axes), name.resultType(node.dtype), shape)
  }

  /// The sum of all neighbours along every axis, and along diagonals too.
  private static func neighbours(_ node: Node, diagonals: Bool) throws -> Node {
    var all: [Node] = []
    for axis in node.shape.indices {
      for shift in [1, -1] {
        let moved = try roll(node, shift, axis)
        all.append(moved)
        guard diagonals && axis > 0 else { continue }
        all += try [roll(moved, 1, 0), roll(moved, -1, 0)]
      }
    }
    return try all.dropFirst().reduce(all[0]) { try combine("add", $0, $1) }
  }

  struct Program: CustomStringConvertible, Sendable {
    var description: String
    var make: @Sendable (DType) throws -> [Node]
  }

  static let shapes = [[40], [1, 30], [7, 9], [2, 2], [1], [12, 70], [5, 6, 7], [0, 4], [3, 1, 5], [65, 3]]

  static func programs(_ shapes: [[Int]] = shapes) -> [Program] {
    var programs: [Program] = []
    for shape in shapes {
      programs.append(
        Program(description: "neighbours, \(shape)") { dtype in
          let x = numbers(shape, dtype)
          return try [combine("maximum", x, neighbours(x, diagonals: shape.count == 2))]
        })
      for axis in shape.indices {
        programs.append(
          Program(description: "rolls by every shift, \(shape), axis \(axis)") { dtype in
            let x = numbers(shape, dtype)
            return try [0, 1, -1, 2, shape[axis] - 1, shape[axis] + 3, -2 * shape[axis] - 1].map {
              try combine("add", roll(x, $0, axis), x)
            }
          })
        programs.append(
          Program(description: "rolled twice, computed, flipped, transposed, \(shape), axis \(axis)") { dtype in
            let x = numbers(shape, dtype)
            let y = try doubled(x)
            let z = try roll(roll(y, 1, axis), 2, shape.count - 1)
            let turned = try roll(y, -1, axis).transposed
            return try [
              z, combine("add", z, y), combine("subtract", turned, doubled(x).transposed),
              combine("add", doubled(z).flipped(nil), roll(x, 1, axis)),
            ]
          })
        programs.append(
          Program(description: "parts, \(shape), axis \(axis)") { dtype in
            let (x, y) = (numbers(shape, dtype), numbers(shape, dtype, 5))
            var empty = shape
            empty[axis] = 0
            let first = try x.indexed(
              [IndexItem](repeating: .slice(start: nil, stop: nil, step: nil), count: axis)
                + [.slice(start: 0, stop: 1, step: nil)])
            let parts = try [doubled(x), numbers(empty, dtype), y, doubled(doubled(first))]
            let joined = try Node.concatenated(parts, axis: axis)
            return try [doubled(joined), joined, combine("maximum", joined.flipped([axis]), joined)]
          })
      }
      programs.append(
        Program(description: "stacks, \(shape)") { dtype in
          let (x, y) = (numbers(shape, dtype), numbers(shape, dtype, 5))
          return try (0...shape.count).flatMap { axis in
            let stacked = try Node.stacked([doubled(x), combine("maximum", x, y), y], axis: axis)
            return try [doubled(stacked), roll(doubled(stacked), 1, axis), doubled(stacked)]
          }
        })
    }
    programs.append(
      Program(description: "reductions") { dtype in
        let x = numbers([60, 50], dtype)
        let sum = try combine("add", roll(x, 1, 0), roll(x, -1, 1))
        let (rows, columns) = (reduced(.sum, sum, 1..<2), reduced(.sum, sum, 0..<1))
        let other = try combine("multiply", roll(x, 2, 1), x)
        return try [
          rows, columns, reduced(.max, combine("add", roll(x, 3, 0), x), 0..<2), roll(rows, 1, 0),
          doubled(roll(columns, -1, 0)), reduced(.sum, doubled(other), 0..<1),
          reduced(.sum, combine("add", other, x), 1..<2),
          Node.concatenated([rows, reduced(.max, x, 1..<2)], axis: 0),
          Node.stacked([columns, doubled(columns), reduced(.min, x, 0..<1)], axis: 1),
        ]
      })
    programs.append(
      Program(description: "broadcasts and reshapes") { dtype in
        let (a, b) = (numbers([30], dtype), numbers([12], dtype, 3))
        let joined = try Node.concatenated([doubled(a), b], axis: 0)
        let table = try combine("add", joined.expanded([1]).broadcast(to: [42, 42]), joined.broadcast(to: [42, 42]))
        let flat = try doubled(roll(numbers([6, 7], dtype), 1, 1)).reshaped([42])
        return try [
          reduced(.sum, table, 0..<1), combine("add", flat, joined), roll(joined.reshaped([6, 7]), 1, 0),
          roll(roll(joined, 5, 0).reshaped([6, 7]), 1, 1),
        ]
      })
    programs.append(
      Program(description: "steps of a stencil") { dtype in
        var u = numbers([30, 20], dtype)
        for _ in 0..<4 { u = try combine("maximum", neighbours(u, diagonals: false), doubled(u)) }
        return [u, reduced(.max, try doubled(u), 0..<2)]
      })
    programs.append(
      Program(description: "gradients that are wanted too") { dtype in
        let u = numbers([30, 20], dtype)
        let x = try combine("subtract", roll(u, -1, 0), roll(u, 1, 0))
        let y = try combine("subtract", roll(u, -1, 1), roll(u, 1, 1))
        let length = try combine("add", combine("multiply", x, x), combine("multiply", y, y))
        return try [x, y, length, combine("add", x, u), doubled(x).indexed([.slice(start: 1, stop: nil, step: 2)])]
      })
    programs.append(
      Program(description: "many seams") { dtype in
        let x = numbers([50, 40], dtype)
        var sum = x
        for shift in 1..<9 { sum = try combine("add", sum, combine("add", roll(x, shift, 0), roll(x, shift, 1))) }
        return try [sum, doubled(roll(sum, 1, 0))]
      })
    return programs
  }

  // MARK: Bits

  private static func bits(_ program: Program, _ dtype: DType, _ engine: Engine) throws -> [[UInt64]] {
    let roots = try program.make(dtype)
    try engine.evaluate(roots)
    return roots.map { SameBitsTests.bits($0) }
  }

  @Test(arguments: [DType.f32, .f64, .i64, .u8]) func sameBits(_ dtype: DType) throws {
    let whole = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(joinLimit: .max))
    let engines = [
      EngineOptions(joinLimit: 1), EngineOptions(joinLimit: 50), EngineOptions(fuse: false, joinLimit: 1),
      EngineOptions(threads: 2, streamingFootprint: 0, joinLimit: 1),
    ].map { Engine(interpreter: Interpreter(), native: nil, options: $0) }
    try compare(engines, with: whole, JoinTests.programs(), dtype)
  }

  @Test(.enabled(if: SameBitsTests.hasLLVM), arguments: [DType.f32, .u8]) func sameBitsOfNativeCode(_ dtype: DType)
    throws
  {
    let whole = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(joinLimit: .max))
    let (native, cache) = (LLVMOnDemand(), KernelCache())
    let engines = [1, 2].map { threads in
      let options = EngineOptions(backend: .llvm, threads: threads, streamingFootprint: 0, joinLimit: 1)
      return Engine(interpreter: Interpreter(), native: native, options: options, cache: cache)
    }
    try compare(engines, with: whole, JoinTests.programs([[40], [12, 70], [65, 3]]), dtype)
  }

  /// The columns of short rows, which native code stores together: of every width, for whole vectors and what is left.
  @Test(.enabled(if: SameBitsTests.hasLLVM), arguments: [DType.f32, .f64, .i16, .u8, .bool])
  func columnsOfShortRows(_ dtype: DType) throws {
    // Others are put together as those of four bytes and of one are: fewer widths of them.
    let widths = dtype.size == 4 || dtype == .u8 ? Array(2...8) : [2, 3, 5, 8]
    let programs = [3, 1100].flatMap { length in
      widths.map { width in
        Program(description: "\(width) columns of \(length)") { dtype in
          let columns = try (0..<width).map { k in
            let column = JoinTests.numbers([length], dtype, k)
            return k % 3 == 0 ? try JoinTests.doubled(column) : column
          }
          let matrix = JoinTests.numbers([length, width - 1], dtype, 7)
          let joined = try Node.concatenated([matrix, columns[0].expanded([1])], axis: 1)
          return try [
            Node.stacked(columns, axis: 1), joined, JoinTests.combine("maximum", joined, JoinTests.roll(joined, 1, 1)),
            JoinTests.combine("add", JoinTests.roll(matrix, 1, 1), matrix),
          ]
        }
      }
    }
    let whole = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(joinLimit: .max))
    let native = Engine(
      interpreter: Interpreter(), native: LLVMOnDemand(), options: EngineOptions(backend: .llvm, joinLimit: 1),
      cache: KernelCache())
    try compare([native], with: whole, programs, dtype)
  }

  private func compare(_ engines: [Engine], with whole: Engine, _ programs: [Program], _ dtype: DType) throws {
    for program in programs {
      let expected = try JoinTests.bits(program, dtype, whole)
      for engine in engines {
        // The second time by the plan of the first.
        for _ in 0..<2 {
          let found = try JoinTests.bits(program, dtype, engine)
          #expect(found == expected, "\(program), \(engine.options)")
        }
      }
    }
  }

  @Test func graphsAreLegalAfterEachPass() throws {
    for program in JoinTests.programs() {
      for limit in [1, 50] {
        _ = Pass.runAll(Graph(try program.make(.f32)), joinLimit: limit) { name, graph in
          let fault = graph.firstFault()
          #expect(fault == nil, "\(program), after \(name)")
        }
      }
    }
  }

  // MARK: What runs

  private static let engine = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(joinLimit: 1))

  private static func schedule(_ roots: Node...) -> (kernels: [KernelStep], calls: Int) {
    let steps = engine.schedule(roots).steps
    let kernels = steps.compactMap { if case .kernel(let kernel) = $0 { kernel } else { nil } }
    return (kernels, steps.count - kernels.count)
  }

  /// The elements that operations are done for.
  private static func work(_ kernels: [KernelStep]) -> Int { kernels.reduce(0) { $0 + $1.count * $1.operationCount } }

  private static func stored(_ kernels: [KernelStep]) -> Set<Int> { Set(kernels.flatMap(\.outputs)) }

  @Test func partsAreStoredInTheirPlaces() throws {
    let (a, b) = (JoinTests.numbers([100], .f32), JoinTests.numbers([50], .f32))
    let joined = try Node.concatenated([JoinTests.doubled(a), JoinTests.combine("multiply", b, b)], axis: 0)
    let (kernels, calls) = JoinTests.schedule(joined)
    #expect(calls == 0)
    #expect(JoinTests.stored(kernels).count == 1)
    #expect(JoinTests.work(kernels) == 150)
  }

  @Test func columnsOfShortRowsAreOneKernel() throws {
    let (a, b) = (JoinTests.numbers([100, 2], .f32), JoinTests.numbers([100], .f32))
    let joined = try Node.concatenated([a, JoinTests.doubled(b).expanded([1])], axis: 1)
    let (kernels, calls) = JoinTests.schedule(joined)
    #expect(calls == 0)
    #expect(kernels.map(JoinTests.spacedOutputs) == [3])
    let wide = JoinTests.schedule(try Node.concatenated([JoinTests.numbers([100, 9], .f32), a], axis: 1))
    #expect(wide.kernels.map(JoinTests.spacedOutputs) == [0, 0])
    // Rows that are computed with their own sums are computed row by row.
    let sums = try JoinTests.reduced(.sum, a, 1..<2).expanded([1])
    let shares = try JoinTests.combine("multiply", a, sums.broadcast(to: [100, 2]))
    let (rows, _) = JoinTests.schedule(try Node.concatenated([shares, b.expanded([1])], axis: 1))
    #expect(rows.map(\.kernel.form) == [.short, .map])
  }
  private static func spacedOutputs(_ step: KernelStep) -> Int {
    step.kernel.operands.count { operand in
      if case .spaced = operand.layout { operand.role == .output } else { false }
    }
  }

  @Test func theSumOfRollsIsOnePass() throws {
    let x = JoinTests.numbers([100], .f32)
    let once = JoinTests.schedule(try JoinTests.combine("add", JoinTests.roll(x, 1, 0), x))
    #expect(once.calls == 0)
    #expect(once.kernels.map(\.count).sorted() == [1, 99])
    let u = JoinTests.numbers([30, 70], .f64)
    let (kernels, calls) = JoinTests.schedule(try JoinTests.neighbours(u, diagonals: true))
    #expect(calls == 0)
    #expect(JoinTests.stored(kernels).count == 1)
    #expect(JoinTests.work(kernels) == 7 * 30 * 70)
    #expect(kernels.map(\.count).max() == 28 * 68)
  }

  /// A computed array that is read as it is and moved is stored, and no element computed twice.
  @Test func nothingIsComputedTwice() throws {
    let x = try JoinTests.doubled(JoinTests.numbers([100], .f32))
    let (kernels, _) = JoinTests.schedule(try JoinTests.combine("multiply", JoinTests.roll(x, 1, 0), x))
    #expect(JoinTests.work(kernels) == 200)
    // Moved only, it need not be stored before.
    let moved = JoinTests.schedule(try JoinTests.roll(x, 1, 0))
    #expect(JoinTests.stored(moved.kernels).count == 1)
    #expect(JoinTests.work(moved.kernels) == 100)
  }

  @Test func gradientsAndTheirLengthShareKernels() throws {
    let program = try #require(JoinTests.programs().first { $0.description.hasPrefix("gradients") })
    let nodes = try program.make(.f64)
    let steps = JoinTests.engine.schedule(Array(nodes[...2])).steps
    for case .kernel(let kernel) in steps where kernel.count == 28 * 18 { #expect(kernel.outputs.count == 3) }
    let largerThanCorners = steps.filter { if case .kernel(let kernel) = $0 { kernel.count > 1 } else { false } }
    #expect(largerThanCorners.count <= 5)
  }

  /// A reduction of what is joined reads it once it is stored; one that only sums a larger table is not torn apart.
  @Test func reductionsReadWhatIsStored() throws {
    let x = JoinTests.numbers([60], .f32)
    let sum = JoinTests.reduced(.sum, try JoinTests.combine("add", JoinTests.roll(x, 1, 0), x), 0..<1)
    #expect(JoinTests.schedule(sum).kernels.count == 3)
    let joined = try Node.concatenated([x, JoinTests.doubled(x)], axis: 0)
    let table = try JoinTests.combine(
      "add", joined.expanded([1]).broadcast(to: [120, 120]), joined.broadcast(to: [120, 120]))
    let (kernels, _) = JoinTests.schedule(JoinTests.reduced(.sum, table, 1..<2))
    #expect(kernels.map(\.bytesMoved).reduce(0, +) < 120 * 120)
  }

  @Test func smallJoinsAndManySeamsAreLeftAsTheyAre() throws {
    let x = JoinTests.numbers([100], .f32)
    let usual = Engine(interpreter: Interpreter(), native: nil)
    let sum = try JoinTests.combine("add", JoinTests.roll(x, 1, 0), x)
    #expect(usual.schedule([sum]).steps.contains { if case .library = $0 { true } else { false } })
    var many = x
    for shift in 1..<40 { many = try JoinTests.combine("add", many, JoinTests.roll(x, shift, 0)) }
    // The sum is stored a few times on the way, and the roll with which its pieces would become too many.
    let (kernels, calls) = JoinTests.schedule(many)
    #expect(calls == 0)
    #expect(JoinTests.stored(kernels).count == 3)
  }

  @Test func explainShowsThePieces() throws {
    let x = JoinTests.numbers([100], .f32)
    let sum = try JoinTests.combine("add", JoinTests.roll(x, 1, 0), x)
    let graph = try JoinTests.engine.explain([sum], stage: .graph)
    #expect(graph.contains("at [0:1]") && graph.contains("at [1:100]"), "\(graph)")
    let total = JoinTests.reduced(.sum, sum, 0..<1)
    let text = try JoinTests.engine.explain([total], stage: .schedule)
    #expect(text.contains("gives pieces of"), "\(text)")
    #expect(text.contains("all pieces of a join must be stored before it is read"), "\(text)")
  }
}
