/// Lengths of a step's axes: those within a range each.
package struct ExtentRanges: Hashable, Sendable {
  package var outer: [ClosedRange<Int>]
  package var sweep: ClosedRange<Int>
  package var inner: ClosedRange<Int>

  func contains(outer: [Int], sweep: Int, inner: Int) -> Bool {
    self.sweep.contains(sweep) && self.inner.contains(inner)
      && zip(self.outer, outer).allSatisfy { $0.contains($1) }
  }
}

/// What the forms of kernels may depend on.
package enum RunLengths: Sendable {
  /// How short or long the runs and the rows are.
  case known
  /// Nothing: no kernel is for short ones.
  case any
  /// Nothing: each kernel that reduces is for short runs if there is such a kernel (`KernelStep.lengths`).
  case short
}
