// Generated from the tables of operations: swift run GenerateSources

import ArrayFunctions

// MARK: fma

private let fmaRow = Ops.named("fma")

/// `a * b + c` with one rounding.
public func fma<Element: ArrayFloat>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, _ c: NDArray<Element>, file: StaticString = #fileID,
  line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.ternary(fmaRow, a.node, b.node, c.node, file, line)
}
