import ArrayKernels
import CLLVM

// The greatest or the least of floats. Whether the value so far is NaN is a question that two of the three instructions of a
// `maximum` ask, each of which waits for the one before. So vectors are looked through as if there were no NaN, which is
// one instruction each, and the NaN among them is found apart from that, by one comparison for two vectors:
//
//     m = m > a[s : 8] ? m : a[s : 8];  m = m > a[s + 8 : 8] ? m : a[s + 8 : 8]
//     nan = a[s : 8] or a[s + 8 : 8] is NaN ? NaN : nan
//     …
//     m = nan is NaN ? nan : m
extension KernelEmitter {
  func isExtreme(_ accumulator: Kernel.Accumulator) -> Bool {
    (accumulator.reduction == .max || accumulator.reduction == .min) && dtype(accumulator).isFloat
  }
  /// What `combine` gives where neither is NaN.
  func extreme(_ accumulator: Kernel.Accumulator, _ a: IRValue, _ b: IRValue) -> IRValue {
    let (lesser, greater) = accumulator.reduction == .min ? (a, b) : (b, a)
    return e.select(e.c.LLVMBuildFCmp(e.builder, UInt32(CLLVMRealOLT), lesser, greater, ""), a, b)
  }
  /// NaN in the lanes in which an element is NaN.
  func foundNaN(_ found: IRValue, _ elements: [IRValue]) -> IRValue {
    stride(from: 0, to: elements.count, by: 2).reduce(found) { found, k in
      let isNaN = areUnordered(elements[k], elements[min(k + 1, elements.count - 1)])
      return e.select(isNaN, e.c.LLVMConstReal(e.c.LLVMTypeOf(found), .nan), found)
    }
  }
  /// The extreme value, but NaN where it was found.
  func withNaN(_ extreme: IRValue, _ found: IRValue) -> IRValue {
    e.select(areUnordered(found, found), found, extreme)
  }
  private func areUnordered(_ a: IRValue, _ b: IRValue) -> IRValue {
    e.c.LLVMBuildFCmp(e.builder, UInt32(CLLVMRealUNO), a, b, "")
  }
}
