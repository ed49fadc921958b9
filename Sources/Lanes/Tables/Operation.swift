/// An elementwise operation, named: what graphs and kernels carry. Its meaning stands in the tables.
package struct Operation: Hashable, Sendable {
  /// Position in `Operation.all`.
  package let index: Int

  package var name: String { Operation.entries[index].name }
  package var rule: TypeRule { Operation.entries[index].rule }
  package var doc: String { Operation.entries[index].doc }
  package var operandCount: Int { Operation.entries[index].operandCount }

  /// How the operation's row looks for operands of `dtype`, or nil if there is no such row.
  package func signature(_ dtype: DType) -> Signature? {
    Operation.entries[index].signatures[Int(dtype.rawValue)]
  }

  /// The dtype of the result when the row computes in `dtype`.
  package func resultType(_ dtype: DType) -> DType {
    signature(dtype)?.givesMask == true ? .bool : dtype
  }

  private struct Entry: Sendable {
    var name: String
    var rule: TypeRule
    var doc: String
    var operandCount: Int
    /// By the raw value of the dtype.
    var signatures: [Signature?]
  }

  private static let entries: [Entry] = {
    var entries: [Entry] = []
    var positions: [String: Int] = [:]
    let none = [Signature?](repeating: nil, count: Int(DType.allCases.map(\.rawValue).max() ?? 0) + 1)
    func enter<L>(_ rows: [Row<L>], _ dtypes: [DType]) {
      for row in rows {
        let position = positions[row.name] ?? entries.count
        if position == entries.count {
          positions[row.name] = position
          let count = row.signature.operandCount
          entries.append(
            Entry(name: row.name, rule: row.rule, doc: row.doc, operandCount: count, signatures: none))
        }
        for dtype in dtypes { entries[position].signatures[Int(dtype.rawValue)] = row.signature }
      }
    }
    let floats: [DType] = [.f32, .f64]
    let integers: [DType] = [.i8, .i16, .i32, .i64, .u8, .u16, .u32, .u64]
    enter(numberRows(NameLane.self), floats + integers)
    enter(floatRows(NameFloatLane.self), floats)
    enter(mathRows(NameFloatLane.self), floats)
    enter(integerRows(NameLane.self), integers)
    enter(boolRows(NameLane.self), [.bool])
    return entries
  }()

  /// Every operation, in the order of the tables.
  package static let all: [Operation] = entries.indices.map { Operation(index: $0) }

  private static let byName: [String: Operation] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Finds an operation by the name of its row.
  package static func named(_ name: String) -> Operation? { byName[name] }
}

extension Operation: CustomStringConvertible {
  package var description: String { name }
}
