extension KernelStep {
  /// Whether the result may be stored where the elements of `vertex` lie, if nobody needs these afterwards and they are
  /// as many.
  ///
  /// A map with one result computes element i and has read element i of its operands by then. So all that is asked is
  /// that it reads the vertex in no other way: not through a view that begins elsewhere, is broadcast or turned, and
  /// with elements of the same size. (Reductions, and operands that are walked in tiles, read elements again.)
  package func canOverwrite(_ vertex: Int) -> Bool {
    guard kernel.form == .map, tiling == nil || rowsAsOne > 1, outputs.count == 1 else { return false }
    let results = kernel.operands.indices.filter { kernel.operands[$0].role == .output }
    guard results.count == 1, let result = results.first, !copies(to: result) else { return false }
    let reads = kernel.operands.indices.filter {
      kernel.operands[$0].role == .input && bindings[$0].vertex == vertex
    }
    var place = bindings[result]
    place.vertex = vertex
    return !reads.isEmpty
      && reads.allSatisfy {
        bindings[$0] == place && kernel.operands[$0].layout == kernel.operands[result].layout
          && kernel.operands[$0].dtype.size == kernel.operands[result].dtype.size
      }
  }

  /// The two operands of a step that does nothing but to copy elements.
  package var copy: (source: Int, target: Int)? {
    guard kernel.values.count == 1, case .load(let source) = kernel.values[0].source, let target = onlyResult,
      target != source, kernel.operands[source].dtype == kernel.operands[target].dtype
    else { return nil }
    return (source, target)
  }

  /// The result of a step that reads one array and has one result, with elements of the same size.
  package var onlyResult: Int? {
    let operands = kernel.operands
    guard operands.count == 2, operands[0].dtype.size == operands[1].dtype.size,
      let result = operands.firstIndex(where: { $0.role == .output }), operands[1 - result].role == .input
    else { return nil }
    return result
  }

  /// Whether what is stored is merely what was loaded: that is moved, not computed, and not onto itself.
  private func copies(to operand: Int) -> Bool {
    kernel.chunk.contains {
      guard case .store(let value, operand) = $0, case .load = kernel.values[value].source else { return false }
      return true
    }
  }
}
