import ArrayFunctions
import ArrayGraph

/// An array of any number of axes, whose operations are recorded and run fused when elements are read.
///
/// An array is a value: assigning to a part of it makes a new array, and nobody else sees the change. Operations on
/// arrays broadcast as NumPy's do; shapes and axes are checked at once, where the operation is written. Elements are
/// computed the first time they are read (`array`, `scalar`, `description`, `==`, `evaluate`), once.
///
///     let x: NDArray<Float> = [[1, 2], [3, 4]]
///     let y = x / x.sum(axis: 1, keepDims: true)
///     print(y[0])
public struct NDArray<Element: ArrayElement>: Sendable {
  package var node: Node

  package init(node: Node) {
    assert(node.dtype == Element.dtype)
    self.node = node
  }

  /// The length of each axis.
  public var shape: [Int] { node.shape }
  /// How many axes there are.
  public var rank: Int { node.shape.count }
  /// How many elements there are.
  public var count: Int { node.count }
  /// The name of the element type: `f32`.
  public var elementType: ElementType { Element.elementType }
}

// MARK: Making arrays

extension NDArray {
  /// The array of one axis with these elements.
  public init(_ elements: [Element]) { self.init(elements: elements, shape: [elements.count]) }

  /// The array with these elements in row-major order.
  ///
  /// - Parameter shape: lengths whose product is the number of elements; one may be -1.
  public init(_ elements: [Element], shape: [Int], file: StaticString = #fileID, line: UInt = #line) {
    let flat = NDArray(elements: elements, shape: [elements.count])
    self = flat.reshaped(shape, file: file, line: line)
  }

  /// The array of two axes with these rows, all of one length.
  public init(_ rows: [[Element]], file: StaticString = #fileID, line: UInt = #line) {
    let width = rows.first?.count ?? 0
    self = NDArray.recording([rows.count, width], file, line) { () throws(ArrayError) -> Node in
      for row in rows where row.count != width {
        throw ArrayError(.shape, "rows of one array must have one length: \(width) and \(row.count)")
      }
      return NDArray(elements: rows.flatMap { $0 }, shape: [rows.count, width]).node
    }
  }

  /// The array of three axes with these matrices, all of one shape.
  public init(_ matrices: [[[Element]]], file: StaticString = #fileID, line: UInt = #line) {
    let inner = [matrices.first?.count ?? 0, matrices.first?.first?.count ?? 0]
    self = NDArray.recording([matrices.count] + inner, file, line) { () throws(ArrayError) -> Node in
      for matrix in matrices where matrix.count != inner[0] || matrix.contains(where: { $0.count != inner[1] }) {
        throw ArrayError(.shape, "matrices of one array must have one shape")
      }
      let elements = matrices.flatMap { $0.flatMap { $0 } }
      return NDArray(elements: elements, shape: [matrices.count] + inner).node
    }
  }

  /// An array without axes, of one element.
  public init(scalar: Element) { self.init(node: Node.literal(scalar.literal)) }

  /// An array on memory that is not copied.
  ///
  /// - Parameters:
  ///   - buffer: the elements in row-major order; nobody may change them as long as the array or anything recorded
  ///     from it lives.
  ///   - shape: lengths whose product is the number of elements.
  ///   - deallocator: called once, when nothing reads the memory any more.
  public init(
    unsafeNoCopy buffer: UnsafeMutableBufferPointer<Element>, shape: [Int],
    deallocator: @escaping @Sendable (UnsafeMutableBufferPointer<Element>) -> Void,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    let count = buffer.count
    self = NDArray.recording(shape, file, line) { () throws(ArrayError) -> Node in
      guard Shape.count(shape) == count, shape.allSatisfy({ $0 >= 0 }) else {
        throw ArrayError(.shape, "a buffer of \(count) elements does not have the shape \(Shape.tuple(shape))")
      }
      guard let base = buffer.baseAddress else { return Node.full(shape, Literal(0, Element.dtype)) }
      let storage = Storage(pointer: base, byteCount: count * MemoryLayout<Element>.stride) { pointer, _ in
        let start = pointer.assumingMemoryBound(to: Element.self)
        deallocator(UnsafeMutableBufferPointer(start: start, count: count))
      }
      return Node(.data(storage), Element.dtype, shape)
    }
  }

  init(elements: [Element], shape: [Int]) {
    let node = Node.data(Element.dtype, shape) { pointer in
      elements.withUnsafeBytes { bytes in
        if let base = bytes.baseAddress { pointer.copyMemory(from: base, byteCount: bytes.count) }
      }
    }
    self.init(node: node)
  }

  /// An array filled with one value; it takes no memory.
  public static func full(
    _ shape: [Int], _ value: Element, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray {
    recording([], file, line) { () throws(ArrayError) -> Node in
      Node.full(try Node.checkedShape(shape, Element.dtype), value.literal)
    }
  }
}

extension NDArray where Element: ArrayNumber {
  /// An array of zeros; it takes no memory.
  public static func zeros(_ shape: Int..., file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    full(shape, 0, file: file, line: line)
  }
  /// An array of one number; it takes no memory.
  public static func zeros(_ shape: [Int], file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    full(shape, 0, file: file, line: line)
  }
  /// An array of ones; it takes no memory.
  public static func ones(_ shape: Int..., file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    full(shape, 1, file: file, line: line)
  }
  /// An array of one number; it takes no memory.
  public static func ones(_ shape: [Int], file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    full(shape, 1, file: file, line: line)
  }

  /// Evenly spaced numbers from 0 up to `stop`, which is left out; computed where they are read.
  public static func arange(_ stop: Element, file: StaticString = #fileID, line: UInt = #line) -> NDArray {
    arange(0, stop, step: 1, file: file, line: line)
  }
  /// Evenly spaced numbers from `start` up to `stop`, which is left out; computed where they are read.
  ///
  ///     NDArray<Int>.arange(10, 0, step: -3)      // 10 7 4 1
  public static func arange(
    _ start: Element, _ stop: Element, step: Element = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray {
    recording([], file, line) { () throws(ArrayError) -> Node in
      try Node.arange(start.literal, stop.literal, step.literal, dtype: Element.dtype)
    }
  }
  /// The matrix with ones on the diagonal `offset` places above the main one, zeros elsewhere.
  public static func eye(
    _ rows: Int, _ columns: Int? = nil, offset: Int = 0, file: StaticString = #fileID, line: UInt = #line
  ) -> NDArray {
    recording([], file, line) { () throws(ArrayError) -> Node in
      try Node.eye(rows, columns ?? rows, offset: offset, dtype: Element.dtype)
    }
  }
}

extension NDArray where Element: ArrayFloat {
  /// `count` evenly spaced numbers from `start` to `stop`, both included unless `endpoint` is false.
  ///
  ///     let grid = NDArray<Double>.linspace(0, 1, count: 11)
  public static func linspace(
    _ start: Element, _ stop: Element, count: Int = 50, endpoint: Bool = true, file: StaticString = #fileID,
    line: UInt = #line
  ) -> NDArray {
    recording([], file, line) { () throws(ArrayError) -> Node in
      try Node.linspace(start.literal, stop.literal, count: count, endpoint: endpoint, dtype: Element.dtype)
    }
  }
}

// MARK: Conversion

extension NDArray {
  /// The elements converted to another type: floats are truncated towards zero, integers wrap, anything but zero is
  /// true.
  ///
  ///     let wide = x.cast(to: Double.self) + a
  public func cast<Target: ArrayElement>(to _: Target.Type = Target.self) -> NDArray<Target> {
    NDArray<Target>(node: node.cast(to: Target.dtype))
  }
}
