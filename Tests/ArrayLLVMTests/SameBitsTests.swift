import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import Lanes
import Testing

/// Native code and the interpreter give the same bits: every row, dtype, layout and length.
@Suite struct SameBitsTests {
  /// Around one vector, four vectors and a chunk, for every width from 8 to 32 lanes.
  static let lengths = [0, 1, 7, 8, 9, 15, 16, 17, 33, 65, 129, 300]

  func compare(_ kernel: Kernel, _ what: String, benches: [Bench]) throws {
    let expected = try benches.map { [kernel] in $0.run(try Interpreter().compile(kernel)) }
    for (compiler, target) in Self.variants {
      let object = try compiler.emit(kernel, name: "kernel", format: .object, target: target)
      let compiled = try NativeKernel(object: object)
      let runs = benches.indices.flatMap { k in benches[k].mayStream ? [(k, false), (k, true)] : [(k, false)] }
      for (k, streams) in runs {
        let (bench, expected) = (benches[k], expected[k])
        let results = bench.run(compiled, streams: streams)
        guard let operand = results.indices.first(where: { results[$0] != expected[$0] }) else { continue }
        let byte = zip(results[operand], expected[operand]).enumerated().first { $1.0 != $1.1 }?.offset ?? -1
        Issue.record(
          """
          \(what) differs with LLVM \(compiler.library.version) for \(target.rawValue): outer \(bench.outer) \
          sweep \(bench.sweep) inner \(bench.inner) streams \(streams), operand \(operand) byte \(byte)
          """)
        return
      }
    }
  }

  /// Every processor's code runs here, where this one has what it needs: without masks, without fused multiply-add.
  static let variants: [(LLVMCompiler, TargetChoice)] = compilers.flatMap { compiler in
    [(compiler, .native), (compiler, compiler.library.version.hasPrefix("14") ? .v2 : .v3)]
  }

  private func maps(_ kernel: Kernel) -> [Bench] {
    Self.lengths.map { Bench(kernel, inner: $0, chunk: 128, literals: [3], seed: UInt64($0)) }
  }

  @Test(arguments: DType.allCases) func everyRow(_ dtype: DType) throws {
    for operation in Operation.all {
      guard let signature = operation.signature(dtype) else { continue }
      // Loads and stores are the same for every row, so one of each kind shows that strides work.
      let isExample = ["abs", "add", "clip", "less", "where", "isnan"].contains(operation.name)
      for layout in isExample ? [Kernel.Layout.contiguous, .strided] : [.contiguous] {
        let kernel = elementwise(
          operation, dtype, Array(repeating: layout, count: signature.operandCount), layout)
        try compare(kernel, "\(operation) on \(dtype), \(layout)", benches: maps(kernel))
      }
      if isExample, signature.operandCount > 1 {
        let layouts: [Kernel.Layout] = [.contiguous, .broadcast, .contiguous]
        let kernel = elementwise(
          operation, dtype, Array(layouts.prefix(signature.operandCount)), .contiguous)
        try compare(kernel, "\(operation) on \(dtype), broadcast", benches: maps(kernel))
      }
    }
  }

  /// Sines and cosines of one value share what they have in common, also with other formulas and branches between.
  @Test(arguments: [DType.f32, .f64]) func sineAndCosineOfOneValue(_ dtype: DType) throws {
    func value(_ name: String, _ argument: Kernel.ValueID) throws -> Kernel.Value {
      .init(.operation(try #require(Operation.named(name)), dtype: dtype, [argument]), dtype)
    }
    let formulas = [("sin", 0), ("sin", 1), ("cos", 1), ("tan", 0), ("cos", 0)]
    let inputs = [Kernel.Operand(.input, dtype, .contiguous), .init(.input, dtype, .contiguous)]
    let kernel = Kernel(
      form: .map, outerRank: 0,
      operands: inputs + formulas.map { _ in .init(.output, dtype, .contiguous) },
      values: try [.init(.load(operand: 0), dtype), .init(.load(operand: 1), dtype)]
        + formulas.map { try value($0.0, $0.1) },
      chunk: [.compute(0), .compute(1)]
        + (2..<7).flatMap { [.compute($0), .store($0, operand: $0)] as [Kernel.Statement] })
    try compare(kernel, "sine and cosine on \(dtype)", benches: maps(kernel))
  }

  @Test(arguments: DType.allCases) func everyCast(_ from: DType) throws {
    for to in DType.allCases {
      for layout in [Kernel.Layout.contiguous, .strided] {
        let kernel = Kernel(
          form: .map, outerRank: 0, operands: [.init(.input, from, layout), .init(.output, to, layout)],
          values: [.init(.load(operand: 0), from), .init(.cast(0), to)],
          chunk: [.compute(0), .compute(1), .store(1, operand: 1)])
        try compare(kernel, "\(from) to \(to), \(layout)", benches: maps(kernel))
      }
    }
  }

  @Test func outerAxesLiteralsAndIndices() throws {
    for layout in [Kernel.Layout.contiguous, .strided, .broadcast] {
      let kernel = Kernel(
        form: .map, outerRank: 3, literals: [.i64],
        operands: [
          .init(.index, .i64, layout), .init(.input, .i64, .broadcast), .init(.output, .i64, .contiguous),
        ],
        values: [
          .init(.literal(0), .i64), .init(.load(operand: 0), .i64), .init(.load(operand: 1), .i64),
          .init(.operation(Operation.named("multiply")!, dtype: .i64, [0, 1]), .i64),
          .init(.operation(Operation.named("add")!, dtype: .i64, [3, 2]), .i64),
        ],
        once: [0],
        row: layout == .broadcast ? [.compute(1), .compute(2), .compute(3), .compute(4)] : [.compute(2)],
        chunk: (layout == .broadcast ? [] : [.compute(1), .compute(3), .compute(4)]) + [.store(4, operand: 2)]
      )
      for inner in [1, 5, 8, 40] {
        try compare(
          kernel, "index \(layout)",
          benches: [Bench(kernel, outer: [2, 3, 4], inner: inner, chunk: 16, literals: [-7])])
      }
    }
  }

  // MARK: Reductions

  static let runs = [0, 1, 7, 8, 9, 15, 16, 17, 31, 33, 63, 128, 129, 200, 1000]

  @Test(arguments: DType.allCases) func everyReduction(_ dtype: DType) throws {
    for reduction in Reduction.allCases where dtype != .bool || ![.sum, .prod].contains(reduction) {
      // Loads are the same for every reduction of a kind.
      for layout in [.sum, .max, .argmax].contains(reduction) ? [Kernel.Layout.contiguous, .strided] : [.contiguous] {
        for form in [Kernel.Form.rows, .columns, .total, .short] where form != .short || !reduction.isSearch {
          let kernel = reduce(reduction, dtype, form, layout)
          let runs = Self.runs.filter { ($0 > 0 || dtype != .bool) && (form != .short || $0 <= 128) }
          let benches = runs.map { run in
            switch form {
            case .rows: Bench(kernel, outer: [2, 2], sweep: run, seed: UInt64(run))
            case .columns, .short: Bench(kernel, outer: [2, 2], sweep: run, inner: 21, chunk: 18, seed: UInt64(run))
            default: Bench(kernel, sweep: run, seed: UInt64(run))
            }
          }
          // Strips that are whole rows.
          let wide = form == .columns ? [Bench(kernel, outer: [1, 2], sweep: 130, inner: 300, chunk: 300)] : []
          try compare(kernel, "\(reduction) of \(dtype), \(form), \(layout)", benches: benches + wide)
        }
      }
    }
  }

  /// Sums of truth values, which are counted by masks, together with the same in another dtype.
  @Test(arguments: DType.allCases) func counts(_ dtype: DType) throws {
    let less = try #require(Operation.named("less"))
    for (first, second) in [(DType.i64, DType.f64), (.f64, .u8), (.i32, .i32), (.f32, .i64)] {
      for form in [Kernel.Form.rows, .total] {
        let sums = Kernel.Statement.sweep(
          .init(
            compute: [0, 1, 2, 3, 4],
            accumulators: [.init(.sum, source: 3, result: 5), .init(.sum, source: 4, result: 6)]))
        let kernel = Kernel(
          form: form, outerRank: form == .total ? 0 : 2,
          operands: [.init(.input, dtype, .contiguous), .init(.input, dtype, .strided)]
            + (form == .total ? [] : [.init(.output, first, .broadcast), .init(.output, second, .broadcast)]),
          values: [
            .init(.load(operand: 0), dtype), .init(.load(operand: 1), dtype),
            .init(.operation(less, dtype: dtype, [0, 1]), .bool), .init(.cast(2), first), .init(.cast(2), second),
            .init(.reduced, first), .init(.reduced, second),
          ],
          row: form == .total ? [sums] : [sums, .store(5, operand: 2), .store(6, operand: 3)])
        let benches = Self.runs.filter { $0 > 0 }.map { run in
          Bench(kernel, outer: form == .total ? [] : [2, 2], sweep: run, seed: UInt64(run))
        }
        try compare(kernel, "counts of \(dtype) as \(first) and \(second), \(form)", benches: benches)
      }
    }
  }

  /// Two accumulators of different dtypes, a second sweep that uses the first's result, and a store in it.
  @Test func sweepsFollowEachOther() throws {
    let subtract = Operation.named("subtract")!
    let square = Operation.named("square")!
    let values: [Kernel.Value] = [
      .init(.load(operand: 0), .f32), .init(.cast(0), .bool), .init(.reduced, .f32), .init(.reduced, .bool),
      .init(.operation(subtract, dtype: .f32, [0, 2]), .f32),
      .init(.operation(square, dtype: .f32, [4]), .f32),
      .init(.cast(5), .f64), .init(.reduced, .f64),
    ]
    let operands: (Kernel.Layout) -> [Kernel.Operand] = { scalar in
      [
        .init(.input, .f32, .contiguous), .init(.output, .f32, .contiguous), .init(.output, .f64, scalar),
        .init(.output, .bool, scalar),
      ]
    }
    let statements: [Kernel.Statement] = [
      .sweep(
        .init(
          compute: [0, 1],
          accumulators: [.init(.max, source: 0, result: 2), .init(.max, source: 1, result: 3)])),
      .sweep(
        .init(
          compute: [0, 4, 5, 6], accumulators: [.init(.sum, source: 6, result: 7)],
          stores: [.init(5, 1)])),
      .store(7, operand: 2), .store(3, operand: 3),
    ]
    let rows = Kernel(
      form: .rows, outerRank: 1, operands: operands(.broadcast), values: values, row: statements)
    try compare(rows, "rows", benches: Self.runs.map { Bench(rows, outer: [3], sweep: $0) })
    let columns = Kernel(
      form: .columns, outerRank: 1, operands: operands(.contiguous), values: values, chunk: statements)
    try compare(
      columns, "columns",
      benches: Self.runs.map { Bench(columns, outer: [3], sweep: $0, inner: 75, chunk: 70) })
  }
}

/// A kernel of one operation.
func elementwise(
  _ operation: Operation, _ dtype: DType, _ layouts: [Kernel.Layout], _ out: Kernel.Layout, rank: Int = 0
) -> Kernel {
  let count = layouts.count
  let isSelect = operation.signature(dtype) == .select
  let dtypes = (0..<count).map { isSelect && $0 == 0 ? DType.bool : dtype }
  let result = operation.resultType(dtype)
  let scalars = (0..<count).filter { layouts[$0] == .broadcast }
  return Kernel(
    form: .map, outerRank: rank,
    operands: zip(dtypes, layouts).map { .init(.input, $0, $1) } + [.init(.output, result, out)],
    values: (0..<count).map { .init(.load(operand: $0), dtypes[$0]) }
      + [.init(.operation(operation, dtype: dtype, Array(0..<count)), result)],
    row: scalars.map { .compute($0) },
    chunk: (0...count).filter { !scalars.contains($0) }.map { .compute($0) } + [.store(count, operand: count)]
  )
}

/// A kernel of one reduction.
func reduce(_ reduction: Reduction, _ dtype: DType, _ form: Kernel.Form, _ layout: Kernel.Layout) -> Kernel {
  let sweep = Kernel.Statement.sweep(
    .init(compute: [0], accumulators: [.init(reduction, source: 0, result: 1)]))
  let store = Kernel.Statement.store(1, operand: 1)
  let result = reduction.resultType(dtype)
  let out = Kernel.Operand(.output, result, form.sweepsAcrossLanes ? .contiguous : .broadcast)
  return Kernel(
    form: form, outerRank: form == .total ? 0 : 2,
    operands: [.init(.input, dtype, layout)] + (form == .total ? [] : [out]),
    values: [.init(.load(operand: 0), dtype), .init(.reduced, result)],
    row: form == .total ? [sweep] : form == .rows ? [sweep, store] : [],
    chunk: form.sweepsAcrossLanes ? [sweep, store] : [])
}
