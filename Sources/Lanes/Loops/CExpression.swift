/// An expression of C on vectors: what a formula becomes when its lanes write source instead of computing.
///
///     exp(x) * 0.5        infix("*", call("exp", x), constant("0.5"))
///
/// An expression that a formula uses twice is one object, and is written once.
final class CExpression {
  enum Form {
    case parameter(String)
    case constant(String)
    case prefix(String, CExpression)
    case infix(CExpression, String, CExpression)
    case call(String, [CExpression])
    /// Each lane's entry of a table.
    case lookup(LaneTable, CExpression)
    /// The same bits as another type.
    case reinterpreted(CExpression)
    /// `mask ? rare : usual`, where `rare` is computed only when a lane asks for it.
    case rarely(mask: CExpression, usual: CExpression, rare: CExpression)
  }
  let type: CType
  let form: Form

  init(_ type: CType, _ form: Form) {
    self.type = type
    self.form = form
  }

  var operands: [CExpression] {
    switch form {
    case .parameter, .constant: []
    case .prefix(_, let a), .lookup(_, let a), .reinterpreted(let a): [a]
    case .infix(let a, _, let b): [a, b]
    case .call(_, let operands): operands
    case .rarely(let mask, let usual, let rare): [mask, usual, rare]
    }
  }
}

/// The type of a vector's elements; a vector type of C has the same name.
struct CType: Hashable {
  var dtype: DType
  var name: String { dtype.name }
  var isFloat: Bool { dtype.isFloat }
  var isSigned: Bool { dtype.kind == .signed }
  var bitWidth: Int { dtype.size * 8 }

  /// The signed integers of the same width: masks, and the bits of floats.
  var signed: CType { CType(dtype: [1: .i8, 2: .i16, 4: .i32, 8: .i64][dtype.size] ?? dtype) }
  /// The unsigned integers of the same width.
  var unsigned: CType { CType(dtype: [1: .u8, 2: .u16, 4: .u32, 8: .u64][dtype.size] ?? dtype) }
}
