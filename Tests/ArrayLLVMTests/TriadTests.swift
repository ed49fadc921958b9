import ArrayGraph
import ArrayKernels
import ArrayLLVM
import Lanes
import Testing

/// `out = a * b + c` over `f32`, the kernel that `docs/pipeline.md` follows.
func triad(_ layout: Kernel.Layout = .contiguous, c: Kernel.Layout = .contiguous, rank: Int = 0) -> Kernel {
  let multiply = Operation.named("multiply")!
  let add = Operation.named("add")!
  return Kernel(
    form: .map, outerRank: rank,
    operands: [
      .init(.input, .f32, layout), .init(.input, .f32, layout), .init(.input, .f32, c),
      .init(.output, .f32, layout),
    ],
    values: [
      .init(.load(operand: 0), .f32), .init(.load(operand: 1), .f32), .init(.load(operand: 2), .f32),
      .init(.operation(multiply, dtype: .f32, [0, 1]), .f32),
      .init(.operation(add, dtype: .f32, [3, 2]), .f32),
    ],
    row: c == .broadcast ? [.compute(2)] : [],
    chunk: [.compute(0), .compute(1)] + (c == .broadcast ? [] : [.compute(2)])
      + [.compute(3), .compute(4), .store(4, operand: 3)])
}

@Suite struct TriadTests {
  @Test func everyElementIsRoundedTwice() throws {
    for compiler in compilers {
      for count in [0, 1, 15, 16, 17, 63, 64, 65, 1000] {
        let bench = Bench(triad(), inner: count, chunk: 300)
        let results = bench.run(try compiler.compile(bench.kernel))
        func floats(_ bytes: [UInt8]) -> [Float] {
          bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        }
        let (a, b, c, out) = (floats(results[0]), floats(results[1]), floats(results[2]), floats(results[3]))
        for i in 0..<count {
          let expected = a[i] * b[i] + c[i]
          #expect(
            out[i].bitPattern == (expected.isNaN ? Float.nan : expected).bitPattern,
            "element \(i) of \(count)")
        }
        #expect(out[count] == 0, "nothing is written past the end")
      }
    }
  }

  @Test func explainShowsIRAndAssembly() throws {
    for compiler in compilers {
      let ir = try compiler.text(triad(), .ir)
      #expect(ir.contains("define void @kernel("))
      for (target, lanes) in [(TargetChoice.v4, 64), (.v3, 32)] {
        let ir = String(
          decoding: try compiler.emit(triad(), name: "triad", format: .ir, target: target), as: UTF8.self)
        #expect(ir.contains("fmul <\(lanes) x float>"))
      }
      #expect(ir.contains("align 64, !nontemporal"))
      #expect(!ir.contains("fast") && !ir.contains("contract"))
      #expect(try compiler.text(triad(), .assembly).contains("mulps"))
      for target in TargetChoice.allCases {
        let object = try compiler.emit(triad(), name: "triad", format: .object, target: target)
        #expect(object.starts(with: [0x7f, 0x45, 0x4c, 0x46]))
      }
      #expect(
        try compiler.emit(triad(), name: "triad", format: .bitcode).starts(with: [0x42, 0x43, 0xc0, 0xde]))
    }
  }

  @Test func compilingIsFast() throws {
    for compiler in compilers {
      _ = try compiler.compile(triad())
      let time = try ContinuousClock().measure { for _ in 0..<10 { _ = try compiler.compile(triad()) } }
      print("LLVM \(compiler.library.version): \(time / 10) a kernel")
      #expect(time / 10 < .milliseconds(200))
    }
  }
}
