import ArrayGraph

extension Operation {
  /// The rule of the row; one that integers have of their own (`pow`) does not take them to floats.
  package var typeRule: TypeRule { rule == .floating && signature(.i64) != nil ? .number : rule }

  /// The dtype in which the operation computes on `operands` (those of a `select` without its mask), by its row's type
  /// rule. Throws `.dtype` where NumPy has no loop, or where its result would be half precision.
  package func computeType(_ operands: [Operand]) throws(ArrayError) -> DType {
    let common = Operand.common(operands)
    let dtype: DType
    switch typeRule {
    case .arithmetic, .comparison, .select:
      // NumPy squares truth values as i8, although their product is bool.
      dtype = common == .bool && (name == "square" || signature(.bool) == nil) ? .i8 : common
    case .number:
      if common == .bool { try requireCountable() }
      dtype = common == .bool ? .i8 : common
    case .floating: dtype = try floatingType(operands, common)
    case .rounding: dtype = common
    case .predicate: dtype = common.isFloat ? common : .f64
    case .logical: dtype = .bool
    case .bitwise:
      guard !common.isFloat else { throw unsupported(operands, "needs integers or bool") }
      dtype = common
    case .shift:
      guard !common.isFloat else { throw unsupported(operands, "needs integers") }
      dtype = common == .bool ? .i8 : common
    }
    if typeRule != .rounding && signature(dtype) == nil { throw unsupported(operands, "has no loop for \(dtype)") }
    return dtype
  }

  /// `divide` gives `f64` for all integers; other rows give the float that holds the widest operand.
  private func floatingType(_ operands: [Operand], _ common: DType) throws(ArrayError) -> DType {
    if name == "divide" { return common.isFloat ? common : .f64 }
    if operands.contains(where: { if case .weakFloat = $0 { true } else { false } }) {
      return common.isFloat ? common : .f64
    }
    var widest = 2
    for case .strong(let node) in operands {
      switch node.dtype {
      case .bool, .i8, .u8: break
      case .i16, .u16, .f32: widest = max(widest, 4)
      default: widest = 8
      }
    }
    // A Python integer beside nothing but truth values counts as i64.
    if operands.allSatisfy({ ($0.dtype ?? .bool) == .bool }),
      operands.contains(where: { if case .weakInteger = $0 { true } else { false } })
    {
      widest = 8
    }
    if widest == 2 {
      let small = operands.first { $0.dtype != nil }?.dtype ?? .bool
      throw ArrayError(
        .dtype, "\(name) of \(small) would be half precision (float16), which is not part of this version",
        notes: ["cast first, for example with astype(f32)"])
    }
    return widest == 4 ? .f32 : .f64
  }

  /// Bool takes part in counting operations as `i8`; signs and differences of truth values are errors in NumPy too.
  private func requireCountable() throws(ArrayError) {
    switch name {
    case "floor_divide", "remainder", "fmod", "pow": return
    case "subtract":
      throw ArrayError(
        .dtype,
        "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the "
          + "logical_xor function instead.")
    case "negative":
      throw ArrayError(
        .dtype,
        "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not "
          + "function instead.")
    default:
      throw ArrayError(.dtype, "\(name) is not defined for bool", notes: ["cast first, for example with astype(i8)"])
    }
  }

  private func unsupported(_ operands: [Operand], _ reason: String) -> ArrayError {
    ArrayError(.dtype, "\(name) \(reason), not \(operands.map(\.text).joined(separator: " and "))")
  }
}
