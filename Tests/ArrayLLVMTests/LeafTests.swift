import ArrayGraph
import ArrayKernels
import Lanes
import Testing

/// Native code takes eight leaves of a reduction's tree at a time where they are a whole subtree: the bits of a sum show
/// whether they were combined in order.
extension SameBitsTests {
  /// Trees of eight leaves and of many, with all leaves alike and with two lengths, with and without a part of eight.
  private static let treeRuns = [576, 640, 712, 1000, 1016, 1017, 1024, 1031, 1160, 2048, 2500, 4999, 32_768, 40_000]

  @Test(arguments: [DType.f32, .f64]) func subtreesOfEightLeaves(_ dtype: DType) throws {
    for reduction in [Reduction.sum, .prod, .min] {
      for form in [Kernel.Form.rows, .total] {
        let kernel = reduce(reduction, dtype, form, .contiguous)
        let benches = Self.treeRuns.map {
          Bench(kernel, outer: form == .rows ? [2, 2] : [], sweep: $0, seed: UInt64($0), fill: nearOne)
        }
        try compare(kernel, "\(reduction) of \(dtype), \(form)", benches: benches)
      }
    }
  }

  /// The second sweep reads what is in the cache and has another path there; one that computes much has yet another.
  @Test(arguments: [DType.f32, .f64], ["square", "exp", "pow"])
  func subtreesOfALaterSweep(_ dtype: DType, _ name: String) throws {
    let subtract = try #require(Operation.named("subtract"))
    let formula = try #require(Operation.named(name))
    let kernel = Kernel(
      form: .rows, outerRank: 1, operands: [.init(.input, dtype, .contiguous), .init(.output, dtype, .broadcast)],
      values: [
        .init(.load(operand: 0), dtype), .init(.reduced, dtype),
        .init(.operation(subtract, dtype: dtype, [0, 1]), dtype),
        .init(.operation(formula, dtype: dtype, name == "pow" ? [0, 0] : [2]), dtype), .init(.reduced, dtype),
      ],
      row: [
        .sweep(.init(compute: [0], accumulators: [.init(.max, source: 0, result: 1)])),
        .sweep(.init(compute: [0, 2, 3], accumulators: [.init(.sum, source: 3, result: 4)])),
        .store(4, operand: 1),
      ])
    let benches = Self.treeRuns.map { Bench(kernel, outer: [3], sweep: $0, seed: UInt64($0), fill: nearOne) }
    try compare(kernel, "\(name) of \(dtype)", benches: benches)
  }

  /// A loop keeps the NaN that it finds apart from the greatest and the least of the other elements. Runs of zeros of both
  /// signs, with infinities, with other numbers, and with a NaN somewhere.
  @Test(arguments: [DType.f32, .f64]) func extremes(_ dtype: DType) throws {
    let runs = [1, 7, 8, 9, 31, 32, 40, 63, 100, 128, 129, 1024, 1031]
    for reduction in [Reduction.max, .min] {
      for form in [Kernel.Form.rows, .total] {
        let kernel = reduce(reduction, dtype, form, .contiguous)
        let benches = runs.flatMap { run in
          (0..<4).map { Bench(kernel, outer: form == .rows ? [2, 41] : [], sweep: run, seed: $0, fill: fewNaN(run)) }
        }
        try compare(kernel, "\(reduction) of \(dtype), \(form)", benches: benches)
      }
    }
  }

  /// Short rows go in groups, and what is done with their results goes for several rows at once: whole groups of lanes and
  /// others, whole groups of rows and others, results beside each other and apart.
  @Test(arguments: [DType.f32, .f64], [1, 3]) func groupsOfShortRows(_ dtype: DType, _ resultsApart: Int) throws {
    let (multiply, exp) = (try #require(Operation.named("multiply")), try #require(Operation.named("exp")))
    let kernel = Kernel(
      form: .rows, outerRank: 1,
      operands: [
        .init(.input, dtype, .contiguous), .init(.input, dtype, .contiguous), .init(.input, dtype, .broadcast),
        .init(.output, dtype, .broadcast), .init(.output, dtype, .broadcast),
      ],
      values: [
        .init(.load(operand: 0), dtype), .init(.load(operand: 1), dtype),
        .init(.operation(multiply, dtype: dtype, [0, 1]), dtype), .init(.reduced, dtype), .init(.reduced, dtype),
        .init(.load(operand: 2), dtype), .init(.operation(exp, dtype: dtype, [3]), dtype),
        .init(.operation(multiply, dtype: dtype, [6, 5]), dtype),
      ],
      row: [
        .compute(5), .sweep(.init(compute: [0, 1, 2], accumulators: [.init(.sum, source: 2, result: 3)])),
        .sweep(.init(compute: [0], accumulators: [.init(.max, source: 0, result: 4)])),
        .compute(6), .compute(7), .store(7, operand: 3), .store(4, operand: 4),
      ])
    let benches = [8, 12, 24, 64, 72, 120, 128, 136].flatMap { run in
      [1, 3, 4, 16, 17, 39].map {
        Bench(kernel, outer: [$0], sweep: run, seed: UInt64(run + $0), resultsApart: resultsApart, fill: nearOne)
      }
    }
    try compare(kernel, "rows of \(dtype)", benches: benches)
  }

  /// Rows of several leaves go in groups too where they are swept again: trees of few and of many leaves, rows beyond the
  /// limit, with and without whole vectors and groups of lanes, all of them stored.
  @Test(arguments: [DType.f32, .f64], [false, true]) func groupsOfRowsOfSeveralLeaves(_ dtype: DType, _ edges: Bool)
    throws
  {
    let (subtract, multiply) = (try #require(Operation.named("subtract")), try #require(Operation.named("multiply")))
    let (add, divide) = (try #require(Operation.named("add")), try #require(Operation.named("divide")))
    let kernel = Kernel(
      form: .rows, outerRank: 1,
      operands: [
        .init(.input, dtype, .contiguous), .init(.input, dtype, .broadcast), .init(.output, dtype, .contiguous),
        .init(.output, dtype, .broadcast),
      ],
      values: [
        .init(.load(operand: 0), dtype), .init(.load(operand: 1), dtype), .init(.reduced, dtype),
        .init(.operation(subtract, dtype: dtype, [0, 2]), dtype),
        .init(.operation(multiply, dtype: dtype, [3, 3]), dtype), .init(.reduced, dtype), .init(.reduced, dtype),
        .init(.operation(add, dtype: dtype, [5, 1]), dtype),
        .init(.operation(divide, dtype: dtype, [3, 7]), dtype),
      ],
      row: [
        .compute(1), .sweep(.init(compute: [0], accumulators: [.init(.max, source: 0, result: 2)])),
        .sweep(
          .init(
            compute: [0, 3, 4],
            accumulators: [.init(.sum, source: 4, result: 5), .init(.min, source: 3, result: 6)])),
        .compute(7), .sweep(.init(compute: [0, 3, 8], stores: [.init(8, 2)])), .store(6, operand: 3),
      ])
    let runs = [3, 20, 47, 100, 128, 136, 139, 192, 200, 256, 257, 384, 512, 520, 655, 1000, 1024, 1032]
    let benches = runs.flatMap { run in
      [3, 4, 9].map { rows in
        let seed = UInt64(run + rows)
        return edges
          ? Bench(kernel, outer: [rows], sweep: run, seed: seed)
          : Bench(kernel, outer: [rows], sweep: run, seed: seed, fill: nearOne)
      }
    }
    try compare(kernel, "rows of \(dtype)", benches: benches)
  }
}

/// Numbers of 0.5 to 1.5, whose sums and products are ordinary numbers again.
func nearOne(_ dtype: DType, _ count: Int, _ random: inout Random) -> [UInt8] {
  let values = (0..<count).map { _ in Double.random(in: 0.5...1.5, using: &random) }
  return dtype == .f64
    ? values.withUnsafeBytes { Array($0) } : values.map { Float($0) }.withUnsafeBytes { Array($0) }
}

/// Zeros of both signs, and in some of the runs of so many elements an infinity, other numbers, and a NaN.
private func fewNaN(_ run: Int) -> (DType, Int, inout Random) -> [UInt8] {
  { dtype, count, random in
    var values = (0..<count).map { _ in random.next() % 2 == 0 ? 0.0 : -0.0 }
    for start in stride(from: 0, to: count, by: run) {
      func set(_ value: Double) { values[start + Int(random.next() % UInt64(min(run, count - start)))] = value }
      let kind = random.next() % 4
      if kind > 0 { set(random.next() % 2 == 0 ? .infinity : -.infinity) }
      if kind > 1 { for _ in 0..<run / 4 { set(Double.random(in: -2...2, using: &random)) } }
      if kind > 2 { set(.nan) }
    }
    return dtype == .f64
      ? values.withUnsafeBytes { Array($0) } : values.map { Float($0) }.withUnsafeBytes { Array($0) }
  }
}
