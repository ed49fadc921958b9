import ArrayGraph

extension Operation {
  /// The dtype of the result where the operation simply computes on operands that all have `dtype`: nothing is
  /// converted, rewritten or refused. Nil where the rules have more to say.
  ///
  /// This is the rules' own answer, asked once for every row and dtype, so that recording need not ask again.
  func plainResult(_ dtype: DType) -> DType? {
    plainResults.pointer(Operation.askedRules).pointee[Operation.place(index, dtype)]
  }

  /// Where an operation's answer for a dtype stands: sixteen places each.
  private static func place(_ index: Int, _ dtype: DType) -> Int { index << 4 | Int(dtype.rawValue) }

  private static func askedRules() -> [DType?] {
    var results = [DType?](repeating: nil, count: place(all.count, .bool))
    for operation in all {
      for dtype in DType.allCases where operation.isPlain(dtype) {
        results[place(operation.index, dtype)] = operation.resultType(dtype)
      }
    }
    return results
  }

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

private let plainResults = MadeOnce<[DType?]>()
