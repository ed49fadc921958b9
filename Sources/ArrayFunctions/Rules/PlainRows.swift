import ArrayGraph

extension Operation {
  /// The dtype of the result where the operation simply computes on operands that all have `dtype`: nothing is
  /// converted, rewritten or refused. Nil where the rules have more to say.
  ///
  /// This is the rules' own answer, asked once for every row and dtype, so that recording need not ask again.
  func plainResult(_ dtype: DType) -> DType? {
    Operation.plainResults[index * Operation.dtypeCount + Int(dtype.rawValue)]
  }

  private static let dtypeCount = Int(DType.allCases.map(\.rawValue).max() ?? 0) + 1

  private static let plainResults: [DType?] = {
    var results = [DType?](repeating: nil, count: all.count * dtypeCount)
    for operation in all {
      for dtype in DType.allCases where operation.isPlain(dtype) {
        results[operation.index * dtypeCount + Int(dtype.rawValue)] = operation.resultType(dtype)
      }
    }
    return results
  }()

  private func isPlain(_ dtype: DType) -> Bool {
    switch rule {
    case .select, .logical: return false
    case .rounding, .predicate: if !dtype.isFloat { return false }
    default: break
    }
    // Powers look at the value of their exponent, reciprocals of integers are divisions.
    if name == "pow" || (name == "reciprocal" && !dtype.isFloat) { return false }
    let operands = [Operand](repeating: .strong(Node(.index, dtype, [])), count: operandCount)
    do throws(ArrayError) { return try computeType(operands) == dtype } catch { return false }
  }
}
