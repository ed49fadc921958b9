import ArrayFunctions
import ArrayGraph

/// Exponentials divided by their sum along an axis.
///
///     let probabilities = softmax(x, axis: -1)          // one kernel, row by row
public func softmax<Element: ArrayFloat>(
  _ x: NDArray<Element>, axis: Int = -1, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.recording(x.shape, file, line) { () throws(ArrayError) -> Node in try x.node.softmax([axis]) }
}

/// The logarithm of `softmax`, without its underflow.
public func logSoftmax<Element: ArrayFloat>(
  _ x: NDArray<Element>, axis: Int = -1, file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.recording(x.shape, file, line) { () throws(ArrayError) -> Node in
    try x.node.logSoftmax([axis])
  }
}

/// The logarithm of the sum of exponentials over some axes, or all, without their overflow.
///
///     let evidence = logSumExp(x, axes: [1])
public func logSumExp<Element: ArrayFloat>(
  _ x: NDArray<Element>, axes: [Int]? = nil, keepDims: Bool = false, file: StaticString = #fileID,
  line: UInt = #line
) -> NDArray<Element> {
  NDArray<Element>.recording([], file, line) { () throws(ArrayError) -> Node in
    try x.node.logSumExp(axes, keepDims: keepDims)
  }
}

/// `x` held between two bounds, of which either may be left out; NaN stays.
///
///     let unit = clip(x, 0, 1)
///     let positive = clip(x, 0, nil)
public func clip<Element: ArrayNumber>(
  _ x: NDArray<Element>, _ lower: Element?, _ upper: Element?
) -> NDArray<Element> {
  NDArray<Element>.recording(x.shape) { () throws(ArrayError) -> Node in
    try clip(
      .strong(x.node), lower.map { .strong(Node.literal($0.literal)) },
      upper.map { .strong(Node.literal($0.literal)) })
  }
}

/// Whether `|a - b| <= atol + rtol · |b|`, elementwise; infinities are close to themselves.
public func isClose<Element: ArrayFloat>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false,
  file: StaticString = #fileID, line: UInt = #line
) -> NDArray<Bool> {
  NDArray<Bool>.recording(a.shape, file, line) { () throws(ArrayError) -> Node in
    try ArrayFunctions.isClose(
      .strong(a.node), .strong(b.node), rtol: .weakFloat(rtol), atol: .weakFloat(atol), equalNaN: equalNaN)
  }
}

/// Whether all elements are close, as `isClose` finds.
///
///     assert(allClose(matmul(a, inv(a)), .eye(4)))
public func allClose<Element: ArrayFloat>(
  _ a: NDArray<Element>, _ b: NDArray<Element>, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false,
  file: StaticString = #fileID, line: UInt = #line
) -> Bool {
  isClose(a, b, rtol: rtol, atol: atol, equalNaN: equalNaN, file: file, line: line).all().scalar
}

/// NaN and infinities replaced by numbers: by default 0 and the greatest finite ones.
public func nanToNum<Element: ArrayFloat>(
  _ x: NDArray<Element>, nan: Double = 0, positive: Double? = nil, negative: Double? = nil
) -> NDArray<Element> {
  NDArray<Element>.recording(x.shape) { () throws(ArrayError) -> Node in
    try x.node.nanToNum(nan: nan, positive: positive, negative: negative)
  }
}

/// Rounded to `decimals` digits behind the point, ties to even.
public func round<Element: ArrayFloat>(_ x: NDArray<Element>, decimals: Int = 0) -> NDArray<Element> {
  NDArray<Element>.recording(x.shape) { () throws(ArrayError) -> Node in try x.node.rounded(decimals: decimals) }
}
