import ArrayGraph
import Lanes

/// One element, read from memory.
enum Element {
  case bool(Bool)
  case signed(Int64)
  case unsigned(UInt64)
  case float(FloatValue)

  /// The element as an integer's or a truth value's plain text; nil for a floating-point number.
  var plainText: String? {
    switch self {
    case .bool(let value): value ? "True" : "False"
    case .signed(let value): String(value)
    case .unsigned(let value): String(value)
    case .float: nil
    }
  }
}

/// Elements of one dtype, contiguous in C order. Nothing is read until it is asked for.
struct Elements {
  let base: UnsafeRawPointer
  let dtype: DType

  /// The element at a position in C order; memory need not be aligned.
  subscript(index: Int) -> Element {
    func load<T: BitwiseCopyable>(_: T.Type) -> T {
      base.loadUnaligned(fromByteOffset: index * dtype.size, as: T.self)
    }
    return switch dtype {
    case .bool: .bool(load(UInt8.self) != 0)
    case .i8: .signed(Int64(load(Int8.self)))
    case .i16: .signed(Int64(load(Int16.self)))
    case .i32: .signed(Int64(load(Int32.self)))
    case .i64: .signed(load(Int64.self))
    case .u8: .unsigned(UInt64(load(UInt8.self)))
    case .u16: .unsigned(UInt64(load(UInt16.self)))
    case .u32: .unsigned(UInt64(load(UInt32.self)))
    case .u64: .unsigned(load(UInt64.self))
    case .f32: .float(FloatValue(load(Float.self)))
    case .f64: .float(FloatValue(load(Double.self)))
    }
  }
}
