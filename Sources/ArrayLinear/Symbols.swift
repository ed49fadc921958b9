import Glibc

/// The BLAS and LAPACK routines of one precision, as typed function pointers.
///
/// These are the Fortran symbols with 32-bit integers. Elements are passed as raw pointers, so that `sgesv_`
/// and `dgesv_` have one type; `Routines` puts the element type back. Fortran passes the length of each
/// character argument behind all others, and compiled LAPACK may rely on it: the trailing `Int`s are these
/// lengths.
struct Symbols: Sendable {
  typealias Flag = UnsafePointer<CChar>
  typealias Count = UnsafePointer<Int32>
  typealias Counts = UnsafeMutablePointer<Int32>
  typealias Input = UnsafeRawPointer
  typealias Memory = UnsafeMutableRawPointer

  typealias Gemm =
    @Sendable @convention(c) (
      Flag, Flag, Count, Count, Count, Input, Input, Count, Input, Count, Input, Memory, Count, Int, Int
    ) -> Void
  typealias Syrk =
    @Sendable @convention(c) (
      Flag, Flag, Count, Count, Input, Input, Count, Input, Memory, Count, Int, Int
    ) -> Void
  typealias Gemv =
    @Sendable @convention(c) (
      Flag, Count, Count, Input, Input, Count, Input, Count, Input, Memory, Count, Int
    ) -> Void
  typealias FloatDot = @Sendable @convention(c) (Count, Input, Count, Input, Count) -> Float
  typealias DoubleDot = @Sendable @convention(c) (Count, Input, Count, Input, Count) -> Double
  typealias Gesv =
    @Sendable @convention(c) (
      Count, Count, Memory, Count, Counts, Memory, Count, Counts
    ) -> Void
  typealias Getrf = @Sendable @convention(c) (Count, Count, Memory, Count, Counts, Counts) -> Void
  typealias Potrf = @Sendable @convention(c) (Flag, Count, Memory, Count, Counts, Int) -> Void
  typealias Syevd =
    @Sendable @convention(c) (
      Flag, Flag, Count, Memory, Count, Memory, Memory, Count, Counts, Count, Counts, Int, Int
    ) -> Void
  typealias Geev =
    @Sendable @convention(c) (
      Flag, Flag, Count, Memory, Count, Memory, Memory, Memory, Count, Memory, Count, Memory, Count, Counts,
      Int, Int
    ) -> Void
  typealias Gesdd =
    @Sendable @convention(c) (
      Flag, Count, Count, Memory, Count, Memory, Memory, Count, Memory, Count, Memory, Count, Counts, Counts,
      Int
    ) -> Void
  typealias Geqrf =
    @Sendable @convention(c) (
      Count, Count, Memory, Count, Memory, Memory, Count, Counts
    ) -> Void
  typealias Orgqr =
    @Sendable @convention(c) (
      Count, Count, Count, Memory, Count, Input, Memory, Count, Counts
    ) -> Void
  typealias Gelsd =
    @Sendable @convention(c) (
      Count, Count, Count, Memory, Count, Memory, Count, Memory, Input, Counts, Memory, Count, Counts, Counts
    ) -> Void

  let gemm: Gemm
  let syrk: Syrk
  let gemv: Gemv
  /// `FloatDot` or `DoubleDot`: the one routine whose C type depends on the precision.
  nonisolated(unsafe) let dot: UnsafeMutableRawPointer
  let gesv: Gesv
  let getrf: Getrf
  let potrf: Potrf
  let syevd: Syevd
  let geev: Geev
  let gesdd: Gesdd
  let geqrf: Geqrf
  let orgqr: Orgqr
  let gelsd: Gelsd

  /// A name that the library does not define.
  struct Missing: Error { let name: String }

  /// Looks every routine up; `prefix` is `s` or `d`.
  init(library handle: UnsafeMutableRawPointer, prefix: String) throws(Missing) {
    func address(_ name: String) throws(Missing) -> UnsafeMutableRawPointer {
      guard let found = dlsym(handle, prefix + name + "_") else { throw Missing(name: prefix + name + "_") }
      return found
    }
    // The types above are those of the BLAS and LAPACK reference documentation; C has no way to check them.
    gemm = unsafeBitCast(try address("gemm"), to: Gemm.self)
    syrk = unsafeBitCast(try address("syrk"), to: Syrk.self)
    gemv = unsafeBitCast(try address("gemv"), to: Gemv.self)
    dot = try address("dot")
    gesv = unsafeBitCast(try address("gesv"), to: Gesv.self)
    getrf = unsafeBitCast(try address("getrf"), to: Getrf.self)
    potrf = unsafeBitCast(try address("potrf"), to: Potrf.self)
    syevd = unsafeBitCast(try address("syevd"), to: Syevd.self)
    geev = unsafeBitCast(try address("geev"), to: Geev.self)
    gesdd = unsafeBitCast(try address("gesdd"), to: Gesdd.self)
    geqrf = unsafeBitCast(try address("geqrf"), to: Geqrf.self)
    orgqr = unsafeBitCast(try address("orgqr"), to: Orgqr.self)
    gelsd = unsafeBitCast(try address("gelsd"), to: Gelsd.self)
  }
}
