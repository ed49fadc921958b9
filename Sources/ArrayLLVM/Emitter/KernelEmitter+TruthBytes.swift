import ArrayKernels
import CLLVM
import Lanes

// Truth values are bits of a mask register to comparisons and choices, and bytes in memory. What is only loaded, combined and
// stored stays in bytes: an instruction works on as many of them, and no mask is made of them and taken apart again.
//
//     %m = icmp ne <64 x i8> %a, 0
//     %r = xor <64 x i1> %m, true        →        %r = xor <64 x i8> %a, 1
//     store (zext %r)                             store %r
//
// Both are emitted, and LLVM drops the one that nothing uses. (Edges of 15 masks of 201 × 203: 0.072 ms by masks, 0.043 so.)
extension KernelEmitter {
  /// The truth values of bytes in memory, which are 0 or 1.
  func truths(ofBytes bytes: IRValue, lanes: Int) -> IRValue {
    let type = e.wide(e.integerType(8), lanes)
    let truths = e.compare(CLLVMIntNE, bytes, e.c.LLVMConstNull(type))
    if lanes > 1 { e.bytesOfTruths[truths] = bytes }
    return truths
  }

  /// Truth values as bytes in memory.
  func bytes(ofTruths truths: IRValue, lanes: Int) -> IRValue {
    e.bytesOfTruths[truths] ?? e.c.LLVMBuildZExt(e.builder, truths, e.wide(e.integerType(8), lanes), "")
  }

  /// Does in bytes, too, what an operation does with truth values: its formula holds for both.
  func emitBytes(_ operation: Operation, _ dtype: DType, _ arguments: [IRValue], result: IRValue) {
    guard dtype == .bool, e.lanes > 1, let program = RowTable.shared.truthBytes[operation.name] else { return }
    let type = e.wide(e.integerType(8), e.lanes)
    let bytes = arguments.compactMap { truths in
      e.bytesOfTruths[truths]
        ?? e.scalarsOfSplats[truths].map { _ in e.c.LLVMBuildZExt(e.builder, truths, type, "") }
    }
    if bytes.count == arguments.count, bytes.count > 0 { e.bytesOfTruths[result] = program.emit(bytes) }
  }
}
