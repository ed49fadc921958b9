/// The element type of an array.
///
/// The order is the order of NumPy's promotion inside a kind: a later integer of the same signedness holds every
/// value of an earlier one.
package enum DType: UInt8, CaseIterable, Hashable, Sendable {
  case bool, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64
}

extension DType {
  /// The four kinds that type rules speak of.
  package enum Kind: UInt8, Hashable, Sendable { case bool, signed, unsigned, float }

  package var kind: Kind {
    switch self {
    case .bool: .bool
    case .i8, .i16, .i32, .i64: .signed
    case .u8, .u16, .u32, .u64: .unsigned
    case .f32, .f64: .float
    }
  }

  package var isInteger: Bool { kind == .signed || kind == .unsigned }
  package var isFloat: Bool { kind == .float }

  /// Bytes an element takes in memory.
  package var size: Int {
    switch self {
    case .bool, .i8, .u8: 1
    case .i16, .u16: 2
    case .i32, .u32, .f32: 4
    case .i64, .u64, .f64: 8
    }
  }

  /// The short name of the expression language: `f32`.
  package var name: String { String(describing: self) }

  /// NumPy's name: `float32`.
  package var numpyName: String {
    switch kind {
    case .bool: "bool"
    case .signed: "int\(size * 8)"
    case .unsigned: "uint\(size * 8)"
    case .float: "float\(size * 8)"
    }
  }

  /// Finds a dtype by its short name or NumPy's.
  package init?(named name: String) {
    guard let found = DType.allCases.first(where: { $0.name == name || $0.numpyName == name }) else { return nil }
    self = found
  }
}

extension DType: CustomStringConvertible {
  package var description: String {
    switch self {
    case .bool: "bool"
    case .i8: "i8"
    case .i16: "i16"
    case .i32: "i32"
    case .i64: "i64"
    case .u8: "u8"
    case .u16: "u16"
    case .u32: "u32"
    case .u64: "u64"
    case .f32: "f32"
    case .f64: "f64"
    }
  }
}
