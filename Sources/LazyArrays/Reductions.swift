import ArrayFunctions
import ArrayGraph

// Every reduction is written for one axis, and for a list of axes or all. Counted from the end, -1 is the last axis.

// MARK: Sums and products

extension NDArray where Element: ArrayNumber {
  /// The sum of the elements; small integers are added in 64 bits.
  ///
  ///     let total: Float = x.sum().scalar
  ///     let perRow = x.sum(axis: 1, keepDims: true)
  public func sum(
    axis: Int, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element.Accumulator> {
    sum(axes: [axis], keepDims: keepDims, file: file, line: line)
  }
  /// The sum of the elements over some axes, or all; small integers are added in 64 bits.
  public func sum(
    axes: [Int]? = nil, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element.Accumulator> {
    NDArray<Element.Accumulator>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.sum(axes, keepDims: keepDims)
    }
  }

  /// The product of the elements; small integers are multiplied in 64 bits.
  public func product(
    axis: Int, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element.Accumulator> {
    product(axes: [axis], keepDims: keepDims, file: file, line: line)
  }
  /// The product of the elements over some axes, or all; small integers are multiplied in 64 bits.
  public func product(
    axes: [Int]? = nil, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element.Accumulator> {
    NDArray<Element.Accumulator>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.prod(axes, keepDims: keepDims)
    }
  }

  /// The mean of the elements; integers are averaged in `Double`. The mean of nothing is NaN.
  public func mean(
    axis: Int, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element.Average> {
    mean(axes: [axis], keepDims: keepDims, file: file, line: line)
  }
  /// The mean of the elements over some axes, or all; integers are averaged in `Double`. The mean of nothing is NaN.
  public func mean(
    axes: [Int]? = nil, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element.Average> {
    NDArray<Element.Average>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.mean(axes, keepDims: keepDims)
    }
  }

  /// The variance: the mean squared distance from the mean, divided by `count - correction`.
  ///
  ///     let spread = x.var(axis: 0)                    // one number a column
  public func `var`(
    axis: Int, correction: Double = 0, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element.Average> {
    self.var(axes: [axis], correction: correction, keepDims: keepDims, file: file, line: line)
  }
  /// The variance over some axes, or all: the mean squared distance from the mean, divided by `count - correction`.
  public func `var`(
    axes: [Int]? = nil, correction: Double = 0, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element.Average> {
    NDArray<Element.Average>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.variance(axes, ddof: correction, keepDims: keepDims)
    }
  }

  /// The standard deviation: the root of the variance.
  public func std(
    axis: Int, correction: Double = 0, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element.Average> {
    std(axes: [axis], correction: correction, keepDims: keepDims, file: file, line: line)
  }
  /// The standard deviation over some axes, or all: the root of the variance.
  public func std(
    axes: [Int]? = nil, correction: Double = 0, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element.Average> {
    NDArray<Element.Average>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.deviation(axes, ddof: correction, keepDims: keepDims)
    }
  }
}

// MARK: Extremes

extension NDArray where Element: ArrayNumber {
  /// The least element; NaN wins. An array without elements has none, which is an error.
  public func min(
    axis: Int, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element> {
    min(axes: [axis], keepDims: keepDims, file: file, line: line)
  }
  /// The least element over some axes, or all; NaN wins. An array without elements has none, which is an error.
  public func min(
    axes: [Int]? = nil, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element> {
    NDArray<Element>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.min(axes, keepDims: keepDims)
    }
  }

  /// The greatest element; NaN wins. An array without elements has none, which is an error.
  public func max(
    axis: Int, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element> {
    max(axes: [axis], keepDims: keepDims, file: file, line: line)
  }
  /// The greatest element over some axes, or all; NaN wins. An array without elements has none, which is an error.
  public func max(
    axes: [Int]? = nil, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Element> {
    NDArray<Element>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.max(axes, keepDims: keepDims)
    }
  }
}

extension NDArray where Element: ArrayNumber {
  /// Where the least element stands first, along one axis or in the flattened array; NaN counts as the least.
  public func argmin(
    axis: Int? = nil, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Int> {
    NDArray<Int>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.argmin(axis, keepDims: keepDims)
    }
  }

  /// Where the greatest element stands first, along one axis or in the flattened array; NaN counts as the greatest.
  ///
  ///     let best = x.argmax(axis: 1).array              // a column for each row
  public func argmax(
    axis: Int? = nil, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Int> {
    NDArray<Int>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.argmax(axis, keepDims: keepDims)
    }
  }
}

// MARK: Truth

extension NDArray {
  /// Whether any element is not zero.
  ///
  ///     if (x .< 0).any().scalar { print("negative") }
  public func any(
    axis: Int, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Bool> {
    any(axes: [axis], keepDims: keepDims, file: file, line: line)
  }
  /// Whether any element is not zero over some axes, or all.
  public func any(
    axes: [Int]? = nil, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Bool> {
    NDArray<Bool>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.any(axes, keepDims: keepDims)
    }
  }

  /// Whether every element is not zero.
  public func all(
    axis: Int, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Bool> {
    all(axes: [axis], keepDims: keepDims, file: file, line: line)
  }
  /// Whether every element is not zero over some axes, or all.
  public func all(
    axes: [Int]? = nil, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Bool> {
    NDArray<Bool>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.all(axes, keepDims: keepDims)
    }
  }

  /// How many elements are not zero.
  public func countNonzero(
    axis: Int, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Int> {
    countNonzero(axes: [axis], keepDims: keepDims, file: file, line: line)
  }
  /// How many elements are not zero over some axes, or all.
  public func countNonzero(
    axes: [Int]? = nil, keepDims: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray<Int> {
    NDArray<Int>.recording([], file, line) { () throws(ArrayError) -> Node in
      try node.countNonzero(axes, keepDims: keepDims)
    }
  }
}
