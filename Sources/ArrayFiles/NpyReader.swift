import ArrayGraph
import Lanes

/// Reads an `.npy` file of version 1, 2 or 3. Big-endian and Fortran-order data are converted.
///
/// Throws `.file` when the file cannot be read or is not what its header says, `.unsupported` for an element type that
/// there is none of here, `.memory`.
package func readNpy(path: String) throws(ArrayError) -> HostArray { try readNpy(FileSource(path: path)) }

/// The same from standard input.
package func readNpyFromStandardInput() throws(ArrayError) -> HostArray { try readNpy(.standardInput()) }

/// The same from a part of a file.
func readNpy(_ source: FileSource) throws(ArrayError) -> HostArray {
  let header = try NpyHeader(source)
  let dtype = header.dtype
  var bytes = try HostBuffer.make(count: header.dataCount) { target throws(ArrayError) in
    try source.read(at: header.dataStart, into: target)
    if header.isSwapped { swapBytes(target, size: dtype.size) }
    // Any byte but zero means true; kernels want one.
    if dtype == .bool { for index in target.indices { target[index] = target[index] == 0 ? 0 : 1 } }
  }
  // An axis of length 1 may stand anywhere, so only two longer ones make a difference.
  if header.isFortranOrder, header.shape.filter({ $0 != 1 }).count > 1, bytes.count > 0 {
    bytes = try inCOrder(bytes, shape: header.shape, size: dtype.size)
  }
  return HostArray(dtype: dtype, shape: header.shape, bytes: bytes)
}

private func swapBytes(_ bytes: UnsafeMutableRawBufferPointer, size: Int) {
  func swap<T: FixedWidthInteger>(_: T.Type) {
    let elements = bytes.bindMemory(to: T.self)
    for index in elements.indices { elements[index] = elements[index].byteSwapped }
  }
  switch size {
  case 2: swap(UInt16.self)
  case 4: swap(UInt32.self)
  case 8: swap(UInt64.self)
  default: break
  }
}

/// Fortran order, where the first axis is the densest, to C order.
private func inCOrder(_ source: HostBuffer, shape: [Int], size: Int) throws(ArrayError) -> HostBuffer {
  var strides = [Int](repeating: 1, count: shape.count)
  for axis in shape.indices.dropFirst() { strides[axis] = strides[axis - 1] * shape[axis - 1] }
  return try HostBuffer.make(count: source.count) { target in
    switch size {
    case 1: gather(UInt8.self, from: source.unsafeBytes, shape: shape, strides: strides, into: target)
    case 2: gather(UInt16.self, from: source.unsafeBytes, shape: shape, strides: strides, into: target)
    case 4: gather(UInt32.self, from: source.unsafeBytes, shape: shape, strides: strides, into: target)
    default: gather(UInt64.self, from: source.unsafeBytes, shape: shape, strides: strides, into: target)
    }
  }
}

/// Writes the elements in C order; the position counts up like an odometer. No length is zero.
private func gather<T: FixedWidthInteger>(
  _: T.Type, from source: UnsafeRawBufferPointer, shape: [Int], strides: [Int],
  into target: UnsafeMutableRawBufferPointer
) {
  let elements = source.bindMemory(to: T.self)
  let result = target.bindMemory(to: T.self)
  let last = shape.count - 1
  var index = [Int](repeating: 0, count: shape.count)
  var place = 0
  var done = 0
  while done < result.count {
    for item in 0..<shape[last] { result[done + item] = elements[place + item * strides[last]] }
    done += shape[last]
    var axis = last - 1
    while axis >= 0 {
      index[axis] += 1
      place += strides[axis]
      if index[axis] < shape[axis] { break }
      place -= shape[axis] * strides[axis]
      index[axis] = 0
      axis -= 1
    }
  }
}
