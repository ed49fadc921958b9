import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayRuntime
import Lanes
import Testing

/// Under its key a kernel is found by other processes: nothing of the kernel may be missing from it.
@Suite struct KernelKeyTests {
  @Test func aKernelCanBeReadBackFromItsKey() {
    let engine = Engine(interpreter: Interpreter(), native: nil)
    var kernels: Set<Kernel> = []
    for seed in 0..<300 {
      var graph = RandomGraph(seed: UInt64(seed))
      for case .kernel(let step) in engine.schedule(graph.make(size: 12)).steps { kernels.insert(step.engineKernel) }
    }
    #expect(kernels.count > 100 && Set(kernels.map(\.form)).count == Kernel.Form.allCases.count)
    for var kernel in kernels {
      // Few random graphs are stencils.
      kernel.rows = Kernel.Rows.allCases[kernel.values.count % 3]
      var reader = KeyReader(bytes: kernel.key[...])
      #expect(reader.kernel() == kernel && reader.bytes.isEmpty, "\(kernel)")
    }
  }
}

/// The way back from the key, which only tests go.
private struct KeyReader {
  var bytes: ArraySlice<UInt8>

  mutating func number() -> Int {
    defer { bytes = bytes.dropFirst(4) }
    return Int(Int32(truncatingIfNeeded: bytes.prefix(4).reversed().reduce(0) { $0 << 8 | UInt64($1) }))
  }
  mutating func list<Element>(_ element: (inout KeyReader) -> Element) -> [Element] {
    (0..<number()).map { _ in element(&self) }
  }
  mutating func dtype() -> DType { DType(rawValue: UInt8(number()))! }

  mutating func kernel() -> Kernel {
    var kernel = Kernel(
      form: Kernel.Form.allCases[number()], outerRank: number(), literals: list { $0.dtype() },
      operands: list {
        Kernel.Operand(.init(rawValue: UInt8($0.number()))!, $0.dtype(), $0.layout())
      },
      values: list { $0.value() }, once: list { $0.number() }, row: list { $0.statement() },
      chunk: list { $0.statement() })
    kernel.rows = Kernel.Rows.allCases[number()]
    return kernel
  }

  mutating func layout() -> Kernel.Layout {
    switch number() {
    case 0: .contiguous
    case 1: .broadcast
    case 2: .strided
    default: .spaced(Kernel.Spacing(distance: number(), group: number(), behind: number(), reach: number()))
    }
  }

  mutating func value() -> Kernel.Value {
    let dtype = dtype()
    let source: Kernel.Value.Source =
      switch number() {
      case 0: .literal(number())
      case 1: .load(operand: number())
      case 2: .operation(Operation.all[number()], dtype: self.dtype(), list { $0.number() })
      case 3: .cast(number())
      default: .reduced
      }
    return Kernel.Value(source, dtype)
  }

  mutating func statement() -> Kernel.Statement {
    switch number() {
    case 0: .compute(number())
    case 1: .store(number(), operand: number())
    default:
      .sweep(
        Kernel.Sweep(
          compute: list { $0.number() },
          accumulators: list {
            Kernel.Accumulator(Reduction.allCases[$0.number()], source: $0.number(), result: $0.number())
          },
          stores: list { Kernel.Store($0.number(), $0.number()) }))
    }
  }
}
