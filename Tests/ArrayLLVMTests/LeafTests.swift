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
}

/// Numbers of 0.5 to 1.5, whose sums and products are ordinary numbers again.
func nearOne(_ dtype: DType, _ count: Int, _ random: inout Random) -> [UInt8] {
  let values = (0..<count).map { _ in Double.random(in: 0.5...1.5, using: &random) }
  return dtype == .f64
    ? values.withUnsafeBytes { Array($0) } : values.map { Float($0) }.withUnsafeBytes { Array($0) }
}
