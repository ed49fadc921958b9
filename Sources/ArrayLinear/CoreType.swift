import CProcessor

/// Which of OpenBLAS's kernel sets fits the processor.
///
/// OpenBLAS picks by model number, and a release older than the processor falls back to the kernels of a
/// Pentium 4 (Debian's 0.3.21 does on newer Intel models). Instruction sets do not age that way, so we choose
/// by them and say so through `OPENBLAS_CORETYPE`, which OpenBLAS reads once, while it is loaded.
package enum CoreType {
  /// The name for `OPENBLAS_CORETYPE`, or nil where OpenBLAS had better choose itself (an old processor, or another
  /// kind).
  ///
  /// Cooperlake is never chosen: it differs from SkylakeX in bfloat16 only.
  package static func name(level: Int, avx: Bool, amd: Bool) -> String? {
    switch level {
    case 4: "SkylakeX"
    case 3: amd ? "Zen" : "Haswell"
    case 2: avx ? "Sandybridge" : "Nehalem"
    default: nil
    }
  }

  /// The choice for the instructions that this process uses.
  package static var ofThisProcessor: String? {
    name(level: Int(cprocessor_level()), avx: cprocessor_uses_avx(), amd: cprocessor_is_amd())
  }
}

/// The vector instructions that this processor has and the system lets programs use.
package enum VectorInstructions {
  /// Their usual names: `avx2`, `fma`.
  package static let names: [String] = withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: 10) {
    let count = Int(cprocessor_instructions($0.baseAddress))
    return $0[..<count].compactMap { $0.map { String(cString: $0) } }
  }

  /// The level of x86-64 whose instructions are used, 1 to 4; 0 on other processors.
  package static let level = Int(cprocessor_level())
}
