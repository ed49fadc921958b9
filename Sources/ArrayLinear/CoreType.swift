import CLinear

/// Which of OpenBLAS's kernel sets fits the processor.
///
/// OpenBLAS picks by model number, and a release older than the processor falls back to the kernels of a
/// Pentium 4 (Debian's 0.3.21 does on newer Intel models). Instruction sets do not age that way, so we choose
/// by them and say so through `OPENBLAS_CORETYPE`, which OpenBLAS reads once, while it is loaded.
package enum CoreType {
  /// The name for `OPENBLAS_CORETYPE`, or nil where OpenBLAS had better choose itself (no AVX, not x86-64).
  ///
  /// Cooperlake is never chosen: it differs from SkylakeX in bfloat16 only.
  package static func name(avx: Bool, avx2AndFMA: Bool, avx512: Bool, amd: Bool) -> String? {
    if avx512 { return "SkylakeX" }
    if avx2AndFMA { return amd ? "Zen" : "Haswell" }
    return avx ? "Sandybridge" : nil
  }

  /// The choice for the processor that this process runs on.
  package static var ofThisProcessor: String? {
    let found = linear_processor_features()
    return name(avx: found.avx, avx2AndFMA: found.avx2_fma, avx512: found.avx512, amd: found.amd)
  }
}

/// The vector instructions that this processor has and the system lets programs use.
package enum VectorInstructions {
  /// Their usual names: `avx2`, `fma`.
  package static let names: [String] = withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: 10) {
    let count = Int(linear_vector_instructions($0.baseAddress))
    return $0[..<count].compactMap { $0.map { String(cString: $0) } }
  }
}
