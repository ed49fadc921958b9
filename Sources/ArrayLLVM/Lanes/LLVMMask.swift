import CLLVM
import Lanes

/// Truth values of a comparison, one bit a lane.
struct LLVMMask: MaskLane {
  let v: IRValue
  init(_ v: IRValue) { self.v = v }

  static func & (a: Self, b: Self) -> Self { Self(build(\.LLVMBuildAnd, a.v, b.v)) }
  static func | (a: Self, b: Self) -> Self { Self(build(\.LLVMBuildOr, a.v, b.v)) }
  static func ^ (a: Self, b: Self) -> Self { Self(build(\.LLVMBuildXor, a.v, b.v)) }
  static prefix func ~ (a: Self) -> Self {
    let e = Emitter.current
    return Self(e.c.LLVMBuildNot(e.builder, a.v, ""))
  }
}

/// A call that makes one value of two, as the table types it.
typealias BinaryCall =
  @convention(c) (OpaquePointer, OpaquePointer, OpaquePointer, UnsafePointer<CChar>)
  -> OpaquePointer

/// Appends an instruction of two operands to the emitter at work.
func build(_ call: KeyPath<CLLVMCalls, BinaryCall>, _ a: IRValue, _ b: IRValue) -> IRValue {
  let e = Emitter.current
  e.cost.instructions += 1
  return e.c[keyPath: call](e.builder, a, b, "")
}
