import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import Lanes
import Testing

/// Long bodies that look up in tables become several loops where tables lie in memory, and keep their bits.
@Suite struct DistributionTests {
  /// Around a vector, a turn of 16 vectors, and several turns, for 8 and 16 lanes.
  private static let lengths = [1, 15, 16, 17, 127, 128, 129, 255, 256, 257, 700]

  /// `small = a < b; s = log(a) + erf(b); out0 = where(small, s, tanh(s)); out1 = out0 * a`: truth values, a loaded
  /// operand and sums are needed on both sides of cuts.
  private func chain(_ dtype: DType, _ layout: Kernel.Layout) -> Kernel {
    func operation(_ name: String, _ arguments: Int..., of result: DType? = nil) -> Kernel.Value {
      .init(.operation(Operation.named(name)!, dtype: dtype, arguments), result ?? dtype)
    }
    return Kernel(
      form: .map, outerRank: 0,
      operands: [.init(.input, dtype, layout), .init(.input, dtype, .contiguous)]
        + Array(repeating: .init(.output, dtype, layout), count: 2),
      values: [
        .init(.load(operand: 0), dtype), .init(.load(operand: 1), dtype),
        operation("less", 0, 1, of: .bool), operation("log", 0), operation("erf", 1), operation("add", 3, 4),
        operation("tanh", 5), operation("where", 2, 5, 6), operation("multiply", 7, 0),
      ],
      chunk: (0...7).map { .compute($0) } + [.store(7, operand: 2), .compute(8), .store(8, operand: 3)])
  }

  @Test(arguments: [DType.f32, .f64]) func longBodiesAreCut(_ dtype: DType) throws {
    for compiler in compilers {
      func parts(_ target: TargetChoice) throws -> Int {
        let ir = try compiler.emit(chain(dtype, .contiguous), name: "kernel", format: .ir, target: target)
        return String(decoding: ir, as: UTF8.self).split(separator: "\n").count { $0.hasPrefix("part") }
      }
      // The block before the loops, and one at each of three lookups.
      #expect(try parts(.v3) >= 4)
      #expect(try parts(.v4) == 0)
    }
  }

  @Test(arguments: [DType.f32, .f64]) func sameBits(_ dtype: DType) throws {
    for layout in [Kernel.Layout.contiguous, .strided] {
      let benches = Self.lengths.map { Bench(chain(dtype, layout), inner: $0, chunk: 600, seed: UInt64($0)) }
      try SameBitsTests().compare(chain(dtype, layout), "a chain of \(dtype), \(layout)", benches: benches)
    }
  }

  /// Two sums of formulas of rows, or of everything: leaves that are cut, with and without a rest.
  private func sums(_ dtype: DType, _ form: Kernel.Form) -> Kernel {
    func operation(_ name: String, _ arguments: Int...) -> Kernel.Value {
      .init(.operation(Operation.named(name)!, dtype: dtype, arguments), dtype)
    }
    let rank = form == .rows ? 1 : 0
    let sweep = Kernel.Sweep(
      compute: [0, 1, 2],
      accumulators: [.init(.sum, source: 1, result: 3), .init(.prod, source: 2, result: 4)])
    return Kernel(
      form: form, outerRank: rank,
      operands: [.init(.input, dtype, .contiguous)] + Array(repeating: .init(.output, dtype, .broadcast), count: 2),
      values: [
        .init(.load(operand: 0), dtype), operation("log", 0), operation("exp", 1), .init(.reduced, dtype),
        .init(.reduced, dtype),
      ],
      row: [.sweep(sweep)] + (form == .rows ? [.store(3, operand: 1), .store(4, operand: 2)] : []))
  }

  @Test(arguments: [DType.f32, .f64], [Kernel.Form.rows, .total])
  func sumsOfFormulas(_ dtype: DType, _ form: Kernel.Form) throws {
    let kernel = sums(dtype, form)
    for compiler in compilers {
      let ir = try compiler.emit(kernel, name: "kernel", format: .ir, target: .v3)
      #expect(String(decoding: ir, as: UTF8.self).contains("part:"))
    }
    let benches = (Self.lengths + [1000, 1031]).map {
      Bench(kernel, outer: form == .rows ? [3] : [], sweep: $0, seed: UInt64($0), fill: nearOne)
    }
    try SameBitsTests().compare(kernel, "sums of \(dtype), \(form)", benches: benches)
  }
}
