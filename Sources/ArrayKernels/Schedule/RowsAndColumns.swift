import ArrayGraph

/// A kernel that makes something of each row of a matrix, followed by one that adds up the matrix's rows with what the
/// first one made of them: `A.T @ f(A @ w)`. They can take turns, some rows each, so that the second one finds in the
/// cache what the first one has read.
///
///     rows:     for i { r[i] = f(Σ A[i, :] · w) }
///     columns:  for i { g[:] += A[i, :] · r[i] }
package struct RowsAndColumns: Hashable, Sendable {
  /// The number of the first of both steps.
  package var first: Int
  package var rowCount: Int
  /// Bytes that both touch for one row; what both read counts once.
  package var rowBytes: Int

  package var steps: Range<Int> { first..<first + 2 }
}

extension RowsAndColumns {
  /// All such pairs of a schedule, in order.
  static func all(in schedule: Schedule) -> [RowsAndColumns] {
    var found: [RowsAndColumns] = []
    for k in schedule.steps.indices.dropLast() where found.last.map({ $0.steps.contains(k) }) != true {
      guard case .kernel(let rows) = schedule.steps[k], case .kernel(let columns) = schedule.steps[k + 1],
        !rows.outputs.contains(where: schedule.isJoin), let pair = RowsAndColumns(k, rows, columns)
      else { continue }
      found.append(pair)
    }
    return found
  }

  /// Nil where the second step needs more of the first one than what belongs to the row it reads, or where both have
  /// nothing in common.
  private init?(_ first: Int, _ rows: KernelStep, _ columns: KernelStep) {
    guard rows.kernel.form == .rows, columns.kernel.form == .columns, rows.tiling == nil,
      rows.outerExtents == [columns.sweepExtent], columns.outerExtents.isEmpty
    else { return nil }
    var made: [Int: Int] = [:]
    for (operand, binding) in zip(rows.kernel.operands, rows.bindings) where operand.role == .output {
      made[binding.vertex] = binding.outerStrides[0]
    }
    var shared: Set<Int> = []
    for (operand, binding) in zip(columns.kernel.operands, columns.bindings) where operand.role == .input {
      if let length = made[binding.vertex] {
        let last = binding.offset + (columns.innerExtent - 1) * binding.innerStride
        guard binding.sweepStride == length, 0..<length ~= binding.offset, 0..<length ~= last else { return nil }
        shared.insert(binding.vertex)
      } else if rows.bindings.contains(where: {
        $0.vertex == binding.vertex && $0.outerStrides[0] == binding.sweepStride && binding.sweepStride != 0
      }) {
        shared.insert(binding.vertex)
      }
    }
    guard !shared.isEmpty else { return nil }

    var bytes: [Int: Int] = [:]
    func note(_ operand: Kernel.Operand, _ binding: KernelStep.Binding, _ elements: Int) {
      if operand.role != .index {
        bytes[binding.vertex] = max(bytes[binding.vertex] ?? 0, elements * operand.dtype.size)
      }
    }
    for (operand, binding) in zip(rows.kernel.operands, rows.bindings) where binding.outerStrides[0] != 0 {
      note(operand, binding, binding.sweepStride == 0 ? 1 : rows.sweepExtent)
    }
    for (operand, binding) in zip(columns.kernel.operands, columns.bindings) where binding.sweepStride != 0 {
      note(operand, binding, binding.innerStride == 0 ? 1 : columns.innerExtent)
    }
    self.first = first
    rowCount = columns.sweepExtent
    rowBytes = bytes.values.reduce(0, +)
  }
}
