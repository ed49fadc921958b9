import ArrayText

// Functions of NumPy that are not part of this version: who writes one has not mistyped another. Names that the
// language has are found before, so that a new one need not be taken out of here.
extension Checker {
  /// The error for a function of NumPy that is missing; nil for other names.
  static func missingFunction(_ name: Identifier) -> Failure? {
    guard missingFunctions.contains(name.name) else { return nil }
    return .diagnostic(
      Diagnostic(
        .error, "NumPy's '\(name.name)' is not part of this version", at: name.range,
        notes: otherWays[name.name].map { [Diagnostic.Note("write \($0)")] } ?? []))
  }

  /// What to write instead, where that is short.
  private static let otherWays = [
    "diff": "x[1:] - x[:-1]", "dstack": "np.stack(arrays, axis=-1)", "column_stack": "np.stack(arrays, axis=1)",
    "row_stack": "np.vstack(arrays)", "size": "x.size", "shape": "x.shape", "ndim": "x.ndim",
    "select": "np.where, one within the other", "bitwise_not": "~x", "float_power": "x ** y",
    "nansum": "np.sum(np.where(np.isnan(x), 0, x))",
    "nanmax": "np.max(np.where(np.isnan(x), -np.inf, x))", "nanmin": "np.min(np.where(np.isnan(x), np.inf, x))",
    "isin": "a comparison with each element, joined by |",
  ]

  private static let missingFunctions = Set(
    """
    angle append apply_along_axis argpartition argsort argwhere array_equiv array_split asanyarray ascontiguousarray
    asfortranarray atleast_1d atleast_2d atleast_3d bartlett bincount bitwise_count bitwise_not blackman block
    broadcast_arrays choose column_stack compress cond conj conjugate convolve corrcoef correlate cov cross delete
    diag_indices diagflat diff digitize divmod dsplit dstack ediff1d einsum extract fill_diagonal flatnonzero
    float_power frexp frombuffer fromfile fromfunction fromiter gcd genfromtxt geomspace gradient hamming hanning
    histogram histogram2d hsplit i0 imag indices insert interp intersect1d isin isneginf isposinf isreal iscomplex
    kaiser kron lcm ldexp lexsort load loadtxt logaddexp2 logspace lstsq matrix_norm matrix_power matvec median meshgrid
    modf multi_dot nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod
    nanquantile nanstd nansum nanvar ndim nonzero packbits pad partition percentile piecewise place poly polyfit polyval
    put put_along_axis putmask quantile ravel_multi_index real repeat resize roots rot90 row_stack save savetxt savez
    searchsorted select setdiff1d shape sinc size sort spacing split take take_along_axis tensordot tensorinv
    tensorsolve tile trapezoid tri tril_indices trim_zeros triu_indices union1d unique unpackbits unravel_index unstack
    vander vecmat vector_norm vsplit
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
