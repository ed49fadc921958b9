import CLLVM
import Lanes

/// Conversions between dtypes, as `castLoops` in `Lanes` makes them.
///
///     out[i] = (u8)(i32)x[i];     %t = fptosi of what fits i32, else the least one;  %r = trunc <W x i32> %t to <W x i8>
extension Emitter {
  func cast(_ value: IRValue, from: DType, to: DType) -> IRValue {
    if from == to { return value }
    let type = wide(registerType(to))
    switch (from.kind, to.kind) {
    case (.float, .float):
      return (to == .f64 ? c.LLVMBuildFPExt : c.LLVMBuildFPTrunc)(builder, value, type, "")
    case (.float, _):
      return from == .f64
        ? fromFloat(LLVMFloatLane<Binary64>(value), to) : fromFloat(LLVMFloatLane<Binary32>(value), to)
    case (.bool, .float):
      // One instruction, where an integer would come first.
      return to == .f64
        ? LLVMFloatLane<Binary64>.select(LLVMMask(value), .integer(1), .integer(0)).v
        : LLVMFloatLane<Binary32>.select(LLVMMask(value), .integer(1), .integer(0)).v
    case (_, .float) where from.size == 8 && to == .f64:
      return floats(ofWide: value, isSigned: from.kind == .signed)
    case (_, .float):
      return (from.kind == .signed ? c.LLVMBuildSIToFP : c.LLVMBuildUIToFP)(builder, value, type, "")
    case (_, .bool):
      return compare(CLLVMIntNE, value, c.LLVMConstNull(wide(registerType(from))))
    default:
      if from == .bool || to.size > from.size {
        return (from.kind == .signed ? c.LLVMBuildSExt : c.LLVMBuildZExt)(builder, value, type, "")
      }
      return to.size < from.size ? c.LLVMBuildTrunc(builder, value, type, "") : value
    }
  }

  private func fromFloat<F>(_ x: LLVMFloatLane<F>, _ to: DType) -> IRValue {
    typealias L = LLVMFloatLane<F>
    typealias U64 = LLVMIntegerLane<Unsigned64>
    /// By way of doubles, which vectors can convert.
    func integers(_ x: L) -> IRValue {
      if L.isDouble || lanes == 1 || target.hasAVX512 { return L.truncate(x, bits: 64) }
      let double = c.LLVMBuildFPExt(builder, x.v, wide(floatType(isDouble: true)), "")
      return LLVMFloatLane<Binary64>.truncate(LLVMFloatLane(double), bits: 64)
    }
    switch to {
    case .bool: return (x .!= 0.0).v
    case .i64: return integers(x)
    case .u64:
      let isHigh = L.constant(0x1p63) .<= x
      let low = U64(integers(L.select(isHigh, x - L.constant(0x1p63), x)))
      return U64.select(isHigh, low ^ (U64.integer(1) << 63), low).v
    case .u32: return c.LLVMBuildTrunc(builder, integers(x), wide(i32), "")
    case .i32: return L.truncate(x, bits: 32)
    default: return c.LLVMBuildTrunc(builder, L.truncate(x, bits: 32), wide(registerType(to)), "")
    }
  }
}
