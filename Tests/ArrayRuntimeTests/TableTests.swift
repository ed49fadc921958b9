import ArrayGraph
import ArrayKernels
import Testing

/// The test that the tables drive: each row, cast and reduction gives the same bits interpreted and native, on one
/// thread and on two, alone and fused, and those are the bits that the tables mean; for every dtype, layout and
/// length. A new row is tested without a word here.
@Suite struct TableTests {
  @Test func aLibraryIsThere() {
    #expect(SameBitsTests.hasLLVM == !Backends.compilers.isEmpty)
  }

  // MARK: Rows

  @Test(arguments: Backends.dtypes) func everyRow(_ dtype: DType) throws {
    for operation in Operation.all where operation.signature(dtype) != nil {
      try TableTests.run(TableTests.row(operation, dtype))
    }
  }

  @Test(arguments: Backends.dtypes) func everyCast(_ dtype: DType) throws {
    for target in DType.allCases where target != dtype { try TableTests.run(TableTests.cast(dtype, target)) }
  }

  /// An elementwise formula on operands of given dtypes.
  struct Formula {
    var name: String
    var operands: [DType]
    var result: DType
    var isIntegerPower = false
    var record: @Sendable ([Node], [Int]) -> Node
    var meaning: @Sendable ([Literal]) -> Literal?
    var program: @Sendable ([String]) -> String
  }

  static func row(_ operation: Operation, _ dtype: DType) -> Formula {
    let isSelect = operation.signature(dtype) == .select
    return Formula(
      name: "\(operation.name) of \(dtype.name)",
      operands: (0..<operation.operandCount).map { isSelect && $0 == 0 ? .bool : dtype },
      result: operation.resultType(dtype), isIntegerPower: operation.name == "pow" && dtype.isInteger,
      record: {
        Node(.elementwise(operation, dtype: dtype, Inputs($0, computing: dtype)), operation.resultType(dtype), $1)
      },
      meaning: { Literal.apply(operation, dtype, $0) },
      program: { ProgramText.call(operation, $0) })
  }

  static func cast(_ dtype: DType, _ target: DType) -> Formula {
    Formula(
      name: "cast of \(dtype.name) to \(target.name)", operands: [dtype], result: target,
      record: { Node(.cast($0[0]), target, $1) }, meaning: { $0[0].cast(to: target) },
      program: { "\($0[0]).astype(\(target.name))" })
  }

  /// Runs a formula in every layout and length, up to the first report.
  static func run(_ formula: Formula) throws {
    let backends = Backends()
    for arrangement in Arrangement.all(formula.operands.count) {
      for length in Lengths.short + (arrangement == .contiguous ? [Lengths.long] : []) {
        let operands = self.operands(formula, arrangement, length)
        let shape = arrangement.shape(length)
        let isEqual = try backends.compare(
          "\(formula.name), \(arrangement), length \(length)", isLong: length == Lengths.long,
          meaning: { index in formula.meaning(operands.map { $0[index] }) },
          program: { text(formula, operands, $0, around: formula.program) },
          { [formula.record(operands.map(\.node), shape)] })
        if !isEqual { return }
      }
    }
    try runFused(formula, backends)
  }

  /// The formula between two others, in one kernel and in three.
  private static func runFused(_ formula: Formula, _ backends: Backends) throws {
    let before = formula.operands.map { Companion($0) }
    let after = Companion(formula.result)
    for length in Lengths.short.filter({ $0 > 1 }) + [Lengths.long] {
      let operands = self.operands(formula, .contiguous, length)
      let isEqual = try backends.compare(
        "\(formula.name), fused, length \(length)", isLong: length == Lengths.long, isAlone: true,
        program: {
          text(
            formula, operands, $0,
            around: { arguments in
              after.program(formula.program(zip(before, arguments).map { $0.program($1) }))
            })
        },
        {
          let inner = formula.record(zip(before, operands).map { $0.record($1.node) }, [length])
          return [after.record(inner)]
        })
      if !isEqual { return }
    }
  }

  private static func operands(_ formula: Formula, _ arrangement: Arrangement, _ length: Int) -> [Operand] {
    // A long case starts at the first edge, so that it meets every combination.
    let start = length == Lengths.long ? 0 : length &* 31 + formula.name.utf8.reduce(0) { $0 + Int($1) }
    return formula.operands.enumerated().map { k, dtype in
      var data = EdgeData(
        dtype, seed: UInt64(start + 1000 * k + 1), start: start, isExponent: k == 1 && formula.isIntegerPower)
      return Operand(arrangement, k, of: formula.operands.count, length: length, dtype, &data)
    }
  }

  private static func text(
    _ formula: Formula, _ operands: [Operand], _ index: Int, around program: ([String]) -> String
  ) -> String {
    let count = operands[0].shape.reduce(1, *)
    return program((count > 200 ? operands.map { $0.window(index) } : operands).map(\.program))
  }
}

/// A cheap operation of a dtype, to be fused with another.
struct Companion {
  private let operation: Operation
  private let dtype: DType

  /// `invert` for what has it, `negative` for floats.
  init(_ dtype: DType) {
    self.dtype = dtype
    operation = Operation.all.first { $0.name == (dtype.isFloat ? "negative" : "invert") }!
  }
  func record(_ node: Node) -> Node { Node(.elementwise(operation, dtype: dtype, [node]), dtype, node.shape) }
  func program(_ argument: String) -> String { ProgramText.call(operation, [argument]) }
}
