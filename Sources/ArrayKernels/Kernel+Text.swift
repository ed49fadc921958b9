import ArrayGraph

extension Kernel: CustomStringConvertible {
  /// The loop program as text, for `explain` and for golden files.
  package var description: String {
    var lines = ["\(form.rawValue) kernel, \(outerRank) outer \(outerRank == 1 ? "axis" : "axes")"]
    for (k, operand) in operands.enumerated() {
      lines.append("  \(operand.role.rawName) m\(k): \(operand.dtype.name) \(operand.layout)")
    }
    func append(_ statement: Statement, _ indent: String) {
      switch statement {
      case .compute(let id): lines.append(indent + text(of: id))
      case .store(let id, let operand): lines.append("\(indent)m\(operand) = v\(id)")
      case .sweep(let sweep):
        let loop = form.sweepsAcrossLanes ? "for each element of the sweep" : "for the sweep, in lanes"
        lines.append(indent + loop)
        for id in sweep.compute { lines.append(indent + "  " + text(of: id)) }
        for store in sweep.stores { lines.append("\(indent)  m\(store.operand) = v\(store.value)") }
        for accumulator in sweep.accumulators {
          lines.append(
            "\(indent)  v\(accumulator.result) = \(accumulator.reduction.rawValue) of v\(accumulator.source)")
        }
      }
    }
    for id in once { lines.append("  " + text(of: id)) }
    var indent = "  "
    if outerRank > 0 {
      switch rows {
      case .single: lines.append(indent + "for each row")
      case .overlapping: lines.append(indent + "for each row, several side by side")
      case .narrow: lines.append(indent + "for each narrow row")
      }
      indent += "  "
    }
    for statement in row { append(statement, indent) }
    if !chunk.isEmpty {
      lines.append(indent + "for the inner axis, in lanes")
      for statement in chunk { append(statement, indent + "  ") }
    }
    return lines.joined(separator: "\n")
  }

  private func text(of id: ValueID) -> String {
    let value = values[id]
    let right: String
    switch value.source {
    case .literal(let k): right = "literal \(k)"
    case .load(let operand): right = operands[operand].role == .index ? "index m\(operand)" : "m\(operand)"
    case .operation(let operation, _, let arguments):
      right = "\(operation.name)(\(arguments.map { "v\($0)" }.joined(separator: ", ")))"
    case .cast(let argument): right = "cast(v\(argument))"
    case .reduced: right = "reduced"
    }
    return "v\(id): \(value.dtype.name) = \(right)"
  }
}

extension Kernel {
  /// The kernel in one line, for lists: `map kernel on f64, 5 operations: divide log multiply add`.
  package var summary: String {
    var names: [String] = []
    var dtypes: [String] = []
    var count = 0
    for value in values {
      guard case .operation(let operation, let dtype, _) = value.source else { continue }
      count += 1
      if !names.contains(operation.name) { names.append(operation.name) }
      if !dtypes.contains(dtype.name) { dtypes.append(dtype.name) }
    }
    if dtypes.isEmpty { dtypes = Array(Set(operands.map(\.dtype.name))).sorted() }
    let reductions = accumulators.map(\.reduction.rawValue)
    let work = (reductions + names).joined(separator: " ")
    return "\(form.rawValue) kernel on \(dtypes.joined(separator: " ")), "
      + "\(count + reductions.count) operations\(work.isEmpty ? "" : ": \(work)")"
  }
}

extension Kernel.Layout: CustomStringConvertible {
  package var description: String {
    switch self {
    case .contiguous: "contiguous"
    case .broadcast: "broadcast"
    case .strided: "strided"
    case .spaced(let spacing) where spacing.reach == 0: "\(spacing.distance) apart"
    case .spaced(let spacing): "\(spacing.distance) apart, \(spacing.behind) behind the first of group \(spacing.group)"
    }
  }
}

extension Kernel.Operand.Role {
  fileprivate var rawName: String {
    switch self {
    case .input: "in "
    case .output: "out"
    case .index: "index"
    }
  }
}
