import ArrayGraph
import CZlib

/// Unpacks raw deflate data that must give exactly `count` bytes and end exactly with its source.
func inflate(_ source: FileSource, count: Int) throws(ArrayError) -> HostBuffer {
  let name = source.name
  var stream = z_stream()
  // Negative window bits: no zlib header around the data.
  let size = Int32(MemoryLayout<z_stream>.size)
  guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else {
    throw ArrayError(.memory, "\(name): not enough memory to unpack it")
  }
  defer { inflateEnd(&stream) }
  let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: ElementMemory.alignment)
  defer { chunk.deallocate() }
  return try HostBuffer.make(count: count) { target throws(ArrayError) in
    var read = 0
    var written = 0
    // Takes what would be written too much, so that it is noticed.
    var spill = [UInt8](repeating: 0, count: 1)
    while true {
      if stream.avail_in == 0 && read < source.count {
        let step = min(chunk.count, source.count - read)
        let input = UnsafeMutableRawBufferPointer(rebasing: chunk[..<step])
        try source.read(at: read, into: input)
        read += step
        stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_in = UInt32(step)
      }
      let room = min(count - written, 1 << 30)
      let status: Int32
      if room > 0 {
        stream.next_out = target.baseAddress?.advanced(by: written).assumingMemoryBound(to: UInt8.self)
        stream.avail_out = UInt32(room)
        status = inflate(&stream, Z_NO_FLUSH)
        written += room - Int(stream.avail_out)
      } else {
        status = spill.withUnsafeMutableBufferPointer { spill in
          stream.next_out = spill.baseAddress
          stream.avail_out = 1
          return inflate(&stream, Z_NO_FLUSH)
        }
        guard stream.avail_out == 1 else { throw fileError(name, "unpacks to more than \(count) bytes") }
      }
      if status == Z_STREAM_END { break }
      guard status == Z_OK || status == Z_BUF_ERROR && stream.avail_in == 0 && read < source.count else {
        let reason = stream.msg.map { String(cString: $0) } ?? "its packed data end too early"
        throw fileError(name, "is damaged: \(reason), after \(written) of \(count) bytes")
      }
    }
    guard written == count else { throw fileError(name, "unpacks to \(written) bytes, \(count) expected") }
    guard read == source.count, stream.avail_in == 0 else {
      throw fileError(name, "has bytes behind its packed data")
    }
  }
}

/// The checksum that zip files keep.
func crc(_ buffer: HostBuffer) -> UInt32 {
  let start = buffer.pointer.assumingMemoryBound(to: UInt8.self)
  return UInt32(truncatingIfNeeded: crc32_z(0, start, buffer.count))
}
