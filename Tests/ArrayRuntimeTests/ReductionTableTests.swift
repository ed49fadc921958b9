import ArrayGraph
import ArrayKernels
import Testing

/// Each reduction of each dtype, over trailing, leading, middle axes and over everything, in every layout.
@Suite struct ReductionTableTests {
  /// Which axes are reduced, of which shape.
  enum Form: String, CaseIterable {
    case trailing, leading, middle, everything, allAxes

    func shape(_ n: Int) -> [Int] {
      switch self {
      case .trailing, .allAxes: [3, n]
      case .leading: [n, 9]
      case .middle: [3, n, 5]
      case .everything: [n]
      }
    }
    var axes: Range<Int> {
      switch self {
      case .trailing, .middle: 1..<2
      case .leading, .everything: 0..<1
      case .allAxes: 0..<2
      }
    }
    /// A length at which blocks of the tree are combined.
    var long: Int {
      switch self {
      case .trailing, .allAxes: 21_847
      case .leading: 7283
      case .middle: 4371
      case .everything: Lengths.long
      }
    }
    var argument: String {
      switch self {
      case .trailing, .middle: ", axis=1"
      case .leading: ", axis=0"
      case .everything, .allAxes: ""
      }
    }
  }

  /// How what is reduced lies in memory.
  enum Arrangement: CaseIterable {
    case contiguous, scalar, stepTwo, reversed, transposed

    func operand(_ shape: [Int], _ dtype: DType, _ data: inout EdgeData) -> Operand {
      var strides = Layout(rowMajor: shape).strides
      var base = shape
      var offset = 0
      switch self {
      case .contiguous: break
      case .scalar:
        base = []
        strides = strides.map { _ in 0 }
      case .stepTwo:
        base[base.count - 1] *= 2
        strides = Layout(rowMajor: base).strides
        strides[strides.count - 1] = 2
        offset = shape.contains(0) ? 0 : 1
      case .reversed:
        offset = max(shape.reduce(1, *) - 1, 0)
        strides = strides.map { -$0 }
      case .transposed:
        base = base.reversed()
        strides = Layout(rowMajor: base).strides.reversed()
      }
      let storage = data.storage(base.reduce(1, *), operand: 0)
      return Operand(Node(.data(storage), dtype, base), Layout(offset: offset, strides: strides), shape)
    }

    /// The view as the language writes it, behind the array.
    func program(_ operand: Operand) -> String {
      let array = ProgramText.array(operand.base)
      let rank = operand.shape.count
      switch self {
      case .contiguous: return array
      case .scalar: return "np.broadcast_to(\(array), \(Shape.tuple(operand.shape)))"
      case .stepTwo: return "\(array)[..., 1::2]"
      case .reversed: return "\(array)[\([String](repeating: "::-1", count: rank).joined(separator: ", "))]"
      case .transposed: return "\(array).T"
      }
    }
  }

  @Test(arguments: Backends.dtypes) func everyReduction(_ dtype: DType) throws {
    for reduction in Reduction.allCases where dtype != .bool || reduction.isOfElements {
      for form in Form.allCases { try run(reduction, dtype, form) }
    }
  }

  private func run(_ reduction: Reduction, _ dtype: DType, _ form: Form) throws {
    let backends = Backends()
    for arrangement in Arrangement.allCases {
      for length in Lengths.short + [129, 300] + (arrangement == .contiguous ? [form.long] : []) {
        // Nothing has no greatest element.
        if length == 0 && reduction.isOfElements { continue }
        let shape = form.shape(length)
        let seed = length &* 31 + form.axes.count
        var data = EdgeData(dtype, seed: UInt64(seed), start: seed)
        let operand = arrangement.operand(shape, dtype, &data)
        let tree = ReferenceTree(reduction, dtype)
        let isLong = length == form.long
        let isEqual = try backends.compare(
          "\(reduction) of \(dtype.name)\(shape), \(form), \(arrangement)", isLong: isLong,
          meaning: { tree.reduce(operand, form.axes, at: $0) },
          program: { _ in program(reduction, arrangement.program(operand), form, dtype) },
          { [Node(.reduce(reduction, operand.node, axes: form.axes), reduction.resultType(dtype), kept(shape, form))] })
        if !isEqual { return }
        // One layout of each class that kernels know.
        guard arrangement == .contiguous || arrangement == .stepTwo else { continue }
        if try !runFused(reduction, operand, form, arrangement, backends, isLong: isLong) { return }
      }
    }
  }

  /// The reduction between what makes its input and what reads its result, in one sweep where that can be.
  private func runFused(
    _ reduction: Reduction, _ operand: Operand, _ form: Form, _ arrangement: Arrangement, _ backends: Backends,
    isLong: Bool
  ) throws -> Bool {
    let dtype = operand.base.dtype
    let companion = Companion(dtype)
    let combine = Operation.named(dtype == .bool ? "logical_xor" : "multiply")!
    return try backends.compare(
      "\(reduction) of \(dtype.name)\(operand.shape), \(form), \(arrangement), fused", isLong: isLong, isAlone: true,
      program: { _ in
        let input = companion.program(arrangement.program(operand))
        var reduced = program(reduction, input, form, dtype, more: ", keepdims=True")
        if reduction.isSearch { reduced += ".astype(\(dtype.name))" }
        return ProgramText.call(combine, [input, companion.program(reduced)])
      },
      {
        let input = companion.record(operand.node)
        let reduced = Node(
          .reduce(reduction, input, axes: form.axes), reduction.resultType(dtype), kept(operand.shape, form))
        let after = companion.record(reduction.isSearch ? Node(.cast(reduced), dtype, reduced.shape) : reduced)
        var strides = Layout(rowMajor: kept(operand.shape, form)).strides
        strides.insert(contentsOf: form.axes.map { _ in 0 }, at: form.axes.lowerBound)
        let spread = Node(.view(after, Layout(strides: strides)), dtype, operand.shape)
        return [Node(.elementwise(combine, dtype: dtype, [input, spread]), dtype, operand.shape), reduced]
      })
  }

  private func kept(_ shape: [Int], _ form: Form) -> [Int] {
    Array(shape[..<form.axes.lowerBound] + shape[form.axes.upperBound...])
  }

  private func program(
    _ reduction: Reduction, _ operand: String, _ form: Form, _ dtype: DType, more: String = ""
  ) -> String {
    let isArithmetic = reduction == .sum || reduction == .prod
    return "np.\(reduction)(\(operand)\(form.argument)\(isArithmetic ? ", dtype=\(dtype.name)" : "")\(more))"
  }
}

extension Reduction {
  /// It gives one of the elements, or its place: nothing has none.
  var isOfElements: Bool { self != .sum && self != .prod }
}

/// The order in which a reduction is promised to combine its elements, written as simply as it can be said.
struct ReferenceTree {
  private let combining: Operation
  private let dtype: DType
  private let reduction: Reduction

  init(_ reduction: Reduction, _ dtype: DType) {
    self.reduction = reduction
    self.dtype = dtype
    combining = Operation.named(reduction.combiningRow)!
  }

  private func combine(_ a: Literal, _ b: Literal) -> Literal { Literal.apply(combining, dtype, [a, b])! }

  /// Element `index` of the operand reduced over `axes`.
  func reduce(_ operand: Operand, _ axes: Range<Int>, at index: Int) -> Literal? {
    let inner = operand.shape[axes.upperBound...].reduce(1, *)
    let run = operand.shape[axes].reduce(1, *)
    let elements = (0..<run).map { operand[(index / inner * run + $0) * inner + index % inner] }
    let start = Literal(reduction == .prod ? 1 : 0, dtype)
    guard let first = elements.first else { return start }
    if reduction.isSearch { return Literal(place(elements), .i64) }
    if run == 1 { return dtype.isFloat && reduction == .sum ? combine(start, first) : first }
    let total = axes.upperBound < operand.shape.count ? byRows(elements[...]) : interleaved(elements[...])
    return dtype.isFloat && reduction == .sum ? combine(start, total) : total
  }

  /// Where the first element stands that no other one beats.
  private func place(_ x: [Literal]) -> Int {
    if dtype.isFloat, let first = x.firstIndex(where: { $0.double.isNaN }) { return first }
    let best = x.dropFirst().reduce(x[0], combine)
    return x.firstIndex { dtype.isFloat ? $0.double == best.double : $0 == best } ?? 0
  }

  /// Along the last axis: eight partials in runs of at most 128, longer ones in halves.
  private func interleaved(_ x: ArraySlice<Literal>) -> Literal {
    if x.count > 128 {
      let middle = x.startIndex + x.count / 2 / 8 * 8
      return combine(interleaved(x[..<middle]), interleaved(x[middle...]))
    }
    let whole = x.startIndex + x.count / 8 * 8
    var rest = x[whole...]
    guard whole > x.startIndex else { return rest.dropFirst().reduce(rest.first!, combine) }
    var partials = Array(x[x.startIndex..<x.startIndex + 8])
    for i in x.startIndex + 8..<whole {
      partials[(i - x.startIndex) % 8] = combine(partials[(i - x.startIndex) % 8], x[i])
    }
    while partials.count > 1 {
      partials = stride(from: 0, to: partials.count, by: 2).map { combine(partials[$0], partials[$0 + 1]) }
    }
    var total = partials[0]
    while let next = rest.popFirst() { total = combine(total, next) }
    return total
  }

  /// Along other axes: blocks of 128 rows one by one, the blocks pairwise.
  private func byRows(_ x: ArraySlice<Literal>) -> Literal {
    if x.count <= 128 { return x.dropFirst().reduce(x.first!, combine) }
    let middle = x.startIndex + (x.count + 127) / 128 / 2 * 128
    return combine(byRows(x[..<middle]), byRows(x[middle...]))
  }
}
