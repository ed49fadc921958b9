@_exported import Lanes

/// Rules for shapes. A shape is a list of lengths, one an axis; `[]` is the shape of a scalar.
package enum Shape {
  /// The shape two operands have together: equal lengths, or 1, from the last axis on.
  package static func broadcast(_ a: [Int], _ b: [Int]) -> [Int]? {
    if a == b { return a }
    let rank = max(a.count, b.count)
    var result = [Int](repeating: 1, count: rank)
    for k in 0..<rank {
      let x = k < rank - a.count ? 1 : a[k - (rank - a.count)]
      let y = k < rank - b.count ? 1 : b[k - (rank - b.count)]
      guard x == y || x == 1 || y == 1 else { return nil }
      result[k] = x == 1 ? y : x
    }
    return result
  }

  /// The number of elements, or nil past the range of `Int`.
  package static func count(_ shape: [Int]) -> Int? {
    if shape.contains(0) { return 0 }
    var total = 1
    for length in shape {
      let (product, overflow) = total.multipliedReportingOverflow(by: length)
      if overflow { return nil }
      total = product
    }
    return total
  }

  /// `f32[3, 4]`, as messages show an array.
  package static func text(_ dtype: DType, _ shape: [Int]) -> String {
    "\(dtype.name)[\(shape.map(String.init).joined(separator: ", "))]"
  }
  /// `(3, 4)`, as Python shows a shape.
  package static func tuple(_ shape: [Int]) -> String {
    shape.count == 1 ? "(\(shape[0]),)" : "(\(shape.map(String.init).joined(separator: ", ")))"
  }
}

/// An axis counted from the front, from one that may count from the end.
package func normalizedAxis(_ axis: Int, rank: Int) throws(ArrayError) -> Int {
  guard axis >= -rank && axis < rank else {
    throw ArrayError(.axis, "axis \(axis) is out of bounds for an array with \(rank) \(rank == 1 ? "axis" : "axes")")
  }
  return axis < 0 ? axis + rank : axis
}
