import ArrayGraph

extension Node {
  /// An array in memory whose element `i`, in row-major order, is `element(i)`.
  static func of(_ shape: [Int], _ dtype: DType, _ element: (Int) -> Literal) -> Node {
    let count = shape.reduce(1, *)
    let storage = Storage.allocate(count * dtype.size)
    for i in 0..<count {
      withUnsafeBytes(of: element(i).bits) {
        (storage.pointer + i * dtype.size).copyMemory(from: $0.baseAddress!, byteCount: dtype.size)
      }
    }
    return Node(.data(storage), dtype, shape)
  }
}
