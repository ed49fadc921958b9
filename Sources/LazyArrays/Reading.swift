import ArrayFunctions
import ArrayGraph
import ArrayText

extension NDArray {
  /// The elements in row-major order.
  public var array: [Element] {
    withUnsafeBufferPointer { Array($0) }
  }
  /// The elements in row-major order; another name for `array`.
  public var scalars: [Element] { array }

  /// The only element of an array that has one.
  ///
  ///     let mean: Float = x.mean().scalar
  public var scalar: Element {
    guard count == 1 else {
      let error = ArrayError(.shape, "\(node.typeText) has \(count) elements, not one")
      ErrorScope.fail(error, nil, 0)
      return NDArray.zero
    }
    return withUnsafeBufferPointer { $0.first ?? NDArray.zero }
  }

  /// Calls `body` with the elements in row-major order. The memory is read only and valid during the call.
  ///
  ///     let largest = x.withUnsafeBufferPointer { $0.max() }
  public func withUnsafeBufferPointer<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    let storage: Storage
    do throws(ArrayError) {
      storage = try materialized()
    } catch {
      ErrorScope.fail(error, nil, 0)
      let zeros = [Element](repeating: NDArray.zero, count: count)
      return try zeros.withUnsafeBufferPointer(body)
    }
    return try withExtendedLifetime(storage) {
      let start = storage.pointer.assumingMemoryBound(to: Element.self)
      return try body(UnsafeBufferPointer(start: start, count: count))
    }
  }

  /// This array with its elements computed. Throws `NDArrayError` for what only the data could tell, such as a
  /// singular matrix.
  ///
  ///     let inverse = try inv(a).evaluated()
  @discardableResult
  public func evaluated() throws -> NDArray {
    do throws(ArrayError) {
      _ = try materialized()
    } catch {
      throw NDArrayError(error)
    }
    return self
  }

  /// The elements in memory, computed if they were not yet. A literal is written out.
  func materialized() throws(ArrayError) -> Storage {
    if let storage = node.storage { return storage }
    try Session.engine.evaluate(node)
    guard let storage = node.storage else { throw ArrayError(.value, "the array was not computed") }
    return storage
  }

  static var zero: Element {
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { bytes in
      bytes.initializeMemory(as: UInt8.self, repeating: 0)
      return bytes.load(as: Element.self)
    }
  }
}

extension NDArray: CustomStringConvertible, CustomDebugStringConvertible {
  /// What NumPy prints for the array: aligned columns, shortest digits, long arrays summarised.
  public var description: String {
    withUnsafeBufferPointer { elements in
      guard let base = elements.baseAddress else { return "[]" }
      return numpyText(base, dtype: Element.dtype, shape: shape)
    }
  }
  /// What NumPy's `repr` gives: `array([1., 2.], dtype=float32)`.
  public var debugDescription: String {
    withUnsafeBufferPointer { elements in
      guard let base = elements.baseAddress else { return "array([])" }
      return numpyRepr(base, dtype: Element.dtype, shape: shape)
    }
  }
}

extension NDArray: Equatable {
  /// Whether two arrays have the same shape and equal elements (`.==` compares elementwise). NaN equals nothing.
  public static func == (a: NDArray, b: NDArray) -> Bool {
    guard a.shape == b.shape else { return false }
    let equal = NDArray<Bool>.recording([]) { () throws(ArrayError) -> Node in
      try Ops.equal(a.node, b.node).all()
    }
    return equal.scalar
  }
}

/// Computes several arrays at once, so that they share the work that they have in common.
///
///     let (mean, variance) = (x.mean(), x.var())
///     evaluate(mean, variance)
public func evaluate<each Element: ArrayElement>(_ arrays: repeat NDArray<each Element>) {
  var nodes: [Node] = []
  for array in repeat each arrays { nodes.append(array.node) }
  do throws(ArrayError) {
    try Session.engine.evaluate(nodes)
  } catch {
    ErrorScope.fail(error, nil, 0)
  }
}
