import ArrayFiles
import ArrayFunctions
import ArrayGraph

extension NDArray {
  /// Reads a `.npy` file. Throws `NDArrayError` for files that cannot be read, and for another element type.
  ///
  ///     let table = try NDArray<Double>(npy: "table.npy")
  public init(npy path: String) throws {
    do throws(ArrayError) {
      let host = try readNpy(path: path)
      guard host.dtype == Element.dtype else {
        throw ArrayError(
          .dtype, "\(path) holds \(Shape.text(host.dtype, host.shape)), not elements of type \(Element.dtype)",
          notes: ["read it as NDArray<\(host.dtype.swiftName)> and cast"])
      }
      // The storage keeps the file's buffer alive; nothing is copied.
      let buffer = host.bytes
      let storage = Storage(
        pointer: UnsafeMutableRawPointer(mutating: buffer.pointer), byteCount: buffer.count
      ) { _, _ in withExtendedLifetime(buffer) {} }
      self.init(node: Node(.data(storage), host.dtype, host.shape))
    } catch {
      throw NDArrayError(error)
    }
  }

  /// Writes the array to a `.npy` file, complete or not at all. Throws `NDArrayError`.
  ///
  ///     try (x * 2).write(npy: "doubled.npy")
  public func write(npy path: String) throws {
    do throws(ArrayError) {
      let storage = try materialized()
      try withExtendedLifetime(storage) { () throws(ArrayError) in
        try writeNpy(
          path: path, dtype: Element.dtype, shape: shape,
          data: UnsafeRawBufferPointer(
            start: storage.pointer, count: count * MemoryLayout<Element>.stride))
      }
    } catch {
      throw NDArrayError(error)
    }
  }
}

extension DType {
  fileprivate var swiftName: String {
    switch self {
    case .bool: "Bool"
    case .i8: "Int8"
    case .i16: "Int16"
    case .i32: "Int32"
    case .i64: "Int64"
    case .u8: "UInt8"
    case .u16: "UInt16"
    case .u32: "UInt32"
    case .u64: "UInt64"
    case .f32: "Float"
    case .f64: "Double"
    }
  }
}
