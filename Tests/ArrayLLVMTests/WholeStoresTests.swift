import ArrayGraph
import ArrayKernels
import ArrayLLVM
import Lanes
import Testing

/// What waits in memory between rows is stored whole. LLVM 22 makes masked stores of choices between a value and what
/// stands there, which take several times as long on some processors.
@Suite struct WholeStoresTests {
  @Test(arguments: [DType.f32, .f64], [Reduction.max, .argmin])
  func columnsStoreWholeVectors(_ dtype: DType, _ reduction: Reduction) throws {
    let result = reduction.isSearch ? DType.i64 : dtype
    let kernel = Kernel(
      form: .columns, outerRank: 0, operands: [.init(.input, dtype, .contiguous), .init(.output, result, .contiguous)],
      values: [.init(.load(operand: 0), dtype), .init(.reduced, result)],
      chunk: [
        .sweep(.init(compute: [0], accumulators: [.init(reduction, source: 0, result: 1)])), .store(1, operand: 1),
      ])
    for compiler in compilers {
      let text = try compiler.emit(kernel, name: "kernel", format: .assembly, target: .v3)
      let stores = String(decoding: text, as: UTF8.self).split(separator: "\n").filter { $0.contains("\tvmov") }
      #expect(!stores.isEmpty)
      let masked = String(decoding: text, as: UTF8.self).split(separator: "\n").filter {
        // AT&T syntax: the last operand is where the result goes.
        $0.contains("maskmov") && $0.hasSuffix(")")
      }
      #expect(masked.isEmpty, "\(masked)")
    }
  }
}
